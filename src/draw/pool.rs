//! From which cases it is drawn: every unit's pool and history, and what was set aside.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;
use smol_str::SmolStr;

use super::chain::{Picked, StandingDraw, recent_cycles};
use super::due::{ByUnit, DueAuditor, NotDrawn, dues, history};
use super::holders::{Holders, LikeAuditor, NamedHolder, SeenHolder, named};
use super::raffle::{Entry, RaffleError, composed, plain_name, pool_fingerprint};
use super::record::{DrawWindow, Reason, SetAside, Unit};
use super::respelt::in_every_spelling;
use crate::framework::{Cycle, Date, Exemption, People, Person, Schedule, Team, YearStart, word::nearest};
use crate::roster::Case;

/// What a draw is asked from.
#[derive(Clone, Copy, Debug)]
pub struct PoolQuestion<'a> {
    /// The schedule; its rows with a random selection are drawn for.
    pub schedule: &'a Schedule,
    /// The staff.
    pub people: &'a People,
    /// Who is excused.
    pub exemptions: &'a [Exemption],
    /// The children of the rosters, each once.
    pub cases: &'a [Case],
    /// The draw's date.
    pub as_of: Date,
    /// The month in which the council's year starts.
    pub starts: YearStart,
    /// The day from which the schedule expects audits; none: from ever.
    pub in_use_since: Option<Date>,
    /// A case must have been open in so many days that end on the draw's date; 28 unless set otherwise.
    pub window_days: u32,
    /// Children drawn in this cycle and so many before are set aside; 6 unless set otherwise.
    pub memory_cycles: u32,
    /// Every standing draw that earlier records hold, in the order of the records.
    pub standing: &'a [StandingDraw],
    /// The children of standing audits that nobody drew.
    pub picked: &'a [Picked],
}

/// The frozen pools of a cycle's draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The cycle.
    pub cycle: Cycle,
    /// One unit an auditor, in the byte order of their names; nothing is ranked yet.
    pub units: Vec<Unit>,
    /// The rows and auditors for whom nothing is drawn.
    pub not_drawn: Vec<NotDrawn>,
    /// The roster's teams that no auditor has; they stop nothing.
    pub teams_without_auditor: Vec<TeamWithoutAuditor>,
    /// What is to be said of the names of case-holders.
    pub holders: Holders,
}

/// A team of the roster that no auditor of a random row has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamWithoutAuditor {
    /// The team, as the roster first writes it.
    pub team: Team,
    /// How many of the roster's children are its.
    pub children: u64,
    /// The auditors' team that it seems to mean.
    pub nearest: Option<Team>,
}

/// Says for whom it is drawn in the cycle of the question's date, and freezes every pool.
///
/// # Errors
/// Where a text can't enter the rule, as an id with a control character.
pub fn plan(question: &PoolQuestion<'_>) -> Result<Plan, RaffleError> {
    let standing = ByUnit::new(question);
    let dues = dues(question, &standing);
    let roster = AnsweredRoster::new(question, &dues.auditors);
    let units: Result<Vec<Unit>, RaffleError> = dues
        .due
        .par_iter()
        .map(|due| roster.unit(question, due, standing.of(due.person)))
        .collect();
    Ok(Plan {
        cycle: Cycle::of(question.as_of, question.starts),
        units: units?,
        teams_without_auditor: roster.teams_without_auditor(),
        holders: roster.holders(question, &dues.due),
        not_drawn: dues.not_drawn,
    })
}

/// The id by which a child of a roster stands in pools and records.
pub fn case_id(case: &Case) -> String {
    composed(case.child_id.as_str()).into_owned()
}

/// The roster with every question answered once that the pools would ask again and again.
struct AnsweredRoster<'a> {
    /// The cases by team, by the team's name as it is compared.
    teams: BTreeMap<String, Vec<&'a Case>>,
    /// The auditors' teams, by their names as compared.
    audited: BTreeMap<String, &'a Team>,
    /// Whom each case-holder and manager of the roster is.
    names: HashMap<&'a str, NamedHolder>,
    /// The ids of the children set aside as drawn recently.
    recent: HashSet<String>,
    /// The ids of the children set aside as picked by hand recently.
    picked: HashSet<String>,
    /// How many cases there are, and how many of them in teams that no auditor has.
    total: usize,
    unaudited: usize,
}

/// A team's name as it is compared: no case, single spaces.
fn team_key(team: &str) -> String {
    plain_name(team).to_lowercase()
}

