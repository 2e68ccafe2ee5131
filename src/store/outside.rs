//! Places that the command line names, and that lie in no store.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::files::patiently;

/// What stands where a file is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nothing, as far as can be seen.
    Nothing,
    /// The file, as it would be written.
    Same,
    /// A file with other words.
    Another,
    /// Something that is no file.
    NoFile,
}

/// What stands where a file with these bytes is to be written.
pub fn stands(path: &Path, bytes: &[u8]) -> Stands {
    match fs::symlink_metadata(path) {
        // The folder may not be one that can be looked into: making the file says so.
        Err(_) => Stands::Nothing,
        Ok(found) if !found.is_file() => Stands::NoFile,
        Ok(found) => {
            let is_same = found.len() == bytes.len() as u64
                && patiently(|| fs::read(path)).is_ok_and(|there| there == bytes);
            if is_same { Stands::Same } else { Stands::Another }
        }
    }
}

/// Whether a place lies in a store, as it is named or as the system knows it: a link in the store leads out of it, and is a
/// place of the store all the same.
pub fn lies_within(place: &Path, store: &Path) -> bool {
    let (Some(real), Ok(store)) = (resolved(place), store.canonicalize()) else {
        return false;
    };
    let whole = without_steps_up(&std::path::absolute(place).unwrap_or_default());
    let mut above = whole.ancestors();
    real.starts_with(&store) || above.any(|above| above.canonicalize().is_ok_and(|above| above == store))
}

/// A path without its `..`, as it is read: `../out`, said in a store, is no place of it.
pub fn without_steps_up(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}

/// A place as the system knows it, as far up as it is there.
fn resolved(place: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(place).ok()?;
    let (there, known) = whole
        .ancestors()
        .find_map(|above| Some((above, above.canonicalize().ok()?)))?;
    Some(known.join(whole.strip_prefix(there).ok()?))
}
