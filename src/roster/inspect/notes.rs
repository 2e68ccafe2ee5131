//! What a reader of a look should know besides.

use super::super::cell::shown;
use super::super::columns::list;
use super::super::read::{Roster, shown_name};
use super::List;

/// So many rows are named.
const MOST_ROWS: usize = 8;

/// What the look itself shows: columns that are not read, the encoding, the sheets, and a file that is given twice.
const SHOWN: [&str; 5] = [
    "has columns that are not read:",
    "was read as Windows-1252.",
    "was read as Annex A's list",
    "as no list of cases was found there.",
    "Give it once.",
];

/// What was noticed while the roster was read, but for what is shown anyway.
pub(super) fn of_roster(roster: &Roster) -> impl Iterator<Item = String> {
    let is_shown = |note: &&String| !SHOWN.iter().any(|words| note.contains(words));
    roster.notes.iter().filter(is_shown).cloned()
}

/// That rows of list 6 say closed and have no day of it.
pub(super) fn closed_undated(file: &str, found: &List) -> Option<String> {
    let rows = &found.closed_undated;
    let (count, have, they) = match rows.len() {
        0 => return None,
        1 => ("1 row has".to_owned(), "", "It counts"),
        n => (format!("{n} rows have"), "s", "They count"),
    };
    let mut named: Vec<String> = rows.iter().take(MOST_ROWS).map(ToString::to_string).collect();
    if rows.len() > MOST_ROWS {
        named.push(format!("{} more", rows.len() - MOST_ROWS));
    }
    let sheet = found
        .name
        .as_ref()
        .map_or(String::new(), |name| format!(", sheet {}", shown(name)));
    Some(format!(
        "{}{sheet}: {count} a case status that says closed and no closure date (row{have} {}). {they} as open and can be \
         drawn. Where the case is closed, have the closure date filled in.",
        shown_name(file),
        list(named.into_iter())
    ))
}
