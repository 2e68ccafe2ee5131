//! What the store's folders hold: every audit's folder with its files, and whatever else lies about.
//!
//! The result is in the order of the paths, whatever the order in which the drive lists its names. No symbolic link is
//! followed, so nothing outside the store is read.

mod around;
mod read_file;
mod stray;

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::layout::{AUDITS, KEPT, is_quarter, is_year, on_disk};
use crate::framework::AuditId;
use crate::record::FileKind;

pub use around::around;
pub use read_file::{
    MOST_OF_PEOPLE, MOST_OF_PROGRAMS, ReadError, has_ending, read_file, read_named, saved_at,
};
pub use stray::{Stray, StrayKind, copies, likeness};

/// Every audit's folder, and what else was found among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The audits' folders, by path, each audit once. A number that two audits claim stands in `strays`.
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
    /// Further folders of the same audit: which of them is right can't be told, so none is read.
    pub copies: Vec<String>,
    /// Why it can't be opened, where it can't.
    pub closed: Option<String>,
}

impl ScannedFolder {
    /// Whether nothing of an audit is in it.
    fn is_empty(&self) -> bool {
        let nothing = |stray: &Stray| stray.kind == StrayKind::EmptyFolder;
        self.files.is_empty() && self.closed.is_none() && self.strays.iter().all(nothing)
    }

    /// All folders of the audit, by path.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.path)
            .chain(&self.copies)
            .map(String::as_str)
    }

    /// Its files with their paths, relative to the store. They are not held: a store has many.
    pub fn paths(&self) -> impl Iterator<Item = (FileKind, String)> {
        let path = |kind: &FileKind| (*kind, format!("{}/{}", self.path, kind.name()));
        self.files.iter().map(path)
    }
}

impl Scan {
    /// What can't be opened or is a link, which is not followed, so that it is not known what audits it holds.
    pub fn closed(&self) -> impl Iterator<Item = &Stray> {
        let closed = |stray: &&Stray| matches!(stray.kind, StrayKind::Closed { .. } | StrayKind::Link);
        self.strays.iter().filter(closed)
    }

    /// The first of them, in which any audit may lie that is not found.
    pub fn shut(&self) -> Option<String> {
        self.closed().next().map(|stray| stray.path.clone())
    }
}

/// What to do about a folder of the store that can't be opened, or is a link.
pub fn help_with(root: &Path, folder: &str) -> &'static str {
    if fs::symlink_metadata(on_disk(root, folder)).is_ok_and(|found| found.is_symlink()) {
        "Put the folder itself in its place."
    } else {
        "Ask whoever looks after the drive for the right to open it."
    }
}

/// Lists every audit's folder of a store. One that can't be opened is named among the strays.
pub fn audit_folders(root: &Path) -> Scan {
    audit_folders_among(root, |_| true)
}

/// Lists the folders of the audits that are wanted; into those of others nobody looks.
pub fn audit_folders_among(root: &Path, mut wanted: impl FnMut(&AuditId) -> bool) -> Scan {
    let mut scan = Scan::default();
    let audits = on_disk(root, AUDITS);
    match fs::symlink_metadata(&audits) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return scan,
        Ok(found) if !found.is_dir() => {
            let kind = if found.is_symlink() {
                StrayKind::Link
            } else {
                StrayKind::Unknown
            };
            scan.strays.push(Stray::new(AUDITS, kind));
            return scan;
        }
        // What can't be looked at can't be listed, and is told so.
        Ok(_) | Err(_) => {}
    }
    let mut level = vec![AUDITS.to_owned()];
    for fits in [is_year as fn(&str) -> bool, is_quarter, |_| true] {
        level = descend(root, &level, fits, &mut scan.strays);
    }
    let found: Vec<String> = descend(root, &level, |_| true, &mut scan.strays);
    let (mut folders, strays) = sorted_out(found);
    folders.retain(|(id, _)| wanted(id));
    scan.strays.extend(strays);
    let mut folders: Vec<ScannedFolder> = folders
        .into_par_iter()
        .map(|(id, path)| folder(root, id, path))
        .collect();
    folders.sort_by(|a, b| a.path.cmp(&b.path));
    scan.folders = each_once(folders, &mut scan.strays);
    note_shared_numbers(&scan.folders, &mut scan.strays);
    scan.strays.sort();
    scan
}

