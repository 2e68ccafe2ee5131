//! The service manager's case direction, where an audit is Inadequate.

use super::form_lines::FormLines;
use super::form_writer::FormWriter;
use super::step::{Followed, StepForm, actions, top};
use crate::framework::Date;
use crate::record::{CaseDirection, FileKind};

/// What a case direction is made from.
#[derive(Clone, Copy, Debug)]
pub struct DirectionForm<'a> {
    /// The form, what was allocated, and the day the direction is due.
    pub step: StepForm<'a>,
    /// Who directs, where that is known.
    pub by: Option<&'a str>,
    /// Who audited.
    pub auditor: &'a str,
    /// Whether the grade is final; before, the actions are reviewed on the auditor's grade.
    pub is_final: bool,
    /// The audit's actions.
    pub actions: &'a [Followed<'a>],
    /// The day by which the actions are to be reviewed.
    pub review_due: Option<Date>,
}

/// `case-direction.yaml`, with nothing directed yet.
pub fn direction_yaml(made: &DirectionForm<'_>) -> String {
    let mut lines = FormLines::default();
    let (audit, title) = (&made.step.allocation.audit, &made.step.form.title);
    let by = made.by.map(|name| format!(" By: {name}.")).unwrap_or_default();
    let what = format!(
        "Case direction after {audit}, {title}, graded Inadequate.{by} Auditor: {}.",
        made.auditor
    );
    let asked = [
        ("write the direction", made.step.due),
        ("review the audit's actions", made.review_due),
    ];
    top(&mut lines, &made.step, FileKind::CaseDirection, &what, &asked);
    if !made.is_final {
        lines.comment(
            0,
            "The grade is the auditor's and not moderated yet. If it is regraded upwards, nothing more is asked for here.",
        );
    }
    let directed = CaseDirection {
        by: made.by.map(str::to_owned),
        ..CaseDirection::default()
    };
    let beside = |lines: &mut FormLines, key: &str| {
        if key == "actions_reviewed" {
            lines.heading("The review of the actions");
            actions(lines, made.actions);
        }
        true
    };
    directed.walk(&mut FormWriter::new(&mut lines, audit, made.auditor, &beside));
    lines.done()
}
