//! The rows of a list of staff as posts: one person, one role, in one place, for a time.

use std::collections::BTreeMap;

use super::super::cell::{self, shown};
use super::super::table::Cells as _;
use super::hr_columns::{HrColumn, HrColumns};
use super::hr_rows::{HrRow, HrTable};
use super::hr_words::{HrWordKnown, WordKind, WordReader, behind_dash};
use crate::framework::name::{is_nobody, is_nothing};
use crate::framework::{Date, Person, RoleId, Service, Team};

/// A row that is in no person.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// The row, as a spreadsheet counts.
    pub row: usize,
    /// Whom it names, as messages show it; may be empty.
    pub name: String,
    /// Why, in words that read on from "row 7".
    pub why: String,
    /// Whether somebody should look: not where the council has said so itself, nor where nobody is named.
    pub to_see_to: bool,
}

/// A post: a row that was understood.
pub(super) struct Post {
    pub(super) row: usize,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    /// The HR system's number of the person; empty where there is none.
    pub(super) number: String,
    /// One, or several with `;` between.
    pub(super) roles: Vec<RoleId>,
    pub(super) services: Vec<Service>,
    pub(super) teams: Vec<Team>,
    pub(super) manager: Option<String>,
    pub(super) tier: Option<u32>,
    pub(super) bg: Option<u32>,
    pub(super) started: Option<Date>,
    pub(super) left: Option<Date>,
    pub(super) probation_ends: Option<Date>,
    pub(super) email: Option<String>,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct PostsRead {
    /// The titles of the rows that name somebody.
    pub(super) titles: Vec<String>,
    /// The words for a service of those rows whose title is understood.
    pub(super) services: Vec<String>,
    pub(super) posts: Vec<Post>,
    pub(super) people: Vec<Person>,
    pub(super) left_out: Vec<LeftOut>,
    /// What is to be seen to, in sentences.
    pub(super) doubts: Vec<String>,
    /// What is to be known, in sentences.
    pub(super) notes: Vec<String>,
}

/// Reads every row.
pub(super) fn read(table: &HrTable, columns: &HrColumns, words: &WordReader<'_>) -> PostsRead {
    let mut read = PostsRead::default();
    let places = places(table, columns, words);
    let mut no_dates: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in &table.rows {
        let reader = RowReader {
            row,
            columns,
            words,
            places: &places,
        };
        let post = reader.post(table.header.len());
        if !matches!(&post, Err(left_out) if left_out.name.is_empty()) {
            read.titles
                .extend(reader.parts(HrColumn::Role).map(str::to_owned));
        }
        match post {
            Ok((post, faulty)) => {
                read.services
                    .extend(reader.parts(HrColumn::Service).map(str::to_owned));
                for column in faulty {
                    no_dates.entry(column.name()).or_default().push(row.number);
                }
                read.posts.push(post);
            }
            Err(left_out) => read.left_out.push(left_out),
        }
    }
    for (column, rows) in no_dates {
        let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
        read.doubts.push(format!(
            "What stands under {column} in row {} is no date, and is left empty. Write dates as 2026-03-31 or 31/03/2026.",
            rows.join(", ")
        ));
    }
    read
}

/// The teams and services that the list itself names, by which a title's second part is known for one.
fn places(table: &HrTable, columns: &HrColumns, words: &WordReader<'_>) -> Vec<String> {
    let of = |column| {
        columns
            .at(column)
            .into_iter()
            .flat_map(|at| table.rows.iter().map(move |row| row.cells.cell(at)))
    };
    let mut places: Vec<String> = of(HrColumn::Team)
        .filter(|team| !is_nothing(team))
        .map(cell::folded)
        .collect();
    places.extend(
        of(HrColumn::Role)
            .filter_map(behind_dash)
            .filter(|part| words.is_known(WordKind::Service, part))
            .map(cell::folded),
    );
    places.sort();
    places.dedup();
    places
}

struct RowReader<'r> {
    row: &'r HrRow,
    columns: &'r HrColumns,
    words: &'r WordReader<'r>,
    places: &'r [String],
}

