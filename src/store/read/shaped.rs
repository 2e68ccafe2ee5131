//! A file of answers, read by its shape.

use std::mem;

use crate::framework::form::Section;
use crate::record::FileKind;
use crate::record::shape::{AnswerValue, AnswerWay, KeyKind, KeyWalker, ShapeKey};
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::yaml::Node;

/// Reads what stands at each key of a block.
pub(super) struct ShapedReader<'r, 'a, 'd> {
    decoder: &'r mut Decoder<'d>,
    node: &'d Node,
    way: AnswerWay<'a>,
    /// The keys that this block may have.
    known: Vec<&'a str>,
}

/// Reads a file of answers; `None` where it has no keys at all. `more` are keys that it may have beside those of its
/// shape.
pub(super) fn shaped<'a, 'd, T>(
    decoder: &mut Decoder<'d>,
    kind: FileKind,
    more: &[&'a str],
    walk: impl FnOnce(&mut ShapedReader<'_, 'a, 'd>) -> T,
) -> Option<T> {
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
    Some(read)
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
            KeyKind::Name | KeyKind::Text | KeyKind::TextOrWord(_) => {
                decoder.text(node, way, name).map(AnswerValue::said)
            }
            KeyKind::Date | KeyKind::Due => decoder.date(node, way, name).map(AnswerValue::Date),
            KeyKind::YesNo => decoder.yes_no(node, way, name).map(AnswerValue::YesNo),
            KeyKind::Grade => decoder.grade(node, way, name).map(AnswerValue::Grade),
            KeyKind::Section(sections) => decoder
                .option(node, way, name, &ids(sections))
                .map(AnswerValue::said),
            KeyKind::Sections(sections) => {
                let chosen = decoder.options(node, way, name, &ids(sections));
                Some(AnswerValue::Many(
                    chosen.into_iter().map(AnswerValue::said).collect(),
                ))
            }
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

fn ids(sections: &[Section]) -> Vec<&str> {
    sections.iter().map(|section| section.id.as_str()).collect()
}
