//! One row of a roster, read into a [`Case`].

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use smol_str::SmolStr;

use super::annex_a::{self, List};
use super::cell::{self, clean};
use super::columns::{Column, Columns};
use super::shared::Shared;
use super::sink::Sheet;
use super::status::{Statuses, may_lack_start};
use super::table::Cells;
use super::{Case, Place};
use crate::framework::{ChildId, Date, Team};

/// The longest id of a child, in characters.
const LONGEST_ID: usize = 64;
/// The longest of the other texts, in characters.
const LONGEST_TEXT: usize = 200;
/// Care leavers are 25 at most; who is older than this was read wrongly.
const OLDEST: u8 = 30;

const FAILED: &str =
    "holds the mark of an Excel formula that failed, not a value. Put the formula right, or type the value";
/// How long before its birth a child may stand on a list.
const UNBORN_DAYS: i64 = 300;

/// What is wrong with a row's cell; it reads on from the column's name.
pub(super) type CellFault = (Column, Cow<'static, str>);

/// The texts that stand on many rows.
#[derive(Default)]
struct Known {
    teams: Shared<Team>,
    texts: Shared<SmolStr>,
}

impl Known {
    fn text(&mut self, text: &str) -> Option<Arc<SmolStr>> {
        self.texts.get(text, |text| Some(text.into()))
    }

    fn team(&mut self, text: &str) -> Option<Arc<Team>> {
        self.teams.get(text, Team::new)
    }
}

/// Room for what is read by one core, and kept from row to row.
#[derive(Default)]
pub(super) struct Room {
    /// Of a text that is not kept.
    text: String,
    known: RefCell<Known>,
}

/// What every row is read by.
pub(super) struct Rules {
    /// The day on which ages are told.
    pub(super) as_of: Date,
    /// What the statuses mean.
    pub(super) statuses: Statuses,
}

/// Why a row of a list is no case.
pub(super) enum NoCase {
    /// Nothing stands in it.
    Blank,
    /// The header stands in it once more.
    Header,
    /// A heading, or the foot of a report: nothing stands under the columns that every case has.
    NoRow,
    /// More or fewer cells than the header has.
    Misfit,
    /// Something is wrong with its cells.
    Faulty(Vec<CellFault>),
}

impl Rules {
    /// Reads a row of a sheet.
    pub(super) fn case<H: Cells, C: Cells>(
        &self,
        sheet: &Sheet<'_, H>,
        row: usize,
        cells: &C,
        room: &mut Room,
    ) -> Result<Case, NoCase> {
        if cells.is_blank() {
            return Err(NoCase::Blank);
        }
        if repeats_header(sheet, cells) {
            return Err(NoCase::Header);
        }
        let wanted = sheet.header.count();
        if cells.count() < wanted || !cells.are_blank_from(wanted) {
            let is_case = !is_foot(&sheet.columns, cells) || cells.count() > MOST_OF_A_FOOT;
            return Err(if is_case { NoCase::Misfit } else { NoCase::NoRow });
        }
        let mut reader = RowReader {
            cells,
            columns: &sheet.columns,
            statuses: &self.statuses,
            as_of: self.as_of,
            room: &mut room.text,
            known: &room.known,
            faults: Vec::new(),
        };
        let case = reader.case((number(sheet.index), number(row)));
        let faults = reader.faults;
        case.ok_or_else(|| {
            if is_foot(&sheet.columns, cells) {
                NoCase::NoRow
            } else {
                NoCase::Faulty(faults)
            }
        })
    }
}

/// A row that does not fit the header and has more cells than this is a case whose cells can't be told apart.
const MOST_OF_A_FOOT: usize = 2;

/// Whether the header stands once more in a row, as where two lists were put together.
fn repeats_header<H: Cells, C: Cells>(sheet: &Sheet<'_, H>, cells: &C) -> bool {
    let same = |at: &usize| {
        let (header, cell) = (sheet.header.cell(*at).trim(), cells.cell(*at).trim());
        header.len() == cell.len() && header.eq_ignore_ascii_case(cell)
    };
    // An id that reads like its header is rare, so that no other row is looked at any further.
    sheet.columns.at(Column::ChildId).is_some_and(|at| same(&at))
        && sheet.columns.at.iter().flatten().all(same)
}

/// Whether a row has nothing under the columns that every case has, and no id of a child: a heading, or the foot of a
/// report, such as "Total".
fn is_foot<C: Cells>(columns: &Columns, cells: &C) -> bool {
    let is_empty = |column: &Column| {
        columns
            .at(*column)
            .is_none_or(|at| cells.cell(at).trim().is_empty())
    };
    let id = columns.at(Column::ChildId).map_or("", |at| cells.cell(at).trim());
    // An id has a digit and no space; what has several separators in it is a row that was saved with another.
    let is_id = id.contains(|letter: char| letter.is_ascii_digit()) && !id.contains(char::is_whitespace);
    let is_row = id.matches([',', ';', '|', '\t', '^']).count() >= 3;
    let needed = [
        Column::Team,
        Column::CaseHolder,
        Column::LegalStatus,
        Column::Opened,
    ];
    needed.iter().all(is_empty) && !is_id && !is_row
}

/// A number of a sheet or a row, of which no file has so many that it would not fit.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A row being read.
struct RowReader<'r, C> {
    /// Its cells.
    cells: &'r C,
    /// Which is which.
    columns: &'r Columns,
    /// What the statuses mean.
    statuses: &'r Statuses,
    /// The day on which ages are told.
    as_of: Date,
    /// Room for a text that is not kept.
    room: &'r mut String,
    /// The texts that stand on many rows.
    known: &'r RefCell<Known>,
    /// Every fault of the row.
    faults: Vec<CellFault>,
}

