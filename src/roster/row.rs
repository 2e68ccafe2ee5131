//! One row of a roster, read into a [`Case`].

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use smol_str::SmolStr;

use super::annex_a::{self, AnnexList};
use super::cell::{self, clean};
use super::columns::{ColumnsFound, RosterColumn};
use super::common_texts::{CommonTexts, StatusRead};
use super::no_case::{MOST_OF_A_FOOT, NoCase, is_foot, repeats_header};
use super::row_fault::{FAILED, NAME_FOR_ID, NAME_FOR_INITIALS, SHORTENED};
use super::sink::Sheet;
use super::status::{Statuses, may_lack_start};
use super::table::Cells;
use super::{Case, RosterPlace};
use crate::framework::name::{
    OLDEST, is_name_for_id, is_name_for_initials, is_nobody, is_nothing, is_shortened_number,
};
use crate::framework::{ChildId, Date, Team};

/// The longest id of a child, in characters.
const LONGEST_ID: usize = 64;
/// The longest of the other texts, in characters.
const LONGEST_TEXT: usize = 200;
/// How long before its birth a child may stand on a list.
const UNBORN_DAYS: i64 = 300;

/// What is wrong with a row's cell; it reads on from the column's name.
pub(super) type CellFault = (RosterColumn, Cow<'static, str>);

/// Room for what is read by one core, and kept from row to row.
#[derive(Default)]
pub(super) struct Room {
    /// Of a text that is not kept.
    text: String,
    known: RefCell<CommonTexts>,
}

/// What every row is read by.
pub(super) struct Rules {
    /// The day on which ages are told.
    pub(super) as_of: Date,
    /// What the statuses mean.
    pub(super) statuses: Statuses,
    /// The statuses of which nobody has said what they stand for, with how many rows have each.
    pub(super) unknown: Mutex<BTreeMap<String, usize>>,
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
        let Some((case, is_unknown)) = reader.case((number(sheet.index), number(row))) else {
            let faults = reader.faults;
            return Err(if is_foot(&sheet.columns, cells) {
                NoCase::NoRow
            } else {
                NoCase::Faulty(faults)
            });
        };
        if is_unknown && let Ok(mut unknown) = self.unknown.lock() {
            *unknown.entry(case.legal_status.to_string()).or_default() += 1;
        }
        Ok(case)
    }
}

/// A number of a sheet or a row, of which no file has so many that it would not fit.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A row being read.
struct RowReader<'r, C> {
    cells: &'r C,
    columns: &'r ColumnsFound,
    /// What the statuses mean.
    statuses: &'r Statuses,
    /// The day on which ages are told.
    as_of: Date,
    /// Room for a text that is not kept.
    room: &'r mut String,
    /// The texts that stand on many rows.
    known: &'r RefCell<CommonTexts>,
    faults: Vec<CellFault>,
}

impl<'r, C: Cells> RowReader<'r, C> {
    /// Returns the case and whether its status is unknown, or `None` where a fault was found. Every cell is read either
    /// way, so all faults show at once.
    fn case(&mut self, place: RosterPlace) -> Option<(Case, bool)> {
        let child_id = self.child_id();
        let team = self.team();
        let status = self.status();
        let opened = self.opened(status.as_ref().map(|read| read.status.as_str()));
        let closed = self.date(RosterColumn::Closed);
        if let (Some(opened), Some(closed)) = (opened, closed)
            && closed < opened
        {
            let start = if self.columns.list.is_some() {
                "the start date"
            } else {
                "opened"
            };
            let fault = format!("is {closed}, which lies before {start}, {opened}. Put the two dates right");
            self.fault(RosterColumn::Closed, fault);
        }
        let age = self.age();
        let (initials, case_holder) = (self.initials(), self.person(RosterColumn::CaseHolder));
        let (manager, family_id) = (self.person(RosterColumn::Manager), self.family_id());
        if !self.faults.is_empty() {
            return None;
        }
        let status = status?;
        let case = Case {
            child_id: child_id?,
            initials,
            age,
            team: team?,
            case_holder,
            legal_status: Arc::clone(&status.status),
            opened,
            closed,
            manager,
            family_id,
            leave_out: status.leave_out,
            place,
        };
        Some((case, status.is_unknown))
    }

    fn fault(&mut self, column: RosterColumn, message: impl Into<Cow<'static, str>>) {
        self.faults.push((column, message.into()));
    }

