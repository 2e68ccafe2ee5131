//! What qaf understands of a roster, for people and for programs.

mod toml;

use std::fmt::Write as _;

use super::quarterly::wrapped;
use super::safe::safe;
use super::table::Grid;
use super::{Style, count};
use crate::report::roster::{FileReport, MergedReport, Proposal, RosterReport, SheetReport};
use crate::roster::DateLook;
use crate::roster::inspect::{ColumnLook, Known, StatusKnown};
use crate::roster::likeness::LEAVE_OUT;

/// Of a long list this much is shown; the JSON has it all.
const MOST: usize = 20;

/// The roster's report as JSON.
pub fn json(report: &RosterReport) -> String {
    super::json(report)
}

/// Files and columns, then statuses, teams, case-holders and rows; last what is to be done.
pub fn text(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    for file in &report.files {
        text.push_str(&file_text(file, style));
    }
    text.push_str(&statuses(report, style));
    text.push_str(&teams(report, style));
    text.push_str(&holders(report, style));
    text.push_str(&merged(report, style));
    text.push_str(&faults(report, style));
    text.push_str(&to_see_to(report, style));
    text.push_str(&proposal(&report.proposal, style));
    text.push_str(&closing(report, style));
    text
}

fn heading(text: &mut String, heading: &str, style: Style) {
    let _ = if style.colour {
        writeln!(text, "\u{1b}[1m{heading}\u{1b}[0m\n")
    } else {
        writeln!(text, "{heading}\n")
    };
}

/// A paragraph; its further lines are set in.
fn say(text: &mut String, words: &str, style: Style) {
    text.push_str(&wrapped(&safe(words), style.width));
}

fn file_text(file: &FileReport, style: Style) -> String {
    let mut text = String::new();
    let mut title = safe(&file.file).into_owned();
    if file.rows > 0 {
        let _ = write!(
            title,
            ": {}, {}",
            count(file.rows, "row", "rows"),
            count(file.children, "child", "children")
        );
    }
    if file.unreadable > 0 {
        let _ = write!(title, ", {} unreadable", count(file.unreadable, "row", "rows"));
    }
    heading(&mut text, &title, style);
    if let Some(problem) = &file.problem {
        say(&mut text, problem, style);
        text.push('\n');
    }
    let cells = file
        .separator
        .map(|separator| format!("{separator}s between its cells"));
    let encoding = file.encoding.map(|encoding| match encoding {
        "Windows-1252" => {
            "text in Windows-1252, so look whether names with accents came out right".to_owned()
        }
        encoding => format!("text in {encoding}"),
    });
    let format: Vec<String> = cells.into_iter().chain(encoding).collect();
    if !format.is_empty() {
        say(&mut text, &format!("Format: {}.", format.join("; ")), style);
    }
    for sheet in &file.sheets {
        text.push_str(&sheet_text(sheet, style));
    }
    text
}

fn sheet_text(sheet: &SheetReport, style: Style) -> String {
    let mut text = String::new();
    if let Some(name) = &sheet.sheet {
        let _ = writeln!(text, "Sheet {}", safe(name));
    }
    let layout = match sheet.layout {
        "qaf" => "Layout: qaf's own.".to_owned(),
        "mapped" => "Layout: your own, by [roster.columns] of qaf.toml.".to_owned(),
        "unknown" => "Layout: not known yet, so its columns are guessed.".to_owned(),
        other => format!("Layout: {other}."),
    };
    say(&mut text, &layout, style);
    for problem in &sheet.problems {
        say(&mut text, &format!("It {problem}"), style);
    }
    text.push('\n');
    let mut grid = Grid::new(&["!qaf's column", "In the file", ">Filled", "Known by"]);
    for column in &sheet.columns {
        let known = match column.known {
            Known::Name => "its name",
            Known::Mapped => "qaf.toml",
            Known::Guess => "a guess",
        };
        grid.row([
            column.column.to_owned(),
            column.header.clone(),
            column.filled.to_string(),
            known.to_owned(),
        ]);
    }
    if !grid.is_empty() {
        text.push_str(&grid.text(style));
        text.push('\n');
    }
    if !sheet.unused.is_empty() {
        let unused: Vec<String> = sheet.unused.iter().map(|name| format!("\"{name}\"")).collect();
        say(&mut text, &format!("Not used: {}.", unused.join(", ")), style);
    }
    for column in &sheet.columns {
        if let Some(words) = dates(column) {
            say(&mut text, &words, style);
        }
    }
    text.push('\n');
    text
}

