//! What can be understood of rosters, and what would have to stand in `qaf.toml` for the rest: nothing is drawn.
//!
//! Where a file's columns are not known, they are guessed, and the file is read by the guesses, so that one look shows
//! everything that is to be done.

mod lists;
mod notes;
mod statuses;

use std::collections::BTreeMap;

use super::bounds;
use super::cell::{cleaned, folded, shown};
use super::clues::Guess;
use super::columns::{COLUMNS, Layout, Mapping, RosterColumn, is_same_header};
use super::encoding::{self, Encoding, NoText};
use super::guess::{Hints, guess};
use super::look::{ColumnCells, DateLook};
use super::read::{Roster, RosterError, read};
use crate::framework::Date;

use lists::CaseList;
pub use statuses::{StatusKnown, StatusLook};

/// What rosters look like.
#[derive(Debug)]
pub struct Inspection {
    /// The files, as given.
    pub files: Vec<FileLook>,
    /// The children of those files that could be read, by the guesses where need be; `None` where none could.
    pub roster: Option<Roster>,
    /// For every file of `roster`, its place in `files`.
    pub read: Vec<usize>,
    /// The words for the legal status, the most frequent first.
    pub statuses: Vec<StatusLook>,
    /// What `[roster.columns]` of `qaf.toml` would have to say.
    pub columns: Vec<ProposedColumn>,
    /// Required columns that nothing could be guessed for.
    pub not_guessed: Vec<&'static str>,
    /// What a reader should know besides, a sentence or two each.
    pub notes: Vec<String>,
}

/// What a file looks like.
#[derive(Debug)]
pub struct FileLook {
    /// The name as given.
    pub file: String,
    /// How its text is written; `None` where it is no text.
    pub encoding: Option<Encoding>,
    /// What stands between its cells.
    pub separator: Option<char>,
    /// Its sheets; a CSV file is one without a name.
    pub sheets: Vec<SheetLook>,
    /// Its sheets that are no lists of cases.
    pub others: Vec<OtherSheet>,
    /// Why it can't be used, in a sentence.
    pub problem: Option<String>,
}

/// A sheet that is not read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OtherSheet {
    /// Its name.
    pub sheet: String,
    /// What it is instead; it reads on from "not read, being".
    pub why: &'static str,
}

/// What a sheet, or a CSV file, looks like.
#[derive(Debug)]
pub struct SheetLook {
    /// The sheet's name, where the file has sheets.
    pub name: Option<String>,
    /// The row in which its columns are named, as a spreadsheet shows it.
    pub header_row: usize,
    /// Its rows below the header that are not blank.
    pub rows: usize,
    /// How its columns are known; `None` where they had to be guessed.
    pub layout: Option<Layout>,
    /// The number of the Annex A list that it is, and the legal status of the children on it.
    pub list: Option<(u8, &'static str)>,
    /// The columns that stand for one of qaf's, in qaf's order.
    pub columns: Vec<ColumnLook>,
    /// The headers of the others, as messages show them.
    pub unused: Vec<String>,
    /// The words in its status column, with how often each stands.
    words: Vec<(String, usize)>,
    /// Why its columns can't be told, in sentences.
    pub problems: Vec<String>,
}

/// How a column is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKnown {
    /// It has qaf's own name.
    Name,
    /// By `qaf.toml`.
    Mapped,
    /// It has the name that Annex A gives it.
    AnnexA,
    /// It is guessed.
    Guess,
}

/// A column that stands for one of qaf's.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ColumnLook {
    /// The name of qaf's column.
    pub column: &'static str,
    /// The file's header, as messages show it.
    pub header: String,
    /// How it is known.
    pub known: ColumnKnown,
    /// How many of its cells are filled.
    pub filled: usize,
    /// How its dates are spelt, where it should hold dates.
    pub dates: Option<DateLook>,
}

/// A line for `[roster.columns]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedColumn {
    /// The name of qaf's column.
    pub column: &'static str,
    /// The file's header, with single spaces.
    pub header: String,
    /// What a person should look at, a remark.
    pub remark: Option<String>,
    /// The header that `qaf.toml` names and no file has: its line is to go.
    pub replaces: Option<String>,
}

