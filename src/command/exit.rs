//! `qaf exit`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::allocate::random_seed;
use crate::context::Context;
use crate::draw::Digest;
use crate::framework::exit_form::{ExitForm, YES_NO};
use crate::framework::name_finder::NamedAt;
use crate::output::{Format, Outcome};
use crate::paper::safe::safe;
use crate::record::exit_interview::{ExitAnswers, ExitId, ExitInterview, ID_LENGTH};
use crate::reports::exit::{self as report, ExitReportArgs};
use crate::roster::encoding::{self, NoText};
use crate::store::exit_interviews::{self as kept, ExitForms, ExitReading, read_returned, read_stored};
use crate::store::files::create_new;
use crate::store::outside::lies_within;
use crate::store::scaffold::{declined_yaml, exit_blank, exit_yaml, themes_yaml};
use crate::store::scan;

/// Hand out the leavers' questionnaire, take one in, report on them
///
/// Strictly confidential (Appendix 3). What came back is kept apart from everything else, for its owner alone, under an id
/// drawn by lot; of the leaving date only the quarter. No name may stand in it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ExitArgs {
    #[command(subcommand)]
    report: Option<ExitCommand>,
    /// Print the questionnaire, to be handed to whoever leaves; nothing is written in the store
    #[arg(long, conflicts_with = "from", required_unless_present = "from")]
    blank: bool,
    /// With --blank: write it to a new file, outside the store
    #[arg(long, value_name = "FILE", requires = "blank", conflicts_with = "from")]
    output: Option<PathBuf>,
    /// Take in a questionnaire that came back
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// With --from: the lines that were told of were looked at, and their words name nobody
    #[arg(long, requires = "from", conflicts_with = "blank")]
    names_nobody: bool,
    /// With --from: what the id is drawn by, for a test; else from the system's randomness
    #[arg(long, value_name = "TEXT", requires = "from", hide = true)]
    seed: Option<String>,
}

#[derive(Debug, Subcommand)]
enum ExitCommand {
    Report(ExitReportArgs),
}

impl ExitArgs {
    /// The arguments that take a file in.
    pub fn of_file(file: &Path, seed: &str) -> Self {
        Self {
            report: None,
            blank: false,
            output: None,
            from: Some(file.to_owned()),
            names_nobody: false,
            seed: Some(seed.to_owned()),
        }
    }
}

/// Prints the questionnaire, takes one in, or prints an edition of the figures.
pub fn run(args: &ExitArgs, context: Context) -> Result<Outcome> {
    if let Some(ExitCommand::Report(args)) = &args.report {
        let context = context.sent(&args.to)?;
        return report::run(args, &context);
    }
    if !matches!(context.format, Format::Text | Format::Json) {
        return Err(context.no_such_format("exit", "text or json; its report, every format"));
    }
    if args.blank {
        return blank(args.output.as_deref(), &context);
    }
    let taken = take_in(args, &context)?;
    let text = if context.format == Format::Json {
        crate::paper::json(&taken)
    } else {
        taken.text()
    };
    context.told(&text)?;
    Ok(Outcome::Done)
}

fn blank(output: Option<&Path>, context: &Context) -> Result<Outcome> {
    let forms = report::forms(context)?;
    let form = newest(&forms)?;
    let text = exit_blank(form);
    let Some(path) = output else {
        let printed = if context.format == Format::Json {
            format!(
                "{:#}\n",
                serde_json::json!({ "schema": "qaf.exit-blank/1", "form": form.id.to_string(), "blank": text })
            )
        } else {
            text
        };
        context.out.data(&printed)?;
        return Ok(Outcome::Done);
    };
    if lies_within(path, &context.store.root) {
        bail!(
            "{} lies in the store. The questionnaire is handed out: write it somewhere else; nothing was written.",
            path.display()
        )
    }
    // So that every editor of the office takes it for what it is, and saves it so again.
    let bytes = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    create_new(path, bytes.as_bytes(), context.store.settings.access)?;
    context.told(&format!(
        "A questionnaire to be handed to whoever leaves: {}\nIt names nobody. When it comes back: qaf exit --from FILE\n",
        path.display()
    ))?;
    Ok(Outcome::Done)
}

