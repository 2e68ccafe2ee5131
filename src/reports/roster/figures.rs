//! What qaf understands of a roster, and what is to be seen to before it is drawn from.

mod beside_people;
mod proposal;
mod rows;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::draw::Plan;
use crate::framework::{Date, People, Schedule};
use crate::roster::inspect::{ColumnLook, FileLook, Inspection, OtherSheet, StatusKnown};
use crate::roster::{DateLook, Roster};

pub use beside_people::{AuditorReport, HolderReport, RosterTeam};
pub use proposal::{AliasLine, Proposal, ProposedLine, TomlPlaces};
pub use rows::{FaultReport, MergedReport, RowPlace};

/// What the report is made from.
pub struct InspectionInput<'a> {
    /// What the files look like.
    pub inspection: &'a Inspection,
    /// The staff.
    pub people: &'a People,
    /// The schedule; the auditors of its random rows are drawn for.
    pub schedule: &'a Schedule,
    /// What would be drawn from, without any earlier draw; `None` where no file could be read.
    pub plan: Option<&'a Plan>,
    /// Today.
    pub as_of: Date,
    /// So many rows may be unreadable.
    pub max_bad_rows: usize,
    /// Where the proposal goes in `qaf.toml`.
    pub places: TomlPlaces,
    /// What there is to say of ids that are one but for their spelling, in the roster and in what the store knows.
    pub alike_ids: Vec<String>,
}

/// The roster's report as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RosterReport {
    /// `qaf.roster/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The files, as given.
    pub files: Vec<FileReport>,
    /// Every child once.
    pub children: usize,
    /// The words for the legal status, the most frequent first.
    pub statuses: Vec<StatusReport>,
    /// The roster's teams, by name.
    pub teams: Vec<RosterTeam>,
    /// The auditors of a random audit for whom there would be no case.
    pub auditors_without_a_case: Vec<AuditorReport>,
    /// The case-holders whom `people.csv` does not know, by name.
    pub unknown_case_holders: Vec<HolderReport>,
    /// Children without a case-holder.
    pub unallocated: usize,
    /// The children that stand on several rows, by id.
    pub merged: Vec<MergedReport>,
    /// Why rows can't be read.
    pub faults: Vec<FaultReport>,
    /// What a reader should know besides, a sentence or two each.
    pub notes: Vec<String>,
    /// What `qaf.toml` and `people.csv` would have to say.
    pub proposal: Proposal,
    /// What is to be seen to, a sentence each; empty: all can be drawn from.
    pub to_see_to: Vec<String>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileReport {
    /// The name as given.
    pub file: String,
    /// How its text is written.
    pub encoding: Option<&'static str>,
    /// What stands between its cells: `comma`, `semicolon` or `tab`.
    pub separator: Option<&'static str>,
    /// Its rows below the header that are not blank.
    pub rows: usize,
    /// The different children on those that can be read.
    pub children: usize,
    /// The rows that can't be read.
    pub unreadable: usize,
    /// Its sheets; a CSV file is one without a name.
    pub sheets: Vec<SheetReport>,
    /// Its sheets that are no lists of cases.
    pub not_read: Vec<OtherSheet>,
    /// Why it can't be used, in a sentence.
    pub problem: Option<String>,
}

/// A sheet of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetReport {
    /// Its name, where the file has sheets.
    pub sheet: Option<String>,
    /// The row in which its columns are named, as a spreadsheet shows it.
    pub header_row: usize,
    /// Its rows below the header that are not blank.
    pub rows: usize,
    /// `qaf`, `mapped` or `annex-a`; `unknown` where its columns are guessed.
    pub layout: &'static str,
    /// The number of the Annex A list that it is.
    pub list: Option<u8>,
    /// The legal status of the children on that list for whom no column says another.
    pub list_status: Option<&'static str>,
    /// The columns that stand for one of qaf's.
    pub columns: Vec<ColumnLook>,
    /// The headers of the others.
    pub unused: Vec<String>,
    /// Why its columns can't be told, in sentences.
    pub problems: Vec<String>,
}

