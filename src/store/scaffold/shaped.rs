//! A file to be filled in, written by its shape.

use super::form_lines::FormLines;
use crate::framework::AuditId;
use crate::record::shape::{AnswerValue, KeyKind, KeyWalker, ShapeKey};

/// What stands above a key and is this audit's own is written by it; whether the key is asked for at all.
pub(super) type Beside<'b> = dyn Fn(&mut FormLines, &str) -> bool + 'b;

/// Writes each key with what is asked there, and what stands there already or a place for it.
pub(super) struct FormWriter<'l> {
    lines: &'l mut FormLines,
    indent: usize,
    /// The audit's number, and its auditor.
    own: [(&'static str, String); 2],
    beside: &'l Beside<'l>,
    /// While an item of a list is made up: its lines.
    example: Option<Vec<String>>,
}

impl<'l> FormWriter<'l> {
    /// A writer of the keys of a file.
    pub fn new(lines: &'l mut FormLines, audit: &AuditId, auditor: &str, beside: &'l Beside<'l>) -> Self {
        Self {
            lines,
            indent: 0,
            own: [("{audit}", audit.to_string()), ("{auditor}", auditor.to_owned())],
            beside,
            example: None,
        }
    }

    /// What stands above a key; whether the key is asked for.
    fn above(&mut self, key: &ShapeKey<'_>) -> bool {
        if !(self.beside)(self.lines, key.name) {
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
            self.lines.comment(self.indent, &asked);
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
        match key.kind {
            KeyKind::TextOrWord(hint) if text.is_none() => self.lines.hinted(self.indent, key.name, hint),
            KeyKind::Text | KeyKind::TextOrWord(_) => self.lines.given(self.indent, key.name, text),
            KeyKind::Sections(_) => self.lines.line(self.indent, &format!("{}: []", key.name)),
            _ => self.lines.known(self.indent, key.name, text),
        }
        None
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.above(&key) {
            self.lines.line(self.indent, &format!("{}:", key.name));
            let before = self.lines.length();
            self.indent += 2;
            inside(self);
            if self.lines.length() == before {
                self.lines.line(self.indent, "{}");
            }
            self.indent -= 2;
        }
        None
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        _: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        if self.above(&key) {
            self.example = Some(Vec::new());
            item(blank, self);
            let example = self.example.take().unwrap_or_default();
            self.lines.empty_list(key.name, key.each.0, &example);
        }
        Vec::new()
    }
}
