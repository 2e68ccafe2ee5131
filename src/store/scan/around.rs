//! What lies around the audits and is named: files that a run of qaf was stopped at, names that are no text, links.

use std::fs;
use std::path::Path;

use super::stray::{Stray, StrayKind, is_leftover};
use super::{ScannedFolder, list};
use crate::store::layout::{DRAWS, FORMS, IDS, KEPT, LETTERS, LOCK, REPORTS, RUBRICS, SCHEMAS, on_disk};

/// What is named in the store's own folders, and where copies of the audits' files are kept.
pub fn around(root: &Path, folders: &[ScannedFolder]) -> Vec<Stray> {
    let mut own: Vec<String> = ["", DRAWS, IDS, REPORTS, LETTERS, FORMS, RUBRICS, SCHEMAS]
        .map(str::to_owned)
        .to_vec();
    // Figures as issued, a folder a quarter, and the reviews of years.
    let reports = list(root, REPORTS).unwrap_or_default();
    own.extend(reports.into_iter().map(|entry| entry.path));
    own.extend(
        folders
            .iter()
            .flat_map(|folder| folder.all().map(|path| format!("{path}/{KEPT}"))),
    );
    let mut strays: Vec<Stray> = own.iter().flat_map(|folder| of(root, folder)).collect();
    // Links in the place of other folders are told by whoever reads these.
    let links = [IDS, LETTERS, SCHEMAS, LOCK]
        .into_iter()
        .filter(|name| fs::symlink_metadata(on_disk(root, name)).is_ok_and(|found| found.is_symlink()));
    strays.extend(links.map(|name| Stray::new(name, StrayKind::Link)));
    strays.sort();
    strays
}

fn of(root: &Path, folder: &str) -> Vec<Stray> {
    let is_folder = fs::symlink_metadata(on_disk(root, folder)).is_ok_and(|found| found.is_dir());
    let entries = is_folder.then(|| list(root, folder).ok()).flatten();
    let named = entries.into_iter().flatten().filter_map(|entry| {
        let kind = match entry.is_text() {
            false => StrayKind::NoText,
            true if is_leftover(&entry.name) => StrayKind::Leftover,
            true => return None,
        };
        Some(Stray::new(entry.path.trim_start_matches('/'), kind))
    });
    named.collect()
}
