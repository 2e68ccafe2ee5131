//! Where a list has a child's forename and surname, of which initials are made where it has none.

use super::columns::{COLUMNS, RosterColumn};

const FORENAMES: [&str; 6] = [
    "forename",
    "forenames",
    "firstname",
    "firstnames",
    "givenname",
    "givennames",
];
const SURNAMES: [&str; 3] = ["surname", "lastname", "familyname"];
/// Whose names they are; a worker's are never headed without such a word.
const WHOSE: [&str; 6] = ["childs", "child", "clients", "client", "persons", "person"];

/// The places of the forename and the surname among folded headers, where the list has both and no initials; `at` is
/// where the columns stand that are read.
pub(super) fn places(headers: &[String], at: &[Option<usize>; COLUMNS.len()]) -> Option<(usize, usize)> {
    if at[RosterColumn::Initials as usize].is_some() {
        return None;
    }
    let place = |names: &[&str]| {
        headers.iter().enumerate().position(|(index, header)| {
            let header: String = header.chars().filter(|letter| letter.is_alphanumeric()).collect();
            let bare = WHOSE.iter().find_map(|whose| header.strip_prefix(whose));
            names.contains(&bare.unwrap_or(&header)) && !at.contains(&Some(index))
        })
    };
    place(&FORENAMES).zip(place(&SURNAMES))
}
