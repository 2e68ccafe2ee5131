//! Random walks through the life of an audit that make only the moves its state allows.

use proptest::prelude::*;

use super::*;
use crate::record::Superseded;

/// A move that somebody makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Submit,
    Return,
    Resubmit,
    SignOff,
    Inform,
    Direct,
    ReviewActions,
    Send,
    Feedback,
    NoFeedback,
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
const KINDS: [(&str, &str); 5] = [
    ("child-case", "area-case"),
    ("observed-practice", "area-obs"),
    ("lado", "lado-case"),
    ("child-case", "all-supervision"),
    ("child-case", ""),
];

/// An audit, and what a person who keeps a notebook would know of it.
struct Life {
    folder: Folder,
    today: Date,
    observation: bool,
    moderated: bool,
    signed: Option<Date>,
    submitted: bool,
    returned: bool,
    settled: bool,
    sent: bool,
    saved: bool,
    informed: bool,
    ever_inadequate: bool,
    answered: bool,
    off: Option<Status>,
}

impl Life {
    fn new(kind: usize) -> Self {
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
            off: None,
        }
    }

    fn given(&self) -> Option<Grade> {
        self.folder.audit.as_ref().unwrap().overall.grade
    }

    /// The grade as it stands.
    fn grade(&self) -> Option<Grade> {
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
            && (self.sent || self.observation)
            && (!self.ever_inadequate || self.informed)
            && (!self.is_inadequate() || followed)
    }

    /// Where it stands by the notebook: the first that holds.
    fn status(&self) -> Status {
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

    fn allows(&self, what: Move) -> bool {
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
            Move::Submit => !self.submitted,
            Move::Return => handed_in && self.folder.re_audit.is_none(),
            // A signature of the same day would pass for one that followed.
            Move::Resubmit => self.returned && self.signed.is_none_or(|signed| signed < self.today),
            Move::SignOff => handed_in && !self.settled && self.moderated,
            Move::Inform => self.ever_inadequate && !self.informed,
            Move::Direct => {
                self.is_inadequate() && self.folder.direction.as_ref().is_none_or(|d| d.date.is_none())
            }
            Move::ReviewActions => so_far && !reviewed,
            Move::Send => self.settled && !self.observation && !self.sent,
            Move::Feedback | Move::NoFeedback => {
                !self.answered && handed_in && (self.sent || self.observation)
            }
            Move::ReAudit => self.is_inadequate() && self.folder.re_audit.is_none(),
            Move::SendReAudit => self.again().is_some() && !self.logged(EventKind::ReAuditSent),
            Move::Escalate => self.again() == Some(Grade::Inadequate) && !self.logged(EventKind::Escalated),
            Move::Save => reached && !self.saved,
            Move::NewAuditor | Move::NewModerator => !self.settled,
            Move::Replace | Move::Withdraw => !self.submitted,
            Move::Note => true,
        }
    }

    fn make(&mut self, what: Move, grade: Grade) {
        let now = self.today.to_string();
        let event = match what {
            Move::Submit => return self.submit(grade),
            Move::Resubmit => return self.resubmit(grade),
            Move::SignOff => return self.sign(grade),
            Move::Direct | Move::ReviewActions => return self.direct(what),
            Move::Feedback => {
                self.answered = true;
                let date = Some(self.today);
                self.folder.feedback = Some(Feedback {
                    date,
                    ..Feedback::default()
                });
                return;
            }
            Move::ReAudit => {
                self.folder.re_audit = Some(ReAudit {
                    date: Some(self.today),
                    grade: Some(grade),
                    ..ReAudit::default()
                });
                return;
            }
            Move::NewAuditor | Move::NewModerator => return self.reassign(what),
            Move::Return => {
                self.send_back();
                EventKind::Returned
            }
            Move::Inform => {
                self.informed = true;
                EventKind::Informed
            }
            Move::Send => {
                self.sent = true;
                EventKind::Sent
            }
            Move::NoFeedback => {
                self.answered = true;
                EventKind::FeedbackNotGiven
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

    fn reassign(&mut self, what: Move) {
        let role = if what == Move::NewAuditor {
            "auditor"
        } else {
            "moderator"
        };
        let mut event = Event::new(self.today, EventKind::Reassigned);
        event.role = Some(role.to_owned());
        event.to = vec![format!("The new {role}")];
        self.folder.log.push(event);
    }

    fn progress(&self) -> Progress {
        at(world(), &self.folder, &self.today.to_string())
    }
}

const MOVES: [Move; 19] = [
    Move::Submit,
    Move::Return,
    Move::Resubmit,
    Move::SignOff,
    Move::Inform,
    Move::Direct,
    Move::ReviewActions,
    Move::Send,
    Move::Feedback,
    Move::NoFeedback,
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

/// The move that does a step. Feedback is given or not, by the day's number.
fn doing(step: Step, life: &Life) -> Move {
    match step {
        Step::Audit => Move::Submit,
        Step::Amend => Move::Resubmit,
        Step::Inform => Move::Inform,
        Step::Moderate | Step::ReviewEvidence => Move::SignOff,
        Step::CaseDirection => Move::Direct,
        Step::Send => Move::Send,
        Step::Feedback if life.today.day().is_multiple_of(2) => Move::Feedback,
        Step::Feedback => Move::NoFeedback,
        Step::ReviewActions => Move::ReviewActions,
        Step::ReAudit => Move::ReAudit,
        Step::SendReAudit => Move::SendReAudit,
        Step::Escalate => Move::Escalate,
        Step::Close => Move::Save,
    }
}

/// A kind of audit, and for each move which of those that are allowed, after how many days, with what grade.
fn walks() -> impl Strategy<Value = (usize, Vec<(usize, u64, usize)>)> {
    let moves = proptest::collection::vec((0..1000usize, 0..9u64, 0..4usize), 0..24);
    (0..KINDS.len(), moves)
}

fn walk(kind: usize, moves: &[(usize, u64, usize)], mut each: impl FnMut(&Life)) -> Life {
    let mut life = Life::new(kind);
    for (which, days, grade) in moves {
        life.today = life.today.plus_days(*days);
        let allowed: Vec<Move> = MOVES.into_iter().filter(|what| life.allows(*what)).collect();
        life.make(allowed[which % allowed.len()], Grade::ALL[*grade]);
        each(&life);
    }
    life
}

fn check(life: &Life) -> Result<(), TestCaseError> {
    let progress = life.progress();
    prop_assert_eq!(progress.status, life.status());
    let steps: Vec<Step> = progress.steps.iter().map(|state| state.step).collect();
    prop_assert!(
        steps.is_sorted_by(|a, b| a < b),
        "a step stands twice: {:?}",
        steps
    );
    let today = life.today;
    for state in &progress.steps {
        prop_assert!(
            state.started <= today && state.started <= state.due,
            "{:?}",
            state
        );
        prop_assert!(state.done.is_none_or(|done| done <= today), "{:?}", state);
    }
    let is_final = progress.status.is_off() || progress.status == Status::Closed;
    let first = progress.open().min_by_key(|state| (state.due, state.step));
    prop_assert_eq!(
        progress.next.as_ref().map(|next| next.step),
        first.map(|state| state.step)
    );
    prop_assert_eq!(first.is_none(), is_final, "{} and {:?}", progress.status, first);
    prop_assert_eq!(progress.overdue, progress.open().any(|state| state.due < today));
    if !progress.status.is_off() && life.submitted {
        prop_assert_eq!(progress.final_grade, life.grade());
        prop_assert_eq!(progress.standing().is_empty(), !life.ever_inadequate);
        prop_assert_eq!(progress.provisional, !life.settled);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_legal_history_has_one_status_and_one_next_step((kind, moves) in walks()) {
        let mut wrong = check(&Life::new(kind));
        walk(kind, &moves, |life| {
            if wrong.is_ok() {
                wrong = check(life);
            }
        });
        wrong?;
    }

    #[test]
    fn whoever_does_the_next_step_again_and_again_ends_with_a_closed_audit(
        (kind, moves) in walks(),
        (days, grade, again) in (1..20u64, 0..4usize, 0..4usize),
    ) {
        let mut life = walk(kind, &moves, |_| {});
        let mut done = Vec::new();
        while let Some(next) = life.progress().next {
            life.today = life.today.plus_days(days);
            let what = doing(next.step, &life);
            prop_assert!(life.allows(what), "{} is asked for, and {:?} is not allowed after {:?}", next.step, what, done);
            life.make(what, Grade::ALL[if what == Move::ReAudit { again } else { grade }]);
            let open = life.progress().open().any(|state| state.step == next.step);
            prop_assert!(!open, "{} was done, and is asked for still", next.step);
            prop_assert!(!done.contains(&next.step), "{} is asked for twice", next.step);
            done.push(next.step);
            check(&life)?;
        }
        let status = life.progress().status;
        prop_assert!(status == Status::Closed || status.is_off(), "{} after {:?}", status, done);
    }
}

#[test]
fn the_walks_reach_every_status_and_every_step() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut statuses, mut steps, mut returns) = (Vec::new(), Vec::new(), 0);
    for _ in 0..600 {
        let (kind, moves) = walks().new_tree(&mut runner).unwrap().current();
        let life = walk(kind, &moves, |life| {
            let progress = life.progress();
            statuses.push(progress.status);
            steps.extend(
                progress
                    .steps
                    .iter()
                    .filter(|state| state.done.is_some())
                    .map(|state| state.step),
            );
        });
        returns = returns.max(life.folder.superseded.len());
    }
    statuses.sort();
    statuses.dedup();
    steps.sort();
    steps.dedup();
    assert_eq!((statuses.len(), steps.len()), (8, 13), "{statuses:?} {steps:?}");
    assert!(returns >= 2, "returned at most {returns} times");
}
