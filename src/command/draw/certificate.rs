//! `qaf draw certificate`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;

use super::certificate_page as page;
use crate::draw::certificate::certificate;
use crate::output::{Format, Outcome, Output, by_ending};
use crate::store::draws::records_at;
use crate::store::scan::{MOST_OF_PROGRAMS, read_named};

/// Make a page for the minutes: what was drawn, for whom and by whom, and how anybody can check it
///
/// It names children by their ids alone. The page carries a script of a few lines that replays the draw without qaf.
#[derive(Debug, Args)]
pub struct CertificateArgs {
    /// The record, a file of the store's folder draws
    #[arg(required_unless_present = "script")]
    file: Option<PathBuf>,
    /// Write it to this new file; a name that ends in .html or .md chooses the format
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only the script that replays a record: python3 replay.py RECORD
    #[arg(long, conflicts_with = "file")]
    script: bool,
}

/// Makes the page; no store is needed. Of a record that does not replay the page says so, and the status is 1.
pub fn run(args: &CertificateArgs, out: &Output, format: Format) -> Result<Outcome> {
    let Some(file) = &args.file else {
        super::hand_out(page::SCRIPT, args.output.as_deref(), out)?;
        return Ok(Outcome::Done);
    };
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    let made = certificate(&name, &crate::command::draw::read(file)?, &beside(file))
        .map_err(|why| anyhow!("{} is no record of a draw. {why}", file.display()))?;
    let text = match by_ending(format, args.output.as_deref(), ".html, .md")? {
        Format::Html => page::html(&made).context("The page could not be made")?,
        Format::Text | Format::Md => page::md(&made),
        _ => {
            bail!(
                "draw certificate prints html or md; choose one of these with --format. The record itself is for programs."
            )
        }
    };
    super::hand_out(&text, args.output.as_deref(), out)?;
    if let Some(fault) = &made.fault {
        out.warn(format!("{} does not verify. {fault}", file.display()));
        return Ok(Outcome::Look);
    }
    Ok(Outcome::Done)
}

/// The other records of the folder, as far as they can be read: the freeze that went before may be among them.
fn beside(file: &Path) -> Vec<Vec<u8>> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = records_at(folder.unwrap_or(Path::new("."))).unwrap_or_default();
    beside
        .into_iter()
        .filter(|path| path.file_name() != file.file_name())
        .filter_map(|path| read_named(&path, MOST_OF_PROGRAMS).ok())
        .collect()
}