    /// A cell's text, cleaned, as long as nothing is wrong with it; empty where the file has no such column.
    fn text(&mut self, column: RosterColumn) -> Option<&str> {
        let raw = self.raw(column);
        if self.is_plain(column) {
            return Some(raw);
        }
        if cell::is_excel_error(raw) {
            // A look-up that found nothing.
            if !column.is_asked() && is_nothing(raw) {
                return Some("");
            }
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
    fn raw(&self, column: RosterColumn) -> &'r str {
        self.columns.at(column).map_or("", |at| self.cells.cell(at))
    }

    /// Whether nothing about a cell's text has to be looked at any further, which is so of nearly every one.
    fn is_plain(&self, column: RosterColumn) -> bool {
        self.columns.at(column).is_none_or(|at| {
            let raw = self.cells.cell(at);
            raw.len() <= LONGEST_TEXT && !raw.starts_with('#') && self.cells.is_clean(at)
        })
    }

    fn is_empty(&self, column: RosterColumn) -> bool {
        self.raw(column).trim_start().is_empty()
    }

    fn required(&mut self, column: RosterColumn) -> Option<&str> {
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
        let text = self.required(RosterColumn::Team)?;
        let team = known.borrow_mut().team(text);
        self.or_nothing(RosterColumn::Team, team)
    }

    /// What was read, or the fault that a word stands there for nothing.
    fn or_nothing<T>(&mut self, column: RosterColumn, read: Option<T>) -> Option<T> {
        if read.is_none() {
            let word = cell::shown(&cell::cleaned(self.raw(column)));
            let fault = format!("says \"{word}\", which stands for nothing. Fill it in");
            self.fault(column, fault);
        }
        read
    }

    fn family_id(&mut self) -> Option<SmolStr> {
        let text = self.text(RosterColumn::FamilyId)?;
        let is_filled = text.bytes().any(|byte| byte.is_ascii_digit()) || !is_nothing(text);
        is_filled.then(|| SmolStr::new(text))
    }

    /// The case-holder or the manager; `None` where a word stands for nobody.
    fn person(&mut self, column: RosterColumn) -> Option<Arc<SmolStr>> {
        let known = self.known;
        let text = self.text(column).filter(|text| !text.is_empty())?;
        if text.len() == 1 && is_nobody(text) {
            return None;
        }
        known.borrow_mut().text(text)
    }

    /// The initials; where the list has none, those of the child's names, which go no further.
    fn initials(&mut self) -> Option<SmolStr> {
        if self.columns.at(RosterColumn::Initials).is_none() {
            return self.columns.names?.initials(self.cells).map(SmolStr::from);
        }
        let text = self.text(RosterColumn::Initials)?;
        if (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(SmolStr::new(text));
        }
        if is_nothing(text) {
            return None;
        }
        if is_name_for_initials(text) {
            self.fault(RosterColumn::Initials, NAME_FOR_INITIALS);
            return None;
        }
        Some(SmolStr::new(text))
    }

    /// An id is opaque text and no part of any path, so little is asked of it.
    fn child_id(&mut self) -> Option<ChildId> {
        let raw = self.raw(RosterColumn::ChildId);
        let spoilt = self
            .columns
            .at(RosterColumn::ChildId)
            .and_then(|at| self.cells.spoilt(at));
        let is_usual = |raw: &str| {
            raw.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
                && !raw.bytes().any(|byte| matches!(byte, b'+' | b'.' | b','))
        };
        if raw.len() <= LONGEST_ID
            && is_usual(raw)
            && self.is_plain(RosterColumn::ChildId)
            && spoilt.is_none()
        {
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
        } else if is_shortened_number(raw) {
            SHORTENED
        } else if is_name_for_id(raw) && !is_nothing(raw) {
            NAME_FOR_ID
        } else {
            let id = self.required(RosterColumn::ChildId)?;
            // A formula makes 0 of an empty cell.
            let is_none = is_nobody(id) || id.bytes().all(|byte| byte == b'0');
            let id = ChildId::new(id).filter(|_| !is_none);
            return self.or_nothing(RosterColumn::ChildId, id);
        };
        self.fault(RosterColumn::ChildId, message);
        None
    }

    fn status(&mut self) -> Option<Arc<StatusRead>> {
        let (statuses, known) = (self.statuses, self.known);
        if let Some(list) = self.columns.list {
            let raw = self.raw(RosterColumn::LegalStatus);
            let says_nothing = raw.is_empty() || is_nothing(raw) && !statuses.maps(raw);
            if says_nothing {
                return known.borrow_mut().status(self.status_of_list(list), statuses);
            }
        }
        let word = self.required(RosterColumn::LegalStatus)?;
        let status = known.borrow_mut().status(word, statuses);
        self.or_nothing(RosterColumn::LegalStatus, status)
    }

    /// A list of Annex A says the status of everybody on it, but that list 6 also has cases before court proceedings.
    fn status_of_list(&self, list: AnnexList) -> &'static str {
        let kind = self.columns.case_status.map_or("", |at| self.cells.cell(at));
        if annex_a::is_plo(kind) {
            "PLO"
        } else {
            list.status()
        }
    }

    fn date(&mut self, column: RosterColumn) -> Option<Date> {
        let raw = self.raw(column);
        if let Some(date) = cell::usual_date(raw.as_bytes()) {
            return Some(date);
        }
        let text = clean(raw, self.room);
        if is_nothing(text) {
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
        let opened = self.date(RosterColumn::Opened);
        let is_needed = || status.is_some_and(|status| !may_lack_start(status));
        if opened.is_none() && is_nothing(self.raw(RosterColumn::Opened)) && is_needed() {
            self.fault(
                RosterColumn::Opened,
                "is empty. Fill in the day from which the case is open",
            );
        }
        opened
    }

    /// The date of birth becomes an age and goes no further, not even into a message.
    fn age(&mut self) -> Option<u8> {
        let born = self.date(RosterColumn::DateOfBirth)?;
        let age = born
            .years_until(self.as_of)
            .map(|age| u8::try_from(age).unwrap_or(u8::MAX));
        match age {
            // Annex A asks for the day on which an unborn child is expected.
            None if self.columns.list.is_some() && born.days_since(self.as_of) <= UNBORN_DAYS => {}
            None => self.fault(
                RosterColumn::DateOfBirth,
                format!("lies after {}. Put it right", self.as_of),
            ),
            Some(age) if age > OLDEST => self.fault(
                RosterColumn::DateOfBirth,
                format!(
                    "makes an age over {OLDEST}, so it is not a child's or a care leaver's. Put it right"
                ),
            ),
            Some(_) => {}
        }
        age
    }
}