/// Each audit once, by its first folder. A folder with nothing in it is no second one: programs that keep folders in
/// step leave such behind.
fn each_once(folders: Vec<ScannedFolder>, strays: &mut Vec<Stray>) -> Vec<ScannedFolder> {
    let mut places: BTreeMap<AuditId, usize> = BTreeMap::new();
    let mut once: Vec<ScannedFolder> = Vec::with_capacity(folders.len());
    for folder in folders {
        let Some(place) = places.get(&folder.id) else {
            places.insert(folder.id.clone(), once.len());
            once.push(folder);
            continue;
        };
        let first = &mut once[*place];
        if folder.is_empty() {
            strays.extend(folder.strays);
        } else if first.is_empty() {
            strays.append(&mut first.strays);
            *first = folder;
        } else {
            first.copies.push(folder.path);
        }
    }
    once.sort_by(|a, b| a.path.cmp(&b.path));
    once
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
) -> Vec<String> {
    let listed: Vec<_> = level.par_iter().map(|path| (path, list(root, path))).collect();
    let mut below = Vec::new();
    for (path, entries) in listed {
        let entries = entries.unwrap_or_else(|why| {
            let kind = StrayKind::Closed { why: why.to_string() };
            strays.push(Stray::new(path, kind));
            Vec::new()
        });
        for entry in entries {
            match entry.what {
                FoundUnder::Folder if fits(&entry.name) => below.push(entry.path),
                FoundUnder::Folder | FoundUnder::File => {
                    strays.extend(stray::between(&entry.name, entry.path));
                }
                FoundUnder::Link => strays.push(Stray::new(entry.path, StrayKind::Link)),
                FoundUnder::NoText => strays.push(Stray::new(entry.path, StrayKind::NoText)),
                FoundUnder::Other => strays.push(Stray::new(entry.path, StrayKind::Unknown)),
            }
        }
    }
    below
}

/// One audit's folder, looked at by itself.
pub fn audit_folder(root: &Path, id: AuditId, path: String) -> ScannedFolder {
    folder(root, id, path)
}

/// One audit's folder.
fn folder(root: &Path, id: AuditId, path: String) -> ScannedFolder {
    let mut files = Vec::new();
    let mut strays = Vec::new();
    let mut empty = true;
    let (entries, closed) = match list(root, &path) {
        Ok(entries) => (entries, None),
        Err(why) => (Vec::new(), Some(why.to_string())),
    };
    let mut names = Vec::new();
    for entry in entries {
        if stray::is_the_systems(&entry.name) {
            continue;
        }
        empty = false;
        match (entry.what, FileKind::parse(&entry.name)) {
            // A link, a folder or a pipe under the name of a file is that file, which can't be read: it is not as if
            // there were none.
            (FoundUnder::File | FoundUnder::Folder | FoundUnder::Link | FoundUnder::Other, Some(kind)) => {
                files.push(kind);
                names.push(entry.name);
            }
            (FoundUnder::Folder, None) if entry.name == KEPT => {}
            (FoundUnder::File, None) => names.push(entry.name),
            (FoundUnder::Link, None) => strays.push(Stray::new(entry.path, StrayKind::Link)),
            (FoundUnder::NoText, _) => strays.push(Stray::new(entry.path, StrayKind::NoText)),
            (FoundUnder::Folder | FoundUnder::Other, None) => {
                strays.push(Stray::new(entry.path, StrayKind::Unknown));
            }
        }
    }
    strays.extend(stray::beside(&path, &names));
    if empty && closed.is_none() {
        strays.push(Stray::new(path.clone(), StrayKind::EmptyFolder));
    }
    files.sort();
    files.shrink_to_fit();
    strays.sort();
    ScannedFolder {
        id,
        path,
        files,
        strays,
        copies: Vec::new(),
        closed,
    }
}

/// Notes every folder whose number another audit has already.
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
struct FolderEntry {
    name: String,
    path: String,
    what: FoundUnder,
}

/// What stands under a name.
#[derive(Clone, Copy)]
enum FoundUnder {
    File,
    Folder,
    Link,
    /// Anything whose name is no text.
    NoText,
    Other,
}

impl FolderEntry {
    /// Whether its name is a text.
    fn is_text(&self) -> bool {
        !matches!(self.what, FoundUnder::NoText)
    }
}

fn list(root: &Path, path: &str) -> io::Result<Vec<FolderEntry>> {
    fs::read_dir(on_disk(root, path))?
        .map(|entry| entry.map(|entry| listed(path, &entry)))
        .collect()
}

fn listed(path: &str, entry: &DirEntry) -> FolderEntry {
    let name = entry.file_name();
    let what = match entry.file_type() {
        _ if name.to_str().is_none() => FoundUnder::NoText,
        Ok(kind) if kind.is_symlink() => FoundUnder::Link,
        Ok(kind) if kind.is_dir() => FoundUnder::Folder,
        Ok(kind) if kind.is_file() => FoundUnder::File,
        _ => FoundUnder::Other,
    };
    // What can be shown of a name that is no text names the stray.
    let name = name.to_string_lossy().into_owned();
    FolderEntry {
        path: format!("{path}/{name}"),
        name,
        what,
    }
}

#[cfg(test)]
mod tests;
