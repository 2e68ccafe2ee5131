//! `people.csv`: the staff.

use std::collections::BTreeSet;

use super::cell::shown;
use super::fault::{FaultSeverity, MOST_HINTS, TableFault, first_of};
use super::listed::{self, KnownColumn, ListedRow, did_you_mean};
use crate::framework::{Date, People, Person, PersonName, RoleId, Service, Team};

const fn known(name: &'static str, required: bool) -> KnownColumn {
    KnownColumn { name, required }
}

static COLUMNS: [KnownColumn; 12] = [
    known("name", true),
    known("aliases", false),
    known("role", true),
    known("service", false),
    known("team", false),
    known("manager", false),
    known("tier", false),
    known("bg", false),
    known("started", false),
    known("left", false),
    known("probation_ends", false),
    known("email", false),
];
const NAME: usize = 0;
const ALIASES: usize = 1;
const ROLE: usize = 2;
const SERVICE: usize = 3;
const TEAM: usize = 4;
const MANAGER: usize = 5;
const TIER: usize = 6;
const BG: usize = 7;
const STARTED: usize = 8;
const LEFT: usize = 9;
const PROBATION_ENDS: usize = 10;
const EMAIL: usize = 11;

/// The columns of `people.csv`, in their order.
pub fn names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name)
}

/// A person as a row of `people.csv`.
pub fn cells(person: &Person) -> Vec<String> {
    let number = |level: Option<u32>| level.map_or_else(String::new, |level| level.to_string());
    let date = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let name = |name: Option<&PersonName>| name.map_or_else(String::new, PersonName::to_string);
    vec![
        person.name.to_string(),
        person.aliases.join(";"),
        several(&person.roles),
        several(&person.services),
        several(&person.teams),
        name(person.manager.as_ref()),
        number(person.tier),
        number(person.bg),
        date(person.started),
        date(person.left),
        date(person.probation_ends),
        person.email.clone().unwrap_or_default(),
    ]
}

fn several(words: &[impl ToString]) -> String {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    words.join(";")
}

/// Reads `people.csv`, and every fault in it.
///
/// A person whose other cells are faulty is kept as far as could be read, so that one slip does not make everything
/// that names the person faulty too; without a name or a role, and where the name is taken, the row is left out.
/// `roles` and `services` are those of the store; where a list is empty, nothing is asked of that column.
pub fn read(bytes: &[u8], roles: &[RoleId], services: &[Service]) -> (People, Vec<TableFault>) {
    let table = listed::read(bytes, &COLUMNS);
    let mut faults = table.faults;
    if faults.is_empty() && table.rows.is_empty() {
        let message = if table.is_empty {
            "The file is empty."
        } else {
            "The file has a header and nobody below it."
        };
        let help = "Give every member of staff a row, with a name and a role at least.".to_owned();
        faults.push(TableFault::of_file(message.to_owned(), Some(help)));
    }
    let mut rows = Vec::new();
    let mut persons = Vec::new();
    for row in table.rows {
        if let Some(found) = person(&row, roles, services, &mut faults) {
            persons.push(found);
            rows.push(row);
        }
    }
    let everybody = People::new(persons);
    let taken = compare(&rows, &everybody, &mut faults);
    faults.sort_by_key(|fault| (fault.line, fault.column_number));
    let kept = everybody.all().iter().zip(taken);
    let persons = kept.filter(|(person, taken)| !taken && !person.roles.is_empty());
    (
        People::new(persons.map(|(person, _)| person.clone()).collect()),
        first_of(faults),
    )
}

