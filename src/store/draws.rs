//! The folder of the records of draws: which of its files are records.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::layout;

/// The paths of the records in a store, by name; none where there is no such folder. Whatever else lies there is none:
/// a copy, a file that a run was stopped at, a name that is no text.
///
/// # Errors
/// Where the folder can't be listed, or is a link.
pub fn records(root: &Path) -> io::Result<Vec<String>> {
    let folder = layout::on_disk(root, layout::DRAWS);
    match fs::symlink_metadata(&folder) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(found) if found.is_symlink() => {
            return Err(io::Error::other(
                "it is a link, and qaf follows none: put the folder itself in its place",
            ));
        }
        _ => {}
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder)? {
        if let Some(name) = entry?.file_name().to_str().filter(|name| is_record(name)) {
            paths.push(format!("{}/{name}", layout::DRAWS));
        }
    }
    paths.sort();
    Ok(paths)
}

/// The records in a folder of whatever place, by name.
///
/// # Errors
/// Where it can't be listed.
pub fn records_at(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .file_name()
            .is_some_and(|name| is_record(&name.to_string_lossy()))
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a file of this name is a record.
pub fn is_record(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "json") && !name.starts_with(['.', '~'])
}
