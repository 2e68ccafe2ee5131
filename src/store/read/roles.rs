//! The files of the moderator, the service manager, the worker and the second auditor.

use super::audit::actions;
use crate::framework::Process;
use crate::framework::form::Form;
use crate::framework::word::{SectionId, Word};
use crate::record::{AppreciativeEnquiry, CaseDirection, Feedback, Moderation, ReAudit, Regrade};
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::yaml::Node;

pub(super) fn moderation(decoder: &mut Decoder<'_>, form: Option<&Form>) -> Option<Moderation> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    let review = !Process::of(form).regrades;
    let who = if review { "reviewer" } else { "moderator" };
    let mut keys = vec![
        who,
        "started",
        "evidence_sufficient",
        "comments_for_auditor",
        "signed_off",
    ];
    if !review {
        keys.extend([
            "record_sampled",
            "regrades",
            "overall",
            "management_oversight",
            "findings",
        ]);
    }
    decoder.keys(top, &keys);
    let mut moderation = Moderation {
        moderator: decoder.text(top, way, who),
        started: decoder.date(top, way, "started"),
        evidence_sufficient: decoder.yes_no(top, way, "evidence_sufficient"),
        comments_for_auditor: decoder.text(top, way, "comments_for_auditor"),
        signed_off: decoder.date(top, way, "signed_off"),
        ..Moderation::default()
    };
    if review {
        return Some(moderation);
    }
    moderation.record_sampled = sampled(decoder, top, form);
    moderation.regrades = regrades(decoder, top, form);
    moderation.management_oversight = decoder.text(top, way, "management_oversight");
    moderation.findings = decoder.text(top, way, "findings");
    if let Some(overall) = decoder.map(top, way, "overall") {
        let way = DecodeWay::Key(way, "overall");
        decoder.keys(overall, &["grade", "reason"]);
        moderation.overall_grade = decoder.grade(overall, &way, "grade");
        moderation.overall_reason = decoder.text(overall, &way, "reason");
    }
    Some(moderation)
}

fn section_ids(form: Option<&Form>) -> Vec<&str> {
    form.map(|form| form.sections.iter().map(|section| section.id.as_str()).collect())
        .unwrap_or_default()
}

fn sampled<'a>(decoder: &mut Decoder<'a>, top: &'a Node, form: Option<&Form>) -> Vec<SectionId> {
    let known = section_ids(form);
    decoder
        .options(top, &DecodeWay::Top, "record_sampled", &known)
        .iter()
        .filter_map(|id| Word::new(id))
        .collect()
}

fn regrades<'a>(decoder: &mut Decoder<'a>, top: &'a Node, form: Option<&Form>) -> Vec<Regrade> {
    let known = section_ids(form);
    let top_way = DecodeWay::Top;
    let list = DecodeWay::Key(&top_way, "regrades");
    let mut regrades = Vec::new();
    for (index, node) in decoder.maps(top, &top_way, "regrades") {
        let way = DecodeWay::Item(&list, index);
        decoder.keys(node, &["section", "to", "reason"]);
        regrades.push(Regrade {
            section: decoder
                .option(node, &way, "section", &known)
                .as_deref()
                .and_then(Word::new),
            to: decoder.grade(node, &way, "to"),
            reason: decoder.text(node, &way, "reason"),
        });
    }
    regrades
}

pub(super) fn direction(decoder: &mut Decoder<'_>) -> Option<CaseDirection> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    decoder.keys(top, &["by", "date", "direction", "actions_reviewed", "review"]);
    Some(CaseDirection {
        by: decoder.text(top, way, "by"),
        date: decoder.date(top, way, "date"),
        direction: decoder.text(top, way, "direction"),
        actions_reviewed: decoder.date(top, way, "actions_reviewed"),
        review: decoder.text(top, way, "review"),
    })
}

/// `feedback.yaml`; `more` are keys that only a mailed form has.
pub(super) fn feedback(decoder: &mut Decoder<'_>, form: Option<&Form>, more: &[&str]) -> Option<Feedback> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    let mut keys = vec![
        "by",
        "date",
        "discussed_in_supervision",
        "answers",
        "improvement_plan",
        "supervisor",
    ];
    keys.extend(more);
    decoder.keys(top, &keys);
    let mut feedback = Feedback {
        by: decoder.text(top, way, "by"),
        date: decoder.date(top, way, "date"),
        discussed_in_supervision: decoder.date(top, way, "discussed_in_supervision"),
        improvement_plan: decoder.text(top, way, "improvement_plan"),
        ..Feedback::default()
    };
    if let Some(answers) = decoder.map(top, way, "answers") {
        let way = DecodeWay::Key(way, "answers");
        if let Some(form) = form {
            let known: Vec<&str> = form
                .staff_feedback
                .iter()
                .map(|question| question.id.as_str())
                .collect();
            decoder.keys(answers, &known);
        }
        for name in answers.names() {
            if let (Some(id), Some(text)) = (Word::new(name), decoder.text(answers, &way, name)) {
                feedback.answers.insert(id, text);
            }
        }
    }
    if let Some(supervisor) = decoder.map(top, way, "supervisor") {
        let way = DecodeWay::Key(way, "supervisor");
        decoder.keys(supervisor, &["by", "date", "comment"]);
        feedback.supervisor = decoder.text(supervisor, &way, "by");
        feedback.supervisor_date = decoder.date(supervisor, &way, "date");
        feedback.supervisor_comment = decoder.text(supervisor, &way, "comment");
    }
    Some(feedback)
}

pub(super) fn re_audit(decoder: &mut Decoder<'_>) -> Option<ReAudit> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    decoder.keys(top, &["auditor", "date", "progress", "grade", "actions"]);
    Some(ReAudit {
        auditor: decoder.text(top, way, "auditor"),
        date: decoder.date(top, way, "date"),
        progress: decoder.text(top, way, "progress"),
        grade: decoder.grade(top, way, "grade"),
        actions: actions(decoder, top),
    })
}

pub(super) fn appreciative(decoder: &mut Decoder<'_>) -> Option<AppreciativeEnquiry> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    decoder.keys(
        top,
        &[
            "what_went_well",
            "how_it_was_done",
            "what_to_share",
            "agreed_with_worker",
        ],
    );
    Some(AppreciativeEnquiry {
        what_went_well: decoder.text(top, way, "what_went_well"),
        how_it_was_done: decoder.text(top, way, "how_it_was_done"),
        what_to_share: decoder.text(top, way, "what_to_share"),
        agreed_with_worker: decoder.date(top, way, "agreed_with_worker"),
    })
}
