//! What can be understood of rosters, and what would have to stand in `qaf.toml` for the rest: nothing is drawn.
//!
//! Where a file's columns are not known, they are guessed, and the file is read by the guesses, so that one look shows
//! everything that is to be done.

use std::collections::BTreeMap;

use super::cell::{cleaned, folded, shown};
use super::columns::{COLUMNS, Column, Columns, Layout, Mapping};
use super::encoding::{self, Encoding};
use super::guess::{Guess, Hints, guess};
use super::likeness::{Likeness, likeness};
use super::look::{ColumnCells, DateLook, Look};
use super::read::{Roster, RosterError, read};
use super::status::{MERGE_ORDER, Statuses, rank};
use super::table::{Cells, Table};
use crate::framework::Date;

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
    /// Why it can't be used, in a sentence.
    pub problem: Option<String>,
}

/// What a sheet, or a CSV file, looks like.
#[derive(Debug)]
pub struct SheetLook {
    /// The sheet's name, where the file has sheets.
    pub name: Option<String>,
    /// How its columns are known; `None` where they had to be guessed.
    pub layout: Option<Layout>,
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
pub enum Known {
    /// It has qaf's own name.
    Name,
    /// By `qaf.toml`.
    Mapped,
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
    pub known: Known,
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

/// What a status of the roster stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusKnown {
    /// It is one of qaf's.
    Own,
    /// `qaf.toml` says which of qaf's it is.
    Mapped,
    /// `qaf.toml` leaves it out.
    LeaveOut,
    /// Neither.
    Unknown,
}

/// A word for the legal status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLook {
    /// The word, as the roster writes it most often.
    pub word: String,
    /// On how many rows it stands.
    pub rows: usize,
    /// How it is known.
    pub known: StatusKnown,
    /// What it is read as.
    pub status: String,
    /// What it probably means, where it is not known.
    pub likeness: Option<Likeness>,
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
    found.statuses = found.status_looks(&known);
    Ok(found)
}

impl Inspection {
    fn file(&mut self, name: &str, bytes: &[u8], mapping: &Mapping, hints: Hints<'_>) -> FileLook {
        let mut file = FileLook {
            file: name.to_owned(),
            encoding: None,
            separator: None,
            sheets: Vec::new(),
            problem: None,
        };
        // Why a file is no table is said by the reader of the draw, in its words.
        let Ok(text) = encoding::decode(bytes) else {
            return file;
        };
        file.encoding = Some(text.encoding);
        let Ok(mut table) = Table::open(&text.text) else {
            return file;
        };
        file.separator = Some(table.separator());
        let header = table.header().clone();
        let mut look = Look::new(header.count());
        while let Ok(true) = table.advance() {
            look.row(table.cells());
        }
        file.sheets.push(self.sheet(None, &header, &look, mapping, hints));
        file
    }

    /// Tells a sheet's columns, by their headers or else by guesses.
    fn sheet(
        &mut self,
        name: Option<String>,
        header: &impl Cells,
        look: &Look,
        mapping: &Mapping,
        hints: Hints<'_>,
    ) -> SheetLook {
        let (layout, columns) = match Columns::find(header, mapping) {
            Ok(columns) => (Some(columns.layout), columns),
            Err(_) => (None, Columns::partly(header, mapping)),
        };
        let guesses = if layout.is_some() {
            Vec::new()
        } else {
            guesses(header, look, &columns, hints)
        };
        let at = |column: Column| {
            let by_guess = guesses.iter().find(|guess| guess.column == column);
            columns.at(column).or(by_guess.map(|guess| guess.at))
        };
        let mut sheet = SheetLook {
            name,
            layout,
            columns: Vec::new(),
            unused: Vec::new(),
            words: Vec::new(),
            problems: self.propose(header, &guesses, mapping),
        };
        let mut taken = Vec::new();
        for column in COLUMNS {
            if let Some(at) = at(column) {
                let known = how(column, header.cell(at), columns.at(column).is_some(), mapping);
                sheet
                    .columns
                    .push(column_look(column, header.cell(at), known, &look.columns[at]));
                taken.push(at);
            } else if layout.is_none() && column.is_required() && !self.not_guessed.contains(&column.name()) {
                self.not_guessed.push(column.name());
            }
        }
        sheet.unused = unused(header, &taken);
        sheet.words = at(Column::LegalStatus).map_or_else(Vec::new, |at| look.columns[at].counts());
        sheet
    }

