//! People, rows and audits made by hand.

use std::collections::BTreeMap;

use qaf::figures::summary::Inadequate;
use qaf::figures::{StoreView, Summary};
use qaf::framework::schedule::{Per, RowActivity};
use qaf::framework::word::Word;
use qaf::framework::{Calendar, Date, Exemption, People, Person, Process, Row, Schedule, Step, YearStart};
use qaf::progress::{Answered, Progress, Status, StepState, Who};
use qaf::reports::compliance::figures::{
    ComplianceInput, ComplianceScope, Expectation, ExpectationState, YearCompliance, compliance,
};
use qaf::reports::coverage::figures as coverage;
use qaf::reports::coverage::figures::Coverage;

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn word<K>(text: &str) -> Word<K> {
    Word::new(text).unwrap()
}

/// A team manager of the team North 1, in the service North.
pub fn person(name: &str) -> Person {
    Person {
        name: word(name),
        aliases: Vec::new(),
        roles: vec![word("team-manager")],
        services: vec![word("North")],
        teams: vec![word("North 1")],
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: None,
    }
}

/// The same, in post from one day to another, where given.
pub fn between(name: &str, from: Option<&str>, to: Option<&str>) -> Person {
    Person {
        started: from.map(day),
        left: to.map(day),
        ..person(name)
    }
}

/// A social worker of North 1.
pub fn worker(name: &str) -> Person {
    Person {
        roles: vec![word("social-worker")],
        ..person(name)
    }
}