impl<'r, C: Cells> RowReader<'r, C> {
    /// Returns the case, or `None` where a fault was found. Every cell is read either way, so all faults show at once.
    fn case(&mut self, place: Place) -> Option<Case> {
        let child_id = self.child_id();
        let team = self.team();
        let status = self.status();
        let opened = self.opened(status.as_ref().map(|(status, _)| status.as_str()));
        let closed = self.date(Column::Closed);
        if let (Some(opened), Some(closed)) = (opened, closed)
            && closed < opened
        {
            let start = if self.columns.list.is_some() {
                "the start date"
            } else {
                "opened"
            };
            let fault = format!("is {closed}, which lies before {start}, {opened}. Put the two dates right");
            self.fault(Column::Closed, fault);
        }
        let age = self.age();
        let (initials, case_holder) = (
            self.text_of_its_own(Column::Initials),
            self.shared_text(Column::CaseHolder),
        );
        let (manager, family_id) = (
            self.shared_text(Column::Manager),
            self.text_of_its_own(Column::FamilyId),
        );
        if !self.faults.is_empty() {
            return None;
        }
        let (legal_status, leave_out) = status?;
        Some(Case {
            child_id: child_id?,
            initials,
            age,
            team: team?,
            case_holder,
            legal_status,
            opened,
            closed,
            manager,
            family_id,
            leave_out,
            place,
        })
    }

    fn fault(&mut self, column: Column, message: impl Into<Cow<'static, str>>) {
        self.faults.push((column, message.into()));
    }

    /// A cell's text, cleaned, as long as nothing is wrong with it; empty where the file has no such column.
    fn text(&mut self, column: Column) -> Option<&str> {
        let raw = self.raw(column);
        if self.is_plain(column) {
            return Some(raw);
        }
        if cell::is_excel_error(raw) {
            self.faults.push((column, FAILED.into()));
            return None;
        }
        let text = clean(raw, self.room);
        let message = if raw.trim().contains(['\n', '\r']) {
            // What a quote left open swallows looks like this where its cell happens to end well.
            "holds a line break: other rows may stand in it because of a quotation mark left open. Put the cell right"
        } else if text.chars().any(char::is_control) {
            "holds a control character. Delete the cell and type it anew"
        } else if text.chars().count() > LONGEST_TEXT {
            "is longer than 200 characters, so it is something else, or two cells in one. Put the cell right"
        } else {
            return Some(text);
        };
        self.faults.push((column, message.into()));
        None
    }

