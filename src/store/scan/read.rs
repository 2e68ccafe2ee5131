//! Reads a file of the store, and none outside it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::store::yaml::MAX_BYTES;

/// Why a file was not read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is none.
    #[error("{0} is not there")]
    NotFound(String),
    /// It is larger than a file that people write can be.
    #[error(
        "{path} has {size} bytes and is not read: a file that people write has at most {MAX_BYTES}. Something else \
         may have been saved under its name"
    )]
    TooBig {
        /// The file, relative to the store.
        path: String,
        /// Its size.
        size: u64,
    },
    /// It, or a folder above it, is a symbolic link.
    #[error("{0} is a link or lies behind one, and qaf follows none: put the file itself in its place")]
    Link(String),
    /// The path leads out of the store.
    #[error("{0} does not lie in the store")]
    Outside(String),
    /// It is a folder, or a thing that only looks like a file.
    #[error("{0} is no file")]
    NotAFile(String),
    /// The system refused.
    #[error("{path} can't be read ({source}). Check that you may open it, then run the command again")]
    Io {
        /// The file, relative to the store.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads a file, by its path relative to the store. YAML and TOML are read up to 1 MiB.
pub fn read_file(root: &Path, path: &str) -> Result<Vec<u8>, ReadError> {
    let (place, size) = find(root, path)?;
    let too_big = |size| ReadError::TooBig {
        path: path.to_owned(),
        size,
    };
    let limit = limit(path);
    if size > limit {
        return Err(too_big(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    File::open(place)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|why| failed(path, why))?;
    // It may have grown since it was looked at.
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limit {
        Err(too_big(size))
    } else {
        Ok(bytes)
    }
}

/// The most bytes that a file may have.
fn limit(path: &str) -> u64 {
    let written_by_people = [".yaml", ".yml", ".toml"].iter().any(|end| path.ends_with(end));
    if written_by_people {
        u64::try_from(MAX_BYTES).unwrap_or(u64::MAX)
    } else {
        u64::MAX
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
        _ => ReadError::Io {
            path: path.to_owned(),
            source,
        },
    }
}