/// A word for the legal status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusReport {
    /// The word.
    pub word: String,
    /// On how many rows it stands.
    pub rows: usize,
    /// How it is known.
    pub known: StatusKnown,
    /// What it is read as; `None` where it is left out or not known.
    pub status: Option<String>,
    /// What is proposed, where it is not known.
    pub proposed: Option<&'static str>,
}

/// Puts together what there is to say of rosters.
pub fn roster(input: &InspectionInput<'_>) -> RosterReport {
    let inspection = input.inspection;
    let roster = inspection.roster.as_ref();
    let cases = roster.map_or(&[][..], |roster| &roster.cases);
    let mut report = RosterReport {
        schema: "qaf.roster/1",
        as_of: input.as_of,
        files: files(inspection),
        children: cases.len(),
        statuses: statuses(inspection),
        teams: beside_people::teams(cases, input),
        auditors_without_a_case: input.plan.map(beside_people::without_a_case).unwrap_or_default(),
        unknown_case_holders: beside_people::unknown_holders(cases, input.people),
        unallocated: cases.iter().filter(|case| case.case_holder.is_none()).count(),
        merged: roster.map(rows::merged).unwrap_or_default(),
        faults: roster.map(rows::faults).unwrap_or_default(),
        notes: inspection.notes.clone(),
        proposal: Proposal::of(inspection, input.places),
        to_see_to: Vec::new(),
    };
    report.proposal.aliases = beside_people::aliases(&report.unknown_case_holders, input.people);
    report.to_see_to = to_see_to(&report, input);
    report
}

/// A separator as messages call it.
pub(in crate::reports) fn separator_name(separator: char) -> &'static str {
    match separator {
        ';' => "semicolon",
        '\t' => "tab",
        _ => "comma",
    }
}

fn files(inspection: &Inspection) -> Vec<FileReport> {
    let file = |(index, look): (usize, &FileLook)| {
        let at = inspection.read.iter().position(|read| *read == index);
        let read = at.and_then(|at| inspection.roster.as_ref()?.files.get(at));
        FileReport {
            file: look.file.clone(),
            encoding: look.encoding.map(crate::roster::Encoding::as_str),
            separator: look.separator.map(separator_name),
            rows: read.map_or(0, |file| file.rows),
            children: read.map_or(0, |file| file.children),
            unreadable: read.map_or(0, |file| file.unreadable),
            sheets: look.sheets.iter().map(sheet).collect(),
            not_read: look.others.clone(),
            problem: look.problem.clone(),
        }
    };
    inspection.files.iter().enumerate().map(file).collect()
}

fn sheet(look: &crate::roster::inspect::SheetLook) -> SheetReport {
    SheetReport {
        sheet: look.name.clone(),
        header_row: look.header_row,
        rows: look.rows,
        list: look.list.map(|(number, _)| number),
        list_status: look.list.map(|(_, status)| status),
        layout: look.layout.map_or("unknown", crate::roster::Layout::as_str),
        columns: look.columns.clone(),
        unused: look.unused.clone(),
        problems: look.problems.clone(),
    }
}

