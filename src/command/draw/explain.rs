//! `qaf draw explain`.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::cli::Outcome;
use crate::draw::{self, DrawRecord};
use crate::output::Output;
use crate::render::safe::safe;

/// Say, for every auditor, why that case was picked
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The record, a file of the store's folder draws
    file: PathBuf,
}

/// Explains a record; no store is needed.
pub fn run(args: &ExplainArgs, out: &Output) -> Result<Outcome> {
    let record = DrawRecord::parse(&super::read(&args.file)?)
        .with_context(|| format!("{} is no record of a draw", args.file.display()))?;
    let mut text = String::new();
    for unit in draw::explain(&record) {
        text.push_str(&safe(&unit.to_string()));
        text.push('\n');
    }
    out.data(&text)?;
    Ok(Outcome::Done)
}
