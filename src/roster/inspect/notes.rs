//! What a reader of a look should know besides.

use super::super::read::Roster;

/// What the look itself shows: columns that are not read, the encoding, the sheets, a file that is given twice, and dates
/// whose month may come first.
const SHOWN: [&str; 6] = [
    "has columns that are not read:",
    "was read as Windows-1252.",
    "was read as Annex A's list",
    "as no list of cases was found there.",
    "Give it once.",
    "so the month may come first.",
];

/// What was noticed while the roster was read, but for what is shown anyway.
pub(super) fn of_roster(roster: &Roster) -> impl Iterator<Item = String> {
    let is_shown = |note: &&String| !SHOWN.iter().any(|words| note.contains(words));
    roster.notes.iter().filter(is_shown).cloned()
}
