//! New workers who are still to be seen: not yet within the first weeks, or not as often as is asked within probation.

use serde::Serialize;

use super::{
    CoverageInput, FirstSeen, FirstState, Probation, ProbationState, UnderWay, Why, Worker, WorkerRow,
    coverage,
};
use crate::figures::StoreView;
use crate::figures::summary::Summary;
use crate::framework::{Date, PersonName, RowId, Team};

/// A new worker who is still to be seen, or was not seen as often as is asked before probation ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Newcomer {
    /// The worker.
    pub name: PersonName,
    /// The team of today; several stand together.
    pub team: Option<String>,
    /// The line manager.
    pub manager: Option<PersonName>,
    /// The row that asks for it.
    pub row: RowId,
    /// The first day in post, where known.
    pub joined: Option<Date>,
    /// The first within the weeks from joining.
    pub first: Option<FirstSeen>,
    /// So many by the end of probation.
    pub probation: Option<Probation>,
    /// What is allocated and not submitted yet.
    pub under_way: Vec<UnderWay>,
    /// The day by which the worker is still to be seen; none where probation ended before, which can't be made good.
    pub due: Option<Date>,
    /// What asks for that day.
    pub why: Option<Why>,
}

impl Newcomer {
    /// Of a worker of whom the first weeks or probation still ask something, or were not kept.
    fn of(part: &WorkerRow, worker: &Worker, store: &StoreView<'_>) -> Option<Self> {
        if worker.left.is_some_and(|day| day < store.as_of) {
            return None;
        }
        let first = worker
            .first
            .filter(|first| matches!(first.state, FirstState::Overdue | FirstState::ToCome));
        let probation = worker
            .probation
            .filter(|probation| matches!(probation.state, ProbationState::ToCome | ProbationState::Short));
        if first.is_none() && probation.is_none() {
            return None;
        }
        let running = probation.filter(|probation| probation.state == ProbationState::ToCome);
        let due = [
            first.map(|first| (first.due, Why::FirstWeeks)),
            running.and_then(|probation| Some((probation.ends?, Why::Probation))),
        ];
        let due = due.into_iter().flatten().min();
        let person = store.people.find(worker.name.as_str());
        Some(Self {
            name: worker.name.clone(),
            team: worker.team.clone(),
            manager: person.and_then(|person| person.manager.clone()),
            row: part.row.clone(),
            joined: worker.joined,
            first: worker.first,
            probation: worker.probation,
            under_way: worker.under_way.clone(),
            due: due.map(|(day, _)| day),
            why: due.map(|(_, why)| why),
        })
    }

    /// Whether the worker is of the team with this name, in whatever case.
    pub fn is_of_team(&self, name: &str, store: &StoreView<'_>) -> bool {
        let person = store.people.find(self.name.as_str());
        let mut teams = person.iter().flat_map(|person| &person.teams).map(Team::as_str);
        teams.any(|team| team.to_lowercase() == name.to_lowercase())
    }
}

/// The new workers of the council year of today, and those of the year before whose first weeks were missed and who are
/// unseen to this day; each row's by day and name.
pub fn newcomers(store: &StoreView<'_>, summaries: &[&Summary]) -> Vec<Newcomer> {
    let year = store.starts.year_of(store.as_of);
    let mut found: Vec<Newcomer> = Vec::new();
    for year in [year, year.plus(-1)] {
        let report = coverage(&CoverageInput {
            store: *store,
            summaries,
            year,
        });
        for part in &report.parts {
            let each = part.workers.iter();
            for newcomer in each.filter_map(|worker| Newcomer::of(part, worker, store)) {
                let known = found
                    .iter()
                    .any(|one| one.row == newcomer.row && one.name == newcomer.name);
                // A probation that ended in the year before is that year's.
                let is_told = year.to() >= store.as_of || newcomer.due.is_some();
                if !known && is_told {
                    found.push(newcomer);
                }
            }
        }
    }
    found.sort_by(|a, b| {
        (a.due.is_none(), a.due, &a.name, &a.row).cmp(&(b.due.is_none(), b.due, &b.name, &b.row))
    });
    found
}
