//! What `remind` says of the letters that it wrote.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::compose::Letter;
use crate::framework::{Date, ItemId, Unlisted};
use crate::letter::listed;
use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::paper::wrap::filled;
use crate::paper::{TextStyle, count};
use crate::reports::due::figures::{DueItem, DueReport, DueStep, UnreadAudit};
use crate::reports::due::paper::unlisted;

/// The letters as `--format json` prints them.
#[derive(Serialize)]
struct Reminders<'a> {
    schema: &'static str,
    as_of: Date,
    folder: String,
    letters: Vec<Reminder<'a>>,
    excluded: &'a [UnreadAudit],
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    unlisted: Unlisted,
}

#[derive(Serialize)]
struct Reminder<'a> {
    /// Null where it lists actions or new workers.
    id: Option<&'a ItemId>,
    step: Option<DueStep>,
    who: &'a str,
    due: Option<Date>,
    /// Where it lists them: each.
    #[serde(skip_serializing_if = "<[DueItem]>::is_empty")]
    items: &'a [DueItem],
    to: Vec<ShownTo<'a>>,
    subject: &'a str,
    letter: &'a str,
    calendar: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct ShownTo<'a> {
    name: &'a str,
    email: Option<&'a str>,
}

/// The letters as JSON.
pub fn json(letters: &[Letter], due: &DueReport, folder: &Path) -> String {
    crate::paper::json(&Reminders {
        schema: "qaf.remind/1",
        as_of: due.as_of,
        folder: folder.display().to_string(),
        letters: letters.iter().map(Reminder::of).collect(),
        excluded: &due.excluded,
        unlisted: due.unlisted.clone(),
    })
}

impl<'a> Reminder<'a> {
    fn of(letter: &'a Letter) -> Self {
        let to = letter.recipients.iter().map(|recipient| ShownTo {
            name: &recipient.name,
            email: recipient.address.as_ref().map(crate::letter::Address::as_str),
        });
        let first = letter.items.first();
        Self {
            id: first.and_then(|item| item.id.as_ref()).filter(|_| !letter.lists),
            step: first.map(|item| item.step),
            who: &letter.who,
            due: first.map(|item| item.due),
            items: if letter.lists { &letter.items } else { &[] },
            to: to.collect(),
            subject: &letter.written.subject,
            letter: &letter.file,
            calendar: letter.entry().map(|(name, _)| name),
            note: letter.written.note.as_deref(),
        }
    }
}

/// A line a letter, then what to see to before they go.
pub fn text(letters: &[Letter], due: &DueReport, folder: &Path, made: usize, style: TextStyle) -> String {
    let mut text = String::new();
    if letters.is_empty() {
        let span = due.within.map_or_else(String::new, |days| {
            format!(
                " within {}",
                count(days.0 as usize, "working day", "working days")
            )
        });
        let _ = writeln!(text, "No letter was written, as nothing is due{span}.");
    } else {
        let mut grid = Grid::new(&["To", "What", "File"]);
        for letter in letters {
            let names = listed(letter.recipients.iter().map(|recipient| recipient.name.as_str()));
            grid.row([
                if names.is_empty() {
                    "nobody known".to_owned()
                } else {
                    names
                },
                letter.task(),
                letter.file.clone(),
            ]);
        }
        text.push_str(&grid.text(style));
        let _ = writeln!(text, "\n{}", wrote(letters, folder, made));
        text.push_str(&without_address(letters));
        text.push_str(&notes(letters, style.width));
    }
    if !due.unlisted.is_empty() {
        let _ = write!(text, "\n{}", unlisted(&due.unlisted, style.width));
    }
    if !due.excluded.is_empty() {
        text.push_str(
            "\nNot known what is due of these audits, which are to be mended first (qaf validate):\n",
        );
        for excluded in &due.excluded {
            let _ = writeln!(text, "  {}  {}", excluded.id, safe(&excluded.reason));
        }
    }
    text
}

fn wrote(letters: &[Letter], folder: &Path, made: usize) -> String {
    let folder = safe(&folder.display().to_string()).into_owned();
    let entries = letters.iter().filter(|letter| letter.entry().is_some()).count();
    let entries = if entries == letters.len() {
        "as many calendar files".to_owned()
    } else {
        count(entries, "calendar file", "calendar files")
    };
    let letters = count(letters.len(), "letter", "letters");
    let what = if made == 0 {
        format!("{letters} and {entries} were in {folder} already.")
    } else {
        format!("{letters} and {entries} are in {folder}.")
    };
    format!("{what}\nqaf sends nothing: open each in your mail program, look it over, and send it.")
}

/// Whose address is missing, each once, with the letters that it is missing from.
fn without_address(letters: &[Letter]) -> String {
    let mut missing: std::collections::BTreeMap<&str, Vec<&str>> = std::collections::BTreeMap::new();
    for letter in letters {
        for recipient in letter
            .recipients
            .iter()
            .filter(|recipient| recipient.address.is_none())
        {
            missing.entry(&recipient.name).or_default().push(&letter.file);
        }
        if letter.recipients.is_empty() {
            missing.entry("nobody known").or_default().push(&letter.file);
        }
    }
    let mut text = String::new();
    if !missing.is_empty() {
        text.push_str("\nNo address in people.csv that can be used, so put it in yourself:\n");
        for (name, files) in missing {
            let _ = writeln!(text, "  {}: {}", safe(name), files.join(", "));
        }
    }
    text
}

/// Before each line of a note.
const SET_IN: &str = "      ";

/// What the templates tell whoever runs qaf.
fn notes(letters: &[Letter], width: usize) -> String {
    let mut text = String::new();
    for letter in letters {
        if let Some(note) = &letter.written.note {
            let _ = writeln!(text, "  {}", letter.file);
            let _ = writeln!(text, "{}", filled(&safe(note), SET_IN, SET_IN, width));
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("\nTo see to:\n{text}")
    }
}
