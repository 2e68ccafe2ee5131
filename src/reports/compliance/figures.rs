//! Compliance with the schedule: what each row expects of whom it names in each of its periods, and what took place
//! (Appendix 1; section 2 asks the annual review for actual against scheduled work, "including what is not taking
//! place").
//!
//! An audit serves the period in which it was allocated, for whom it was first allocated. One that was withdrawn or
//! replaced leaves the expectation standing; the audit made in its place serves the period of its own allocation. A row
//! to be confirmed expects nothing and is never a failure.

mod roll_up;
mod state;

use crate::figures::{StoreView, of_works};
use std::collections::{HashMap, HashSet};

use serde::Serialize;
use smol_str::SmolStr;

use crate::figures::expectation::{Account, ExpectedAudits, Ledger};
use crate::figures::summary::Summary;
use crate::framework::schedule::{Assurance as ServiceScope, Per};
use crate::framework::{
    AuditId, CouncilYear, Date, Expectancy, Period, Person, PersonName, Row, RowId, Service, Step, Team,
    Unlisted,
};

pub(crate) use roll_up::the_one;
pub use roll_up::{Absent, RollUp, RowLine, Test, TwoTests};
pub use state::{Counts, ExpectationState};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.compliance/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct ComplianceInput<'a> {
    /// The store.
    pub store: StoreView<'a>,
    /// Every audit of the store, summed up as of `as_of`.
    pub summaries: &'a [Summary],
    /// The council year.
    pub year: CouncilYear,
    /// Whose expectations.
    pub scope: &'a ComplianceScope,
}

/// Whose expectations a report tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ComplianceScope {
    /// Everybody's, and each service's as a whole.
    #[default]
    All,
    /// Those of a team's people.
    Team(Team),
    /// Those of one person.
    Person(PersonName),
}

impl ComplianceScope {
    /// Whether a person's expectations belong to it.
    fn takes(&self, person: Option<&Person>) -> bool {
        match self {
            Self::All => true,
            Self::Team(team) => person.is_some_and(|person| person.teams.contains(team)),
            Self::Person(name) => person.is_some_and(|person| person.name == *name),
        }
    }

    /// The team or person's name; none where it is everybody.
    fn name(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Team(team) => Some(team.to_string()),
            Self::Person(name) => Some(name.to_string()),
        }
    }
}

/// One expectation: a row, whom it names, and one of its periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expectation {
    /// The row.
    pub row: RowId,
    /// Whom the row names: `auditor`, `worker`, or `service` where it is the service's as a whole.
    pub per: &'static str,
    /// The auditor or the worker; none: the service as a whole.
    pub person: Option<PersonName>,
    /// The person's team today; several stand together.
    pub team: Option<String>,
    /// The row's service, else the person's own today, several together; none: the whole council.
    pub service: Option<String>,
    /// The period.
    pub period: Period,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What came of it.
    pub state: ExpectationState,
    /// The day by which the audit is to be submitted, where it is open or missing and was allocated.
    pub due: Option<Date>,
    /// The audits that serve it, in the order of allocation.
    pub audits: Vec<AuditId>,
    /// Those that were withdrawn or replaced, and do not.
    pub off: Vec<AuditId>,
}

/// An audit that can't be counted in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// The audit.
    pub id: AuditId,
    /// Why.
    pub reason: String,
    /// The row that it serves all the same; none where it serves none, or the allocation can't be read.
    pub row: Option<RowId>,
}

/// A council year's compliance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YearCompliance {
    /// `qaf.compliance/1`.
    pub schema: &'static str,
    /// The years whose bank holidays the list does not have, where days in them were counted for what is due or late.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// The council year.
    pub year: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// The team or person that it is narrowed to.
    pub only: Option<String>,
    /// The day of the store's first allocation; what took place before is in no file.
    pub first_allocated: Option<Date>,
    /// The day from which anything is expected; left out where that is from ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_use_since: Option<Date>,
    /// Everything together.
    pub total: Counts,
    /// The rows of which nothing at all was submitted, though a period has ended.
    pub not_taking_place: Vec<Absent>,
    /// The services in scope that no row names.
    pub no_expectation: Vec<Service>,
    /// Every row, in the schedule's order.
    pub rows: Vec<RowLine>,
    /// Where the framework has two tests of one kind of work: how often, and each person once.
    pub side_by_side: Vec<TwoTests>,
    /// By person; a service as a whole has a line of its own.
    pub by_person: Vec<RollUp>,
    /// By team.
    pub by_team: Vec<RollUp>,
    /// By service.
    pub by_service: Vec<RollUp>,
    /// Every expectation of a period that has begun, by row, person and period.
    pub expectations: Vec<Expectation>,
    /// What can't be read or counted, and counts as allocated where its allocation can be read.
    pub excluded: Vec<Unreadable>,
    /// The audits of the year that serve no row.
    pub no_row: Vec<AuditId>,
    /// The audits of the year for somebody whom the staff's list does not know.
    pub unknown_people: Vec<AuditId>,
}