impl RowReader<'_> {
    /// A cell's text; empty where it stands for nothing.
    fn text(&self, column: HrColumn) -> &str {
        let text = self.columns.at(column).map_or("", |at| self.row.cells.cell(at));
        if is_nothing(text) { "" } else { text }
    }

    /// The parts of a cell that holds several, `;` between.
    fn parts(&self, column: HrColumn) -> impl Iterator<Item = &str> {
        let parts = self.text(column).split(';').map(str::trim);
        parts.filter(|part| !is_nothing(part))
    }

    fn left_out(&self, name: &str, why: impl Into<String>, to_see_to: bool) -> LeftOut {
        LeftOut {
            row: self.row.number,
            name: shown(name),
            why: why.into(),
            to_see_to,
        }
    }

    /// The post, and the columns whose dates are none; else why there is none.
    fn post(&self, width: usize) -> Result<(Post, Vec<HrColumn>), LeftOut> {
        let (name, mut aliases) = self.name();
        if !self.row.cells.are_blank_from(width) {
            let why = format!("has {} cells where the header has {width}", self.row.cells.len());
            return Err(self.left_out(&name, why, true));
        }
        if name.is_empty() || is_nobody(&name) {
            return Err(self.left_out("", "names nobody", false));
        }
        let title = self.text(HrColumn::Role);
        if title.is_empty() {
            let mut words = name.split_whitespace();
            return Err(if words.any(|word| word.eq_ignore_ascii_case("total")) {
                self.left_out("", "is a total", false)
            } else {
                self.left_out(&name, "has no title", true)
            });
        }
        let roles = self.roles(&name)?;
        let mut faulty = Vec::new();
        let mut date = |column| {
            let text = self.text(column);
            let date = cell::date(text).ok();
            if date.is_none() && !text.is_empty() {
                faulty.push(column);
            }
            date
        };
        let (started, left) = (date(HrColumn::Started), date(HrColumn::Left));
        let probation_ends = date(HrColumn::ProbationEnds);
        if faulty.contains(&HrColumn::Left) {
            return Err(self.left_out(&name, "has a last day that is no date", true));
        }
        aliases.extend(self.parts(HrColumn::Aliases).map(str::to_owned));
        let login = self.text(HrColumn::Login);
        aliases.extend((!login.is_empty() && !is_nobody(login)).then(|| login.to_owned()));
        let manager = in_order(self.text(HrColumn::Manager));
        let (services, teams) = self.place(title);
        let email = self.text(HrColumn::Email);
        Ok((
            Post {
                row: self.row.number,
                name,
                aliases,
                number: self.text(HrColumn::Number).to_owned(),
                roles,
                services,
                teams,
                manager: (!manager.is_empty() && !is_nobody(&manager)).then_some(manager),
                tier: self.level(HrColumn::Tier),
                bg: self.level(HrColumn::Bg),
                started,
                left,
                probation_ends,
                email: email.contains('@').then(|| email.to_owned()),
            },
            faulty,
        ))
    }

    /// The roles that the titles stand for; all of them have to be known, but for those that the council leaves out.
    fn roles(&self, name: &str) -> Result<Vec<RoleId>, LeftOut> {
        let mut roles = Vec::new();
        for title in self.parts(HrColumn::Role) {
            match self.words.meaning(WordKind::Title, title) {
                (HrWordKnown::Name | HrWordKnown::Mapped, Some(role)) => roles.extend(RoleId::new(role)),
                (HrWordKnown::LeaveOut, _) => {}
                _ => return Err(self.left_out(name, format!("has the title \"{}\"", shown(title)), true)),
            }
        }
        if roles.is_empty() {
            return Err(self.left_out(name, "has a title that qaf.toml leaves out", false));
        }
        Ok(roles)
    }

    /// The name as `people.csv` writes it, and the other spellings.
    fn name(&self) -> (String, Vec<String>) {
        let (surname, forenames) = (self.text(HrColumn::Surname), self.text(HrColumn::Forename));
        let name = if surname.is_empty() || forenames.is_empty() {
            in_order(self.text(HrColumn::Name))
        } else {
            format!("{} {}", cased(bare(forenames)), cased(bare(surname)))
        };
        let mut aliases = Vec::new();
        let words: Vec<&str> = name.split(' ').collect();
        let last = if surname.is_empty() {
            words.last().map(|word| (*word).to_owned()).unwrap_or_default()
        } else {
            cased(bare(surname))
        };
        // A case system names most people by their first forename alone.
        let first = words.first().copied().unwrap_or_default();
        if name != format!("{first} {last}") && first != last {
            aliases.push(format!("{first} {last}"));
        }
        let known_as = cased(bare(self.text(HrColumn::KnownAs)));
        if !known_as.is_empty() && known_as != first {
            let whole = if known_as.contains(' ') {
                in_order(&known_as)
            } else {
                format!("{known_as} {last}")
            };
            aliases.push(whole);
        }
        aliases.retain(|alias| *alias != name);
        (name, aliases)
    }

    /// Service and team. Where the list has no team for the row, the second part of a title is one, if the list or the
    /// schedule knows it: `Team Manager - MASH`.
    fn place(&self, title: &str) -> (Vec<Service>, Vec<Team>) {
        let second = behind_dash(title).filter(|part| self.places.contains(&cell::folded(part)));
        let mut teams: Vec<Team> = self.parts(HrColumn::Team).filter_map(Team::new).collect();
        if teams.is_empty() {
            teams.extend(second.and_then(Team::new));
        }
        let service = |word| self.words.read(WordKind::Service, word).and_then(Service::new);
        let mut services: Vec<Service> = self.parts(HrColumn::Service).filter_map(service).collect();
        if services.is_empty() {
            services.extend(second.and_then(service));
        }
        (services, teams)
    }

    /// A level as a number, with letters before it or without: `BG12`, `12`.
    fn level(&self, column: HrColumn) -> Option<u32> {
        let digits = self
            .text(column)
            .trim_start_matches(|c: char| c.is_alphabetic())
            .trim();
        digits.parse().ok().filter(|level| (1..=99).contains(level))
    }
}

