//! Keys that are not the form's, stand twice, or are not there.

use std::collections::BTreeMap;

use super::{Decoder, shown};
use crate::finding::Related;
use crate::framework::word::nearest;
use crate::record::Route;
use crate::store::document::did_you_mean;
use crate::store::yaml::{KeyValue, Node, NodeValue};

impl Decoder<'_> {
    /// Reports blocks that are not there at all, as in a file that was cut off. A file that can't be read is not asked.
    pub fn cut_off(&mut self, blocks: &[&str]) {
        if self.document.root.is_none() && !self.document.faults.is_empty() {
            return;
        }
        let there = |block: &&&str| {
            self.document
                .root
                .as_ref()
                .is_some_and(|root| root.entry(block).is_some())
        };
        let missing: Vec<&str> = blocks.iter().filter(|block| !there(block)).copied().collect();
        if missing.is_empty() {
            return;
        }
        let (message, verb) = if missing.len() == blocks.len() {
            ("This form is empty.".to_owned(), "Restore it")
        } else {
            (
                format!(
                    "{} {} not there; the file may have been cut off.",
                    missing.join(" and "),
                    if missing.len() == 1 { "is" } else { "are" }
                ),
                "Restore the end of it",
            )
        };
        for block in missing {
            self.faulty.insert(Route::from(block));
        }
        let help = format!("{verb} from a copy. kept/ in the audit's folder may hold one.");
        let finding = self.finding("cut-off", self.document.end(), message, Some(help));
        self.findings.push(finding);
    }

    /// Reports keys that are not among `known`, and keys that stand twice.
    pub fn keys(&mut self, map: &Node, known: &[&str]) {
        let NodeValue::Map(entries) = &map.value else {
            return;
        };
        let mut seen: BTreeMap<&str, &KeyValue> = BTreeMap::new();
        for entry in entries {
            if let Some(first) = seen.get(entry.key.as_str()) {
                self.duplicate(first, entry);
                continue;
            }
            seen.insert(&entry.key, entry);
            if !known.contains(&entry.key.as_str()) {
                self.unknown(entry, known);
            }
        }
    }

    fn duplicate(&mut self, first: &KeyValue, second: &KeyValue) {
        let message = format!("{} stands here a second time.", shown(&second.key));
        let help = "Keep one of the two, with the right answer, and delete the other.".to_owned();
        let mut finding = self.finding(
            "duplicate-key",
            self.document.at(second.key_span),
            message,
            Some(help),
        );
        finding.related.push(Related {
            location: self.document.at(first.key_span),
            message: "it stands here first".to_owned(),
        });
        self.findings.push(finding);
    }

    fn unknown(&mut self, entry: &KeyValue, known: &[&str]) {
        let help = match nearest(&entry.key, known.iter().copied()) {
            Some(meant) => did_you_mean(meant),
            None => format!("Known here: {}.", known.join(", ")),
        };
        self.fault(
            "unknown-key",
            entry.key_span,
            format!("{} is no key of this form.", shown(&entry.key)),
            help,
        );
    }
}
