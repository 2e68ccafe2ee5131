//! Which column of a list of staff holds what.

use std::collections::BTreeMap;

use super::super::cell::{folded, shown};
use super::super::clues::{Clues, Guess, LIKE_A_HEADER, NEVER, best, weight};
use super::super::columns::list;
use super::super::look::{ColumnCells, Look};
use super::super::table::Cells;
use super::hr_rows::HrTable;
use super::hr_words::{WordKind, WordReader};
use crate::store::settings::PEOPLE_COLUMNS;

/// A column of a list of staff that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HrColumn {
    Name,
    Surname,
    Forename,
    KnownAs,
    Aliases,
    Login,
    Role,
    Service,
    Team,
    Manager,
    Tier,
    Bg,
    Started,
    Left,
    ProbationEnds,
    Email,
    Number,
}

/// Every column, in the order of their names in `[people.columns]`, with the words of headers that speak for it and against it.
const COLUMNS: [(HrColumn, Clues); PEOPLE_COLUMNS.len()] = [
    (
        HrColumn::Name,
        &[
            (6, "name fullname"),
            (3, "full employee staff worker person"),
            (
                -9,
                "surname forename forenames first last given family manager supervisor team service directorate department unit \
                 cost centre center post job role title line reports user login known preferred email code",
            ),
        ],
    ),
    (
        HrColumn::Surname,
        &[
            (9, "surname lastname"),
            (5, "last family"),
            (3, "name"),
            (-9, "manager previous line"),
        ],
    ),
    (
        HrColumn::Forename,
        &[
            (9, "forename forenames firstname"),
            (5, "first given"),
            (3, "name names"),
            (-9, "manager known preferred line"),
        ],
    ),
    (HrColumn::KnownAs, &[(7, "known preferred"), (2, "as name")]),
    (HrColumn::Aliases, &[(9, "alias aliases")]),
    (
        HrColumn::Login,
        &[
            (8, "login logon username samaccountname userid"),
            (4, "network account user windows"),
            (2, "id name"),
            (-9, "manager last date"),
        ],
    ),
    (
        HrColumn::Role,
        &[
            (6, "title role jobtitle"),
            (5, "position post job designation"),
            (2, "description desc name"),
            (
                -9,
                "start end date number no id ref grade salary manager reports email status fte hours code type",
            ),
        ],
    ),
    (
        HrColumn::Service,
        &[
            (7, "service directorate"),
            (5, "department division"),
            (2, "area name"),
            (-9, "continuous start date manager years length code id"),
        ],
    ),
    (
        HrColumn::Team,
        &[
            (8, "team"),
            (5, "unit"),
            (4, "cost centre center"),
            (2, "section organisation"),
            (1, "name"),
            (-9, "manager leader code date id number no"),
        ],
    ),
    (
        HrColumn::Manager,
        &[
            (8, "manager supervisor"),
            (5, "reports line"),
            (2, "to name"),
            (-9, "team email mail id number no date title start grade post job"),
        ],
    ),
    (
        HrColumn::Tier,
        &[(9, "tier"), (4, "level management"), (-9, "date dbs")],
    ),
    (
        HrColumn::Bg,
        &[(6, "grade bg band"), (3, "pay salary"), (-9, "date step point")],
    ),
    (
        HrColumn::Started,
        &[
            (
                5,
                "start started joined hire hired commenced appointment appointed",
            ),
            (2, "date"),
            (1, "post service employment current continuous"),
            (-9, "leave leaving end probation birth review contract"),
        ],
    ),
    (
        HrColumn::Left,
        &[
            (7, "leave left leaver leaving termination"),
            (5, "end ended"),
            (2, "date"),
            (-9, "probation start birth reason annual contract maternity"),
        ],
    ),
    (
        HrColumn::ProbationEnds,
        &[
            (9, "probation probationary"),
            (2, "end ends date to"),
            (-9, "start"),
        ],
    ),
    (
        HrColumn::Email,
        &[
            (8, "email"),
            (6, "mail"),
            (3, "e"),
            (2, "work address"),
            (-9, "manager personal home"),
        ],
    ),
    (
        HrColumn::Number,
        &[
            (4, "employee staff payroll personnel assignment"),
            (3, "number no id ref"),
            (-9, "manager post cost phone telephone ni insurance"),
        ],
    ),
];

impl HrColumn {
    /// The name in `[people.columns]`.
    pub(super) fn name(self) -> &'static str {
        PEOPLE_COLUMNS[self as usize]
    }

    fn weight(self, header: &str) -> i32 {
        weight(self.name(), COLUMNS[self as usize].1, header)
    }

    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::Started | Self::Left | Self::ProbationEnds)
    }
}

/// How many cells of a row read like the header of a list of staff.
pub(super) fn resembling(row: &impl Cells) -> usize {
    let reads = |at: &usize| {
        let header = row.cell(*at);
        COLUMNS
            .iter()
            .any(|(column, _)| column.weight(header) >= LIKE_A_HEADER)
    };
    (0..row.count()).filter(reads).count()
}