impl<'a> AnsweredRoster<'a> {
    fn new(question: &PoolQuestion<'a>, auditors: &[&'a Person]) -> Self {
        let mut audited = BTreeMap::new();
        for team in auditors.iter().flat_map(|person| &person.teams) {
            audited.entry(team_key(team.as_str())).or_insert(team);
        }
        let teams = by_team(question.cases);
        let unaudited = teams
            .iter()
            .filter(|(team, _)| !audited.contains_key(*team))
            .map(|(_, cases)| cases.len())
            .sum();
        let cycles = recent_cycles(Cycle::of(question.as_of, question.starts), question.memory_cycles);
        let recent = question
            .standing
            .iter()
            // What was drawn since is no less recent, where a cycle is drawn that was over before.
            .filter(|draw| cycles.contains(&draw.cycle) || draw.allocated > question.as_of)
            .map(|draw| composed(draw.child.as_str()).into_owned());
        let recent = in_every_spelling(question.cases, recent.collect());
        let picked = question
            .picked
            .iter()
            .filter(|picked| cycles.contains(&picked.cycle))
            .map(|picked| composed(picked.child.as_str()).into_owned());
        let picked = in_every_spelling(question.cases, picked.collect());
        Self {
            teams,
            audited,
            names: named(question.cases, question.people),
            recent,
            picked,
            total: question.cases.len(),
            unaudited,
        }
    }

    fn unit(
        &self,
        question: &PoolQuestion<'_>,
        due: &DueAuditor<'_>,
        standing: &[&StandingDraw],
    ) -> Result<Unit, RaffleError> {
        let name = plain_name(due.person.name.as_str());
        let window = window(question);
        let sorted = self.sort_out(&name, due.person, window);
        let history = history(standing, question);
        let teams: Vec<&str> = due.person.teams.iter().map(Team::as_str).collect();
        let team = plain_name(&teams.join("; "));
        let why = sorted.pool.is_empty().then(|| why_empty(&name, &team));
        Ok(Unit {
            drawn: None,
            pool_sha256: pool_fingerprint(&name, &history, &sorted.pool)?,
            history,
            pool: sorted.pool,
            ranked: Vec::new(),
            row: due.row.id.clone(),
            service: due.row.service.clone(),
            set_aside: sorted.set_aside,
            team,
            unit: name,
            waived: sorted.waived,
            why,
            window,
        })
    }

    /// Sorts the cases of an auditor's teams into the pool and what is set aside; all others are only counted.
    fn sort_out(&self, name: &str, person: &Person, window: DrawWindow) -> Sorted {
        let keys: HashSet<String> = person.teams.iter().map(|team| team_key(team.as_str())).collect();
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        let (mut pool, mut recent) = (Vec::new(), Vec::new());
        let mut by_hand = 0;
        let mut own = 0;
        let mut like = LikeAuditor::new(person);
        for cases in keys.iter().filter_map(|key| self.teams.get(key)) {
            own += cases.len();
            let narrowed = cases.iter().any(|case| self.manager(case) == Some(name));
            for case in cases {
                let id = case_id(case);
                if let Some(reason) = self.reason(case, name, &mut like, narrowed, window) {
                    *counts.entry(reason).or_default() += 1;
                } else if self.recent.contains(&id) {
                    recent.push(self.entry(id, case));
                } else if self.picked.contains(&id) {
                    by_hand += 1;
                    recent.push(self.entry(id, case));
                } else {
                    pool.push(self.entry(id, case));
                }
            }
        }
        // Without this an auditor of few children would be drawn none for a year.
        let waived = pool.is_empty() && !recent.is_empty();
        if waived {
            pool = recent;
        } else {
            counts.insert(Reason::DrawnRecently, recent.len() - by_hand);
            counts.insert(Reason::PickedByHand, by_hand);
        }
        pool.sort_unstable();
        counts.insert(Reason::OtherTeam, self.total - self.unaudited - own);
        counts.insert(Reason::TeamWithoutAuditor, self.unaudited);
        Sorted {
            pool,
            set_aside: set_aside(&counts),
            waived,
        }
    }

    /// Why a case of the auditor's team is set aside, but for what was drawn recently.
    fn reason(
        &self,
        case: &Case,
        auditor: &str,
        like: &mut LikeAuditor<'a, '_>,
        narrowed: bool,
        window: DrawWindow,
    ) -> Option<Reason> {
        let holder = self.named(case.case_holder.as_deref());
        if case.leave_out {
            Some(Reason::LeftOut)
        } else if let Some(reason) = not_open(case, window) {
            Some(reason)
        } else if case.case_holder.is_none() {
            Some(Reason::Unallocated)
        } else if self.holder(case) == auditor {
            Some(Reason::AuditorIsCaseHolder)
        } else if holder.is_some_and(|(written, named)| !named.is_known && like.is(written)) {
            Some(Reason::HolderMayBeAuditor)
        } else if narrowed && self.manager(case).is_some_and(|manager| manager != auditor) {
            // A row that names no manager narrows nobody's pool; otherwise its child could never be drawn.
            Some(Reason::OtherManager)
        } else {
            None
        }
    }

    fn entry(&self, case_id: String, case: &Case) -> Entry {
        Entry {
            case_id,
            holder: self.holder(case).to_owned(),
            status: plain_name(&case.legal_status),
        }
    }

    fn holder(&self, case: &Case) -> &str {
        let holder = self.named(case.case_holder.as_deref());
        holder.map_or("", |(_, named)| &named.name)
    }

    fn manager(&self, case: &Case) -> Option<&str> {
        self.named(case.manager.as_deref())
            .map(|(_, named)| named.name.as_str())
    }

    /// A name of the roster as it is written there, and whom it means.
    fn named(&self, written: Option<&SmolStr>) -> Option<(&'a str, &NamedHolder)> {
        self.names
            .get_key_value(written?.as_str())
            .map(|(written, named)| (*written, named))
    }

    /// What is to be said of the names of the case-holders from whose cases it is drawn.
    fn holders(&self, question: &PoolQuestion<'_>, due: &[DueAuditor<'_>]) -> Holders {
        let window = window(question);
        let mut auditors: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        for due in due {
            let keys: BTreeSet<String> = due
                .person
                .teams
                .iter()
                .map(|team| team_key(team.as_str()))
                .collect();
            for key in keys {
                auditors.entry(key).or_default().push(due.person);
            }
        }
        let seen = auditors.par_iter().flat_map_iter(|(team, auditors)| {
            let mut seen: HashMap<&str, u64> = HashMap::new();
            let cases = self.teams.get(team).into_iter().flatten();
            for case in cases.filter(|case| !case.leave_out && not_open(case, window).is_none()) {
                if let Some(holder) = &case.case_holder {
                    *seen.entry(holder.as_str()).or_default() += 1;
                }
            }
            seen.into_iter().map(|(name, children)| SeenHolder {
                name,
                children,
                auditors,
            })
        });
        Holders::of(question.people, &seen.collect::<Vec<_>>())
    }

    fn teams_without_auditor(&self) -> Vec<TeamWithoutAuditor> {
        self.teams
            .iter()
            .filter(|(key, _)| !self.audited.contains_key(*key))
            .filter_map(|(_, cases)| {
                let team = &cases.first()?.team;
                let known = self.audited.values().map(|team| team.as_str());
                Some(TeamWithoutAuditor {
                    team: Team::clone(team),
                    children: cases.len() as u64,
                    nearest: nearest(team.as_str(), known).and_then(Team::new),
                })
            })
            .collect()
    }
}

