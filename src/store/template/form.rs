//! A form template, read from `forms/<form>-<version>.yaml`.

mod blocks;
mod fields;

use std::collections::{BTreeMap, BTreeSet};

use super::guideline::{unique, unless_no};
use super::{RULE, needed};
use crate::finding::Finding;
use crate::framework::Rubric;
use crate::framework::form::{
    AuditSubject, Block, CriterionMet, Evidence, Form, FormRef, OnInadequate, Question, ReAuditKind, Section,
    SettledBy,
};
use crate::framework::wider_work::WORKS;
use crate::framework::word::{GuidelineId, Word, nearest};
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::document::Document;
use crate::store::yaml::{Node, NodeValue};

use fields::{field, question};

/// Reads a form; what is wrong with it is named, and what could be read is handed on.
///
/// `rubrics` are the store's guidelines: a domain that the form's guideline lacks is a fault.
pub fn form(document: &Document, rubrics: &[Rubric]) -> (Option<Form>, Vec<Finding>) {
    let mut decoder = Decoder::of_rule(document, RULE);
    let form = decoder.top().and_then(|top| read(&mut decoder, top, rubrics));
    let mut findings = document.faults.clone();
    findings.append(&mut decoder.findings);
    (form, findings)
}

const KEYS: [&str; 26] = [
    "form",
    "version",
    "title",
    "source",
    "prefix",
    "guideline",
    "settled_by",
    "overall",
    "on_inadequate",
    "re_audit",
    "subject",
    "intro",
    "header",
    "preparation",
    "session_notes",
    "sections",
    "worker_feedback",
    "family_feedback",
    "ask",
    "asks",
    "learning_areas",
    "moderation",
    "staff_feedback",
    "supervisor_comments",
    "filing",
    "appendix",
];

fn read<'a>(decoder: &mut Decoder<'a>, top: &'a Node, rubrics: &[Rubric]) -> Option<Form> {
    let way = DecodeWay::Top;
    decoder.keys(top, &KEYS);
    let (name, version) = (
        needed(decoder, top, &way, "form")?,
        needed(decoder, top, &way, "version")?,
    );
    let Some(id) = FormRef::parse(&format!("{name}/{version}")) else {
        decoder.fault(
            RULE,
            top.get("form")?.span,
            format!("{name} can't be a form's id."),
            "Use letters, digits and hyphens.",
        );
        return None;
    };
    let guideline = decoder.word(top, &way, "guideline");
    let rubric = guideline
        .as_ref()
        .and_then(|name| rubric(decoder, top, name, rubrics));
    let header = fields::header(decoder, top);
    let sections = sections(decoder, top, rubric);
    Some(Form {
        id,
        title: needed(decoder, top, &way, "title")?,
        source: decoder.text(top, &way, "source"),
        prefix: prefix(decoder, top)?,
        guideline,
        settled_by: if is_second(decoder, top, "settled_by", ["moderation", "evidence-review"]) {
            SettledBy::EvidenceReview
        } else {
            SettledBy::Moderation
        },
        overall: unless_no(decoder, top, &way, "overall"),
        on_inadequate: one_of(decoder, top, "on_inadequate", &OnInadequate::NAMES)
            .unwrap_or(OnInadequate::Case),
        subject: one_of(decoder, top, "subject", &AuditSubject::NAMES),
        of_work: None,
        re_audit: if is_second(decoder, top, "re_audit", ["desktop", "observation"]) {
            ReAuditKind::Observation
        } else {
            ReAuditKind::Desktop
        },
        intro: own_texts(decoder, top, "intro"),
        header,
        preparation: fields::preparation(decoder, top),
        session_notes: decoder.text(top, &way, "session_notes"),
        sections,
        worker_feedback: blocks::worker_feedback(decoder, top),
        family_feedback: blocks::family_feedback(decoder, top),
        ask: asks_for(decoder, top),
        asks: texts_by_key(decoder, top, &way, "asks"),
        learning_areas: own_texts(decoder, top, "learning_areas"),
        duties: blocks::duties(decoder, top),
        staff_feedback: blocks::staff_feedback(decoder, top),
        supervisor_asked: is_second(decoder, top, "supervisor_comments", ["offered", "asked"]),
        filing: decoder.text(top, &way, "filing"),
    })
}

