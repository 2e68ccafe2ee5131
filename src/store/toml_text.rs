//! TOML text to values that know their place, with every fault collected.
//!
//! This is the one module that knows the TOML reader. A [`TomlReader`] is asked for the keys that a file may have; it
//! notes what is of the wrong kind, and [`TomlTable::done`] notes every key that nobody asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::Location;
use crate::framework::Date;
use crate::framework::word::{Word, nearest};
use crate::store::toml_fault::{floor, in_plain_words, kind, text_of};

pub use crate::store::toml_fault::TomlFault;

/// A text that is being read, and what was found wrong with it.
pub struct TomlReader<'t> {
    text: &'t str,
    faults: RefCell<Vec<TomlFault>>,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// A table, and which of its keys were asked for.
pub struct TomlTable<'r, 't> {
    reader: &'r TomlReader<'t>,
    entries: DeTable<'t>,
    name: String,
    /// The bytes of its heading, or of the table itself.
    pub span: Range<usize>,
    asked: RefCell<BTreeSet<&'static str>>,
}

/// Reads a file by `read`, which gets the top table; every fault is returned, in the order of the file.
pub fn read_with<T>(bytes: &[u8], read: impl FnOnce(&TomlTable<'_, '_>) -> T) -> Result<T, Vec<TomlFault>> {
    let text = text_of(bytes).map_err(|fault| vec![fault])?;
    let reader = TomlReader {
        text,
        faults: RefCell::new(Vec::new()),
    };
    let (entries, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let (message, help) = in_plain_words(error.message());
        let span = error.span().unwrap_or(0..0);
        reader.note(&span, message, Some(help.to_owned()));
    }
    let broken = !reader.faults.borrow().is_empty();
    let table = TomlTable {
        reader: &reader,
        span: 0..0,
        entries: entries.into_inner(),
        name: "the file".to_owned(),
        asked: RefCell::default(),
    };
    if broken {
        // What follows a fault of the syntax may be missing, and must not be called so; nor is what the reader
        // stumbles over in the same line a fault of its own.
        let mut faults = reader.sorted();
        faults.dedup_by_key(|fault| fault.line);
        return Err(faults);
    }
    let value = read(&table);
    table.done();
    drop(table);
    let faults = reader.sorted();
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

/// So many faults of a file are told at most: one with more is no settings file, and each takes its time to place.
const MOST_FAULTS: usize = 200;

impl TomlReader<'_> {
    /// Notes a fault.
    pub fn note(&self, span: &Range<usize>, message: impl Into<String>, help: Option<String>) {
        if self.faults.borrow().len() >= MOST_FAULTS {
            return;
        }
        let fault = TomlFault::at(self.text, span, message, help);
        self.faults.borrow_mut().push(fault);
    }

    /// Notes a fault of the file as a whole.
    pub fn note_file(&self, message: impl Into<String>, help: Option<String>) {
        self.faults.borrow_mut().push(TomlFault::of_file(message, help));
    }

    /// Notes a word that is none of those known.
    pub fn unknown<'k>(
        &self,
        at: &At<String>,
        what: &str,
        known: impl IntoIterator<Item = &'k str, IntoIter: Clone>,
    ) {
        let known = known.into_iter();
        let help = match nearest(&at.value, known.clone()) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => listed(known),
        };
        self.note(&at.span, format!("\"{}\" is no {what}", at.value), Some(help));
    }

    /// A place as findings name it, in the file `path`.
    pub fn location(&self, span: &Range<usize>, path: &str) -> Location {
        TomlFault::at(self.text, span, "", None)
            .finding("", path)
            .location
    }

    /// The line of a place, from 1.
    pub fn line_of(&self, span: &Range<usize>) -> usize {
        self.text[..floor(self.text, span.start)].matches('\n').count() + 1
    }

    fn sorted(self) -> Vec<TomlFault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by(|a, b| (a.line, a.column, &a.message).cmp(&(b.line, b.column, &b.message)));
        faults
    }
}

/// The words one may write, as a sentence; many are cut short.
fn listed<'k>(known: impl Iterator<Item = &'k str>) -> String {
    const MOST: usize = 12;
    let mut words: Vec<&str> = known.take(MOST + 1).collect();
    if words.is_empty() {
        return "None is set up yet.".to_owned();
    }
    let more = words.len() > MOST;
    words.truncate(MOST);
    let end = if more { ", and others" } else { "" };
    format!("Write one of: {}{end}.", words.join(", "))
}

impl<'r, 't> TomlTable<'r, 't> {
    /// Where faults are noted.
    pub fn reader(&self) -> &'r TomlReader<'t> {
        self.reader
    }

    fn get(&self, key: &'static str) -> Option<&Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().insert(key);
        self.entries.get(key)
    }

    fn wrong_kind(&self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let message = format!("{key} can't be {}", kind(value.get_ref()));
        self.reader
            .note(&value.span(), message, Some(format!("Write {wanted}.")));
    }

