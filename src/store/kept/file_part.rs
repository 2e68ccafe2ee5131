//! The parts of an audit's files, each done on a day of its own.

use crate::framework::Date;
use crate::record::place::RouteStep;
use crate::record::{CaseDirection, Feedback, FileKind, Folder, Route};

/// A part of a file that is done on a day of its own. A file has one, or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilePart {
    /// The auditor's form, once submitted.
    Audit,
    /// The moderation or the review of the evidence, once signed off.
    Moderation,
    /// The case direction, once dated.
    Direction,
    /// The review of the actions, once dated; it stands in the file of the direction.
    Review,
    /// The worker's feedback, once dated.
    Feedback,
    /// The supervisor's comment, once dated; it stands in the file of the feedback.
    Comment,
    /// The re-audit, once dated and graded.
    ReAudit,
    /// The note on good practice, once the worker agreed.
    Appreciative,
}

/// The keys of the review in the file of the direction.
const REVIEW: [&str; 2] = ["actions_reviewed", "review"];
/// The keys in the file of the feedback that come when it is talked over.
const COMMENT: [&str; 2] = ["supervisor", "discussed_in_supervision"];

impl FilePart {
    /// Every part; the audit stands before the moderation, which is of it.
    pub const ALL: [Self; 8] = [
        Self::Audit,
        Self::Moderation,
        Self::Direction,
        Self::Review,
        Self::Feedback,
        Self::Comment,
        Self::ReAudit,
        Self::Appreciative,
    ];

    /// The file in which it stands.
    pub fn file(self) -> FileKind {
        match self {
            Self::Audit => FileKind::Audit,
            Self::Moderation => FileKind::Moderation,
            Self::Direction | Self::Review => FileKind::CaseDirection,
            Self::Feedback | Self::Comment => FileKind::Feedback,
            Self::ReAudit => FileKind::ReAudit,
            Self::Appreciative => FileKind::AppreciativeEnquiry,
        }
    }

    /// The day that is written in it as the one on which it was done.
    pub fn day(self, folder: &Folder) -> Option<Date> {
        match self {
            Self::Audit => folder.audit.as_ref()?.submitted,
            Self::Moderation => folder.moderation.as_ref()?.signed_off,
            Self::Direction => folder.direction.as_ref()?.date,
            Self::Review => folder.direction.as_ref()?.actions_reviewed,
            Self::Feedback => folder.feedback.as_ref()?.date,
            Self::Comment => folder.feedback.as_ref()?.supervisor_date,
            Self::ReAudit => {
                folder
                    .re_audit
                    .as_ref()
                    .filter(|again| again.grade.is_some())?
                    .date
            }
            Self::Appreciative => folder.appreciative.as_ref()?.agreed_with_worker,
        }
    }

    /// The day on which it was done. A moderator's own grade is always written at sign-off, where the whole is graded
    /// (`is_graded`) and it is theirs to change.
    pub(super) fn done(self, folder: &Folder, is_graded: bool) -> Option<Date> {
        let graded = folder
            .moderation
            .as_ref()
            .is_some_and(|m| m.overall_grade.is_some());
        let lacks = self == Self::Moderation && is_graded && !graded;
        self.day(folder).filter(|_| !lacks)
    }

    /// Whether two versions say the same of it.
    pub(super) fn says_the_same(self, one: &Folder, other: &Folder) -> bool {
        match self {
            Self::Audit => one.audit == other.audit,
            Self::Moderation => one.moderation == other.moderation,
            Self::Direction => direction(one) == direction(other),
            Self::Review => review(one) == review(other),
            Self::Feedback => feedback(one) == feedback(other),
            Self::Comment => comment(one) == comment(other),
            Self::ReAudit => one.re_audit == other.re_audit,
            Self::Appreciative => one.appreciative == other.appreciative,
        }
    }

    /// Puts it as one version has it into another.
    pub(super) fn put(self, version: &Folder, into: &mut Folder) {
        match self {
            Self::Audit => into.audit.clone_from(&version.audit),
            Self::Moderation => into.moderation.clone_from(&version.moderation),
            Self::Direction => into.direction = join_direction(version, into),
            Self::Review => into.direction = join_direction(into, version),
            Self::Feedback => into.feedback = join_feedback(version, into),
            Self::Comment => into.feedback = join_feedback(into, version),
            Self::ReAudit => into.re_audit.clone_from(&version.re_audit),
            Self::Appreciative => into.appreciative.clone_from(&version.appreciative),
        }
    }

    /// Whether an answer of its file belongs to it. What explains a query may be added at any time.
    pub fn holds(self, route: &Route) -> bool {
        let Some(RouteStep::Key(first)) = route.0.first() else {
            return true;
        };
        let first: &str = first;
        match self {
            Self::Audit => first != "explained",
            Self::Direction => !REVIEW.contains(&first),
            Self::Review => REVIEW.contains(&first),
            Self::Feedback => !COMMENT.contains(&first),
            Self::Comment => COMMENT.contains(&first),
            Self::Moderation | Self::ReAudit | Self::Appreciative => true,
        }
    }
}

/// The direction without the review of the actions.
fn direction(folder: &Folder) -> CaseDirection {
    CaseDirection {
        actions_reviewed: None,
        review: None,
        ..folder.direction.clone().unwrap_or_default()
    }
}

fn review(folder: &Folder) -> (Option<Date>, Option<&str>) {
    let of = folder.direction.as_ref();
    (
        of.and_then(|of| of.actions_reviewed),
        of.and_then(|of| of.review.as_deref()),
    )
}

fn join_direction(directed: &Folder, reviewed: &Folder) -> Option<CaseDirection> {
    let (actions_reviewed, text) = review(reviewed);
    let is_there = directed.direction.is_some() || reviewed.direction.is_some();
    is_there.then(|| CaseDirection {
        actions_reviewed,
        review: text.map(str::to_owned),
        ..direction(directed)
    })
}

/// The worker's feedback without what comes when it is talked over.
fn feedback(folder: &Folder) -> Feedback {
    Feedback {
        discussed_in_supervision: None,
        supervisor: None,
        supervisor_date: None,
        supervisor_comment: None,
        ..folder.feedback.clone().unwrap_or_default()
    }
}

fn comment(folder: &Folder) -> Feedback {
    let Feedback {
        discussed_in_supervision,
        supervisor,
        supervisor_date,
        supervisor_comment,
        ..
    } = folder.feedback.clone().unwrap_or_default();
    Feedback {
        discussed_in_supervision,
        supervisor,
        supervisor_date,
        supervisor_comment,
        ..Feedback::default()
    }
}

fn join_feedback(given: &Folder, commented: &Folder) -> Option<Feedback> {
    let is_there = given.feedback.is_some() || commented.feedback.is_some();
    let by_supervisor = comment(commented);
    let by_worker = feedback(given);
    is_there.then_some(Feedback {
        by: by_worker.by,
        date: by_worker.date,
        answers: by_worker.answers,
        improvement_plan: by_worker.improvement_plan,
        ..by_supervisor
    })
}
