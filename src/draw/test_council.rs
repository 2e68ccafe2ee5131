//! A made-up council for the tests of the draw: a test changes its parts, then asks for its plan.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::draw::chain::StandingDraw;
use crate::draw::pool::{Plan, PoolQuestion, plan};
use crate::draw::raffle::RaffleError;
use crate::framework::schedule::{Per, RowActivity, Selection};
use crate::framework::{
    AuditId, ChildId, Date, Exemption, People, Person, PersonName, RoleId, Row, RowId, Schedule, Service,
    Team, YearStart,
};
use crate::roster::Case;

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn row(id: &str, service: &str, role: &str, times_a_year: Option<u32>) -> Row {
    Row {
        id: RowId::new(id).unwrap(),
        service: Service::new(service),
        activity: Some(RowActivity::CaseFile),
        title: None,
        times_a_year,
        per: Per::Auditor,
        auditors: vec![RoleId::new(role).unwrap()],
        workers: Vec::new(),
        forms: Vec::new(),
        moderators: Vec::new(),
        reviewers: Vec::new(),
        selection: Some(Selection::Random),
        weeks_from_joining: None,
        in_probation: None,
        source: None,
        note: None,
    }
}

pub(super) fn person(name: &str, teams: &[&str]) -> Person {
    Person {
        name: PersonName::new(name).unwrap(),
        aliases: Vec::new(),
        roles: vec![RoleId::new("team-manager").unwrap()],
        services: vec![Service::new("Area Unit").unwrap()],
        teams: teams.iter().map(|team| Team::new(team).unwrap()).collect(),
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: None,
    }
}

/// A text as cases share it.
pub(super) fn shared(text: &str) -> Arc<SmolStr> {
    Arc::new(text.into())
}

pub(super) fn case(id: &str, team: &str) -> Case {
    Case {
        child_id: ChildId::new(id).unwrap(),
        initials: None,
        age: None,
        team: Team::new(team).unwrap().into(),
        case_holder: Some(shared("Adams, Sam")),
        legal_status: shared("CIN"),
        opened: Some(day("2026-05-01")),
        closed: None,
        manager: None,
        family_id: None,
        leave_out: false,
        place: (0, 2),
    }
}

pub(super) fn standing(unit: &str, cycle: &str, allocated: &str, child: &str, row: &str) -> StandingDraw {
    StandingDraw {
        cycle: cycle.to_owned(),
        unit: unit.to_owned(),
        child: ChildId::new(child).unwrap(),
        holder: format!("holder of {child}"),
        status: "CP".to_owned(),
        row: RowId::new(row).unwrap(),
        allocated: day(allocated),
        audit: AuditId::new("CF", 26, 1).unwrap(),
    }
}

/// A council whose parts a test changes before it asks.
pub(super) struct MadeCouncil {
    pub(super) rows: Vec<Row>,
    pub(super) persons: Vec<Person>,
    pub(super) exemptions: Vec<Exemption>,
    pub(super) cases: Vec<Case>,
    pub(super) standing: Vec<StandingDraw>,
}

impl MadeCouncil {
    /// Robin Hale of the North team, and these children of it.
    pub(super) fn of(cases: Vec<Case>) -> Self {
        Self {
            rows: vec![row("area-case", "Area Unit", "team-manager", Some(6))],
            persons: vec![person("Robin Hale", &["North"])],
            exemptions: Vec::new(),
            cases,
            standing: Vec::new(),
        }
    }

    pub(super) fn asked(&self, as_of: &str) -> Result<Plan, RaffleError> {
        let schedule = Schedule {
            rows: self.rows.clone(),
            ..Schedule::default()
        };
        plan(&PoolQuestion {
            schedule: &schedule,
            people: &People::new(self.persons.clone()),
            exemptions: &self.exemptions,
            cases: &self.cases,
            as_of: day(as_of),
            starts: YearStart::default(),
            in_use_since: None,
            window_days: 28,
            memory_cycles: 6,
            standing: &self.standing,
            picked: &[],
        })
    }

    pub(super) fn plan_on(&self, as_of: &str) -> Plan {
        self.asked(as_of).unwrap()
    }

    /// 24 November 2026 lies in the cycle 2026-27-C4; the window is 28 October to 24 November.
    pub(super) fn plan(&self) -> Plan {
        self.plan_on("2026-11-24")
    }
}
