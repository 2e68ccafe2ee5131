//! A folder that is made whole or not at all: what is written lies beside its place, under a name of its own and for its
//! owner alone, and gets the name when it is on the disk.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::access::Access;
use super::error::WriteError;
use super::held::name_patiently;
use super::{create_dirs, done, folder_of, sync, sync_folder};
use crate::store::layout::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX, on_disk};

/// A folder that is being made. Dropping it takes away what was written.
#[derive(Debug)]
pub struct NewFolder {
    beside: TempDir,
    place: PathBuf,
}

impl NewFolder {
    /// Begins a folder in a place where there is none, or an empty one.
    ///
    /// # Errors
    /// Where something stands there, or nothing can be written beside it.
    pub fn begin(place: &Path) -> Result<Self, WriteError> {
        let failed = |why| WriteError::failed(place, why);
        match fs::read_dir(place).map(|mut entries| entries.next().is_none()) {
            Ok(true) => {}
            Err(why) if why.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(place).is_err() => {}
            Err(why) if why.kind() == io::ErrorKind::PermissionDenied => return Err(failed(why)),
            _ => return Err(WriteError::Exists { path: place.into() }),
        }
        let above = folder_of(place);
        create_dirs(above, Access::Private)?;
        let beside = tempfile::Builder::new()
            .prefix(TEMPORARY_PREFIX)
            .suffix(TEMPORARY_SUFFIX)
            .tempdir_in(above)
            .map_err(failed)?;
        Access::Private.apply_to_folder(beside.path()).map_err(failed)?;
        Ok(Self {
            beside,
            place: place.into(),
        })
    }

    /// A new file in it, by its path with `/`; the folders above it are made.
    pub fn file(&self, stored: &str) -> Result<File, WriteError> {
        let path = on_disk(self.beside.path(), stored);
        let failed = |why| WriteError::failed(&on_disk(&self.place, stored), why);
        let folders = stored.match_indices('/').map(|(end, _)| &stored[..end]);
        for folder in folders.map(|folder| on_disk(self.beside.path(), folder)) {
            match Access::Private.new_folder().create(&folder) {
                Err(why) if why.kind() != io::ErrorKind::AlreadyExists => return Err(failed(why)),
                _ => {}
            }
        }
        let file = Access::Private.new_file().open(&path).map_err(failed)?;
        Access::Private.apply_to_file(&file).map_err(failed)?;
        Ok(file)
    }

    /// Gives the folder its name, once all of it is on the disk.
    pub fn finish(self) -> Result<(), WriteError> {
        let place = self.place;
        let failed = |why| WriteError::failed(&place, why);
        sync_all(self.beside.path()).map_err(failed)?;
        // An empty folder makes room; one that is not empty by now stays, and refuses the name.
        let _ = fs::remove_dir(&place);
        if fs::symlink_metadata(&place).is_ok() {
            return Err(WriteError::Exists { path: place });
        }
        name_patiently(|| fs::rename(self.beside.path(), &place)).map_err(failed)?;
        // It has another name by now, and nothing of it is to be taken away.
        let _ = self.beside.keep();
        done::file(&place, sync_folder(folder_of(&place)));
        Ok(())
    }
}

/// Waits until the drive has a folder with all that is in it.
fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        } else {
            // Windows saves a file only through a handle that may write.
            sync(&fs::OpenOptions::new().write(true).open(entry.path())?)?;
        }
    }
    sync_folder(folder)
}
