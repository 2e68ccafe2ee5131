//! The only place that prints: data to standard output, all else to standard error.

mod destination;
mod format;
pub mod typed;

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::paper::TextStyle;
use crate::paper::wrap::fitted;
use crate::store::files::{Access, WriteError, create_all_new};

pub use destination::{Destination, by_ending};
pub use format::Format;

/// What a command that ran came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, nothing to look at.
    Done,
    /// Done, and there is something to look at.
    Look,
}

impl Outcome {
    /// That there is something to look at, or not.
    pub fn look_if(there_is: bool) -> Self {
        if there_is { Self::Look } else { Self::Done }
    }
}

/// Whether output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// Where a terminal reads along and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The output could not be written, be it data or the message of what was done.
#[derive(Debug, Error)]
#[error("The output could not be written: {0}.")]
struct Unwritten(String);

/// Whether an error is that the output could not be written.
pub fn is_unwritten(error: &anyhow::Error) -> bool {
    let inner = |cause: &(dyn std::error::Error + 'static)| {
        let error = cause.downcast_ref::<io::Error>()?;
        error.get_ref()?.downcast_ref::<Unwritten>().map(|_| ())
    };
    error.chain().any(|cause| inner(cause).is_some())
}

/// Where a command prints.
#[derive(Clone, Debug)]
pub struct Output {
    quiet: bool,
    unseen: bool,
    color: Color,
    to: Destination,
    access: Access,
}

impl Output {
    /// The process's own streams.
    pub fn new(quiet: bool, color: Color) -> Self {
        Self {
            quiet,
            unseen: false,
            color,
            to: Destination::default(),
            access: Access::default(),
        }
    }

    /// Nowhere: of a command that is run inside another one, which says itself what was done.
    pub fn unseen() -> Self {
        Self {
            unseen: true,
            ..Self::new(true, Color::Never)
        }
    }

    /// The same, with the data sent elsewhere; a file that is made is for those whom `access` names.
    #[must_use]
    pub fn sent(self, to: Destination, access: Access) -> Self {
        Self { to, access, ..self }
    }

    /// The folder that gets every format, where the command line named one.
    pub fn folder(&self) -> Option<&Path> {
        self.to.folder()
    }

    /// Prints data to standard output or to the file that was named, whole.
    ///
    /// A reader that has seen enough (`| head`) is no error.
    pub fn data(&self, text: &str) -> io::Result<()> {
        self.whole(text.as_bytes())
    }

    /// Prints text for people, whole, in lines that fit a terminal.
    pub fn text(&self, text: &str) -> io::Result<()> {
        self.data(&fitted(text, TextStyle::default().width))
    }

    /// Prints what was done, whole; where standard output can't be written to, it is said on standard error, as it is
    /// done all the same.
    pub fn told(&self, text: &str) -> io::Result<()> {
        let printed = self.whole(text.as_bytes());
        if printed.is_err() {
            self.warn(text.trim_end());
        }
        printed
    }

    /// Prints data of this format, whole. What is no text is not sent to a terminal, which it would
    /// only upset.
    pub fn bytes(&self, bytes: &[u8], format: Format) -> io::Result<()> {
        match format.ending() {
            Some(ending) if format.is_binary() && self.is_to_terminal() => Err(io::Error::other(format!(
                "Data of the format {ending} is no text; send it to a file: --output report.{ending}"
            ))),
            _ => self.whole(bytes),
        }
    }

    /// Makes these files, all of them or none, and says which. One that is there with the same bytes is left.
    pub fn files(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        let new =
            create_all_new(files, self.access).map_err(|why| io::Error::other(refusal(&why, files.len())))?;
        for ((path, _), is_new) in files.iter().zip(new) {
            let path = crate::paper::safe::safe(&path.to_string_lossy()).into_owned();
            self.say(if is_new {
                format!("Written: {path}")
            } else {
                format!("There already, and the same: {path}")
            });
        }
        Ok(())
    }

    /// Whether data goes to a file or to a folder.
    pub fn is_to_files(&self) -> bool {
        self.to.file().or(self.folder()).is_some()
    }

    fn is_to_terminal(&self) -> bool {
        self.to.file().is_none() && io::stdout().is_terminal()
    }

    fn whole(&self, bytes: &[u8]) -> io::Result<()> {
        if let Some(file) = self.to.file() {
            return self.files(&[(file.to_owned(), bytes.to_vec())]);
        }
        if self.folder().is_some() {
            return Err(io::Error::other(
                "This is not made in every format. Name a file with --output, and leave out --all-formats.",
            ));
        }
        if self.unseen {
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(io::Error::new(error.kind(), Unwritten(error.to_string()))),
            Ok(()) => Ok(()),
        }
    }

    /// Says something beside the data, unless asked to be quiet.
    pub fn say(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.warn(text);
        }
    }

    /// Whether it was asked to say nothing beside the data.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says something that must be seen.
    pub fn warn(&self, text: impl AsRef<str>) {
        let stderr = io::stderr();
        let text = if stderr.is_terminal() {
            Cow::Owned(fitted(text.as_ref(), TextStyle::default().width))
        } else {
            Cow::Borrowed(text.as_ref())
        };
        // Nothing is left to say it on where standard error is gone.
        let _ = writeln!(stderr.lock(), "{text}");
    }

    /// Whether data on standard output is coloured.
    pub fn colour(&self) -> bool {
        match self.color {
            // A file is read by programs that show the codes of colours as they are.
            _ if self.is_to_files() => false,
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && self.is_to_terminal(),
        }
    }
}

/// Why not every one of so many files was made, and what to do.
fn refusal(why: &WriteError, files: usize) -> String {
    if why.is_there_already() {
        format!(
            "{why}, because what it holds differs. Move it away, or name another place with --output; nothing was written."
        )
    } else if files == 1 {
        format!("{why}.")
    } else {
        format!("{why}. Nothing was written.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_files_it_is_said_that_none_was_written() {
        let told = |files| {
            let why = WriteError::Exists {
                path: PathBuf::from("page.html"),
            };
            let there = refusal(&why, files);
            assert!(there.ends_with("nothing was written."), "{there}");
            let why = WriteError::Failed {
                path: PathBuf::from("page.html"),
                why: io::ErrorKind::StorageFull.into(),
            };
            refusal(&why, files)
        };
        assert!(told(1).contains("was not written") && !told(1).contains("Nothing was written."));
        assert!(told(2).ends_with(" Nothing was written."));
    }
}
