//! `qaf roster`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};

use crate::command::allocate::audits::Audits;
use crate::command::allocate::earlier::Draws;
use crate::command::allocate::ids::AlikeIds;
use crate::command::roster_errors;
use crate::command::waiting;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::draw;
use crate::draw::{Plan, PoolQuestion};
use crate::output::{Destination, Format, Outcome};
use crate::paper::count;
use crate::reports::printed::{PrintedReport, WITHOUT_CSV};
use crate::reports::roster::figures::{InspectionInput, RosterReport, TomlPlaces, roster};
use crate::reports::roster::paper;
use crate::roster::inspect::{Inspection, inspect};
use crate::roster::{Hints, MOST_BYTES, Roster};
use crate::store::layout;
use crate::store::scan::{ReadError, read_file, read_named};

/// Look at a case list before it is drawn from
#[derive(Debug, Args)]
pub struct RosterArgs {
    #[command(subcommand)]
    what: RosterCommand,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

#[derive(Debug, Subcommand)]
enum RosterCommand {
    Inspect(InspectArgs),
}

/// Show what qaf understands of a case list, and what is to be done about the rest; nothing is changed
///
/// For an export with headers or statuses of its own it proposes the lines for qaf.toml. Ends with status 1 if
/// something needs to be seen to.
#[derive(Debug, Args)]
struct InspectArgs {
    /// The case list, a CSV file or an Excel workbook (.xlsx), as allocate --roster takes it; may be several files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write every fault to this new CSV file, to send back to whoever made the export
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

/// Looks at rosters.
pub fn run(args: &RosterArgs, context: &Context) -> Result<Outcome> {
    let RosterCommand::Inspect(args) = &args.what;
    inspected(args, context)
}

fn inspected(args: &InspectArgs, context: &Context) -> Result<Outcome> {
    if context.format == Format::Csv {
        return Err(context.no_such_format("roster inspect", WITHOUT_CSV));
    }
    let files = read_files(&args.files, "roster")?;
    let given: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    warn_of_faults(context);
    let report = report(&given, context)?;
    // What was asked for is made, whether or not what is said of it can be printed.
    if let Some(path) = &args.errors {
        roster_errors::write(path, &roster_errors::of_report(&report), context)?;
    }
    let printed = PrintedReport {
        name: "roster inspect",
        paper: &|| paper::paper(&report),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: None,
        own: &[(Format::Text, &|| Ok(paper::text(&report, context.style())))],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::look_if(!report.to_see_to.is_empty()))
}

/// The bytes of files, each with the name by which messages call it; `what` says what they should be.
pub fn read_files(paths: &[PathBuf], what: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let file = |path: &PathBuf| {
        let bytes = read_named(path, MOST_BYTES).map_err(|why| match why {
            ReadError::NotFound(path) => {
                anyhow!("The {what} {path} can't be read, as it is not there. Check the path.")
            }
            why => anyhow!("The {what} {why}."),
        })?;
        Ok((name_of(path), bytes))
    };
    paths.iter().map(file).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn report(given: &[(&str, &[u8])], context: &Context) -> Result<RosterReport> {
    let settings = &context.store.settings;
    let team = |word: &str| {
        let teams = context.people.all().iter().flat_map(|person| &person.teams);
        teams
            .into_iter()
            .any(|team| team.as_str().eq_ignore_ascii_case(word))
    };
    let person = |name: &str| context.people.find(name).is_some();
    let hints = Hints {
        is_team: &team,
        is_person: &person,
    };
    let look = || {
        let (columns, statuses) = (&settings.roster_columns, &settings.roster_statuses);
        inspect(given, context.as_of, columns, statuses, hints)
    };
    let inspection = waiting::shown("Reading the roster", &context.out, look)?;
    let plan = plan(&inspection, context)?;
    Ok(roster(&InspectionInput {
        inspection: &inspection,
        people: &context.people,
        schedule: &context.store.schedule,
        plan: plan.as_ref(),
        as_of: context.as_of,
        max_bad_rows: settings.max_bad_rows as usize,
        places: places(context),
        alike_ids: match &inspection.roster {
            Some(roster) => alike_ids(roster, context)?,
            None => Vec::new(),
        },
    }))
}

/// What there is to say of ids that are one but for their spelling, among themselves and beside what the store knows.
///
/// Records that can't be read stop a draw, and say so there; a look at a roster needs them for this alone.
fn alike_ids(roster: &Roster, context: &Context) -> Result<Vec<String>> {
    let mut all: Vec<String> = AlikeIds::within(roster, context).words().into_iter().collect();
    match Draws::load(context) {
        Ok(draws) => {
            let audits = Audits::read(&context.store.root)?;
            all.extend(AlikeIds::with_the_store(roster, &draws, &audits, context).words());
            all.extend(draw::respelt::note(&roster.cases, draws.records()));
        }
        Err(why) => context
            .out
            .warn(format!("The ids were not compared with earlier draws: {why}")),
    }
    Ok(all)
}

/// The pools as they would be if nothing had ever been drawn: what matters here is what the roster holds.
fn plan(inspection: &Inspection, context: &Context) -> Result<Option<Plan>> {
    let Some(roster) = &inspection.roster else {
        return Ok(None);
    };
    let plan = draw::plan(&PoolQuestion {
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        cases: &roster.cases,
        as_of: context.as_of,
        starts: context.store.settings.year_starts,
        in_use_since: context.store.settings.in_use_since,
        window_days: context.store.settings.window_days,
        memory_cycles: context.store.settings.memory_cycles,
        standing: &[],
        picked: &[],
    })?;
    Ok(Some(plan))
}

/// Where the two tables begin in `qaf.toml`.
fn places(context: &Context) -> TomlPlaces {
    TomlPlaces {
        columns: line_of_table(context, "[roster.columns]"),
        statuses: line_of_table(context, "[roster.statuses]"),
    }
}

/// The line of `qaf.toml` on which a table's heading stands.
pub fn line_of_table(context: &Context, heading: &str) -> Option<usize> {
    let bytes = read_file(&context.store.root, layout::SETTINGS).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let is_it = |line: &str| {
        let line = line.split('#').next().unwrap_or_default();
        line.split_whitespace().collect::<String>() == heading
    };
    text.lines().position(is_it).map(|index| index + 1)
}

/// Names of people and settings that can't be read could make all of it look wrong.
pub fn warn_of_faults(context: &Context) {
    let errors = context.own_errors().count();
    if errors > 0 {
        context.out.warn(format!(
            "The store's own files have {}, so what is said of teams and people here may be wrong: see qaf validate.",
            count(errors, "error", "errors")
        ));
    }
}
