//! Audits made by hand, for the report's tests.

use std::collections::BTreeMap;

use super::{Quarterly, QuarterlyInput, quarterly};
use crate::figures::past::LongOver;
use crate::figures::summary::{Inadequate, Summary};
use crate::framework::schedule::{Per, RowActivity, Selection};
use crate::framework::word::Word;
use crate::framework::{Date, Grade, Person, Process, Quarter, Row, Step, YearStart};
use crate::progress::{Answered, Progress, Status, StepState, Who};

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn word<K>(text: &str) -> Word<K> {
    Word::new(text).unwrap()
}

/// A case file of the team North 1, allocated on 1 October 2026, drawn at random.
pub fn allocated(number: u32) -> Summary {
    Summary {
        id: format!("CF-26-{number:04}").parse().unwrap(),
        form: "child-case".into(),
        process: &Process::MODERATED,
        row: Some(word("north-case")),
        astray: false,
        part_of: None,
        bespoke: false,
        measured: Vec::new(),
        counted: Vec::new(),
        service: Some(word("North")),
        team: Some(word("North 1")),
        selection: Some(Selection::Random),
        child_id: None,
        legal_status: "CIN".into(),
        worker: None,
        first_auditor: Some("Ann Ash".into()),
        allocated: Some(day("2026-10-01")),
        audited: None,
        progress: progress(),
        before: BTreeMap::new(),
        cited: Vec::new(),
        family: Vec::new(),
        actions: Vec::new(),
        learning: Vec::new(),
        themes: Vec::new(),
        learnt: crate::figures::summary::LearntSince::default(),
        inadequate: Inadequate::default(),
        changed: Vec::new(),
        errors: 0,
        before_closing: Vec::new(),
        queries: 0,
    }
}

fn progress() -> Progress {
    Progress {
        status: Status::Allocated,
        auditor: None,
        moderator: None,
        submitted: None,
        latest_submission: None,
        settled: None,
        moderated: false,
        needs_settling: true,
        sent: None,
        feedback: None,
        feedback_given_up: false,
        auditor_grade: None,
        on_inadequate: crate::framework::form::OnInadequate::Case,
        final_grade: None,
        provisional: false,
        regraded: false,
        sections: BTreeMap::new(),
        steps: Vec::new(),
        next: None,
        overdue: false,
        answered: Answered::default(),
        excluded: None,
        unknown: None,
    }
}

/// The same, submitted.
pub fn submitted(number: u32, on: &str, grade: Grade) -> Summary {
    let mut summary = allocated(number);
    summary.progress.status = Status::Submitted;
    summary.progress.submitted = Some(day(on));
    summary.progress.auditor_grade = Some(grade);
    summary.progress.final_grade = Some(grade);
    summary.progress.provisional = true;
    summary
}

/// Submitted, and settled by a moderator on a day.
pub fn settled(number: u32, on: &str, auditor: Grade, moderator: Grade) -> Summary {
    let mut summary = submitted(number, on, auditor);
    summary.progress.status = Status::Settled;
    summary.progress.settled = Some(day(on));
    summary.progress.moderated = true;
    summary.progress.final_grade = Some(moderator);
    summary.progress.provisional = false;
    summary
}

pub fn step(step: Step, due: &str, done: Option<&str>) -> StepState {
    StepState {
        step,
        started: day("2026-10-01"),
        due: day(due),
        done: done.map(day),
        unlisted: crate::framework::Unlisted::default(),
        to: None,
        who: Who::Nobody,
    }
}

pub fn person(name: &str, role: &str, service: &str, started: Option<&str>) -> Person {
    Person {
        name: word(name),
        aliases: Vec::new(),
        roles: vec![word(role)],
        services: vec![word(service)],
        teams: Vec::new(),
        manager: None,
        tier: None,
        bg: None,
        started: started.map(day),
        left: None,
        probation_ends: None,
        email: None,
    }
}

pub fn row(id: &str, times_a_year: Option<u32>, per: Per) -> Row {
    Row {
        id: word(id),
        service: Some(word("North")),
        activity: times_a_year.map(|_| RowActivity::CaseFile),
        title: None,
        times_a_year,
        per,
        auditors: vec![word("team-manager")],
        workers: vec![word("social-worker")],
        forms: vec![word("child-case")],
        moderators: Vec::new(),
        reviewers: Vec::new(),
        selection: None,
        weeks_from_joining: None,
        in_probation: None,
        source: None,
        note: None,
    }
}

pub(crate) use crate::figures::view::sample::SampleCouncil;

impl SampleCouncil {
    /// The report on a quarter, as of 24 February 2027.
    pub fn report(&self, quarter: &str, summaries: &[Summary]) -> Quarterly {
        self.with(quarter, summaries, quarterly)
    }

    /// The same, where some audits are counted as past.
    pub fn report_after(&self, past: &LongOver, quarter: &str, summaries: &[Summary]) -> Quarterly {
        self.with(quarter, summaries, |input| {
            quarterly(&QuarterlyInput { past, ..*input })
        })
    }

    /// What is made of the same.
    pub fn with<T>(
        &self,
        quarter: &str,
        summaries: &[Summary],
        make: impl FnOnce(&QuarterlyInput<'_>) -> T,
    ) -> T {
        self.seen(day("2027-02-24"), |store| {
            make(&QuarterlyInput {
                store,
                summaries,
                past: &LongOver::default(),
                quarter: Quarter::parse(quarter, YearStart::default()).unwrap(),
            })
        })
    }
}

/// The report on October to December 2026 of a council without staff or schedule.
pub fn report(summaries: &[Summary]) -> Quarterly {
    SampleCouncil::default().report("2026-27-Q3", summaries)
}
