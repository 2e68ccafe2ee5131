//! `qaf appreciate`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// Begin a note on good practice beside an audit
#[derive(Debug, Args)]
pub struct AppreciateArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs it.
pub fn run(args: &AppreciateArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this command is still to be written.")
}
