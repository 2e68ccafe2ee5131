//! `qaf draw`.

mod chain;
mod explain;
mod verify;

use std::path::Path;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use crate::cli::Outcome;
use crate::context::{Context, Format};
use crate::output::Output;

/// Replay a draw from its record, say why each case was picked, or keep a chain of seeds
#[derive(Debug, Args)]
pub struct DrawArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Verify(verify::VerifyArgs),
    Explain(explain::ExplainArgs),
    Chain(chain::ChainArgs),
}

/// Hands on to the subcommand. `context` opens the store, for those that need one.
pub fn run(
    args: &DrawArgs,
    out: &Output,
    format: Format,
    context: impl FnOnce() -> Result<Context>,
) -> Result<Outcome> {
    match &args.what {
        What::Verify(args) => verify::run(args, out, format, context),
        What::Explain(args) => explain::run(args, out),
        What::Chain(args) => chain::run(args, out, context),
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| {
        format!(
            "{} can't be read. Name a file of the store's folder draws",
            file.display()
        )
    })
}
