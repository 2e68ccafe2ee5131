//! The records of a store's folder draws, beside the store's audits and numbers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Given, whole};
use crate::draw::DrawRecord;
use crate::draw::folders::{Beside, agree};
use crate::record::FileKind;
use crate::store::{layout, read, scan};

/// The records in a folder, by name.
pub(super) fn records_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed =
        std::fs::read_dir(folder).with_context(|| format!("{} can't be listed", folder.display()))?;
    let mut paths = Vec::new();
    for entry in listed {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        if !hidden && path.extension().is_some_and(|end| end == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// In what the records and the store that they are in do not agree. Of files that are in no store, or in several,
/// there is nothing to say.
pub(super) fn disagreement(given: &[Given], records: &[DrawRecord]) -> Result<Option<String>> {
    let Some(root) = store_of(given)? else {
        return Ok(None);
    };
    let paths: Vec<String> = given
        .iter()
        .map(|one| {
            let name = one.path.file_name().unwrap_or_default().to_string_lossy();
            format!("{}/{name}", layout::DRAWS)
        })
        .collect();
    let named: Vec<(&str, &DrawRecord)> = paths.iter().map(String::as_str).zip(records).collect();
    let found = agree(&named, &beside(&root)?);
    Ok(found.err().map(|why| why.to_string()))
}

/// The store whose folder draws holds every file given.
pub(super) fn store_of(given: &[Given]) -> Result<Option<PathBuf>> {
    let mut root: Option<PathBuf> = None;
    for one in given {
        let path = whole(&one.path)?;
        let folder = path.parent().unwrap_or(&path);
        let above = folder.parent().filter(|above| {
            folder.file_name().is_some_and(|name| name == layout::DRAWS)
                && above.join(layout::SETTINGS).is_file()
        });
        match (above, &root) {
            (Some(above), None) => root = Some(above.to_owned()),
            (Some(above), Some(root)) if above == root => {}
            _ => return Ok(None),
        }
    }
    Ok(root)
}

fn beside(root: &Path) -> Result<Beside> {
    let mut beside = Beside::default();
    for folder in scan::audit_folders(root)?.folders {
        beside.folders.insert(folder.id.clone());
        for (kind, path) in folder.paths().filter(|(kind, _)| *kind == FileKind::Allocation) {
            let bytes = BTreeMap::from([(kind, scan::read_file(root, &path)?)]);
            let reading = read::folder(folder.id.clone(), &folder.path, &bytes, |_| None);
            beside.allocations.extend(reading.folder.allocation);
        }
    }
    let ids = root.join(layout::IDS);
    if ids.is_dir() {
        let listed = std::fs::read_dir(&ids).with_context(|| format!("{} can't be listed", ids.display()))?;
        for entry in listed {
            let number = entry?.file_name().to_str().and_then(|name| name.parse().ok());
            beside.numbers.extend(number);
        }
    }
    Ok(beside)
}
