//! Who has been drawn from whom over a council year, and where the variety that the framework asks for is thin
//! ("varying case-holders and legal status").

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::chain::{StandingDraw, standing_draws};
use super::raffle::Entry;
use super::record::{DrawRecord, Unit};
use crate::framework::{AuditId, ChildId, CouncilYear, Date, RowId};

/// From how many draws on it is told which legal status was never drawn.
pub const DRAWS_FOR_STATUS: usize = 3;

/// The history as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawHistory {
    /// `qaf.draw-history/1`.
    pub schema: &'static str,
    /// The council year, as `2026-27`.
    pub year: String,
    /// Today.
    pub as_of: Date,
    /// The auditors, by name.
    pub units: Vec<UnitHistory>,
}

/// What was drawn for an auditor in the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitHistory {
    /// The auditor.
    pub unit: String,
    /// The draws that stand, oldest first.
    pub draws: Vec<PastDraw>,
    /// The case-holders of the pools.
    pub holders: Vec<DrawnOften>,
    /// The legal statuses of the pools.
    pub statuses: Vec<DrawnOften>,
    /// Where the variety is thin.
    pub thin: Vec<Thin>,
}

/// A draw that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PastDraw {
    /// The cycle.
    pub cycle: String,
    /// The day.
    pub allocated: Date,
    /// The row of the schedule.
    pub row: RowId,
    /// The audit.
    pub audit: AuditId,
    /// The child, by id.
    pub child_id: ChildId,
    /// The case-holder then.
    pub case_holder: String,
    /// The legal status then.
    pub legal_status: String,
    /// From how many cases.
    pub pool: usize,
}

/// How often a case-holder or a legal status was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawnOften {
    /// Whose, or which.
    pub name: String,
    /// How often it was drawn.
    pub drawn: usize,
    /// In how many of the pools it stood.
    pub in_pools: usize,
}

/// Where the variety is thin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Thin {
    /// A case-holder was drawn again while others of that pool had not been drawn in the year.
    HolderAgain {
        /// The case-holder.
        holder: String,
        /// How often in the year.
        drawn: usize,
        /// Those who have not been drawn to this day, though they had a case in the pool it was drawn from.
        others: Vec<String>,
    },
    /// A legal status that stood in pools was not drawn in the year.
    StatusNeverDrawn {
        /// The status.
        status: String,
        /// In how many of the pools it stood.
        in_pools: usize,
        /// Of how many draws.
        draws: usize,
    },
}

/// What the history is made of.
#[derive(Clone, Copy, Debug)]
pub struct PastDraws<'a> {
    /// Every record, oldest first.
    pub records: &'a [&'a DrawRecord],
    /// The council year.
    pub year: CouncilYear,
    /// Today; what is dated later has not happened yet.
    pub as_of: Date,
}

/// Makes the history. `name` gives the name by which an auditor or a case-holder goes today, `wanted` says whose is asked
/// for.
pub fn history(
    input: PastDraws<'_>,
    name: impl Fn(&str) -> String,
    wanted: impl Fn(&str) -> bool,
) -> DrawHistory {
    let records: Vec<&DrawRecord> = input
        .records
        .iter()
        .copied()
        .filter(|record| record.as_of <= input.as_of)
        .collect();
    let mut units: BTreeMap<String, Vec<(StandingDraw, &Unit)>> = BTreeMap::new();
    for draw in standing_draws(records.iter().copied()) {
        let in_year = input.year.from() <= draw.allocated && draw.allocated <= input.year.to();
        let unit = name(&draw.unit);
        if let Some(from) = drawn_in(&records, &draw.audit).filter(|_| in_year && wanted(&unit)) {
            units.entry(unit).or_default().push((draw, from));
        }
    }
    DrawHistory {
        schema: "qaf.draw-history/1",
        year: input.year.to_string(),
        as_of: input.as_of,
        units: units
            .into_iter()
            .map(|(unit, draws)| of_unit(unit, draws, &name))
            .collect(),
    }
}

/// A draw that stands, with its pool, the case-holders of both by their names of today.
struct Draw<'a> {
    standing: StandingDraw,
    pool: Vec<Entry>,
    from: &'a Unit,
}

/// The unit of the record that drew an audit.
fn drawn_in<'a>(records: &[&'a DrawRecord], audit: &AuditId) -> Option<&'a Unit> {
    let mut units = records.iter().flat_map(|record| &record.units);
    units.find(|unit| unit.drawn.as_ref().is_some_and(|drawn| drawn.audit == *audit))
}

