//! `qaf draw`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use crate::cli::Outcome;
use crate::draw::{self, DrawRecord};
use crate::output::Output;
use crate::render::safe::safe;

/// Replay a draw from its record, or say why each case was picked
#[derive(Debug, Args)]
pub struct DrawArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Replay it all: fingerprints, tickets, ranks, passes and picks
    Verify {
        /// The record, a file of the store's folder draws
        file: PathBuf,
    },
    /// Say, for every auditor, why that case was picked
    Explain {
        /// The record, a file of the store's folder draws
        file: PathBuf,
    },
}

/// Verifies or explains a record; no store is needed.
pub fn run(args: &DrawArgs, out: &Output) -> Result<Outcome> {
    match &args.what {
        What::Verify { file } => verify(file, out),
        What::Explain { file } => explain(file, out),
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

fn verify(file: &Path, out: &Output) -> Result<Outcome> {
    match draw::verify(&read(file)?) {
        Ok(()) => {
            out.data(&format!(
                "{}: every step was replayed and comes out as recorded.\n",
                file.display()
            ))?;
            Ok(Outcome::Done)
        }
        Err(difference) => {
            let difference = difference.to_string();
            out.data(&format!(
                "{} does not verify. {}\n",
                file.display(),
                safe(&difference)
            ))?;
            Ok(Outcome::Look)
        }
    }
}

fn explain(file: &Path, out: &Output) -> Result<Outcome> {
    let record = DrawRecord::parse(&read(file)?)
        .with_context(|| format!("{} is no record of a draw", file.display()))?;
    let mut text = String::new();
    for unit in draw::explain(&record) {
        text.push_str(&safe(&unit.to_string()));
        text.push('\n');
    }
    out.data(&text)?;
    Ok(Outcome::Done)
}
