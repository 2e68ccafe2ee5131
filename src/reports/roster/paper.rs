//! What qaf understands of a roster, for people and for programs.

use super::telling::ToldList;
use super::{file, toml};
use std::collections::HashMap;

use super::figures::{FaultReport, MergedReport, RosterReport, RowPlace};
use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::paper::{Paper, TextStyle, count};
use crate::roster::inspect::StatusKnown;
use crate::roster::likeness::LEAVE_OUT;

/// Of a long list this much is shown; the JSON has it all.
const MOST: usize = 20;

pub use super::toml::{list as toml_list, status as status_line};

/// Files and columns, then statuses, teams, case-holders and rows; last what is to be done.
pub fn text(report: &RosterReport, style: TextStyle) -> String {
    told(report, style).text
}

/// The same laid out.
pub fn paper(report: &RosterReport) -> Paper {
    let names: Vec<&str> = report.files.iter().map(|file| file.file.as_str()).collect();
    Paper {
        title: format!("The roster {}", names.join(", ")),
        period: count(report.children, "child", "children"),
        council: None,
        as_of: report.as_of,
        parts: told(report, TextStyle::default()).parts,
    }
}

fn told(report: &RosterReport, style: TextStyle) -> ToldList {
    let mut told = ToldList::new(style);
    for file in &report.files {
        file::tell(file, &mut told);
    }
    let tell = [
        statuses,
        teams,
        holders,
        merged,
        faults,
        to_know_and_see_to,
        proposal,
        aliases,
        closing,
    ];
    for tell in tell {
        tell(report, &mut told);
    }
    told
}

fn statuses(report: &RosterReport, told: &mut ToldList) {
    if report.statuses.is_empty() {
        return;
    }
    told.heading("Legal statuses");
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
    told.grid(&grid);
    more(told, report.statuses.len(), MOST * 2);
    told.gap();
}

fn more(told: &mut ToldList, all: usize, shown: usize) {
    if all > shown {
        told.lines(&format!("  and {} more; --format json has them all", all - shown));
    }
}

fn teams(report: &RosterReport, told: &mut ToldList) {
    if report.teams.is_empty() {
        return;
    }
    told.heading("Teams");
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
    told.grid(&grid);
    told.gap();
    if !report.auditors_without_a_case.is_empty() {
        let names = report
            .auditors_without_a_case
            .iter()
            .map(|auditor| match auditor.team.as_str() {
                "" => format!("{} (no team in people.csv)", auditor.auditor),
                team => format!("{} ({team})", auditor.auditor),
            });
        let names: Vec<String> = names.collect();
        told.say(&format!("Without a case to be drawn from: {}.", names.join(", ")));
        told.gap();
    }
}

fn holders(report: &RosterReport, told: &mut ToldList) {
    let unknown = &report.unknown_case_holders;
    if !unknown.is_empty() {
        told.heading("Case-holders who are not in people.csv");
        let mut grid = Grid::new(&["In the file", ">Children", "Perhaps"]);
        // Whom a like name can explain comes first: there is something to do.
        let (near, far): (Vec<_>, Vec<_>) = unknown.iter().partition(|holder| holder.nearest.is_some());
        for holder in near.into_iter().chain(far).take(MOST) {
            let nearest = holder.nearest.clone().unwrap_or_default();
            grid.row([holder.name.clone(), holder.children.to_string(), nearest]);
        }
        told.grid(&grid);
        more(told, unknown.len(), MOST);
        told.gap();
    }
    if report.unallocated > 0 {
        let children = count(report.unallocated, "child has", "children have");
        let drawn = if report.unallocated == 1 { "is" } else { "are" };
        told.say(&format!("{children} no case-holder and {drawn} not drawn."));
        told.gap();
    }
}

fn merged(report: &RosterReport, told: &mut ToldList) {
    if report.merged.is_empty() {
        return;
    }
    let one_file = report.files.len() == 1;
    told.heading(&format!("Children on several rows: {}", report.merged.len()));
    told.say("Each counts once: open before closed, then CiC, Care Leaver, CP, PLO, CIN, then the one opened later.");
    for merged in report.merged.iter().take(MOST) {
        told.say(&merged_words(merged, one_file));
    }
    more(told, report.merged.len(), MOST);
    told.gap();
}

