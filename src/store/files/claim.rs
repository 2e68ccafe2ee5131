//! Numbers of audits, each claimed by one empty file in `ids/` and never used twice in a store, whatever its prefix.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::access::Access;
use super::error::WriteError;
use super::{create_dirs, done, sync, sync_folder};
use crate::framework::{AuditId, WorkId};
use crate::store::layout;

/// So often a number is tried before qaf gives up.
const TRIES: u32 = 10_000;

/// Claims the next free number, from `next` at least.
///
/// Two people who claim at once get different numbers, under a lock or not: a claim that turns out to share its
/// number with another is given back by both, and each tries on.
pub fn claim(ids: &Path, prefix: &str, year: u32, next: u32, access: Access) -> Result<AuditId, WriteError> {
    // Git and some programs that copy folders leave out an empty one.
    create_dirs(ids, access)?;
    let failed = |why| WriteError::failed(ids, why);
    let mut number = next.max(1).max(highest(ids).map_err(failed)?.saturating_add(1));
    for _ in 0..TRIES {
        let Some(id) = AuditId::new(prefix, year, number) else {
            let why = format!("{prefix} and {year} make no audit id");
            return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, why)));
        };
        let path = ids.join(id.to_string());
        if let Some(file) = make(&path, access).map_err(|why| WriteError::failed(&path, why))? {
            if is_alone(ids, &id).map_err(failed)? {
                done::file(&path, sync(&file).and_then(|()| sync_folder(ids)));
                return Ok(id);
            }
            fs::remove_file(&path).map_err(|why| WriteError::failed(&path, why))?;
            pause();
        }
        number = highest(ids).map_err(failed)?.max(number).saturating_add(1);
    }
    Err(WriteError::NoNumber { path: ids.into() })
}

/// Claims this very number; one that is claimed stays so.
pub fn claim_this(ids: &Path, id: &AuditId, access: Access) -> Result<(), WriteError> {
    create_dirs(ids, access)?;
    if let Some((path, file)) = make_this(ids, id, access)? {
        done::file(&path, sync(&file).and_then(|()| sync_folder(ids)));
    }
    Ok(())
}

/// As [`claim_this`], without waiting for the drive; gives what was made now.
pub(super) fn make_this(
    ids: &Path,
    id: &AuditId,
    access: Access,
) -> Result<Option<(PathBuf, File)>, WriteError> {
    let path = ids.join(id.to_string());
    if path.is_file() {
        access.heal_file(&path);
        return Ok(None);
    }
    let made = make(&path, access).map_err(|why| WriteError::failed(&path, why))?;
    Ok(made.map(|file| (path, file)))
}

/// The highest number that is claimed; 0 for none, or where there is no such folder.
pub fn highest_claimed(ids: &Path) -> Result<u32, WriteError> {
    if !ids.is_dir() {
        return Ok(0);
    }
    highest(ids).map_err(|why| WriteError::failed(ids, why))
}

/// Every number that was given out to an audit of a store.
///
/// # Errors
/// Where the folder can't be listed.
pub fn given_numbers(root: &Path) -> io::Result<BTreeSet<AuditId>> {
    let is_audits = |id: &AuditId| WorkId::new(id.clone()).is_none();
    Ok(given(root)?.into_iter().filter(is_audits).collect())
}

/// Every number that was given out to a wider work of a store.
///
/// # Errors
/// Where the folder can't be listed.
pub fn given_to_works(root: &Path) -> io::Result<BTreeSet<WorkId>> {
    Ok(given(root)?.into_iter().filter_map(WorkId::new).collect())
}

fn given(root: &Path) -> io::Result<Vec<AuditId>> {
    let ids = layout::on_disk(root, layout::IDS);
    if ids.is_dir() {
        claimed(&ids)
    } else {
        Ok(Vec::new())
    }
}

/// Makes the empty file, and gives it open; nothing where it is there.
fn make(path: &Path, access: Access) -> io::Result<Option<File>> {
    match access.new_file().open(path) {
        Ok(file) => {
            if let Err(why) = access.apply_to_file(&file) {
                // What is said not to be written must not stand there.
                let _ = fs::remove_file(path);
                return Err(why);
            }
            Ok(Some(file))
        }
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        Err(why) => Err(why),
    }
}

/// Every id that is claimed; other names are passed over.
fn claimed(ids: &Path) -> io::Result<Vec<AuditId>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(ids)? {
        if let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) {
            found.push(id);
        }
    }
    Ok(found)
}

/// The highest number that is claimed; 0 for none.
fn highest(ids: &Path) -> io::Result<u32> {
    Ok(claimed(ids)?.iter().map(AuditId::number).max().unwrap_or(0))
}

/// Whether no other id has this number.
fn is_alone(ids: &Path, id: &AuditId) -> io::Result<bool> {
    let others = claimed(ids)?;
    Ok(!others
        .iter()
        .any(|other| other != id && other.number() == id.number()))
}

/// Waits for up to eight thousandths of a second, not the same for any two, so that they do not keep in step.
fn pause() {
    let noise = RandomState::new().hash_one(0_u8) % 8000;
    sleep(Duration::from_micros(noise));
}
