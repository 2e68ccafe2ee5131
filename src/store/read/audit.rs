//! `audit.yaml`, by the form's template.

mod families;
mod sections;

use std::collections::BTreeMap;

use crate::framework::form::{Block, Field, FieldKind, Form, FormRef};
use crate::framework::word::FieldId;
use crate::record::audit::{
    Audit, Consent, Explained, FieldAnswer, OverallGrade, Professional, SystemLearning,
};
use crate::record::{Action, Route, TwoAnswers};
use crate::store::decode::{DecodeWay, Decoder, shown, yes_no};
use crate::store::yaml::Node;

/// Reads it; `None` where nothing of a form stands in the file.
pub(super) fn read(decoder: &mut Decoder<'_>, form: &Form) -> Option<Audit> {
    let Some(top) = decoder.top() else {
        decoder.cut_off(&BLOCKS);
        return None;
    };
    let way = &DecodeWay::Top;
    let keys = keys(form);
    decoder.keys(top, &keys);
    decoder.cut_off(&BLOCKS);
    if !keys.iter().any(|key| top.entry(key).is_some()) {
        return None;
    }
    let submitted = decoder.date(top, way, "submitted");
    let mut audit = Audit {
        form: form_ref(decoder, top),
        date_of_audit: decoder.date(top, way, "date_of_audit"),
        submitted,
        submitted_unreadable: submitted.is_none()
            && match top.entry("submitted") {
                Some(entry) => !entry.value.is_blank() || decoder.faulty.contains(&Route::from("submitted")),
                // It may have stood in a line that can't be read, or in what was cut off.
                None => decoder.is_read_in_part() || BLOCKS.iter().any(|block| top.entry(block).is_none()),
            },
        resubmitted: decoder.dates(top, way, "resubmitted"),
        header: header(decoder, top, form),
        session_notes: decoder.text(top, way, "session_notes"),
        sections: sections::read(decoder, top, form),
        family_feedback: families::read(decoder, top, form),
        professionals: professionals(decoder, top),
        specialist_teams: decoder.text(top, way, "specialist_teams"),
        overall: overall(decoder, top),
        improvement: decoder.text(top, way, "improvement"),
        actions: actions(decoder, top),
        key_findings: key_findings(decoder, top),
        system_learning: system_learning(decoder, top, form),
        themes: decoder
            .texts(top, way, "themes")
            .into_iter()
            .map(|(_, text)| text.to_owned())
            .collect(),
        explained: explained(decoder, top),
        ..Audit::default()
    };
    checklist(decoder, top, form, &mut audit);
    Some(audit)
}

/// The blocks that every form has, filled in or not.
const BLOCKS: [&str; 3] = ["header", "sections", "overall"];

/// The keys that this form's file may have at its top.
fn keys(form: &Form) -> Vec<&'static str> {
    let mut keys = vec![
        "form",
        "date_of_audit",
        "submitted",
        "resubmitted",
        "header",
        "sections",
        "overall",
    ];
    keys.extend(["specialist_teams", "themes", "explained"]);
    if form.process().asks_consent {
        keys.extend([
            "agreed_with_worker",
            "consent",
            "discussed_with_worker",
            "filed_for_appraisal",
        ]);
    } else {
        keys.extend(["preparation", "session_notes"]);
    }
    if form.family_feedback.is_some() {
        keys.push("family_feedback");
    }
    keys.extend(form.ask.iter().map(|block| block.name()));
    keys
}

fn form_ref<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Option<FormRef> {
    decoder.parsed(top, &DecodeWay::Top, "form", "wrong-kind", |text| {
        FormRef::parse(text).ok_or_else(|| {
            let help = "Write it as in allocation.yaml, such as child-case/2019.".to_owned();
            (format!("{} names no form and version.", shown(text)), help)
        })
    })
}

fn header<'a>(decoder: &mut Decoder<'a>, top: &'a Node, form: &Form) -> BTreeMap<FieldId, FieldAnswer> {
    let top_way = DecodeWay::Top;
    let way = DecodeWay::Key(&top_way, "header");
    let Some(node) = decoder.map(top, &DecodeWay::Top, "header") else {
        return BTreeMap::new();
    };
    let known: Vec<&str> = form.header.iter().map(|field| field.id.as_str()).collect();
    decoder.keys(node, &known);
    fields(decoder, node, &way, &form.header)
}

/// Reads the answers to fields that stand under `node`.
pub(super) fn fields<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    fields: &[Field],
) -> BTreeMap<FieldId, FieldAnswer> {
    let mut answers = BTreeMap::new();
    for field in fields {
        if let Some(answer) = answer(decoder, node, way, field) {
            answers.insert(field.id.clone(), answer);
        }
    }
    answers
}

fn answer<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    field: &Field,
) -> Option<FieldAnswer> {
    let key = field.id.as_str();
    match &field.kind {
        FieldKind::Text => decoder.text(node, way, key).map(FieldAnswer::One),
        FieldKind::Date => decoder
            .date(node, way, key)
            .map(|date| FieldAnswer::One(date.to_string())),
        FieldKind::Number => decoder
            .number(node, way, key, 100_000)
            .map(|number| FieldAnswer::One(number.to_string())),
        FieldKind::YesNo => {
            let yes = decoder.parsed(node, way, key, "wrong-kind", yes_no)?;
            Some(FieldAnswer::One(if yes { "yes" } else { "no" }.to_owned()))
        }
        FieldKind::Choice(options) => {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            decoder.option(node, way, key, &options).map(FieldAnswer::One)
        }
        FieldKind::Choices(options) => {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            let chosen = decoder.options(node, way, key, &options);
            (!chosen.is_empty()).then_some(FieldAnswer::Many(chosen))
        }
    }
}

