//! What qaf understands of a list of staff, for people and for programs.

use super::figures::HrReport;
use crate::paper::table::Grid;
use crate::paper::{Paper, TextStyle, count};
use crate::reports::roster::telling::ToldList;
use crate::reports::roster::{file, toml};
use crate::roster::hr_list::{HrWord, HrWordKnown, LEAVE_OUT, LeftOut, NO_SERVICE};

/// Of a long list this much is shown; the JSON has it all.
const MOST: usize = 40;

/// What became of it, and the line to type next.
pub struct Closing {
    /// What became of it.
    pub words: String,
    /// The line.
    pub typed: String,
}

/// Columns, titles and services, then people; last what is to be done, and what became of it.
pub fn text(report: &HrReport, closing: &Closing, style: TextStyle) -> String {
    told(report, closing, style).text
}

/// The same laid out.
pub fn paper(report: &HrReport, closing: &Closing) -> Paper {
    Paper {
        title: format!("The list of staff {}", report.file),
        period: count(report.people, "person", "people"),
        council: None,
        as_of: report.as_of,
        parts: told(report, closing, TextStyle::default()).parts,
    }
}

fn told(report: &HrReport, closing: &Closing, style: TextStyle) -> ToldList {
    let mut told = ToldList::new(style);
    told.heading(&format!(
        "{}: {}, {}",
        report.file,
        count(report.rows, "row", "rows"),
        count(report.people, "person", "people")
    ));
    file::format(report.separator, Some(report.encoding), &mut told);
    let sheet = report.sheet.as_ref().map(|sheet| format!("the sheet {sheet}, "));
    told.say(&format!(
        "Its columns are named in {}row {}.",
        sheet.unwrap_or_default(),
        report.header_row
    ));
    told.gap();
    file::columns(&report.columns, &report.unused, &mut told);
    words("Titles", &report.titles, LEAVE_OUT, &mut told);
    words("Services", &report.services, NO_SERVICE, &mut told);
    people(report, &mut told);
    left_out(report, &mut told);
    told.notes(&report.notes);
    told.see_to(&report.to_see_to);
    proposal(report, &mut told);
    told.say(&closing.words);
    told.lines(&format!("  {}", closing.typed));
    told
}

fn words(heading: &str, words: &[HrWord], none: &str, told: &mut ToldList) {
    if words.is_empty() {
        return;
    }
    told.heading(heading);
    let mut grid = Grid::new(&["In the file", ">Rows", "Stands for"]);
    for word in words.iter().take(MOST) {
        let ours = word.ours.clone().unwrap_or_default();
        let means = match word.known {
            HrWordKnown::Name => ours,
            HrWordKnown::Mapped => format!("{ours}, by qaf.toml"),
            HrWordKnown::LeaveOut => format!("{none}, by qaf.toml"),
            HrWordKnown::Guess => format!("not known; perhaps {ours}"),
            HrWordKnown::Unknown => "not known".to_owned(),
        };
        grid.row([word.word.clone(), word.rows.to_string(), means]);
    }
    told.grid(&grid);
    more(words.len(), told);
    told.gap();
}

fn more(all: usize, told: &mut ToldList) {
    if all > MOST {
        told.lines(&format!("  and {} more; --format json has them all", all - MOST));
    }
}

fn people(report: &HrReport, told: &mut ToldList) {
    told.heading("People, by role");
    let mut grid = Grid::new(&["Role", ">People in post"]);
    for role in &report.roles {
        grid.row([role.role.clone(), role.people.to_string()]);
    }
    told.grid(&grid);
    told.gap();
    if report.left > 0 {
        told.say(&format!(
            "{} left by {}; they stay in the list, with the day, as earlier audits name them.",
            count(report.left, "person had", "people had"),
            report.as_of.spoken()
        ));
        told.gap();
    }
    if report.joined.is_empty() {
        return;
    }
    told.heading(&format!("People with several posts: {}", report.joined.len()));
    for joined in report.joined.iter().take(MOST) {
        let rows: Vec<String> = joined.rows.iter().map(usize::to_string).collect();
        told.say(&format!(
            "  {}: rows {}; {}",
            joined.name,
            rows.join(", "),
            joined.roles.join("; ")
        ));
    }
    more(report.joined.len(), told);
    told.gap();
}

fn left_out(report: &HrReport, told: &mut ToldList) {
    if report.left_out.is_empty() {
        return;
    }
    told.heading(&format!("Rows that are left out: {}", report.left_out.len()));
    for row in report.left_out.iter().take(MOST) {
        told.say(&left_out_words(row));
    }
    more(report.left_out.len(), told);
    told.gap();
}

fn left_out_words(row: &LeftOut) -> String {
    if row.name.is_empty() {
        format!("  Row {} {}.", row.row, row.why)
    } else {
        format!("  Row {} ({}) {}.", row.row, row.name, row.why)
    }
}

/// The lines for `qaf.toml`. They are not broken, so that they can be pasted.
fn proposal(report: &HrReport, told: &mut ToldList) {
    if report.proposal.is_empty() {
        return;
    }
    told.heading("To put into qaf.toml");
    for proposed in &report.proposal {
        let lines = match proposed.table {
            "[people.columns]" => toml::mapped(&proposed.lines),
            "[people.titles]" => toml::decided(&proposed.lines, "a role of [roles],\n# or leave-out,"),
            _ => toml::decided(&proposed.lines, "a service of schedule.toml,\n# or none,"),
        };
        told.lines(&toml::placed(proposed.table, proposed.at_line, &lines));
    }
}