fn person(
    row: &ListedRow,
    roles: &[RoleId],
    services: &[Service],
    faults: &mut Vec<TableFault>,
) -> Option<Person> {
    let name = PersonName::new(row.name(NAME));
    let roles_held: Vec<RoleId> = row.parts(ROLE).filter_map(RoleId::new).collect();
    for (column, lacks, message, help) in [
        (
            NAME,
            name.is_none(),
            "The row has no name.",
            "Fill it in, or take the row out.",
        ),
        (
            ROLE,
            roles_held.is_empty(),
            "The person has no role.",
            "Fill it in; several go with ; between.",
        ),
    ] {
        if lacks {
            faults.push(row.fault(column, FaultSeverity::Error, message.to_owned(), help.to_owned()));
        }
    }
    let (roles, services) = (
        roles.iter().map(RoleId::as_str),
        services.iter().map(Service::as_str),
    );
    listed_words(row, ROLE, "role", roles, faults);
    listed_words(row, SERVICE, "service", services, faults);
    let found = Person {
        name: name?,
        aliases: row.parts(ALIASES).map(str::to_owned).collect(),
        roles: roles_held,
        services: row.parts(SERVICE).filter_map(Service::new).collect(),
        teams: row.parts(TEAM).filter_map(Team::new).collect(),
        manager: PersonName::new(row.name(MANAGER)),
        tier: level(row, TIER, "", faults),
        bg: level(row, BG, "bg", faults),
        started: row.date(STARTED, faults),
        left: row.date(LEFT, faults),
        probation_ends: row.date(PROBATION_ENDS, faults),
        email: email(row, faults),
    };
    check_dates(row, &found, faults);
    Some(found)
}

/// Words that the store lists: one that it does not is a fault.
fn listed_words<'a>(
    row: &ListedRow,
    column: usize,
    what: &str,
    known: impl Iterator<Item = &'a str>,
    faults: &mut Vec<TableFault>,
) {
    let known: Vec<&str> = known.collect();
    if known.is_empty() {
        return;
    }
    for word in row.parts(column).filter(|word| !known.contains(word)) {
        let message = format!("There is no {what} \"{}\".", shown(word));
        let help = did_you_mean(word, known.iter().copied()).unwrap_or_else(|| {
            let known = known.iter().map(|word| shown(word));
            format!("The {what}s are {}.", super::columns::list(known))
        });
        faults.push(row.fault(column, FaultSeverity::Error, message, help));
    }
}

/// A level as a number, with a prefix before it or without: `BG12`, `12`.
fn level(row: &ListedRow, column: usize, prefix: &str, faults: &mut Vec<TableFault>) -> Option<u32> {
    let text = row.text(column);
    if text.is_empty() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let digits = lower.strip_prefix(prefix).unwrap_or(&lower).trim_start();
    let number = (!digits.starts_with('+')).then(|| digits.parse::<u32>().ok());
    let level = number.flatten().filter(|level| (1..=99).contains(level));
    if level.is_none() {
        let example = if prefix.is_empty() { "4" } else { "12 or BG12" };
        let message = format!("\"{}\" is no level from 1 to 99.", shown(text));
        let help = format!("Write a number, such as {example}, or leave the cell empty.");
        faults.push(row.fault(column, FaultSeverity::Error, message, help));
    }
    level
}

fn email(row: &ListedRow, faults: &mut Vec<TableFault>) -> Option<String> {
    let text = row.text(EMAIL);
    if !text.is_empty() && !text.contains('@') {
        let message = "This does not look like an e-mail address.".to_owned();
        let help = "Write it like name@council.gov.uk, or leave the cell empty.".to_owned();
        faults.push(row.fault(EMAIL, FaultSeverity::Query, message, help));
    }
    (!text.is_empty()).then(|| text.to_owned())
}

fn check_dates(row: &ListedRow, person: &Person, faults: &mut Vec<TableFault>) {
    let Some(started) = person.started else { return };
    let help = "Put the two dates right.".to_owned();
    if let Some(left) = person.left.filter(|left| *left < started) {
        let message = format!("The person left on {left}, before starting on {started}.");
        faults.push(row.fault(LEFT, FaultSeverity::Error, message, help.clone()));
    }
    if let Some(ends) = person.probation_ends.filter(|ends| *ends < started) {
        let message = format!("Probation ends on {ends}, before the person starts on {started}.");
        faults.push(row.fault(PROBATION_ENDS, FaultSeverity::Query, message, help));
    }
}

