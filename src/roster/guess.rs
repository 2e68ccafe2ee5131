//! Which column of an unknown export probably stands for which of qaf's: by the words of its header, and by its cells.

use super::cell::folded;
use super::clues::{Clues, ENOUGH, Guess, LIKE_A_HEADER, NEVER, best, weight};
use super::columns::{COLUMNS, RosterColumn};
use super::likeness::is_status;
use super::look::{ColumnCells, Look};
use super::table::Cells;

/// What is known of the council, by which cells are recognised.
#[derive(Clone, Copy)]
pub struct Hints<'a> {
    /// Whether `people.csv` has this team.
    pub is_team: &'a dyn Fn(&str) -> bool,
    /// Whether `people.csv` knows this name.
    pub is_person: &'a dyn Fn(&str) -> bool,
}

const CHILD_ID: Clues = &[
    (7, "personid childid clientid"),
    (4, "id identifier"),
    (3, "ref reference number no child person client yp mosaic lcs ics"),
    (2, "unique subject"),
    (1, "case"),
    (-5, "legacy old previous episode"),
    (
        -8,
        "worker team manager family household sibling nhs upn education date status name phone type parent",
    ),
];
const INITIALS: Clues = &[(9, "initials"), (-9, "worker staff sw")];
const DATE_OF_BIRTH: Clues = &[
    (9, "dob"),
    (7, "birth born"),
    (1, "date"),
    (-4, "age"),
    (-9, "place"),
];
const TEAM: Clues = &[
    (6, "team"),
    (5, "unit"),
    (4, "hub pod"),
    (3, "organisation"),
    (2, "responsible"),
    (1, "allocated name"),
    (-4, "id code worker"),
    (-9, "manager leader date start previous"),
];
const CASE_HOLDER: Clues = &[
    (8, "caseholder caseworker"),
    (6, "worker keyworker holder sw practitioner"),
    (3, "allocated professional pa"),
    (2, "social lead responsible"),
    (1, "key case name"),
    (-3, "support family"),
    (-6, "team id number"),
    (
        -9,
        "manager supervisor date start previous email role type phone status",
    ),
];
const LEGAL_STATUS: Clues = &[
    (4, "legal status"),
    (3, "category"),
    (2, "care type plan stage"),
    (1, "case client"),
    (-5, "placement disability"),
    (
        -9,
        "marital immigration date start end worker team ethnicity gender sex education employment",
    ),
];
const OPENED: Clues = &[
    (6, "opened"),
    (5, "start started open commenced began"),
    (4, "from begin"),
    (2, "effective referral"),
    (1, "involvement date"),
    (-2, "legal placement worker last"),
    (-9, "end close closed birth dob review visit next"),
];
const CLOSED: Clues = &[
    (6, "closed"),
    (5, "end ended close closure ceased"),
    (3, "until to"),
    (1, "involvement date"),
    (-2, "legal placement worker"),
    (-9, "start open birth reason review visit"),
];
const MANAGER: Clues = &[
    (8, "manager"),
    (6, "supervisor tm"),
    (5, "leader"),
    (1, "name"),
    (-3, "service"),
    (-9, "id date email"),
];
const FAMILY_ID: Clues = &[
    (6, "family sibling siblings"),
    (5, "household"),
    (2, "group id ref number no"),
    (-9, "name date worker support"),
];

fn clues(column: RosterColumn) -> Clues {
    match column {
        RosterColumn::ChildId => CHILD_ID,
        RosterColumn::Initials => INITIALS,
        RosterColumn::DateOfBirth => DATE_OF_BIRTH,
        RosterColumn::Team => TEAM,
        RosterColumn::CaseHolder => CASE_HOLDER,
        RosterColumn::LegalStatus => LEGAL_STATUS,
        RosterColumn::Opened => OPENED,
        RosterColumn::Closed => CLOSED,
        RosterColumn::Manager => MANAGER,
        RosterColumn::FamilyId => FAMILY_ID,
    }
}

fn by_header(column: RosterColumn, header: &str) -> i32 {
    weight(column.name(), clues(column), header)
}

/// Whether a header by itself, whatever its cells hold, reads like that of one of qaf's columns.
pub(super) fn resembles(column: RosterColumn, header: &str) -> bool {
    by_header(column, header) >= ENOUGH
}

/// How many cells of a row read like the header of one of qaf's columns.
pub(super) fn resembling(row: &impl Cells) -> usize {
    let reads = |at: &usize| {
        COLUMNS
            .iter()
            .any(|column| by_header(*column, row.cell(*at)) >= LIKE_A_HEADER)
    };
    (0..row.count()).filter(reads).count()
}

