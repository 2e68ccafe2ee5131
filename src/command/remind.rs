//! `qaf remind`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// Write the letters that are due, and their dates for a calendar, into a folder
#[derive(Debug, Args)]
pub struct RemindArgs {}

/// Runs it.
pub fn run(args: &RemindArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