/// Case files by each team manager of North.
pub fn row(id: &str, times_a_year: Option<u32>, per: Per) -> Row {
    Row {
        id: word(id),
        service: Some(word("North")),
        activity: times_a_year.map(|_| RowActivity::CaseFile),
        title: None,
        times_a_year,
        per,
        auditors: vec![word("team-manager")],
        workers: match per {
            Per::Worker => vec![word("social-worker")],
            Per::Auditor | Per::Service => Vec::new(),
        },
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

/// Observations by each team manager of North, six a year.
pub fn north_obs() -> Row {
    Row {
        activity: Some(RowActivity::Observation),
        forms: vec![word("observed-practice")],
        ..row("north-obs", Some(6), Per::Auditor)
    }
}

/// Each worker of any service observed once a year, first within six weeks, twice within probation.
pub fn observed_each() -> Row {
    Row {
        service: None,
        activity: Some(RowActivity::Observation),
        forms: vec![word("observed-practice")],
        weeks_from_joining: Some(6),
        in_probation: Some(2),
        ..row("observed-each", Some(1), Per::Worker)
    }
}

pub fn exempt(name: &str, row: Option<&str>, from: &str, to: Option<&str>) -> Exemption {
    Exemption {
        person: word(name),
        row: row.map(word),
        from: day(from),
        to: to.map(day),
        reason: "leave".to_owned(),
        agreed_by: "Sam Low".to_owned(),
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
        final_grade: None,
        on_inadequate: qaf::framework::form::OnInadequate::Case,
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

/// An audit of a row, allocated to somebody on a day, due fourteen days later.
pub fn allocated(number: u32, row: &str, auditor: &str, on: &str) -> Summary {
    let mut progress = progress();
    progress.steps = vec![StepState {
        unlisted: qaf::framework::Unlisted::default(),
        step: Step::Audit,
        started: day(on),
        due: day(on).plus_days(14),
        done: None,
        to: None,
        who: Who::Nobody,
    }];
    Summary {
        id: format!("CF-26-{number:04}").parse().unwrap(),
        form: "child-case".into(),
        process: &Process::MODERATED,
        row: Some(word(row)),
        astray: false,
        part_of: None,
        bespoke: false,
        measured: Vec::new(),
        counted: Vec::new(),
        service: Some(word("North")),
        team: Some(word("North 1")),
        selection: None,
        child_id: None,
        legal_status: "CIN".into(),
        worker: None,
        first_auditor: Some(auditor.into()),
        allocated: Some(day(on)),
        audited: None,
        progress,
        before: BTreeMap::new(),
        cited: Vec::new(),
        family: Vec::new(),
        actions: Vec::new(),
        learning: Vec::new(),
        themes: Vec::new(),
        learnt: qaf::figures::summary::LearntSince::default(),
        inadequate: Inadequate::default(),
        changed: Vec::new(),
        errors: 0,
        before_closing: Vec::new(),
        queries: 0,
    }
}

/// The same, submitted on a day.
pub fn submitted(number: u32, row: &str, auditor: &str, on: &str, done: &str) -> Summary {
    let mut summary = allocated(number, row, auditor, on);
    summary.progress.status = Status::Submitted;
    summary.progress.submitted = Some(day(done));
    summary.progress.steps[0].done = Some(day(done));
    summary
}

/// The same, and off.
pub fn off(mut summary: Summary, status: Status) -> Summary {
    summary.progress.status = status;
    summary
}

/// An observation of a worker by Ann Ash, for her row `north-obs`, that took place on a day and was submitted on
/// another.
pub fn observation(number: u32, worker: &str, allocated_on: &str, held: &str, done: &str) -> Summary {
    let mut summary = submitted(number, "north-obs", "Ann Ash", allocated_on, done);
    summary.form = "observed-practice".into();
    summary.process = &Process::REVIEWED;
    summary.worker = Some(worker.into());
    summary.audited = Some(day(held));
    summary
}

/// A council, and what it has on record.
#[derive(Clone, Debug)]
pub struct Council {
    pub rows: Vec<Row>,
    pub people: Vec<Person>,
    pub exemptions: Vec<Exemption>,
    pub audits: Vec<Summary>,
    pub starts: u32,
    pub in_use_since: Option<Date>,
}

impl Default for Council {
    /// One row, six a year, by each team manager of North; nobody, and no audit.
    fn default() -> Self {
        Self {
            rows: vec![row("north-case", Some(6), Per::Auditor)],
            people: Vec::new(),
            exemptions: Vec::new(),
            audits: Vec::new(),
            starts: 4,
            in_use_since: None,
        }
    }
}

impl Council {
    pub fn of(people: Vec<Person>) -> Self {
        Self {
            people,
            ..Self::default()
        }
    }

    pub fn starts(&self) -> YearStart {
        YearStart::new(self.starts).unwrap()
    }

    pub fn schedule(&self) -> Schedule {
        Schedule {
            rows: self.rows.clone(),
            ..Schedule::default()
        }
    }

    /// What is made of the council as reports see it on a day. The headline counts case audits.
    pub fn seen<T>(&self, as_of: &str, make: impl FnOnce(StoreView<'_>) -> T) -> T {
        make(StoreView {
            schedule: &self.schedule(),
            calendar: &Calendar::default(),
            people: &People::new(self.people.clone()),
            exemptions: &self.exemptions,
            forms: &BTreeMap::new(),
            rubrics: &[],
            headline_forms: &[word("child-case")],
            own_part: &[],
            roles: &[],
            cmt: &[],
            boards: &[],
            works: &[],
            commentaries: &[],
            starts: self.starts(),
            in_use_since: self.in_use_since,
            as_of: day(as_of),
        })
    }

    pub fn narrowed(&self, year: &str, as_of: &str, scope: &ComplianceScope) -> YearCompliance {
        self.seen(as_of, |store| {
            compliance(&ComplianceInput {
                store,
                summaries: &self.audits,
                year: self.starts().year(year).unwrap(),
                scope,
            })
        })
    }

    pub fn compliance(&self, year: &str, as_of: &str) -> YearCompliance {
        self.narrowed(year, as_of, &ComplianceScope::All)
    }

    /// The states of 2026-27 of a row's expectations of one person, or of the service as a whole, in order.
    pub fn states(&self, as_of: &str, row: &str, name: Option<&str>) -> Vec<ExpectationState> {
        states(&self.compliance("2026-27", as_of), row, name)
    }

    pub fn coverage(&self, year: &str, as_of: &str) -> Coverage {
        let audits: Vec<_> = self.audits.iter().collect();
        self.seen(as_of, |store| {
            coverage::coverage(&coverage::CoverageInput {
                store,
                summaries: &audits,
                year: self.starts().year(year).unwrap(),
            })
        })
    }
}

pub fn states(report: &YearCompliance, row: &str, name: Option<&str>) -> Vec<ExpectationState> {
    let own = |one: &&Expectation| {
        one.row == *row && one.person.as_ref().map(qaf::framework::PersonName::as_str) == name
    };
    report
        .expectations
        .iter()
        .filter(own)
        .map(|one| one.state)
        .collect()
}
