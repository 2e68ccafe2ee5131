//! An audit's history, in each format.

use crate::figures::summary::ActionSummary;
use crate::paper::md;
use std::fmt::Write as _;

use super::figures::{ChangedAnswer, FileChange, Happening, History, TwoGrades};
use crate::paper::safe::{safe, safe_lines};
use crate::paper::table::Grid;
use crate::paper::{
    Cell, ColumnKind, FilledColumn, Paper, PaperBlock, PaperPart, PaperTable, TextStyle, count,
};

/// What stands before a line that belongs to the one above.
const UNDER: &str = "    ";

/// The history on a terminal.
pub fn text(history: &History, style: TextStyle) -> String {
    let mut text = format!("{}: {}", history.audit, stands(history));
    if !history.form.is_empty() {
        let _ = write!(text, " ({})", safe(&history.form));
    }
    let _ = writeln!(text, ", as of {}\n", history.as_of.spoken());
    for entry in &history.entries {
        let _ = writeln!(text, "{:<15}  {}", entry.date.spoken(), safe(&what(entry)));
        for line in remarks(entry) {
            let _ = writeln!(text, "{UNDER}{}", safe_lines(&line).replace('\n', "\n    "));
        }
        text.push_str(&grades_text(&entry.grades, style));
        for change in &entry.changes {
            text.push_str(&change_text(change, change.since.as_deref()));
        }
    }
    if history.entries.is_empty() {
        text.push_str("Nothing has happened yet.\n");
    }
    for line in rest(history) {
        let _ = writeln!(text, "\n{}", safe(&line));
    }
    if !history.since.is_empty() {
        text.push_str("\nChanged since then, and not logged yet:\n");
        for change in &history.since {
            text.push_str(&change_text(change, None));
        }
    }
    text
}

/// Where it stands, and where it is closed, what is open all the same.
fn stands(history: &History) -> String {
    ActionSummary::beside_status(history.status, history.open_actions)
}

/// An entry in a line.
fn what(entry: &Happening) -> String {
    let mut line = match entry.what {
        "allocated" => format!("allocated to {}", entry.to.join(", ")),
        "signed-off" => "signed off".to_owned(),
        "resubmitted" => "submitted again".to_owned(),
        "re-audit" => "audited again".to_owned(),
        "re-audit-sent" => "re-audit sent".to_owned(),
        name => name.replace('-', " "),
    };
    if let Some(role) = &entry.role {
        let _ = write!(line, ", {role}");
    }
    if let Some(action) = &entry.action {
        let _ = write!(line, " {action}");
    }
    if entry.what != "allocated" && !entry.to.is_empty() {
        let _ = write!(line, " to {}", entry.to.join(", "));
    }
    if let Some(id) = &entry.by_audit {
        let _ = write!(line, "; {id} took its place");
    }
    if let Some(who) = &entry.who {
        let says = if entry.logged { "logged by" } else { "by" };
        let _ = write!(line, ", {says} {who}");
    }
    if let Some(grade) = entry.grade {
        let _ = write!(line, ": {}", grade.title());
    }
    line
}

fn remarks(entry: &Happening) -> Vec<String> {
    let reason = entry.reason.iter().map(|reason| format!("Reason: {reason}"));
    let note = entry.note.iter().map(|note| format!("Note: {note}"));
    reason.chain(note).collect()
}

fn grades(all: &[TwoGrades]) -> Grid {
    let mut grid = Grid::new(&["Section", "Auditor", "Moderator", "Reason"]);
    for graded in all {
        let mark = if graded.changed { ">" } else { "" };
        grid.row([
            graded.title.clone(),
            graded.auditor.clone().unwrap_or_default(),
            graded.moderator.clone().unwrap_or_default() + mark,
            graded.reason.clone().unwrap_or_default(),
        ]);
    }
    grid
}

