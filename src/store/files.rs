//! The only writer: a file is made whole or not at all, a log gets one more whole line, and nothing is overwritten.
//!
//! Success means on the disk: the file's bytes first, then its name. Where the drive does not confirm a name that can
//! be seen already, the work goes on, and [`unconfirmed`] tells of it.

mod access;
mod claim;
mod done;
mod drive;
mod error;
mod held;
mod inside;
mod lock;
mod long;
mod new_folder;
mod several;
mod together;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use tempfile::{NamedTempFile, PathPersistError, TempPath};

use super::layout::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

#[cfg(unix)]
pub use access::give_to_group;
pub use access::{Access, group_number, group_that_writes, is_open_to_everyone, is_open_to_others};
pub use claim::{given_numbers, given_to_works, highest_claimed};
pub use done::{unconfirmed, written};
pub use error::{LockError, WriteError, cause};
use held::name_patiently;
pub use held::{is_held, patiently};
pub use inside::Inside;
pub use lock::StoreLock;
pub use new_folder::NewFolder;
pub use several::create_all_new;
pub use together::Together;

/// Makes a file that is not there yet, whole.
///
/// The bytes go to a temporary file of the same folder, which gets its name when they are on the disk; so a file
/// with this name is complete, whenever the machine stops. A file that is there is left alone.
pub fn create_new(path: &Path, bytes: &[u8], access: Access) -> Result<(), WriteError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(WriteError::Exists { path: path.into() });
    }
    let temporary = filled(folder_of(path), bytes, access).map_err(|why| WriteError::failed(path, why))?;
    give_name(temporary.into_temp_path(), path)?;
    done::file(path, sync_folder(folder_of(path)));
    Ok(())
}

/// Puts a file that is there by a new one, whole, if it is still what it was: of one that somebody else has saved since,
/// nothing is changed. The rights of the old one stay.
pub fn replace(path: &Path, was: &[u8], bytes: &[u8], access: Access) -> Result<(), WriteError> {
    let failed = |why| WriteError::failed(path, why);
    let temporary = filled(folder_of(path), bytes, access).map_err(failed)?;
    let rights = fs::metadata(path).map_err(failed)?.permissions();
    if rights.readonly() {
        return Err(failed(io::ErrorKind::PermissionDenied.into()));
    }
    // Where the system does not let them be set, those of a new file stay.
    let _ = temporary.as_file().set_permissions(rights);
    if patiently(|| fs::read(path)).map_err(failed)? != was {
        return Err(WriteError::Changed { path: path.into() });
    }
    named(temporary.into_temp_path(), path, TempPath::persist).map_err(failed)?;
    done::file(path, sync_folder(folder_of(path)));
    Ok(())
}

/// Gives a temporary file its own name, which nothing has yet.
fn give_name(temporary: TempPath, path: &Path) -> Result<(), WriteError> {
    named(temporary, path, TempPath::persist_noclobber).map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists { path: path.into() },
        _ if knows_no_such_name_giving(&why) => WriteError::failed(path, io::ErrorKind::Unsupported.into()),
        _ => WriteError::failed(path, why),
    })
}

/// Gives a temporary file a name in one way, again for a moment where another program holds what is there.
fn named(
    temporary: TempPath,
    path: &Path,
    give: impl Fn(TempPath, PathBuf) -> Result<(), PathPersistError>,
) -> io::Result<()> {
    let place = long::whole_path(path);
    let mut waiting = Some(temporary);
    name_patiently(|| match waiting.take() {
        Some(temporary) => give(temporary, place.clone()).map_err(|refused| {
            waiting = Some(refused.path);
            refused.error
        }),
        None => Ok(()),
    })
}

/// Whether a file system refuses to give a name only where nothing has it, be it by renaming or by a hard link: the
/// file was made in the same folder a moment ago, so it is not for want of a right.
#[cfg(unix)]
fn knows_no_such_name_giving(why: &io::Error) -> bool {
    // EPERM, as `link` answers where there are no hard links; a right that is missing is EACCES.
    const NOT_PERMITTED: i32 = 1;
    why.raw_os_error() == Some(NOT_PERMITTED)
        || matches!(
            why.kind(),
            io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput | io::ErrorKind::TooManyLinks
        )
}

/// Windows renames without overwriting everywhere.
#[cfg(not(unix))]
fn knows_no_such_name_giving(_why: &io::Error) -> bool {
    false
}

/// A temporary file that holds the bytes, on the disk; dropping it deletes it.
fn filled(folder: &Path, bytes: &[u8], access: Access) -> io::Result<NamedTempFile> {
    let temporary = unsaved(folder, bytes, access)?;
    sync(temporary.as_file())?;
    Ok(temporary)
}

