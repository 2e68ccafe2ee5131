//! Who is drawn for: the auditors whose random audit is due, and why the others are not.

use std::collections::{HashMap, HashSet};

use super::chain::StandingDraw;
use super::pool::PoolQuestion;
use super::raffle::{HISTORY, Past, plain_name};
use crate::framework::{CountedBy, Cycle, Period, Person, PersonName, Row, RowId};

/// An auditor for whom a case is to be drawn, and the row that asks for it.
#[derive(Clone, Copy, Debug)]
pub struct DueAuditor<'a> {
    /// The auditor.
    pub person: &'a Person,
    /// The row of the schedule.
    pub row: &'a Row,
}

/// A row, or an auditor of it, for whom nothing is drawn, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotDrawn {
    /// The row of the schedule.
    pub row: RowId,
    /// The auditor; `None` where the whole row is meant.
    pub person: Option<PersonName>,
    /// Why.
    pub why: NotDue,
}

/// Why nothing is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDue {
    /// The row is to be confirmed by the council, so it expects nothing yet.
    ToBeConfirmed,
    /// Nobody of the row's service holds one of its roles; the audit is the service's as a whole.
    NoAuditorsOfItsOwn,
    /// The auditor is exempt from the row on the draw's date.
    Exempt,
    /// The auditor has a standing draw in the row's present period.
    DrawnThisPeriod,
    /// The auditor's one case of the cycle is drawn under another row.
    OtherRow,
}

impl NotDue {
    /// The reason, in words that follow the name of the row or the auditor.
    pub fn words(self) -> &'static str {
        match self {
            Self::ToBeConfirmed => "waits for the council to say how often it is due",
            Self::NoAuditorsOfItsOwn => {
                "has no auditors in its own service, so nothing is drawn: the audit is the service's as a whole"
            }
            Self::Exempt => "is exempt on the day of the draw",
            Self::DrawnThisPeriod => "has a case already for this period",
            Self::OtherRow => "is drawn for under another row: each auditor has one case a cycle",
        }
    }
}

/// Who is drawn for, who is not, and every auditor that a random row has.
pub(super) struct Dues<'a> {
    /// One unit a person, in the byte order of their names.
    pub(super) due: Vec<DueAuditor<'a>>,
    /// The others.
    pub(super) not_drawn: Vec<NotDrawn>,
    /// All auditors of random rows in post, whether due or not; some may stand twice.
    pub(super) auditors: Vec<&'a Person>,
}

/// Goes through the schedule's random rows; of a person's rows the one that expects an audit of them wins, else the first
/// that is due.
pub(super) fn dues<'a>(question: &PoolQuestion<'a>, standing: &ByUnit<'_>) -> Dues<'a> {
    let mut found = Dues {
        due: Vec::new(),
        not_drawn: Vec::new(),
        auditors: Vec::new(),
    };
    let mut seen = HashSet::new();
    for row in question.schedule.rows.iter().filter(|row| row.is_random()) {
        let mut not_drawn = |person: Option<&Person>, why| {
            found.not_drawn.push(NotDrawn {
                row: row.id.clone(),
                person: person.map(|person| person.name.clone()),
                why,
            });
        };
        if !question.people.has_own_auditors(row, question.as_of) {
            not_drawn(None, NotDue::NoAuditorsOfItsOwn);
            continue;
        }
        let auditors = question.people.auditors(row, question.as_of);
        for person in &auditors {
            match why_not(question, standing, row, person) {
                Some(why) => not_drawn(Some(person), why),
                None if !seen.insert(person.name.as_str()) => {
                    not_drawn(Some(person), NotDue::OtherRow);
                }
                None => found.due.push(DueAuditor { person, row }),
            }
        }
        found.auditors.extend(auditors);
    }
    found
        .due
        .sort_by_cached_key(|due| plain_name(due.person.name.as_str()));
    found
}

fn why_not(question: &PoolQuestion<'_>, standing: &ByUnit<'_>, row: &Row, person: &Person) -> Option<NotDue> {
    let Some(times) = row.times_a_year else {
        return Some(NotDue::ToBeConfirmed);
    };
    let as_of = question.as_of;
    if question
        .exemptions
        .iter()
        .any(|exemption| exemption.covers(&person.name, &row.id, as_of, as_of))
    {
        return Some(NotDue::Exempt);
    }
    let counting = CountedBy {
        schedule: question.schedule,
        people: question.people,
        exemptions: question.exemptions,
        in_use_since: question.in_use_since,
    };
    let expected = counting.drawn_row(person, as_of, question.starts);
    if expected.is_some_and(|expected| expected.id != row.id) {
        return Some(NotDue::OtherRow);
    }
    let period = Period::of(as_of, times, question.starts);
    let cycle = Cycle::of(as_of, question.starts).to_string();
    let draws = standing.of(person);
    if draws
        .iter()
        .any(|draw| draw.row == row.id && period.contains(draw.allocated))
    {
        return Some(NotDue::DrawnThisPeriod);
    }
    // Were it not for this, a second run in a cycle would draw for the next row of whoever audits two.
    draws
        .iter()
        .any(|draw| draw.row != row.id && draw.cycle == cycle)
        .then_some(NotDue::OtherRow)
}

/// The standing draws of each unit, oldest first.
///
/// A person is found by the names of `people.csv`, so that a change of name keeps the history where the old name
/// stays as an alias.
pub(super) struct ByUnit<'a>(HashMap<String, Vec<&'a StandingDraw>>);

impl<'a> ByUnit<'a> {
    pub(super) fn new(question: &PoolQuestion<'a>) -> Self {
        let mut by_unit: HashMap<String, Vec<&StandingDraw>> = HashMap::new();
        for draw in question.standing {
            let person = question.people.find(&draw.unit);
            let name = person.map_or(draw.unit.as_str(), |person| person.name.as_str());
            by_unit.entry(plain_name(name)).or_default().push(draw);
        }
        for draws in by_unit.values_mut() {
            // Stable: draws of one day stay in the order of their records.
            draws.sort_by_key(|draw| draw.allocated);
        }
        Self(by_unit)
    }

    pub(super) fn of(&self, person: &Person) -> &[&'a StandingDraw] {
        self.0
            .get(&plain_name(person.name.as_str()))
            .map_or(&[], Vec::as_slice)
    }
}

/// The last six of a unit's standing draws that have happened by the draw's date, oldest first.
///
/// A case-holder goes by the name that `people.csv` has today, as those of the pool do.
pub(super) fn history(standing: &[&StandingDraw], question: &PoolQuestion<'_>) -> Vec<Past> {
    let happened: Vec<&&StandingDraw> = standing
        .iter()
        .filter(|draw| draw.allocated <= question.as_of)
        .collect();
    let past = |draw: &&&StandingDraw| {
        let person = question.people.find(&draw.holder);
        Past {
            holder: person.map_or_else(|| draw.holder.clone(), |person| plain_name(person.name.as_str())),
            status: draw.status.clone(),
        }
    };
    happened[happened.len().saturating_sub(HISTORY)..]
        .iter()
        .map(past)
        .collect()
}

#[cfg(test)]
mod tests;
