//! `qaf report compliance`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// What to report on.
#[derive(Debug, Args)]
pub struct ComplianceArgs {}

/// Prints the report.
pub fn run(args: &ComplianceArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this report is still to be written.")
}
