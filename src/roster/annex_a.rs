//! Annex A's lists 6 to 9, known by their headers.
//!
//! Annex A is the data that a council hands to inspectors: a list a sheet, a child a row. Its lists have no column for
//! the legal status; the list itself says it. Councils' exports keep the headers of the year in which they were set up,
//! so that each column is known by its present name and by older ones.

use super::cell::folded;
use super::columns::RosterColumn;

/// One of Annex A's lists that hold open cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnnexList {
    /// List 6: children in need.
    InNeed,
    /// List 7: children with a child protection plan.
    Protection,
    /// List 8: children in care.
    InCare,
    /// List 9: care leavers.
    CareLeavers,
}

/// Every list, in order.
pub(super) const LISTS: [AnnexList; 4] = [
    AnnexList::InNeed,
    AnnexList::Protection,
    AnnexList::InCare,
    AnnexList::CareLeavers,
];

const CHILD_ID: [&str; 7] = [
    "childuniqueid",
    "childsuniqueid",
    "uniquechildid",
    "childuniqueidentifier",
    "childid",
    "childsid",
    "lachildid",
];
/// How many of these names Annex A alone has, from the first.
const UNIQUE_IDS: usize = 4;
const DATE_OF_BIRTH: [&str; 5] = [
    "dateofbirth",
    "childsdateofbirth",
    "dateofbirthorexpecteddateofbirth",
    "dob",
    "birthdate",
];
const TEAM: [&str; 4] = ["allocatedteam", "allocatedteamname", "teamallocated", "teamname"];
const WORKER: [&str; 8] = [
    "allocatedworker",
    "allocatedworkername",
    "allocatedsocialworker",
    "allocatedcaseworker",
    "allocatedpersonaladvisor",
    "allocatedpersonaladviser",
    "personaladvisor",
    "personaladviser",
];

/// Columns that most of Annex A's lists have beside the child's id.
const COMMON: [&[&str]; 7] = [
    &["gender", "sex"],
    &["ethnicity"],
    &DATE_OF_BIRTH,
    &["ageofchildyears", "ageofchild"],
    &["doesthechildhaveadisability", "disability"],
    &TEAM,
    &WORKER,
];
/// So many of them tell a list of Annex A.
const ENOUGH_COMMON: usize = 3;
/// What tells Annex A's lists of children without cases to draw from: 1 to 5, 10 and 11.
const OTHER_MARKS: [&str; 11] = [
    "dateofcontact",
    "contactsource",
    "earlyhelpassessmentstartdate",
    "dateofreferral",
    "referralsource",
    "continuousassessmentstartdate",
    "assessmentstartdate",
    "strategydiscussioninitiatingsection47enquirystartdate",
    "section47enquirystartdate",
    "datethechildenteredcare",
    "dateofdecisionthatchildshouldbeplacedforadoption",
];

