//! `schedule.toml`: who audits what, how often, and every deadline.
//!
//! Every word of it is checked against what the store knows, so that a slip of the pen is named with its place and
//! never loses an expectation in silence.

mod deadlines;
mod services;

use std::collections::BTreeMap;

use super::settings::Settings;
use super::toml_text::{At, TomlFault, TomlReader, TomlTable, read_with};
use crate::framework::expected::LINE_MANAGER;
use crate::framework::schedule::{Per, RowActivity, Selection, ServiceEntry};
use crate::framework::word::Word;
use crate::framework::{FormId, RoleId, Row, Schedule, Service};

/// The service that stands for every one.
pub const ALL_SERVICES: &str = "All services";
/// How often a year a row may ask: the council year in equal parts.
const TIMES: [u32; 6] = [12, 6, 4, 3, 2, 1];

/// Reads `schedule.toml`, by the roles of the settings and the forms that there are.
pub fn read(bytes: &[u8], settings: &Settings, forms: &[FormId]) -> Result<Schedule, Vec<TomlFault>> {
    read_with(bytes, |top| {
        let services = services::read(top);
        let known = KnownNames {
            settings,
            forms,
            services: &services,
        };
        let rows = rows(top, &known);
        let deadlines = deadlines::read(top, &known);
        Schedule {
            rows,
            deadlines,
            services,
        }
    })
}

/// What a schedule may name.
struct KnownNames<'a> {
    settings: &'a Settings,
    forms: &'a [FormId],
    services: &'a [ServiceEntry],
}

impl KnownNames<'_> {
    /// The roles under a key; those that nobody knows are noted.
    fn roles(&self, table: &TomlTable<'_, '_>, key: &'static str) -> Vec<RoleId> {
        let roles = table.texts(key).into_iter();
        roles
            .filter_map(|at| self.role(table.reader(), &at, &[]))
            .collect()
    }

    /// The roles that audit; where the row does not ask each auditor for one, the worker's line manager may be among them.
    fn auditors(&self, table: &TomlTable<'_, '_>, per: Per) -> Vec<RoleId> {
        let roles = table.texts("auditors").into_iter();
        roles
            .filter_map(|at| {
                if at.value != LINE_MANAGER {
                    return self.role(table.reader(), &at, &[LINE_MANAGER]);
                }
                if per == Per::Auditor {
                    let message = "each auditor is asked for one here, and a line manager is one only of a worker";
                    let help = "Write the roles of those who audit; line-manager may stand where per is service or worker.";
                    table.reader().note(&at.span, message.to_owned(), Some(help.to_owned()));
                    return None;
                }
                RoleId::new(&at.value)
            })
            .collect()
    }

    /// A role; one that nobody knows is noted. `also`: what else may stand there.
    fn role(&self, reader: &TomlReader<'_>, at: &At<String>, also: &[&'static str]) -> Option<RoleId> {
        if self.settings.knows(&at.value) {
            return RoleId::new(&at.value);
        }
        let roles = self.settings.roles.iter().map(|(id, _)| id.as_str());
        if at.value.starts_with("bg:") || at.value.starts_with("tier:") {
            let message = format!("\"{}\" is no pay grade or tier", at.value);
            let help = "Write the number after the colon, such as \"bg:12\" or \"tier:4\".";
            reader.note(&at.span, message, Some(help.to_owned()));
        } else {
            reader.unknown(at, "role of qaf.toml", also.iter().copied().chain(roles));
        }
        None
    }

    fn forms(&self, table: &TomlTable<'_, '_>) -> Vec<FormId> {
        let mut found = Vec::new();
        for at in table.texts("form") {
            if let Some(form) = self.forms.iter().find(|form| **form == *at.value.as_str()) {
                found.push(form.clone());
            } else {
                let known = self.forms.iter().map(FormId::as_str);
                table.reader().unknown(&at, "form with a template", known);
            }
        }
        found
    }

    fn service(&self, table: &TomlTable<'_, '_>) -> Option<Service> {
        let Some(at) = table.text("service") else {
            lacks(
                table,
                "a service",
                "Add service = \"All services\", or one of the services listed below.",
            );
            return None;
        };
        if at.value == ALL_SERVICES {
            return None;
        }
        let names = self.services.iter().map(|entry| entry.name.as_str());
        let found = names.clone().find(|name| *name == at.value);
        if found.is_none() {
            let names = std::iter::once(ALL_SERVICES).chain(names);
            table.reader().unknown(&at, "service of this file", names);
        }
        found.and_then(Service::new)
    }
}

