//! Paths that are longer than Windows takes from programs as they are.

use std::path::{Path, PathBuf};

use super::folder_of;

/// A folder as Windows takes it at any length; elsewhere, and where it is not there, the path itself.
///
/// What the standard library opens, it words so by itself; the crate that names temporary files hands paths on as they are,
/// and a path of 260 letters, not rare on a council's share, would be refused.
pub(super) fn whole_folder(folder: &Path) -> PathBuf {
    let known = if cfg!(windows) {
        folder.canonicalize().ok()
    } else {
        None
    };
    known.unwrap_or_else(|| folder.into())
}

/// As [`whole_folder`], for what is to lie in one: it is not there yet, or may be a link.
pub(super) fn whole_path(path: &Path) -> PathBuf {
    path.file_name()
        .map_or_else(|| path.into(), |name| whole_folder(folder_of(path)).join(name))
}
