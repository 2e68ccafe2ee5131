//! Reads a file of the store, and none outside it; or a file that the command line names. Nothing that only looks like
//! a file is opened: a pipe could be waited for, and a device read, for ever.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use thiserror::Error;

use crate::store::files::{is_held, patiently};
use crate::store::layout;
use crate::store::yaml::MAX_BYTES;

/// Why a file was not read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is none.
    #[error("{0} is not there")]
    NotFound(String),
    /// It is larger than a file that people write can be.
    #[error(
        "{path} has {size} bytes and is not read: such a file has at most {most}. Something else may have been saved \
         under its name"
    )]
    TooBig {
        /// The file, relative to the store, or as it was named.
        path: String,
        /// Its size.
        size: u64,
        /// The most that is read.
        most: u64,
    },
    /// It, or a folder above it, is a symbolic link.
    #[error("{0} is a link or lies behind one, and qaf follows none: put the file itself in its place")]
    Link(String),
    /// The path leads out of the store.
    #[error("{0} does not lie in the store")]
    Outside(String),
    /// It is a folder, or a thing that only looks like a file.
    #[error("{0} is no file that can be read: a folder, a pipe or a device stands in its place")]
    NotAFile(String),
    /// Another program keeps it to itself.
    #[error(
        "{0} can't be read: another program has it open and keeps it to itself. Close it there, then run the command again"
    )]
    Held(String),
    /// Whoever runs the program may not open it.
    #[error(
        "{0} can't be read: you may not open it. Ask whoever looks after the folder for access, then run the command again"
    )]
    Closed(String),
    /// It has the name of a device.
    #[error("{0} can't be read: Windows keeps this name for a device. Give the file another name")]
    Device(String),
    /// The system refused.
    #[error("{path} can't be read ({source}). Check that you may open it, then run the command again")]
    Io {
        /// The file, relative to the store.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

impl ReadError {
    /// What to do about it, where the message does not say.
    pub fn help(&self) -> Option<&'static str> {
        matches!(self, Self::TooBig { .. } | Self::NotAFile(_)).then_some(
            "Move it out of the store, and restore the file from a copy; the folder kept beside it may hold one.",
        )
    }

    /// Where a file of the store's own comes from, unless there is nothing wrong with the one that is there.
    pub fn restored(&self) -> &'static str {
        match self {
            Self::Held(_) | Self::Closed(_) => "",
            _ => " Restore it from a copy; qaf init in another folder makes a fresh one to copy.",
        }
    }
}

/// The most bytes of a file that people write.
pub const MOST_OF_PEOPLE: u64 = MAX_BYTES as u64;
/// The most bytes of a file that a program makes: a record of a draw, figures as issued, a Word document.
pub const MOST_OF_PROGRAMS: u64 = 64 * MOST_OF_PEOPLE;

/// Reads a file, by its path relative to the store: up to 1 MiB, and what programs make up to 64 MiB.
pub fn read_file(root: &Path, path: &str) -> Result<Vec<u8>, ReadError> {
    let (place, size) = find(root, path)?;
    whole(&place, path, size, limit(path))
}

/// When a file of the store was saved last, where the system says so.
pub fn saved_at(root: &Path, path: &str) -> Option<SystemTime> {
    let (place, _) = find(root, path).ok()?;
    fs::metadata(place).and_then(|about| about.modified()).ok()
}

/// Reads a file that the command line names, wherever it is and through whatever link, up to so many bytes.
pub fn read_named(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let shown = path.display().to_string();
    let found = fs::metadata(path).map_err(|why| failed(&shown, why))?;
    if !found.is_file() {
        return Err(ReadError::NotAFile(shown));
    }
    whole(path, &shown, found.len(), most)
}

fn whole(place: &Path, path: &str, size: u64, most: u64) -> Result<Vec<u8>, ReadError> {
    let too_big = |size| ReadError::TooBig {
        path: path.to_owned(),
        size,
        most,
    };
    if size > most {
        return Err(too_big(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let read = patiently(|| {
        bytes.clear();
        File::open(place)?
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
    });
    read.map_err(|why| failed(path, why))?;
    // It may have grown since it was looked at.
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > most {
        Err(too_big(size))
    } else {
        Ok(bytes)
    }
}

/// The most bytes that a file of the store may have.
fn limit(path: &str) -> u64 {
    let folders = [layout::DRAWS, layout::REPORTS];
    let in_them = folders
        .iter()
        .any(|folder| path.starts_with(&format!("{folder}/")));
    if in_them && has_ending(path, "json") || path == layout::DOCX_TEMPLATE {
        MOST_OF_PROGRAMS
    } else {
        MOST_OF_PEOPLE
    }
}

/// The place of a file and its size, once every step of the way is known to lie in the store.
fn find(root: &Path, path: &str) -> Result<(PathBuf, u64), ReadError> {
    let mut place = root.to_path_buf();
    let mut size = None;
    for part in path.split('/') {
        if matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0']) {
            return Err(ReadError::Outside(path.to_owned()));
        }
        place.push(part);
        let found = fs::symlink_metadata(&place).map_err(|why| failed(path, why))?;
        if found.is_symlink() {
            return Err(ReadError::Link(path.to_owned()));
        }
        size = found.is_file().then_some(found.len());
    }
    size.map(|size| (place, size))
        .ok_or_else(|| ReadError::NotAFile(path.to_owned()))
}

fn failed(path: &str, source: io::Error) -> ReadError {
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::NotFound(path.to_owned()),
        _ if cfg!(windows) && layout::is_named_as_device(path) => ReadError::Device(path.to_owned()),
        _ if is_held(&source) => ReadError::Held(path.to_owned()),
        io::ErrorKind::PermissionDenied => ReadError::Closed(path.to_owned()),
        _ => ReadError::Io {
            path: path.to_owned(),
            source,
        },
    }
}

/// Whether a path ends so behind its last dot, in whatever case: Windows knows none.
pub fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}
