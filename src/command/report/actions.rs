//! `qaf report actions`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// What to report on.
#[derive(Debug, Args)]
pub struct ActionsArgs {}

/// Prints the report.
pub fn run(args: &ActionsArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this report is still to be written.")
}
