//! What the store's folders hold: every audit's folder with its files, and whatever else lies about.
//!
//! The result is in the order of the paths, whatever the order in which the drive lists its names. No symbolic link is
//! followed, so nothing outside the store is read.

mod read;
mod stray;

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use thiserror::Error;

use super::layout::{AUDITS, KEPT, is_quarter, is_year, on_disk};
use crate::framework::AuditId;
use crate::record::FileKind;

pub use read::{MOST_OF_PEOPLE, MOST_OF_PROGRAMS, ReadError, read_file, read_named};
pub use stray::{Stray, StrayKind, copies, likeness};

/// Every audit's folder, and what else was found among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The audits' folders, by path. A number that two folders claim stands here twice, and in `strays`.
    pub folders: Vec<ScannedFolder>,
    /// What lies between the folders, by path.
    pub strays: Vec<Stray>,
}

/// The folder of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannedFolder {
    /// The audit, by the folder's name.
    pub id: AuditId,
    /// The folder, relative to the store, with `/`.
    pub path: String,
    /// The files of an audit that are there, in the order of [`FileKind`].
    pub files: Vec<FileKind>,
    /// What else lies in it, by path.
    pub strays: Vec<Stray>,
}

impl ScannedFolder {
    /// Its files with their paths, relative to the store. They are not held: a store has many.
    pub fn paths(&self) -> impl Iterator<Item = (FileKind, String)> {
        let path = |kind: &FileKind| (*kind, format!("{}/{}", self.path, kind.name()));
        self.files.iter().map(path)
    }
}

/// A folder that could not be listed.
#[derive(Debug, Error)]
#[error("{} can't be listed ({source}). Check that you may open it, then run the command again", path.display())]
pub struct ScanError {
    /// The folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Lists every audit's folder of a store.
///
/// A folder that can't be listed is an error, for figures without it would be wrong.
pub fn audit_folders(root: &Path) -> Result<Scan, ScanError> {
    let mut scan = Scan::default();
    let audits = on_disk(root, AUDITS);
    match fs::symlink_metadata(&audits) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(scan),
        Err(source) => return Err(ScanError { path: audits, source }),
        Ok(found) if !found.is_dir() => {
            let kind = if found.is_symlink() {
                StrayKind::Link
            } else {
                StrayKind::Unknown
            };
            scan.strays.push(Stray::new(AUDITS, kind));
            return Ok(scan);
        }
        Ok(_) => {}
    }
    let mut level = vec![AUDITS.to_owned()];
    for fits in [is_year as fn(&str) -> bool, is_quarter, |_| true] {
        level = descend(root, &level, fits, &mut scan.strays)?;
    }
    let found: Vec<String> = descend(root, &level, |_| true, &mut scan.strays)?;
    let (folders, strays) = sorted_out(found);
    scan.strays.extend(strays);
    scan.folders = folders
        .into_par_iter()
        .map(|(id, path)| folder(root, id, path))
        .collect::<Result<_, _>>()?;
    scan.folders.sort_by(|a, b| a.path.cmp(&b.path));
    note_shared_numbers(&scan.folders, &mut scan.strays);
    scan.strays.sort();
    Ok(scan)
}

/// Parts the folders that are named by an id from those that are not.
fn sorted_out(found: Vec<String>) -> (Vec<(AuditId, String)>, Vec<Stray>) {
    let mut folders = Vec::new();
    let mut strays = Vec::new();
    for path in found {
        match path.rsplit('/').next().and_then(|name| name.parse().ok()) {
            Some(id) => folders.push((id, path)),
            None => strays.push(Stray::new(path, StrayKind::NotAnId)),
        }
    }
    (folders, strays)
}

/// The folders within each of `level`; those whose name does not fit, and all that are no folders, are strays.
fn descend(
    root: &Path,
    level: &[String],
    fits: impl Fn(&str) -> bool + Sync,
    strays: &mut Vec<Stray>,
) -> Result<Vec<String>, ScanError> {
    let listed: Vec<Vec<Listed>> = level
        .par_iter()
        .map(|path| list(root, path))
        .collect::<Result<_, _>>()?;
    let mut below = Vec::new();
    for entry in listed.into_iter().flatten() {
        match entry.what {
            What::Folder if fits(&entry.name) => below.push(entry.path),
            What::Folder | What::File => strays.extend(stray::between(&entry.name, entry.path)),
            What::Link => strays.push(Stray::new(entry.path, StrayKind::Link)),
            What::Other => strays.push(Stray::new(entry.path, StrayKind::Unknown)),
        }
    }
    Ok(below)
}

/// One audit's folder.
fn folder(root: &Path, id: AuditId, path: String) -> Result<ScannedFolder, ScanError> {
    let mut files = Vec::new();
    let mut strays = Vec::new();
    let mut empty = true;
    let mut names = Vec::new();
    for entry in list(root, &path)? {
        if stray::is_the_systems(&entry.name) {
            continue;
        }
        empty = false;
        match (entry.what, FileKind::parse(&entry.name)) {
            (What::File, Some(kind)) => {
                files.push(kind);
                names.push(entry.name);
            }
            (What::Folder, None) if entry.name == KEPT => {}
            (What::File, None) => names.push(entry.name),
            (What::Link, _) => strays.push(Stray::new(entry.path, StrayKind::Link)),
            (What::Folder | What::Other, _) => strays.push(Stray::new(entry.path, StrayKind::Unknown)),
        }
    }
    strays.extend(stray::beside(&path, &names));
    if empty {
        strays.push(Stray::new(path.clone(), StrayKind::EmptyFolder));
    }
    files.sort();
    files.shrink_to_fit();
    strays.sort();
    Ok(ScannedFolder {
        id,
        path,
        files,
        strays,
    })
}

/// Notes every folder whose number another one has already.
fn note_shared_numbers(folders: &[ScannedFolder], strays: &mut Vec<Stray>) {
    let mut by_number: Vec<&ScannedFolder> = folders.iter().collect();
    by_number.sort_by_key(|folder| folder.id.number());
    let mut first: Option<&ScannedFolder> = None;
    for folder in by_number {
        match first.filter(|first| first.id.number() == folder.id.number()) {
            Some(first) => {
                let kind = StrayKind::SharedNumber {
                    first: first.path.clone(),
                };
                strays.push(Stray::new(folder.path.clone(), kind));
            }
            None => first = Some(folder),
        }
    }
}

/// A name in a folder.
struct Listed {
    name: String,
    path: String,
    what: What,
}

/// What stands under a name.
#[derive(Clone, Copy)]
enum What {
    File,
    Folder,
    Link,
    Other,
}

fn list(root: &Path, path: &str) -> Result<Vec<Listed>, ScanError> {
    let folder = on_disk(root, path);
    let listed = || -> io::Result<Vec<Listed>> {
        fs::read_dir(&folder)?
            .map(|entry| entry.and_then(|entry| listed(path, &entry)))
            .collect()
    };
    listed().map_err(|source| ScanError { path: folder, source })
}

fn listed(path: &str, entry: &DirEntry) -> io::Result<Listed> {
    // A name that is no text can't be one of ours; what can be shown of it names the stray.
    let name = entry.file_name().to_string_lossy().into_owned();
    let kind = entry.file_type()?;
    let what = match kind {
        kind if kind.is_symlink() => What::Link,
        kind if kind.is_dir() => What::Folder,
        kind if kind.is_file() => What::File,
        _ => What::Other,
    };
    Ok(Listed {
        path: format!("{path}/{name}"),
        name,
        what,
    })
}

#[cfg(test)]
mod tests;