/// A temporary file that holds the bytes, for which the drive was not waited; dropping it deletes it.
fn unsaved(folder: &Path, bytes: &[u8], access: Access) -> io::Result<NamedTempFile> {
    let mut temporary = tempfile::Builder::new()
        .prefix(TEMPORARY_PREFIX)
        .suffix(TEMPORARY_SUFFIX)
        .tempfile_in(long::whole_folder(folder))?;
    temporary.write_all(bytes)?;
    access.apply_to_file(temporary.as_file())?;
    Ok(temporary)
}

/// Whether files are only given to the system, which saves them when it comes to it.
static LEFT_TO_THE_SYSTEM: AtomicBool = AtomicBool::new(false);

/// Waits for the drive no more in this run: for a council that does not exist and can be made again.
pub fn leave_to_the_system() {
    LEFT_TO_THE_SYSTEM.store(true, Ordering::Relaxed);
}

/// Waits until the drive has what was written.
fn sync(file: &File) -> io::Result<()> {
    if LEFT_TO_THE_SYSTEM.load(Ordering::Relaxed) {
        Ok(())
    } else {
        file.sync_all()
    }
}

/// Adds one line to a log that is there, in one write.
///
/// Where the last line lacks its end, because a machine stopped in the middle of it, the new one still begins a line
/// of its own.
fn append_line(path: &Path, line: &str) -> Result<(), WriteError> {
    if line.contains(['\n', '\r']) {
        return Err(WriteError::NotOneLine { path: path.into() });
    }
    let log = append(path, line).map_err(|why| WriteError::failed(path, why))?;
    done::file(path, sync(&log));
    Ok(())
}

fn append(path: &Path, line: &str) -> io::Result<File> {
    let mut log = patiently(|| OpenOptions::new().read(true).append(true).open(path))?;
    let mut bytes = Vec::with_capacity(line.len() + 2);
    if is_torn(&mut log)? {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(line.as_bytes());
    bytes.push(b'\n');
    let length = log.metadata()?.len();
    let count = log.write(&bytes)?;
    if count < bytes.len() {
        let part = u64::try_from(count).unwrap_or(u64::MAX);
        // Nobody else has written since, or the length would be another; then the part stays, as a torn line.
        if log.metadata()?.len() == length.saturating_add(part) {
            // Windows lets nobody shorten a file that is opened to add to; the next line begins a new one there too.
            let _ = log.set_len(length);
        }
        return Err(io::ErrorKind::StorageFull.into());
    }
    Ok(log)
}

/// Whether the last line lacks its end, and nobody is writing it at this moment.
fn is_torn(log: &mut File) -> io::Result<bool> {
    let mut before = None;
    loop {
        let length = log.seek(SeekFrom::End(0))?;
        if length == 0 {
            return Ok(false);
        }
        let mut last = [0];
        log.seek(SeekFrom::Start(length - 1))?;
        log.read_exact(&mut last)?;
        if last == *b"\n" || before == Some(length) {
            return Ok(last != *b"\n");
        }
        before = Some(length);
        sleep(Duration::from_millis(20));
    }
}

/// Makes a folder and those above it that are missing; a folder that is there is left as it is.
pub fn create_dirs(path: &Path, access: Access) -> Result<(), WriteError> {
    make_dirs(path, access, &mut |made, above| {
        done::folder(made, sync_folder(above));
    })
}

/// As [`create_dirs`]; of each folder that is made it hands on that one and the one that holds it, whose names are not on the
/// disk yet.
fn make_dirs(path: &Path, access: Access, made: &mut impl FnMut(&Path, &Path)) -> Result<(), WriteError> {
    if path.is_dir() || path.as_os_str().is_empty() {
        return Ok(());
    }
    let above = folder_of(path);
    make_dirs(above, access, made)?;
    match access.new_folder().create(path) {
        Ok(()) => access
            .apply_to_folder(path)
            .map_err(|why| WriteError::failed(path, why))?,
        // Somebody else made it just now.
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(why) => return Err(WriteError::failed(path, why)),
    }
    made(path, above);
    Ok(())
}

/// The folder that holds a path; `.` for a bare name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// Puts a folder's names on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match sync(&File::open(folder)?) {
        // A file system that has no such thing says so; its names are as safe as it makes them.
        Err(why)
            if matches!(
                why.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// Windows has no call for it: its file systems keep the names by a journal of their own.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "its Unix twin can fail")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// The path as an owned value, for errors.
fn owned(path: &Path) -> PathBuf {
    path.to_path_buf()
}

#[cfg(test)]
mod tests;
