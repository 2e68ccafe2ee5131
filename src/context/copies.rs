//! Copies of the store's own files, and files of it under another name: at its top, and in the folders in which qaf
//! keeps draws, numbers, letters, templates and figures.

use super::Context;
use super::examine::of_stray;
use crate::finding::Finding;
use crate::framework::AuditId;
use crate::store::scan::{self, Stray, StrayKind, copies};
use crate::store::{draws, issued, layout, shipped};

impl Context {
    /// What lies there that is not read, and seems to be a file of the store all the same; where nothing else belongs,
    /// whatever it is.
    pub(super) fn copies(&self, findings: &mut Vec<Finding>) {
        let top = self.names_in("");
        let known: Vec<&str> = layout::TOP.into_iter().chain(layout::FOLDERS).collect();
        let mut strays = copies("", &top, &known);
        // Lists and documents of the council's own may lie at the top; a form's file there was meant for elsewhere.
        let is_form = |name: &str| scan::has_ending(name, "yaml") || scan::has_ending(name, "yml");
        rest("", &top, |name| !is_form(name), &mut strays);

        let letters: Vec<&str> = shipped::LETTERS.iter().map(|(name, _)| *name).collect();
        let names = self.names_in(layout::LETTERS);
        let mut found = copies(layout::LETTERS, &names, &letters);
        let is_known = |name: &str| name == layout::README || letters.contains(&name);
        rest(layout::LETTERS, &names, is_known, &mut found);
        strays.append(&mut found);

        let (templates, template) = layout::DOCX_TEMPLATE.rsplit_once('/').unwrap_or_default();
        strays.extend(copies(templates, &self.names_in(templates), &[template]));

        let names = self.names_in(layout::DRAWS);
        let records: Vec<String> = names.iter().filter_map(|name| record_of(name)).collect();
        let records: Vec<&str> = records.iter().map(String::as_str).collect();
        let mut found = copies(layout::DRAWS, &names, &records);
        // What is read as a record is told of by whoever reads it.
        rest(layout::DRAWS, &names, draws::is_record, &mut found);
        strays.append(&mut found);

        strays.extend(self.not_numbers());
        findings.extend(strays.iter().map(of_stray));
    }

    /// What lies among the numbers and is none.
    fn not_numbers(&self) -> Vec<Stray> {
        let names = self.names_in(layout::IDS);
        let id = |text: &str| text.parse::<AuditId>().ok().map(|id| id.to_string());
        let numbers: Vec<String> = names
            .iter()
            .filter_map(|name| {
                let body = name.strip_prefix("Copy of ").unwrap_or(name);
                id(body
                    .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
                    .next()?)
            })
            .collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let mut strays = copies(layout::IDS, &names, &numbers);
        rest(layout::IDS, &names, |name| id(name).is_some(), &mut strays);
        strays
    }

    /// The names in a folder of the store, in order; none where it can't be listed, which is said elsewhere.
    fn names_in(&self, folder: &str) -> Vec<String> {
        issued::names(&self.store.root, folder).unwrap_or_default()
    }
}

/// What of a folder's names is neither known nor a copy that is named already, nor what a system lays everywhere.
fn rest(folder: &str, names: &[String], is_known: impl Fn(&str) -> bool, strays: &mut Vec<Stray>) {
    let hidden = |name: &str| name.starts_with(['.', '~']) || matches!(name, "Thumbs.db" | "desktop.ini");
    for name in names.iter().filter(|name| !hidden(name) && !is_known(name)) {
        let path = match folder {
            "" => name.clone(),
            folder => format!("{folder}/{name}"),
        };
        if !strays.iter().any(|stray| stray.path == path) {
            strays.push(Stray::new(path, StrayKind::Unknown));
        }
    }
}

/// The name of the draw's record that a name begins with: `2026-27-C4-876d95ac`, and `-frozen` where it is the list.
fn record_of(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let name = name.strip_prefix("copy of ").unwrap_or(&name);
    let mut parts = name.splitn(5, '-');
    let [first, second, cycle] = [parts.next()?, parts.next()?, parts.next()?];
    let year = format!("{first}-{second}");
    let sum = parts.next()?.get(..8)?;
    let digits = cycle.strip_prefix('c')?;
    let is_record = layout::is_year(&year)
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
    let frozen = if parts.next().is_some_and(|rest| rest.starts_with("frozen")) {
        "-frozen"
    } else {
        ""
    };
    is_record.then(|| format!("{year}-C{digits}-{sum}{frozen}.json"))
}

#[cfg(test)]
mod tests {
    use super::record_of;

    #[test]
    fn a_draws_record_is_known_by_how_its_name_begins() {
        for (name, record) in [
            ("2026-27-C4-876d95ac.json", Some("2026-27-C4-876d95ac.json")),
            (
                "2026-27-C4-876d95ac (conflicted copy).json",
                Some("2026-27-C4-876d95ac.json"),
            ),
            (
                "Copy of 2026-27-C12-876d95ac.json",
                Some("2026-27-C12-876d95ac.json"),
            ),
            (
                "2026-27-C4-cff432b2-frozen - Copy.json",
                Some("2026-27-C4-cff432b2-frozen.json"),
            ),
            ("2026-27-C4-cff432b2-PC7.json", Some("2026-27-C4-cff432b2.json")),
            ("notes.json", None),
            ("2026-28-C4-876d95ac.json", None),
        ] {
            assert_eq!(record_of(name).as_deref(), record, "{name}");
        }
    }
}
