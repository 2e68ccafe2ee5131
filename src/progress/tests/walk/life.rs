//! An audit whose state somebody keeps in a notebook, and the moves that it allows.

use super::super::*;
use crate::record::Superseded;

/// A move that somebody makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Submit,
    Return,
    Resubmit,
    SignOff,
    LogModerated,
    Inform,
    Direct,
    ReviewActions,
    Send,
    Feedback,
    NoFeedback,
    SupervisorComment,
    ReAudit,
    SendReAudit,
    Escalate,
    Save,
    NewAuditor,
    NewModerator,
    Replace,
    Withdraw,
    Note,
}

/// The kinds of audit: form and row. The row of the supervision files asks for no moderation; the last has no row.
pub const KINDS: [(&str, &str); 6] = [
    ("child-case", "area-case"),
    ("observed-practice", "area-obs"),
    ("lado", "lado-case"),
    ("iro-cp-chair", "iro-combined"),
    ("child-case", "all-supervision"),
    ("child-case", ""),
];

/// An audit, and what a person who keeps a notebook would know of it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a notebook's ticks, each of its own"
)]
pub struct Life {
    pub folder: Folder,
    pub today: Date,
    observation: bool,
    moderated: bool,
    signed: Option<Date>,
    pub submitted: bool,
    returned: bool,
    pub settled: bool,
    sent: bool,
    saved: bool,
    informed: bool,
    pub ever_inadequate: bool,
    answered: bool,
    /// Whether the supervisor is asked for a comment, and gave one.
    comment_asked: bool,
    commented: bool,
    off: Option<Status>,
}

impl Life {
    pub fn new(kind: usize) -> Self {
        let (form, row) = KINDS[kind];
        Self {
            folder: folder(form, row),
            today: day("2026-11-02"),
            observation: form == "observed-practice",
            moderated: row != "all-supervision",
            signed: None,
            submitted: false,
            returned: false,
            settled: false,
            sent: false,
            saved: false,
            informed: false,
            ever_inadequate: false,
            answered: false,
            comment_asked: form == "iro-cp-chair",
            commented: false,
            off: None,
        }
    }

    fn given(&self) -> Option<Grade> {
        self.folder.audit.as_ref().unwrap().overall.grade
    }

    /// The grade as it stands.
    pub fn grade(&self) -> Option<Grade> {
        let signed = self.folder.moderation.as_ref().and_then(|m| m.overall_grade);
        let is_moderators = self.settled && self.moderated && !self.observation;
        if is_moderators { signed } else { self.given() }
    }

    fn is_inadequate(&self) -> bool {
        self.settled && self.grade() == Some(Grade::Inadequate)
    }

    fn again(&self) -> Option<Grade> {
        self.folder.re_audit.as_ref().and_then(|again| again.grade)
    }

    fn logged(&self, kind: EventKind) -> bool {
        self.folder.log.iter().any(|event| event.event == kind)
    }

    fn is_closed(&self) -> bool {
        let direction = self.folder.direction.as_ref();
        let followed = self.again().is_some()
            && self.logged(EventKind::ReAuditSent)
            && direction.is_some_and(|d| d.date.is_some() && d.actions_reviewed.is_some())
            && (self.again() != Some(Grade::Inadequate) || self.logged(EventKind::Escalated));
        self.saved
            && self.settled
            && self.answered
            && (self.commented || !self.comment_asked)
            && (self.sent || self.observation)
            && (!self.ever_inadequate || self.informed)
            && (!self.is_inadequate() || followed)
    }

    /// Where it stands by the notebook: the first that holds.
    pub fn status(&self) -> Status {
        let rules = [
            (self.is_closed(), Status::Closed),
            (self.returned, Status::Returned),
            (self.sent && self.settled, Status::Sent),
            (self.settled, Status::Settled),
            (self.submitted, Status::Submitted),
        ];
        let first = rules
            .into_iter()
            .find(|(holds, _)| *holds)
            .map(|(_, status)| status);
        self.off.or(first).unwrap_or(Status::Allocated)
    }

    pub fn allows(&self, what: Move) -> bool {
        let handed_in = self.submitted && !self.returned;
        let reached = self.settled && (self.sent || self.observation);
        let reviewed = self
            .folder
            .direction
            .as_ref()
            .is_some_and(|d| d.actions_reviewed.is_some());
        let so_far = self.submitted && self.grade() == Some(Grade::Inadequate);
        if self.off.is_some() || self.is_closed() {
            return what == Move::Note;
        }
        match what {
            Move::Submit | Move::Replace | Move::Withdraw => !self.submitted,
            Move::Return => handed_in && self.folder.re_audit.is_none(),
            // A signature of the same day would pass for one that followed.
            Move::Resubmit => self.returned && self.signed.is_none_or(|signed| signed < self.today),
            Move::SignOff => handed_in && !self.settled && self.moderated,
            Move::LogModerated => self.settled && self.moderated && !self.sent,
            Move::Inform => self.ever_inadequate && !self.informed,
            Move::Direct => {
                self.is_inadequate() && self.folder.direction.as_ref().is_none_or(|d| d.date.is_none())
            }
            Move::ReviewActions => so_far && !reviewed,
            Move::Send => self.settled && !self.observation && !self.sent,
            Move::Feedback | Move::NoFeedback => {
                !self.answered && handed_in && (self.sent || self.observation)
            }
            Move::SupervisorComment => self.comment_asked && !self.commented && handed_in && self.sent,
            Move::ReAudit => self.is_inadequate() && self.folder.re_audit.is_none(),
            Move::SendReAudit => self.again().is_some() && !self.logged(EventKind::ReAuditSent),
            Move::Escalate => self.again() == Some(Grade::Inadequate) && !self.logged(EventKind::Escalated),
            Move::Save => reached && !self.saved,
            Move::NewAuditor | Move::NewModerator => !self.settled,
            Move::Note => true,
        }
    }

