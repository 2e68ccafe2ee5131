//! `qaf demo`.

mod story;
mod story_draws;
mod story_leavers;
mod story_people;
mod story_works;
mod story_years;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, FromArgMatches as _};

use super::validate::findings;
use super::validate::hidden_words::HiddenWords;
use crate::context::Context;
use crate::demo::council::DemoSize;
use crate::framework::{Date, Quarter};
use crate::output::{Format, Outcome, Output, typed};
use crate::paper::TextStyle;
use crate::reports::tracker::figures::tracker;
use crate::reports::{self, ReportArgs};

/// Make a council that does not exist, and go through the whole job
///
/// A store, made-up people and rosters; two years of draws and audits in eight teams, with audits of every form in every
/// state, a theme, a visit and a panel; then what validate, tracker and report quarterly say of them, and the quarter's
/// page. The store stays, to be looked at.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder that is to hold it; new, or empty
    dir: PathBuf,
    /// Another council: the same seed makes the same one
    #[arg(long, default_value = "demo", value_name = "TEXT")]
    seed: String,
    /// The last two cycles alone, in a smaller council: eighteen audits, few enough to read every file
    #[arg(long)]
    short: bool,
}

/// Runs the demo and prints what the real commands say of it.
pub fn run(args: &DemoArgs, as_of: Option<Date>, out: Output, format: Format) -> Result<Outcome> {
    if format != Format::Text {
        bail!(
            "demo prints text. For other formats, run the commands on its store: {} tracker --format json",
            typed::program_on(&args.dir)
        );
    }
    let size = if args.short {
        DemoSize::Short
    } else {
        DemoSize::Whole
    };
    let story = story::tell(&args.dir, &args.seed, size, &out)?;
    let today = as_of.unwrap_or(story.today);
    let context = Context::open(&args.dir, today, "Tom Ellery".to_owned(), out, format)?;
    let examined = context.examine(false, |_| true, |_| true)?;
    let style = TextStyle {
        colour: context.out.colour(),
        ..TextStyle::default()
    };
    let (folder, qaf) = (args.dir.display(), typed::program_on(&args.dir));
    let hidden = HiddenWords::of(&examined.findings);
    let quarter = Quarter::last_ended(today, context.store.settings.year_starts);
    let report = crate::reports::quarterly::make(&context, &examined, quarter);
    let list = tracker(&examined.summaries, &context.view()).listing_open(true);
    let page = match size {
        DemoSize::Whole => page(&args.dir, quarter, &context)?,
        DemoSize::Short => String::new(),
    };
    let text = format!(
        "\n== qaf validate ==\n\n{}\n== qaf tracker ==\n\n{}\n== qaf report quarterly ==\n\n{}\n\
         {page}The store stays in {folder}. Look around in it, or ask it yourself:\n  \
         {qaf} --as-of {today} tracker\n  \
         {qaf} --as-of {today} report quarterly --quarter now\n",
        findings::text(&examined.findings, &hidden, examined.files, true, style),
        reports::tracker::screen::text(&list, style),
        reports::quarterly::written::text(&report, style),
    );
    context.out.data(&text)?;
    Ok(Outcome::Done)
}

/// Writes the quarter's page into the store's folder, and says where it is.
fn page(dir: &Path, quarter: Quarter, context: &Context) -> Result<String> {
    let file = dir.join(format!("{quarter}.html"));
    let output = file.display().to_string();
    let words = [
        "report",
        "quarterly",
        "--quarter",
        &quarter.to_string(),
        "--output",
        &output,
    ]
    .map(str::to_owned);
    let given = ReportArgs::augment_args(clap::Command::new("qaf")).try_get_matches_from(words)?;
    let args = ReportArgs::from_arg_matches(&given)?;
    let mut context = context.on_day(context.as_of).sent(&args.to)?;
    context.out = Output::unseen().sent(args.to.clone(), context.store.settings.access);
    reports::run(&args, &context)?;
    Ok(format!("The quarter as a page, to open in a browser: {output}\n"))
}
