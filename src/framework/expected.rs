//! Of whom the schedule expects an audit in a period, and who may make it: the one answer that the draw and every
//! report share.

use std::borrow::Cow;

use super::Date;
use super::period::{Period, YearStart};
use super::schedule::{Per, Row, Schedule};
use super::staff::{Exemption, People, Person};
use super::word::RoleId;

/// Where the roles of those who audit stand: the worker's own line manager, whatever their role.
pub const LINE_MANAGER: &str = "line-manager";

/// A role as people say it, by the titles of the settings: `BG12` and `tier 4` of a level; its id where it has none.
pub fn role_title<'a>(titles: &'a [(RoleId, String)], role: &'a RoleId) -> Cow<'a, str> {
    if *role == *LINE_MANAGER {
        return "The worker's line manager".into();
    }
    match titles.iter().find(|(id, _)| id == role) {
        Some((_, title)) => title.into(),
        None => match role.as_str().split_once(':') {
            Some(("bg", level)) => format!("BG{level}").into(),
            Some((kind, level)) => format!("{kind} {level}").into(),
            None => role.as_str().into(),
        },
    }
}

/// Roles as people say them, one after the other ([`role_title`]).
pub fn role_titles(titles: &[(RoleId, String)], roles: &[RoleId]) -> String {
    let said: Vec<Cow<'_, str>> = roles.iter().map(|role| role_title(titles, role)).collect();
    said.join(", ")
}

/// What expectations are counted by, beside the row and the period.
#[derive(Clone, Copy, Debug)]
pub struct CountedBy<'a> {
    /// Who audits what, and how often.
    pub schedule: &'a Schedule,
    /// The council's staff.
    pub people: &'a People,
    /// Who is excused, and when.
    pub exemptions: &'a [Exemption],
    /// The day from which anything is expected; none: from ever.
    pub in_use_since: Option<Date>,
}

/// Whom a row names in a period: one audit by, or of, each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedByRow<'a> {
    /// The person; `None`: the service as a whole.
    pub person: Option<&'a Person>,
    /// Whether anything is asked.
    pub standing: Expectancy,
}

/// Whether a row asks anything of whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectancy {
    /// One audit in the period.
    Asked,
    /// Nothing: exempt on one day of the period at least.
    Exempt,
    /// Nothing: in post on some day of the period, but not on every one.
    NotInPost,
    /// Nothing: one case is drawn for each auditor, and it is asked under another row.
    OtherRow,
}

impl Row {
    /// Whether the row names a person one by one, whenever in post: with one of the roles of whom it asks something, in
    /// its service or in none.
    pub fn names(&self, person: &Person) -> bool {
        let roles: &[RoleId] = match self.per {
            Per::Service => &[],
            Per::Auditor => &self.auditors,
            Per::Worker => &self.workers,
        };
        person.holds_any(roles) && person.serves(self.service.as_ref())
    }

    /// Whether a person has a role that audits for the row, whichever their service: one of its list, or that of the worker's
    /// own line manager where the list has it. A row of workers without a list leaves open who sees them.
    pub fn has_auditor(&self, person: &Person, worker: Option<&Person>) -> bool {
        let manages = || {
            let manager = worker.and_then(|worker| worker.manager.as_ref());
            self.auditors.iter().any(|role| *role == *LINE_MANAGER) && manager == Some(&person.name)
        };
        person.holds_any(&self.auditors) || manages() || (self.per == Per::Worker && self.auditors.is_empty())
    }

    /// Whether the row looks at the work of a person: everybody's, where it lists no workers.
    pub fn looks_at(&self, worker: &Person) -> bool {
        match self.per {
            Per::Worker => self.names(worker),
            Per::Auditor | Per::Service => self.workers.is_empty() || worker.holds_any(&self.workers),
        }
    }
}

impl People {
    /// Whether a row expects one audit of the service as a whole in a period: it says so, or nobody who is an auditor
    /// of its own is in post on every day of it, as where the only one leaves.
    pub fn is_whole(&self, row: &Row, period: Period) -> bool {
        self.is_whole_on(row, (period.from(), period.to()))
    }

    /// As [`Self::is_whole`], of the days from the first of these to the last.
    fn is_whole_on(&self, row: &Row, (from, to): (Date, Date)) -> bool {
        let stays = |person: &Person| person.in_post_throughout(from, to);
        match row.per {
            Per::Service => true,
            Per::Worker => false,
            Per::Auditor => !self.all().iter().any(|own| row.names(own) && stays(own)),
        }
    }

