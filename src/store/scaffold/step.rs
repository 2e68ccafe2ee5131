//! What the files of the other roles have in common: whose they are, by when, and the actions they follow up.

use super::form_lines::FormLines;
use super::head;
use crate::framework::{Date, Form, Rubric};
use crate::record::audit::Action;
use crate::record::{Allocation, FileKind};

/// What a file that follows the auditor's is made from.
#[derive(Clone, Copy, Debug)]
pub struct StepForm<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its guideline, where it has one.
    pub rubric: Option<&'a Rubric>,
    /// What was allocated.
    pub allocation: &'a Allocation,
    /// The day by which it is to be done, where there is one.
    pub due: Option<Date>,
}

/// An action of the audit, and the day on which it was done.
#[derive(Clone, Debug)]
pub struct Followed<'a> {
    /// Its number, as `qaf log ID action-done --action` takes it.
    pub number: String,
    /// The action.
    pub action: &'a Action,
    /// The day on which it was done, by the log.
    pub done: Option<Date>,
}

/// The first lines: what the file is, whose, by when, and how it is filled in.
///
/// `asked` are the things to be done, each with the day by which, where there is one.
pub(super) fn top(
    lines: &mut FormLines,
    made: &StepForm<'_>,
    kind: FileKind,
    what: &str,
    asked: &[(&str, Option<Date>)],
) {
    let allocation = made.allocation;
    head::schema(lines, made.form, kind);
    lines.comment(0, what);
    head::whose(lines, made.form, allocation);
    for (what, due) in asked {
        if let Some(due) = due {
            lines.comment(0, &format!("Please {what} by {}.", due.spoken()));
        }
    }
    head::how_to(lines, &allocation.audit);
}

/// The audit's actions as comments, each with its owner, its day and whether it is done.
pub(super) fn actions(lines: &mut FormLines, followed: &[Followed<'_>]) {
    if followed.is_empty() {
        lines.comment(0, "The audit has no action.");
        return;
    }
    lines.comment(0, "The actions of the audit:");
    for Followed { number, action, done } in followed {
        let what = action.action.as_deref().unwrap_or("not said what");
        let owner = action.owner.as_deref().unwrap_or("nobody named");
        let by = action
            .by
            .map_or_else(|| "no day named".to_owned(), |day| format!("by {}", day.spoken()));
        let state = done.map_or_else(
            || "not done yet by the log".to_owned(),
            |day| format!("done on {}", day.spoken()),
        );
        let end = if what.ends_with(['.', '!', '?']) { "" } else { "." };
        lines.under(&format!("{number}. {what}{end} {owner}, {by}: {state}."));
    }
}
