//! The sections of `audit.yaml`.

use std::collections::BTreeMap;

use super::{fields, pair};
use crate::framework::SectionId;
use crate::framework::form::{Evidence, Form, Section};
use crate::framework::grade::is_not_applicable;
use crate::framework::word::Word;
use crate::record::{ChecklistItem, SectionAnswer, TwoAnswers};
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::yaml::Node;

pub(super) fn read<'a>(
    decoder: &mut Decoder<'a>,
    top: &'a Node,
    form: &Form,
) -> BTreeMap<SectionId, SectionAnswer> {
    let top_way = DecodeWay::Top;
    let Some(node) = decoder.map(top, &top_way, "sections") else {
        return BTreeMap::new();
    };
    let way = DecodeWay::Key(&top_way, "sections");
    let known: Vec<&str> = form.sections.iter().map(|section| section.id.as_str()).collect();
    decoder.keys(node, &known);
    let mut answers = BTreeMap::new();
    for section in &form.sections {
        if let Some(below) = decoder.map(node, &way, section.id.as_str()) {
            let answer = answer(
                decoder,
                below,
                &DecodeWay::Key(&way, section.id.as_str()),
                section,
            );
            answers.insert(section.id.clone(), answer);
        }
    }
    answers
}

fn answer<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    section: &Section,
) -> SectionAnswer {
    // A form without a guideline asks for no statements: an empty list does no harm there, and a rule judges a full one.
    let mut known = vec!["grade", "not_applicable", "outstanding_because", "criteria"];
    known.extend(match section.evidence {
        Evidence::Items(_) => vec!["items"],
        Evidence::Questions => vec!["questions"],
        Evidence::Section => vec!["strengths", "improvements"],
    });
    known.extend(section.fields.iter().map(|field| field.id.as_str()));
    decoder.keys(node, &known);
    let mut answer = SectionAnswer {
        grade: decoder.judgement(node, way, "grade"),
        not_applicable: decoder.text(node, way, "not_applicable"),
        criteria: decoder
            .ids(node, way, "criteria")
            .into_iter()
            .filter_map(|(_, text)| Word::new(text))
            .collect(),
        outstanding_because: decoder.text(node, way, "outstanding_because"),
        fields: fields(decoder, node, way, &section.fields),
        ..SectionAnswer::default()
    };
    match &section.evidence {
        Evidence::Items(statuses) => answer.items = items(decoder, node, way, section, statuses),
        Evidence::Questions => answer.questions = questions(decoder, node, way, section),
        Evidence::Section => answer.pair = pair(decoder, node, way),
    }
    answer
}

fn items<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    section: &Section,
    statuses: &[String],
) -> BTreeMap<crate::framework::word::QuestionId, ChecklistItem> {
    let mut items = BTreeMap::new();
    let Some(below) = decoder.map(node, way, "items") else {
        return items;
    };
    let way = DecodeWay::Key(way, "items");
    let known: Vec<&str> = section
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    decoder.keys(below, &known);
    let options: Vec<&str> = statuses.iter().map(String::as_str).chain(["N/A"]).collect();
    for question in &section.questions {
        let key = question.id.as_str();
        let Some(item) = decoder.map(below, &way, key) else {
            continue;
        };
        let way = DecodeWay::Key(&way, key);
        decoder.keys(item, &["status", "comments"]);
        let written = item.get("status").and_then(Node::text);
        let status = if written.is_some_and(is_not_applicable) {
            Some("N/A".to_owned())
        } else {
            decoder.option(item, &way, "status", &options)
        };
        items.insert(
            question.id.clone(),
            ChecklistItem {
                status,
                comments: decoder.text(item, &way, "comments"),
            },
        );
    }
    items
}

fn questions<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    section: &Section,
) -> BTreeMap<crate::framework::word::QuestionId, TwoAnswers> {
    let mut answers = BTreeMap::new();
    let Some(below) = decoder.map(node, way, "questions") else {
        return answers;
    };
    let way = DecodeWay::Key(way, "questions");
    let known: Vec<&str> = section
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    decoder.keys(below, &known);
    for question in &section.questions {
        let key = question.id.as_str();
        let Some(item) = decoder.map(below, &way, key) else {
            continue;
        };
        decoder.keys(item, &["strengths", "improvements"]);
        answers.insert(
            question.id.clone(),
            pair(decoder, item, &DecodeWay::Key(&way, key)),
        );
    }
    answers
}
