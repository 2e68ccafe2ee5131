//! The `[[service]]` tables.

use std::collections::BTreeMap;

use super::{lacks, once};
use crate::framework::schedule::{Assurance, ServiceEntry};
use crate::framework::word::Word;
use crate::store::toml_text::{At, TomlTable};

/// Reads the services, in the file's order.
pub(super) fn read(top: &TomlTable<'_, '_>) -> Vec<ServiceEntry> {
    let mut seen = BTreeMap::new();
    let mut parts: Vec<At<String>> = Vec::new();
    let mut services = Vec::new();
    for table in top.tables("service") {
        let name = table.word("name");
        match &name {
            Some(name) => once(table.reader(), &mut seen, name, "the service"),
            None => lacks(
                &table,
                "the service's name",
                "Add name = \"...\", as people.csv writes it.",
            ),
        }
        if !table.has("scope") {
            lacks(
                &table,
                "the scope",
                "Add scope = \"in\", \"joins\" or \"outside\".",
            );
        }
        let scope = table.choice("scope", &Assurance::NAMES);
        let under = table.text("under");
        parts.extend(under.clone());
        let entry = name.map(|name| ServiceEntry {
            name: name.value,
            title: table.text("title").map(|at| at.value),
            scope: scope.map_or(Assurance::In, |at| at.value),
            under: under.and_then(|at| Word::new(&at.value)),
            note: table.text("note").map(|at| at.value),
        });
        services.extend(entry);
        // A table without a name has not been asked for these.
        for key in ["title", "note"] {
            table.has(key);
        }
        table.done();
    }
    for part in parts {
        let names = services.iter().map(|entry| entry.name.as_str());
        if !names.clone().any(|name| name == part.value) {
            top.reader().unknown(&part, "service of this file", names);
        }
    }
    services
}