/// How a column's dates are spelt.
fn dates(column: &ColumnLook) -> Option<String> {
    let look: DateLook = column.dates?;
    let mut parts = Vec::new();
    if look.iso > 0 {
        parts.push(format!("{} as 2026-03-31", look.iso));
    }
    if look.day_first > 0 {
        let sure = match look.day_over_12 {
            0 => "none of them with a day over 12, so the month may come first",
            _ => "day first",
        };
        parts.push(format!("{} as 31/03/2026, {sure}", look.day_first));
    }
    if look.month_named > 0 {
        parts.push(format!("{} as 31 Mar 2026", look.month_named));
    }
    if look.month_first > 0 {
        parts.push(format!("{} with a month over 12", look.month_first));
    }
    if look.not_dates > 0 {
        parts.push(format!("{} no dates", look.not_dates));
    }
    (!parts.is_empty()).then(|| format!("Dates of {}: {}.", column.column, parts.join("; ")))
}

fn statuses(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    if report.statuses.is_empty() {
        return text;
    }
    heading(&mut text, "Legal statuses", style);
    let mut grid = Grid::new(&["In the file", ">Rows", "Stands for"]);
    for status in report.statuses.iter().take(MOST * 2) {
        let means = match (status.known, &status.status, status.proposed) {
            (StatusKnown::LeaveOut, _, _) => "left out, by qaf.toml".to_owned(),
            (StatusKnown::Mapped, Some(ours), _) => format!("{ours}, by qaf.toml"),
            (_, Some(ours), _) => ours.clone(),
            (_, None, Some(proposed)) if proposed != LEAVE_OUT => format!("not known; perhaps {proposed}"),
            (_, None, _) => "not known".to_owned(),
        };
        grid.row([status.word.clone(), status.rows.to_string(), means]);
    }
    text.push_str(&grid.text(style));
    more(&mut text, report.statuses.len(), MOST * 2);
    text.push('\n');
    text
}

fn more(text: &mut String, all: usize, shown: usize) {
    if all > shown {
        let _ = writeln!(text, "  and {} more; --format json has them all", all - shown);
    }
}

fn teams(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    if report.teams.is_empty() {
        return text;
    }
    heading(&mut text, "Teams", style);
    let mut grid = Grid::new(&["In the file", ">Children", "Auditors of a random audit"]);
    for team in &report.teams {
        let auditors = match (team.auditors.is_empty(), team.known, &team.nearest) {
            (false, ..) => team.auditors.join(", "),
            (true, true, _) => "none: nothing is drawn from it".to_owned(),
            (true, false, Some(near)) => format!("nobody in people.csv has it; is {near} meant?"),
            (true, false, None) => "nobody in people.csv has it".to_owned(),
        };
        grid.row([team.team.clone(), team.children.to_string(), auditors]);
    }
    text.push_str(&grid.text(style));
    text.push('\n');
    if !report.auditors_without_a_case.is_empty() {
        let names = report
            .auditors_without_a_case
            .iter()
            .map(|auditor| match auditor.team.as_str() {
                "" => format!("{} (no team in people.csv)", auditor.auditor),
                team => format!("{} ({team})", auditor.auditor),
            });
        let names: Vec<String> = names.collect();
        say(
            &mut text,
            &format!("Without a case to be drawn from: {}.", names.join(", ")),
            style,
        );
        text.push('\n');
    }
    text
}

