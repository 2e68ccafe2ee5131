//! Where a report goes: to standard output, to a file, or in every format to a folder.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::Format;
use crate::paper::safe::safe;

/// Where the data goes; left out: to standard output.
#[derive(Clone, Debug, Default, Args)]
pub struct Destination {
    /// Write it to this new file, in the format that its name ends in; with --all-formats, to this folder
    #[arg(long, short, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write every format that it has to the folder named with --output: all of them, or none
    #[arg(long, global = true, requires = "output")]
    all_formats: bool,
}

impl Destination {
    /// The new file.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|_| !self.all_formats)
    }

    /// The folder that gets every format.
    pub fn folder(&self) -> Option<&Path> {
        self.output.as_deref().filter(|_| self.all_formats)
    }

    /// The format to print where this one was asked for, and nothing where it is the default.
    pub fn format(&self, asked: Format) -> Result<Format> {
        if let Some(folder) = self.folder() {
            if !folder.is_dir() {
                bail!(
                    "{} is no folder. Make the folder first, or name another one with --output.",
                    safe(&folder.to_string_lossy())
                );
            }
            if asked != Format::Text {
                bail!("--all-formats writes every format; leave out --format.");
            }
        }
        let Some(file) = self.file() else {
            return Ok(asked);
        };
        let shown = file.to_string_lossy();
        if file.is_dir() {
            bail!(
                "{} is a folder. Name a file in it, such as report.html, or add --all-formats.",
                safe(&shown)
            );
        }
        let endings: Vec<String> = Format::ENDINGS.iter().map(|(_, end)| format!(".{end}")).collect();
        by_ending(asked, Some(file), &endings.join(", "))
    }
}

/// The format asked for; of a new file, where none was, the one that its name ends in. `endings` are those that a file
/// of the command may have.
pub fn by_ending(asked: Format, file: Option<&Path>, endings: &str) -> Result<Format> {
    let Some(file) = file else {
        return Ok(asked);
    };
    asked.of_file(file).or_else(|ending| {
        if ending == "pdf" {
            let in_word = if endings.contains(".docx") {
                " A document (.docx) is saved as PDF in Word."
            } else {
                ""
            };
            bail!(
                "{}: qaf makes no PDF itself. Write a page (.html), open it in a browser and print it, with \"Save as \
                 PDF\" for a printer.{in_word} The name may end in one of {endings}.",
                safe(&file.to_string_lossy()),
            );
        }
        bail!(
            "{}: qaf makes no .{} file here. Let its name end in one of {endings}, or choose the format with --format.",
            safe(&file.to_string_lossy()),
            safe(&ending),
        )
    })
}
