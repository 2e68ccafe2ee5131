//! The files of the other roles: moderator, service manager, worker and supervisor, second auditor.

use std::collections::BTreeMap;

use super::audit::Action;
use crate::framework::word::QuestionId;
use crate::framework::{Date, Grade, SectionId};

/// `moderation.yaml`: the moderator's judgement, or the review of an observation's evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moderation {
    /// Who moderates; of an observation, who reviews (`reviewer`).
    pub moderator: Option<String>,
    /// When it was begun.
    pub started: Option<Date>,
    /// Whether the evidence bears the grades.
    pub evidence_sufficient: Option<bool>,
    /// The sections for which the child's record was sampled.
    pub record_sampled: Vec<SectionId>,
    /// The sections whose grade was changed.
    pub regrades: Vec<Regrade>,
    /// The final grade; at sign-off always written.
    pub overall_grade: Option<Grade>,
    /// Why it differs from the auditor's.
    pub overall_reason: Option<String>,
    /// On the evidence for management oversight, where the auditor manages the worker.
    pub management_oversight: Option<String>,
    /// The findings.
    pub findings: Option<String>,
    /// For the auditor alone.
    pub comments_for_auditor: Option<String>,
    /// The day of sign-off; none until done.
    pub signed_off: Option<Date>,
}

/// A section's grade, changed by the moderator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regrade {
    /// The section.
    pub section: Option<SectionId>,
    /// The grade it has now.
    pub to: Option<Grade>,
    /// Why.
    pub reason: Option<String>,
}

/// `case-direction.yaml`: the service manager's, where the audit is Inadequate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseDirection {
    /// Who directs.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What is directed.
    pub direction: Option<String>,
    /// The day on which the actions were reviewed.
    pub actions_reviewed: Option<Date>,
    /// What the review found.
    pub review: Option<String>,
}

/// `feedback.yaml`: the worker's answers and the supervisor's comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// The worker.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// The day it was talked over in supervision.
    pub discussed_in_supervision: Option<Date>,
    /// The answers.
    pub answers: BTreeMap<QuestionId, String>,
    /// The plan, where the grade is Requires improvement or Inadequate.
    pub improvement_plan: Option<String>,
    /// Who supervises.
    pub supervisor: Option<String>,
    /// The day of the supervisor's comment.
    pub supervisor_date: Option<Date>,
    /// The supervisor's comment.
    pub supervisor_comment: Option<String>,
}

/// `re-audit.yaml`: the second auditor's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReAudit {
    /// The second auditor.
    pub auditor: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What has come of the first audit's actions.
    pub progress: Option<String>,
    /// The grade it has now.
    pub grade: Option<Grade>,
    /// New actions.
    pub actions: Vec<Action>,
}

/// `appreciative-enquiry.yaml`: a note on good practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppreciativeEnquiry {
    /// What went well.
    pub what_went_well: Option<String>,
    /// How it was done.
    pub how_it_was_done: Option<String>,
    /// What others can learn of it.
    pub what_to_share: Option<String>,
    /// The day on which the worker agreed.
    pub agreed_with_worker: Option<Date>,
}
