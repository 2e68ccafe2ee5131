//! The kept copies of an audit's files, found again and held against the fingerprints in its log.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::draw::Digest;
use crate::framework::Date;
use crate::record::{ChangedSince, Event, EventKind, FileKind, Folder, Kept, LostCopy, Route};
use crate::store::difference::differences;
use crate::store::document::Document;
use crate::store::read::Reading;
use crate::store::{layout, scan};

/// Why a kept copy can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostWhy {
    /// It is not there, or can't be read.
    Missing,
    /// It is not as it was kept.
    Altered,
}

/// Where the copy of a file with this fingerprint is kept, relative to the store.
fn path_of(folder: &str, stem: &str, sha256: &str) -> String {
    let short: String = sha256.chars().take(8).collect();
    format!("{folder}/{}/{stem}-{short}.yaml", layout::KEPT)
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

    /// What the kept copies tell of an audit that was sent; before that, files are meant to change, and nothing is
    /// looked at.
    pub(super) fn kept_since_sent(&self, reading: &Reading, files: &BTreeMap<FileKind, Vec<u8>>) -> Kept {
        let folder = &reading.folder;
        let Some(sent) = last_sent(folder, self.as_of) else {
            return Kept::default();
        };
        let mut kept = Kept {
            lost: self.lost_copies(folder),
            ..Kept::default()
        };
        for file in [FileKind::Audit, FileKind::Moderation] {
            let stem = file.name().trim_end_matches(".yaml");
            let Some(sha256) = sent.files.get(stem) else {
                continue;
            };
            let now = files.get(&file).map(|bytes| Digest::of(bytes).to_string());
            if now.as_ref() == Some(sha256) {
                continue;
            }
            let copy = self.kept_copy(&path_of(&folder.path, stem, sha256), sha256);
            let what = copy.ok().map(|bytes| {
                let before = Document::read(file.name(), &bytes);
                let after = reading
                    .documents
                    .get(&file)
                    .and_then(|document| document.root.as_ref());
                routes(before.root.as_ref(), after)
            });
            if what.as_ref().is_none_or(|what| !what.is_empty()) {
                kept.changed.push(ChangedSince {
                    file,
                    sent: sent.date,
                    item: sent.item,
                    what,
                });
            }
        }
        kept
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

/// The last sending, unless the audit came back after it.
fn last_sent(folder: &Folder, today: Date) -> Option<&Event> {
    let past = |kind: EventKind| {
        let events = folder.log.iter();
        events.filter(move |event| event.event == kind && event.date <= today)
    };
    let sent = past(EventKind::Sent).max_by_key(|event| (event.date, event.item))?;
    let back = past(EventKind::Returned).any(|event| (event.date, event.item) > (sent.date, sent.item));
    (!back).then_some(sent)
}

/// The answers that differ. A query that was explained since is answered as it should be, and no change.
fn routes(before: Option<&crate::store::yaml::Node>, after: Option<&crate::store::yaml::Node>) -> Vec<Route> {
    let explained = Route::from("explained");
    differences(before, after)
        .into_iter()
        .map(|difference| difference.route)
        .filter(|route| !route.0.starts_with(&explained.0))
        .collect()
}
