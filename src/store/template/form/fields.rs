//! The fields and questions of a form template.

use std::collections::BTreeSet;

use super::super::guideline::{flag, unique};
use super::super::{RULE, needed};
use super::texts_by_key;
use crate::framework::form::{Field, FieldFact, FieldKind, Preparation, Question};
use crate::framework::word::{FieldId, Word, nearest};
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::yaml::{Node, NodeValue};

const FIELD_KEYS: [&str; 13] = [
    "id", "label", "kind", "options", "known", "when", "or", "fact", "optional", "ours", "doubtful", "help",
    "role_ids",
];

/// The header's fields, and whether each `when` and `or` names one of them.
pub(super) fn header<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<Field> {
    let way = DecodeWay::Top;
    let list = DecodeWay::Key(&way, "header");
    let mut seen = BTreeSet::new();
    let items = decoder.maps(top, &way, "header");
    let mut fields = Vec::new();
    for (index, node) in &items {
        fields.extend(field(decoder, node, &DecodeWay::Item(&list, *index), &mut seen));
    }
    for (_, node) in items {
        check_named(decoder, node, &seen);
    }
    fields
}

/// Whether the fields that `when` and `or` name are there.
fn check_named(decoder: &mut Decoder<'_>, node: &Node, known: &BTreeSet<String>) {
    let mut named = Vec::new();
    if let Some(NodeValue::Map(entries)) = node.get("when").map(|when| &when.value) {
        named.extend(entries.iter().map(|entry| (entry.key.as_str(), entry.key_span)));
    }
    if let Some(or) = node.get("or")
        && let NodeValue::Text(name, _) = &or.value
    {
        named.push((name.as_str(), or.span));
    }
    for (name, span) in named.into_iter().filter(|(name, _)| !known.contains(*name)) {
        let help = match nearest(name, known.iter().map(String::as_str)) {
            Some(meant) => format!("Did you mean {meant}?"),
            None => "Name a field of the header.".to_owned(),
        };
        decoder.fault(
            RULE,
            span,
            format!("There is no field {name} in the header."),
            help,
        );
    }
}

/// A field of the header, or of a section.
pub(super) fn field<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    seen: &mut BTreeSet<String>,
) -> Option<Field> {
    decoder.keys(node, &FIELD_KEYS);
    let id = needed(decoder, node, way, "id")?;
    unique(decoder, node, &id, seen);
    Some(Field {
        id: Word::new(&id)?,
        label: needed(decoder, node, way, "label")?,
        kind: kind(decoder, node, way),
        known: known(decoder, node, way),
        when: when(decoder, node, way),
        or: decoder.word(node, way, "or"),
        fact: fact(decoder, node, way),
        optional: flag(decoder, node, way, "optional"),
        ours: flag(decoder, node, way, "ours"),
        doubtful: flag(decoder, node, way, "doubtful"),
        help: decoder.text(node, way, "help"),
        role_ids: texts_by_key(decoder, node, way, "role_ids")
            .into_iter()
            .filter_map(|(option, role)| Some((option, Word::new(&role)?)))
            .collect(),
    })
}

fn kind<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> FieldKind {
    let options: Vec<String> = decoder
        .texts(node, way, "options")
        .into_iter()
        .map(|(_, text)| text.to_owned())
        .collect();
    let kind = decoder.option(
        node,
        way,
        "kind",
        &["text", "date", "number", "yes-no", "choice", "choices"],
    );
    if options.is_empty() && matches!(kind.as_deref(), Some("choice" | "choices")) {
        super::super::missing(decoder, node, "options");
    }
    match kind.as_deref() {
        Some("date") => FieldKind::Date,
        Some("number") => FieldKind::Number,
        Some("yes-no") => FieldKind::YesNo,
        Some("choice") => FieldKind::Choice(options),
        Some("choices") => FieldKind::Choices(options),
        _ => FieldKind::Text,
    }
}

fn known<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> Vec<String> {
    match node.get("known").map(|known| &known.value) {
        Some(NodeValue::List(_)) => decoder
            .texts(node, way, "known")
            .into_iter()
            .map(|(_, text)| text.to_owned())
            .collect(),
        _ => decoder.text(node, way, "known").into_iter().collect(),
    }
}

fn when<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> Option<(FieldId, String)> {
    let (field, value) = texts_by_key(decoder, node, way, "when").into_iter().next()?;
    Some((Word::new(&field)?, value))
}

fn fact<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> Option<FieldFact> {
    let names: Vec<&str> = FieldFact::names().collect();
    decoder
        .option(node, way, "fact", &names)
        .as_deref()
        .and_then(FieldFact::parse)
}

/// A question.
pub(super) fn question<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    seen: &mut BTreeSet<String>,
) -> Option<Question> {
    decoder.keys(
        node,
        &["id", "text", "doubtful", "roles", "fact", "criterion", "note"],
    );
    let id = needed(decoder, node, way, "id")?;
    unique(decoder, node, &id, seen);
    Some(Question {
        id: Word::new(&id)?,
        text: needed(decoder, node, way, "text")?,
        doubtful: flag(decoder, node, way, "doubtful"),
        roles: decoder
            .texts(node, way, "roles")
            .into_iter()
            .filter_map(|(_, role)| Word::new(role))
            .collect(),
        fact: fact(decoder, node, way),
        criterion: decoder.word(node, way, "criterion"),
        note: decoder.text(node, way, "note"),
    })
}

/// The auditor's checklist.
pub(super) fn preparation<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<Preparation> {
    let way = DecodeWay::Top;
    let list = DecodeWay::Key(&way, "preparation");
    let mut seen = BTreeSet::new();
    let mut steps = Vec::new();
    for (index, node) in decoder.maps(top, &way, "preparation") {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["id", "label", "fact"]);
        let (Some(id), Some(label)) = (
            needed(decoder, node, &way, "id"),
            needed(decoder, node, &way, "label"),
        ) else {
            continue;
        };
        unique(decoder, node, &id, &mut seen);
        let fact = fact(decoder, node, &way);
        steps.extend(Word::new(&id).map(|id| Preparation { id, label, fact }));
    }
    steps
}
