//! `qaf report quarterly`.

mod brief;
pub mod figures;
pub mod issue;
pub mod issued;
pub mod paper;
pub mod screen;
pub mod written;

use super::public;
use crate::reports::asked_for;
use anyhow::Result;
use clap::Args;

use super::learning;
use super::printed::PrintedReport;
use crate::context::gaps::TellsGaps;
use crate::context::{Context, Examined};
use crate::framework::Quarter;
use crate::output::{Outcome, Output};
use crate::paper::safe::safe;
use crate::reports::learning::figures::Excerpt;
use crate::reports::quarterly::figures::{
    Governance, QuarterPlan, Quarterly, QuarterlyInput, compared, quarterly,
};
use crate::reports::quarterly::issue::Since;

/// How good practice was in a quarter, and what the figure rests on
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct QuarterlyArgs {
    /// The quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
    /// Another quarter to set beside it
    #[arg(long, value_name = "Q", conflicts_with = "public")]
    compare: Option<String>,
    /// Keep the figures as issued, under reports/ in the store; a later report says what has changed since
    #[arg(long)]
    issue: bool,
    /// Make the file in which management says what it makes of the figures, and what boards asked for
    #[arg(long, conflicts_with_all = ["issue", "public", "compare"])]
    scaffold: bool,
    /// The quarter in short, on one page that can be handed out alone
    #[arg(long, conflicts_with_all = ["issue", "public", "compare", "scaffold"])]
    brief: bool,
    /// For readers outside the management team: rounded, small numbers hidden, nobody named
    #[arg(long)]
    public: bool,
    /// Print the JSON Schema of the report's JSON, and no report
    #[arg(long, conflicts_with_all = ["quarter", "compare", "issue", "public", "scaffold", "brief"])]
    pub schema: bool,
}

/// Prints the report.
pub fn run(args: &QuarterlyArgs, context: &Context) -> Result<Outcome> {
    if args.schema {
        return print_schema(&context.out);
    }
    let quarter = asked_for::quarter(args.quarter.as_deref(), context)?;
    let other = args
        .compare
        .as_deref()
        .map(|other| asked_for::quarter(Some(other), context))
        .transpose()?;
    if other == Some(quarter) {
        anyhow::bail!("{quarter} is the report's own quarter. Name another one to compare it with.");
    }
    if args.scaffold {
        return scaffold(quarter, context);
    }
    if args.issue {
        issued::demand_over(quarter, context)?;
    }
    let _lock = if args.issue { context.locked(false)? } else { None };
    if args.public {
        return for_the_public(args.issue, quarter, context);
    }
    let (examined, learned) = learning::examined_and_learned(context, quarter, other)?;
    let input = input(context, &examined, quarter);
    let mut report = quarterly(&input);
    report.compare = other.map(|other| compared(&report, &make(context, &examined, other)));
    report.since_issue = issued::since(&input, &report, context)?;
    if args.issue {
        issued::demand_whole(&examined, context)?;
        issued::issue(&input, &mut report, context)?;
        let (path, is_new) = context.make_commentary(quarter)?;
        if is_new {
            context
                .out
                .say(format!("To be filled in, for the boards that have it: {path}"));
        }
    }
    beside_figures(&mut report, context);
    if args.brief {
        brief::print(&report, context)?;
    } else {
        print(&report, &learned, context)?;
    }
    Ok(Outcome::Done)
}

/// Adds what people write beside the figures: what management says, and what is to be done.
pub fn beside_figures(report: &mut Quarterly, context: &Context) {
    report.governance = Governance::of(report.quarter, context);
    let ceiling = context.store.settings.inadequate_ceiling;
    report.plan = QuarterPlan::of(report.quarter, ceiling, &context.view());
}

/// Makes the quarter's commentary; one that is there is left as it is.
fn scaffold(quarter: Quarter, context: &Context) -> Result<Outcome> {
    let (path, is_new) = context.make_commentary(quarter)?;
    let shown = context.shown(&path);
    let shown = safe(&shown.display().to_string()).into_owned();
    if !is_new {
        anyhow::bail!("{shown} is there already, and is left as it is. Fill it in.");
    }
    context.told(&format!(
        "Made {shown}. Fill in what management says, and what clinics and boards asked for; then run: qaf report quarterly \
         --quarter {quarter}\n"
    ))?;
    Ok(Outcome::Done)
}

/// Prints the public figures as they were issued, else as they would be.
fn for_the_public(issue: bool, quarter: Quarter, context: &Context) -> Result<Outcome> {
    if let Some(report) = public::as_issued(quarter, context)? {
        context.out.say(format!(
            "The public figures of {quarter} were issued on {} and stay as they are; nothing was written.",
            report.as_of
        ));
        public::print(&report, context)?;
        return Ok(Outcome::Done);
    }
    let examined = context.examine_for(&[quarter], |_, _| ())?;
    if issue {
        issued::demand_whole(&examined, context)?;
    }
    let input = input(context, &examined, quarter);
    let report = public::make(&input, &quarterly(&input), issue, context)?;
    public::print(&report, context)?;
    Ok(Outcome::Done)
}

fn print(report: &Quarterly, learned: &Excerpt, context: &Context) -> Result<()> {
    let printed = PrintedReport {
        name: "report quarterly",
        paper: &|| paper::paper(report, learned),
        text: Some(&|| written::text(report, context.style())),
        json: &|| crate::paper::json(report),
        csv: Some(&|| written::csv(report)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)
}

/// Makes the report of a quarter from what was examined.
pub fn make(context: &Context, examined: &Examined, quarter: Quarter) -> Quarterly {
    quarterly(&input(context, examined, quarter))
}

/// Makes the report of a quarter, with what has changed since it was last issued.
pub fn with_issue(
    context: &Context,
    examined: &Examined,
    quarter: Quarter,
) -> Result<(Quarterly, Option<Since>)> {
    let input = input(context, examined, quarter);
    let report = quarterly(&input);
    let since = issued::since(&input, &report, context)?;
    Ok((report, since))
}

/// Prints the JSON Schema of the report's JSON, for which no store is needed.
pub fn print_schema(out: &Output) -> Result<Outcome> {
    out.data(written::JSON_SCHEMA)?;
    Ok(Outcome::Done)
}

fn input<'a>(context: &'a Context, examined: &'a Examined, quarter: Quarter) -> QuarterlyInput<'a> {
    QuarterlyInput {
        store: context.view(),
        summaries: &examined.summaries,
        past: &examined.past,
        quarter,
    }
}
