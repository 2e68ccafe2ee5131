//! `qaf report team`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// What to report on.
#[derive(Debug, Args)]
pub struct TeamArgs {
    /// The team's name
    #[arg(value_name = "NAME")]
    name: String,
}

/// Prints the report.
pub fn run(args: &TeamArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this report is still to be written.")
}