    /// Whether the key is there.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// A text; an empty one counts as none.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_kind(value, key, "a text in \"quotes\"");
            return None;
        };
        let text = text.trim();
        (!text.is_empty()).then(|| At {
            value: text.to_owned(),
            span: value.span(),
        })
    }

    /// A text as a word of its kind.
    pub fn word<K>(&self, key: &'static str) -> Option<At<Word<K>>> {
        let at = self.text(key)?;
        Word::new(&at.value).map(|value| At { value, span: at.span })
    }

    /// A whole percent, 0 to 100; `None` also where it is left blank, as "".
    pub fn percent(&self, key: &'static str) -> Option<At<u32>> {
        match self.get(key)?.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => None,
            _ => self.whole(
                key,
                100,
                "a whole number from 0 to 100 without quotes, or blank as \"\"",
            ),
        }
    }

    /// A whole number, 0 or more.
    pub fn number(&self, key: &'static str) -> Option<At<u32>> {
        self.whole(
            key,
            u32::MAX,
            "a whole number from 0 to 4294967295, without quotes",
        )
    }

    fn whole(&self, key: &'static str, most: u32, wanted: &str) -> Option<At<u32>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(digits) => u32::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| *number <= most);
        if number.is_none() {
            self.wrong_kind(value, key, wanted);
        }
        number.map(|number| At {
            value: number,
            span: value.span(),
        })
    }

    /// A day, in quotes or without; an empty text counts as none.
    pub fn day(&self, key: &'static str) -> Option<At<Date>> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Datetime(day) => day.to_string(),
            _ => "?".to_owned(),
        };
        if text.is_empty() {
            return None;
        }
        let day = text.parse().ok();
        if day.is_none() {
            let message = format!("{key} is no day");
            let help = format!("Write it as {key} = \"2026-08-03\", or leave it empty.");
            self.reader.note(&value.span(), message, Some(help));
        }
        day.map(|day| At {
            value: day,
            span: value.span(),
        })
    }

    /// True or false.
    pub fn flag(&self, key: &'static str) -> Option<At<bool>> {
        let value = self.get(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(At {
                value: *flag,
                span: value.span(),
            });
        }
        self.wrong_kind(value, key, "true or false, without quotes");
        None
    }

    /// One of a table of names.
    pub fn choice<T: Copy>(&self, key: &'static str, names: &[(&'static str, T)]) -> Option<At<T>> {
        let at = self.text(key)?;
        let found = names.iter().find(|(name, _)| *name == at.value);
        if found.is_none() {
            self.reader.unknown(
                &at,
                &format!("value of {key}"),
                names.iter().map(|(name, _)| *name),
            );
        }
        found.map(|(_, value)| At {
            value: *value,
            span: at.span,
        })
    }

    /// A list of texts, or one text.
    pub fn texts(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let one = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(At {
                value: text.trim().to_owned(),
                span: value.span(),
            }),
            _ => {
                self.wrong_kind(value, key, "texts in \"quotes\", in a list [ ]");
                None
            }
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(one).collect(),
            _ => one(value).into_iter().collect(),
        }
    }

    /// A table under this key.
    pub fn table(&self, key: &'static str) -> Option<TomlTable<'r, 't>> {
        let value = self.get(key)?;
        let table = self.sub_table(value, key);
        if table.is_none() {
            self.wrong_kind(value, key, &format!("a table that begins with [{key}]"));
        }
        table
    }

    /// The tables of a list that are headed `[[key]]`.
    pub fn tables(&self, key: &'static str) -> Vec<TomlTable<'r, 't>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_kind(value, key, &format!("each as a table that begins with [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match self.sub_table(item, key) {
                Some(table) => tables.push(table),
                None => self.wrong_kind(item, key, &format!("a table that begins with [[{key}]]")),
            }
        }
        tables
    }

    fn sub_table(&self, value: &Spanned<DeValue<'t>>, name: &str) -> Option<TomlTable<'r, 't>> {
        let DeValue::Table(entries) = value.get_ref() else {
            return None;
        };
        Some(TomlTable {
            reader: self.reader,
            entries: entries.clone(),
            name: format!("[{name}]"),
            span: value.span(),
            asked: RefCell::default(),
        })
    }

    /// The tables under keys that the file chooses, in its order: `[name.key]`.
    pub fn named_tables(&self) -> Vec<(At<String>, TomlTable<'r, 't>)> {
        let mut tables = Vec::new();
        for (key, value) in self.in_order() {
            match self.sub_table(value, &key.value) {
                Some(table) => tables.push((key, table)),
                None => self.wrong_kind(value, &key.value, "a table with a heading of its own"),
            }
        }
        tables
    }

    /// The texts under keys that the file chooses, in its order.
    pub fn named_texts(&self) -> Vec<(At<String>, At<String>)> {
        let mut texts = Vec::new();
        for (key, value) in self.in_order() {
            match value.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => {
                    let at = At {
                        value: text.trim().to_owned(),
                        span: value.span(),
                    };
                    texts.push((key, at));
                }
                _ => self.wrong_kind(value, &key.value, "a text in \"quotes\""),
            }
        }
        texts
    }

    fn in_order(&self) -> Vec<(At<String>, &Spanned<DeValue<'t>>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| {
                let at = At {
                    value: key.get_ref().to_string(),
                    span: key.span(),
                };
                (at, value)
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    /// Notes every key that was not asked for.
    pub fn done(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.in_order() {
            if !asked.contains(key.value.as_str()) {
                let what = format!("key of {}", self.name);
                self.reader.unknown(&key, &what, asked.iter().copied());
            }
        }
    }
}
