//! What tells that files are what they were, without reading them.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use borsh::{BorshDeserialize, BorshSerialize};
use sha2::{Digest as _, Sha256};

use crate::store::layout::{KEPT, on_disk};
#[cfg(not(unix))]
use crate::store::scan::MOST_OF_PROGRAMS;
use crate::store::scan::ScannedFolder;

/// What was changed so shortly before it was looked at may be changed again under the same time: drives keep times to
/// two seconds at the coarsest.
const UNSETTLED: Duration = Duration::from_millis(2_100);

/// What an audit's folder was made of: a digest of the names in it and of each file's length, times and place on the drive.
#[derive(BorshDeserialize, BorshSerialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FolderStamp([u8; 16]);

/// The stamp of an audit's folder; `None` where the system does not tell enough, or something in it was changed within the
/// last moments before `now`, or later.
pub fn stamp_of(root: &Path, folder: &ScannedFolder, now: SystemTime) -> Option<FolderStamp> {
    let mut digest = Sha256::new();
    digest.update(format!(
        "{}\n{:?}\n{:?}\n{:?}\n{:?}\n",
        folder.path, folder.files, folder.strays, folder.copies, folder.closed
    ));
    let place = on_disk(root, &folder.path);
    for kind in &folder.files {
        let file = place.join(kind.name());
        add_file(&mut digest, &file, &fs::symlink_metadata(&file).ok()?, now)?;
    }
    add_entries(&mut digest, &place.join(KEPT), now)?;
    let digest: [u8; 32] = digest.finalize().into();
    digest.first_chunk().map(|first| FolderStamp(*first))
}

/// Adds what lies in a folder, where there is one, and in those below it.
fn add_entries(digest: &mut Sha256, folder: &Path, now: SystemTime) -> Option<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Some(()),
        Err(_) => return None,
    };
    let mut entries = entries.collect::<Result<Vec<_>, _>>().ok()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        digest.update(entry.file_name().as_encoded_bytes());
        digest.update([0]);
        let about = entry.metadata().ok()?;
        if about.is_dir() {
            add_entries(digest, &entry.path(), now)?;
        } else {
            add_file(digest, &entry.path(), &about, now)?;
        }
    }
    Some(())
}

/// Adds which program it is that looks; another build may sum up otherwise.
pub fn stamp_program(digest: &mut Sha256) -> Option<()> {
    let about = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let saved = nanoseconds(about.modified().ok()?);
    digest.update(format!("{} {} {saved}\n", env!("CARGO_PKG_VERSION"), about.len()));
    Some(())
}

/// Adds all that lies below a place of the store, be it a file or a folder, in any depth.
pub fn tree_stamp(digest: &mut Sha256, root: &Path, stored: &str, now: SystemTime) -> Option<()> {
    digest.update(stored.as_bytes());
    digest.update([0]);
    let place = on_disk(root, stored);
    match fs::symlink_metadata(&place) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Some(()),
        Err(_) => None,
        Ok(about) if about.is_dir() => add_entries(digest, &place, now),
        Ok(about) => add_file(digest, &place, &about, now),
    }
}

/// Adds a file's length, times and place on the drive.
fn add_file(digest: &mut Sha256, file: &Path, about: &Metadata, now: SystemTime) -> Option<()> {
    let settled = now.checked_sub(UNSETTLED)?;
    let modified = about.modified().ok().filter(|at| *at <= settled)?;
    digest.update(about.len().to_le_bytes());
    digest.update(nanoseconds(modified).to_le_bytes());
    digest.update(changed_and_place(file, about, settled)?);
    Some(())
}

fn nanoseconds(at: SystemTime) -> i128 {
    let signed = |duration: Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
    match at.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => signed(after),
        Err(before) => -signed(before.duration()),
    }
}

/// The time that no program can put back, and where the file lies.
#[cfg(unix)]
fn changed_and_place(_: &Path, about: &Metadata, settled: SystemTime) -> Option<Vec<u8>> {
    use std::os::unix::fs::MetadataExt as _;
    let changed = i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec());
    (changed <= nanoseconds(settled)).then(|| {
        let mut bytes = changed.to_le_bytes().to_vec();
        bytes.extend(about.ino().to_le_bytes());
        bytes.extend(about.dev().to_le_bytes());
        bytes.extend(about.mode().to_le_bytes());
        bytes
    })
}

/// Elsewhere a program can put a file's times back and leave no trace of it that could be seen without reading the file: what
/// the file holds is digested. A link is followed by nobody, and is never what it was.
#[cfg(not(unix))]
fn changed_and_place(file: &Path, about: &Metadata, _: SystemTime) -> Option<Vec<u8>> {
    let is_read = about.is_file() && about.len() <= MOST_OF_PROGRAMS;
    let bytes = is_read.then(|| fs::read(file).ok()).flatten()?;
    Some(Sha256::digest(bytes).to_vec())
}