fn grades_text(all: &[TwoGrades], style: TextStyle) -> String {
    if all.is_empty() {
        return String::new();
    }
    let narrow = TextStyle {
        width: style.width.saturating_sub(UNDER.len()),
        ..style
    };
    let mut text = String::new();
    for line in grades(all).text(narrow).lines() {
        let _ = writeln!(text, "{}", format!("{UNDER}{line}").trim_end());
    }
    text
}

/// What became of a file, in a line.
fn change(change: &FileChange, since: Option<&str>) -> String {
    let since = since.map_or_else(String::new, |since| format!(" since {since}"));
    match (change.how, &change.answers) {
        ("new", _) => format!("{} is new{since}", change.file),
        ("gone", _) => format!("{} is gone{since}", change.file),
        (_, None) => format!(
            "{} changed{since}; what can't be told, for a kept copy is lost",
            change.file
        ),
        (_, Some(answers)) if answers.is_empty() => {
            format!("{} changed{since}, in layout or remarks alone", change.file)
        }
        (_, Some(_)) => format!("{} changed{since}:", change.file),
    }
}

fn change_text(file: &FileChange, since: Option<&str>) -> String {
    let mut text = format!("{UNDER}{}\n", change(file, since));
    for answer in file.answers.iter().flatten() {
        let _ = writeln!(text, "{UNDER}  {}", safe(&answer_line(answer)));
        for (mark, version) in versions(answer) {
            for line in version.lines() {
                let _ = writeln!(text, "{UNDER}    {mark} {}", safe(line));
            }
        }
    }
    text
}

/// A change in a line: both values, or that a text is another.
fn answer_line(answer: &ChangedAnswer) -> String {
    let place = &answer.place;
    if answer.text {
        return format!("{place}: text {}", answer.how);
    }
    match (&answer.from, &answer.to) {
        (Some(from), Some(to)) => format!("{place}: {from} -> {to}"),
        (None, Some(to)) => format!("{place}: {to} (was empty)"),
        (Some(from), None) => format!("{place}: empty (was {from})"),
        (None, None) => format!("{place}: {}", answer.how),
    }
}

/// Both versions of a text, where they are told.
fn versions(answer: &ChangedAnswer) -> Vec<(char, &str)> {
    let from = answer.from.iter().map(|text| ('-', text.as_str()));
    let to = answer.to.iter().map(|text| ('+', text.as_str()));
    from.chain(to).filter(|_| answer.text).collect()
}

/// What an Inadequate asks for, and what has become of it, in a sentence.
fn inadequate(history: &History) -> Option<String> {
    let steps = history.inadequate.iter().map(|told| {
        let step = crate::reports::due::paper::task(told.step).to_lowercase();
        match (told.state, told.date) {
            ("done", Some(day)) => format!("{step}: done {}", day.spoken()),
            ("due", Some(day)) => format!("{step}: due {}", day.spoken()),
            ("waits", _) => format!("{step}: asked if the grade stays"),
            _ => format!("{step}: no longer asked, as the grade is better now"),
        }
    });
    let steps: Vec<String> = steps.collect();
    (!steps.is_empty()).then(|| format!("Of the Inadequate: {}.", steps.join("; ")))
}

/// What else there is to say.
fn rest(history: &History) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(inadequate(history));
    lines.extend(history.counts_for_nothing.iter().map(|changed| {
        format!(
            "{changed}. It counts for nothing: what the file said then counts until the audit is returned and submitted again."
        )
    }));
    lines.extend(history.unlisted.sentence());
    if history.later > 0 {
        lines.push(format!(
            "{} dated later than {} and not told here.",
            count(history.later, "event is", "events are"),
            history.as_of.spoken()
        ));
    }
    if !history.unread.is_empty() {
        let numbers: Vec<String> = history.unread.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "{} of log.yaml can't be read, so what was told there is not told here: line {}. qaf validate {} says more.",
            count(history.unread.len(), "line", "lines"),
            numbers.join(", "),
            history.audit
        ));
    }
    for lost in &history.lost {
        let how = match lost.how {
            "altered" => "is not as it was kept",
            _ => "is not there, or can't be read",
        };
        lines.push(format!(
            "The kept copy {} {how}. Restore it from a backup.",
            lost.path
        ));
    }
    lines
}

