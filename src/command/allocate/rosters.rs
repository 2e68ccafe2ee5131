//! The rosters of a run: read, counted, and refused where too much of them can't be read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::AllocateArgs;
use crate::command::roster_errors;
use crate::command::waiting;
use crate::context::Context;
use crate::draw::Digest;
use crate::draw::record::RosterUsed;
use crate::framework::Date;
use crate::paper::safe::safe;
use crate::roster::{self, Case, Roster, RowFault};

/// The rosters given.
pub(in crate::command) struct Rosters {
    pub roster: Roster,
    by_id: HashMap<String, usize>,
}

impl Rosters {
    /// Reads every roster given as it is on a day; with none there are no cases.
    pub fn read(args: &AllocateArgs, as_of: Date, context: &Context) -> Result<Self> {
        Self::of_files(
            &args.roster,
            args.max_bad_rows,
            args.errors.as_deref(),
            as_of,
            context,
        )
    }

    /// Reads these files as they are on a day; `most` rows of them may be unreadable, else as `qaf.toml` says. Their
    /// faults are listed in the file `faults`, where one is named.
    pub fn of_files(
        paths: &[PathBuf],
        most: Option<usize>,
        faults: Option<&Path>,
        as_of: Date,
        context: &Context,
    ) -> Result<Self> {
        let files = crate::command::roster::read_files(paths, "roster")?;
        let given: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let settings = &context.store.settings;
        let roster = if given.is_empty() {
            Roster::default()
        } else {
            let read = || roster::read(&given, as_of, &settings.roster_columns, &settings.roster_statuses);
            waiting::shown("Reading the roster", &context.out, read).or_else(|error| {
                if let Some(path) = faults {
                    roster_errors::write(path, &roster_errors::of_files(&error), context)?;
                }
                Err(anyhow::Error::from(error))
            })?
        };
        if let Some(path) = faults {
            roster_errors::write(path, &roster_errors::of_rows(&roster.faults), context)?;
        }
        let rosters = Self {
            by_id: roster
                .cases
                .iter()
                .enumerate()
                .map(|(at, case)| (crate::draw::pool::case_id(case), at))
                .collect(),
            roster,
        };
        rosters.demand_readable(most.unwrap_or(settings.max_bad_rows as usize))?;
        Ok(rosters)
    }

    fn demand_readable(&self, most: usize) -> Result<()> {
        let unreadable: usize = self.roster.files.iter().map(|file| file.unreadable).sum();
        if unreadable <= most {
            return Ok(());
        }
        let shown: Vec<String> = self
            .roster
            .faults
            .iter()
            .take(20)
            .map(|fault| format!("  {fault}"))
            .collect();
        let more = self.roster.faults.len().saturating_sub(20);
        let more = if more > 0 {
            format!("\n  and {more} more")
        } else {
            String::new()
        };
        let (rows, them) = if unreadable == 1 {
            ("row", "it")
        } else {
            ("rows", "them")
        };
        // Where the month comes first, the rows that can be read are no better than those that can't.
        let help = if self.roster.faults.iter().any(RowFault::shows_months_first) {
            "Have the list exported again with dates as 2026-03-31; it would not help to leave these rows out, as the dates \
             of the others may be read wrongly too."
                .to_owned()
        } else {
            format!("Mend {them} in the roster, or leave {them} out with --max-bad-rows {unreadable}.")
        };
        // What else was seen of the list is mended with the same hand.
        let mut notes = String::new();
        for note in &self.roster.notes {
            notes.extend(["\n  ", &safe(note)]);
        }
        bail!(
            "{unreadable} {rows} of the roster can't be read, and {most} may be left out; nothing was drawn.\n{}{more}{notes}\n\
             {help} --errors FILE.csv writes a list for whoever made the export.",
            shown.join("\n")
        )
    }

    /// The case with this id, as the draw knows it.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.by_id.get(id).map(|at| &self.roster.cases[*at])
    }

    /// The rosters as a record names them.
    pub fn used(&self) -> Vec<RosterUsed> {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        self.roster
            .files
            .iter()
            .map(|file| RosterUsed {
                children: count(file.children),
                file: file.file.clone(),
                layout: file.layout.as_str().to_owned(),
                rows: count(file.rows),
                sha256: digest(&file.sha256),
                unreadable: count(file.unreadable),
            })
            .collect()
    }
}

/// The digest of a roster's file, as its reader gives it.
fn digest(hex: &str) -> Digest {
    Digest::parse(hex).unwrap_or_else(|| Digest::of(hex.as_bytes()))
}
