//! `qaf panel`.

mod convened;
mod readable;
mod reveal;
mod seated;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::context::Context;
use crate::output::Outcome;

/// Convene a moderation panel, and reveal its grades
///
/// A panel reads finished audits without their grades, grades each anew, and talks over where grades differ. It changes no
/// grade. What happens to it is logged with qaf log ID EVENT; qaf report panel says how far panels agree.
#[derive(Debug, Args)]
pub struct PanelArgs {
    #[command(subcommand)]
    what: PanelCommand,
}

#[derive(Debug, Subcommand)]
enum PanelCommand {
    New(convened::PanelNewArgs),
    Reveal(reveal::RevealArgs),
}

/// Hands on to the subcommand.
pub fn run(args: &PanelArgs, context: &Context) -> Result<Outcome> {
    match &args.what {
        PanelCommand::New(args) => convened::run(args, context),
        PanelCommand::Reveal(args) => reveal::run(args, context),
    }
}