/// The history as Markdown.
pub fn md(history: &History) -> String {
    let mut text = format!(
        "# {}: history, as of {}\n\n{}.\n\n",
        history.audit,
        history.as_of,
        stands(history)
    );
    for entry in &history.entries {
        let _ = writeln!(text, "- **{}** {}", entry.date, md::line(&what(entry)));
        for line in remarks(entry) {
            let _ = writeln!(text, "  - {}", md::line(&line.replace('\n', " ")));
        }
        for change in &entry.changes {
            change_md(&mut text, change, change.since.as_deref());
        }
        if !entry.grades.is_empty() {
            let _ = writeln!(text, "\n{}", grades(&entry.grades).md());
        }
    }
    for line in rest(history) {
        let _ = writeln!(text, "\n{}", md::line(&line));
    }
    if !history.since.is_empty() {
        text.push_str("\nChanged since then, and not logged yet:\n\n");
        for change in &history.since {
            change_md(&mut text, change, None);
        }
    }
    text
}

fn change_md(text: &mut String, file: &FileChange, since: Option<&str>) {
    let _ = writeln!(text, "  - {}", md::line(&change(file, since)));
    for answer in file.answers.iter().flatten() {
        let _ = writeln!(text, "    - {}", md::line(&answer_line(answer)));
        for (mark, version) in versions(answer) {
            let word = if mark == '-' { "before" } else { "after" };
            let _ = writeln!(text, "      - {word}: {}", md::line(&version.replace('\n', " ")));
        }
    }
}

/// The history laid out: what happened in a table, then what changed.
pub fn paper(history: &History) -> Paper {
    let columns: [FilledColumn<'_, &Happening>; 3] = [
        ("When", ColumnKind::Day, &|entry| Cell::Day(entry.date)),
        ("What", ColumnKind::Words, &|entry| Cell::text(what(entry))),
        ("Remarks", ColumnKind::Words, &|entry| {
            Cell::text(remarks(entry).join("\n"))
        }),
    ];
    let has_remarks = history.entries.iter().any(|entry| !remarks(entry).is_empty());
    let happened = PaperTable::of(
        "happened",
        "What happened, and when",
        "nothing has happened yet",
        &history.entries,
        &columns[..if has_remarks { 3 } else { 2 }],
    );
    let mut part = PaperPart::new("history", "What happened").with(happened);
    for line in rest(history) {
        part = part.text(line);
    }
    let mut parts = vec![part];
    let of_entries = history.entries.iter().flat_map(|entry| &entry.changes);
    let changed: Vec<String> = of_entries
        .flat_map(|file| changed_lines(file, file.since.as_deref()))
        .collect();
    let since = history.since.iter().flat_map(|file| changed_lines(file, None));
    for (id, title, lines) in [
        ("changed", "What was changed between two events", changed),
        ("since", "Changed since then, and not logged yet", since.collect()),
    ] {
        if !lines.is_empty() {
            parts.push(PaperPart::new(id, title).with(PaperBlock::List(lines)));
        }
    }
    Paper {
        title: format!("{}: history", history.audit),
        period: format!("Where it stands: {}", stands(history)),
        council: None,
        as_of: history.as_of,
        parts,
    }
}

fn changed_lines(file: &FileChange, since: Option<&str>) -> Vec<String> {
    let mut lines = vec![change(file, since)];
    for answer in file.answers.iter().flatten() {
        lines.push(answer_line(answer));
        lines.extend(versions(answer).into_iter().map(|(mark, version)| {
            let word = if mark == '-' { "before" } else { "after" };
            format!("{word}: {version}")
        }));
    }
    lines
}
