//! What qaf understands of a list of staff, and what is to be seen to before `people.csv` is made of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::framework::{Date, Person, RoleId};
use crate::paper::count;
use crate::reports::roster::figures::{ProposedLine, dates_in_doubt, separator_name};
use crate::roster::hr_list::{HrList, HrWord, HrWordKnown, JoinedPosts, LEAVE_OUT, LeftOut, NO_SERVICE};
use crate::roster::inspect::ColumnLook;

/// The report as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HrReport {
    /// `qaf.people/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The file, as given.
    pub file: String,
    /// How its text is written.
    pub encoding: &'static str,
    /// What stands between its cells: `comma`, `semicolon` or `tab`.
    pub separator: Option<&'static str>,
    /// The sheet that was read, where it is a workbook.
    pub sheet: Option<String>,
    /// The row in which its columns are named.
    pub header_row: usize,
    /// Its rows below the header that are not blank.
    pub rows: usize,
    /// The columns that stand for one of qaf's.
    pub columns: Vec<ColumnLook>,
    /// The headers of the others.
    pub unused: Vec<String>,
    /// The titles, the most frequent first.
    pub titles: Vec<HrWord>,
    /// The words for a service, the most frequent first.
    pub services: Vec<HrWord>,
    /// How many people `people.csv` would hold.
    pub people: usize,
    /// Those of them who have left by today.
    pub left: usize,
    /// How many hold each role, those who have left not counted.
    pub roles: Vec<RoleHolders>,
    /// Whose posts stand on several rows.
    pub joined: Vec<JoinedPosts>,
    /// The rows that are in no person.
    pub left_out: Vec<LeftOut>,
    /// What a reader should know besides, a sentence or two each.
    pub notes: Vec<String>,
    /// Lines for the tables of `qaf.toml`, those that have any.
    pub proposal: Vec<ProposedTable>,
    /// What is to be seen to, a sentence or two each; empty: all of it is understood.
    pub to_see_to: Vec<String>,
}

/// Lines for a table of `qaf.toml`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProposedTable {
    /// Its heading there: one of [`TABLES`].
    pub table: &'static str,
    /// The line on which that stands, from 1; `None` where the file has no such line.
    pub at_line: Option<usize>,
    /// The lines.
    pub lines: Vec<ProposedLine>,
}

/// The tables of `qaf.toml` by which a list of staff is understood: its columns, titles and services.
pub const TABLES: [&str; 3] = ["[people.columns]", "[people.titles]", "[people.services]"];

/// A role and those who hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleHolders {
    /// The role's id.
    pub role: String,
    /// How many people.
    pub people: usize,
}

/// So many faults of one kind are told.
const MOST: usize = 20;

/// Puts together what there is to say; `at_line` is where a table begins in `qaf.toml`.
pub fn hr_report(
    file: &str,
    list: &HrList,
    roles: &[(RoleId, String)],
    as_of: Date,
    at_line: impl Fn(&str) -> Option<usize>,
) -> HrReport {
    let lines = [
        column_lines(list),
        lines(&list.titles, LEAVE_OUT),
        lines(&list.services, NO_SERVICE),
    ];
    let tables = TABLES.into_iter().zip(lines).map(|(table, lines)| ProposedTable {
        table,
        at_line: at_line(table),
        lines,
    });
    let has_left = |person: &&Person| person.left.is_some_and(|day| day < as_of);
    let mut report = HrReport {
        schema: "qaf.people/1",
        as_of,
        file: file.to_owned(),
        encoding: list.encoding.as_str(),
        separator: list.separator.map(separator_name),
        sheet: list.sheet.clone(),
        header_row: list.header_row,
        rows: list.rows,
        columns: list.columns.clone(),
        unused: list.unused.clone(),
        titles: list.titles.clone(),
        services: list.services.clone(),
        people: list.people.len(),
        left: list.people.iter().filter(has_left).count(),
        roles: holders(list, roles, as_of),
        joined: list.joined.clone(),
        left_out: list.left_out.clone(),
        notes: list.notes.clone(),
        proposal: tables.filter(|table| !table.lines.is_empty()).collect(),
        to_see_to: Vec::new(),
    };
    report.to_see_to = to_see_to(&report, list);
    report
}

impl HrReport {
    /// The lines for a table.
    pub fn lines(&self, table: &str) -> &[ProposedLine] {
        let found = self.proposal.iter().find(|proposed| proposed.table == table);
        found.map_or(&[], |proposed| &proposed.lines)
    }
}

