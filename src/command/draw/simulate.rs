//! `qaf draw simulate`.

use std::path::PathBuf;
use std::sync::Once;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::simulate_page as page;
use crate::command::roster::read_files;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::draw::simulate::{Method, Setting, Simulation, simulate};
use crate::draw::{PoolQuestion, plan};
use crate::output::{Destination, Format, Outcome};
use crate::reports::printed::{PrintedReport, WITHOUT_CSV};
use crate::roster::{self, Roster};

/// From when on a bar shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Try the raffle on this council: whom it reaches over the year, beside a plain random pick and a strict rotation
///
/// Nothing is drawn and no file is changed. The pools are those of the roster, as if nothing had been drawn before.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// The case list; may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    roster: Vec<PathBuf>,
    /// So many cycles of two months each time
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=120))]
    cycles: u16,
    /// So many times; more make the figures steadier
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// What the random numbers start from; the same one gives the same figures
    #[arg(long, value_name = "SEED", default_value = "1")]
    seed: String,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Simulates and prints what came of it. Where no auditor has a pool there is nothing to simulate, and the status is 1.
pub fn run(args: &SimulateArgs, context: &Context) -> Result<Outcome> {
    if context.format == Format::Csv {
        return Err(context.no_such_format("draw simulate", WITHOUT_CSV));
    }
    let simulation = simulated(args, context)?;
    let printed = PrintedReport {
        name: "draw simulate",
        paper: &|| page::paper(&simulation, context.as_of),
        text: None,
        json: &|| crate::paper::json(&simulation),
        csv: None,
        own: &[
            (Format::Text, &|| Ok(page::text(&simulation, context.style()))),
            (Format::Md, &|| Ok(page::md(&simulation))),
            (Format::Html, &|| {
                page::html(&simulation).context("The page could not be made")
            }),
        ],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::look_if(simulation.auditors == 0))
}

fn simulated(args: &SimulateArgs, context: &Context) -> Result<Simulation> {
    let roster = read(args, context)?;
    let settings = &context.store.settings;
    let plan = plan(&PoolQuestion {
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        cases: &roster.cases,
        as_of: context.as_of,
        starts: settings.year_starts,
        in_use_since: settings.in_use_since,
        window_days: settings.window_days,
        memory_cycles: settings.memory_cycles,
        standing: &[],
        picked: &[],
    })?;
    let setting = Setting {
        seed: &args.seed,
        cycles: usize::from(args.cycles),
        runs: args.runs as usize,
        memory_cycles: settings.memory_cycles as usize,
    };
    let bar = BarOnScreen::new(
        u64::from(args.runs) * Method::ALL.len() as u64,
        !context.out.is_quiet(),
    );
    Ok(simulate(&plan.units, setting, || bar.step()))
}

fn read(args: &SimulateArgs, context: &Context) -> Result<Roster> {
    let files = read_files(&args.roster, "roster")?;
    let given: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let settings = &context.store.settings;
    let roster = roster::read(
        &given,
        context.as_of,
        &settings.roster_columns,
        &settings.roster_statuses,
    )?;
    let unreadable: usize = roster.files.iter().map(|file| file.unreadable).sum();
    if unreadable > 0 {
        let rows = crate::paper::count(unreadable, "row", "rows");
        context.out.say(format!(
            "{rows} of the roster can't be read and count for nothing here."
        ));
    }
    Ok(roster)
}

/// A bar on standard error, where a person watches and it takes a while.
struct BarOnScreen {
    shows: ProgressBar,
    started: Instant,
    shown: Once,
    wanted: bool,
}

impl BarOnScreen {
    fn new(steps: u64, wanted: bool) -> Self {
        let shows = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("Simulating {bar:30} {percent}%") {
            shows.set_style(style);
        }
        Self {
            shows,
            started: Instant::now(),
            shown: Once::new(),
            wanted,
        }
    }

    fn step(&self) {
        if self.wanted && self.started.elapsed() > PATIENCE {
            // A target on standard error stays hidden where that is no terminal.
            self.shown
                .call_once(|| self.shows.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.shows.inc(1);
    }
}

impl Drop for BarOnScreen {
    fn drop(&mut self) {
        self.shows.finish_and_clear();
    }
}