/// The days in which a case has to be open.
fn window(question: &PoolQuestion<'_>) -> DrawWindow {
    DrawWindow {
        from: question
            .as_of
            .minus_days(u64::from(question.window_days.saturating_sub(1))),
        to: question.as_of,
    }
}

/// Why a case was not open on any day of the window, where it was not.
fn not_open(case: &Case, window: DrawWindow) -> Option<Reason> {
    if case.closed.is_some_and(|day| day < window.from) {
        Some(Reason::ClosedBeforeWindow)
    } else if case.opened.is_some_and(|day| day > window.to) {
        Some(Reason::OpenedAfterWindow)
    } else {
        None
    }
}

/// A unit's pool, and what is not in it.
struct Sorted {
    pool: Vec<Entry>,
    set_aside: Vec<SetAside>,
    waived: bool,
}

/// The cases by team. Each spelling of a team is looked at once, however many children it has.
fn by_team(cases: &[Case]) -> BTreeMap<String, Vec<&Case>> {
    let mut by_spelling: HashMap<&str, Vec<&Case>> = HashMap::new();
    let mut spellings = Vec::new();
    for case in cases {
        let team = by_spelling.entry(case.team.as_str()).or_default();
        if team.is_empty() {
            spellings.push(case.team.as_str());
        }
        team.push(case);
    }
    let mut teams: BTreeMap<String, Vec<&Case>> = BTreeMap::new();
    for spelling in spellings {
        let cases = by_spelling.remove(spelling).unwrap_or_default();
        teams.entry(team_key(spelling)).or_default().extend(cases);
    }
    teams
}

fn set_aside(counts: &BTreeMap<Reason, usize>) -> Vec<SetAside> {
    Reason::ALL
        .iter()
        .filter_map(|reason| {
            let count = *counts.get(reason)? as u64;
            (count > 0).then_some(SetAside {
                count,
                reason: *reason,
            })
        })
        .collect()
}

fn why_empty(name: &str, team: &str) -> String {
    if team.is_empty() {
        format!("people.csv gives {name} no team, so no child could be drawn.")
    } else {
        format!("No child of {team} could be drawn: every one was set aside, or the roster has none.")
    }
}

#[cfg(test)]
mod tests;
