//! Which column of a file holds what.

mod layout;
mod mapping;

use super::annex_a::AnnexList;
use super::cell::{folded, shown};
use super::child_names::{self, ChildNames};
use super::table::Cells;
use crate::framework::word::nearest;

pub use layout::Layout;
pub(super) use mapping::Mapping;

/// A column that qaf reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RosterColumn {
    ChildId,
    Initials,
    DateOfBirth,
    Team,
    CaseHolder,
    LegalStatus,
    Opened,
    Closed,
    Manager,
    FamilyId,
}

/// Every column, in the order of its number.
pub(super) const COLUMNS: [RosterColumn; 10] = [
    RosterColumn::ChildId,
    RosterColumn::Initials,
    RosterColumn::DateOfBirth,
    RosterColumn::Team,
    RosterColumn::CaseHolder,
    RosterColumn::LegalStatus,
    RosterColumn::Opened,
    RosterColumn::Closed,
    RosterColumn::Manager,
    RosterColumn::FamilyId,
];

impl RosterColumn {
    /// The name in the qaf layout.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ChildId => "child_id",
            Self::Initials => "initials",
            Self::DateOfBirth => "date_of_birth",
            Self::Team => "team",
            Self::CaseHolder => "case_holder",
            Self::LegalStatus => "legal_status",
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::Manager => "manager",
            Self::FamilyId => "family_id",
        }
    }

    /// Whether a row needs a value there to be read. A child may have no case-holder.
    pub(super) fn is_asked(self) -> bool {
        self.is_required() && !matches!(self, Self::CaseHolder | Self::Opened)
    }

    pub(super) fn is_required(self) -> bool {
        matches!(
            self,
            Self::ChildId | Self::Team | Self::CaseHolder | Self::LegalStatus | Self::Opened
        )
    }
}

/// The columns of one file: where each stands.
#[derive(Clone, Debug)]
pub(super) struct ColumnsFound {
    pub(super) at: [Option<usize>; COLUMNS.len()],
    /// How they were known.
    pub(super) layout: Layout,
    /// The list of Annex A that they are, which then says the legal status.
    pub(super) list: Option<AnnexList>,
    /// Where list 6 says what kind of case it is.
    pub(super) case_status: Option<usize>,
    /// Where the child's name stands, in a list that has no initials.
    pub(super) names: Option<ChildNames>,
    /// Headers of columns that are not read, as messages show them.
    pub(super) unread: Vec<String>,
}

impl ColumnsFound {
    /// Where a column stands, where the file has it.
    pub(super) fn at(&self, column: RosterColumn) -> Option<usize> {
        self.at[column as usize]
    }

    /// How many cells from the first a row needs for its columns to be read.
    pub(super) fn width(&self) -> usize {
        let names = self.names.into_iter().flat_map(ChildNames::places);
        let places = self.at.iter().flatten().chain(&self.case_status).copied();
        places.chain(names).max().map_or(0, |last| last + 1)
    }

    /// Finds the columns by a header and the mapping; else says, in sentences, why they can't be told.
    pub(super) fn find(header: &impl Cells, mapping: &Mapping) -> Result<Self, Vec<String>> {
        let headers: Vec<String> = (0..header.count()).map(|i| folded(header.cell(i))).collect();
        let mut found = Self {
            at: [None; COLUMNS.len()],
            layout: Layout::Qaf,
            list: None,
            case_status: None,
            names: None,
            unread: Vec::new(),
        };
        let mut problems = Vec::new();
        let mut missing = Vec::new();
        for column in COLUMNS {
            let (places, mapped) = places(&headers, mapping, column);
            if mapped {
                found.layout = Layout::Mapped;
            }
            match places.as_slice() {
                [] if column.is_required() => missing.push(column),
                [] => {}
                [place] => found.at[column as usize] = Some(*place),
                [first, second, ..] => problems.push(twice(header, *first, *second, column)),
            }
        }
        found.names = child_names::places(&headers, &found.at);
        found.unread = found.unread_of(header);
        if !missing.is_empty() {
            problems.push(missing_columns(header, &missing, mapping, &found.unread));
        }
        if problems.is_empty() {
            Ok(found)
        } else {
            Err(problems)
        }
    }