    pub fn make(&mut self, what: Move, grade: Grade) {
        let now = self.today.to_string();
        let event = match what {
            Move::Submit => return self.submit(grade),
            Move::Resubmit => return self.resubmit(grade),
            Move::SignOff => return self.sign(grade),
            Move::Direct | Move::ReviewActions => return self.direct(what),
            Move::Feedback => return self.answer(),
            Move::ReAudit => return self.audit_again(grade),
            Move::NewAuditor | Move::NewModerator => return self.reassign(what),
            Move::Return => {
                self.send_back();
                EventKind::Returned
            }
            Move::Inform => {
                self.informed = true;
                EventKind::Informed
            }
            Move::LogModerated => EventKind::Moderated,
            Move::Send => {
                self.sent = true;
                EventKind::Sent
            }
            Move::NoFeedback => {
                self.answered = true;
                EventKind::FeedbackNotGiven
            }
            Move::SupervisorComment => {
                self.commented = true;
                EventKind::SupervisorComment
            }
            Move::Save => {
                self.saved = true;
                EventKind::Saved
            }
            Move::Replace => {
                self.off = Some(Status::Replaced);
                EventKind::Replaced
            }
            Move::Withdraw => {
                self.off = Some(Status::Withdrawn);
                EventKind::Withdrawn
            }
            Move::SendReAudit => EventKind::ReAuditSent,
            Move::Escalate => EventKind::Escalated,
            Move::Note => EventKind::Note,
        };
        log(&mut self.folder, &now, event);
    }

    /// The grade was handed in; where nothing else settles it, that does.
    fn handed_in(&mut self, grade: Grade) {
        self.settled = !self.moderated;
        self.ever_inadequate |= grade == Grade::Inadequate;
    }

    fn submit(&mut self, grade: Grade) {
        submit(&mut self.folder, &self.today.to_string(), grade);
        self.submitted = true;
        self.handed_in(grade);
    }

    fn resubmit(&mut self, grade: Grade) {
        let audit = self.folder.audit.as_mut().unwrap();
        audit.resubmitted.push(self.today);
        audit.overall.grade = Some(grade);
        self.returned = false;
        self.handed_in(grade);
    }

    fn sign(&mut self, grade: Grade) {
        sign_off(&mut self.folder, &self.today.to_string(), grade);
        if self.observation {
            self.folder.moderation.as_mut().unwrap().overall_grade = None;
        }
        self.signed = Some(self.today);
        self.settled = true;
        self.ever_inadequate |= self.is_inadequate();
    }

    fn send_back(&mut self) {
        let signed = self.folder.moderation.as_ref();
        self.folder.superseded.push(Some(Superseded {
            auditor: self.given(),
            moderator: signed.and_then(|m| m.signed_off.zip(m.overall_grade)),
        }));
        self.returned = true;
        (self.settled, self.sent, self.saved) = (false, false, false);
    }

    fn direct(&mut self, what: Move) {
        let direction = self.folder.direction.get_or_insert_default();
        if what == Move::Direct {
            direction.date = Some(self.today);
        } else {
            direction.actions_reviewed = Some(self.today);
        }
    }

    fn answer(&mut self) {
        self.answered = true;
        self.folder.feedback = Some(Feedback {
            date: Some(self.today),
            ..Feedback::default()
        });
    }

    fn audit_again(&mut self, grade: Grade) {
        self.folder.re_audit = Some(ReAudit {
            date: Some(self.today),
            grade: Some(grade),
            ..ReAudit::default()
        });
    }

    fn reassign(&mut self, what: Move) {
        let role = if what == Move::NewAuditor {
            "auditor"
        } else {
            "moderator"
        };
        let mut event = LogEvent::new(self.today, EventKind::Reassigned);
        event.role = Some(role.to_owned());
        event.to = vec![format!("The new {role}")];
        self.folder.log.push(event);
    }

    pub fn progress(&self) -> Progress {
        at(world(), &self.folder, &self.today.to_string())
    }
}

/// Every move.
pub const MOVES: [Move; 21] = [
    Move::Submit,
    Move::Return,
    Move::Resubmit,
    Move::SignOff,
    Move::LogModerated,
    Move::Inform,
    Move::Direct,
    Move::ReviewActions,
    Move::Send,
    Move::Feedback,
    Move::NoFeedback,
    Move::SupervisorComment,
    Move::ReAudit,
    Move::SendReAudit,
    Move::Escalate,
    Move::Save,
    Move::NewAuditor,
    Move::NewModerator,
    Move::Replace,
    Move::Withdraw,
    Move::Note,
];
