//! What a quarter's figures take from an audit beside its days and its grade. No free text and no child is in it.

use std::collections::BTreeMap;

use crate::framework::{Grade, Period, StatementId};
use crate::report::quarterly::Actions;
use crate::report::summary::Summary;

/// By the name under which a change is told: how the audit is sorted, the grades before the final one, the steps that
/// fell due in the quarter, what was cited, heard and learned, and what followed.
pub(super) fn rest(summary: &Summary, period: Period) -> BTreeMap<String, String> {
    let mut rest = BTreeMap::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            rest.insert(name.to_owned(), value);
        }
    };
    let progress = &summary.progress;
    add("row", summary.row.as_ref().map(ToString::to_string));
    add("service", summary.service.as_ref().map(ToString::to_string));
    add("team", summary.team.as_ref().map(ToString::to_string));
    add("legal status", Some(summary.legal_status.to_string()));
    add(
        "selection",
        summary.selection.map(|selection| selection.name().to_owned()),
    );
    add(
        "auditor's grade",
        progress.auditor_grade.map(|grade| grade.to_string()),
    );
    for (section, judgement) in &progress.sections {
        add(
            &format!("grade of {section}"),
            Some(judgement.grade().map_or("N/A", Grade::code).to_owned()),
        );
    }
    let due = progress.steps.iter().filter(|state| period.contains(state.due));
    for state in due {
        let done = state
            .done
            .map_or_else(|| "open".to_owned(), |day| day.to_string());
        add(&state.step.to_string(), Some(done));
    }
    add(
        "feedback had",
        progress
            .feedback
            .filter(|_| !progress.feedback_given_up)
            .map(|day| day.to_string()),
    );
    add(
        "statements cited",
        Some(joined(summary.criteria.iter().map(StatementId::to_string))),
    );
    add(
        "families",
        Some(joined(summary.family.iter().map(|said| {
            match (said.obtained, said.score) {
                (true, Some(score)) => format!("heard, {score}"),
                (true, None) => "heard".to_owned(),
                (false, _) => "not heard".to_owned(),
            }
        }))),
    );
    add(
        "areas of learning",
        Some(joined(summary.learning.iter().cloned())),
    );
    let actions = Actions::of(&summary.actions, period.to());
    add(
        "actions",
        (actions.total > 0).then(|| format!("{} of {} done", actions.done, actions.total)),
    );
    let after = &summary.inadequate;
    let days = [
        ("Inadequate since", after.since),
        ("service manager told", after.informed),
        ("directed", after.direction),
        ("actions reviewed", after.actions_reviewed),
        ("audited again", after.re_audited),
    ];
    for (name, day) in days {
        add(name, day.map(|day| day.to_string()));
    }
    add(
        "re-audit's grade",
        after.re_audit_grade.map(|grade| grade.to_string()),
    );
    rest
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("; ")
}
