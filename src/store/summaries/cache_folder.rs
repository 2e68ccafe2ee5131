//! Where summaries are kept: in the user's own cache folder, private to the user and never within the store.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::store::files::{Access, create_dirs};
use crate::store::kept::hex;

/// Names the folder in which summaries are kept; empty, nothing is kept.
const VARIABLE: &str = "QAF_CACHE";
/// So many files are kept of one store: those of the days and settings that were last asked for.
const MOST_FILES: usize = 3;
/// How the name of a file of summaries ends.
const ENDING: &str = "summaries";

/// The folder in which one store's summaries are kept.
#[derive(Clone, Debug)]
pub struct CacheFolder(PathBuf);

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptSize {
    /// The files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl CacheFolder {
    /// That of a store; `None` where the system names no folder for such things, the user wants none, or it would lie within
    /// the store.
    pub fn of(root: &Path) -> Option<Self> {
        Self::within(&base()?, root)
    }

    /// That of a store, in this folder.
    pub fn within(base: &Path, root: &Path) -> Option<Self> {
        let root = fs::canonicalize(root).ok()?;
        let base = std::path::absolute(base).ok()?;
        // The nearest part of it that is there, for the folder itself may have to be made yet.
        let there = base.ancestors().find_map(|part| fs::canonicalize(part).ok())?;
        if there.starts_with(&root) {
            return None;
        }
        let digest = Sha256::digest(root.as_os_str().as_encoded_bytes());
        Some(Self(base.join(hex(&digest[..8]))))
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file of this name, where the folder is the user's alone.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.{ENDING}"))
    }

    /// Whether nobody else can write there; a folder that is not there can still be made.
    pub fn is_private(&self) -> bool {
        match fs::symlink_metadata(&self.0) {
            Ok(about) => about.is_dir() && !is_open(&about),
            Err(why) => why.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Puts a file there, whole, in the place of one that is there, and lets go of the oldest where there are many.
    pub fn put(&self, name: &str, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
        create_dirs(&self.0, Access::Private).map_err(io::Error::other)?;
        if !self.is_private() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut file = tempfile::Builder::new()
            .prefix(".")
            .suffix(".tmp")
            .tempfile_in(&self.0)?;
        write(file.as_file_mut())?;
        file.persist(self.file(name)).map_err(|why| why.error)?;
        let mut all = self.files();
        all.sort();
        for (_, path, _) in all.iter().rev().skip(MOST_FILES) {
            // Another run may have been quicker.
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    /// The files there, each with when it was made and its bytes.
    fn files(&self) -> Vec<(Option<std::time::SystemTime>, PathBuf, u64)> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let ours = entries.filter(|entry| {
            let name = entry.file_name();
            name.to_str()
                .is_some_and(|name| name.ends_with(&format!(".{ENDING}")))
        });
        let about = ours.filter_map(|entry| Some((entry.path(), entry.metadata().ok()?)));
        about
            .filter(|(_, about)| about.is_file())
            .map(|(path, about)| (about.modified().ok(), path, about.len()))
            .collect()
    }

    /// How much is kept there.
    pub fn size(&self) -> KeptSize {
        let files = self.files();
        KeptSize {
            files: files.len(),
            bytes: files.iter().map(|(_, _, bytes)| bytes).sum(),
        }
    }

    /// Deletes what is kept there.
    pub fn clear(&self) -> io::Result<KeptSize> {
        let size = self.size();
        for (_, path, _) in self.files() {
            fs::remove_file(path)?;
        }
        Ok(size)
    }
}

/// The folder for such things that was named, else the system's.
fn base() -> Option<PathBuf> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
    if let Some(named) = named(VARIABLE) {
        return (!named.as_os_str().is_empty()).then_some(named);
    }
    let home = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
    };
    home.filter(|home| home.is_absolute())
        .map(|home| home.join("qaf"))
}

#[cfg(unix)]
fn is_open(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    about.permissions().mode() & 0o077 != 0
}

/// On Windows the user's own folder is closed to others by its own list.
#[cfg(not(unix))]
fn is_open(_: &fs::Metadata) -> bool {
    false
}