impl AnnexList {
    /// The number that Annex A gives it.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::InNeed => 6,
            Self::Protection => 7,
            Self::InCare => 8,
            Self::CareLeavers => 9,
        }
    }

    /// The legal status of the children on it.
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::InNeed => "CIN",
            Self::Protection => "CP",
            Self::InCare => "CiC",
            Self::CareLeavers => "Care Leaver",
        }
    }

    /// The column by which it is told, as the template writes it.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::InNeed => "CIN Start Date",
            Self::Protection => "Child Protection Plan Start Date",
            Self::InCare => "Date Started to be Looked After",
            Self::CareLeavers => "Eligibility Category",
        }
    }

    /// The header that the template gives a column; `None` where the list has no such column.
    pub(super) fn header(self, column: RosterColumn) -> Option<&'static str> {
        match column {
            RosterColumn::ChildId => Some("Child Unique ID"),
            RosterColumn::Team => Some("Allocated Team"),
            RosterColumn::CaseHolder => Some("Allocated Worker"),
            RosterColumn::Opened if self != Self::CareLeavers => Some(self.mark()),
            _ => None,
        }
    }

    /// The names of a column, the present one first.
    fn names(self, column: RosterColumn) -> &'static [&'static str] {
        match column {
            RosterColumn::ChildId => &CHILD_ID,
            RosterColumn::DateOfBirth => &DATE_OF_BIRTH,
            RosterColumn::Team => &TEAM,
            RosterColumn::CaseHolder => &WORKER,
            RosterColumn::Opened => self.starts(),
            RosterColumn::Closed => self.ends(),
            _ => &[],
        }
    }

    fn starts(self) -> &'static [&'static str] {
        match self {
            Self::InNeed => &[
                "cinstartdate",
                "dateofcinstart",
                "childinneedstartdate",
                "cinplanstartdate",
                "cinepisodestartdate",
            ],
            Self::Protection => &[
                "childprotectionplanstartdate",
                "cpplanstartdate",
                "cppstartdate",
                "cpstartdate",
            ],
            Self::InCare => &[
                "datestartedtobelookedafter",
                "datestartedlookedafter",
                "datebecamelookedafter",
                "lacstartdate",
                "clastartdate",
                "cicstartdate",
            ],
            Self::CareLeavers => &["careleaverstartdate"],
        }
    }

    fn ends(self) -> &'static [&'static str] {
        match self {
            Self::InNeed => &[
                "cinclosuredate",
                "cinenddate",
                "childinneedclosuredate",
                "childinneedenddate",
                "cinplanenddate",
                "cinepisodeenddate",
            ],
            Self::Protection => &[
                "childprotectionplanenddate",
                "cpplanenddate",
                "cppenddate",
                "cpenddate",
            ],
            Self::InCare => &[
                "dateceasedtobelookedafter",
                "dateceasedlookedafter",
                "lacenddate",
                "claenddate",
                "cicenddate",
            ],
            Self::CareLeavers => &["careleaverenddate"],
        }
    }

    fn marks(self) -> &'static [&'static str] {
        match self {
            Self::CareLeavers => &[
                "eligibilitycategory",
                "careleavereligibilitycategory",
                "careleavereligibility",
            ],
            _ => self.starts(),
        }
    }
}

/// A header as Annex A's are compared: letters and digits alone count, as in "Age of Child (Years)" and "Child's ID".
pub(super) fn key(header: &str) -> String {
    folded(header)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The lists whose marks stand among a row's keys: one where the row is a list's header.
pub(super) fn lists(keys: &[String]) -> Vec<AnnexList> {
    if !names_a_child(keys) {
        return Vec::new();
    }
    let any = |names: &[&str]| keys.iter().any(|key| names.contains(&key.as_str()));
    let marked: Vec<AnnexList> = LISTS.into_iter().filter(|list| any(list.marks())).collect();
    if !marked.is_empty() {
        return marked;
    }
    // A list whose start was taken out is still better named than called unknown.
    LISTS.into_iter().filter(|list| any(list.ends())).collect()
}

/// Whether a column holds the child's id as one of Annex A's lists names it.
fn names_a_child(keys: &[String]) -> bool {
    keys.iter().any(|key| CHILD_ID.contains(&key.as_str()))
}

/// Whether the row is the header of one of Annex A's lists, whichever. The child's id alone, or with one column beside
/// it that any list may have, is no sign of it.
pub(super) fn is_annex_a(keys: &[String]) -> bool {
    let any = |names: &[&str]| keys.iter().any(|key| names.contains(&key.as_str()));
    let common = COMMON.iter().filter(|names| any(names)).count();
    // No other system calls these so.
    let is_plain = any(&CHILD_ID[..UNIQUE_IDS]) && (any(&TEAM) || any(&WORKER));
    names_a_child(keys) && (is_plain || any(&OTHER_MARKS) || common >= ENOUGH_COMMON)
}

/// Where a column stands: every place of the newest of its names that is there at all.
pub(super) fn places(keys: &[String], list: AnnexList, column: RosterColumn) -> Vec<usize> {
    let at = |name: &&str| -> Vec<usize> {
        let fits = |(index, key): (usize, &String)| (key == name).then_some(index);
        keys.iter().enumerate().filter_map(fits).collect()
    };
    list.names(column)
        .iter()
        .map(at)
        .find(|places| !places.is_empty())
        .unwrap_or_default()
}

/// Where list 6 says what kind of case it is, which may be one before court proceedings.
pub(super) fn case_status(keys: &[String], list: AnnexList) -> Option<usize> {
    (list == AnnexList::InNeed)
        .then(|| keys.iter().position(|key| key == "casestatus"))
        .flatten()
}

/// Whether a case status of list 6 says that the child's case is before court proceedings: the Public Law Outline.
pub(super) fn is_plo(case_status: &str) -> bool {
    let words = case_status.to_lowercase();
    let plo = words
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| word == "plo");
    plo || key(&words).contains("preproceedings") || words.contains("public law outline")
}

