//! A file of answers, read by its shape.

use std::mem;

use crate::framework::form::{FamilyFeedback, Field, FieldKind, Section, graded};
use crate::framework::grade::is_not_applicable;
use crate::framework::{FormRef, Judgement};
use crate::record::FileKind;
use crate::record::shape::{AnswerValue, AnswerWay, KeyKind, KeyWalker, ShapeKey};
use crate::store::decode::{DecodeWay, Decoder, shown};
use crate::store::yaml::Node;

/// Reads what stands at each key of a block.
pub(in crate::store) struct ShapedReader<'r, 'a, 'd> {
    decoder: &'r mut Decoder<'d>,
    node: &'d Node,
    way: AnswerWay<'a>,
    /// The keys that this block may have.
    known: Vec<&'a str>,
}

/// Reads a file of answers; `None` where it has no keys at all, or is the auditor's and has none of its own. `more` are keys
/// that it may have beside those of its shape.
pub(in crate::store) fn shaped<'a, 'd, T>(
    decoder: &mut Decoder<'d>,
    kind: FileKind,
    more: &[&'a str],
    walk: impl FnOnce(&mut ShapedReader<'_, 'a, 'd>) -> T,
) -> Option<T> {
    decoder.as_meant = true;
    let Some(node) = decoder.top() else {
        // It is made with its questions in it.
        decoder.undecided = true;
        return None;
    };
    let mut reader = ShapedReader {
        decoder,
        node,
        way: AnswerWay::top(kind),
        known: more.to_vec(),
    };
    let read = walk(&mut reader);
    reader.decoder.keys(node, &reader.known);
    let is_there = |key: &&str| node.entry(key).is_some();
    (kind != FileKind::Audit || reader.known.iter().any(is_there)).then_some(read)
}

impl<'a, 'd> ShapedReader<'_, 'a, 'd> {
    /// Notes a key of this block, and whether what it decides can't be read. One that is not there may have stood in a line
    /// that can't be read.
    fn note(&mut self, key: &ShapeKey<'a>) {
        self.known.push(key.name);
        if key.decides {
            let route = self.way.key(key.name).route();
            let is_lost = route.0.len() == 1 && self.node.entry(key.name).is_none();
            let in_part = self.decoder.is_read_in_part();
            self.decoder.undecided |= self.decoder.faulty.contains(&route) || (in_part && is_lost);
        }
    }

    /// Reads a block below, and says which of its keys are not the form's.
    fn below<T>(&mut self, node: &'d Node, way: AnswerWay<'a>, inside: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.node, self.way, mem::take(&mut self.known));
        (self.node, self.way) = (node, way);
        let read = inside(self);
        let known = mem::take(&mut self.known);
        self.decoder.keys(node, &known);
        (self.node, self.way, self.known) = outer;
        read
    }
}

impl<'a> KeyWalker<'a> for ShapedReader<'_, 'a, '_> {
    fn answer(&mut self, key: ShapeKey<'a>, _: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>> {
        let (decoder, node, name) = (&mut *self.decoder, self.node, key.name);
        let way = &DecodeWay::Along(&self.way);
        let read = match key.kind {
            KeyKind::Date | KeyKind::Due => decoder.date(node, way, name).map(AnswerValue::Date),
            KeyKind::Dates => {
                let days = decoder.dates(node, way, name);
                Some(AnswerValue::Many(
                    days.into_iter().map(AnswerValue::Date).collect(),
                ))
            }
            KeyKind::YesNo => decoder.yes_no(node, way, name).map(AnswerValue::YesNo),
            KeyKind::Grade => decoder
                .grade(node, way, name)
                .map(Judgement::Graded)
                .map(AnswerValue::Judgement),
            KeyKind::Judgement => decoder.judgement(node, way, name).map(AnswerValue::Judgement),
            KeyKind::Score => {
                let score = decoder.score(node, way, name);
                score.map(|score| AnswerValue::Number(score.into()))
            }
            KeyKind::Count => decoder.number(node, way, name, 100_000).map(AnswerValue::Number),
            KeyKind::Tags => Some(several(
                decoder.texts(node, way, name).into_iter().map(|(_, tag)| tag),
            )),
            KeyKind::Statements(_) => Some(several(
                decoder.ids(node, way, name).into_iter().map(|(_, id)| id),
            )),
            KeyKind::Sections(sections) => {
                let chosen = decoder.several_titled(node, way, name, &titles(sections.iter()));
                Some(several(chosen))
            }
            KeyKind::Section(sections) => decoder
                .titled(node, way, name, &titles(graded(sections)))
                .map(AnswerValue::said),
            KeyKind::Option(options) => option(decoder, node, way, name, &words(options)),
            KeyKind::Giver(family) => decoder
                .titled(node, way, name, &givers(family))
                .map(AnswerValue::said),
            KeyKind::Status(statuses) => status(decoder, node, way, name, statuses),
            KeyKind::Form(_) => form(decoder, node, way, name),
            KeyKind::Field(field) => answer(decoder, node, way, field),
            _ => decoder.text(node, way, name).map(AnswerValue::said),
        };
        self.note(&key);
        read
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let node = self
            .decoder
            .map(self.node, &DecodeWay::Along(&self.way), key.name);
        self.note(&key);
        Some(self.below(node?, self.way.key(key.name), inside))
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        _stand: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        let items = self
            .decoder
            .maps(self.node, &DecodeWay::Along(&self.way), key.name);
        self.note(&key);
        let way = self.way.key(key.name);
        items
            .into_iter()
            .map(|(index, node)| self.below(node, way.item(index), |w| item(blank, w)))
            .collect()
    }
}

