//! The second auditor's file, where an audit is Inadequate.

use super::form_lines::FormLines;
use super::form_writer::FormWriter;
use super::step::{Followed, StepForm, actions, top};
use crate::framework::form::ReAuditKind;
use crate::record::{FileKind, ReAudit};

/// What a re-audit is made from.
#[derive(Clone, Copy, Debug)]
pub struct ReAuditForm<'a> {
    /// The form, what was allocated, and the day it is due.
    pub step: StepForm<'a>,
    /// The second auditor.
    pub auditor: &'a str,
    /// The first auditor.
    pub first: &'a str,
    /// The first audit's actions.
    pub actions: &'a [Followed<'a>],
}

/// `re-audit.yaml`, with nothing followed up yet.
pub fn re_audit_yaml(made: &ReAuditForm<'_>) -> String {
    let mut lines = FormLines::default();
    let (audit, title) = (&made.step.allocation.audit, &made.step.form.title);
    let what = format!(
        "Re-audit of {audit}, {title}, graded Inadequate. Second auditor: {}. First auditor: {}.",
        made.auditor, made.first
    );
    top(
        &mut lines,
        &made.step,
        FileKind::ReAudit,
        &what,
        &[("do it", made.step.due)],
    );
    lines.line(0, "#");
    lines.line(0, "# What to do");
    let kind = match made.step.form.re_audit {
        ReAuditKind::Desktop => {
            "Review the case at the desk, without the worker: what the record shows since the first audit."
        }
        ReAuditKind::Observation => {
            "Observe the worker again, on work of the same kind, with the family's consent as before."
        }
    };
    for step in [
        kind,
        "Follow up each action of the first audit: is it done, and what has changed for the child?",
        "Grade the whole as it stands now. The first grade stays as it is; yours stands beside it.",
    ] {
        lines.comment(0, &format!("[ ] {step}"));
    }
    let again = ReAudit {
        auditor: Some(made.auditor.to_owned()),
        ..ReAudit::default()
    };
    let beside = |lines: &mut FormLines, key: &str| {
        if key == "progress" {
            lines.heading("Actions reviewed, and improvement achieved");
            actions(lines, made.actions);
        }
        true
    };
    again.walk(&mut FormWriter::new(&mut lines, audit, made.first, &beside));
    lines.done()
}
