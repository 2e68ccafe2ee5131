//! `qaf` alone: the three next things to do, here and now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::context::Context;
use crate::framework::Date;
use crate::output::typed::{argument, program};
use crate::output::{Format, Outcome, Output};
use crate::paper::safe::safe;
use crate::paper::wrap::filled;
use crate::paper::{TextStyle, count};
use crate::reports::due::figures::DueReport;
use crate::reports::due::paper::counted;
use crate::reports::due::{AskedSteps, open_steps};
use crate::reports::tracker::figures::tracker;
use crate::store::layout::PEOPLE;
use crate::store::scan::{audit_folders, read_file};
use crate::store::shipped;

/// How things stand, in sentences, and what is to be done about it.
#[derive(Debug)]
struct NextSteps {
    stand: String,
    steps: Vec<(String, &'static str)>,
}

/// Says what to do first where there is no store.
pub fn run_without_store(out: &Output) -> Result<Outcome> {
    let qaf = program();
    let next = NextSteps {
        stand: "qaf runs a council's Quality Assurance Framework from a folder of files, its store. There is no store \
                here, nor in any folder above."
            .to_owned(),
        steps: vec![
            (
                format!("{qaf} demo council"),
                "Look around first: makes a council that does not exist, in a new folder",
            ),
            (
                format!("{qaf} init store"),
                "Begin with your own: makes a folder for it, and says what to fill in",
            ),
            (
                format!("{qaf} --help"),
                "Every command, by who uses it; in a store, qaf alone says what is next",
            ),
        ],
    };
    print(&next, out)
}

/// Says how the store stands and what to do next. `qaf` is how the program is called on it.
pub fn run(context: &Context, qaf: &str) -> Result<Outcome> {
    if context.format != Format::Text {
        return Err(context.no_such_format("qaf alone", "text"));
    }
    print(&next_steps(context, qaf)?, &context.out)
}

fn print(next: &NextSteps, out: &Output) -> Result<Outcome> {
    let mut text = filled(&safe(&next.stand), "", "", TextStyle::default().width);
    text.push_str("\n\nNext:\n");
    for (typed, does) in &next.steps {
        // A line that is typed stays whole, however long it is.
        let _ = writeln!(text, "  {}\n      {does}", safe(typed));
    }
    out.data(&text)?;
    Ok(Outcome::Done)
}

fn next_steps(context: &Context, qaf: &str) -> Result<NextSteps> {
    let council = &context.store.settings.council;
    let nobody = context.people.all().is_empty();
    if nobody && audit_folders(&context.store.root).folders.is_empty() {
        return Ok(without_people(context, qaf));
    }
    let errors = context.own_errors().count();
    if errors > 0 {
        return Ok(faulty(qaf, errors));
    }
    let (due, examined) = open_steps(&AskedSteps::default(), context)?;
    if examined.summaries.is_empty() && context.gaps().shut.is_empty() {
        return Ok(if holds_sample(context) {
            without_people(context, qaf)
        } else {
            nothing_drawn(council, qaf)
        });
    }
    let list = tracker(&examined.summaries, &context.view());
    let late = list.audits.iter().filter(|audit| audit.overdue).count();
    let stand = stand(
        council,
        context.as_of,
        &due,
        &format!("{late} of {}", list.audits.len()),
    );
    Ok(under_way(context, qaf, stand))
}

/// Whether `people.csv` holds the made-up people of a new store alone.
fn holds_sample(context: &Context) -> bool {
    shipped::is_sample_of_people(&read_file(&context.store.root, PEOPLE).unwrap_or_default())
}

fn faulty(qaf: &str, errors: usize) -> NextSteps {
    NextSteps {
        stand: format!(
            "The store's own files have {}, which come first: until they are mended, what is due can't be relied on.",
            count(errors, "error", "errors")
        ),
        steps: vec![
            (
                format!("{qaf} validate"),
                "Each fault, with its place and what to do",
            ),
            (
                format!("{qaf} explain"),
                "What the rules mean that validate names in square brackets",
            ),
            (format!("{} --help", program()), "Every command, by who uses it"),
        ],
    }
}

fn without_people(context: &Context, qaf: &str) -> NextSteps {
    let people = context.shown(PEOPLE).display().to_string();
    let is_empty = context.people.all().is_empty();
    let who = if is_empty {
        "has nobody in it"
    } else {
        "holds the made-up people of a new store"
    };
    NextSteps {
        stand: format!(
            "Nothing is drawn yet, and {people} {who}. The draw asks it who audits what. It opens in Excel; keep its first \
             line, and save it as CSV."
        ),
        steps: vec![
            (
                format!("{qaf} people inspect FILE --write {}", argument(&people)),
                "Makes it of the HR system's list; or fill it in by hand, a line a person",
            ),
            (
                format!("{qaf} validate"),
                "Checks it: every fault, with its line and what to do",
            ),
            (
                format!("{qaf} allocate --roster FILE"),
                "Then draws, with your case list for FILE",
            ),
        ],
    }
}

fn nothing_drawn(council: &str, qaf: &str) -> NextSteps {
    NextSteps {
        stand: format!(
            "{council}: nothing is drawn yet. With your case list for FILE, as CSV or Excel workbook:"
        ),
        steps: vec![
            (
                format!("{qaf} roster inspect FILE"),
                "What qaf understands of it, and what is to be done about the rest",
            ),
            (
                format!("{qaf} allocate --roster FILE --dry-run"),
                "For whom it would be drawn, and from how many cases; nothing is drawn",
            ),
            (
                format!("{qaf} allocate --roster FILE"),
                "Draws, and makes the audits",
            ),
        ],
    }
}

/// What is late, or that nothing is.
fn stand(council: &str, today: Date, due: &DueReport, late_audits: &str) -> String {
    let (late, coming): (Vec<_>, Vec<_>) = due.items.iter().partition(|item| item.due < due.as_of);
    let day = today.spoken();
    let unread = match due.excluded.len() {
        0 => String::new(),
        n => format!(
            " Of {} it is not known what is due: see qaf validate.",
            count(n, "audit", "audits")
        ),
    };
    if late.is_empty() {
        let coming = if coming.is_empty() {
            "nothing".to_owned()
        } else {
            counted(&coming)
        };
        return format!("{council}, {day}. Nothing is late; coming up: {coming}.{unread}");
    }
    format!(
        "{council}, {day}. Late: {}. Audits that are late: {late_audits}.{unread}",
        counted(&late)
    )
}

fn under_way(context: &Context, qaf: &str, stand: String) -> NextSteps {
    let letters = argument(&letters(&context.store.root).to_string_lossy());
    NextSteps {
        stand,
        steps: vec![
            (
                format!("{qaf} due"),
                "What is late and what is coming, person by person",
            ),
            (
                format!("{qaf} remind --to {letters}"),
                "Writes a letter for each of these that is late or due soon, and sends none",
            ),
            (
                format!("{qaf} tracker"),
                "Every audit: where it stands, and what is next",
            ),
        ],
    }
}

/// A folder for letters, which don't belong in the store: beside it.
fn letters(root: &Path) -> PathBuf {
    let is_here = std::env::current_dir().is_ok_and(|here| here == root);
    match root.parent() {
        Some(above) if !is_here && root != Path::new(".") => above.join("letters"),
        _ => PathBuf::from("../letters"),
    }
}