/// Looks at rosters: each a name for messages and the file's bytes.
///
/// `columns` and `statuses` are those of `qaf.toml`. An error is one of these settings.
pub fn inspect(
    rosters: &[(&str, &[u8])],
    as_of: Date,
    columns: &BTreeMap<String, String>,
    statuses: &BTreeMap<String, String>,
    hints: Hints<'_>,
) -> Result<Inspection, RosterError> {
    // The settings are refused as a draw would refuse them.
    let (mapping, known) = super::read::settings(columns, statuses)?;
    let mut found = Inspection {
        files: Vec::new(),
        roster: None,
        read: Vec::new(),
        statuses: Vec::new(),
        columns: Vec::new(),
        not_guessed: Vec::new(),
        notes: Vec::new(),
    };
    for (name, bytes) in rosters {
        let file = found.file(name, bytes, &mapping, hints);
        found.files.push(file);
    }
    let mut effective = columns.clone();
    for proposed in &found.columns {
        effective.retain(|name, _| folded(name) != folded(proposed.column));
        effective.insert(proposed.column.to_owned(), proposed.header.clone());
    }
    found.read_what_can_be(rosters, as_of, &effective, statuses);
    found.statuses = statuses::looks(&found.files, &known);
    found.notes.extend(found.roster.iter().flat_map(notes::of_roster));
    Ok(found)
}

impl Inspection {
    fn file(&mut self, name: &str, bytes: &[u8], mapping: &Mapping, hints: Hints<'_>) -> FileLook {
        let mut file = FileLook {
            file: name.to_owned(),
            encoding: None,
            separator: None,
            sheets: Vec::new(),
            others: Vec::new(),
            problem: None,
        };
        // Why a file is no table is said by the reader of the draw, in its words.
        if bounds::check(bytes).is_err() && !encoding::is_packed(bytes) {
            return file;
        }
        let lists = match encoding::decode(bytes) {
            Ok(text) => {
                file.encoding = Some(text.encoding);
                let list = lists::of_text(&text.text, mapping);
                file.separator = list.as_ref().map(|(_, separator)| *separator);
                list.into_iter().map(|(list, _)| list).collect()
            }
            Err(NoText::Workbook) => {
                file.encoding = Some(Encoding::Workbook);
                let (lists, others) = lists::of_workbook(bytes, mapping);
                file.others = others;
                lists
            }
            Err(_) => Vec::new(),
        };
        for list in &lists {
            file.sheets.push(self.sheet(list, mapping, hints));
        }
        file
    }

    /// Tells a sheet's columns, by their headers or else by guesses.
    fn sheet(&mut self, list: &CaseList, mapping: &Mapping, hints: Hints<'_>) -> SheetLook {
        let (header, columns) = (&list.header, &list.columns);
        let guesses = if list.is_known {
            Vec::new()
        } else {
            guesses(list, hints)
        };
        let at = |column: RosterColumn| {
            let by_guess = guesses.iter().find(|guess| guess.column == column);
            columns.at(column).or(by_guess.map(|guess| guess.at))
        };
        let mut sheet = SheetLook {
            name: list.name.clone(),
            header_row: list.header_row,
            rows: list.look.rows,
            layout: list.is_known.then_some(columns.layout),
            list: columns.list.map(|list| (list.number(), list.status())),
            columns: Vec::new(),
            unused: Vec::new(),
            words: list.statuses(at(RosterColumn::LegalStatus)),
            problems: self.propose(header, &guesses, mapping),
        };
        let mut taken = Vec::new();
        for column in COLUMNS {
            if let Some(at) = at(column) {
                let known = how(list, column, at, mapping);
                let cells = &list.look.columns[at];
                sheet.columns.push(column_look(column, &header[at], known, cells));
                taken.push(at);
            } else if !list.is_known && list.needs(column) && !self.not_guessed.contains(&column.name()) {
                self.not_guessed.push(column.name());
            }
        }
        sheet.unused = unused(header, &taken);
        sheet
    }

