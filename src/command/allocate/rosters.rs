//! The rosters of a run: read, counted, and refused where too much of them can't be read.

use std::collections::HashMap;

use anyhow::{Result, bail};

use super::{AllocateArgs, digest};
use crate::command::roster::errors;
use crate::context::Context;
use crate::draw::record::RosterUsed;
use crate::roster::{self, Case, Roster};

/// The rosters given.
pub(super) struct Rosters {
    pub roster: Roster,
    by_id: HashMap<String, usize>,
}

impl Rosters {
    /// Reads every roster given; with none, as a replacement may be, there are no cases.
    pub fn read(args: &AllocateArgs, context: &Context) -> Result<Self> {
        let files = crate::command::roster::read_files(&args.roster)?;
        let given: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let settings = &context.store.settings;
        let roster = if given.is_empty() {
            Roster {
                cases: Vec::new(),
                files: Vec::new(),
                faults: Vec::new(),
                merged: Vec::new(),
                notes: Vec::new(),
            }
        } else {
            roster::read(
                &given,
                context.as_of,
                &settings.roster_columns,
                &settings.roster_statuses,
            )
            .or_else(|error| {
                if let Some(path) = &args.errors {
                    errors::write(path, &errors::of_files(&error), context)?;
                }
                Err(anyhow::Error::from(error))
            })?
        };
        if let Some(path) = &args.errors {
            errors::write(path, &errors::of_rows(&roster.faults), context)?;
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
        rosters.demand_readable(args.max_bad_rows.unwrap_or(settings.max_bad_rows as usize))?;
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
        bail!(
            "{unreadable} {rows} of the roster can't be read, and {most} may be left out; nothing was drawn.\n{}{more}\n\
             Mend {them} in the roster, or leave {them} out with --max-bad-rows {unreadable}. --errors FILE.csv writes a list for whoever made \
             the export.",
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
