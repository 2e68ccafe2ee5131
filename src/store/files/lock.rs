//! The lock on a store, held while qaf draws or claims.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::access::Access;
use super::error::{LockError, WriteError};
use crate::store::layout::LOCK;

/// How long qaf waits between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// A store that nobody else can lock until this is dropped, or the process ends in whatever way.
#[derive(Debug)]
#[must_use = "the lock ends when this is dropped"]
pub struct StoreLock {
    // Closing the file ends the lock.
    _file: File,
}

/// Locks a store by its lock file, which is made where it is missing, and waits for it up to `patience`.
///
/// `waiting` is called once, as soon as somebody else turns out to hold it.
pub fn lock(
    root: &Path,
    access: Access,
    patience: Duration,
    waiting: impl FnOnce(),
) -> Result<StoreLock, LockError> {
    let path = root.join(LOCK);
    let file = open(&path, access)?;
    let started = Instant::now();
    let mut waiting = Some(waiting);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(StoreLock { _file: file }),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(why)) if why.kind() == io::ErrorKind::Interrupted => continue,
            Err(TryLockError::Error(why)) => return Err(LockError::NoLocks { path, why }),
        }
        if let Some(tell) = waiting.take() {
            tell();
        }
        if started.elapsed() >= patience {
            let waited = patience.as_secs();
            return Err(LockError::Busy { path, waited });
        }
        sleep(PAUSE.min(patience));
    }
}

/// Opens the lock file. It is made in place: it holds nothing, and two makers must end up with the same one. One that a
/// run was stopped at is opened to those it is for, by whoever made it; to lock it, reading is enough.
fn open(path: &Path, access: Access) -> Result<File, WriteError> {
    let failed = |why| WriteError::failed(path, why);
    match access.new_file().read(true).open(path) {
        Ok(file) => {
            access.apply_to_file(&file).map_err(failed)?;
            return Ok(file);
        }
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
        Err(why) => return Err(failed(why)),
    }
    if !fs::symlink_metadata(path).map_err(failed)?.is_file() {
        return Err(WriteError::NotAFile { path: path.into() });
    }
    access.heal_file(path);
    let writable = OpenOptions::new().read(true).write(true).open(path);
    match writable {
        Err(why) if why.kind() == io::ErrorKind::PermissionDenied => File::open(path).map_err(failed),
        other => other.map_err(failed),
    }
}
