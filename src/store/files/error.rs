//! Why something was not written, as sentences.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::held::is_held;

/// Why a file, a folder or a line was not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// There is a file with this name, and it was left alone.
    #[error("{} is there already and was left as it is", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A line with a line break in it was to be added to a log.
    #[error("nothing was added to {}: an entry of a log is one line, and this one holds a line break", path.display())]
    NotOneLine {
        /// The log.
        path: PathBuf,
    },
    /// It, or a folder above it, is a link.
    #[error(
        "{} is a link, and qaf writes through none: what it wrote would lie where nobody reads it. Put the file or \
         folder itself in its place",
        path.display()
    )]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A folder, or a thing that only looks like a file, stands in a file's place.
    #[error("{} is no file, so nothing was written to it. Restore the file from a copy", path.display())]
    NotAFile {
        /// What stands there.
        path: PathBuf,
    },
    /// With a further line a log could not be read any more.
    #[error(
        "{} has no room for this: a log may have 1 MiB, or it could not be read again. Shorten the longest notes in \
         it, keep their whole text elsewhere, and run the command again",
        path.display()
    )]
    NoRoom {
        /// The log.
        path: PathBuf,
    },
    /// Somebody else has saved the file since it was read.
    #[error("{} was saved by somebody else meanwhile, and was left as it is", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Two people kept asking for the same numbers.
    #[error(
        "no number could be claimed in {}: others took each one first. Wait a moment and run the command again",
        path.display()
    )]
    NoNumber {
        /// The folder of the numbers.
        path: PathBuf,
    },
    /// It could not be written, and nothing is left of it.
    #[error("{} was not written: {}", path.display(), cause(why))]
    Failed {
        /// The file or folder.
        path: PathBuf,
        /// What the system said. It is told in plain words, and so it is no source to be told once more.
        why: io::Error,
    },
}

impl WriteError {
    pub(super) fn failed(path: &Path, why: io::Error) -> Self {
        Self::Failed {
            path: super::owned(path),
            why,
        }
    }

    /// Whether somebody else has saved the file meanwhile.
    pub fn is_changed(&self) -> bool {
        matches!(self, Self::Changed { .. })
    }

    /// Whether what was to be made is there already.
    pub fn is_there_already(&self) -> bool {
        matches!(self, Self::Exists { .. })
    }
}

/// What went wrong in plain words, and what to do.
pub fn cause(error: &io::Error) -> String {
    if is_held(error) {
        return HELD.to_owned();
    }
    let plain = match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full. Free some space, then run the command again",
        io::ErrorKind::QuotaExceeded => {
            "your share of the disk is used up. Free some space or ask for a larger quota, then run the command again"
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the drive can only be read. Open the store where it may be changed, then run the command again"
        }
        io::ErrorKind::PermissionDenied => {
            "you may not write there. Ask whoever looks after the folder for access, and close the file elsewhere"
        }
        io::ErrorKind::NotFound => "the folder, or the file to add to, is not there. Check the path",
        io::ErrorKind::NotADirectory => "a file stands where a folder should be. Check the path",
        io::ErrorKind::InvalidFilename => "the drive does not take this name, or the whole path is too long",
        io::ErrorKind::Unsupported => {
            "the drive has no safe way to give a new file its name. Keep the store on another drive"
        }
        _ => return format!("{error}. Check the drive, then run the command again"),
    };
    plain.to_owned()
}

/// A file that stayed held by another program.
const HELD: &str = "another program has it open and keeps it to itself. Close it there, Word and Excel first, then run the \
                    command again";

/// Why the store could not be locked.
#[derive(Debug, Error)]
pub enum LockError {
    /// Somebody else kept it locked for the whole wait.
    #[error(
        "somebody else is using the store: {} has been locked for {waited} seconds. Run the command again when they are done",
        path.display()
    )]
    Busy {
        /// The lock file.
        path: PathBuf,
        /// How long qaf waited.
        waited: u64,
    },
    /// The drive knows no locks.
    #[error(
        "the drive of {} knows no locks ({why}), so qaf can't tell whether somebody else is allocating. Make sure \
         that nobody is, then run the command again with --no-lock",
        path.display()
    )]
    NoLocks {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The lock file could not be opened.
    #[error(transparent)]
    File(#[from] WriteError),
}
