//! A file to be filled in, written by its shape.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::mem;

use super::AuditForm;
use super::form_lines::FormLines;
use super::{audit_sections as sections, auditor};
use crate::record::shape::{AnswerValue, KeyKind, KeyWalker, ShapeKey};

/// What stands above a key and is this audit's own is written by it; whether the key is asked for at all.
pub(super) type Beside<'b> = dyn Fn(&mut FormLines, &str) -> bool + 'b;

/// Writes each key with what is asked there, and what stands there already or a place for it.
pub(super) struct FormWriter<'l> {
    lines: &'l mut FormLines,
    indent: usize,
    /// What stands for the audit's own in what is asked.
    own: [(&'static str, String); 3],
    beside: &'l Beside<'l>,
    /// For the auditor's form.
    audit: Option<&'l AuditForm<'l>>,
    /// So many keys were written.
    keys: usize,
    /// Whether the next key is the first of an item.
    begins_item: bool,
    /// What was said above a key already.
    said: BTreeSet<(String, String)>,
    /// While an item of a list is made up: its lines.
    example: Option<Vec<String>>,
}

impl<'l> FormWriter<'l> {
    /// A writer of the keys of a file.
    pub fn new(lines: &'l mut FormLines, audit: &dyn Display, auditor: &str, beside: &'l Beside<'l>) -> Self {
        Self {
            lines,
            indent: 0,
            own: [
                ("{audit}", audit.to_string()),
                ("{auditor}", auditor.to_owned()),
                ("{outstanding}", String::new()),
            ],
            beside,
            audit: None,
            keys: 0,
            begins_item: false,
            said: BTreeSet::new(),
            example: None,
        }
    }

    /// A writer of the keys of the auditor's form.
    pub fn of_audit(lines: &'l mut FormLines, made: &'l AuditForm<'l>) -> Self {
        let allocation = made.allocation;
        let mut writer = Self::new(lines, &allocation.audit, &allocation.auditor, &|_, _| true);
        writer.audit = Some(made);
        if let Some(rubric) = made.rubric {
            writer.own[2].1.clone_from(&rubric.outstanding);
        }
        writer
    }

    fn empty(&mut self, key: &str) {
        self.lines.line(self.indent, &format!("{key}: []"));
    }

    /// What stands above a key; whether the key is asked for.
    fn above(&mut self, key: &ShapeKey<'_>) -> bool {
        if !(key.asked && (self.beside)(self.lines, key.name)) {
            return false;
        }
        match key.under {
            Some("") => self.lines.gap(),
            Some(heading) => self.lines.heading(heading),
            None => {}
        }
        for asked in key.asks.lines() {
            let own = self.own.iter();
            let asked = own.fold(asked.to_owned(), |asked, (name, own)| asked.replace(name, own));
            // What is asked in every section alike is said in the first; the words for a grade, beside each.
            let is_new = self.said.insert((key.name.to_owned(), asked.clone()));
            if !asked.is_empty() && (is_new || matches!(key.kind, KeyKind::Judgement)) {
                self.lines.comment(self.indent, &asked);
            }
        }
        true
    }
}

/// Adds a key to the lines of an item that is made up.
fn make_up(item: &mut Vec<String>, key: &ShapeKey<'_>) {
    let mark = if item.is_empty() { "- " } else { "  " };
    if let KeyKind::Text = key.kind {
        item.push(format!("{mark}{}: |", key.name));
        item.push(format!("    {}", key.asks));
    } else {
        item.push(format!("{mark}{}: {}", key.name, key.asks));
    }
}

impl<'a> KeyWalker<'a> for FormWriter<'_> {
    fn answer(&mut self, key: ShapeKey<'a>, stands: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>> {
        if let Some(item) = &mut self.example {
            make_up(item, &key);
            return None;
        }
        if !self.above(&key) {
            return None;
        }
        let text = stands.as_ref().map(AnswerValue::written);
        let text = text.as_deref();
        self.keys += 1;
        match (key.kind, self.audit) {
            (KeyKind::Field(field), Some(made)) => {
                if !auditor::field(self.lines, self.indent, field, made) {
                    self.keys -= 1;
                }
            }
            (KeyKind::Form(form), _) => self.lines.known(self.indent, key.name, Some(&form.to_string())),
            (KeyKind::Statements(section), Some(made)) => {
                sections::statements(self.lines, self.indent, section, made);
            }
            (KeyKind::TextOrWord(hint), _) if text.is_none() => {
                self.lines.hinted(self.indent, key.name, hint);
            }
            (KeyKind::Text | KeyKind::TextOrWord(_), _) => self.lines.given(self.indent, key.name, text),
            (KeyKind::Dates | KeyKind::Tags | KeyKind::Sections(_), _) => self.empty(key.name),
            _ if mem::take(&mut self.begins_item) => {
                self.lines.known(self.indent, &format!("- {}", key.name), text);
                self.indent += 2;
            }
            _ => self.lines.known(self.indent, key.name, text),
        }
        None
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if !self.above(&key) {
            return None;
        }
        if let Some(made) = self.audit {
            sections::above(self.lines, self.indent, key.kind, made);
        }
        if !matches!(key.kind, KeyKind::EverySection) {
            self.lines.line(self.indent, &format!("{}:", key.name));
        }
        let before = mem::replace(&mut self.keys, 0);
        self.indent += 2;
        if let Some(made) = self.audit {
            sections::below(self.lines, self.indent, key.kind, made);
        }
        inside(self);
        if self.keys == 0 {
            self.lines.line(self.indent, "{}");
        }
        self.indent -= 2;
        self.keys = before + 1;
        None
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        stand: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        if !self.above(&key) {
            return Vec::new();
        }
        if !stand.is_empty() {
            self.lines.line(self.indent, &format!("{}:", key.name));
            for one in stand {
                let indent = self.indent;
                self.indent += 2;
                self.begins_item = true;
                item(one, self);
                self.indent = indent;
            }
        } else if key.each.0.is_empty() {
            self.empty(key.name);
        } else {
            self.example = Some(Vec::new());
            item(blank, self);
            let example = self.example.take().unwrap_or_default();
            self.lines.empty_list(key.name, key.each.0, &example);
        }
        Vec::new()
    }
}