fn newest(forms: &ExitForms) -> Result<&ExitForm> {
    forms.newest().ok_or_else(|| {
        anyhow!("There is no questionnaire in forms/, and none was shipped; nothing was written.")
    })
}

/// What was taken in.
#[derive(Debug, Serialize)]
pub struct TakenIn {
    schema: &'static str,
    id: ExitId,
    declined: bool,
    /// What is to be done because of an answer.
    follow: Vec<String>,
    notes: Vec<String>,
}

impl TakenIn {
    /// The id that it was given.
    pub fn id(&self) -> &ExitId {
        &self.id
    }

    fn text(&self) -> String {
        let what = if self.declined {
            format!(
                "Taken in as {}: declined to answer. That it was declined is all that is kept.",
                self.id
            )
        } else {
            format!("Taken in as {}. Nothing that is kept says whose it is.", self.id)
        };
        let mut lines = vec![what];
        lines.extend(self.follow.iter().map(|follow| format!("To do: {follow}")));
        lines.extend(self.notes.iter().cloned());
        lines.push(
            "Delete the file that came back, and the mail that it came with: they say more than is kept."
                .to_owned(),
        );
        lines.join("\n") + "\n"
    }
}

/// Takes in a questionnaire that came back.
///
/// # Errors
/// Where it can't be read, or names somebody: then nothing is written, and only the line is told.
pub fn take_in(args: &ExitArgs, context: &Context) -> Result<TakenIn> {
    let Some(path) = args.from.as_deref() else {
        bail!("Name the file that came back: qaf exit --from FILE")
    };
    // Names are looked for by people.csv, which must be whole for that.
    context.demand_sound()?;
    let forms = report::forms(context)?;
    let text = text_of(path)?;
    let reading = read_returned(
        &path.display().to_string(),
        &text,
        &forms,
        context.store.settings.year_starts,
    );
    let interview = sound(&reading, path)?;
    if matches!(interview, ExitInterview::Completed(_)) {
        demand_no_name(&text, path, args.names_nobody, newest(&forms)?, context)?;
    }
    let kept_text = kept_text(interview, &forms, context)?;
    let _lock = context.locked(false)?;
    let id = write(&kept_text, args.seed.as_deref(), context)?;
    Ok(taken_in(id, &reading, interview, &forms))
}

fn text_of(path: &Path) -> Result<String> {
    let bytes = scan::read_named(path, scan::MOST_OF_PEOPLE)
        .map_err(|why| anyhow!("{why}; nothing was written. Name the leaver's file, saved as text."))?;
    match encoding::decode(&bytes) {
        Ok(text) => Ok(text.text.replace("\r\n", "\n").replace('\r', "\n")),
        Err(NoText::Workbook | NoText::OldWorkbook) => bail!(
            "{} is a document of Word or Excel; nothing was written. Open it, save it as Plain text (.txt), and name that file.",
            path.display()
        ),
        Err(why) => bail!("{} {why}; nothing was written.", path.display()),
    }
}

fn sound<'r>(reading: &'r ExitReading, path: &Path) -> Result<&'r ExitInterview> {
    let lines: Vec<String> = reading
        .faults
        .iter()
        .map(|fault| {
            format!(
                "\n  {}:{}: {} {}",
                safe(&path.display().to_string()),
                fault.line,
                fault.message,
                fault.help
            )
        })
        .collect();
    match &reading.interview {
        Some(ExitInterview::Completed(answers)) if answers.answers.is_empty() => bail!(
            "{} has nothing filled in; nothing was written. If nothing was to be said, let declined: say yes.",
            path.display()
        ),
        Some(interview) => Ok(interview),
        None => bail!(
            "{} can't be taken in as it is; nothing was written. Put this right in it, and run the command again:{}",
            path.display(),
            lines.concat()
        ),
    }
}

