//! `qaf direct`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// Begin the case direction of an Inadequate audit
#[derive(Debug, Args)]
pub struct DirectArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs it.
pub fn run(args: &DirectArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
