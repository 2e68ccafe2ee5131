//! What a quarter's figures take from an audit beside its days and its grade. No free text and no child is in it.

use std::collections::BTreeMap;

use crate::figures::Actions;
use crate::figures::summary::{FamilySummary, Inadequate, Summary};
use crate::framework::{Grade, Period, StatementId};

/// By the name under which a change is told: how the audit is sorted, the grades before the final one, the steps that
/// fell due in the quarter, what was cited, heard and learned, and what followed.
pub(super) fn rest(summary: &Summary, period: Period) -> BTreeMap<String, String> {
    let progress = &summary.progress;
    let grade = |grade: Option<Grade>| grade.map(|grade| grade.to_string());
    let had = progress.feedback.filter(|_| !progress.feedback_given_up);
    let actions = Actions::of(&summary.actions, period.to());
    let facts = [
        ("row", summary.row.as_ref().map(ToString::to_string)),
        ("service", summary.service.as_ref().map(ToString::to_string)),
        ("team", summary.team.as_ref().map(ToString::to_string)),
        ("legal status", Some(summary.legal_status.to_string())),
        (
            "selection",
            summary.selection.map(|selection| selection.name().to_owned()),
        ),
        ("auditor's grade", grade(progress.auditor_grade)),
        ("feedback had", had.map(|day| day.to_string())),
        (
            "statements cited",
            Some(joined(summary.statements().map(StatementId::to_string))),
        ),
        ("families", Some(joined(summary.family.iter().copied().map(said)))),
        (
            "areas of learning",
            Some(joined(summary.learning.iter().cloned())),
        ),
        (
            "actions",
            (actions.total > 0).then(|| format!("{} of {} done", actions.done, actions.total)),
        ),
        ("re-audit's grade", grade(summary.inadequate.re_audit_grade)),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let sections = progress.sections.iter().map(|(section, judgement)| {
        let grade = judgement.grade().map_or("N/A", Grade::code);
        (format!("grade of {section}"), grade.to_owned())
    });
    let due = progress.steps.iter().filter(|state| period.contains(state.due));
    let due = due.map(|state| {
        let done = state
            .done
            .map_or_else(|| "open".to_owned(), |day| day.to_string());
        (state.step.to_string(), done)
    });
    facts
        .chain(sections)
        .chain(due)
        .chain(followed(&summary.inadequate))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// What a family member said.
fn said(said: FamilySummary) -> String {
    match (said.obtained, said.score) {
        (true, Some(score)) => format!("heard, {score}"),
        (true, None) => "heard".to_owned(),
        (false, _) => "not heard".to_owned(),
    }
}

/// The days of what followed an Inadequate.
fn followed(after: &Inadequate) -> impl Iterator<Item = (String, String)> {
    let days = [
        ("Inadequate since", after.since),
        ("service manager told", after.informed),
        ("directed", after.direction),
        ("actions reviewed", after.actions_reviewed),
        ("audited again", after.re_audited),
    ];
    days.into_iter()
        .filter_map(|(name, day)| Some((name.to_owned(), day?.to_string())))
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("; ")
}
