//! The kept copies of an audit's files, found again and held against the fingerprints in its log.

use std::collections::BTreeSet;

use super::Context;
use crate::draw::Digest;
use crate::record::{ChangedSince, Folder, KeptChange, KeptCopies, LostCopy, Readable, Route};
use crate::store::difference::differences;
use crate::store::document::Document;
use crate::store::kept::{KeptVersions, NotAsKept, path_of};
use crate::store::read::Reading;
use crate::store::scan;

/// Why a kept copy can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostWhy {
    /// It is not there, or can't be read.
    Missing,
    /// It is not as it was kept.
    Altered,
}

impl Context {
    /// A kept copy, where it is there and as it was kept.
    pub fn kept_copy(&self, path: &str, sha256: &str) -> Result<Vec<u8>, LostWhy> {
        let bytes = scan::read_file(&self.store.root, path).map_err(|_| LostWhy::Missing)?;
        if Digest::of(&bytes).to_string() == sha256 {
            Ok(bytes)
        } else {
            Err(LostWhy::Altered)
        }
    }

    /// A kept copy, read; `None` where it is lost.
    pub fn kept_document(&self, folder: &str, stem: &str, sha256: &str) -> Option<Document> {
        let path = path_of(folder, stem, sha256);
        let bytes = self.kept_copy(&path, sha256).ok()?;
        Some(Document::read(path, &bytes))
    }

    /// The fingerprint of a file as it stands.
    pub fn fingerprint(&self, path: &str) -> Result<String, scan::ReadError> {
        let bytes = scan::read_file(&self.store.root, path)?;
        Ok(Digest::of(&bytes).to_string())
    }

    /// What the kept copies tell: what is not as it was at the event from which it counts, and which copies are lost.
    pub(super) fn tell_kept(&self, reading: &Reading, versions: Option<&KeptVersions<'_>>) -> KeptCopies {
        let folder = &reading.folder;
        let not_as_kept = versions.map(KeptVersions::not_as_kept).unwrap_or_default();
        KeptCopies {
            changed: not_as_kept
                .iter()
                .filter_map(|found| self.changed_since(reading, found))
                .collect(),
            lost: self.lost_copies(folder),
        }
    }

    /// What was changed of a part of a file; `None` where it is the layout alone, or what can't be read names itself.
    fn changed_since(&self, reading: &Reading, found: &NotAsKept<'_>) -> Option<ChangedSince> {
        let (folder, file) = (&reading.folder, found.part.file());
        let how = match (found.known, folder.files.get(&file)) {
            (_, None) => KeptChange::Gone,
            (_, Some(Readable::No)) => return None,
            (false, _) => KeptChange::Unknown,
            (true, _) => {
                let stem = file.name().trim_end_matches(".yaml");
                let before = self.kept_document(&folder.path, stem, found.event.files.get(stem)?)?;
                let after = reading
                    .documents
                    .get(&file)
                    .and_then(|document| document.root.as_ref());
                let all = differences(before.root.as_ref(), after).into_iter();
                let routes: Vec<Route> = all
                    .map(|difference| difference.route)
                    .filter(|route| found.part.holds(route))
                    .collect();
                (!routes.is_empty()).then_some(KeptChange::Answers(routes))?
            }
        };
        Some(ChangedSince {
            file,
            event: found.event.event,
            date: found.event.date,
            item: found.event.item,
            how,
        })
    }

    /// The copies that the log names and that are not there, or not as they were kept.
    pub fn lost_copies(&self, folder: &Folder) -> Vec<LostCopy> {
        let mut seen = BTreeSet::new();
        let mut lost = Vec::new();
        for event in &folder.log {
            for (stem, sha256) in &event.files {
                let path = path_of(&folder.path, stem, sha256);
                if !seen.insert((path.clone(), sha256)) {
                    continue;
                }
                if let Err(why) = self.kept_copy(&path, sha256) {
                    lost.push(LostCopy {
                        path,
                        stem: stem.clone(),
                        item: event.item,
                        altered: why == LostWhy::Altered,
                    });
                }
            }
        }
        lost
    }
}
