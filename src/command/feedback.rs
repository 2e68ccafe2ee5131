//! `qaf feedback`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::step::{self, MadeFile, OpenedAudit};
use crate::context::Context;
use crate::framework::{Date, Step};
use crate::output::{Format, Outcome};
use crate::paper::safe::safe;
use crate::progress::{Status, named_supervisor};
use crate::record::FileKind;
use crate::record::audit::FamilyEntry;
use crate::store::files::create_new;
use crate::store::outside::lies_within;
use crate::store::scaffold::{FeedbackForm, feedback_blank, feedback_yaml};

/// Ask the worker for feedback, or take in what came back
///
/// Makes feedback.yaml with the form's questions. Workers don't open the store: --blank makes a form to be mailed, which
/// holds no child and no finding, and --from takes in what came back, to the letter.
#[derive(Debug, Args)]
pub struct FeedbackArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
    /// Print a form to be mailed to the worker; nothing is written in the store
    #[arg(long, conflicts_with = "from")]
    blank: bool,
    /// With --blank: write it to a new file, outside the store
    #[arg(long, value_name = "FILE", requires = "blank")]
    output: Option<PathBuf>,
    /// Take in the form that came back
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl FeedbackArgs {
    /// The arguments that name an audit; its file is made, to be filled in.
    pub fn of(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            blank: false,
            output: None,
            from: None,
        }
    }
}

/// Makes the file, prints the form, or takes it in.
pub fn run(args: &FeedbackArgs, context: &Context) -> Result<Outcome> {
    step::demand_format("feedback", context)?;
    if args.blank {
        return blank(args, context);
    }
    if let Some(file) = &args.from {
        return super::mailed::take_in(&args.id, file, context);
    }
    make(args, context)?.print(context)?;
    Ok(Outcome::Done)
}

/// Makes the feedback's file as [`run`] does without `--blank` and `--from`.
pub fn make(args: &FeedbackArgs, context: &Context) -> Result<MadeFile> {
    let opened = open(&args.id, context)?;
    demand_sent(&opened)?;
    opened.demand_absent(FileKind::Feedback)?;
    let file = opened.write(FileKind::Feedback, &feedback_yaml(&form(&opened)))?;
    let id = opened.id();
    let worker = opened.doer(Step::Feedback);
    let mut notes = Vec::new();
    if opened.form.supervisor_asked {
        notes.push(format!(
            "The supervisor's comment is asked for too, by the same day; it may come later, and be logged: qaf log {id} supervisor-comment --note \"what they say\""
        ));
    }
    notes.extend(opened.unlisted(&[Step::Feedback]));
    Ok(MadeFile {
        command: "feedback",
        what: format!(
            "{} is asked for feedback on {id}, {}.",
            worker.shown().map_or("The worker".into(), safe),
            opened.grade()
        ),
        by_when: opened.by_when("It is", Step::Feedback).into_iter().collect(),
        then: vec![
            format!("When it is filled in: write the day after date:, save, and run qaf validate {id}"),
            format!("If none comes: qaf log {id} feedback-not-given --reason \"why\""),
        ],
        at: opened.shown(FileKind::Feedback),
        audit: id,
        file,
        who: worker.shown().map(str::to_owned),
        due: opened.progress().due(Step::Feedback),
        notes,
    })
}

pub(super) fn open<'c>(id: &str, context: &'c Context) -> Result<OpenedAudit<'c>> {
    let opened = step::open(id, context)?;
    opened.submitted("there is nothing to ask the worker about")?;
    if opened.progress().status == Status::Returned {
        bail!(
            "{} is back with {}, so feedback waits; nothing was written.",
            opened.id(),
            safe(opened.auditor())
        )
    }
    if opened.form.staff_feedback.is_empty() {
        bail!(
            "The form {} asks the worker nothing; nothing was written.",
            opened.form.id
        )
    }
    Ok(opened)
}

/// Feedback is asked for once the worker has the audit.
pub(super) fn demand_sent(opened: &OpenedAudit<'_>) -> Result<()> {
    if !opened.form.process().asks_once_sent || opened.progress().sent.is_some() {
        return Ok(());
    }
    let id = opened.id();
    bail!(
        "{id} has not been sent to the worker by its log, and feedback comes after; nothing was written. Once it went out: qaf log {id} sent"
    )
}

