//! The folder that the letters go to: nothing in it is overwritten, and either all of them are in it or none.

use std::path::Path;

use anyhow::{Result, bail};

use crate::paper::count;
use crate::store::files::{Access, create_all_new, create_dirs};
use crate::store::outside::{Stands, lies_within, stands};

/// So many files in the way are named.
const NAMED: usize = 3;

/// Refuses a folder of the store: what is in it is the council's record, and letters would be strays.
pub fn demand_outside(folder: &Path, store: &Path) -> Result<()> {
    if lies_within(folder, store) {
        bail!(
            "{} lies in the store, where letters don't belong. Name a folder elsewhere with --to. Nothing was written.",
            folder.display()
        );
    }
    Ok(())
}

/// Whether a file of this name is there already with other words. What is no file is left to whoever writes.
pub fn holds_another(folder: &Path, name: &str, bytes: &[u8]) -> bool {
    stands(&folder.join(name), bytes) == Stands::Another
}

/// Writes the files that are not there yet and returns how many; files that are there as they would be written stay.
pub fn write(folder: &Path, files: &[(&str, &[u8])], access: Access) -> Result<usize> {
    if files.is_empty() {
        return Ok(0);
    }
    if folder.exists() && !folder.is_dir() {
        bail!(
            "{} is a file, not a folder. Name a folder with --to. Nothing was written.",
            folder.display()
        );
    }
    let mut missing = Vec::new();
    let mut others = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        match stands(&path, bytes) {
            Stands::Nothing => missing.push((path, bytes.to_vec())),
            Stands::Same => {}
            Stands::Another | Stands::NoFile => others.push(*name),
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
