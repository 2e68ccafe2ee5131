//! Where a list has a child's name, of which initials are made where it has none.

use super::cell::{cleaned, shown};
use super::columns::{COLUMNS, RosterColumn};
use super::table::Cells;
use crate::framework::name::{initials_of, is_nothing};

const FORENAMES: [&str; 6] = [
    "forename",
    "forenames",
    "firstname",
    "firstnames",
    "givenname",
    "givennames",
];
const SURNAMES: [&str; 3] = ["surname", "lastname", "familyname"];
const WHOLE_NAMES: [&str; 2] = ["name", "fullname"];
/// Whose names they are; a worker's are never headed without such a word.
const WHOSE: [&str; 6] = ["childs", "child", "clients", "client", "persons", "person"];

/// Where a child's name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChildNames {
    /// The forename in one column, the surname in another.
    Apart(usize, usize),
    /// Both in one column: `Smith, Jane` or `Jane Smith`.
    Whole(usize),
}

/// Where names stand by the folded headers, where the list has no initials; `at` is where the columns stand that are read.
pub(super) fn places(headers: &[String], at: &[Option<usize>; COLUMNS.len()]) -> Option<ChildNames> {
    if at[RosterColumn::Initials as usize].is_some() {
        return None;
    }
    let place = |names: &[&str], must_say_whose: bool| {
        headers.iter().enumerate().position(|(index, header)| {
            let header: String = header.chars().filter(|letter| letter.is_alphanumeric()).collect();
            let bare = WHOSE.iter().find_map(|whose| header.strip_prefix(whose));
            let own = (!must_say_whose).then_some(header.as_str());
            bare.or(own).is_some_and(|name| names.contains(&name)) && !at.contains(&Some(index))
        })
    };
    let apart = place(&FORENAMES, false).zip(place(&SURNAMES, false));
    let apart = apart.map(|(forename, surname)| ChildNames::Apart(forename, surname));
    // A worker's name may be headed by the word alone.
    apart.or_else(|| place(&WHOLE_NAMES, true).map(ChildNames::Whole))
}

impl ChildNames {
    /// The places of its columns.
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        let (first, second) = match self {
            Self::Apart(forename, surname) => (forename, Some(surname)),
            Self::Whole(name) => (name, None),
        };
        std::iter::once(first).chain(second)
    }

    /// The initials of the child of a row; the name goes no further.
    pub(super) fn initials(self, row: &impl Cells) -> Option<String> {
        let cell = |at| {
            let text = row.cell(at);
            if is_nothing(text) { "" } else { text }
        };
        let initials = match self {
            Self::Apart(forename, surname) => initials_of(cell(forename), cell(surname)),
            Self::Whole(at) => {
                let name = cleaned(cell(at));
                if let Some((surname, forename)) = name.split_once(',') {
                    initials_of(forename.trim(), surname.trim())
                } else {
                    let (forename, surname) = name.rsplit_once(' ').unwrap_or((&name, ""));
                    initials_of(forename, surname)
                }
            }
        };
        (!initials.is_empty()).then_some(initials)
    }

    /// The headers of its columns, as messages show them.
    pub(super) fn headers(self, header: &impl Cells) -> String {
        let named = self.places().map(|at| format!("\"{}\"", shown(header.cell(at))));
        named.collect::<Vec<_>>().join(" and ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The initials that a list with one column beside the others makes of a cell.
    fn made(header: &str, cell: &str) -> Option<String> {
        let names = places(&[super::super::cell::folded(header)], &[None; COLUMNS.len()])?;
        names.initials(&vec![cell.to_owned()])
    }

    #[test]
    fn initials_are_made_of_a_whole_name_that_is_the_child_s() {
        assert_eq!(made("Child Name", "SMITH, Jane"), Some("JS".to_owned()));
        assert_eq!(made("Child's name", "Jane Smith"), Some("JS".to_owned()));
        assert_eq!(made("Client Full Name", "n/a"), None);
        // It may be the worker's.
        assert_eq!(made("Name", "Jane Smith"), None);
        assert_eq!(made("Worker Name", "Jane Smith"), None);
    }
}
