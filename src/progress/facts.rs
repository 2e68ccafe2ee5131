//! What has happened by today, gathered from the folder's files.

mod events;

use std::collections::BTreeMap;

use super::{ProgressSubject, Status, StepState};
use crate::framework::form::OnInadequate;
use crate::framework::schedule::Step;
use crate::framework::{Date, Grade, Judgement, Process, SectionId};
use crate::record::{Audit, CaseDirection, EventKind, Folder, Moderation, ReAudit};

/// What has happened by today.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct ProgressFacts<'a> {
    subject: &'a ProgressSubject<'a>,
    audit: Option<&'a Audit>,
    /// Signed off by today.
    moderation: Option<&'a Moderation>,
    pub direction: Option<&'a CaseDirection>,
    /// Dated by today, with a grade.
    pub re_audit: Option<&'a ReAudit>,
    pub auditor: Option<&'a str>,
    pub moderator: Option<&'a str>,
    pub process: &'static Process,
    /// What the form has follow an Inadequate.
    pub on_inadequate: OnInadequate,
    /// Whether the form has a grade of the whole.
    is_whole_graded: bool,
    pub needs_settling: bool,
    pub allocated: Option<Date>,
    pub submitted: Option<Date>,
    pub latest: Option<Date>,
    pub is_returned: bool,
    pub last_returned: Option<Date>,
    pub last_resubmitted: Option<Date>,
    pub settled: Option<Date>,
    /// The day on which the moderation was logged; having been sent does it.
    pub moderation_kept: Option<Date>,
    pub sent: Option<Date>,
    pub feedback: Option<Date>,
    pub feedback_given_up: bool,
    /// Whether the form asks the worker anything afterwards.
    pub worker_asked: bool,
    /// Whether it is sent to anybody: not where it is of no worker, and the form asks none for a word.
    pub is_sent_on: bool,
    /// Whether the form asks the supervisor for a comment.
    pub supervisor_asked: bool,
    /// The day on which the supervisor commented, in the file of the feedback or by the log.
    pub supervisor_commented: Option<Date>,
    pub informed: Option<Date>,
    pub re_audit_sent: Option<Date>,
    pub escalated: Option<Date>,
    pub saved: Option<Date>,
    pub auditor_grade: Option<Grade>,
}

impl<'a> ProgressFacts<'a> {
    pub fn of(subject: &'a ProgressSubject<'a>) -> Self {
        let folder = subject.folder;
        let past = |date: Option<Date>| date.filter(|date| *date <= subject.as_of);
        let audit = folder.audit.as_ref();
        let submitted = past(audit.and_then(|audit| audit.submitted));
        let mut facts = Self {
            subject,
            audit,
            moderation: folder
                .moderation
                .as_ref()
                .filter(|m| past(m.signed_off).is_some()),
            direction: folder.direction.as_ref(),
            re_audit: folder
                .re_audit
                .as_ref()
                .filter(|again| past(again.date).is_some() && again.grade.is_some()),
            auditor: None,
            moderator: None,
            process: Process::of(subject.form),
            on_inadequate: subject.form.map_or(OnInadequate::Case, |form| form.on_inadequate),
            is_whole_graded: subject.form.is_none_or(|form| form.overall),
            needs_settling: true,
            allocated: None,
            submitted,
            latest: submitted,
            is_returned: false,
            last_returned: None,
            last_resubmitted: None,
            settled: None,
            moderation_kept: None,
            sent: None,
            feedback: None,
            feedback_given_up: false,
            is_sent_on: true,
            worker_asked: subject.form.is_none_or(|form| !form.staff_feedback.is_empty()),
            supervisor_asked: subject.form.is_some_and(|form| form.supervisor_asked),
            supervisor_commented: None,
            informed: None,
            re_audit_sent: None,
            escalated: None,
            saved: None,
            auditor_grade: submitted.and(audit).and_then(|audit| audit.overall.grade),
        };
        facts.people();
        facts.submissions();
        facts.settle();
        facts.events();
        facts
    }

