//! `qaf report coverage`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// What to report on.
#[derive(Debug, Args)]
pub struct CoverageArgs {}

/// Prints the report.
pub fn run(args: &CoverageArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this report is still to be written.")
}