/// Where each column stands.
#[derive(Debug)]
pub(super) struct HrColumns {
    at: [Option<usize>; COLUMNS.len()],
}

impl HrColumns {
    pub(super) fn at(&self, column: HrColumn) -> Option<usize> {
        self.at[column as usize]
    }

    /// Those that the list has, with their places.
    pub(super) fn all(&self) -> impl Iterator<Item = (HrColumn, usize)> {
        COLUMNS
            .iter()
            .filter_map(|(column, _)| Some((*column, self.at(*column)?)))
    }

    /// Finds them by `[people.columns]` and by qaf's own names, and guesses at the rest; returns the guesses too.
    pub(super) fn find(
        table: &HrTable,
        look: &Look,
        mapped: &BTreeMap<String, String>,
        words: &WordReader<'_>,
    ) -> Result<(Self, Vec<Guess<HrColumn>>), String> {
        let headers: Vec<String> = table.header.iter().map(|header| folded(header)).collect();
        let mut found = Self {
            at: [None; COLUMNS.len()],
        };
        for (column, _) in COLUMNS {
            let name = column.name();
            let theirs = mapped.get(name).map_or(name, String::as_str);
            found.at[column as usize] = headers.iter().position(|header| *header == folded(theirs));
        }
        let wanted: Vec<HrColumn> = COLUMNS
            .iter()
            .map(|(column, _)| *column)
            .filter(|column| found.at(*column).is_none())
            .collect();
        let taken: Vec<usize> = found.all().map(|(_, at)| at).collect();
        let free: Vec<usize> = (0..headers.len())
            .filter(|at| !taken.contains(at) && !headers[*at].is_empty())
            .collect();
        let guesses = best(&wanted, &free, |column, at| {
            column.weight(&table.header[at]) + by_cells(column, &look.columns[at], words)
        });
        for guess in &guesses {
            found.at[guess.column as usize] = Some(guess.at);
        }
        found.complete(table).map(|()| (found, guesses))
    }

    /// Whether it can be told who somebody is and what they do.
    fn complete(&self, table: &HrTable) -> Result<(), String> {
        let named = self.at(HrColumn::Name).is_some()
            || (self.at(HrColumn::Surname).is_some() && self.at(HrColumn::Forename).is_some());
        let lacks = match (named, self.at(HrColumn::Role)) {
            (true, Some(_)) => return Ok(()),
            (true, None) => "of titles (role)",
            (false, Some(_)) => "of names (name, or surname and forename)",
            (false, None) => "of names or of titles (name, or surname and forename; role)",
        };
        let headers = table.header.iter().filter(|header| !header.trim().is_empty());
        let headers = list(headers.map(|header| format!("\"{}\"", shown(header))));
        Err(format!(
            "has no column {lacks} that can be told by its header. The columns found are {headers}, in row {}. Name the \
             column in qaf.toml under [people.columns], as in role = \"its header\".",
            table.header_row
        ))
    }
}

fn by_cells(column: HrColumn, cells: &ColumnCells, words: &WordReader<'_>) -> i32 {
    let share = |fits: &dyn Fn(&str) -> bool, percent| cells.is_mostly(cells.count(fits), percent);
    let dates = cells.is_mostly(cells.dates.dates(), 60);
    let mail = share(&|word| word.contains('@'), 60);
    let numbers = cells.is_mostly(cells.numbers, 60);
    match column {
        // A last day that is spoilt is told, and not passed over: whoever left would be in post.
        _ if column.is_date() => i32::from(dates || cells.filled == 0) * 3,
        HrColumn::Email if mail => 5,
        _ if dates || mail || column == HrColumn::Email => NEVER,
        _ if cells.filled == 0 => 0,
        HrColumn::Bg | HrColumn::Tier if share(&is_level, 60) => 2,
        HrColumn::Number if cells.is_mostly(cells.words.len(), 60) => 2,
        HrColumn::Bg | HrColumn::Tier | HrColumn::Number => NEVER,
        HrColumn::Login | HrColumn::Aliases => 0,
        _ if numbers => NEVER,
        HrColumn::Role if share(&|word| words.is_known(WordKind::Title, word), 30) => 7,
        HrColumn::Role if share(&is_style, 60) => NEVER,
        HrColumn::Service if share(&|word| words.is_known(WordKind::Service, word), 30) => 6,
        HrColumn::Name | HrColumn::Manager => i32::from(cells.is_mostly(cells.like_names, 60)) * 2,
        HrColumn::Team => i32::from(cells.words.len() * 2 <= cells.filled),
        _ => 0,
    }
}

/// A grade or tier: a number of two digits at most, with letters before it or without.
fn is_level(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_alphabetic()).trim();
    digits.len() <= 2 && digits.parse::<u32>().is_ok()
}

/// What stands before a name in an address.
fn is_style(word: &str) -> bool {
    ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof"].contains(&folded(word).trim_end_matches('.'))
}
