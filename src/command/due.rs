//! `qaf due`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// List what is due or overdue, from whom
#[derive(Debug, Args)]
pub struct DueArgs {}

/// Runs it.
pub fn run(args: &DueArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