fn statuses(inspection: &Inspection) -> Vec<StatusReport> {
    let status = |look: &crate::roster::inspect::StatusLook| StatusReport {
        word: look.word.clone(),
        rows: look.rows,
        known: look.known,
        status: matches!(look.known, StatusKnown::Own | StatusKnown::Mapped).then(|| look.status.clone()),
        proposed: look.likeness.as_ref().map(|likeness| likeness.status),
    };
    inspection.statuses.iter().map(status).collect()
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What stands in the way of a draw from all of it, or would bend one.
fn to_see_to(report: &RosterReport, input: &InspectionInput<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for file in &report.files {
        of_file(&mut all, file, input.max_bad_rows);
    }
    if let Some(roster) = &input.inspection.roster {
        same_files(&mut all, roster);
    }
    all.extend(input.alike_ids.clone());
    let some = |n: usize| (n > 0).then_some(n);
    if let Some(n) = some(
        report
            .statuses
            .iter()
            .filter(|status| status.known == StatusKnown::Unknown)
            .count(),
    ) {
        let statuses = counted(n, "legal status is", "legal statuses are");
        let they_stand = if n == 1 { "it stands" } else { "they stand" };
        all.push(format!(
            "{statuses} not known, and nothing is drawn until qaf.toml says what {they_stand} for. Put the lines below \
             into it."
        ));
    }
    // A team or a case-holder that is like nobody's may be right: other services have lists too. It is shown, and stops
    // nothing.
    if let Some(n) = some(report.teams.iter().filter(|team| team.nearest.is_some()).count()) {
        let teams = counted(n, "team is", "teams are");
        all.push(format!(
            "{teams} not in people.csv, though a like one is, and no child of such a team is drawn. Correct the name in the \
             roster or in people.csv."
        ));
    }
    if let Some(n) = some(report.auditors_without_a_case.len()) {
        let auditors = counted(n, "auditor has", "auditors have");
        all.push(format!(
            "{auditors} no case to be drawn from, so nothing would be drawn for them."
        ));
    }
    let unknown = input.plan.map_or(&[][..], |plan| &plan.holders.unknown);
    let set_aside: BTreeMap<&str, String> = unknown
        .iter()
        .filter_map(|holder| Some((holder.name.as_str(), holder.set_aside()?)))
        .collect();
    let near = report
        .unknown_case_holders
        .iter()
        .filter(|holder| holder.nearest.is_some() && !set_aside.contains_key(holder.name.as_str()));
    if let Some(n) = some(near.count()) {
        let holders = counted(n, "case-holder is", "case-holders are");
        all.push(format!(
            "{holders} not in people.csv, though a like name is. Where the same person is meant, add this spelling to the \
             person's aliases there."
        ));
    }
    all.extend(set_aside.into_values());
    all
}

/// A file given twice puts every child of it on two rows.
fn same_files(all: &mut Vec<String>, roster: &Roster) {
    for (index, file) in roster.files.iter().enumerate() {
        let same = roster.files[..index]
            .iter()
            .find(|other| other.sha256 == file.sha256);
        if let Some(same) = same {
            all.push(format!(
                "{} holds the same as {}. Give it once.",
                file.file, same.file
            ));
        }
    }
}

fn of_file(all: &mut Vec<String>, file: &FileReport, max_bad_rows: usize) {
    let name = &file.file;
    if file.problem.is_some() {
        all.push(format!(
            "{name} can't be used yet; what is in the way stands with it above."
        ));
    } else if file.sheets.iter().any(|sheet| sheet.layout == "unknown") {
        all.push(format!(
            "The columns of {name} are guessed. Look whether they are right, and put the lines below into qaf.toml."
        ));
    }
    if file.unreadable > 0 {
        let rows = counted(file.unreadable, "row", "rows");
        let stops = if file.unreadable > max_bad_rows {
            " Until then nothing is drawn."
        } else {
            ""
        };
        all.push(format!(
            "{rows} of {name} can't be read. Have the export corrected; --errors FILE.csv writes a list to send back.{stops}"
        ));
    }
    let columns: Vec<&ColumnLook> = file.sheets.iter().flat_map(|sheet| &sheet.columns).collect();
    dates_in_doubt(all, name, &columns, "the case system");
}

/// Dates that may be read wrongly; `source` is where they can be compared.
pub(in crate::reports) fn dates_in_doubt(
    all: &mut Vec<String>,
    name: &str,
    columns: &[&ColumnLook],
    source: &str,
) {
    let named = |fits: &dyn Fn(DateLook) -> bool| {
        let names = columns.iter().filter(|column| column.dates.is_some_and(fits));
        let names: Vec<String> = names.map(|column| format!("\"{}\"", column.header)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    if let Some(columns) = named(&|dates| dates.month_first > 0) {
        all.push(format!(
            "The month seems to come first in the dates of {columns} of {name}. Where it does, all dates are read wrongly: \
             export the list again with dates as 2026-03-31."
        ));
    }
    if let Some(columns) = named(&|dates| dates.swapped > 0) {
        all.push(format!(
            "Day and month are swapped in dates of {columns} of {name}: after a year the month comes first, as 2026-03-31. \
             Correct them; if the list writes all its dates so, export it again, as the others are read wrongly."
        ));
    }
    if let Some(columns) = named(&|dates| dates.month_first == 0 && dates.is_ambiguous()) {
        all.push(format!(
            "No date of {columns} of {name} has a day over 12, so the month may come first. Compare some with {source}."
        ));
    }
}
