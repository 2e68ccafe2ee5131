//! The records of a store's folder draws, beside the store's audits and numbers.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Given, whole};
use crate::command::allocate::audits::Audits;
use crate::draw::folders::{Beside, agree};
use crate::draw::{Digest, DrawRecord, LostRecord, lost};
use crate::store::draws::records_at;
use crate::store::layout;

/// The records in a folder, by name.
pub(super) fn records_in(folder: &Path) -> Result<Vec<PathBuf>> {
    records_at(folder).with_context(|| format!("{} can't be listed", folder.display()))
}

/// The audits and numbers of a store, read when they are first asked for.
pub(super) struct StoreBeside {
    root: PathBuf,
    beside: OnceCell<Beside>,
}

impl StoreBeside {
    pub(super) fn of(root: PathBuf) -> Self {
        Self {
            root,
            beside: OnceCell::new(),
        }
    }

    fn read(&self) -> Result<&Beside> {
        if let Some(beside) = self.beside.get() {
            return Ok(beside);
        }
        let read = Audits::read(&self.root)?.beside;
        Ok(self.beside.get_or_init(|| read))
    }
}

/// In what the records and the store that they are in do not agree. Of files that are in no store, or in several,
/// there is nothing to say.
pub(super) fn disagreement(
    given: &[Given],
    records: &[DrawRecord],
    whole_store: Option<&StoreBeside>,
) -> Result<Option<String>> {
    let found = match whole_store {
        Some(_) => None,
        None => store_of(given)?.map(StoreBeside::of),
    };
    let Some(store) = whole_store.or(found.as_ref()) else {
        return Ok(None);
    };
    let paths: Vec<String> = given.iter().map(Given::stored).collect();
    let named: Vec<(&str, &DrawRecord)> = paths.iter().map(String::as_str).zip(records).collect();
    let found = agree(&named, store.read()?);
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

/// What is missing of the records of a store, in sentences; `None` where nothing is.
pub(super) fn missing(
    store: &StoreBeside,
    given: &[Given],
    records: &[DrawRecord],
) -> Result<Option<String>> {
    let paths: Vec<String> = given.iter().map(Given::stored).collect();
    let named: Vec<(&str, &DrawRecord)> = paths.iter().map(String::as_str).zip(records).collect();
    let lost = lost(&named, store.read()?);
    let records: Vec<String> = lost
        .iter()
        .filter(|lost| matches!(lost, LostRecord::Record { .. }))
        .map(ToString::to_string)
        .collect();
    Ok((!records.is_empty()).then(|| format!("{} Restore it from a copy.", records.join(" "))))
}

/// The store that a folder of records is of.
pub(super) fn store_above(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let above = whole.parent()?;
    let is_draws = whole.file_name().is_some_and(|name| name == layout::DRAWS);
    (is_draws && above.join(layout::SETTINGS).is_file()).then(|| above.to_owned())
}

/// That the records before one are not where it lies; `None` where they are.
pub(super) fn predecessor(one: &Given) -> Result<Option<String>> {
    let record = DrawRecord::parse(&one.bytes)?;
    let whole = std::path::absolute(&one.path)?;
    let mut beside: HashMap<Digest, Option<Digest>> = HashMap::new();
    for path in whole.parent().map(records_in).transpose()?.unwrap_or_default() {
        let other = crate::command::draw::read(&path).ok();
        if let Some(other) = other.and_then(|bytes| DrawRecord::parse(&bytes).ok())
            && let Some(sha256) = other.record_sha256
        {
            beside.insert(sha256, other.previous_sha256);
        }
    }
    let mut before = record.previous_sha256;
    let mut steps = 0;
    while let Some(sha256) = before {
        let Some(next) = beside.get(&sha256).filter(|_| steps <= beside.len()) else {
            let which = if steps == 0 {
                "names as the record before it one that is not here"
            } else {
                "follows a record that names as the one before it one that is not here"
            };
            return Ok(Some(format!(
                "{} {which} (its record_sha256 begins with {}). By itself it verifies, as every step of it was replayed; but \
                 whether a draw was made before it and taken out can't be told. Verify it in the store's folder {}, or name \
                 the records before it too.",
                one.shown(),
                sha256.short(),
                layout::DRAWS
            )));
        };
        (before, steps) = (*next, steps + 1);
    }
    Ok(None)
}
