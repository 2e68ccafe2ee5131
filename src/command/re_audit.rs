//! `qaf re-audit`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// Begin the re-audit of an Inadequate audit, by a second auditor
#[derive(Debug, Args)]
pub struct ReAuditArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs it.
pub fn run(args: &ReAuditArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