    /// How many of the columns that a roster needs stand in a row under qaf's names or the mapping's.
    pub(super) fn needed_in(header: &impl Cells, mapping: &Mapping) -> usize {
        let headers: Vec<String> = (0..header.count()).map(|i| folded(header.cell(i))).collect();
        let stands = |column: &&RosterColumn| {
            column.is_required() && !places(&headers, mapping, **column).0.is_empty()
        };
        COLUMNS.iter().filter(stands).count()
    }

    /// The columns that can be told by their headers, where others can't.
    pub(super) fn partly(header: &impl Cells, mapping: &Mapping) -> Self {
        let headers: Vec<String> = (0..header.count()).map(|i| folded(header.cell(i))).collect();
        let first = |column| places(&headers, mapping, column).0.first().copied();
        let mut found = Self {
            at: COLUMNS.map(first),
            layout: Layout::Mapped,
            list: None,
            case_status: None,
            names: None,
            unread: Vec::new(),
        };
        found.names = child_names::places(&headers, &found.at);
        found.unread = found.unread_of(header);
        found
    }

    fn unread_of(&self, header: &impl Cells) -> Vec<String> {
        (0..header.count())
            .filter(|index| !self.at.contains(&Some(*index)))
            .filter(|index| {
                self.names
                    .is_none_or(|names| names.places().all(|at| at != *index))
            })
            .map(|index| shown(header.cell(index)))
            .filter(|name| !name.is_empty())
            .collect()
    }
}

/// A column may be mapped and the file written in qaf's own names all the same: then these count.
pub(super) fn places(headers: &[String], mapping: &Mapping, column: RosterColumn) -> (Vec<usize>, bool) {
    if let Some(theirs) = mapping.header(column) {
        let places = headed(headers, theirs);
        if !places.is_empty() {
            return (places, true);
        }
    }
    (headed(headers, column.name()), false)
}

/// Where a header stands among those of a row, which are folded. One written just so goes before one with punctuation
/// round it, as in `Team:` and `* Team`.
fn headed(headers: &[String], wanted: &str) -> Vec<usize> {
    let wanted = folded(wanted);
    let at = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let fits = |(index, header): (usize, &String)| fits(header).then_some(index);
        headers.iter().enumerate().filter_map(fits).collect()
    };
    let exact = at(&|header| header == wanted);
    if exact.is_empty() {
        at(&|header| is_same_header(header, &wanted))
    } else {
        exact
    }
}

/// Whether two folded headers are one but for punctuation round them.
pub(super) fn is_same_header(one: &str, other: &str) -> bool {
    let bare = |header: &'_ str| {
        header
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_owned()
    };
    one == other || (bare(one) == bare(other) && !bare(one).is_empty())
}

pub(super) fn twice(header: &impl Cells, first: usize, second: usize, column: RosterColumn) -> String {
    format!(
        "has the column {} twice: \"{}\" is its {} column and \"{}\" its {}. Take one out, or give it another name.",
        column.name(),
        shown(header.cell(first)),
        ordinal(first + 1),
        shown(header.cell(second)),
        ordinal(second + 1),
    )
}

pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn missing_columns(
    header: &impl Cells,
    missing: &[RosterColumn],
    mapping: &Mapping,
    unread: &[String],
) -> String {
    let mut sentences = vec![format!(
        "has no {} {}. The columns found are {}.",
        if missing.len() == 1 { "column" } else { "columns" },
        list(missing.iter().map(|column| column.name().to_owned())),
        list((0..header.count()).map(|index| format!("\"{}\"", shown(header.cell(index)))))
    )];
    for column in missing {
        let name = column.name();
        if let Some(theirs) = mapping.header(*column).map(shown) {
            sentences.push(format!(
                "qaf.toml says that {name} stands under \"{theirs}\", which is not there."
            ));
        }
        if let Some(near) = nearest(name, unread.iter().map(String::as_str)) {
            sentences.push(format!("Perhaps \"{near}\" is meant for {name}."));
        }
    }
    let example = missing.first().map_or("child_id", |column| column.name());
    sentences.push(format!(
        "Rename the column in the file, or name it in qaf.toml under [roster.columns], as in {example} = \"its header\"; \
         qaf roster inspect proposes the lines."
    ));
    sentences.join(" ")
}

