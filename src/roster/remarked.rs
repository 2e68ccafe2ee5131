//! What a reader should know of a list once its rows have been read: columns that it does without, rows that were
//! passed over, rows that Excel hides, and what may be wrong though every row can be read.

use std::fmt::Write as _;

use super::annex_a;
use super::cell::{folded, shown};
use super::columns::{RosterColumn, list};
use super::guess::resembles;
use super::look::DateLook;
use super::read::shown_name;
use super::sink::Sheet;
use super::table::Cells;

/// So many rows are named.
const MOST_ROWS: usize = 8;
/// How dates are spelt shows in a list's first rows.
const ENOUGH_ROWS: usize = 2_000;

/// What was noticed in a list's rows.
#[derive(Default)]
pub(super) struct Remarked {
    /// Rows in which the header stands once more.
    repeated: Vec<usize>,
    /// Rows whose case status says closed and which have no day of it.
    closed_undated: Vec<usize>,
    /// Rows that Excel hides.
    hidden: Vec<usize>,
    /// How the dates of each column are spelt that should hold dates, in the first rows.
    dates: [DateLook; DATED.len()],
    looked_at: usize,
}

const DATED: [RosterColumn; 3] = [
    RosterColumn::Opened,
    RosterColumn::Closed,
    RosterColumn::DateOfBirth,
];

impl Remarked {
    /// That the header stands once more in a row.
    pub(super) fn repeated(&mut self, row: usize) {
        self.repeated.push(row);
    }

    /// That Excel hides a row that was read.
    pub(super) fn hidden(&mut self, row: usize) {
        self.hidden.push(row);
    }

    /// That a row's case status says closed, and it has no day of it.
    pub(super) fn closed_undated(&mut self, row: usize) {
        self.closed_undated.push(row);
    }

    /// Whether the spelling of dates is known well enough.
    pub(super) fn has_seen_enough(&self) -> bool {
        self.looked_at >= ENOUGH_ROWS
    }

    /// Takes in how a row's dates are spelt.
    pub(super) fn look(&mut self, cells: &impl Cells, at: impl Fn(RosterColumn) -> Option<usize>) {
        self.looked_at += 1;
        for (column, look) in DATED.into_iter().zip(&mut self.dates) {
            let text = at(column).map_or("", |at| cells.cell(at).trim());
            if !text.is_empty() {
                look.add(text);
            }
        }
    }

    /// Whether no date of a column has a day over 12, so that the month may come first.
    fn ambiguous(&self) -> impl Iterator<Item = RosterColumn> {
        let columns = DATED.into_iter().zip(&self.dates);
        columns.filter_map(|(column, look)| (look.month_first == 0 && look.is_ambiguous()).then_some(column))
    }
}

impl<H: Cells> Sheet<'_, H> {
    /// The list, as the subject of a sentence: `cases.csv`, or `book.xlsx, sheet List 6,`.
    pub(super) fn place(&self) -> String {
        let file = shown_name(&self.file);
        match &self.name {
            Some(name) => format!("{file}, sheet {},", shown(name)),
            None => file,
        }
    }

    /// What there is to say, a sentence or two each.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.without_closed());
        notes.extend(self.without_start());
        notes.extend(self.closed_undated());
        notes.extend(self.repeated());
        notes.extend(self.hidden());
        notes.extend(self.ambiguous());
        notes
    }

    fn header_of(&self, column: RosterColumn) -> String {
        let at = self.columns.at(column);
        at.map_or_else(|| column.name().to_owned(), |at| shown(self.header.cell(at)))
    }

    /// The headers of the columns that are not read and read like one of qaf's.
    fn meant(&self, column: RosterColumn) -> Vec<String> {
        let taken =
            |at: &usize| self.columns.at.contains(&Some(*at)) || self.columns.case_status == Some(*at);
        (0..self.header.count())
            .filter(|at| !taken(at) && resembles(column, self.header.cell(*at)))
            .map(|at| shown(self.header.cell(at)))
            .collect()
    }

    fn without_closed(&self) -> Option<String> {
        if self.columns.at(RosterColumn::Closed).is_some() {
            return None;
        }
        let children = match self.rows - self.unreadable {
            0 => "every child counts".to_owned(),
            1 => "the 1 child counts".to_owned(),
            n => format!("all {n} children count"),
        };
        Some(format!(
            "{} has no closure dates: {children} as open.{}",
            self.place(),
            question(RosterColumn::Closed, &self.meant(RosterColumn::Closed))
        ))
    }

    /// A list of care leavers need not say from when; what reads like it should not be overlooked.
    fn without_start(&self) -> Option<String> {
        let meant = self.meant(RosterColumn::Opened);
        let lacks = self.columns.at(RosterColumn::Opened).is_none() && !meant.is_empty();
        lacks.then(|| {
            format!(
                "{} has no start dates: no child is set aside as not open yet.{}",
                self.place(),
                question(RosterColumn::Opened, &meant)
            )
        })
    }

    fn closed_undated(&self) -> Option<String> {
        let rows = &self.remarked.closed_undated;
        let (have, they) = match rows.len() {
            0 => return None,
            1 => ("1 row has", "It counts"),
            n => (&*format!("{n} rows have"), "They count"),
        };
        let (what, to_do) = if self.columns.at(RosterColumn::Closed).is_some() {
            (
                "and no closure date",
                "Where the case is closed, have the closure date filled in.",
            )
        } else {
            (
                "but no column is read as closure dates",
                "Have the dates in a column that is headed as qaf knows it.",
            )
        };
        Some(format!(
            "{} {have} a case status that says closed {what} ({}). {they} as open and can be drawn. {to_do}",
            with_colon(&self.place()),
            rows_in_words(rows)
        ))
    }

    fn repeated(&self) -> Option<String> {
        let rows = &self.remarked.repeated;
        let (repeat, were) = match rows.len() {
            0 => return None,
            1 => ("repeats", "was"),
            _ => ("repeat", "were"),
        };
        Some(format!(
            "{} {} {repeat} the header, and {were} passed over.",
            with_colon(&self.place()),
            rows_in_words(rows)
        ))
    }

    fn hidden(&self) -> Option<String> {
        let rows = &self.remarked.hidden;
        let (are, were) = match rows.len() {
            0 => return None,
            1 => ("1 row is", "was"),
            n => (&*format!("{n} rows are"), "were"),
        };
        Some(format!(
            "{} {are} hidden in Excel, by a filter or by hand ({}), and {were} read all the same. If they are not meant, \
             delete them from the list.",
            with_colon(&self.place()),
            rows_in_words(rows)
        ))
    }

    fn ambiguous(&self) -> Option<String> {
        let columns: Vec<String> = self
            .remarked
            .ambiguous()
            .map(|column| format!("\"{}\"", self.header_of(column)))
            .collect();
        (!columns.is_empty()).then(|| {
            let place = self.place();
            format!(
                "No date of {} of {} has a day over 12, so the month may come first. Compare some with the case system.",
                columns.join(", "),
                place.trim_end_matches(',')
            )
        })
    }

    /// Whether the list has a child's surname and forename, from which whoever exports it could make the initials.
    pub(super) fn has_names(&self) -> bool {
        let headers: Vec<String> = (0..self.header.count())
            .map(|at| annex_a::key(&folded(self.header.cell(at))))
            .collect();
        let any = |words: &[&str]| {
            headers
                .iter()
                .any(|header| words.iter().any(|word| header.contains(word)))
        };
        any(&["surname", "lastname", "familyname"]) && any(&["forename", "firstname", "givenname"])
    }
}