fn of_unit(unit: String, draws: Vec<(StandingDraw, &Unit)>, name: &impl Fn(&str) -> String) -> UnitHistory {
    // Every name once, as pools have the same few again and again.
    let mut names: HashMap<&str, String> = HashMap::new();
    for entry in draws.iter().flat_map(|(_, from)| &from.pool) {
        names.entry(&entry.holder).or_insert_with(|| name(&entry.holder));
    }
    let today = |holder: &str| names.get(holder).cloned().unwrap_or_else(|| name(holder));
    let mut draws: Vec<Draw<'_>> = draws
        .into_iter()
        .map(|(mut draw, from)| {
            draw.holder = today(&draw.holder);
            let pool = from.pool.iter().map(|entry| Entry {
                holder: today(&entry.holder),
                ..entry.clone()
            });
            Draw {
                pool: pool.collect(),
                standing: draw,
                from,
            }
        })
        .collect();
    // Stable: draws of one day stay in the order of their records.
    draws.sort_by_key(|one| one.standing.allocated);
    let holders = counted(&draws, |entry| &entry.holder, |draw| &draw.holder);
    let statuses = counted(&draws, |entry| &entry.status, |draw| &draw.status);
    let mut thin = holders_again(&draws, &holders);
    if draws.len() >= DRAWS_FOR_STATUS {
        let never = statuses.iter().filter(|status| status.drawn == 0);
        thin.extend(never.map(|status| Thin::StatusNeverDrawn {
            status: status.name.clone(),
            in_pools: status.in_pools,
            draws: draws.len(),
        }));
    }
    UnitHistory {
        unit,
        draws: draws.iter().map(|one| past(&one.standing, one.from)).collect(),
        holders,
        statuses,
        thin,
    }
}

fn past(draw: &StandingDraw, from: &Unit) -> PastDraw {
    PastDraw {
        cycle: draw.cycle.clone(),
        allocated: draw.allocated,
        row: draw.row.clone(),
        audit: draw.audit.clone(),
        child_id: draw.child.clone(),
        case_holder: draw.holder.clone(),
        legal_status: draw.status.clone(),
        pool: from.pool.len(),
    }
}

/// Every name of the pools, by its bytes, with how often it was drawn.
fn counted(
    draws: &[Draw<'_>],
    in_pool: impl Fn(&Entry) -> &String,
    picked: impl Fn(&StandingDraw) -> &String,
) -> Vec<DrawnOften> {
    let mut names: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for Draw {
        standing: draw, pool, ..
    } in draws
    {
        let pool: BTreeSet<&String> = pool.iter().map(&in_pool).collect();
        for name in pool {
            names.entry(name.clone()).or_default().1 += 1;
        }
        names.entry(picked(draw).clone()).or_default().0 += 1;
    }
    let counts = names.into_iter().map(|(name, (drawn, in_pools))| DrawnOften {
        name,
        drawn,
        in_pools,
    });
    counts.collect()
}

/// The case-holders who were drawn again while others of the pool were not drawn at all.
fn holders_again(draws: &[Draw<'_>], holders: &[DrawnOften]) -> Vec<Thin> {
    let never: BTreeSet<&str> = holders
        .iter()
        .filter(|holder| holder.drawn == 0)
        .map(|holder| holder.name.as_str())
        .collect();
    let again = holders.iter().filter(|holder| holder.drawn > 1);
    let thin = again.filter_map(|holder| {
        // The first time was nobody's loss.
        let later = draws
            .iter()
            .filter(|one| one.standing.holder == holder.name)
            .skip(1);
        let others: BTreeSet<&str> = later
            .flat_map(|one| one.pool.iter().map(|entry| entry.holder.as_str()))
            .filter(|other| never.contains(other))
            .collect();
        (!others.is_empty()).then(|| Thin::HolderAgain {
            holder: holder.name.clone(),
            drawn: holder.drawn,
            others: others.into_iter().map(str::to_owned).collect(),
        })
    });
    thin.collect()
}

impl Thin {
    /// It in a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::HolderAgain {
                holder,
                drawn,
                others,
            } => {
                let have = if others.len() == 1 { "has" } else { "have" };
                let others = listed(others);
                format!(
                    "{holder} has been drawn {} this year, while {others}, with a case in the same pool, {have} not been \
                     drawn.",
                    times(*drawn)
                )
            }
            Self::StatusNeverDrawn {
                status,
                in_pools,
                draws,
            } => {
                format!(
                    "{status} was not drawn in {draws} draws, though it stood in the pools of {in_pools}."
                )
            }
        }
    }
}

/// Names as people list them: the first, the second and the third.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}