/// The texts of a list.
fn own_texts<'a>(decoder: &mut Decoder<'a>, top: &'a Node, key: &str) -> Vec<String> {
    let texts = decoder.texts(top, &DecodeWay::Top, key).into_iter();
    texts.map(|(_, text)| text.to_owned()).collect()
}

/// Whether the second of two words stands at a key; where none does, the first is meant.
fn is_second<'a>(decoder: &mut Decoder<'a>, top: &'a Node, key: &str, words: [&'static str; 2]) -> bool {
    let word = decoder.option(top, &DecodeWay::Top, key, &words);
    word.as_deref() == Some(words[1])
}

/// What one of some words means.
fn one_of<'a, T: Copy>(
    decoder: &mut Decoder<'a>,
    top: &'a Node,
    key: &str,
    names: &[(&'static str, T)],
) -> Option<T> {
    let words: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    let word = decoder.option(top, &DecodeWay::Top, key, &words)?;
    names
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, means)| *means)
}

fn prefix<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Option<String> {
    let prefix = needed(decoder, top, &DecodeWay::Top, "prefix")?;
    if crate::framework::AuditId::new(&prefix, 0, 1).is_none() {
        let span = top.get("prefix")?.span;
        decoder.fault(
            RULE,
            span,
            format!("{prefix} can't begin an audit's number."),
            "Use two capital letters.",
        );
        return None;
    }
    if WORKS.iter().any(|work| work.prefix == prefix) {
        decoder.fault(
            RULE,
            top.get("prefix")?.span,
            format!("{prefix} begins the numbers of wider works."),
            "Use two other capital letters.",
        );
        return None;
    }
    Some(prefix)
}

/// The guideline that a form names, where there is one of this name.
fn rubric<'r, 'a>(
    decoder: &mut Decoder<'a>,
    top: &'a Node,
    name: &GuidelineId,
    rubrics: &'r [Rubric],
) -> Option<&'r Rubric> {
    let found = rubrics.iter().find(|rubric| rubric.guideline == *name);
    if found.is_none() {
        let known: Vec<&str> = rubrics.iter().map(|rubric| rubric.guideline.as_str()).collect();
        let help = match nearest(name.as_str(), known.iter().copied()) {
            Some(meant) => format!("Did you mean {meant}?"),
            None => format!("The guidelines in forms/rubric are: {}.", known.join(", ")),
        };
        let span = top.get("guideline").map_or(top.span, |node| node.span);
        decoder.fault(
            RULE,
            span,
            format!("There is no guideline {name} in forms/rubric."),
            help,
        );
    }
    found
}

fn sections<'a>(decoder: &mut Decoder<'a>, top: &'a Node, rubric: Option<&Rubric>) -> Vec<Section> {
    let way = DecodeWay::Top;
    let list = DecodeWay::Key(&way, "sections");
    let mut seen = BTreeSet::new();
    let mut sections = Vec::new();
    for (index, node) in decoder.maps(top, &way, "sections") {
        if let Some(section) = section(decoder, node, &DecodeWay::Item(&list, index), rubric, &mut seen) {
            sections.push(section);
        }
    }
    if sections.is_empty() {
        super::missing(decoder, top, "sections");
    }
    sections
}