/// What to do with a file whose format or layout is not read yet.
pub(super) fn save_as_csv() -> String {
    let (required, optional): (Vec<RosterColumn>, Vec<RosterColumn>) =
        COLUMNS.iter().partition(|column| column.is_required());
    let names = |columns: &[RosterColumn]| list(columns.iter().map(|column| column.name().to_owned()));
    format!(
        "Save the list as CSV with the columns {}, and where you have them {}.",
        names(&required),
        names(&optional)
    )
}

/// `a, b and c`; a long list is cut.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    const MOST: usize = 30;
    let mut items: Vec<String> = items.collect();
    if items.len() > MOST {
        let more = items.len() - MOST;
        items.truncate(MOST);
        items.push(format!("{more} more"));
    }
    match items.split_last() {
        None => "none".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;

    fn find(header: &[&str], mapped: &[(&str, &str)]) -> Result<ColumnsFound, Vec<String>> {
        let mapping = mapped
            .iter()
            .map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned()))
            .collect();
        ColumnsFound::find(&StringRecord::from(header.to_vec()), &Mapping::new(&mapping)?)
    }

    #[test]
    fn headers_match_in_every_spelling() {
        for header in [
            ["child_id", "team", "case_holder", "legal_status", "opened"],
            ["Child ID", "Team ", "Case Holder", "Legal-Status", "OPENED"],
            ["ChildId", "team", "caseHolder", "LegalStatus", "Opened"],
            ["CHILD ID", "TEAM", "CASE\u{a0}HOLDER", "legal status", " opened"],
        ] {
            let columns = find(&header, &[]).unwrap();
            assert_eq!(columns.at(RosterColumn::Opened), Some(4), "{header:?}");
            assert_eq!(columns.layout, Layout::Qaf);
        }
    }

    #[test]
    fn punctuation_round_a_header_is_forgiven() {
        let header = [
            "Child ID:",
            "* Team",
            "Case Holder*",
            "(Legal Status)",
            "opened?",
            "Closed:",
        ];
        let columns = find(&header, &[]).unwrap();
        assert_eq!(
            (columns.at(RosterColumn::Team), columns.at(RosterColumn::Closed)),
            (Some(1), Some(5))
        );
        let mapped = find(&header, &[("case_holder", "Case Holder:")]).unwrap();
        assert_eq!(
            (mapped.at(RosterColumn::CaseHolder), mapped.layout),
            (Some(2), Layout::Mapped)
        );
        // Of two, the one that is written just so is meant.
        let two = [
            "child_id",
            "Team*",
            "team",
            "case_holder",
            "legal_status",
            "opened",
            "?",
        ];
        let columns = find(&two, &[]).unwrap();
        assert_eq!(
            (columns.at(RosterColumn::Team), columns.unread),
            (Some(2), vec!["Team*".to_owned(), "?".to_owned()])
        );
    }

    #[test]
    fn a_mapped_header_goes_before_our_own() {
        let header = [
            "Person ID",
            "team",
            "Team Name",
            "case_holder",
            "legal_status",
            "opened",
        ];
        let columns = find(&header, &[("child_id", "person id"), ("Team", "Team name")]).unwrap();
        assert_eq!(columns.at(RosterColumn::ChildId), Some(0));
        assert_eq!(columns.at(RosterColumn::Team), Some(2));
        assert_eq!(columns.layout, Layout::Mapped);
        assert_eq!(columns.unread, ["team"]);
    }

    #[test]
    fn a_mapping_to_no_column_of_ours_is_named() {
        let problems = find(&[], &[("child_idd", "Person ID")]).unwrap_err();
        assert!(problems[0].contains("Did you mean child_id?"), "{problems:?}");
    }
}