    /// Proposes the guesses for `qaf.toml`, which has room for one header a column; says where two files differ.
    fn propose(
        &mut self,
        header: &[String],
        guesses: &[Guess<RosterColumn>],
        mapping: &Mapping,
    ) -> Vec<String> {
        let mut problems = Vec::new();
        for guess in guesses {
            let theirs = cleaned(&header[guess.at]);
            let name = guess.column.name();
            let proposed = self.columns.iter().find(|proposed| proposed.column == name);
            match proposed {
                Some(other) if folded(&other.header) == folded(&theirs) => {}
                Some(other) => problems.push(format!(
                    "calls {name} \"{}\", which another file calls \"{}\". qaf.toml can name one: rename the column in one \
                     of the files.",
                    shown(&theirs),
                    shown(&other.header)
                )),
                None => self.columns.push(ProposedColumn {
                    column: name,
                    remark: remark_on(guess, |at| cleaned(&header[at])),
                    replaces: mapping.header(guess.column).map(str::to_owned),
                    header: theirs,
                }),
            }
        }
        self.columns
            .sort_by_key(|proposed| COLUMNS.iter().position(|column| column.name() == proposed.column));
        problems
    }

    /// Reads the files by what `qaf.toml` says and would say; one that can't be read does not hide the others.
    fn read_what_can_be(
        &mut self,
        rosters: &[(&str, &[u8])],
        as_of: Date,
        columns: &BTreeMap<String, String>,
        statuses: &BTreeMap<String, String>,
    ) {
        let mut readable = Vec::new();
        let mut last = None;
        for (index, roster) in rosters.iter().enumerate() {
            match read(&[*roster], as_of, columns, statuses) {
                Ok(roster) => {
                    readable.push(index);
                    last = Some(roster);
                }
                Err(error) => self.files[index].problem = Some(error.to_string()),
            }
        }
        let given: Vec<(&str, &[u8])> = readable.iter().map(|index| rosters[*index]).collect();
        self.roster = match given.as_slice() {
            [] => None,
            [_] => last,
            several => read(several, as_of, columns, statuses).ok(),
        };
        if self.roster.is_some() {
            self.read = readable;
        }
    }
}

fn guesses(list: &CaseList, hints: Hints<'_>) -> Vec<Guess<RosterColumn>> {
    let headers: Vec<&str> = list.header.iter().map(String::as_str).collect();
    let at = |column: &RosterColumn| list.columns.at(*column);
    let taken: Vec<usize> = COLUMNS.iter().filter_map(at).collect();
    // Of an Annex A list nothing is guessed that it can do without: a column of words would outdo the list's own status.
    let is_wanted = |column: &RosterColumn| list.columns.list.is_none() || list.needs(*column);
    let wanting = COLUMNS
        .iter()
        .filter(|column| at(column).is_none() && is_wanted(column));
    let wanted: Vec<RosterColumn> = wanting.copied().collect();
    guess(&headers, &list.look, &wanted, &taken, hints)
}

fn unused(header: &[String], taken: &[usize]) -> Vec<String> {
    let rest = header
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken.contains(index));
    rest.map(|(_, name)| shown(name))
        .filter(|name| !name.is_empty())
        .collect()
}

fn how(list: &CaseList, column: RosterColumn, at: usize, mapping: &Mapping) -> ColumnKnown {
    let theirs = folded(&list.header[at]);
    if list.columns.at(column).is_none() {
        ColumnKnown::Guess
    } else if mapping
        .header(column)
        .is_some_and(|mapped| is_same_header(&folded(mapped), &theirs))
    {
        ColumnKnown::Mapped
    } else if list.columns.list.is_some() {
        ColumnKnown::AnnexA
    } else {
        ColumnKnown::Name
    }
}

fn column_look(column: RosterColumn, header: &str, known: ColumnKnown, cells: &ColumnCells) -> ColumnLook {
    let dated = matches!(
        column,
        RosterColumn::DateOfBirth | RosterColumn::Opened | RosterColumn::Closed
    );
    ColumnLook {
        column: column.name(),
        header: shown(&cleaned(header)),
        known,
        filled: cells.filled,
        dates: dated.then_some(cells.dates),
    }
}

/// What a person should look at before believing a guess; `header` is the header at a place.
pub(super) fn remark_on<C>(guess: &Guess<C>, header: impl Fn(usize) -> String) -> Option<String> {
    let rival = guess.rival.map(|at| shown(&header(at)));
    match (guess.doubtful, rival) {
        (_, Some(rival)) => Some(format!("or is it \"{rival}\"? Please check")),
        (true, None) => Some("a guess: please check".to_owned()),
        (false, None) => None,
    }
}
