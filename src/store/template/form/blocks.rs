//! The blocks of a form template beside its sections: families, moderation, the worker's feedback.

use std::collections::BTreeSet;

use super::super::guideline::{flag, unique};
use super::super::{RULE, needed};
use super::fields::question;
use super::texts_by_key;
use crate::framework::Grade;
use crate::framework::form::{AnswerKind, FamilyFeedback, Question, Scale, StaffQuestion, WorkerFeedback};
use crate::framework::word::Word;
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::yaml::{Node, NodeValue};

const FAMILY_KEYS: [&str; 9] = [
    "intro",
    "givers",
    "labels",
    "residence",
    "heard_or_explained",
    "at_least",
    "date_required",
    "questions",
    "scale",
];

/// What families are asked.
pub(super) fn family_feedback<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Option<FamilyFeedback> {
    let node = decoder.map(top, &DecodeWay::Top, "family_feedback")?;
    let top_way = DecodeWay::Top;
    let way = DecodeWay::Key(&top_way, "family_feedback");
    decoder.keys(node, &FAMILY_KEYS);
    let mut seen = BTreeSet::new();
    let questions = questions(decoder, node, &way, &mut seen);
    let givers = names(decoder, node, &way, "givers");
    let heard_or_explained = givers_among(decoder, node, &way, "heard_or_explained", &givers);
    let residence = givers_among(decoder, node, &way, "residence", &givers);
    Some(FamilyFeedback {
        intro: decoder.text(node, &way, "intro"),
        labels: texts_by_key(decoder, node, &way, "labels"),
        residence,
        heard_or_explained,
        at_least: decoder
            .number(node, &way, "at_least", 20)
            .map_or(0, |n| n as usize),
        date_required: flag(decoder, node, &way, "date_required"),
        scale: scale(decoder, node, &way, &seen),
        questions,
        givers,
    })
}

fn questions<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    seen: &mut BTreeSet<String>,
) -> Vec<Question> {
    let list = DecodeWay::Key(way, "questions");
    let items = decoder.maps(node, way, "questions").into_iter();
    items
        .filter_map(|(index, item)| question(decoder, item, &DecodeWay::Item(&list, index), seen))
        .collect()
}

/// What the worker is asked before.
pub(super) fn worker_feedback<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Option<WorkerFeedback> {
    let node = decoder.map(top, &DecodeWay::Top, "worker_feedback")?;
    let top_way = DecodeWay::Top;
    let way = DecodeWay::Key(&top_way, "worker_feedback");
    decoder.keys(node, &["intro", "questions"]);
    let questions = questions(decoder, node, &way, &mut BTreeSet::new());
    if questions.is_empty() {
        super::super::missing(decoder, node, "questions");
    }
    Some(WorkerFeedback {
        intro: decoder.text(node, &way, "intro"),
        questions,
    })
}

fn names<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>, key: &str) -> Vec<String> {
    decoder
        .texts(node, way, key)
        .into_iter()
        .map(|(_, text)| text.to_owned())
        .collect()
}

fn givers_among<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    key: &str,
    givers: &[String],
) -> Vec<String> {
    let known: Vec<&str> = givers.iter().map(String::as_str).collect();
    decoder.options(node, way, key, &known)
}

fn scale<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    questions: &BTreeSet<String>,
) -> Option<Scale> {
    let scale = decoder.map(node, way, "scale")?;
    let way = DecodeWay::Key(way, "scale");
    decoder.keys(scale, &["question", "low", "high", "doubtful"]);
    let question = needed(decoder, scale, &way, "question")?;
    if !questions.contains(&question) {
        let span = scale.get("question").map_or(scale.span, |place| place.span);
        decoder.fault(
            RULE,
            span,
            format!("There is no question {question} above."),
            "Name the question that the scale answers.",
        );
    }
    Some(Scale {
        question: Word::new(&question)?,
        low: needed(decoder, scale, &way, "low")?,
        high: needed(decoder, scale, &way, "high")?,
        doubtful: flag(decoder, scale, &way, "doubtful"),
    })
}

/// The moderator's duties.
pub(super) fn duties<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<String> {
    let Some(node) = decoder.map(top, &DecodeWay::Top, "moderation") else {
        return Vec::new();
    };
    let top_way = DecodeWay::Top;
    decoder.keys(node, &["duties"]);
    names(decoder, node, &DecodeWay::Key(&top_way, "moderation"), "duties")
}

/// What the worker is asked afterwards.
pub(super) fn staff_feedback<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<StaffQuestion> {
    let Some(node) = decoder.map(top, &DecodeWay::Top, "staff_feedback") else {
        return Vec::new();
    };
    let top_way = DecodeWay::Top;
    let way = DecodeWay::Key(&top_way, "staff_feedback");
    decoder.keys(node, &["questions"]);
    let list = DecodeWay::Key(&way, "questions");
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    for (index, item) in decoder.maps(node, &way, "questions") {
        questions.extend(staff_question(
            decoder,
            item,
            &DecodeWay::Item(&list, index),
            &mut seen,
        ));
    }
    questions
}

fn staff_question<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    seen: &mut BTreeSet<String>,
) -> Option<StaffQuestion> {
    decoder.keys(
        node,
        &["id", "text", "kind", "when_grade", "when_feedback", "doubtful"],
    );
    let id = needed(decoder, node, way, "id")?;
    unique(decoder, node, &id, seen);
    let doubtful = flag(decoder, node, way, "doubtful");
    let text = needed(decoder, node, way, "text")?;
    Some(StaffQuestion {
        id: Word::new(&id)?,
        text: if doubtful {
            format!("{text} (wording to be confirmed)")
        } else {
            text
        },
        kind: match decoder
            .option(node, way, "kind", &["text", "yes-no", "yes-no-date"])
            .as_deref()
        {
            Some("yes-no") => AnswerKind::YesNo,
            Some("yes-no-date") => AnswerKind::YesNoDate,
            _ => AnswerKind::Text,
        },
        when_grade: grades(decoder, node, way),
        when_feedback: flag(decoder, node, way, "when_feedback"),
    })
}

fn grades<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> Vec<Grade> {
    let texts = decoder.texts(node, way, "when_grade");
    let mut grades = Vec::new();
    for (index, text) in texts {
        if let Ok(grade) = text.parse() {
            grades.push(grade);
        } else {
            let span = match node.get("when_grade").map(|list| &list.value) {
                Some(NodeValue::List(items)) => items.get(index).map_or(node.span, |item| item.span),
                _ => node.span,
            };
            decoder.fault(RULE, span, format!("{text} is no grade."), "Write O, G, RI or I.");
        }
    }
    grades
}