/// The checklist of a case-file audit, or what an observation has in its place.
fn checklist<'a>(decoder: &mut Decoder<'a>, top: &'a Node, form: &Form, audit: &mut Audit) {
    let top_way = DecodeWay::Top;
    if form.process().asks_consent {
        audit.agreed_with_worker = decoder.date(top, &top_way, "agreed_with_worker");
        audit.discussed_with_worker = decoder.date(top, &top_way, "discussed_with_worker");
        audit.filed_for_appraisal = decoder.date(top, &top_way, "filed_for_appraisal");
        let list = DecodeWay::Key(&top_way, "consent");
        for (index, node) in decoder.maps(top, &top_way, "consent") {
            let way = DecodeWay::Item(&list, index);
            decoder.keys(node, &["from", "date"]);
            let consent = Consent {
                from: decoder.text(node, &way, "from"),
                date: decoder.date(node, &way, "date"),
            };
            audit.consent.push(consent);
        }
        return;
    }
    let Some(node) = decoder.map(top, &top_way, "preparation") else {
        return;
    };
    let way = DecodeWay::Key(&top_way, "preparation");
    let known: Vec<&str> = form.preparation.iter().map(|step| step.id.as_str()).collect();
    decoder.keys(node, &known);
    for step in &form.preparation {
        if let Some(date) = decoder.date(node, &way, step.id.as_str()) {
            audit.preparation.insert(step.id.clone(), date);
        }
    }
}

/// Reads strengths and areas for improvement.
pub(super) fn pair<'a>(decoder: &mut Decoder<'a>, node: &'a Node, way: &DecodeWay<'_>) -> TwoAnswers {
    TwoAnswers {
        strengths: decoder.text(node, way, "strengths"),
        improvements: decoder.text(node, way, "improvements"),
    }
}

fn professionals<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<Professional> {
    let top_way = DecodeWay::Top;
    let list = DecodeWay::Key(&top_way, Block::Professionals.name());
    let mut said = Vec::new();
    for (index, node) in decoder.maps(top, &top_way, Block::Professionals.name()) {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["role", "strengths", "improvements"]);
        said.push(Professional {
            role: decoder.text(node, &way, "role"),
            pair: pair(decoder, node, &way),
        });
    }
    said
}

fn overall<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> OverallGrade {
    let top_way = DecodeWay::Top;
    let Some(node) = decoder.map(top, &top_way, "overall") else {
        return OverallGrade::default();
    };
    let way = DecodeWay::Key(&top_way, "overall");
    decoder.keys(node, &["grade", "reasons"]);
    OverallGrade {
        grade: decoder.grade(node, &way, "grade"),
        reasons: decoder.text(node, &way, "reasons"),
    }
}

/// Reads a list of actions.
pub(super) fn actions<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<Action> {
    let top_way = DecodeWay::Top;
    let list = DecodeWay::Key(&top_way, "actions");
    let mut actions = Vec::new();
    for (index, node) in decoder.maps(top, &top_way, "actions") {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["action", "owner", "by"]);
        actions.push(Action {
            action: decoder.text(node, &way, "action"),
            owner: decoder.text(node, &way, "owner"),
            by: decoder.date(node, &way, "by"),
        });
    }
    actions
}

fn key_findings<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> BTreeMap<String, String> {
    const KEYS: [&str; 3] = ["findings", "learning_points", "recommendations"];
    let top_way = DecodeWay::Top;
    let name = Block::KeyFindings.name();
    let Some(node) = decoder.map(top, &top_way, name) else {
        return BTreeMap::new();
    };
    let way = DecodeWay::Key(&top_way, name);
    decoder.keys(node, &KEYS);
    KEYS.iter()
        .filter_map(|key| Some(((*key).to_owned(), decoder.text(node, &way, key)?)))
        .collect()
}

fn system_learning<'a>(decoder: &mut Decoder<'a>, top: &'a Node, form: &Form) -> Vec<SystemLearning> {
    let top_way = DecodeWay::Top;
    let name = Block::SystemLearning.name();
    let list = DecodeWay::Key(&top_way, name);
    let areas: Vec<&str> = form.learning_areas.iter().map(String::as_str).collect();
    let mut learning = Vec::new();
    for (index, node) in decoder.maps(top, &top_way, name) {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["area", "learning"]);
        let area = if areas.is_empty() {
            decoder.text(node, &way, "area")
        } else {
            decoder.option(node, &way, "area", &areas)
        };
        learning.push(SystemLearning {
            area,
            learning: decoder.text(node, &way, "learning"),
        });
    }
    learning
}

fn explained<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Vec<Explained> {
    let top_way = DecodeWay::Top;
    let list = DecodeWay::Key(&top_way, "explained");
    let mut explained = Vec::new();
    for (index, node) in decoder.maps(top, &top_way, "explained") {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["query", "reason"]);
        let (query, reason) = (
            decoder.text(node, &way, "query"),
            decoder.text(node, &way, "reason"),
        );
        explained.push(Explained { query, reason });
    }
    explained
}