/// The columns that forms are filled from and that a list may lack, with what stays empty then.
pub(super) const FORM_COLUMNS: [(RosterColumn, &str, &str); 2] = [
    (RosterColumn::Initials, "initials", "the child's initials"),
    (RosterColumn::DateOfBirth, "dates of birth", "the child's age"),
];

/// A list that lacks a column, as the subject of a sentence.
pub(super) struct Lacking {
    pub(super) column: RosterColumn,
    pub(super) place: String,
    /// Whether the children's names stand in it.
    pub(super) has_names: bool,
    /// The headers that may be meant.
    pub(super) meant: Vec<String>,
}

impl<H: Cells> Sheet<'_, H> {
    /// The columns that forms are filled from and that this list lacks.
    pub(super) fn lacking(&self) -> Vec<Lacking> {
        let columns = FORM_COLUMNS.iter().map(|(column, ..)| *column);
        columns
            .filter(|column| self.columns.at(*column).is_none())
            // Of the child's names initials are made.
            .filter(|column| *column != RosterColumn::Initials || self.columns.names.is_none())
            .map(|column| Lacking {
                column,
                place: self.place(),
                has_names: column == RosterColumn::Initials && self.has_names(),
                meant: self.meant(column),
            })
            .collect()
    }
}

/// What the forms go without, once of all lists together.
pub(super) fn lacking(lists: usize, all: &[Lacking]) -> Vec<String> {
    let note = |(column, what, empty): &(RosterColumn, &str, &str)| {
        let of_column: Vec<&Lacking> = all.iter().filter(|lacking| lacking.column == *column).collect();
        let places: Vec<&str> = of_column.iter().map(|lacking| lacking.place.as_str()).collect();
        let lack = match places.as_slice() {
            [] => return None,
            places if places.len() == lists => "The roster has".to_owned(),
            [one] => format!("{one} has"),
            several => format!("{} have", several.join(" and ")),
        };
        let mut note = format!("{lack} no {what}, so the forms leave {empty} empty.");
        let meant = of_column.iter().flat_map(|lacking| &lacking.meant).next();
        if let Some(meant) = meant {
            note.push_str(&question(*column, std::slice::from_ref(meant)));
        } else if of_column.iter().any(|lacking| lacking.has_names) {
            let _ = write!(
                note,
                " Surnames and forenames stand in the list, which qaf does not read: have the export give {empty} in a \
                 column {}.",
                column.name()
            );
        } else if *column == RosterColumn::Initials {
            note.push_str(
                " Have the export give them in a column initials, or the child's forename and surname: initials are made of \
                 those, and no name is kept.",
            );
        }
        Some(note)
    };
    FORM_COLUMNS.iter().filter_map(note).collect()
}

/// A question whether columns are meant, and how qaf is told so; nothing where there is none.
fn question(column: RosterColumn, meant: &[String]) -> String {
    let names: Vec<String> = meant.iter().map(|name| format!("\"{name}\"")).collect();
    match meant.first() {
        None => String::new(),
        Some(first) => format!(
            " Is {} meant? Then name it in qaf.toml under [roster.columns], as in {} = \"{first}\".",
            names.join(" or "),
            column.name()
        ),
    }
}

/// `book.xlsx, sheet List 6,` before what is no part of its sentence.
fn with_colon(place: &str) -> String {
    format!("{}:", place.trim_end_matches(','))
}

/// `row 5`, or `rows 5, 9 and 11`; a long list is cut.
fn rows_in_words(rows: &[usize]) -> String {
    let mut named: Vec<String> = rows.iter().take(MOST_ROWS).map(ToString::to_string).collect();
    if rows.len() > MOST_ROWS {
        named.push(format!("{} more", rows.len() - MOST_ROWS));
    }
    let word = if rows.len() == 1 { "row" } else { "rows" };
    format!("{word} {}", list(named.into_iter()))
}