/// Makes a year's report.
pub fn compliance(input: &ComplianceInput<'_>) -> YearCompliance {
    let ledger = Ledger::new(&input.store, input.summaries);
    let mut all = Vec::new();
    let mut rows = Vec::new();
    let mut serving: HashSet<&AuditId> = HashSet::new();
    for row in &input.store.schedule.rows {
        let account = account(input, &ledger, row);
        serving.extend(account.audits.iter().map(|summary| &summary.id));
        let mut own = expectations(input, row, &account);
        own.retain(|one| input.scope.takes(person(input, one)));
        rows.extend(roll_up::row(input, row, &account, &own));
        all.extend(own);
    }
    let (year, expectations) = (input.year, all);
    let audits = of_year(input).filter_map(|summary| summary.progress.step(Step::Audit));
    YearCompliance {
        schema: SCHEMA,
        unlisted: audits.map(|state| &state.unlisted).collect(),
        year: year.to_string(),
        from: year.from(),
        to: year.to(),
        as_of: input.store.as_of,
        only: input.scope.name(),
        first_allocated: input
            .summaries
            .iter()
            .filter_map(|summary| summary.allocated)
            .min(),
        in_use_since: input.store.in_use_since,
        total: Counts::of(&expectations),
        not_taking_place: roll_up::absent(input, &expectations),
        no_expectation: no_expectation(input),
        side_by_side: roll_up::side_by_side(input, &expectations),
        by_person: roll_up::by_person(&expectations),
        by_team: roll_up::by_team(input, &expectations),
        by_service: roll_up::by_service(input, &expectations),
        excluded: excluded(input, &serving),
        no_row: of_year(input)
            .filter(|summary| !serving.contains(&summary.id))
            .map(|summary| summary.id.clone())
            .collect(),
        unknown_people: unknown_people(input),
        rows,
        expectations,
    }
}

/// The audits allocated in the year that are on, of whom the report tells.
fn of_year<'a>(input: &ComplianceInput<'a>) -> impl Iterator<Item = &'a Summary> {
    let (from, scope, people) = (input.year.from(), input.scope, input.store.people);
    let to = input.year.to().min(input.store.as_of);
    input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off())
        .filter(move |summary| summary.allocated.is_some_and(|day| from <= day && day <= to))
        .filter(move |summary| {
            let auditor = summary
                .first_auditor
                .as_deref()
                .and_then(|name| people.find(name));
            scope.takes(auditor)
        })
}

/// The person whom an expectation names.
fn person<'a>(input: &ComplianceInput<'a>, one: &Expectation) -> Option<&'a Person> {
    one.person
        .as_ref()
        .and_then(|name| input.store.people.find(name.as_str()))
}

/// A row over each of its periods that have begun; one to be confirmed over the year.
fn account<'a>(input: &ComplianceInput<'a>, ledger: &Ledger<'a>, row: &Row) -> Account<'a> {
    let parts = input.year.parts(row.times_a_year.unwrap_or(1));
    ledger.of(row, parts.filter(|period| period.from() <= input.store.as_of))
}

/// A row's expectations, by person in the staff's order, each with the periods in theirs.
fn expectations(input: &ComplianceInput<'_>, row: &Row, account: &Account<'_>) -> Vec<Expectation> {
    let expected = account.expected.iter();
    let mut found: Vec<Expectation> = expected.map(|one| expectation(input, row, one)).collect();
    let place: HashMap<&str, usize> = (input.store.people.all().iter().zip(1..))
        .map(|(person, place)| (person.name.as_str(), place))
        .collect();
    found.sort_by_key(|one| {
        let person = one.person.as_ref().map(PersonName::as_str);
        (person.and_then(|name| place.get(name).copied()), one.from)
    });
    found
}

