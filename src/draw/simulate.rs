//! What the raffle does on a council over the cycles, beside a plain random pick and a strict rotation.
//!
//! All three draw from the same pools: what was drawn in the cycles before is set aside, what an earlier auditor of the
//! cycle took is passed over. The pools stay as the roster has them, and nothing had been drawn before the first cycle.
//! The raffle is simulated by its exact chances, a case's tickets of all tickets, and not by its hashes.

mod council;
mod run;

use rayon::prelude::*;
use serde::Serialize;

use super::record::Unit;
use council::SimulatedCouncil;
use run::Tally;

/// What is simulated.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The seed: the same one gives the same figures.
    pub seed: &'a str,
    /// So many cycles each time.
    pub cycles: usize,
    /// So many times.
    pub runs: usize,
    /// Children drawn in so many cycles before are set aside.
    pub memory_cycles: usize,
}

/// How a case is picked from a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The rule of qaf.
    Raffle,
    /// Every case has the same chance.
    PlainRandom,
    /// The case-holder who waited longest, then the status that did, then the smallest id.
    StrictRotation,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::Raffle, Self::PlainRandom, Self::StrictRotation];

    /// Its name, for a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Raffle => "Raffle",
            Self::PlainRandom => "Plain random",
            Self::StrictRotation => "Strict rotation",
        }
    }
}

/// The outcome, as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Simulation {
    /// `qaf.simulate/1`.
    pub schema: &'static str,
    /// The seed.
    pub seed: String,
    /// How many cycles.
    pub cycles: usize,
    /// How many times.
    pub runs: usize,
    /// How many auditors have a pool.
    pub auditors: usize,
    /// The auditors whose pool is empty, so that nothing can be drawn for them.
    pub without_pool: Vec<String>,
    /// How many children stand in any pool.
    pub children: usize,
    /// The whole council, by method.
    pub council: Vec<Figures>,
    /// Each auditor.
    pub units: Vec<UnitFigures>,
}

/// One auditor's figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitFigures {
    /// The auditor.
    pub unit: String,
    /// The auditor's team.
    pub team: String,
    /// How many children are in the pool.
    pub pool: usize,
    /// How many case-holders.
    pub holders: usize,
    /// How many legal statuses.
    pub statuses: usize,
    /// By method.
    pub methods: Vec<Figures>,
}

/// What a method came to. Percents are 0 to 100, chances 0 to 1; null where nothing was counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The method.
    pub method: Method,
    /// Case-holders reached, of those that so many draws could reach.
    pub holders_reached: Option<f64>,
    /// Legal statuses reached, likewise.
    pub statuses_reached: Option<f64>,
    /// Draws whose case-holder had the auditor's draw before too, of those that could have been from another one.
    pub holder_twice_running: Option<f64>,
    /// Children never drawn, a mean of all times.
    pub never_drawn: f64,
    /// The best guess that somebody who knows the pool and what went before has at the next case: its mean.
    pub best_guess: Option<f64>,
    /// Its 95th percentile: 19 draws of 20 are harder to guess, or as hard.
    pub best_guess_95: Option<f64>,
}

/// Runs it, on all cores; `done` is called after each run. The figures do not depend on the number of cores.
pub fn simulate(units: &[Unit], setting: Setting<'_>, done: impl Fn() + Sync) -> Simulation {
    let (with, without): (Vec<&Unit>, Vec<&Unit>) = units.iter().partition(|unit| !unit.pool.is_empty());
    let council = SimulatedCouncil::new(&with);
    let tallies: Vec<Vec<Tally>> = Method::ALL
        .map(|method| tallies(&council, method, setting, &done))
        .into();
    let whole = tallies.iter().zip(Method::ALL);
    let unit_figures = with.iter().enumerate().map(|(at, unit)| UnitFigures {
        unit: unit.unit.clone(),
        team: unit.team.clone(),
        pool: unit.pool.len(),
        holders: council.units[at].holders,
        statuses: council.units[at].statuses,
        methods: tallies
            .iter()
            .zip(Method::ALL)
            .map(|(tally, method)| tally[at].figures(method, setting.runs))
            .collect(),
    });
    Simulation {
        schema: "qaf.simulate/1",
        seed: setting.seed.to_owned(),
        cycles: setting.cycles,
        runs: setting.runs,
        auditors: with.len(),
        without_pool: without.iter().map(|unit| unit.unit.clone()).collect(),
        children: council.children,
        council: whole
            .map(|(tally, method)| tally[with.len()].figures(method, setting.runs))
            .collect(),
        units: unit_figures.collect(),
    }
}

/// A tally of each auditor, and last that of the whole council.
fn tallies(
    council: &SimulatedCouncil,
    method: Method,
    setting: Setting<'_>,
    done: &(impl Fn() + Sync),
) -> Vec<Tally> {
    let none = || vec![Tally::default(); council.units.len() + 1];
    (0..setting.runs)
        .into_par_iter()
        .fold(none, |mut sum, number| {
            run::run(council, method, setting, number, &mut sum);
            done();
            sum
        })
        .reduce(none, |mut sum, other| {
            for (sum, other) in sum.iter_mut().zip(&other) {
                sum.add(other);
            }
            sum
        })
}

#[cfg(test)]
mod tests;
