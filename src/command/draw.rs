//! `qaf draw`.

mod certificate;
pub mod certificate_page;
mod chain;
mod draws_made;
mod draws_page;
mod explain;
mod simulate;
mod simulate_page;
mod verify;

use std::path::Path;

use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};

use crate::context::Context;
use crate::output::{Format, Outcome, Output};
use crate::store::files::{Access, create_new};
use crate::store::scan::{MOST_OF_PROGRAMS, ReadError, read_named};

/// Replay a draw, say why each case was picked, keep a year's seeds
#[derive(Debug, Args)]
pub struct DrawArgs {
    #[command(subcommand)]
    what: DrawCommand,
}

#[derive(Debug, Subcommand)]
enum DrawCommand {
    Verify(verify::VerifyArgs),
    Explain(explain::DrawExplainArgs),
    Chain(chain::ChainArgs),
    Certificate(certificate::CertificateArgs),
    Simulate(simulate::SimulateArgs),
    History(draws_made::DrawHistoryArgs),
}

/// Hands on to the subcommand.
///
/// A record needs no store to be replayed; `open` opens one for those that do.
pub fn run(
    args: &DrawArgs,
    out: &Output,
    format: Format,
    open: impl FnOnce() -> Result<Context>,
) -> Result<Outcome> {
    match &args.what {
        DrawCommand::Verify(args) => verify::run(args, out, format, open),
        DrawCommand::Explain(args) => explain::run(args, out),
        DrawCommand::Chain(args) => chain::run(args, out, open),
        DrawCommand::Certificate(args) => certificate::run(args, out, format),
        DrawCommand::Simulate(args) => simulate::run(args, &open()?.sent(&args.to)?),
        DrawCommand::History(args) => draws_made::run(args, &open()?.sent(&args.to)?),
    }
}

pub(in crate::command) fn read(file: &Path) -> Result<Vec<u8>> {
    read_named(file, MOST_OF_PROGRAMS).map_err(|why| not_read(&why))
}

fn not_read(why: &ReadError) -> anyhow::Error {
    anyhow!("{why}. Name a file of the store's folder draws")
}

/// Writes a text to a new file, or prints it where none is named.
fn hand_out(text: &str, output: Option<&Path>, out: &Output) -> Result<()> {
    match output {
        Some(path) => {
            create_new(path, text.as_bytes(), Access::default())?;
            out.say(format!("Written: {}", path.display()));
        }
        None => out.data(text)?,
    }
    Ok(())
}
