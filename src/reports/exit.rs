//! `qaf exit report`: editions of the exit interviews' figures, issued once (Appendix 3).
//!
//! No figure is ever shown that is not issued: a draft that was looked at as each form came in would tell what it said.

pub mod figures;
pub mod paper;

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::framework::{CouncilYear, Date, Quarter};
use crate::output::{Destination, Outcome};
use crate::paper::{self as papers, count};
use crate::record::exit_interview::{ExitId, ExitInterview, ExitTheme};
use crate::reports::asked_for;
use crate::reports::printed::PrintedReport;
use crate::store::exit_interviews::{self as kept, ExitForms};
use crate::store::issued;
use figures::{EditionInput, ExitEdition, ExitTotals, completed, edition, of_next_edition};

/// The schema that an edition's file names.
const SCHEMA: &str = "qaf.exit-edition/1";

/// Print an edition of the exit interviews' figures, or issue the next
///
/// An edition holds whole quarters, by when people left, and no interview that another edition holds. It is issued once
/// enough have come back, and is never made anew; nothing is shown before.
#[derive(Debug, Args)]
pub struct ExitReportArgs {
    /// Issue the next edition, up to the last quarter that has ended
    #[arg(long)]
    issue: bool,
    /// With --issue: up to the end of this council year, for a report a year
    #[arg(long, value_name = "YEAR", requires = "issue")]
    year: Option<String>,
    /// This edition; left out: the last
    #[arg(long, value_name = "NUMBER", conflicts_with = "issue")]
    edition: Option<u32>,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// An edition's file: what it prints, and which interviews it rests on, which is never printed.
#[derive(Debug, Serialize)]
struct EditionFile<'e> {
    schema: &'static str,
    sha256: &'static str,
    interviews: Vec<&'e ExitId>,
    report: &'e ExitEdition,
}

/// An edition as its file has it.
#[derive(Clone, Debug, Deserialize)]
struct IssuedEdition {
    interviews: BTreeSet<ExitId>,
    report: ExitEdition,
}

/// Prints an edition, and issues it first where that is asked.
pub fn run(args: &ExitReportArgs, context: &Context) -> Result<Outcome> {
    let made = if args.issue {
        issue(args, context)?
    } else {
        let mut editions = issued_editions(context)?;
        editions.retain(|edition| edition.report.as_of <= context.as_of);
        let wanted = match args.edition {
            Some(number) => editions
                .into_iter()
                .find(|edition| edition.report.edition == number),
            None => editions.pop(),
        };
        let Some(wanted) = wanted else {
            match args.edition {
                Some(number) => bail!(
                    "There is no edition {number} of the exit interviews. qaf exit report prints the last."
                ),
                None => bail!(
                    "No edition of the exit interviews has been issued, and nothing is shown before. To issue one: qaf exit report --issue"
                ),
            }
        };
        wanted.report
    };
    print(&made, context)?;
    Ok(Outcome::Done)
}

/// The totals that the yearly report may print, of the editions that end in a council year: as issued, and so never of
/// fewer than the minimum. None where the folder is somebody else's, who alone may open it.
pub fn totals(year: CouncilYear, context: &Context) -> Vec<ExitTotals> {
    let editions = issued_editions(context).unwrap_or_default();
    let reports = editions.into_iter().map(|edition| edition.report);
    let happened: Vec<ExitEdition> = reports.filter(|report| report.as_of <= context.as_of).collect();
    figures::totals_of(&happened, year)
}

/// The interviews that an edition holds.
///
/// # Errors
/// Where an edition can't be read.
pub fn held(context: &Context) -> Result<BTreeSet<ExitId>> {
    Ok(issued_editions(context)?
        .into_iter()
        .flat_map(|edition| edition.interviews)
        .collect())
}

/// Every edition, oldest first.
fn issued_editions(context: &Context) -> Result<Vec<IssuedEdition>> {
    let found = kept::editions(&context.store.root).with_context(|| {
        format!(
            "{} can't be opened; exit interviews are for whoever keeps them alone",
            kept::EDITIONS
        )
    })?;
    let mut editions = Vec::new();
    for (index, (number, held)) in found.into_iter().enumerate() {
        let path = kept::edition_path(number);
        if number as usize != index + 1 {
            bail!(
                "{} is missing, so it can't be told which interviews it holds. Restore it from a copy; nothing is shown before.",
                kept::edition_path(u32::try_from(index + 1).unwrap_or(number))
            )
        }
        let document = held.map_err(|why| {
            anyhow::anyhow!("{path} can't be trusted. {why} Restore it from a copy; nothing is shown before.")
        })?;
        let edition = IssuedEdition::deserialize(&document)
            .with_context(|| format!("{path} is not as this qaf writes it"))?;
        editions.push(edition);
    }
    Ok(editions)
}

