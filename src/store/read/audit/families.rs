//! What families said, in `audit.yaml`.

use crate::framework::form::{FamilyFeedback, Form};
use crate::record::FamilyEntry;
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::yaml::Node;

const KEYS: [&str; 7] = [
    "from",
    "resident",
    "date",
    "sought_by",
    "answers",
    "score",
    "not_obtained",
];

pub(super) fn read<'a>(decoder: &mut Decoder<'a>, top: &'a Node, form: &Form) -> Vec<FamilyEntry> {
    let Some(asked) = &form.family_feedback else {
        return Vec::new();
    };
    let top_way = DecodeWay::Top;
    let list = DecodeWay::Key(&top_way, "family_feedback");
    let mut entries = Vec::new();
    for (index, node) in decoder.maps(top, &top_way, "family_feedback") {
        entries.push(entry(decoder, node, &DecodeWay::Item(&list, index), asked));
    }
    entries
}

fn entry<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    asked: &FamilyFeedback,
) -> FamilyEntry {
    decoder.keys(node, &KEYS);
    let givers: Vec<&str> = asked.givers.iter().map(String::as_str).collect();
    let from = if givers.is_empty() {
        decoder.text(node, way, "from")
    } else {
        decoder.option(node, way, "from", &givers)
    };
    let mut entry = FamilyEntry {
        from,
        resident: decoder.yes_no(node, way, "resident"),
        date: decoder.date(node, way, "date"),
        sought_by: decoder.text(node, way, "sought_by"),
        score: decoder.score(node, way, "score"),
        not_obtained: decoder.text(node, way, "not_obtained"),
        ..FamilyEntry::default()
    };
    if let Some(answers) = decoder.map(node, way, "answers") {
        let way = DecodeWay::Key(way, "answers");
        let known: Vec<&str> = asked
            .questions
            .iter()
            .map(|question| question.id.as_str())
            .collect();
        decoder.keys(answers, &known);
        for question in &asked.questions {
            if let Some(text) = decoder.text(answers, &way, question.id.as_str()) {
                entry.answers.insert(question.id.clone(), text);
            }
        }
    }
    entry
}
