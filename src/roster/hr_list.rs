//! The list of staff as a council's HR system exports it, and the `people.csv` that it would make: one person a row, with
//! roles for titles, and every post that a person holds.
//!
//! What is not certain is told and waits for a line in `qaf.toml`; nothing is decided by a guess.

mod beside_own;
mod hr_columns;
mod hr_rows;
mod hr_words;
mod joined;
mod posts;

use std::collections::BTreeMap;

use super::bounds::MOST_LISTED_BYTES;
use super::cell::{cleaned, shown};
use super::clues::Guess;
use super::encoding::Encoding;
use super::fault::TableFault;
use super::inspect::{ColumnKnown, ColumnLook, ProposedColumn};
use super::look::Look;
use crate::framework::{People, Person, RoleId, Service};
pub use crate::store::settings::{LEAVE_OUT, NO_SERVICE};

use hr_columns::{HrColumn, HrColumns};
use hr_rows::HrTable;
pub use hr_words::{HrWord, HrWordKnown};
use hr_words::{WordKind, WordReader};
pub use joined::JoinedPosts;
pub use posts::LeftOut;

/// What is known of the council, by which the list's words are understood.
#[derive(Clone, Copy)]
pub struct HrKnown<'a> {
    /// The roles of `qaf.toml`, with their titles.
    pub roles: &'a [(RoleId, String)],
    /// The services of the schedule.
    pub services: &'a [Service],
    /// `[people.columns]` of `qaf.toml`.
    pub columns: &'a BTreeMap<String, String>,
    /// `[people.titles]` of `qaf.toml`.
    pub titles: &'a BTreeMap<String, String>,
    /// `[people.services]` of `qaf.toml`.
    pub service_words: &'a BTreeMap<String, String>,
    /// The staff that `people.csv` holds; none where it holds nobody but the made-up people of a new store.
    pub own: Option<&'a People>,
}

/// A list of staff, and what it is understood as.
#[derive(Debug)]
pub struct HrList {
    /// How its text is written.
    pub encoding: Encoding,
    /// What stands between its cells, where it is a text.
    pub separator: Option<char>,
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
    /// What `[people.columns]` would have to say.
    pub proposed: Vec<ProposedColumn>,
    /// The titles, the most frequent first.
    pub titles: Vec<HrWord>,
    /// The words for a service, the most frequent first.
    pub services: Vec<HrWord>,
    /// The people that `people.csv` would hold.
    pub people: Vec<Person>,
    /// Whose posts stand on several rows.
    pub joined: Vec<JoinedPosts>,
    /// The rows that are in no person.
    pub left_out: Vec<LeftOut>,
    /// What is in doubt, a sentence or two each.
    pub doubts: Vec<String>,
    /// What a reader should know besides, likewise.
    pub notes: Vec<String>,
    /// What `validate` would say of the `people.csv` that it makes.
    pub faults: Vec<TableFault>,
}

/// Reads a list of staff. An error says why it can't be used; it reads on from the file's name.
pub fn read(bytes: &[u8], known: HrKnown<'_>) -> Result<HrList, String> {
    if bytes.len() > MOST_LISTED_BYTES * 8 {
        return Err(format!(
            "has more than {} MB, which no list of a council's staff has. Look whether another file was meant.",
            (MOST_LISTED_BYTES * 8) >> 20
        ));
    }
    let words = WordReader::new(known);
    let table = hr_rows::read(bytes, known.columns)?;
    let mut look = Look::new(table.header.len());
    for row in &table.rows {
        look.row(&row.cells);
    }
    let (columns, guesses) = HrColumns::find(&table, &look, known.columns, &words)?;
    let mut read = posts::read(&table, &columns, &words);
    let titles = words.of_words(WordKind::Title, read.titles.iter().map(String::as_str));
    let services = words.of_words(WordKind::Service, read.services.iter().map(String::as_str));
    let joined = joined::join(&mut read);
    if let Some(own) = known.own {
        read.notes.extend(beside_own::compare(&mut read.people, own));
        joined::only_own_aliases(&mut read.people);
    }
    let faults = joined::faults(&read.people, known);
    Ok(HrList {
        encoding: table.encoding,
        separator: table.separator,
        sheet: table.sheet.clone(),
        header_row: table.header_row,
        rows: table.rows.len(),
        columns: column_looks(&table, &look, &columns, &guesses, known),
        unused: unused(&table, &columns),
        proposed: guesses.iter().map(|guess| proposed(&table, guess)).collect(),
        titles,
        services,
        people: read.people,
        joined,
        left_out: read.left_out,
        doubts: read.doubts,
        notes: read.notes,
        faults,
    })
}

fn column_looks(
    table: &HrTable,
    look: &Look,
    columns: &HrColumns,
    guesses: &[Guess<HrColumn>],
    known: HrKnown<'_>,
) -> Vec<ColumnLook> {
    let of = |(column, at): (HrColumn, usize)| ColumnLook {
        column: column.name(),
        header: shown(&cleaned(&table.header[at])),
        known: if guesses
            .iter()
            .any(|guess| guess.column == column && guess.is_in_doubt())
        {
            ColumnKnown::Guess
        } else if known.columns.contains_key(column.name()) {
            ColumnKnown::Mapped
        } else {
            ColumnKnown::Name
        },
        filled: look.columns[at].filled,
        dates: column.is_date().then_some(look.columns[at].dates),
    };
    columns.all().map(of).collect()
}

fn unused(table: &HrTable, columns: &HrColumns) -> Vec<String> {
    let taken: Vec<usize> = columns.all().map(|(_, at)| at).collect();
    let rest = table
        .header
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken.contains(at));
    rest.map(|(_, header)| shown(&cleaned(header)))
        .filter(|header| !header.is_empty())
        .collect()
}

fn proposed(table: &HrTable, guess: &Guess<HrColumn>) -> ProposedColumn {
    let header = |at: usize| cleaned(&table.header[at]);
    ProposedColumn {
        column: guess.column.name(),
        header: header(guess.at),
        remark: super::inspect::remark_on(guess, header),
        replaces: None,
    }
}
