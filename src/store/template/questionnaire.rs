//! The questionnaire for whoever leaves, read from `forms/exit-interview-<version>.yaml`.

use std::collections::BTreeSet;

use super::guideline::unique;
use super::{RULE, needed};
use crate::finding::Finding;
use crate::framework::exit_form::{AnswerGroup, ExitForm, ExitKind, ExitPart, ExitQuestion};
use crate::framework::form::FormRef;
use crate::framework::word::Word;
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::document::Document;
use crate::store::yaml::{Node, NodeValue};

/// The key that tells such a file from an audit's form.
const QUESTIONNAIRE: &str = "questionnaire";
const KEYS: [&str; 7] = [
    QUESTIONNAIRE,
    "version",
    "title",
    "source",
    "intro",
    "decline",
    "questions",
];
const PART_KEYS: [&str; 7] = ["id", "label", "kind", "options", "groups", "order", "on_yes"];

/// Whether a file of `forms/` is a questionnaire, and no audit's form.
pub fn is_questionnaire(document: &Document) -> bool {
    document
        .root
        .as_ref()
        .is_some_and(|root| root.entry(QUESTIONNAIRE).is_some())
}

/// Reads a questionnaire; what is wrong with it is named, and what could be read is handed on.
pub fn exit_form(document: &Document) -> (Option<ExitForm>, Vec<Finding>) {
    let mut decoder = Decoder::of_rule(document, RULE);
    let form = decoder.top().and_then(|top| read(&mut decoder, top));
    let mut findings = document.faults.clone();
    findings.append(&mut decoder.findings);
    (form, findings)
}

fn read<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Option<ExitForm> {
    let way = DecodeWay::Top;
    decoder.keys(top, &KEYS);
    let (name, version) = (
        needed(decoder, top, &way, QUESTIONNAIRE)?,
        needed(decoder, top, &way, "version")?,
    );
    let Some(id) = FormRef::parse(&format!("{name}/{version}")) else {
        let help = "Use letters, digits and hyphens.";
        decoder.fault(
            RULE,
            top.get(QUESTIONNAIRE)?.span,
            format!("{name} can't be a questionnaire's id."),
            help,
        );
        return None;
    };
    let form = ExitForm {
        id,
        title: needed(decoder, top, &way, "title")?,
        intro: decoder
            .texts(top, &way, "intro")
            .into_iter()
            .map(|(_, text)| text.to_owned())
            .collect(),
        decline: needed(decoder, top, &way, "decline")?,
        questions: questions(decoder, top),
    };
    check_order(decoder, top, &form);
    Some(form)
}

fn questions<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<ExitQuestion> {
    let way = DecodeWay::Top;
    let list = DecodeWay::Key(&way, "questions");
    let mut seen: BTreeSet<String> = ["form", "declined"].map(str::to_owned).into();
    let mut found = Vec::new();
    for (index, node) in decoder.maps(top, &way, "questions") {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["text", "parts"]);
        let Some(text) = needed(decoder, node, &way, "text") else {
            continue;
        };
        let items = DecodeWay::Key(&way, "parts");
        let mut parts = Vec::new();
        for (index, node) in decoder.maps(node, &way, "parts") {
            parts.extend(part(decoder, node, &DecodeWay::Item(&items, index), &mut seen));
        }
        found.push(ExitQuestion { text, parts });
    }
    found
}

fn part<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    seen: &mut BTreeSet<String>,
) -> Option<ExitPart> {
    decoder.keys(node, &PART_KEYS);
    let id = needed(decoder, node, way, "id")?;
    unique(decoder, node, &id, seen);
    Some(ExitPart {
        id: Word::new(&id)?,
        label: decoder.text(node, way, "label"),
        kind: kind(decoder, node, way),
        groups: groups(decoder, node, way),
        order: decoder.word(node, way, "order"),
        on_yes: decoder.text(node, way, "on_yes"),
    })
}

fn kind<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> ExitKind {
    let options: Vec<String> = texts(decoder, node, way, "options");
    let kind = decoder.option(
        node,
        way,
        "kind",
        &["text", "quarter", "yes-no", "one", "several"],
    );
    if options.is_empty() && matches!(kind.as_deref(), Some("one" | "several")) {
        super::missing(decoder, node, "options");
    }
    match kind.as_deref() {
        Some("quarter") => ExitKind::Quarter,
        Some("yes-no") => ExitKind::YesNo,
        Some("one") => ExitKind::One(options),
        Some("several") => ExitKind::Several(options),
        _ => ExitKind::Text,
    }
}

fn texts<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>, key: &str) -> Vec<String> {
    let texts = decoder.texts(node, way, key);
    texts.into_iter().map(|(_, text)| text.to_owned()).collect()
}

/// The groups of a part. An option that stands in two would be counted twice, and what is counted twice can be reckoned
/// with.
fn groups<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> Vec<AnswerGroup> {
    let list = DecodeWay::Key(way, "groups");
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for (index, node) in decoder.maps(node, way, "groups") {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["title", "of"]);
        let Some(title) = needed(decoder, node, &way, "title") else {
            continue;
        };
        let of = texts(decoder, node, &way, "of");
        if let Some(twice) = of.iter().find(|option| !seen.insert((*option).clone())) {
            let message = format!("{twice} stands in two groups.");
            decoder.fault(RULE, node.span, message, "Let each option stand in one group.");
        }
        groups.push(AnswerGroup { title, of });
    }
    groups
}

/// Whether each `order` names a yes-no part of the questionnaire.
fn check_order(decoder: &mut Decoder<'_>, top: &Node, form: &ExitForm) {
    for order in form.parts().filter_map(|part| part.order.as_ref()) {
        let named = form.parts().find(|part| part.id == *order);
        if named.is_none_or(|part| part.kind != ExitKind::YesNo) {
            let span = match &top.value {
                NodeValue::Map(entries) => entries.first().map_or(top.span, |entry| entry.key_span),
                _ => top.span,
            };
            let help = "Let order: name a part of the kind yes-no.";
            decoder.fault(RULE, span, format!("There is no yes-no part {order}."), help);
        }
    }
}