fn holders(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    let unknown = &report.unknown_case_holders;
    if !unknown.is_empty() {
        heading(&mut text, "Case-holders who are not in people.csv", style);
        let mut grid = Grid::new(&["In the file", ">Children", "Perhaps"]);
        // Whom a like name can explain comes first: there is something to do.
        let (near, far): (Vec<_>, Vec<_>) = unknown.iter().partition(|holder| holder.nearest.is_some());
        for holder in near.into_iter().chain(far).take(MOST) {
            let nearest = holder.nearest.clone().unwrap_or_default();
            grid.row([holder.name.clone(), holder.children.to_string(), nearest]);
        }
        text.push_str(&grid.text(style));
        more(&mut text, unknown.len(), MOST);
        text.push('\n');
    }
    if report.unallocated > 0 {
        let children = count(report.unallocated, "child has", "children have");
        let drawn = if report.unallocated == 1 { "is" } else { "are" };
        say(
            &mut text,
            &format!("{children} no case-holder and {drawn} not drawn."),
            style,
        );
        text.push('\n');
    }
    text
}

fn merged(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    if report.merged.is_empty() {
        return text;
    }
    let one_file = report.files.len() == 1;
    heading(
        &mut text,
        &format!("Children on several rows: {}", report.merged.len()),
        style,
    );
    say(
        &mut text,
        "Each counts once: open before closed, then CiC, Care Leaver, CP, PLO, CIN, then the one opened later.",
        style,
    );
    for merged in report.merged.iter().take(MOST) {
        say(&mut text, &merged_words(merged, one_file), style);
    }
    more(&mut text, report.merged.len(), MOST);
    text.push('\n');
    text
}

fn merged_words(merged: &MergedReport, one_file: bool) -> String {
    let place = |place: &crate::report::roster::RowPlace| {
        if one_file {
            place.row.to_string()
        } else {
            format!("{} of {}", place.row, place.file)
        }
    };
    let rows: Vec<String> = merged.rows.iter().map(place).collect();
    format!(
        "  {}: rows {}; counts as on row {} ({}, {})",
        merged.child_id,
        rows.join(", "),
        place(&merged.kept),
        merged.status,
        merged.team
    )
}

fn faults(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    if report.faults.is_empty() {
        return text;
    }
    heading(&mut text, "Rows that can't be read", style);
    for fault in report.faults.iter().take(MOST) {
        let sheet = fault.sheet.as_ref().map(|sheet| format!(", sheet {sheet}"));
        let stands = match fault.shown.as_str() {
            "" => String::new(),
            shown => format!(" It says \"{shown}\"."),
        };
        let words = format!(
            "  {}{}, row {}: {}{stands}",
            fault.file,
            sheet.unwrap_or_default(),
            fault.row,
            fault.message
        );
        say(&mut text, &words, style);
    }
    more(&mut text, report.faults.len(), MOST);
    text.push('\n');
    text
}

/// The lines for `qaf.toml`. They are not broken, so that they can be pasted.
fn proposal(proposal: &Proposal, style: Style) -> String {
    let mut text = String::new();
    if proposal.is_empty() {
        return text;
    }
    heading(&mut text, "To put into qaf.toml", style);
    for line in &proposal.columns {
        if let Some(old) = &line.replaces {
            let words = format!("Delete {} = \"{old}\" there: no file has this column.", line.key);
            say(&mut text, &words, style);
        }
    }
    let tables = [
        ("[roster.columns]", proposal.columns_line, toml::columns(proposal)),
        (
            "[roster.statuses]",
            proposal.statuses_line,
            toml::statuses(proposal),
        ),
    ];
    for (table, line, lines) in tables {
        if lines.is_empty() {
            continue;
        }
        let _ = match line {
            Some(line) => writeln!(text, "Below the line {table} (now line {line}):\n\n{lines}"),
            None => writeln!(text, "At its end:\n\n{table}\n{lines}"),
        };
    }
    text
}

fn to_see_to(report: &RosterReport, style: Style) -> String {
    let mut text = String::new();
    if report.to_see_to.is_empty() {
        return text;
    }
    heading(&mut text, "To see to", style);
    for (index, words) in report.to_see_to.iter().enumerate() {
        say(&mut text, &format!(" {}. {words}", index + 1), style);
    }
    text.push('\n');
    text
}

fn closing(report: &RosterReport, style: Style) -> String {
    let words = if report.to_see_to.is_empty() {
        let children = count(report.children, "child", "children");
        let teams = count(report.teams.len(), "team", "teams");
        format!("All of it is understood: {children} of {teams}. Nothing was changed.")
    } else {
        "Nothing was changed. Once these are seen to, look again with the same command.".to_owned()
    };
    wrapped(&words, style.width)
}
