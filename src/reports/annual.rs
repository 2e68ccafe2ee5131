//! `qaf report annual`.

pub mod figures;
pub mod paper;

use crate::figures::form_titles::FormTitles;
use crate::reports::asked_for;
use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::printed::PrintedReport;
use super::{exit, quarterly};
use crate::context::gaps::TellsGaps;
use crate::context::{Context, Examined, one_line};
use crate::framework::{CouncilYear, Date, Period, Quarter};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::annual::AnnualReview;
use crate::reports::annual::figures::{Annual, AnnualInput, FrameworkSignOff, annual};
use crate::reports::compliance::figures::{
    ComplianceInput as OfYear, ComplianceScope, compliance as of_year,
};
use crate::store::annual as file;
use crate::store::scaffold::annual_yaml;

/// A council year, for the yearly review of the framework: what took place, what came of it, what people say of it
#[derive(Debug, Args)]
pub struct AnnualArgs {
    /// The council year, as 2026-27; left out: the present one
    #[arg(long, value_name = "Y")]
    year: Option<String>,
    /// Make the file into which the consultation's answers and the sign-off are written
    #[arg(long)]
    scaffold: bool,
}

/// Prints the report, or makes the year's file.
pub fn run(args: &AnnualArgs, context: &Context) -> Result<Outcome> {
    let year = asked_for::council_year(args.year.as_deref(), context)?;
    if args.scaffold {
        return scaffold(year, context);
    }
    let reviews = reviews(context)?;
    let report = make(context, &context.examine_all()?, year, &reviews);
    let printed = PrintedReport {
        name: "report annual",
        paper: &|| paper::paper(&report),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: Some(&|| paper::csv(&report)),
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    if !reviews.iter().any(|(of, _)| *of == year) {
        context.out.say(format!(
            "For the consultation and the sign-off, make the year's file: qaf report annual --year {year} --scaffold"
        ));
    }
    Ok(Outcome::Done)
}

/// When the framework was last signed off and when the next update is due, in a line for the schedule; nothing where no
/// sign-off is on record, or a year's file can't be read right, which `report annual` tells of.
pub(crate) fn reminder(context: &Context) -> String {
    let Ok(reviews) = reviews(context) else {
        return String::new();
    };
    let sign_off = FrameworkSignOff::of(&reviews, None, context.work_law());
    if sign_off.last.is_none() {
        return String::new();
    }
    format!("\n{}", paper::reminder(&sign_off, context.style().width))
}

/// Every year's review. One that can't be read right is refused: what it says could be told wrong.
fn reviews(context: &Context) -> Result<Vec<(CouncilYear, AnnualReview)>> {
    let starts = context.store.settings.year_starts;
    let found = file::all(&context.store.root, starts).context("The folder reports/ can't be read.")?;
    // What can't be seen takes nothing away from what is told.
    let mut findings = found.findings;
    findings.retain(|finding| finding.rule != "hidden-character");
    if findings.is_empty() {
        return Ok(found.years);
    }
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| safe(&one_line(finding)).into_owned())
        .collect();
    bail!("Mend this first:\n  {}", lines.join("\n  "))
}

fn make(
    context: &Context,
    examined: &Examined,
    year: CouncilYear,
    reviews: &[(CouncilYear, AnnualReview)],
) -> Annual {
    let compliance = of_year(&OfYear {
        store: context.view(),
        summaries: &examined.summaries,
        year,
        scope: &ComplianceScope::All,
    });
    let begun = |first: &Date| *first <= context.as_of;
    let quarters: Vec<_> = year
        .parts(4)
        .map(Period::from)
        .filter(begun)
        .map(|first| Quarter::of(first, context.store.settings.year_starts))
        .map(|quarter| quarterly::make(context, examined, quarter))
        .collect();
    annual(&AnnualInput {
        year,
        compliance: &compliance,
        quarters: &quarters,
        summaries: &examined.summaries,
        works: &context.works().all,
        exit_interviews: &exit::totals(year, context),
        reviews,
        form_titles: &FormTitles::of(&context.store.forms),
        law: context.work_law(),
        as_of: context.as_of,
    })
}

/// Makes the year's file; one that is there is left as it is.
fn scaffold(year: CouncilYear, context: &Context) -> Result<Outcome> {
    let stored = file::path(year);
    let shown = context.shown(&stored);
    let shown = safe(&shown.display().to_string()).into_owned();
    let inside = context.writing()?;
    if let Some((folder, _)) = stored.rsplit_once('/') {
        inside.create_dirs(folder)?;
    }
    match inside.create_new(&stored, annual_yaml(year).as_bytes()) {
        Err(error) if error.is_there_already() => {
            bail!("{shown} is there already, and is left as it is. Fill it in.")
        }
        made => made?,
    }
    context.told(&format!(
        "Made {shown}. Fill in the answers of practitioners, managers and the Children's Management Team, and the day of \
         the sign-off; then run: qaf report annual --year {year}\n"
    ))?;
    Ok(Outcome::Done)
}