fn holders(list: &HrList, roles: &[(RoleId, String)], as_of: Date) -> Vec<RoleHolders> {
    let in_post = |person: &&Person| person.left.is_none_or(|day| as_of <= day);
    let of_role = |(role, _): &(RoleId, String)| {
        let holders = list.people.iter().filter(in_post);
        RoleHolders {
            role: role.to_string(),
            people: holders.filter(|person| person.roles.contains(role)).count(),
        }
    };
    roles.iter().map(of_role).filter(|role| role.people > 0).collect()
}

/// Lines for those columns that somebody should look at; a header that says it plainly needs none.
fn column_lines(list: &HrList) -> Vec<ProposedLine> {
    let doubtful = list.proposed.iter().filter(|proposed| proposed.remark.is_some());
    let line = |proposed: &crate::roster::inspect::ProposedColumn| ProposedLine {
        key: proposed.column.to_owned(),
        value: proposed.header.clone(),
        remark: proposed.remark.clone(),
        replaces: None,
        to_decide: false,
    };
    doubtful.map(line).collect()
}

fn lines(words: &[HrWord], none: &str) -> Vec<ProposedLine> {
    let open = words
        .iter()
        .filter(|word| matches!(word.known, HrWordKnown::Guess | HrWordKnown::Unknown));
    let line = |word: &HrWord| ProposedLine {
        key: word.word.clone(),
        value: word.ours.clone().unwrap_or_else(|| none.to_owned()),
        remark: None,
        replaces: None,
        to_decide: true,
    };
    open.map(line).collect()
}

fn to_see_to(report: &HrReport, list: &HrList) -> Vec<String> {
    let mut all = Vec::new();
    let [columns, titles, services] = TABLES.map(|name| report.lines(name));
    if !columns.is_empty() {
        let names: Vec<&str> = columns.iter().map(|line| line.key.as_str()).collect();
        all.push(format!(
            "Which column holds {} is a guess. Look whether it is right, and put the lines below into qaf.toml.",
            names.join(", ")
        ));
    }
    let rows_of = |words: &[HrWord], lines: &[ProposedLine]| -> usize {
        let open = words
            .iter()
            .filter(|word| lines.iter().any(|line| line.key == word.word));
        open.map(|word| word.rows).sum()
    };
    if !titles.is_empty() {
        all.push(format!(
            "{} of no role for certain, so {} left out until qaf.toml says what each stands for. Put the lines below into it.",
            count(titles.len(), "title is", "titles are"),
            count(rows_of(&report.titles, titles), "row is", "rows are"),
        ));
    }
    if !services.is_empty() {
        all.push(format!(
            "{} none of the schedule's, so on {} the service is left empty, which means the whole council. Put the lines \
             below into qaf.toml.",
            count(services.len(), "word for a service is", "words for a service are"),
            count(rows_of(&report.services, services), "row", "rows"),
        ));
    }
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let looked_at = report.left_out.iter().filter(|left_out| left_out.to_see_to);
    for left_out in looked_at.filter(|left_out| !left_out.why.starts_with("has the title")) {
        let who = format!("row {} ({})", left_out.row, left_out.name);
        kinds.entry(&left_out.why).or_default().push(who);
    }
    for (why, rows) in kinds {
        all.push(format!(
            "Left out, as each {why}: {}. Put it right in the list, and look again.",
            several(&rows)
        ));
    }
    all.extend(list.doubts.iter().cloned());
    let columns: Vec<&ColumnLook> = report.columns.iter().collect();
    dates_in_doubt(&mut all, &report.file, &columns, "the HR system");
    all.extend(faults(list));
    all
}

/// What `validate` would say of the new file, those of one kind together.
fn faults(list: &HrList) -> Vec<String> {
    let mut kinds: Vec<(String, Vec<String>)> = Vec::new();
    for fault in &list.faults {
        // The row of the new file says nothing yet; the person does. The header is its row 1.
        let person = fault.row.checked_sub(2).and_then(|at| list.people.get(at));
        let name = person.map(|person| person.name.to_string()).unwrap_or_default();
        let help = fault.help.as_deref().unwrap_or_default();
        let said = format!("{} {help}", fault.message).trim().to_owned();
        match kinds.iter_mut().find(|(other, _)| *other == said) {
            Some((_, names)) => names.push(name),
            None => kinds.push((said, vec![name])),
        }
    }
    let more = kinds.len().saturating_sub(MOST);
    let mut all: Vec<String> = kinds
        .iter()
        .take(MOST)
        .map(|(said, names)| format!("{}: {said}", several(names)))
        .collect();
    if more > 0 {
        all.push(format!(
            "And {more} more of the kind; qaf validate tells all of them."
        ));
    }
    all
}

/// The first of many, and how many more there are.
fn several(all: &[String]) -> String {
    const SHOWN: usize = 8;
    let first = all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(SHOWN) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
