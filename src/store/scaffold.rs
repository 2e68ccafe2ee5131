//! The files that qaf makes for people to fill in, as text. They are what an auditor sees of qaf: readable without
//! having met YAML, each question beside the place for its answer.

mod annual;
mod appreciative;
mod audit_sections;
mod auditor;
mod commentary;
mod direction;
mod feedback;
mod form_lines;
mod form_writer;
mod head;
mod moderation;
mod panel_writer;
mod printed;
mod questionnaire;
mod re_audit;
mod step;
mod tool_form;
mod work_files;

use crate::framework::{Date, Form, RoleId, Rubric};
use crate::record::Allocation;

pub use annual::annual_yaml;
pub use appreciative::appreciative_yaml;
pub use auditor::{audit_yaml, known_answer};
pub use commentary::commentary_yaml;
pub use direction::{DirectionForm, direction_yaml};
pub use feedback::{AUDIT_KEY, FeedbackForm, feedback_blank, feedback_yaml};
pub(in crate::store) use form_lines::stands_in_a_block;
pub use form_lines::{yaml_quoted, yaml_text};
pub use moderation::{ModerationForm, moderation_yaml};
pub use panel_writer::{discussion, panel_yaml, revealed_yaml, sheet};
pub use printed::PrintedRemarks;
pub use questionnaire::{DECLINED, declined_yaml, exit_blank, exit_yaml, themes_yaml};
pub use re_audit::{ReAuditForm, re_audit_yaml};
pub use step::{Followed, StepForm};
pub use tool_form::{FormCut, ToolCriterion, ToolForm, tool_yaml};
pub use work_files::{work_event_line, work_file, work_yaml};

/// What an auditor's form is made from.
#[derive(Clone, Copy, Debug)]
pub struct AuditForm<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its guideline, where it has one.
    pub rubric: Option<&'a Rubric>,
    /// What was allocated.
    pub allocation: &'a Allocation,
    /// The day by which it is to be submitted.
    pub due: Date,
    /// The role of the worker, where the form serves more than one and it is known.
    pub role: Option<&'a RoleId>,
    /// The ids of the worker's cases that the sample of a wider work took with them.
    pub cases: &'a [String],
}

/// `allocation.yaml`.
pub fn allocation_yaml(allocation: &Allocation) -> String {
    let text = |value: &Option<String>| value.as_deref().map(yaml_text).unwrap_or_default();
    let word = |value: Option<&str>| value.map(yaml_text).unwrap_or_default();
    let pairs = [
        ("audit", yaml_text(&allocation.audit.to_string())),
        ("form", yaml_text(&allocation.form.to_string())),
        ("row", word(allocation.row.as_ref().map(AsRef::as_ref))),
        ("part_of", text(&allocation.part_of)),
        ("cycle", text(&allocation.cycle)),
        (
            "selection",
            allocation
                .selection
                .map(|selection| selection.name().to_owned())
                .unwrap_or_default(),
        ),
        ("selected_by", text(&allocation.selected_by)),
        ("reason", text(&allocation.reason)),
        ("draw", text(&allocation.draw)),
        ("service", word(allocation.service.as_ref().map(AsRef::as_ref))),
        ("team", word(allocation.team.as_ref().map(AsRef::as_ref))),
        ("child_id", word(allocation.child_id.as_ref().map(AsRef::as_ref))),
        ("initials", text(&allocation.initials)),
        (
            "age",
            allocation.age.map(|age| age.to_string()).unwrap_or_default(),
        ),
        ("legal_status", text(&allocation.legal_status)),
        ("worker", text(&allocation.worker)),
        ("manager", text(&allocation.manager)),
        ("auditor", yaml_text(&allocation.auditor)),
        ("moderator", text(&allocation.moderator)),
        ("allocated", allocation.allocated.to_string()),
        ("by", text(&allocation.by)),
    ];
    let mut yaml = "# Written by qaf. Please leave it as it is.\n".to_owned();
    for (key, value) in pairs {
        yaml.push_str(format!("{key}: {value}").trim_end());
        yaml.push('\n');
    }
    yaml
}