/// Notes that a table lacks something.
fn lacks(table: &TomlTable<'_, '_>, what: &str, help: &str) {
    let message = format!("{what} is missing here");
    table.reader().note(&table.span, message, Some(help.to_owned()));
}

/// Notes what stands in a file a second time; `seen` holds the places.
fn once<K>(reader: &TomlReader<'_>, seen: &mut BTreeMap<String, usize>, at: &At<Word<K>>, what: &str) {
    let line = reader.line_of(&at.span);
    if let Some(first) = seen.insert(at.value.to_string(), line) {
        seen.insert(at.value.to_string(), first);
        let message = format!("{what} \"{}\" stands in line {first} already", at.value);
        let help = "Give this one a name of its own, or delete one of the two.";
        reader.note(&at.span, message, Some(help.to_owned()));
    }
}

fn rows(top: &TomlTable<'_, '_>, known: &KnownNames<'_>) -> Vec<Row> {
    let mut seen = BTreeMap::new();
    let mut rows = Vec::new();
    for table in top.tables("row") {
        if let Some(row) = row(&table, known, &mut seen) {
            rows.push(row);
        }
        table.done();
    }
    rows
}

fn row(table: &TomlTable<'_, '_>, known: &KnownNames<'_>, seen: &mut BTreeMap<String, usize>) -> Option<Row> {
    let id = table.word("id");
    match &id {
        Some(id) => once(table.reader(), seen, id, "the row"),
        None => lacks(
            table,
            "the row's id",
            "Add id = \"...\", a short name in small letters with hyphens.",
        ),
    }
    let per = table.choice("per", &Per::NAMES).map(|at| at.value);
    let per = per.unwrap_or(Per::Service);
    let row = Row {
        id: id.map_or_else(|| Word::new("?"), |id| Some(id.value))?,
        service: known.service(table),
        activity: table.choice("activity", &RowActivity::NAMES).map(|at| at.value),
        title: table.text("title").map(|at| at.value),
        times_a_year: times_a_year(table),
        per,
        auditors: known.auditors(table, per),
        workers: known.roles(table, "workers"),
        forms: known.forms(table),
        moderators: known.roles(table, "moderators"),
        reviewers: known.roles(table, "reviewers"),
        selection: table.choice("selection", &Selection::NAMES).map(|at| at.value),
        weeks_from_joining: table.number("weeks_from_joining").map(|at| at.value),
        in_probation: table.number("in_probation").map(|at| at.value),
        source: table.text("source").map(|at| at.value),
        note: table.text("note").map(|at| at.value),
    };
    check(table, &row);
    Some(row)
}

fn times_a_year(table: &TomlTable<'_, '_>) -> Option<u32> {
    let at = table.number("times_a_year")?;
    if TIMES.contains(&at.value) {
        return Some(at.value);
    }
    let message = format!("the council year does not fall into {} equal parts", at.value);
    let help = "Write 12, 6, 4, 3, 2 or 1; leave the line out where it is still to be confirmed.";
    table.reader().note(&at.span, message, Some(help.to_owned()));
    None
}

/// Notes what a row lacks that expects something.
fn check(table: &TomlTable<'_, '_>, row: &Row) {
    if !table.has("times_a_year") {
        return;
    }
    if !table.has("activity") {
        lacks(
            table,
            "the activity",
            "Add activity = \"case-file\" or another, or leave out times_a_year until it is confirmed.",
        );
    }
    if row.activity.is_some_and(|activity| !activity.is_a_work()) && !table.has("form") {
        lacks(
            table,
            "the form",
            "Add form = \"child-case\" or another: an audit meets a row whose form it is on.",
        );
    }
    if !table.has("per") {
        lacks(
            table,
            "the line that says of whom the row expects it",
            "Add per = \"auditor\", \"service\" or \"worker\".",
        );
    } else if row.per == Per::Worker && !table.has("workers") {
        lacks(
            table,
            "the list of workers",
            "Add workers = [\"...\"], the roles of whom each is to be seen.",
        );
    } else if row.per != Per::Worker && !table.has("auditors") {
        lacks(
            table,
            "the list of auditors",
            "Add auditors = [\"...\"], the roles that audit.",
        );
    }
}

#[cfg(test)]
mod tests;