fn titles<'a>(sections: impl Iterator<Item = &'a Section>) -> Vec<(&'a str, &'a str)> {
    sections
        .map(|section| (section.id.as_str(), section.title.as_str()))
        .collect()
}

fn givers(family: &FamilyFeedback) -> Vec<(&str, &str)> {
    let givers = family.givers.iter().map(String::as_str);
    givers.map(|giver| (giver, family.label(giver))).collect()
}

fn words(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn several<'a>(texts: impl IntoIterator<Item = impl Into<String>>) -> AnswerValue<'a> {
    let texts = texts.into_iter().map(|text| AnswerValue::said(text.into()));
    AnswerValue::Many(texts.collect())
}

fn option<'a, 'd>(
    decoder: &mut Decoder<'d>,
    node: &'d Node,
    way: &DecodeWay<'_>,
    key: &str,
    options: &[&str],
) -> Option<AnswerValue<'a>> {
    decoder.option(node, way, key, options).map(AnswerValue::said)
}

fn status<'a, 'd>(
    decoder: &mut Decoder<'d>,
    node: &'d Node,
    way: &DecodeWay<'_>,
    key: &str,
    statuses: &[String],
) -> Option<AnswerValue<'a>> {
    if node.get(key).and_then(Node::text).is_some_and(is_not_applicable) {
        return Some(AnswerValue::said("N/A".to_owned()));
    }
    let options: Vec<&str> = statuses.iter().map(String::as_str).chain(["N/A"]).collect();
    option(decoder, node, way, key, &options)
}

fn form<'a, 'd>(
    decoder: &mut Decoder<'d>,
    node: &'d Node,
    way: &DecodeWay<'_>,
    key: &str,
) -> Option<AnswerValue<'a>> {
    let read = |text: &str| match FormRef::parse(text) {
        Some(form) => Ok(AnswerValue::said(form.to_string())),
        None => Err((
            format!("{} names no form and version.", shown(text)),
            "Write it as in allocation.yaml, such as child-case/2019.".to_owned(),
        )),
    };
    decoder.parsed(node, way, key, "wrong-kind", read)
}

/// Reads the answer to a field of the form.
fn answer<'a, 'd>(
    decoder: &mut Decoder<'d>,
    node: &'d Node,
    way: &DecodeWay<'_>,
    field: &Field,
) -> Option<AnswerValue<'a>> {
    let key = field.id.as_str();
    let one = match &field.kind {
        FieldKind::Text => decoder.text(node, way, key)?,
        FieldKind::Date => decoder.date(node, way, key)?.to_string(),
        FieldKind::Number => decoder.number(node, way, key, 100_000)?.to_string(),
        FieldKind::YesNo => AnswerValue::YesNo(decoder.yes_no(node, way, key)?)
            .written()
            .into_owned(),
        FieldKind::Choice(options) => decoder.option(node, way, key, &words(options))?,
        FieldKind::Choices(options) => {
            let chosen = decoder.options(node, way, key, &words(options));
            return (!chosen.is_empty()).then(|| several(chosen));
        }
    };
    Some(AnswerValue::said(one))
}
