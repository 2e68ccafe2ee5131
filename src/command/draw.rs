//! `qaf draw`.

mod explain;
mod verify;

use std::path::Path;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use crate::cli::Outcome;
use crate::output::Output;

/// Replay a draw from its record, or say why each case was picked
#[derive(Debug, Args)]
pub struct DrawArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Verify(verify::VerifyArgs),
    Explain(explain::ExplainArgs),
}

/// Hands on to the subcommand.
pub fn run(args: &DrawArgs, out: &Output) -> Result<Outcome> {
    match &args.what {
        What::Verify(args) => verify::run(args, out),
        What::Explain(args) => explain::run(args, out),
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
