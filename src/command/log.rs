//! `qaf log`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// Note in an audit's log what happened: received, returned, sent, saved and so on
#[derive(Debug, Args)]
pub struct LogArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs it.
pub fn run(args: &LogArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
