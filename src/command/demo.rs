//! `qaf demo`.

mod story;
mod story_draws;
mod story_leavers;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::validate::findings;
use crate::context::Context;
use crate::framework::{Date, Quarter};
use crate::output::{Format, Outcome, Output, typed};
use crate::paper::TextStyle;
use crate::reports;
use crate::reports::tracker::figures::tracker;

/// Make a council of its own and go through the whole job, as a proof
///
/// A store, made-up people, a roster; two cycles of draws; audits of every form in every state; then what validate,
/// tracker and report quarterly say of them. The store stays, to be looked at.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder that is to hold it; new, or empty
    dir: PathBuf,
    /// Another council: the same seed makes the same one
    #[arg(long, default_value = "demo", value_name = "TEXT")]
    seed: String,
}

/// Runs the demo and prints what the real commands say of it.
pub fn run(args: &DemoArgs, as_of: Option<Date>, out: Output, format: Format) -> Result<Outcome> {
    if format != Format::Text {
        bail!(
            "demo prints text. For other formats, run the commands on its store: {} tracker --format json",
            typed::program_on(&args.dir)
        );
    }
    let story = story::tell(&args.dir, &args.seed, &out)?;
    let today = as_of.unwrap_or(story.today);
    let context = Context::open(&args.dir, today, "Tom Ellery".to_owned(), out, format)?;
    let examined = context.examine(false, |_| true, |_| true)?;
    let style = TextStyle {
        colour: context.out.colour(),
        ..TextStyle::default()
    };
    let (folder, qaf) = (args.dir.display(), typed::program_on(&args.dir));
    let quarter = Quarter::last_ended(today, context.store.settings.year_starts);
    let report = crate::reports::quarterly::make(&context, &examined, quarter);
    let list = tracker(&examined.summaries, &context.view());
    let text = format!(
        "\n== qaf validate ==\n\n{}\n== qaf tracker ==\n\n{}\n== qaf report quarterly ==\n\n{}\n\
         The store stays in {folder}. Look around in it, or ask it yourself:\n  \
         {qaf} --as-of {today} tracker\n  \
         {qaf} --as-of {today} report quarterly --quarter now\n",
        findings::text(&examined.findings, examined.files, style),
        reports::tracker::screen::text(&list, style),
        reports::quarterly::written::text(&report, style),
    );
    context.out.data(&text)?;
    Ok(Outcome::Done)
}
