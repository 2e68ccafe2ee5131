//! `qaf man`.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{Args, Command};
use clap_mangen::Man;

use crate::output::{Outcome, Output};
use crate::paper::count;
use crate::store::files::{NewFolder, WriteError};

/// Write the manual, a page a command, for man
///
/// qaf.1 has all commands, and each has a page of its own, such as qaf-report-quarterly.1, with what its --help says. Read one
/// with man -l qaf.1, or copy them to a man1 folder of your system.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The new folder that is to hold the pages
    dir: PathBuf,
}

/// Writes a page for this command and each below it, all of them or none.
pub fn run(args: &ManArgs, command: Command, out: &Output) -> Result<Outcome> {
    let refused = |why: WriteError| {
        if why.is_there_already() {
            anyhow!(
                "{} is there already; name a new folder. Nothing was written.",
                args.dir.display()
            )
        } else {
            anyhow!("{why}. Nothing was written.")
        }
    };
    let new = NewFolder::begin(&args.dir).map_err(refused)?;
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let pages = pages(&command)?;
    for (name, page) in &pages {
        new.file(name).map_err(refused)?.write_all(page)?;
    }
    new.finish().map_err(refused)?;
    out.say(format!(
        "{} in {}.",
        count(pages.len(), "page", "pages"),
        args.dir.display()
    ));
    Ok(Outcome::Done)
}

/// The pages of a command and of those below it, by the names of their files.
fn pages(command: &Command) -> Result<Vec<(String, Vec<u8>)>> {
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    // The manual's own words for what stands beneath a command's help.
    let beneath = if command.get_name() == "qaf" {
        ".SH \"EXIT STATUS\"\n"
    } else {
        ".SH \"NOTES AND EXAMPLES\"\n.nf\n"
    };
    let page = String::from_utf8(page)?.replace(".SH EXTRA\n", beneath);
    let mut all = vec![(man.get_filename(), page.into_bytes())];
    for below in command.get_subcommands() {
        all.extend(pages(below)?);
    }
    Ok(all)
}
