//! Rows and roll-ups: the same expectations, counted together in several ways.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{ComplianceInput, ComplianceScope, Counts, Expectation, ExpectationState};
use crate::figures::expectation::Account;
use crate::figures::summary::Summary;
use crate::figures::{StoreView, of_works};
use crate::framework::schedule::Per;
use crate::framework::word::Word;
use crate::framework::{AuditId, Row, RowId, Service};

/// A row of the schedule over the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowLine {
    /// The row.
    pub row: RowId,
    /// Its service; none: all of them.
    pub service: Option<Service>,
    /// What is audited, as people say it.
    pub activity: String,
    /// Whom it names: `auditor`, `service` or `worker`.
    pub per: &'static str,
    /// So many a year; none: to be confirmed.
    pub times_a_year: Option<u32>,
    /// Whether the council has yet to say how often; then nothing is expected, and nothing is a failure.
    pub to_be_confirmed: bool,
    /// Whether the store has a place for its work.
    pub recorded: bool,
    /// How many audits that serve it were allocated in the year, those that went off too.
    pub allocated: usize,
    /// How many of these were withdrawn or replaced.
    pub off: usize,
    /// How many were more than what was expected: a second in one period, or by somebody of whom nothing was expected.
    pub beyond: usize,
    /// What was expected, and what came of it.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A row of which nothing at all was submitted in the year, though a period has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Absent {
    /// The row.
    pub row: RowId,
    /// Its service; none: all of them.
    pub service: Option<Service>,
    /// What should have been audited.
    pub activity: String,
    /// How many were expected in the periods that have ended.
    pub expected_by_now: usize,
    /// How many are allocated and on, and were not submitted or can't be read.
    pub allocated: usize,
    /// Whether the store has a place for its work; where not, it may have taken place.
    pub recorded: bool,
}

/// Two tests of one kind of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TwoTests {
    /// The service that both are of; none: all of them.
    pub service: Option<Service>,
    /// How often: so many by the service, or by each auditor.
    pub cadence: Test,
    /// Each person.
    pub each: Test,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Test {
    /// The rows that it is made of.
    pub rows: Vec<RowId>,
    /// So many a year; none where the rows differ.
    pub times_a_year: Option<u32>,
    /// Whom the rows name: `auditor`, `service` or `worker`.
    pub per: &'static str,
    /// What was expected, and what came of it.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A line of a roll-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RollUp {
    /// The person, team or service; none: no one team, or no one service.
    pub name: Option<String>,
    /// Of a line by person: `auditor` for what the person does, `worker` for what is done of the person, `service` for
    /// what a service does as a whole. None in the other roll-ups.
    pub per: Option<&'static str>,
    /// What was expected, and what came of it.
    #[serde(flatten)]
    pub counts: Counts,
}

/// The name of whom a row names.
fn per(row: &Row) -> &'static str {
    let named = Per::NAMES.iter().find(|(_, per)| *per == row.per);
    named.map_or("", |(name, _)| name)
}

/// A row's line; none where the report is narrowed to whom it does not concern. `account` is the whole row's, `own` are
/// the expectations of whom the report tells.
pub(super) fn row(
    input: &ComplianceInput<'_>,
    row: &Row,
    account: &Account<'_>,
    own: &[Expectation],
) -> Option<RowLine> {
    let concerns = |summary: &&Summary| {
        let name = match row.per {
            Per::Worker => summary.worker.as_deref(),
            Per::Auditor | Per::Service => summary.first_auditor.as_deref(),
        };
        input
            .scope
            .takes(name.and_then(|name| input.store.people.find(name)))
    };
    let audits = account.audits.iter().copied().filter(concerns);
    let (off, live): (Vec<&Summary>, Vec<&Summary>) = audits.partition(|summary| summary.is_off());
    if *input.scope != ComplianceScope::All && own.is_empty() && off.is_empty() && live.is_empty() {
        return None;
    }
    // The first audit of an expectation meets it, any other is one more.
    let expected = account.expected.iter().filter(|one| one.is_asked());
    let met: BTreeSet<&AuditId> = expected.filter_map(|one| Some(&one.audits.first()?.id)).collect();
    // A worker may well be seen more often than a row of workers asks, where that serves another row.
    let more = live
        .iter()
        .filter(|summary| !met.contains(&summary.id) && summary.row.as_ref() == Some(&row.id));
    Some(RowLine {
        row: row.id.clone(),
        service: row.service.clone(),
        activity: row.shown().to_owned(),
        per: per(row),
        times_a_year: row.times_a_year,
        to_be_confirmed: row.is_to_be_confirmed(),
        recorded: is_recorded(row, &input.store),
        allocated: off.len() + live.len(),
        off: off.len(),
        // Of a row to be confirmed it is not known what would be more.
        beyond: more.filter(|_| !row.is_to_be_confirmed()).count(),
        counts: Counts::of(own),
    })
}

/// Whether the store would hold what the row expects.
fn is_recorded(row: &Row, store: &StoreView<'_>) -> bool {
    !row.is_met_by_a_work() || of_works::are_known_of(row, store.works, store.as_of)
}

