//! What happened: the events of the log, and the days that people wrote in their files.

use super::figures::{FileChange, Happening, TwoGrades};
use crate::framework::form::graded;
use crate::framework::{Date, Grade, Judgement};
use crate::progress::ProgressSubject;
use crate::record::{Audit, EventKind, LogEvent, Moderation};

fn entry(date: Date, what: &'static str, who: Option<&str>) -> Happening {
    Happening {
        date,
        what,
        logged: false,
        who: who.map(str::to_owned),
        to: Vec::new(),
        role: None,
        action: None,
        by_audit: None,
        reason: None,
        note: None,
        grade: None,
        grades: Vec::new(),
        changes: Vec::new(),
    }
}

/// An event of the log.
pub(super) fn of_event(event: &LogEvent, changes: Vec<FileChange>) -> Happening {
    Happening {
        logged: true,
        to: event.to.clone(),
        role: event.role.clone(),
        action: event.action.clone(),
        by_audit: event.by_audit.clone(),
        reason: event.reason.clone(),
        note: event.note.clone(),
        changes,
        ..entry(event.date, event.event.name(), event.by.as_deref())
    }
}

/// What people wrote that they did, by today.
pub(super) fn of_files(subject: &ProgressSubject<'_>) -> Vec<Happening> {
    let folder = subject.folder;
    let mut all = Vec::new();
    if let Some(allocation) = &folder.allocation {
        all.push(Happening {
            to: vec![allocation.auditor.clone()],
            reason: allocation.reason.clone(),
            ..entry(allocation.allocated, "allocated", allocation.by.as_deref())
        });
    }
    if let Some(audit) = &folder.audit {
        submissions(subject, audit, &mut all);
    }
    if let Some(moderation) = &folder.moderation {
        all.extend(sign_off(subject, moderation));
    }
    if let Some(direction) = &folder.direction {
        let by = direction.by.as_deref();
        all.extend(direction.date.map(|date| entry(date, "case-direction", by)));
        let reviewed = direction.actions_reviewed;
        all.extend(reviewed.map(|date| entry(date, "actions-reviewed", by)));
    }
    if let Some(feedback) = &folder.feedback {
        all.extend(
            feedback
                .date
                .map(|date| entry(date, "feedback", feedback.by.as_deref())),
        );
        let supervisor = feedback.supervisor.as_deref();
        let commented = feedback.supervisor_date;
        all.extend(commented.map(|date| entry(date, "supervisor-comment", supervisor)));
    }
    if let Some(again) = &folder.re_audit {
        all.extend(again.date.map(|date| Happening {
            grade: again.grade,
            ..entry(date, "re-audit", again.auditor.as_deref())
        }));
    }
    all.retain(|entry| entry.date <= subject.as_of);
    all
}

fn submissions(subject: &ProgressSubject<'_>, audit: &Audit, all: &mut Vec<Happening>) {
    let auditor_on = |day: Date| {
        let log = subject.folder.log.iter();
        let taken_over = log
            .filter(|event| {
                event.event == EventKind::Reassigned && event.role.as_deref() != Some("moderator")
            })
            .filter(|event| event.date <= day)
            .max_by_key(|event| (event.date, event.item))
            .and_then(|event| event.to.first().cloned());
        let allocation = subject.folder.allocation.as_ref();
        taken_over.or_else(|| allocation.map(|allocation| allocation.auditor.clone()))
    };
    // The form holds only the latest grade: it is told with the latest submission.
    let last = audit
        .resubmitted
        .iter()
        .max()
        .or(audit.submitted.as_ref())
        .copied();
    let first = audit.submitted.map(|day| (day, "submitted"));
    let again = audit.resubmitted.iter().map(|day| (*day, "resubmitted"));
    for (day, what) in first.into_iter().chain(again) {
        all.push(Happening {
            grade: audit.overall.grade.filter(|_| Some(day) == last),
            ..entry(day, what, auditor_on(day).as_deref())
        });
    }
}

/// The sign-off, with both grades of every section and of the whole. An observation's review changes none.
fn sign_off(subject: &ProgressSubject<'_>, moderation: &Moderation) -> Option<Happening> {
    let day = moderation.signed_off?;
    let mut signed = entry(day, "signed-off", moderation.moderator.as_deref());
    let Some(form) = subject.form.filter(|form| form.process().regrades) else {
        return Some(signed);
    };
    let audit = subject.folder.audit.as_ref();
    for section in graded(&form.sections) {
        let given = audit.and_then(|audit| audit.sections.get(&section.id)?.grade);
        let regrade = moderation
            .regrades
            .iter()
            .rev()
            .find(|regrade| regrade.section.as_ref() == Some(&section.id));
        let changed_to = regrade.and_then(|regrade| regrade.to).map(Judgement::Graded);
        let last = changed_to.or(given);
        signed.grades.push(TwoGrades {
            section: Some(section.id.clone()),
            title: section.title.clone(),
            auditor: given.map(judgement),
            moderator: last.map(judgement),
            changed: given != last,
            reason: regrade.and_then(|regrade| regrade.reason.clone()),
        });
    }
    if !form.overall {
        return Some(signed);
    }
    let given = audit.and_then(|audit| audit.overall.grade);
    let last = moderation.overall_grade;
    let code = |grade: Grade| grade.code().to_owned();
    signed.grades.push(TwoGrades {
        section: None,
        title: "Overall".to_owned(),
        auditor: given.map(code),
        moderator: last.map(code),
        changed: given != last,
        reason: moderation.overall_reason.clone(),
    });
    signed.grade = last;
    Some(signed)
}

fn judgement(judgement: Judgement) -> String {
    judgement.grade().map_or("N/A", Grade::code).to_owned()
}

/// Puts what the files tell among the log's entries, each where it belongs on its day; the log keeps its own order.
pub(super) fn put_in(entries: &mut Vec<Happening>, facts: Vec<Happening>) {
    for fact in facts {
        let key = (fact.date, rank(fact.what));
        let at = entries
            .iter()
            .position(|entry| (entry.date, rank(entry.what)) > key)
            .unwrap_or(entries.len());
        entries.insert(at, fact);
    }
}

/// What comes first on one day.
fn rank(what: &str) -> usize {
    const ORDER: [&str; 15] = [
        "allocated",
        "reassigned",
        "submitted",
        "received",
        "informed",
        "returned",
        "resubmitted",
        "signed-off",
        "moderated",
        "sent",
        "case-direction",
        "feedback",
        "supervisor-comment",
        "actions-reviewed",
        "re-audit",
    ];
    ORDER
        .iter()
        .position(|known| *known == what)
        .unwrap_or(ORDER.len())
}
