//! From a tree to values: each value that is not what is asked for becomes a finding at its place, and is left out.

mod keys;
mod lists;
mod meant;
mod values;

use std::collections::BTreeSet;

use super::document::Document;
use super::yaml::{Node, NodeValue, ScalarStyle, Span};
use crate::finding::{Finding, Severity};
use crate::framework::word::Word;
use crate::framework::{Date, Grade, Judgement};
use crate::record::Route;
use crate::record::shape::AnswerWay;

pub use lists::NOTHING_TO_LIST;
pub use meant::WRITTEN_HERE;
use meant::day_meant;
use values::{date, is_nothing, no_grade, number};
pub use values::{day, shown, yes_no};

/// The way to where the decoder stands. It costs nothing until a fault asks for its route.
#[derive(Clone, Copy)]
pub enum DecodeWay<'w> {
    /// The file's top.
    Top,
    /// A key.
    Key(&'w DecodeWay<'w>, &'w str),
    /// An item of a list.
    Item(&'w DecodeWay<'w>, usize),
    /// The way that a file's shape goes.
    Along(&'w AnswerWay<'w>),
}

impl DecodeWay<'_> {
    /// The way as a route that can be kept.
    pub fn route(&self) -> Route {
        match self {
            DecodeWay::Top => Route::top(),
            DecodeWay::Key(parent, key) => parent.route().key(key),
            DecodeWay::Item(parent, index) => parent.route().item(*index),
            DecodeWay::Along(way) => way.route(),
        }
    }
}

/// Reads the values of one file and keeps what is wrong with them.
pub struct Decoder<'a> {
    document: &'a Document,
    /// Whether the file is one of people's answers: what can mean one thing only is read as that.
    pub as_meant: bool,
    /// The one rule that every fault of this file belongs to, where it is no audit's.
    rule: Option<&'static str>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The routes of values that are there but could not be read.
    pub faulty: BTreeSet<Route>,
    /// Whether something of what the file decides can't be read: the day on which its part was done, the grade given with
    /// it.
    pub undecided: bool,
}