    /// Proposes the guesses for `qaf.toml`, which has room for one header a column; says where two files differ.
    fn propose(&mut self, header: &impl Cells, guesses: &[Guess], mapping: &Mapping) -> Vec<String> {
        let mut problems = Vec::new();
        for guess in guesses {
            let theirs = cleaned(header.cell(guess.at));
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
                    remark: remark(header, guess),
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
        for (index, roster) in rosters.iter().enumerate() {
            match read(&[*roster], as_of, columns, statuses) {
                Ok(_) => readable.push(index),
                Err(error) => self.files[index].problem = Some(error.to_string()),
            }
        }
        let given: Vec<(&str, &[u8])> = readable.iter().map(|index| rosters[*index]).collect();
        if !given.is_empty() {
            self.roster = read(&given, as_of, columns, statuses).ok();
            self.read = readable;
        }
    }

    fn status_looks(&self, known: &Statuses) -> Vec<StatusLook> {
        let mut words: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        for (index, file) in self.files.iter().enumerate() {
            for (word, rows) in file.sheets.iter().flat_map(|sheet| &sheet.words) {
                words.entry(folded(word)).or_default().push((word.clone(), *rows));
            }
            // A layout whose lists say the status has no column of words for it.
            if file.sheets.iter().all(|sheet| sheet.words.is_empty()) {
                for case in self.cases_of(index) {
                    let word = case.legal_status.to_string();
                    words.entry(folded(&word)).or_default().push((word, 1));
                }
            }
        }
        let mut looks: Vec<StatusLook> = words
            .into_values()
            .filter_map(|word| status_look(word, known))
            .collect();
        looks.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.word.cmp(&b.word)));
        looks
    }

    fn cases_of(&self, file: usize) -> impl Iterator<Item = &super::Case> {
        let cases = self.roster.iter().flat_map(|roster| &roster.cases);
        cases.filter(move |case| self.read.get(case.place.0) == Some(&file))
    }
}

fn guesses(header: &impl Cells, look: &Look, columns: &Columns, hints: Hints<'_>) -> Vec<Guess> {
    let headers: Vec<&str> = (0..header.count()).map(|index| header.cell(index)).collect();
    let (found, wanted): (Vec<Column>, Vec<Column>) =
        COLUMNS.iter().partition(|column| columns.at(**column).is_some());
    let taken: Vec<usize> = found.iter().filter_map(|column| columns.at(*column)).collect();
    guess(&headers, look, &wanted, &taken, hints)
}

fn unused(header: &impl Cells, taken: &[usize]) -> Vec<String> {
    (0..header.count())
        .filter(|index| !taken.contains(index))
        .map(|index| shown(header.cell(index)))
        .filter(|name| !name.is_empty())
        .collect()
}

fn how(column: Column, header: &str, told: bool, mapping: &Mapping) -> Known {
    let mapped = mapping
        .header(column)
        .is_some_and(|theirs| folded(theirs) == folded(header));
    match (told, mapped) {
        (false, _) => Known::Guess,
        (true, true) => Known::Mapped,
        (true, false) => Known::Name,
    }
}

fn column_look(column: Column, header: &str, known: Known, cells: &ColumnCells) -> ColumnLook {
    let dated = matches!(column, Column::DateOfBirth | Column::Opened | Column::Closed);
    ColumnLook {
        column: column.name(),
        header: shown(&cleaned(header)),
        known,
        filled: cells.filled,
        dates: dated.then_some(cells.dates),
    }
}

fn remark(header: &impl Cells, guess: &Guess) -> Option<String> {
    let rival = guess.rival.map(|at| shown(&cleaned(header.cell(at))));
    match (guess.doubtful, rival) {
        (_, Some(rival)) => Some(format!("or is it \"{rival}\"? Please check")),
        (true, None) => Some("a guess: please check".to_owned()),
        (false, None) => None,
    }
}

/// One look for all spellings of a word.
fn status_look(mut spellings: Vec<(String, usize)>, known: &Statuses) -> Option<StatusLook> {
    spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let rows = spellings.iter().map(|(_, rows)| rows).sum();
    let (word, _) = spellings.into_iter().next()?;
    let (status, leave_out) = known.read(&word);
    let status = status.to_owned();
    let how = if leave_out {
        StatusKnown::LeaveOut
    } else if known.maps(&word) {
        StatusKnown::Mapped
    } else if rank(&status) < MERGE_ORDER.len() {
        StatusKnown::Own
    } else {
        StatusKnown::Unknown
    };
    Some(StatusLook {
        likeness: (how == StatusKnown::Unknown).then(|| likeness(&word)),
        word,
        rows,
        known: how,
        status,
    })
}