/// Whether a case status of list 6 says that the case is closed.
pub(super) fn is_closed(case_status: &str) -> bool {
    let words = case_status.to_lowercase();
    let mut words = words.split(|letter: char| !letter.is_alphanumeric());
    words.clone().any(|word| word == "closed") && !words.any(|word| matches!(word, "not" | "open"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(headers: &[&str]) -> Vec<String> {
        headers.iter().map(|header| key(header)).collect()
    }

    #[test]
    fn each_list_is_told_by_its_own_column() {
        for list in LISTS {
            let row = keys(&["Child Unique ID", "Gender", list.mark(), "Allocated Team"]);
            assert_eq!(lists(&row), [list]);
        }
        // Lists 1 to 5, 10 and 11 are none of them.
        for mark in [
            "Date of Contact",
            "Continuous Assessment Start Date",
            "Date the Child Entered Care",
        ] {
            assert_eq!(lists(&keys(&["Child Unique ID", mark, "Allocated Team"])), []);
        }
        assert_eq!(
            lists(&keys(&["Individual adopter identifier", "CIN Start Date"])),
            []
        );
        assert_eq!(
            lists(&keys(&["Child's ID", "CIN CLOSURE DATE"])),
            [AnnexList::InNeed]
        );
    }

    #[test]
    fn one_common_column_makes_no_list_of_annex_a() {
        for header in [
            &["LAchildID", "Ethnicity"][..],
            &["Child ID:", "Initials:", "Team:", "Closed:"],
            &["child_id", "initials", "date_of_birth", "team"],
            &["Gender", "Ethnicity", "Date of Birth", "Allocated Team"],
        ] {
            assert!(!is_annex_a(&keys(header)), "{header:?}");
        }
        for header in [
            &["Child Unique ID", "Date of Contact"][..],
            &[
                "Child Unique ID",
                "Gender",
                "Ethnicity",
                "Date of Birth",
                "Age of Child (Years)",
            ],
            &["Child Unique ID", "Continuous Assessment Start Date"],
        ] {
            assert!(is_annex_a(&keys(header)), "{header:?}");
        }
    }

    #[test]
    fn the_newest_name_of_a_column_counts() {
        let row = keys(&[
            "Child ID",
            "Allocated Personal Adviser",
            "Allocated Worker",
            "D.O.B.",
        ]);
        assert_eq!(
            places(&row, AnnexList::CareLeavers, RosterColumn::CaseHolder),
            [2]
        );
        assert_eq!(
            places(&row[..2], AnnexList::CareLeavers, RosterColumn::CaseHolder),
            [1]
        );
        assert_eq!(
            places(&row, AnnexList::CareLeavers, RosterColumn::DateOfBirth),
            [3]
        );
        assert_eq!(places(&row, AnnexList::CareLeavers, RosterColumn::Opened), [0; 0]);
    }

    #[test]
    fn closed_is_read_from_the_case_status() {
        for text in ["Closed", "h) Case closed in the last six months", "CLOSED - NFA"] {
            assert!(is_closed(text), "{text}");
        }
        for text in ["Open", "not closed", "Enclosed", "Open, was closed", ""] {
            assert!(!is_closed(text), "{text}");
        }
    }

    #[test]
    fn plo_is_read_from_the_case_status() {
        for text in [
            "PLO",
            "c) Child in need plan - PLO",
            "Pre-proceedings",
            "Public Law Outline",
        ] {
            assert!(is_plo(text), "{text}");
        }
        for text in ["c) Child in need plan", "Explored", "Employed", ""] {
            assert!(!is_plo(text), "{text}");
        }
    }
}
