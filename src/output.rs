//! The only place that prints: data to standard output, all else to standard error.

use std::io::{self, IsTerminal, Write};

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

/// Where a command prints.
#[derive(Debug)]
pub struct Output {
    quiet: bool,
    color: Color,
}

impl Output {
    /// The process's own streams.
    pub fn new(quiet: bool, color: Color) -> Self {
        Self { quiet, color }
    }

    /// Prints data to standard output, whole.
    ///
    /// A reader that has seen enough (`| head`) is no error.
    pub fn data(&self, text: &str) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(io::Error::new(
                error.kind(),
                format!("The output could not be written: {error}."),
            )),
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
        // Nothing is left to say it on where standard error is gone.
        let _ = writeln!(io::stderr().lock(), "{}", text.as_ref());
    }

    /// Whether data on standard output is coloured.
    pub fn colour(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && io::stdout().is_terminal()
            }
        }
    }
}
