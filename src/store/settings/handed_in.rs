//! `[roster]`, `[people]` and `[words]` of `qaf.toml`: how lists are understood that other systems make, and what the
//! council calls its systems and services.

use std::collections::BTreeMap;

use super::{Settings, is_level};
use crate::framework::council_words::CouncilWords;
use crate::store::toml_text::TomlTable;

/// The columns of a roster that may be given another header.
pub const ROSTER_COLUMNS: [&str; 10] = [
    "child_id",
    "initials",
    "date_of_birth",
    "team",
    "case_holder",
    "legal_status",
    "opened",
    "closed",
    "manager",
    "family_id",
];

/// The statuses that a council's words may stand for.
pub const STATUSES: [&str; 6] = ["CIN", "CP", "PLO", "CiC", "Care Leaver", "leave-out"];

/// The columns of a list of staff that may be given another header.
pub const PEOPLE_COLUMNS: [&str; 17] = [
    "name",
    "surname",
    "forename",
    "known_as",
    "aliases",
    "login",
    "role",
    "service",
    "team",
    "manager",
    "tier",
    "bg",
    "started",
    "left",
    "probation_ends",
    "email",
    "number",
];

/// What stands on the right of a title in `[people.titles]` whose holders are not wanted in `people.csv`.
pub const LEAVE_OUT: &str = "leave-out";
/// What stands on the right of a word in `[people.services]` that is no service of the schedule: who has it works for the
/// whole council.
pub const NO_SERVICE: &str = "none";

/// The headers that stand for these columns, where they are set; `what` is what one of them is called.
fn headers(
    table: &TomlTable<'_, '_>,
    what: &str,
    known: &'static [&'static str],
) -> Option<BTreeMap<String, String>> {
    let mut headers = BTreeMap::new();
    for (column, header) in table.table("columns")?.named_texts() {
        if known.contains(&column.value.as_str()) {
            headers.insert(column.value, header.value);
        } else {
            table.reader().unknown(&column, what, known.iter().copied());
        }
    }
    Some(headers)
}

pub(super) fn fill_roster(settings: &mut Settings, roster: &TomlTable<'_, '_>) {
    super::set(&mut settings.max_bad_rows, roster.number("max_bad_rows"));
    let ids = roster.texts("ids_checked").into_iter();
    settings.ids_checked = ids.map(|id| id.value).collect();
    if let Some(read) = headers(roster, "column of a roster", &ROSTER_COLUMNS) {
        settings.roster_columns = read;
    }
    if let Some(statuses) = roster.table("statuses") {
        settings.roster_statuses.clear();
        for (word, status) in statuses.named_texts() {
            if STATUSES.contains(&status.value.as_str()) {
                settings.roster_statuses.insert(word.value, status.value);
            } else {
                roster.reader().unknown(&status, "status", STATUSES);
            }
        }
    }
    roster.done();
}

pub(super) fn fill_people(settings: &mut Settings, people: &TomlTable<'_, '_>) {
    if let Some(read) = headers(people, "column of a list of staff", &PEOPLE_COLUMNS) {
        settings.people_columns = read;
    }
    if let Some(titles) = people.table("titles") {
        settings.people_titles.clear();
        for (title, role) in titles.named_texts() {
            let is_role = settings.knows(&role.value) && !is_level(&role.value);
            if is_role || role.value == LEAVE_OUT {
                settings.people_titles.insert(title.value, role.value);
            } else {
                people.reader().note(
                    &role.span,
                    format!("[roles] has no role \"{}\"", role.value),
                    Some("Write a role as [roles] has it, such as team-manager, or leave-out.".to_owned()),
                );
            }
        }
    }
    if let Some(services) = people.table("services") {
        let named = services.named_texts().into_iter();
        settings.people_services = named.map(|(word, ours)| (word.value, ours.value)).collect();
    }
    people.done();
}

/// Reads the framework's words that the council says otherwise.
pub(super) fn read_words(words: &TomlTable<'_, '_>) -> CouncilWords {
    let named = words.named_texts().into_iter();
    let pairs = named.map(|(ours, theirs)| (ours.value, theirs.value));
    CouncilWords(pairs.filter(|(ours, theirs)| ours != theirs).collect())
}
