//! `qaf show`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// Show the whole audit as one document, for the worker's supervision file
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs it.
pub fn run(args: &ShowArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
