use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::Outcome;
use crate::context::Format;
use crate::framework::Date;
use crate::output::Output;

/// Make a council of its own and go through the whole job, as a proof
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder that is to hold it
    dir: PathBuf,
}

/// Runs the demo.
pub fn run(args: &DemoArgs, _as_of: Option<Date>, _out: Output, _format: Format) -> Result<Outcome> {
    anyhow::bail!("{}", args.dir.display())
}
