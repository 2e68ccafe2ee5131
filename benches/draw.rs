//! The draw at a county's size and at a country's: freezing pools, ranking them, and hashing the same tickets alone.
//!
//! The last is the least that the rule can cost: every ticket is a SHA-256 of its whole text, on all cores.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use divan::Bencher;
use qaf::draw::raffle::{Entry, tickets};
use qaf::draw::record::SeedKind;
use qaf::draw::{Plan, PoolQuestion, RULE, Seed, Unit, plan, settle};
use qaf::framework::schedule::{Per, RowActivity, Selection};
use qaf::framework::{
    ChildId, Date, People, Person, PersonName, RoleId, Row, RowId, Schedule, Team, YearStart,
};
use qaf::roster::Case;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// Rows of the roster, and auditors.
const SIZES: [(usize, usize); 2] = [(100_000, 500), (1_000_000, 5_000)];
const SEED: &str = "63454660390103169462";

fn main() {
    divan::main();
}

/// Freezing alone: who is drawn for, pools, what is set aside, fingerprints.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn freeze_pools(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let made = Made::new(size);
    bencher.bench_local(|| made.plan());
}

/// Freezing and ranking: the whole of a draw but for reading the roster and writing the record.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn freeze_and_settle(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let made = Made::new(size);
    bencher.bench_local(|| {
        let plan = made.plan();
        let seed = Seed {
            text: SEED.to_owned(),
            kind: SeedKind::Given,
            source: None,
        };
        settle(plan.units, &plan.cycle.to_string(), seed, &BTreeSet::new())
    });
}

/// The same tickets, each hashed from its whole text at once, on all cores, and nothing else.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn hash_tickets_alone(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let plan = Made::new(size).plan();
    bencher.bench_local(|| plan.units.par_iter().map(|unit| lowest(&plan, unit)).min());
}

fn lowest(plan: &Plan, unit: &Unit) -> Option<[u8; 32]> {
    let common = format!("{RULE}\n{SEED}\n{}\n{}\n", plan.cycle, unit.unit);
    let lowest_of = |entry: &Entry| {
        let mut text = format!("{common}{}\n", entry.case_id);
        let case = text.len();
        let digests = (1..=tickets(entry, &unit.history)).map(|j| {
            text.truncate(case);
            // Writing to a string can't fail.
            let _ = writeln!(text, "{j}");
            Sha256::digest(text.as_bytes()).into()
        });
        digests.min()
    };
    unit.pool.iter().filter_map(lowest_of).min()
}

/// A made-up council.
struct Made {
    schedule: Schedule,
    people: People,
    cases: Vec<Case>,
}

impl Made {
    fn new((rows, auditors): (usize, usize)) -> Self {
        Self {
            schedule: Schedule {
                rows: row().into_iter().collect(),
                ..Schedule::default()
            },
            people: People::new((0..auditors).filter_map(person).collect()),
            cases: (0..rows).filter_map(|index| case(index, auditors)).collect(),
        }
    }

    fn plan(&self) -> Plan {
        plan(&PoolQuestion {
            schedule: &self.schedule,
            people: &self.people,
            exemptions: &[],
            cases: &self.cases,
            as_of: Date::new(2026, 11, 24).unwrap_or(Date::from_year(2026)),
            starts: YearStart::default(),
            in_use_since: None,
            window_days: 28,
            memory_cycles: 6,
            standing: &[],
            picked: &[],
        })
        .unwrap_or_else(|error| panic!("the made-up council can be drawn for: {error}"))
    }
}

fn row() -> Option<Row> {
    Some(Row {
        id: RowId::new("area-case")?,
        service: None,
        activity: Some(RowActivity::CaseFile),
        title: None,
        times_a_year: Some(6),
        per: Per::Auditor,
        auditors: vec![RoleId::new("team-manager")?],
        workers: Vec::new(),
        forms: Vec::new(),
        moderators: Vec::new(),
        reviewers: Vec::new(),
        selection: Some(Selection::Random),
        weeks_from_joining: None,
        in_probation: None,
        source: None,
        note: None,
    })
}

fn person(index: usize) -> Option<Person> {
    Some(Person {
        name: PersonName::new(&format!("Manager {index:05}"))?,
        aliases: Vec::new(),
        roles: vec![RoleId::new("team-manager")?],
        services: Vec::new(),
        teams: vec![Team::new(&format!("Team {index:05}"))?],
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: None,
    })
}

fn case(index: usize, auditors: usize) -> Option<Case> {
    const STATUSES: [&str; 5] = ["CIN", "CP", "CiC", "PLO", "Care Leaver"];
    Some(Case {
        child_id: ChildId::new(&format!("{:07}", 1_000_000 + index))?,
        initials: None,
        age: None,
        team: Team::new(&format!("Team {:05}", index % auditors))?.into(),
        case_holder: Some(Arc::new(format!("Worker {:06}", index / 20).into())),
        legal_status: Arc::new(STATUSES[index % STATUSES.len()].into()),
        opened: Date::new(2026, 1, 5),
        closed: None,
        manager: None,
        family_id: None,
        leave_out: false,
        place: (0, u32::try_from(index + 2).ok()?),
    })
}