/// Refuses a text that names somebody; the lines are told, and never what stands in them.
fn demand_no_name(
    text: &str,
    path: &Path,
    looked_at: bool,
    form: &ExitForm,
    context: &Context,
) -> Result<()> {
    let blank = exit_blank(form);
    let own: Vec<&str> = blank.lines().map(str::trim_end).collect();
    // The form's own words name nobody.
    let words: Vec<&str> = text
        .split('\n')
        .map(|line| if own.contains(&line.trim_end()) { "" } else { line })
        .collect();
    let found = context.name_finder().all(&words.join("\n"));
    let lines = |is_whole: bool| -> Vec<usize> {
        let mut lines: Vec<usize> = found
            .iter()
            .filter(|named: &&NamedAt| named.is_whole == is_whole)
            .map(|named| named.line)
            .collect();
        lines.dedup();
        lines
    };
    let told = |lines: &[usize]| -> String {
        let shown = path.display().to_string();
        let places = lines.iter().map(|line| format!("\n  {}:{line}", safe(&shown)));
        places.collect::<Vec<_>>().concat()
    };
    let (whole, single) = (lines(true), lines(false));
    if !whole.is_empty() {
        bail!(
            "Somebody of people.csv is named here; nothing was written. An exit interview names nobody: take the name out, and run the \
             command again:{}",
            told(&whole)
        )
    }
    if !single.is_empty() && !looked_at {
        bail!(
            "A word here is also a name or a team of people.csv; nothing was written. Look at the line. If it names somebody, take it \
             out; if none does, run the command again with --names-nobody:{}",
            told(&single)
        )
    }
    Ok(())
}

/// What is kept, which reads back as what was answered.
fn kept_text(interview: &ExitInterview, forms: &ExitForms, context: &Context) -> Result<String> {
    let text = match interview {
        ExitInterview::Declined => declined_yaml(),
        ExitInterview::Completed(answers) => {
            let form = forms
                .get(&answers.form)
                .ok_or_else(|| anyhow!("There is no questionnaire {}; nothing was written.", answers.form))?;
            exit_yaml(form, answers)
        }
    };
    let again = read_stored(
        kept::FOLDER,
        text.as_bytes(),
        forms,
        context.store.settings.year_starts,
    );
    if again.interview.as_ref() != Some(interview) {
        bail!(
            "What was answered would not come out of the store as it is; nothing was written. Please report this as a fault of qaf."
        )
    }
    Ok(text)
}

/// Writes it under an id that nothing has.
fn write(text: &str, seed: Option<&str>, context: &Context) -> Result<ExitId> {
    const MOST: usize = 10_000;
    let inside = context.writing()?;
    let held = report::held(context)?;
    inside.create_private(kept::FOLDER)?;
    let seed = seed.map_or_else(random_seed, str::to_owned);
    for attempt in 0..MOST {
        let digest = Digest::of(format!("{seed}/{attempt}").as_bytes()).to_string();
        let mut numbers = [0; ID_LENGTH];
        for (number, digits) in numbers.iter_mut().zip(digest.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).unwrap_or_default();
            *number = u8::from_str_radix(digits, 16).unwrap_or_default();
        }
        let id = ExitId::of_numbers(numbers);
        let path = kept::path(&id);
        // One that was deleted since it was counted is not given out again: it would count as if it had been before.
        if context.store.holds(&path) || held.contains(&id) {
            continue;
        }
        let private = inside.private();
        if !context.store.holds(kept::THEMES) {
            private.create_new(kept::THEMES, themes_yaml().as_bytes())?;
        }
        private.create_new(&path, text.as_bytes())?;
        return Ok(id);
    }
    bail!("No id could be drawn that no other exit interview has; nothing was written.")
}

fn taken_in(id: ExitId, reading: &ExitReading, interview: &ExitInterview, forms: &ExitForms) -> TakenIn {
    let mut follow = Vec::new();
    if let ExitInterview::Completed(answers) = interview {
        follow = told_on_yes(answers, forms);
    }
    let mut notes = Vec::new();
    if reading.beside_declined {
        notes.push("Answers stood beside the refusal. They were not taken in.".to_owned());
    }
    TakenIn {
        schema: "qaf.exit/1",
        id,
        declined: *interview == ExitInterview::Declined,
        follow,
        notes,
    }
}

/// What the questionnaire says is to be done where an answer is yes.
fn told_on_yes(answers: &ExitAnswers, forms: &ExitForms) -> Vec<String> {
    let parts = forms.get(&answers.form).into_iter().flat_map(ExitForm::parts);
    let told = parts.filter(|part| answers.one(&part.id) == Some(YES_NO[0]));
    told.filter_map(|part| part.on_yes.clone()).collect()
}