    /// Whether a person may make a row's audit of a worker in a period, by role and service: in its service or in none;
    /// where the row is the service's as a whole, or asks for each worker, anybody with one of its roles.
    pub fn may_audit(&self, person: &Person, worker: Option<&Person>, row: &Row, period: Period) -> bool {
        row.has_auditor(person, worker)
            && (row.per == Per::Worker || person.serves(row.service.as_ref()) || self.is_whole(row, period))
    }
}

impl<'a> CountedBy<'a> {
    /// The days of a period in which a row may expect something: those from the day on which the store came into use.
    /// `None` where the period ended before it.
    pub fn days(&self, period: Period) -> Option<(Date, Date)> {
        let from = self
            .in_use_since
            .map_or(period.from(), |since| since.max(period.from()));
        (from <= period.to()).then(|| (from, period.to()))
    }

    /// Whom a row names in a period, in the order of the staff's list. A row to be confirmed names nobody, and neither
    /// does a period that ended before the store was in use. One that had begun then expects what remains possible: it
    /// asks whoever is in post, and not exempt, from that day on.
    ///
    /// Roles, services and teams are those of today, as the staff's list has no others.
    pub fn named(&self, row: &Row, period: Period) -> Vec<NamedByRow<'a>> {
        const WHOLE: NamedByRow<'static> = NamedByRow {
            person: None,
            standing: Expectancy::Asked,
        };
        let Some((from, to)) = self.days(period).filter(|_| !row.is_to_be_confirmed()) else {
            return Vec::new();
        };
        if self.people.is_whole_on(row, (from, to)) {
            return vec![WHOLE];
        }
        let there = |person: &&Person| {
            person.started.is_none_or(|day| day <= to) && person.left.is_none_or(|day| day >= from)
        };
        self.own(row)
            .filter(there)
            .map(|person| NamedByRow {
                person: Some(person),
                standing: self.standing(person, row, period),
            })
            .collect()
    }

    /// What a row that names a person asks of them in a period; nothing where that ended before the store was in use.
    fn standing(&self, person: &Person, row: &Row, period: Period) -> Expectancy {
        let Some((from, to)) = self.days(period) else {
            return Expectancy::NotInPost;
        };
        let mut exemptions = self.exemptions.iter();
        if !person.in_post_throughout(from, to) {
            Expectancy::NotInPost
        } else if exemptions.any(|exemption| exemption.covers(&person.name, &row.id, from, to)) {
            Expectancy::Exempt
        } else if self.is_asked_before(person, row, period) {
            Expectancy::OtherRow
        } else {
            Expectancy::Asked
        }
    }

    /// Whether a person may make a row's audit of a worker on a day of a period: in post on the day, and of those who may
    /// ([`People::may_audit`]).
    pub fn is_fit(
        &self,
        person: &Person,
        worker: Option<&Person>,
        row: &Row,
        period: Period,
        day: Date,
    ) -> bool {
        person.in_post(day) && self.people.may_audit(person, worker, row, period)
    }

    /// The row under which a case is drawn for an auditor on a day: of the random rows whose auditor the person is, the
    /// one that asks for an audit in its present period. `None` where none of them asks anything.
    pub fn drawn_row(&self, person: &Person, day: Date, starts: YearStart) -> Option<&'a Row> {
        let mut rows = self.drawn_rows(person);
        rows.find(|row| {
            row.times_a_year.is_some_and(|times| {
                self.standing(person, row, Period::of(day, times, starts)) == Expectancy::Asked
            })
        })
    }

    /// Those whom a row names one by one, whenever they are in post.
    fn own(&self, row: &Row) -> impl Iterator<Item = &'a Person> {
        self.people.all().iter().filter(move |person| row.names(person))
    }

    /// The rows that are drawn, auditor by auditor, and whose auditor a person is, in the schedule's order.
    fn drawn_rows(&self, person: &Person) -> impl Iterator<Item = &'a Row> {
        self.schedule
            .rows
            .iter()
            .filter(move |row| row.is_random() && row.per == Per::Auditor && row.names(person))
    }

    /// Whether a row that is drawn has another such row before it that asks the person for an audit in a period with a
    /// day in common. Each auditor has one case a cycle, whichever rows they audit for, so one is all that is expected.
    fn is_asked_before(&self, person: &Person, row: &Row, period: Period) -> bool {
        if !row.is_random() || row.per != Per::Auditor {
            return false;
        }
        self.drawn_rows(person)
            .take_while(|other| other.id != row.id)
            .filter_map(|other| Some((other, other.times_a_year?)))
            .any(|(other, times)| {
                let mut parts = period.year().parts(times);
                parts.any(|part| {
                    part.from() <= period.to()
                        && period.from() <= part.to()
                        && self.standing(person, other, part) == Expectancy::Asked
                })
            })
    }
}
