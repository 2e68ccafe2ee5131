//! `qaf remind`.

pub(super) mod compose;
mod folder;
mod shown;

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Args;

use crate::context::Context;
use crate::letter::letter_template::LetterFault;
use crate::output::{Format, Outcome};
use crate::paper::safe::safe;
use crate::reports::due::{AskedSteps, open_steps};

/// Write the letters that are due, and their dates for a calendar
///
/// A letter and a calendar entry for every step of an audit or wider work that is overdue or falls due within 10 working
/// days, or as --within says. Open actions come in one letter for each owner and each supervisor, new workers who are still
/// to be observed in one for each manager.
/// A further letter about the same step, on another day, has the day in its name. qaf sends nothing: open each letter in your mail program (by a
/// double click, it opens as a draft), look it over and send it. The words of the letters are in the store's folder
/// letters, and may be changed.
#[derive(Debug, Args)]
pub struct RemindArgs {
    /// The folder to write them to; it has no default, as letters name staff and must not be left just anywhere
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    asked: AskedSteps,
    /// Letters as plain text, to be copied into a mail
    #[arg(long)]
    text: bool,
}

/// A letter about what is due later than in so many working days would be forgotten by then.
const WITHIN: u32 = 10;

/// Writes the letters and says what was written.
pub fn run(args: &RemindArgs, context: &Context) -> Result<Outcome> {
    if !matches!(context.format, Format::Text | Format::Json) {
        return Err(context.no_such_format("remind", "text or json"));
    }
    context.demand_sound()?;
    folder::demand_outside(&args.to, &context.store.root)?;
    let (due, examined) = open_steps(&args.asked.or_within(WITHIN), context)?;
    let mut letters = compose::letters(&due, &examined, args.text, context)?;
    if !letters.is_empty() && context.people.find(&context.by).is_none() {
        context.out.say(format!(
            "{} is nobody in people.csv, so the letters bear no sender's name. --by NAME says who writes them.",
            safe(&context.by)
        ));
    }
    // An entry holds the day on which it was written: one that differs stands beside an earlier day's letter. A second
    // letter about a step goes by the first's.
    let mut by_day = false;
    for letter in &mut letters {
        if let Some((entry, bytes)) = letter.entry() {
            by_day = folder::holds_another(&args.to, entry, bytes);
        }
        if by_day {
            letter.name_by_day(due.as_of);
        }
    }
    let files: Vec<(&str, &[u8])> = letters.iter().flat_map(compose::Letter::files).collect();
    let made = folder::write(&args.to, &files, context.store.settings.access)?;
    context.told(&match context.format {
        Format::Json => shown::json(&letters, &due, &args.to),
        _ => shown::text(&letters, &due, &args.to, made, context.style()),
    })?;
    Ok(Outcome::Done)
}

/// The answer to a template that can't be used.
fn refused(fault: &LetterFault) -> anyhow::Error {
    anyhow!(
        "{fault} Put it right, or delete the file to have the letter that qaf came with. Nothing was written."
    )
}