fn section<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    rubric: Option<&Rubric>,
    seen: &mut BTreeSet<String>,
) -> Option<Section> {
    decoder.keys(
        node,
        &[
            "id",
            "title",
            "intro",
            "graded",
            "evidence",
            "statuses",
            "domains",
            "questions",
            "fields",
        ],
    );
    let id = needed(decoder, node, way, "id")?;
    unique(decoder, node, &id, seen);
    let domains = domains(decoder, node, way, rubric);
    let mut ids = BTreeSet::new();
    let questions = DecodeWay::Key(way, "questions");
    let questions: Vec<Question> = decoder
        .maps(node, way, "questions")
        .into_iter()
        .filter_map(|(index, item)| question(decoder, item, &DecodeWay::Item(&questions, index), &mut ids))
        .collect();
    let evidence = evidence(decoder, node, way, &questions);
    let mut ids = BTreeSet::new();
    let list = DecodeWay::Key(way, "fields");
    let fields = decoder
        .maps(node, way, "fields")
        .into_iter()
        .filter_map(|(index, item)| field(decoder, item, &DecodeWay::Item(&list, index), &mut ids))
        .collect();
    Some(Section {
        id: Word::new(&id)?,
        title: needed(decoder, node, way, "title")?,
        intro: decoder.text(node, way, "intro"),
        graded: unless_no(decoder, node, way, "graded"),
        evidence,
        domains,
        questions,
        fields,
    })
}

/// How a section holds its evidence. One that measures criteria of a theme asks of each how far it is met, and nothing else.
fn evidence<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    questions: &[Question],
) -> Evidence {
    let statuses = decoder.texts(node, way, "statuses").into_iter();
    let statuses: Vec<String> = statuses.map(|(_, text)| text.to_owned()).collect();
    let kind = decoder.option(node, way, "evidence", &["items", "questions", "section"]);
    let measuring = questions
        .iter()
        .filter(|question| question.criterion.is_some())
        .count();
    if measuring > 0 {
        let is_plain = kind.as_deref().is_none_or(|kind| kind == "items") && statuses.is_empty();
        if measuring < questions.len() || !is_plain {
            decoder.fault(
                RULE,
                node.get("id").map_or(node.span, |id| id.span),
                "Some of this section's questions measure a criterion, and others do not, or are answered otherwise.",
                "Put those with criterion: into a section of their own, with evidence: items and no statuses: each is \
                 answered met, partly or not met.",
            );
        }
        let met = CriterionMet::NAMES.map(|(name, _)| name.to_owned());
        return Evidence::Items(met.to_vec());
    }
    match kind.as_deref() {
        Some("items") => Evidence::Items(statuses),
        Some("questions") => Evidence::Questions,
        _ => Evidence::Section,
    }
}

fn domains<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    rubric: Option<&Rubric>,
) -> Vec<crate::framework::word::DomainId> {
    let mut domains = Vec::new();
    for (index, name) in decoder.texts(node, way, "domains") {
        let known = rubric.is_some_and(|rubric| rubric.domain(name).is_some());
        if known {
            domains.extend(Word::new(name));
            continue;
        }
        let help = match rubric {
            Some(rubric) => {
                let ids: Vec<&str> = rubric.domains.iter().map(|domain| domain.id.as_str()).collect();
                format!("Its domains are: {}.", ids.join(", "))
            }
            None => "Name the form's guideline at the top, or leave the list of domains empty.".to_owned(),
        };
        let span = match node.get("domains").map(|list| &list.value) {
            Some(NodeValue::List(items)) => items.get(index).map_or(node.span, |item| item.span),
            _ => node.span,
        };
        decoder.fault(
            RULE,
            span,
            format!("The form's guideline has no domain {name}."),
            help,
        );
    }
    domains
}

fn asks_for<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<Block> {
    let names: Vec<&str> = Block::NAMES.iter().map(|(name, _)| *name).collect();
    let asked = decoder.options(top, &DecodeWay::Top, "ask", &names);
    Block::NAMES
        .iter()
        .filter(|(name, _)| asked.iter().any(|asked| asked == name))
        .map(|(_, block)| *block)
        .collect()
}

/// The texts under a key, by their own keys.
fn texts_by_key<'a>(
    decoder: &mut Decoder<'a>,
    map: &'a Node,
    way: &DecodeWay<'_>,
    key: &str,
) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    if let Some(node) = decoder.map(map, way, key) {
        let below = DecodeWay::Key(way, key);
        for name in node.names() {
            if let Some(text) = decoder.text(node, &below, name) {
                texts.insert(name.to_owned(), text);
            }
        }
    }
    texts
}