impl<'a> Decoder<'a> {
    /// A decoder for a file of an audit.
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            as_meant: false,
            rule: None,
            findings: Vec::new(),
            faulty: document.mended_routes(),
            undecided: false,
        }
    }

    /// A decoder whose faults all belong to one rule, as a template's do.
    pub fn of_rule(document: &'a Document, rule: &'static str) -> Self {
        Self {
            rule: Some(rule),
            ..Self::new(document)
        }
    }

    /// Whether lines of the file can't be read, so that what it seems to lack may stand in them.
    pub fn is_read_in_part(&self) -> bool {
        !self.document.faults.is_empty()
    }

    /// The file's top, where it is a block of keys; a file with nothing in it is none, without a word.
    pub fn top(&mut self) -> Option<&'a Node> {
        let root = self.document.root.as_ref()?;
        match &root.value {
            NodeValue::Map(_) => Some(root),
            NodeValue::Empty => None,
            _ => {
                self.findings.push(self.finding(
                    "wrong-kind",
                    self.document.top(),
                    "This file does not begin with a key.".to_owned(),
                    Some("Every line at the margin is a key, a colon and its answer, as in a form made new.".to_owned()),
                ));
                None
            }
        }
    }

    /// The file's tree, whatever it is.
    pub fn root(&self) -> Option<&'a Node> {
        self.document.root.as_ref()
    }

    fn finding(
        &self,
        rule: &'static str,
        location: crate::finding::Location,
        message: String,
        help: Option<String>,
    ) -> Finding {
        Finding {
            rule: self.rule.unwrap_or(rule),
            severity: Severity::Error,
            location,
            message,
            help,
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        }
    }

    /// Reports a fault at a span.
    pub fn fault(
        &mut self,
        rule: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = self.finding(rule, self.document.at(span), message.into(), Some(help.into()));
        self.findings.push(finding);
    }

    /// Reports a fault of a value, which counts as there but unreadable.
    fn bad(&mut self, rule: &'static str, entry: &ValueAt<'_, '_>, message: String, help: String) {
        self.faulty.insert(entry.way.route());
        let span = if entry.node.span.len > 0 {
            entry.node.span
        } else {
            entry.key
        };
        self.fault(rule, span, message, help);
        if let Some(fault) = self.findings.last_mut() {
            fault.answer = Some(entry.way.route().to_string());
        }
    }

    /// Raises a query on a text of this style; the value is taken all the same. A template is no answer to a question.
    fn doubt(
        &mut self,
        place: &ValueAt<'_, '_>,
        style: ScalarStyle,
        rule: &'static str,
        message: String,
        help: &str,
    ) {
        let meant = matches!(&place.node.value, NodeValue::Text(_, found) if *found == style);
        if meant && self.rule.is_none() {
            let location = self.document.at(place.node.span);
            // A block of one line looks as a plain text does, but for the line it stands on.
            if location.line != self.document.at(place.key).line {
                return;
            }
            let finding = self.finding(rule, location, message, Some(help.to_owned()));
            self.findings.push(Finding {
                severity: Severity::Query,
                ..finding
            });
        }
    }

    /// The value of a key where something is written.
    pub fn at<'w>(&self, map: &'a Node, way: &'w DecodeWay<'w>, key: &'w str) -> Option<ValueAt<'a, 'w>> {
        let entry = map.entry(key)?;
        if entry.value.is_blank() {
            return None;
        }
        Some(ValueAt {
            node: &entry.value,
            key: entry.key_span,
            way: DecodeWay::Key(way, key),
        })
    }

    /// The block of keys under a key.
    pub fn map(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<&'a Node> {
        let entry = map.entry(key)?;
        match &entry.value.value {
            NodeValue::Map(_) => Some(&entry.value),
            _ if entry.value.is_blank() => None,
            _ => {
                let place = ValueAt {
                    node: &entry.value,
                    key: entry.key_span,
                    way: DecodeWay::Key(way, key),
                };
                let message = format!(
                    "{key} holds {}, where keys of its own are expected under it.",
                    entry.value.kind()
                );
                let help = if entry.value.text().is_some_and(is_nothing) {
                    "Delete the word: where there is nothing to say, it stays empty."
                } else {
                    "Under it stand keys: on each line a key, a colon, a space and the answer, as in a form made new. Delete no words \
                     before they stand behind one."
                };
                self.bad("wrong-kind", &place, message, help.to_owned());
                None
            }
        }
    }

    fn as_text<'n>(&mut self, place: &ValueAt<'n, '_>) -> Option<&'n str> {
        match &place.node.value {
            NodeValue::Text(text, _) => Some(text.trim()).filter(|text| !text.is_empty()),
            NodeValue::Empty => None,
            _ if place.node.is_blank() => None,
            _ => {
                let message = format!("Here stands {}, where a text is expected.", place.node.kind());
                let help = match place.node.value {
                    NodeValue::List(_) => "Take the brackets or the hyphen away: one answer stands here.",
                    _ => "Write | after the key's colon and the text on the next line, indented.",
                };
                self.bad("wrong-kind", place, message, help.to_owned());
                None
            }
        }
    }

    /// A text.
    pub fn text(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<String> {
        let place = self.at(map, way, key)?;
        let text = self.as_text(&place)?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.doubt(
                &place,
                ScalarStyle::Plain,
                "number-for-text",
                format!(
                    "{key} asks for words, and here stands the number {}.",
                    shown(text)
                ),
                "Say in words what is meant; a number that is a name stands in quotes.",
            );
        }
        Some(text.to_owned())
    }

    /// A name or id.
    pub fn word<K>(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<Word<K>> {
        let place = self.at(map, way, key)?;
        self.as_text(&place).and_then(Word::new)
    }

    /// A value that a function reads from text, or says what is wrong and what to write.
    pub fn parsed<T>(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        rule: &'static str,
        read: impl FnOnce(&str) -> Result<T, (String, String)>,
    ) -> Option<T> {
        let place = self.at(map, way, key)?;
        let text = self.as_text(&place)?;
        read(text)
            .map_err(|(message, help)| self.bad(rule, &place, message, help))
            .ok()
    }

    /// A day.
    pub fn date(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<Date> {
        let place = self.at(map, way, key)?;
        let text = self.as_text(&place)?;
        self.day(&place, text)
    }

    fn day(&mut self, place: &ValueAt<'_, '_>, text: &str) -> Option<Date> {
        if self.as_meant
            && let Ok(read) = day_meant(text)
        {
            if let Some(written) = read.written {
                self.read_as(place, &read.answer.spoken(), &written);
            }
            return Some(read.answer);
        }
        date(text)
            .map_err(|(message, help)| self.bad("not-a-date", place, message, help))
            .ok()
    }

    /// Yes or no.
    pub fn yes_no(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<bool> {
        self.parsed(map, way, key, "wrong-kind", yes_no)
    }

    /// A whole number up to `most`.
    pub fn number(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str, most: u32) -> Option<u32> {
        self.number_of(map, way, key, most, "not-a-number")
    }

    /// A family's score, from 0 to 10.
    pub fn score(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<u8> {
        let written = self.at(map, way, key).and_then(|place| place.node.text());
        let rule = match written.map(str::parse::<i64>) {
            Some(Ok(_)) => "score-range",
            _ => "not-a-number",
        };
        let score = self.number_of(map, way, key, 10, rule)?;
        u8::try_from(score).ok()
    }

    fn number_of(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        most: u32,
        rule: &'static str,
    ) -> Option<u32> {
        let number = self.parsed(map, way, key, rule, |text| number(text, most))?;
        if let Some(place) = self.at(map, way, key) {
            let message = format!("The number {number} stands in quotes, as a text would.");
            self.doubt(
                &place,
                ScalarStyle::Quoted,
                "number-in-quotes",
                message,
                "Take the quotes away.",
            );
        }
        Some(number)
    }

    /// A grade.
    pub fn grade(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<Grade> {
        self.parsed(map, way, key, "not-a-grade", |text| match text.parse() {
            Ok(Judgement::Graded(grade)) => Ok(grade),
            Ok(Judgement::NotApplicable) => Err((
                "The whole can't be N/A: an audit has a grade.".to_owned(),
                "Write O, G, RI or I.".to_owned(),
            )),
            Err(_) => Err(no_grade(
                text,
                "O (Outstanding), G (Good), RI (Requires improvement) or I (Inadequate)",
            )),
        })
    }

    /// A grade, or N/A.
    pub fn judgement(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<Judgement> {
        self.parsed(map, way, key, "not-a-grade", |text| {
            text.parse()
                .map_err(|_| no_grade(text, "O, G, RI or I, or N/A with the reason at not_applicable"))
        })
    }
}

/// A value that is there, its key, and the way to it.
pub struct ValueAt<'a, 'w> {
    /// The value.
    pub node: &'a Node,
    key: Span,
    way: DecodeWay<'w>,
}