/// The rows of which nothing was submitted though a period has ended, in the schedule's order.
pub(super) fn absent(input: &ComplianceInput<'_>, expectations: &[Expectation]) -> Vec<Absent> {
    let rows = input.store.schedule.rows.iter();
    rows.filter_map(|row| {
        let own = || expectations.iter().filter(|one| one.row == row.id);
        let ended = own().filter(|one| one.state.is_expected() && one.to < input.store.as_of);
        let absent = Absent {
            row: row.id.clone(),
            service: row.service.clone(),
            activity: row.shown().to_owned(),
            expected_by_now: ended.count(),
            allocated: own()
                .filter(|one| one.state.is_expected() && !one.audits.is_empty())
                .count(),
            recorded: is_recorded(row, &input.store),
        };
        (absent.expected_by_now > 0 && Counts::of(own()).submitted() == 0).then_some(absent)
    })
    .collect()
}

/// Each row of workers beside the rows of the same forms that say how often (section 2 has each IRO and CP chair once a
/// year, Appendix 1 so many by the service; likewise observations by each manager, and of each worker).
pub(super) fn side_by_side(input: &ComplianceInput<'_>, expectations: &[Expectation]) -> Vec<TwoTests> {
    let rows = &input.store.schedule.rows;
    let each = rows
        .iter()
        .filter(|row| row.per == Per::Worker && !row.is_to_be_confirmed());
    each.filter_map(|each| {
        let cadence: Vec<&Row> = rows
            .iter()
            .filter(|row| row.per != Per::Worker && !row.is_to_be_confirmed())
            .filter(|row| each.service.is_none() || row.service == each.service)
            .filter(|row| row.activity == each.activity)
            .filter(|row| row.forms.iter().any(|form| each.forms.contains(form)))
            .collect();
        let pair = TwoTests {
            service: each.service.clone(),
            cadence: test(&cadence, expectations)?,
            each: test(&[each], expectations)?,
        };
        (pair.cadence.counts != Counts::default() || pair.each.counts != Counts::default()).then_some(pair)
    })
    .collect()
}

fn test(rows: &[&Row], expectations: &[Expectation]) -> Option<Test> {
    let first = rows.first()?;
    let same = rows.iter().all(|row| row.times_a_year == first.times_a_year);
    let named = rows.iter().find(|row| row.per != first.per);
    Some(Test {
        rows: rows.iter().map(|row| row.id.clone()).collect(),
        times_a_year: first.times_a_year.filter(|_| same),
        per: named.map_or(per(first), |_| "auditor or service"),
        counts: Counts::of(
            expectations
                .iter()
                .filter(|one| rows.iter().any(|row| row.id == one.row)),
        ),
    })
}

/// By person. What is done of a worker stands apart from what the same person does as an auditor.
pub(super) fn by_person(expectations: &[Expectation]) -> Vec<RollUp> {
    rolled_up(expectations, |one| {
        let name = one.person.as_ref().map(ToString::to_string);
        (name.or_else(|| one.service.clone()), Some(one.per))
    })
}

/// By team of today; what a service does as a whole is no team's, and who has several teams is of no one team.
pub(super) fn by_team(input: &ComplianceInput<'_>, expectations: &[Expectation]) -> Vec<RollUp> {
    rolled_up(expectations, |one| {
        let person = super::person(input, one);
        (person.and_then(|person| the_one(&person.teams)), None)
    })
}

/// By service: the row's, else the person's of today, where it is one.
pub(super) fn by_service(input: &ComplianceInput<'_>, expectations: &[Expectation]) -> Vec<RollUp> {
    let of_row = |one: &Expectation| {
        let row = input.store.schedule.row(one.row.as_str())?;
        row.service.as_ref().map(ToString::to_string)
    };
    rolled_up(expectations, |one| {
        let of_person = || the_one(&super::person(input, one)?.services);
        (of_row(one).or_else(of_person), None)
    })
}

/// The name, where there is one and no other.
pub(crate) fn the_one<K>(names: &[Word<K>]) -> Option<String> {
    match names {
        [one] => Some(one.to_string()),
        _ => None,
    }
}

/// Those with most missing first, then most late, then by name.
fn rolled_up(
    expectations: &[Expectation],
    key: impl Fn(&Expectation) -> (Option<String>, Option<&'static str>),
) -> Vec<RollUp> {
    let mut groups: BTreeMap<_, Vec<&Expectation>> = BTreeMap::new();
    for one in expectations {
        groups.entry(key(one)).or_default().push(one);
    }
    let mut lines: Vec<RollUp> = groups
        .into_iter()
        .map(|((name, per), own)| RollUp {
            name,
            per,
            counts: Counts::of(own),
        })
        .collect();
    lines.sort_by_key(|line| {
        Reverse((
            line.counts.get(ExpectationState::Missing),
            line.counts.get(ExpectationState::Late),
        ))
    });
    lines
}