fn by_cells(column: RosterColumn, cells: &ColumnCells, hints: Hints<'_>) -> i32 {
    let dates = cells.is_mostly(cells.dates.dates(), 60);
    let few = cells.words.len() * 2 <= cells.filled;
    match column {
        RosterColumn::Opened | RosterColumn::DateOfBirth | RosterColumn::Closed => {
            match (dates, cells.filled) {
                (true, _) => 3,
                // Where nothing is closed yet, the column is there and empty.
                (false, 0) if column == RosterColumn::Closed => 0,
                _ => NEVER,
            }
        }
        _ if dates || cells.filled == 0 => NEVER,
        RosterColumn::ChildId if cells.is_mostly(cells.words.len(), 60) => 2,
        RosterColumn::Team if cells.is_mostly(cells.count(hints.is_team), 30) => 7,
        RosterColumn::CaseHolder if cells.is_mostly(cells.numbers, 60) => -6,
        RosterColumn::CaseHolder if cells.is_mostly(cells.count(hints.is_person), 30) => 5,
        RosterColumn::CaseHolder => i32::from(cells.is_mostly(cells.like_names, 60)),
        RosterColumn::LegalStatus if cells.is_mostly(cells.count(is_status), 50) => 6,
        RosterColumn::Team | RosterColumn::LegalStatus => i32::from(few),
        RosterColumn::Manager if cells.is_mostly(cells.count(hints.is_person), 30) => 3,
        RosterColumn::ChildId | RosterColumn::Initials | RosterColumn::Manager | RosterColumn::FamilyId => 0,
    }
}

/// Guesses at `wanted`, each from a column that is not taken.
pub(super) fn guess(
    headers: &[&str],
    look: &Look,
    wanted: &[RosterColumn],
    taken: &[usize],
    hints: Hints<'_>,
) -> Vec<Guess<RosterColumn>> {
    let free = (0..headers.len()).filter(|at| !taken.contains(at) && !folded(headers[*at]).is_empty());
    let free: Vec<usize> = free.collect();
    best(wanted, &free, |column, at| {
        by_header(column, headers[at]) + by_cells(column, &look.columns[at], hints)
    })
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;

    /// What is guessed of a header and a row, five times over, with ids of its own in each.
    fn guessed(headers: &[&str], row: &[&str]) -> Vec<(&'static str, String)> {
        let mut look = Look::new(headers.len());
        for number in 0..5 {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| cell.replace('#', &number.to_string()))
                .collect();
            look.row(&StringRecord::from(cells));
        }
        let hints = Hints {
            is_team: &|team| team == "North",
            is_person: &|name| name == "Robin Hale",
        };
        let guesses = guess(headers, &look, &COLUMNS, &[], hints);
        let named = |guess: &Guess<RosterColumn>| (guess.column.name(), headers[guess.at].to_owned());
        guesses.iter().map(named).collect()
    }

    #[test]
    fn an_export_of_another_system_is_understood() {
        let headers = [
            "Legacy ID",
            "Person ID",
            "D.O.B.",
            "Team Name",
            "Allocated Caseworker",
            "Legal Status Desc",
            "Involvement Start",
            "Involvement End",
            "Team Manager",
            "Household No",
            "Notes",
        ];
        let row = [
            "L#",
            "4810#",
            "31/03/2015",
            "North",
            "Robin Hale",
            "S20",
            "31/03/2026",
            "",
            "Robin Hale",
            "77",
            "call",
        ];
        let expected = [
            ("child_id", "Person ID"),
            ("date_of_birth", "D.O.B."),
            ("team", "Team Name"),
            ("case_holder", "Allocated Caseworker"),
            ("legal_status", "Legal Status Desc"),
            ("opened", "Involvement Start"),
            ("closed", "Involvement End"),
            ("manager", "Team Manager"),
            ("family_id", "Household No"),
        ];
        assert_eq!(
            guessed(&headers, &row),
            expected.map(|(ours, theirs)| (ours, theirs.to_owned()))
        );
    }

    #[test]
    fn cells_tell_what_a_header_does_not() {
        let headers = ["Client Ref", "Where", "Who", "What", "Opened On"];
        let row = ["#1", "North", "Robin Hale", "Child in need", "2026-03-31"];
        let found = guessed(&headers, &row);
        for (ours, theirs) in [
            ("team", "Where"),
            ("case_holder", "Who"),
            ("legal_status", "What"),
            ("opened", "Opened On"),
        ] {
            assert!(found.contains(&(ours, theirs.to_owned())), "{ours}: {found:?}");
        }
    }

    #[test]
    fn nothing_is_guessed_from_nothing() {
        assert!(guessed(&["a", "b", "c"], &["x#", "y", "z"]).is_empty());
        // A word for a date over cells that are none.
        assert!(guessed(&["Start"], &["soon"]).is_empty());
    }
}
