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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::view::sample::SampleCouncil;
    use crate::framework::schedule::Per;
    use crate::framework::{People, Row};
    use crate::reports::quarterly::figures::test_audits::{day, person, row};

    /// A council with one worker, who joined on 1 March 2027 and is to be seen within six weeks, by 12 April.
    fn council(left: Option<&str>) -> SampleCouncil {
        let mut council = SampleCouncil::default();
        council.schedule.rows = vec![Row {
            weeks_from_joining: Some(6),
            ..row("north-observed", Some(1), Per::Worker)
        }];
        let mut worker = person("Gus Gray", "social-worker", "North", Some("2027-03-01"));
        worker.left = left.map(day);
        council.people = People::new(vec![worker]);
        council
    }

    #[test]
    fn who_joined_before_the_turn_of_the_year_and_is_due_after_it_is_told_once() {
        let told = council(None).seen(day("2027-04-05"), |store| newcomers(&store, &[]));
        let due: Vec<_> = told.iter().map(|one| (one.name.as_str(), one.due)).collect();
        assert_eq!(due, [("Gus Gray", Some(day("2027-04-12")))]);
    }

    #[test]
    fn on_the_last_day_in_post_the_first_can_still_be_held() {
        let first = |left: &str| {
            council(Some(left)).seen(day("2027-05-04"), |store| {
                let year = store.starts.year_of(store.as_of);
                let report = coverage(&CoverageInput {
                    store,
                    summaries: &[],
                    year,
                });
                report.parts[0].workers[0].first.unwrap().state
            })
        };
        assert_eq!(first("2027-04-11"), FirstState::Left);
        assert_eq!(first("2027-04-12"), FirstState::Overdue);
    }
}