fn merged_words(merged: &MergedReport, one_file: bool) -> String {
    let place = |place: &RowPlace| {
        let file = (!one_file).then_some(place.file.as_str());
        let within: Vec<&str> = place.sheet.as_deref().into_iter().chain(file).collect();
        match within.join(", ") {
            within if within.is_empty() => place.row.to_string(),
            within => format!("{} of {within}", place.row),
        }
    };
    let rows: Vec<String> = merged.rows.iter().map(place).collect();
    // A sheet's and a file's name hold commas of their own.
    let between = if rows.iter().any(|row| row.contains(" of ")) {
        "; "
    } else {
        ", "
    };
    format!(
        "  {}: rows {}; counts as on row {} ({}, {})",
        merged.child_id,
        rows.join(between),
        place(&merged.kept),
        merged.status,
        merged.team
    )
}

fn faults(report: &RosterReport, told: &mut ToldList) {
    if report.faults.is_empty() {
        return;
    }
    told.heading("Rows that can't be read");
    let alike = alike(&report.faults);
    for faults in alike.iter().take(MOST) {
        told.say(&fault_words(faults));
    }
    more(told, alike.len(), MOST);
    told.gap();
}

/// The faults that differ in their rows alone, together; in the order of the first of each.
fn alike(faults: &[FaultReport]) -> Vec<Vec<&FaultReport>> {
    let mut places: HashMap<(&str, Option<&str>, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<&FaultReport>> = Vec::new();
    for fault in faults {
        let key = (
            fault.file.as_str(),
            fault.sheet.as_deref(),
            fault.message.as_str(),
        );
        let at = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(fault),
            None => groups.push(vec![fault]),
        }
    }
    groups
}

fn fault_words(faults: &[&FaultReport]) -> String {
    const ROWS: usize = 8;
    let Some(first) = faults.first() else {
        return String::new();
    };
    let sheet = first.sheet.as_ref().map(|sheet| format!(", sheet {sheet}"));
    let rows: Vec<String> = faults
        .iter()
        .take(ROWS)
        .map(|fault| fault.row.to_string())
        .collect();
    let further = match faults.len().saturating_sub(ROWS) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let stands = match (first.shown.as_str(), faults.len()) {
        ("", _) => String::new(),
        (shown, 1) => format!(" It says \"{shown}\"."),
        (shown, _) => format!(" Row {} says \"{shown}\".", first.row),
    };
    format!(
        "  {}{}, {} {}{further}: {}{stands}",
        first.file,
        sheet.unwrap_or_default(),
        if faults.len() == 1 { "row" } else { "rows" },
        rows.join(", "),
        first.message
    )
}

/// The lines for `qaf.toml`. They are not broken, so that they can be pasted.
fn proposal(report: &RosterReport, told: &mut ToldList) {
    let proposal = &report.proposal;
    if proposal.is_empty() {
        return;
    }
    told.heading("To put into qaf.toml");
    for line in &proposal.columns {
        if let Some(old) = &line.replaces {
            let words = format!("Delete {} = \"{old}\" there: no file has this column.", line.key);
            told.say(&words);
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
        told.lines(&toml::placed(table, line, &lines));
    }
}

/// The spellings for `people.csv`. A cell is not broken, so that it can be pasted.
fn aliases(report: &RosterReport, told: &mut ToldList) {
    let proposal = &report.proposal;
    if proposal.aliases.is_empty() {
        return;
    }
    told.heading("To put into people.csv");
    let cells: Vec<(&str, String)> = proposal
        .aliases
        .iter()
        .map(|line| (line.name.as_str(), crate::paper::csv::quoted(&line.aliases)))
        .collect();
    let quoted = if cells.iter().any(|(_, cell)| cell.starts_with('"')) {
        " The quotation marks belong to the file; in a spreadsheet leave them out."
    } else {
        ""
    };
    let words =
        format!("Where the same person is meant, write this under aliases in the person's row.{quoted}");
    told.say(&words);
    told.gap();
    for (name, cell) in &cells {
        told.lines(&format!("{}: {}", safe(name), safe(cell)));
    }
    told.gap();
}

fn to_know_and_see_to(report: &RosterReport, told: &mut ToldList) {
    told.notes(&report.notes);
    told.see_to(&report.to_see_to);
}

fn closing(report: &RosterReport, told: &mut ToldList) {
    let words = if report.to_see_to.is_empty() {
        let children = count(report.children, "child", "children");
        let teams = count(report.teams.len(), "team", "teams");
        format!("All of it is understood: {children} of {teams}. Nothing was changed.")
    } else {
        "Nothing was changed. Once these are seen to, look again with the same command.".to_owned()
    };
    told.say(&words);
}