/// A name without what stands in brackets at its end: `Owen (Agency)`.
fn bare(name: &str) -> &str {
    name.split(['(', '[']).next().unwrap_or_default().trim()
}

/// `Surname, Forename` as `Forename Surname`, in usual letters.
fn in_order(name: &str) -> String {
    match bare(name).split_once(',') {
        Some((surname, forename)) if !surname.trim().is_empty() && !forename.trim().is_empty() => {
            format!("{} {}", cased(forename.trim()), cased(surname.trim()))
        }
        _ => cased(bare(name)),
    }
}

/// A name that is written in capitals, or in small letters, as names are written: `O'BRIEN-SMITH` is `O'Brien-Smith`.
fn cased(name: &str) -> String {
    let of_one_case = |is: fn(char) -> bool| name.chars().filter(|c| c.is_alphabetic()).all(is);
    if name.chars().count() < 2 || !(of_one_case(char::is_uppercase) || of_one_case(char::is_lowercase)) {
        return name.to_owned();
    }
    let mut cased = String::new();
    let mut begins = true;
    for letter in name.chars() {
        if begins {
            cased.extend(letter.to_uppercase());
        } else {
            cased.extend(letter.to_lowercase());
        }
        let after_mc = cased.rsplit([' ', '-', '\'']).next() == Some("Mc");
        begins = !letter.is_alphabetic() || after_mc;
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_people_write_them() {
        for (theirs, ours) in [
            ("UDE, VIKTOR", "Viktor Ude"),
            ("O'BRIEN-SMITH, Mary Ann", "Mary Ann O'Brien-Smith"),
            ("MCDONALD, Jo", "Jo McDonald"),
            ("van der Berg, Ida (Agency)", "Ida van der Berg"),
            ("Robin Hale", "Robin Hale"),
            ("", ""),
        ] {
            assert_eq!(in_order(theirs), ours, "{theirs}");
        }
    }
}
