//! `qaf report moderation`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;

/// What to report on.
#[derive(Debug, Args)]
pub struct ModerationArgs {}

/// Prints the report.
pub fn run(args: &ModerationArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this report is still to be written.")
}