fn expectation(input: &ComplianceInput<'_>, row: &Row, one: &ExpectedAudits<'_>) -> Expectation {
    let (named, period) = (one.named, one.period);
    let (state, due) = match named.standing {
        Expectancy::Exempt => (ExpectationState::Exempt, None),
        Expectancy::NotInPost => (ExpectationState::NotInPost, None),
        Expectancy::OtherRow => (ExpectationState::OtherRow, None),
        Expectancy::Asked if row.is_met_by_a_work() => {
            let known = of_works::are_known_of(row, input.store.works, period.to());
            (state::judge_work(one, known, input.store.as_of), None)
        }
        Expectancy::Asked => state::judge(&one.audits, period, input.store.as_of),
    };
    let ids = |audits: &[&Summary]| audits.iter().map(|summary| summary.id.clone()).collect();
    let joined = |names: Vec<&str>| (!names.is_empty()).then(|| names.join("; "));
    let services = |person: &Person| joined(person.services.iter().map(Service::as_str).collect());
    Expectation {
        row: row.id.clone(),
        per: match (named.person, row.per) {
            (None, _) => "service",
            (Some(_), Per::Worker) => "worker",
            (Some(_), _) => "auditor",
        },
        person: named.person.map(|person| person.name.clone()),
        team: named
            .person
            .and_then(|person| joined(person.teams.iter().map(Team::as_str).collect())),
        service: row
            .service
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| named.person.and_then(services)),
        from: period.from(),
        to: period.to(),
        period,
        state,
        due,
        audits: ids(&one.audits),
        off: ids(&one.off),
    }
}

/// The services in scope that no row names, as the scope list has some that Appendix 1 has not.
fn no_expectation(input: &ComplianceInput<'_>) -> Vec<Service> {
    let named = |service: &Service| {
        let mut rows = input.store.schedule.rows.iter();
        rows.any(|row| row.service.as_ref() == Some(service))
    };
    let entries = input
        .store
        .schedule
        .services
        .iter()
        .filter(|_| *input.scope == ComplianceScope::All);
    entries
        .filter(|entry| entry.scope == ServiceScope::In && !named(&entry.name))
        .map(|entry| entry.name.clone())
        .collect()
}

/// What can't be counted in full: allocated in the year, or on a day that can't be read.
fn excluded(input: &ComplianceInput<'_>, serving: &HashSet<&AuditId>) -> Vec<Unreadable> {
    let (from, to) = (input.year.from(), input.year.to());
    let of_year = |summary: &&Summary| summary.allocated.is_none_or(|day| from <= day && day <= to);
    let known = |name: Option<&SmolStr>| name.and_then(|name| input.store.people.find(name));
    let concerns = |summary: &&Summary| {
        summary.allocated.is_none()
            || input.scope.takes(known(summary.first_auditor.as_ref()))
            || input.scope.takes(known(summary.worker.as_ref()))
    };
    let on = input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off())
        .filter(concerns);
    let mut found: Vec<Unreadable> = on
        .filter(of_year)
        .filter_map(|summary| {
            Some(Unreadable {
                id: summary.id.clone(),
                reason: summary.progress.excluded.clone()?,
                row: summary.row.clone().filter(|_| serving.contains(&summary.id)),
            })
        })
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// The audits for somebody whom the staff's list does not know: they meet nobody's expectation.
fn unknown_people(input: &ComplianceInput<'_>) -> Vec<AuditId> {
    let unknown = |name: Option<&str>| name.is_some_and(|name| input.store.people.find(name).is_none());
    let mut of_workers = input
        .store
        .schedule
        .rows
        .iter()
        .filter(|row| row.per == Per::Worker);
    let mut found: Vec<AuditId> = of_year(input)
        .filter(|summary| {
            let made = summary.row.as_ref();
            let made = made.and_then(|row| input.store.schedule.row(row.as_str()));
            let Some(made) = made.filter(|row| row.takes(&summary.form)) else {
                return false;
            };
            let by = made.per != Per::Worker && unknown(summary.first_auditor.as_deref());
            by || unknown(summary.worker.as_deref()) && of_workers.any(|row| row.takes(&summary.form))
        })
        .map(|summary| summary.id.clone())
        .collect();
    found.sort();
    found
}