    /// What its folder holds.
    pub fn folder(&self) -> &'a Folder {
        self.subject.folder
    }

    fn people(&mut self) {
        let folder = self.subject.folder;
        let allocation = folder.allocation.as_ref();
        self.allocated = allocation.map(|allocation| allocation.allocated);
        self.is_sent_on =
            self.worker_asked || allocation.is_none_or(|allocation| allocation.worker.is_some());
        self.auditor = allocation.map(|allocation| allocation.auditor.as_str());
        self.moderator = allocation.and_then(|allocation| allocation.moderator.as_deref());
        let mut moderator_since = None;
        for event in self.happened(EventKind::Reassigned) {
            let Some(to) = event.to.first() else { continue };
            if event.role.as_deref() == Some("moderator") {
                self.moderator = Some(to);
                moderator_since = Some(event.date);
            } else {
                self.auditor = Some(to);
                // Whoever takes over what is handed in already has no ten days to audit it.
                if self.submitted.is_none_or(|submitted| event.date <= submitted) {
                    self.allocated = Some(event.date);
                }
            }
        }
        self.moderator = self.named_moderator(moderator_since).or(self.moderator);
    }

    /// Who moderates by moderation.yaml: whoever signed it off, else whoever began it, where nobody else took over
    /// since.
    fn named_moderator(&self, taken_over: Option<Date>) -> Option<&'a str> {
        let moderation = self.subject.folder.moderation.as_ref()?;
        let begun = match moderation.started {
            Some(started) => started <= self.subject.as_of && taken_over.is_none_or(|date| date <= started),
            None => taken_over.is_none(),
        };
        let holds = begun || self.moderation.is_some();
        moderation.moderator.as_deref().filter(|_| holds)
    }

    fn submissions(&mut self) {
        let again: Vec<Date> = self
            .audit
            .filter(|_| self.submitted.is_some())
            .map(|audit| {
                audit
                    .resubmitted
                    .iter()
                    .copied()
                    .filter(|date| *date <= self.subject.as_of)
                    .collect()
            })
            .unwrap_or_default();
        let returned = self.happened(EventKind::Returned).len();
        self.last_returned = self.last(EventKind::Returned);
        self.last_resubmitted = again.iter().max().copied();
        self.latest = self.submitted.max(self.last_resubmitted);
        self.is_returned = self.submitted.is_some() && again.len() < returned;
    }

    /// Settled: signed off on or after the latest submission, and not returned since; where the row asks for neither
    /// moderation nor review, submitted. An audit of no row is moderated by whoever is named; a part of a wider work whose row
    /// asks for nobody, only where somebody is.
    fn settle(&mut self) {
        let asks = |row| !self.process.settlers(row).is_empty();
        let of_work = || self.subject.row_of_work.is_none_or(asks) || self.moderator.is_some();
        self.needs_settling = self.subject.row.map_or_else(of_work, asks);
        let Some(latest) = self.latest.filter(|_| !self.is_returned) else {
            return;
        };
        if !self.needs_settling {
            self.settled = Some(latest);
            return;
        }
        // A moderator's own grade is always written at sign-off; without it there is no final grade to count.
        let is_graded = self.process.regrades && self.is_whole_graded;
        let complete = |moderation: &&Moderation| !is_graded || moderation.overall_grade.is_some();
        let signed = self
            .moderation
            .filter(complete)
            .and_then(|moderation| moderation.signed_off);
        self.settled = signed.filter(|signed| *signed >= latest);
    }

    /// Whether a moderator settled it, who may have changed its grades.
    pub fn is_moderated(&self) -> bool {
        self.settled.is_some() && self.needs_settling && self.process.regrades
    }

    /// The moderator's grade once settled, else the auditor's.
    pub fn final_grade(&self) -> Option<Grade> {
        let moderated = self.is_moderated();
        let moderators = self
            .moderation
            .filter(|_| moderated)
            .and_then(|moderation| moderation.overall_grade);
        moderators.or(self.auditor_grade)
    }

    /// Whether a final grade of Inadequate is followed by all that section 2 asks of a case.
    pub fn is_inadequate(&self) -> bool {
        self.settled.is_some() && self.is_inadequate_so_far()
    }

    /// Whether the grade as it stands would be: the final one, else the auditor's.
    pub fn is_inadequate_so_far(&self) -> bool {
        self.on_inadequate == OnInadequate::Case && self.final_grade() == Some(Grade::Inadequate)
    }

    /// The day on which a grade first became Inadequate: the auditor's on the day it was handed in, else the
    /// moderator's on the day of the sign-off. A grade that was amended since, after a return, counts as well.
    pub fn inadequate_since(&self) -> Option<Date> {
        let submitted = self
            .submitted
            .filter(|_| self.on_inadequate >= OnInadequate::Notice)?;
        let audit = self.audit?;
        let again = audit
            .resubmitted
            .iter()
            .copied()
            .filter(|date| *date <= self.subject.as_of);
        let mut handed_in: Vec<Date> = std::iter::once(submitted).chain(again).collect();
        handed_in.sort_unstable();
        let superseded = &self.subject.folder.superseded;
        let before = handed_in.iter().zip(superseded).find_map(|(date, then)| {
            let then = then.as_ref()?;
            let auditors = then
                .auditor
                .filter(|grade| *grade == Grade::Inadequate)
                .map(|_| *date);
            let moderators = then.moderator.filter(|(_, grade)| *grade == Grade::Inadequate);
            auditors.or(moderators
                .map(|(signed, _)| signed)
                .filter(|signed| signed >= date))
        });
        let now = || {
            // Where no copy tells of an earlier grade, the one of today is taken for it.
            let known = superseded.iter().take_while(|then| then.is_some()).count();
            let on = handed_in.get(known).or(handed_in.last());
            on.copied()
                .filter(|_| self.auditor_grade == Some(Grade::Inadequate))
        };
        before.or_else(now).or_else(|| {
            let settled = self.settled;
            settled.filter(|_| self.final_grade() == Some(Grade::Inadequate))
        })
    }

    pub fn is_regraded(&self) -> bool {
        // Where the row asks for no moderation, what a moderator wrote changes no grade.
        if !self.is_moderated() {
            return false;
        }
        let overall = self.final_grade() != self.auditor_grade;
        let given = self.given();
        let regrades = self
            .moderation
            .map(|moderation| moderation.regrades.as_slice())
            .unwrap_or_default();
        overall
            || regrades
                .iter()
                .any(|regrade| match (&regrade.section, regrade.to) {
                    (Some(section), Some(to)) => given.get(section) != Some(&Judgement::Graded(to)),
                    _ => false,
                })
    }

    fn given(&self) -> BTreeMap<SectionId, Judgement> {
        let sections = self.submitted.and(self.audit).map(|audit| &audit.sections);
        sections
            .into_iter()
            .flatten()
            .filter_map(|(id, answer)| Some((id.clone(), answer.grade?)))
            .collect()
    }

    /// The sections' grades as they stand today.
    pub fn sections(&self) -> BTreeMap<SectionId, Judgement> {
        let mut sections = self.given();
        let settled = self.is_moderated();
        for regrade in self
            .moderation
            .filter(|_| settled)
            .into_iter()
            .flat_map(|m| &m.regrades)
        {
            if let (Some(section), Some(to)) = (&regrade.section, regrade.to) {
                sections.insert(section.clone(), Judgement::Graded(to));
            }
        }
        sections
    }

    /// Where it stands; `unknown` says that it is not known of some step whether it is done.
    pub fn status(&self, steps: &[StepState], unknown: bool) -> Status {
        let all_done = steps
            .iter()
            .all(|state| state.done.is_some() || state.step == Step::Close);
        let over = self.saved.is_some() && self.settled.is_some();
        if self.subject.folder.unlogged().is_some() {
            Status::Unknown
        } else if self.last(EventKind::Withdrawn).is_some() {
            Status::Withdrawn
        } else if self.last(EventKind::Replaced).is_some() {
            Status::Replaced
        } else if self.unread().or_else(|| self.moderation_unread()).is_some() || unknown && over {
            Status::Unknown
        } else if self.is_closed(all_done) {
            Status::Closed
        } else if self.is_returned {
            Status::Returned
        } else if self.sent.is_some() && self.settled.is_some() {
            Status::Sent
        } else if self.settled.is_some() {
            Status::Settled
        } else if self.submitted.is_some() {
            Status::Submitted
        } else {
            Status::Allocated
        }
    }

    /// Saved, settled, and every step done that it needed.
    pub fn is_closed(&self, all_done: bool) -> bool {
        self.saved.is_some() && self.settled.is_some() && all_done
    }

    /// Why it can't be counted: an unreadable file, no overall grade, an impossible day of submission.
    pub fn excluded(&self) -> Option<String> {
        if let Some(why) = self.unread() {
            return Some(why);
        }
        let (folder, audit) = (self.subject.folder, self.audit?);
        let submitted = self.submitted?;
        if folder
            .allocation
            .as_ref()
            .is_some_and(|allocation| submitted < allocation.allocated)
        {
            return Some("it was submitted before it was allocated".to_owned());
        }
        if self.is_whole_graded && audit.overall.grade.is_none() {
            return Some("it has no overall grade".to_owned());
        }
        self.moderation_unread()
    }
}