/// Issues the next edition.
fn issue(args: &ExitReportArgs, context: &Context) -> Result<ExitEdition> {
    context.demand_by()?;
    context.demand_sound()?;
    let _lock = context.locked(false)?;
    let forms = forms(context)?;
    let form = forms.newest().context("there is no questionnaire in forms/")?;
    let editions = issued_editions(context)?;
    let to = last_day(args, context)?;
    let from = editions.last().map(|last| last.report.to.plus_days(1));
    if let Some(last) = editions.last() {
        if last.report.as_of > context.as_of {
            bail!(
                "Edition {} was issued on {}, after {}. Nothing was written.",
                last.report.edition,
                last.report.as_of,
                context.as_of
            )
        }
        if last.report.to >= to {
            bail!(
                "Edition {} holds everybody who left up to {}. The next can be issued once a quarter after it has ended; nothing was written.",
                last.report.edition,
                last.report.to.spoken()
            )
        }
    }
    let folder = read_sound(context, &forms)?;
    let held = |id: &ExitId| editions.iter().any(|edition| edition.interviews.contains(id));
    let taken = of_next_edition(&folder, held, form, to, context.store.settings.year_starts);
    let least = context.store.settings.least_exits;
    if completed(&taken) < least as usize {
        bail!(
            "Fewer than {least} exit interviews are completed that no edition holds, of people who left up to {}, so nothing is said of \
             them. They go into the next edition; nothing was written.",
            to.spoken()
        )
    }
    let themes = themes(&taken, held, context)?;
    let made = edition(&EditionInput {
        form,
        interviews: &taken,
        themes: &themes,
        edition: u32::try_from(editions.len() + 1).unwrap_or(u32::MAX),
        from,
        to,
        as_of: context.as_of,
        hide_up_to: context.store.settings.hide_up_to as usize,
    });
    keep(&made, &taken, context)?;
    Ok(made)
}

/// The questionnaires, none of which may have a fault.
pub fn forms(context: &Context) -> Result<ExitForms> {
    let forms = ExitForms::of(&context.store);
    if let Some(fault) = forms.findings.iter().find(|finding| finding.is_error()) {
        bail!(
            "The questionnaire has to be mended first; nothing was written. {}",
            crate::context::one_line(fault)
        )
    }
    Ok(forms)
}

/// Every interview, none of which may have a fault: an edition without it would be held against the next.
fn read_sound(context: &Context, forms: &ExitForms) -> Result<Vec<(ExitId, ExitInterview)>> {
    let folder = kept::read_all(&context.store, forms).with_context(|| {
        format!(
            "{} can't be opened; exit interviews are for whoever keeps them alone",
            kept::FOLDER
        )
    })?;
    if !folder.faults.is_empty() {
        bail!(
            "{} in {} can't be read as it stands, and nothing is issued before. qaf validate gives path and line; nothing was written.",
            count(folder.faults.len(), "place", "places"),
            kept::FOLDER
        )
    }
    Ok(folder.interviews)
}

fn last_day(args: &ExitReportArgs, context: &Context) -> Result<Date> {
    let Some(year) = &args.year else {
        return Ok(
            Quarter::last_ended(context.as_of, context.store.settings.year_starts)
                .period()
                .to(),
        );
    };
    let year = asked_for::council_year(Some(year), context)?;
    if year.to() >= context.as_of {
        bail!(
            "{year} is not over: it ends on {}. An edition holds whole periods; nothing was written.",
            year.to()
        )
    }
    Ok(year.to())
}

/// The themes of the next edition: those that rest on its interviews alone. One that rests on those of an earlier edition
/// too, or on those of a later one, is refused.
fn themes(
    taken: &[(ExitId, ExitInterview)],
    held: impl Fn(&ExitId) -> bool,
    context: &Context,
) -> Result<Vec<String>> {
    let Some(bytes) = kept::themes_bytes(&context.store.root)? else {
        return Ok(Vec::new());
    };
    let (found, faults) = kept::read_themes(kept::THEMES, &bytes);
    let refused =
        |line: usize, why: &str| anyhow::anyhow!("{}:{line}: {why} Nothing was written.", kept::THEMES);
    if let Some(fault) = faults.first() {
        return Err(refused(fault.line, &format!("{} {}", fault.message, fault.help)));
    }
    let is_taken = |id: &ExitId| {
        taken
            .iter()
            .any(|(own, interview)| own == id && matches!(interview, ExitInterview::Completed(_)))
    };
    let mut themes = Vec::new();
    for (line, ExitTheme { theme, rests_on }) in found {
        if rests_on.iter().all(&held) {
            continue;
        }
        if !rests_on.iter().all(is_taken) {
            return Err(refused(
                line,
                "This theme rests on an interview that is not completed, is not there, or is of another edition. Let each theme rest on \
                 interviews of this edition alone.",
            ));
        }
        if context.name_finder().first(&theme).is_some() {
            return Err(refused(
                line,
                "This theme names somebody of people.csv. Say it without the name.",
            ));
        }
        themes.push(theme);
    }
    Ok(themes)
}

/// Writes an edition, for its owner alone.
fn keep(made: &ExitEdition, taken: &[(ExitId, ExitInterview)], context: &Context) -> Result<()> {
    let mut interviews: Vec<&ExitId> = taken.iter().map(|(id, _)| id).collect();
    interviews.sort();
    let file = EditionFile {
        schema: SCHEMA,
        sha256: issued::NO_SUM,
        interviews,
        report: made,
    };
    let inside = context.writing()?;
    inside.create_private(kept::FOLDER)?;
    inside.create_private(kept::EDITIONS)?;
    let path = kept::edition_path(made.edition);
    let text = issued::sealed(&papers::json(&file));
    inside
        .private()
        .create_new(&path, text.as_bytes())
        .context("The edition was not issued")?;
    context.out.say(format!("Issued: {path}"));
    Ok(())
}

fn print(edition: &ExitEdition, context: &Context) -> Result<()> {
    let printed = PrintedReport {
        name: "exit report",
        paper: &|| paper::paper(edition),
        text: None,
        json: &|| papers::json(edition),
        csv: Some(&|| paper::csv(edition)),
        own: &[],
        tells: TellsGaps::Public,
    };
    printed.print(context)
}
