//! The folder that the letters go to: nothing in it is overwritten, and either all of them are in it or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::render::count;
use crate::store::files::{Access, create_all_new, create_dirs};

/// So many files in the way are named.
const NAMED: usize = 3;

/// Refuses a folder of the store: what is in it is the council's record, and letters would be strays.
pub fn demand_outside(folder: &Path, store: &Path) -> Result<()> {
    let (Some(place), Ok(store)) = (resolved(folder), store.canonicalize()) else {
        return Ok(());
    };
    // A link in the store leads out of it, and is a place of the store all the same.
    let is_named_within = || {
        let whole = std::path::absolute(folder).unwrap_or_default();
        whole
            .ancestors()
            .any(|above| above.canonicalize().is_ok_and(|above| above == store))
    };
    if place.starts_with(&store) || is_named_within() {
        bail!(
            "{} lies in the store, where letters don't belong. Name a folder elsewhere with --to. Nothing was written.",
            folder.display()
        );
    }
    Ok(())
}

/// The folder as the system knows it, as far up as it is there.
fn resolved(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let (there, place) = whole
        .ancestors()
        .find_map(|above| Some((above, above.canonicalize().ok()?)))?;
    Some(place.join(whole.strip_prefix(there).ok()?))
}

/// Whether a file of this name is there already with other words.
pub fn holds_another(folder: &Path, name: &str, bytes: &[u8]) -> bool {
    let path = folder.join(name);
    // What is no file is left to whoever writes.
    let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    is_file && fs::read(&path).is_ok_and(|there| there != bytes)
}

/// Writes the files that are not there yet and returns how many; files that are there as they would be written stay.
pub fn write(folder: &Path, files: &[(&str, &[u8])], access: Access) -> Result<usize> {
    if files.is_empty() {
        return Ok(0);
    }
    if fs::metadata(folder).is_ok_and(|found| !found.is_dir()) {
        bail!(
            "{} is a file, not a folder. Name a folder with --to. Nothing was written.",
            folder.display()
        );
    }
    let mut missing = Vec::new();
    let mut others = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        match fs::symlink_metadata(&path) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => missing.push((path, bytes.to_vec())),
            Ok(found)
                if found.is_file()
                    && found.len() == bytes.len() as u64
                    && fs::read(&path).is_ok_and(|there| there == *bytes) => {}
            Ok(_) => others.push(*name),
            // The folder can't be looked into, or a file stands in its place: making it says so.
            Err(_) => missing.push((path, bytes.to_vec())),
        }
    }
    if !others.is_empty() {
        let more = match others.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {}", count(n, "other file", "other files")),
        };
        bail!(
            "{} holds {}{more} already, with other words than would be written now, and qaf overwrites nothing. \
             Name another folder, such as one for each day. Nothing was written.",
            folder.display(),
            others[..others.len().min(NAMED)].join(", ")
        );
    }
    create_dirs(folder, access)?;
    // Half of the letters would look like all of them.
    create_all_new(&missing, access)?;
    Ok(missing.len())
}
