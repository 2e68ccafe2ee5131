//! The `qaf` command.

use std::process::ExitCode;

use clap::Parser;
use qaf::cli::Cli;

fn main() -> ExitCode {
    qaf::cli::run(Cli::parse())
}