/// Compares everybody with everybody: names and aliases are unique, managers are known. Returns whose name is taken.
fn compare(rows: &[ListedRow], everybody: &People, faults: &mut Vec<TableFault>) -> Vec<bool> {
    let mut taken = Vec::new();
    let places = |person: &Person| {
        rows.iter()
            .zip(everybody.all())
            .find(|(_, other)| std::ptr::eq(*other, person))
    };
    for (row, person) in rows.iter().zip(everybody.all()) {
        // The first to have a name keeps it, so whoever finds another under an own name or alias is the second.
        let other = |spelling: &str| {
            let found = everybody
                .find(spelling)
                .filter(|found| !std::ptr::eq(*found, person));
            found.and_then(places)
        };
        let named_so = other(person.name.as_str());
        taken.push(named_so.is_some());
        if let Some((first, other)) = named_so {
            faults.push(row.fault(
                NAME,
                FaultSeverity::Error,
                named_alike(person, other, first),
                two_posts(person, other),
            ));
        }
        let doubled = person
            .aliases
            .iter()
            .filter_map(|alias| Some((alias, other(alias)?)));
        for (alias, (_, other)) in doubled.filter(|_| named_so.is_none()) {
            let message = format!(
                "\"{}\" means {} already.",
                shown(alias),
                shown(other.name.as_str())
            );
            let help = "An alias may mean one person only. Take it out in one of the two rows; if both rows are one person, \
                        write both posts in one row with ; between.";
            faults.push(row.fault(ALIASES, FaultSeverity::Error, message, help.to_owned()));
        }
        if let Some(manager) = &person.manager {
            check_manager(row, person, manager, everybody, faults);
        }
    }
    taken
}

/// That a row's name is another row's, in whatever spelling.
fn named_alike(person: &Person, other: &Person, first: &ListedRow) -> String {
    let (own, others) = (shown(person.name.as_str()), shown(other.name.as_str()));
    let row = first.number();
    if own == others {
        format!("There is a \"{own}\" already, in row {row}.")
    } else {
        format!("There is a \"{own}\" already: row {row} has \"{others}\".")
    }
}

/// What to do with two rows of one name: they are one person with two posts, or two people.
fn two_posts(person: &Person, other: &Person) -> String {
    fn both<'a>(one: impl Iterator<Item = &'a str>, other: impl Iterator<Item = &'a str>) -> Option<String> {
        let all: BTreeSet<&str> = one.chain(other).collect();
        let all: Vec<String> = all.into_iter().map(shown).collect();
        (all.len() > 1).then(|| all.join(";"))
    }
    let posts = [
        both(
            person.roles.iter().map(RoleId::as_str),
            other.roles.iter().map(RoleId::as_str),
        ),
        both(
            person.services.iter().map(Service::as_str),
            other.services.iter().map(Service::as_str),
        ),
        both(
            person.teams.iter().map(Team::as_str),
            other.teams.iter().map(Team::as_str),
        ),
    ];
    let posts: Vec<String> = posts.into_iter().flatten().collect();
    let posts = if posts.is_empty() {
        String::new()
    } else {
        format!(" with ; between: {}", posts.join(", "))
    };
    format!(
        "If it is one person with two posts, write both in one row{posts}. If they are two people, tell them apart by a \
         middle name or a number; what stands in brackets does not count."
    )
}

fn check_manager(
    row: &ListedRow,
    person: &Person,
    manager: &PersonName,
    everybody: &People,
    faults: &mut Vec<TableFault>,
) {
    let (message, help) = match everybody.find(manager.as_str()) {
        Some(found) if std::ptr::eq(found, person) => (
            "The person is their own line manager.".to_owned(),
            "Name the manager, or leave the cell empty.".to_owned(),
        ),
        Some(_) => return,
        None => (
            format!(
                "The line manager \"{}\" is nobody in this file.",
                shown(manager.as_str())
            ),
            (faults.len() < MOST_HINTS)
                .then(|| everybody.nearest(manager.as_str()))
                .flatten()
                .map_or_else(
                    || "Give the manager a row too, or put the name right.".to_owned(),
                    |near| format!("Did you mean {}?", shown(near)),
                ),
        ),
    };
    faults.push(row.fault(MANAGER, FaultSeverity::Query, message, help));
}
