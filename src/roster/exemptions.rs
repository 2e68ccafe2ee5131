//! `exemptions.csv`: who is excused from a row of the schedule for a time.

use super::cell::shown;
use super::fault::{FaultSeverity, MOST_HINTS, TableFault, first_of};
use super::listed::{self, KnownColumn, ListedRow, did_you_mean};
use crate::framework::{Exemption, People, PersonName, RowId};

const fn known(name: &'static str, required: bool) -> KnownColumn {
    KnownColumn { name, required }
}

static COLUMNS: [KnownColumn; 6] = [
    known("person", true),
    known("row", false),
    known("from", true),
    known("to", false),
    known("reason", true),
    known("agreed_by", true),
];
const PERSON: usize = 0;
const ROW: usize = 1;
const FROM: usize = 2;
const TO: usize = 3;
const REASON: usize = 4;
const AGREED_BY: usize = 5;

/// Reads `exemptions.csv`, and every fault in it. An empty file excuses nobody, and is none.
///
/// A row that names nobody, no row of the schedule or no first day excuses nobody: better an audit too many than one
/// that quietly never happens.
pub fn read(bytes: &[u8], people: &People, rows: &[RowId]) -> (Vec<Exemption>, Vec<TableFault>) {
    let table = listed::read(bytes, &COLUMNS);
    let mut faults = table.faults;
    let mut exemptions = Vec::new();
    for row in &table.rows {
        exemptions.extend(exemption(row, people, rows, &mut faults));
    }
    faults.sort_by_key(|fault| (fault.line, fault.column_number));
    (exemptions, first_of(faults))
}

fn exemption(
    row: &ListedRow,
    people: &People,
    rows: &[RowId],
    faults: &mut Vec<TableFault>,
) -> Option<Exemption> {
    let before = faults.len();
    let person = person(row, people, faults);
    let of = schedule_row(row, rows, faults);
    let (from, to) = (row.date(FROM, faults), row.date(TO, faults));
    if row.text(FROM).is_empty() {
        let message = "The exemption has no first day.".to_owned();
        let help = "Write it as 2026-03-31.".to_owned();
        faults.push(row.fault(FROM, FaultSeverity::Error, message, help));
    }
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let message = format!("The exemption ends on {to}, before it begins on {from}.");
        let help = "Put the two dates right.".to_owned();
        faults.push(row.fault(TO, FaultSeverity::Error, message, help));
    }
    if faults.len() > before {
        return None;
    }
    for (column, message) in [
        (REASON, "The exemption has no reason."),
        (AGREED_BY, "Nobody is named who agreed to the exemption."),
    ] {
        if row.text(column).is_empty() {
            let help = "Fill it in, so that a later reader can see why nothing was asked.".to_owned();
            faults.push(row.fault(column, FaultSeverity::Query, message.to_owned(), help));
        }
    }
    Some(Exemption {
        person: person?,
        row: of,
        from: from?,
        to,
        reason: row.text(REASON).to_owned(),
        agreed_by: row.text(AGREED_BY).to_owned(),
    })
}

/// The person's name as `people.csv` writes it, whichever spelling the row has.
fn person(row: &ListedRow, people: &People, faults: &mut Vec<TableFault>) -> Option<PersonName> {
    let name = row.name(PERSON);
    if let Some(person) = people.find(name) {
        return Some(person.name.clone());
    }
    let (message, help) = if name.is_empty() {
        (
            "The row has no person.".to_owned(),
            "Fill it in, or take the row out.".to_owned(),
        )
    } else {
        (
            format!("\"{}\" is nobody in people.csv.", shown(name)),
            nearest(name, people, faults).map_or_else(
                || "Write the name as people.csv has it.".to_owned(),
                |near| format!("Did you mean {}?", shown(near)),
            ),
        )
    };
    faults.push(row.fault(PERSON, FaultSeverity::Error, message, help));
    None
}

fn nearest<'p>(name: &str, people: &'p People, faults: &[TableFault]) -> Option<&'p str> {
    (faults.len() < MOST_HINTS)
        .then(|| people.nearest(name))
        .flatten()
}

fn schedule_row(row: &ListedRow, rows: &[RowId], faults: &mut Vec<TableFault>) -> Option<RowId> {
    // An empty cell excuses from every row, which a word for nothing need not mean.
    let id = RowId::new(row.as_written(ROW))?;
    if rows.contains(&id) {
        return Some(id);
    }
    let message = format!("The schedule has no row \"{}\".", shown(id.as_str()));
    let help = did_you_mean(id.as_str(), rows.iter().map(RowId::as_str)).unwrap_or_else(|| {
        "Write an id from schedule.toml, or leave the cell empty for all rows.".to_owned()
    });
    faults.push(row.fault(ROW, FaultSeverity::Error, message, help));
    None
}