/// What the questions depend on.
pub(super) fn form<'o>(opened: &'o OpenedAudit<'_>) -> FeedbackForm<'o> {
    let audit = opened.judged.folder().audit.as_ref();
    FeedbackForm {
        step: opened.step_form(opened.progress().due(Step::Feedback)),
        grade: opened.progress().final_grade,
        heard: audit.is_some_and(|audit| audit.family_feedback.iter().any(FamilyEntry::is_obtained)),
        supervisor: audit.and_then(|audit| named_supervisor(opened.form, audit)),
        given: None,
    }
}

fn blank(args: &FeedbackArgs, context: &Context) -> Result<Outcome> {
    let opened = open(&args.id, context)?;
    if opened.progress().settled.is_none() && opened.form.process().asks_once_sent {
        bail!(
            "{} is not settled yet. The worker is asked once its grade is final.",
            opened.id()
        )
    }
    let mut asked = form(&opened);
    asked.step.due = mailed_due(&opened);
    let text = feedback_blank(&asked);
    print_or_write(&opened, &text, args.output.as_deref())?;
    if opened.has(FileKind::Feedback) {
        context.out.warn(format!(
            "Note: there is a feedback.yaml for {} already. While it is there, --from takes nothing in: {}",
            opened.id(),
            opened.shown(FileKind::Feedback)
        ));
    }
    Ok(Outcome::Done)
}

fn print_or_write(opened: &OpenedAudit<'_>, text: &str, output: Option<&Path>) -> Result<()> {
    let context = opened.context;
    let Some(path) = output else {
        let printed = if context.format == Format::Json {
            let document = serde_json::json!({
                "schema": "qaf.feedback/1", "audit": opened.id(), "file": null, "blank": text,
                "who": opened.doer(Step::Feedback).shown(), "due": opened.progress().due(Step::Feedback),
            });
            format!("{document:#}\n")
        } else {
            text.to_owned()
        };
        return Ok(context.out.data(&printed)?);
    };
    demand_outside(path, context)?;
    // So that every editor of the office takes it for what it is, and saves it so again.
    let bytes = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    create_new(path, bytes.as_bytes(), context.store.settings.access)?;
    written(opened, path).print(context)
}

/// The day that the mailed form names. Before the sending is logged, the form is taken to go out with it today; a day that
/// has passed is not named.
fn mailed_due(opened: &OpenedAudit<'_>) -> Option<Date> {
    let (today, store) = (opened.context.as_of, &opened.context.store);
    let from_today = || {
        let deadline = store.schedule.deadline(Step::Feedback)?;
        Some(deadline.within.after(today, &store.calendar))
    };
    let due = opened.progress().due(Step::Feedback).or_else(from_today);
    let due = due.filter(|due| *due >= today)?;
    opened.context.warn_of(&store.calendar.unlisted(today, due));
    Some(due)
}

fn written(opened: &OpenedAudit<'_>, path: &Path) -> MadeFile {
    let (id, worker) = (opened.id(), opened.doer(Step::Feedback));
    MadeFile {
        command: "feedback",
        what: format!(
            "A form for {}, to be mailed with the audit {id}. It names no child and holds no finding.",
            worker.shown().map_or("the worker".into(), safe)
        ),
        by_when: opened.by_when("It is", Step::Feedback).into_iter().collect(),
        then: vec![format!("When it comes back: qaf feedback {id} --from FILE")],
        at: path.display().to_string(),
        audit: id,
        file: path.display().to_string(),
        who: worker.shown().map(str::to_owned),
        due: opened.progress().due(Step::Feedback),
        notes: opened.unlisted(&[Step::Feedback]).into_iter().collect(),
    }
}

/// The store holds nothing but what belongs to it, and is not where mail is sent from.
fn demand_outside(path: &Path, context: &Context) -> Result<()> {
    if lies_within(path, &context.store.root) {
        bail!(
            "{} lies in the store. The form is for the mail: write it somewhere else.",
            path.display()
        )
    }
    Ok(())
}