    /// A cell as it stands in the file; empty where the file has no such column.
    fn raw(&self, column: Column) -> &'r str {
        self.columns.at(column).map_or("", |at| self.cells.cell(at))
    }

    /// Whether nothing about a cell's text has to be looked at any further, which is so of nearly every one.
    fn is_plain(&self, column: Column) -> bool {
        self.columns.at(column).is_none_or(|at| {
            let raw = self.cells.cell(at);
            raw.len() <= LONGEST_TEXT && !raw.starts_with('#') && self.cells.is_clean(at)
        })
    }

    fn is_empty(&self, column: Column) -> bool {
        self.raw(column).trim_start().is_empty()
    }

    fn required(&mut self, column: Column) -> Option<&str> {
        let raw = self.raw(column);
        if !raw.is_empty() && self.is_plain(column) {
            return Some(raw);
        }
        if self.is_empty(column) {
            self.fault(column, "is empty. Fill it in");
            return None;
        }
        self.text(column)
    }

    fn team(&mut self) -> Option<Arc<Team>> {
        let known = self.known;
        let text = self.required(Column::Team)?;
        known.borrow_mut().team(text)
    }

    fn text_of_its_own(&mut self, column: Column) -> Option<SmolStr> {
        self.text(column)
            .filter(|text| !text.is_empty())
            .map(SmolStr::new)
    }

    fn shared_text(&mut self, column: Column) -> Option<Arc<SmolStr>> {
        let known = self.known;
        let text = self.text(column).filter(|text| !text.is_empty())?;
        known.borrow_mut().text(text)
    }

    /// An id is opaque text and no part of any path, so little is asked of it.
    fn child_id(&mut self) -> Option<ChildId> {
        let raw = self.raw(Column::ChildId);
        let spoilt = self
            .columns
            .at(Column::ChildId)
            .and_then(|at| self.cells.spoilt(at));
        if !raw.is_empty() && raw.len() <= LONGEST_ID && self.is_plain(Column::ChildId) && spoilt.is_none() {
            return ChildId::new(raw);
        }
        let raw = raw.trim();
        let control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r');
        let message = if raw.chars().any(control) {
            "holds a control character. Delete the cell and type it anew"
        } else if raw.len() > LONGEST_ID && raw.chars().count() > LONGEST_ID {
            "is longer than 64 characters, so it is no child's id. Put the cell right"
        } else if let Some(spoilt) = spoilt {
            spoilt
        } else {
            return self.required(Column::ChildId).and_then(ChildId::new);
        };
        self.fault(Column::ChildId, message);
        None
    }

    fn status(&mut self) -> Option<(Arc<SmolStr>, bool)> {
        let (statuses, known) = (self.statuses, self.known);
        let word = match self.columns.list {
            Some(list) if self.is_empty(Column::LegalStatus) => self.status_of_list(list),
            _ => self.required(Column::LegalStatus)?,
        };
        let (status, leave_out) = statuses.read(word);
        Some((known.borrow_mut().text(status)?, leave_out))
    }

    /// A list of Annex A says the status of everybody on it, but that list 6 also has cases before court proceedings.
    fn status_of_list(&self, list: List) -> &'static str {
        let kind = self.columns.case_status.map_or("", |at| self.cells.cell(at));
        if annex_a::is_plo(kind) {
            "PLO"
        } else {
            list.status()
        }
    }

    fn date(&mut self, column: Column) -> Option<Date> {
        let raw = self.raw(column);
        if let Some(date) = cell::usual_date(raw.as_bytes()) {
            return Some(date);
        }
        let text = clean(raw, self.room);
        if text.is_empty() {
            return None;
        }
        if cell::is_excel_error(text) {
            self.faults.push((column, FAILED.into()));
            return None;
        }
        cell::date(text)
            .map_err(|why| self.faults.push((column, why.sentence().into())))
            .ok()
    }

    fn opened(&mut self, status: Option<&str>) -> Option<Date> {
        let opened = self.date(Column::Opened);
        let is_needed = || status.is_some_and(|status| !may_lack_start(status));
        if opened.is_none() && self.is_empty(Column::Opened) && is_needed() {
            self.fault(
                Column::Opened,
                "is empty. Fill in the day from which the case is open",
            );
        }
        opened
    }

    /// The date of birth becomes an age and goes no further, not even into a message.
    fn age(&mut self) -> Option<u8> {
        let born = self.date(Column::DateOfBirth)?;
        let age = born
            .years_until(self.as_of)
            .map(|age| u8::try_from(age).unwrap_or(u8::MAX));
        match age {
            // Annex A asks for the day on which an unborn child is expected.
            None if self.columns.list.is_some() && born.days_since(self.as_of) <= UNBORN_DAYS => {}
            None => self.fault(
                Column::DateOfBirth,
                format!("lies after {}. Put it right", self.as_of),
            ),
            Some(age) if age > OLDEST => self.fault(
                Column::DateOfBirth,
                format!(
                    "makes an age over {OLDEST}, so it is not a child's or a care leaver's. Put it right"
                ),
            ),
            Some(_) => {}
        }
        age
    }
}
