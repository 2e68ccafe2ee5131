//! `qaf draw verify`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::Outcome;
use crate::draw;
use crate::output::Output;
use crate::render::safe::safe;

/// Replay it all: fingerprints, tickets, ranks, passes and picks
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The record, a file of the store's folder draws
    file: PathBuf,
}

/// Replays a record; no store is needed.
pub fn run(args: &VerifyArgs, out: &Output) -> Result<Outcome> {
    let file = args.file.display();
    match draw::verify(&super::read(&args.file)?) {
        Ok(()) => {
            out.data(&format!(
                "{file}: every step was replayed and comes out as recorded.\n"
            ))?;
            Ok(Outcome::Done)
        }
        Err(difference) => {
            let difference = difference.to_string();
            out.data(&format!("{file} does not verify. {}\n", safe(&difference)))?;
            Ok(Outcome::Look)
        }
    }
}
