//! Coverage by team.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CoverageInput, Worker, YearAsks};
use crate::reports::compliance::figures::the_one;

/// The workers of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TeamCoverage {
    /// The team of today; none: several teams, or none.
    pub team: Option<String>,
    /// How many workers the row names in it.
    pub workers: usize,
    /// Of how many the year asks something.
    pub asked: usize,
    /// How many of these were seen as often as is asked.
    pub seen: usize,
    /// How many of these were not.
    pub unseen: usize,
    /// How many, of all, are past a day by which they were to be seen.
    pub overdue: usize,
}

/// By team, those with most unseen first, then by name.
pub(super) fn by_team(input: &CoverageInput<'_>, workers: &[Worker]) -> Vec<TeamCoverage> {
    let mut teams: BTreeMap<Option<String>, TeamCoverage> = BTreeMap::new();
    for worker in workers {
        let person = input.store.people.find(worker.name.as_str());
        let team = person.and_then(|person| the_one(&person.teams));
        let line = teams.entry(team.clone()).or_default();
        let asked = worker.asked == YearAsks::Yes;
        line.team = team;
        line.workers += 1;
        line.asked += usize::from(asked);
        line.seen += usize::from(asked && worker.is_seen);
        line.unseen += usize::from(asked && !worker.is_seen);
        line.overdue += usize::from(worker.overdue);
    }
    let mut lines: Vec<TeamCoverage> = teams.into_values().collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.unseen, line.overdue)));
    lines
}
