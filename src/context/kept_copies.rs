//! The kept copies of an audit's files, found again and held against the fingerprints in its log.

use std::collections::BTreeSet;

use crate::record::{ChangedSince, Folder, KeptChange, KeptCopies, LostCopy, Readable, Route};
use crate::store::difference::differences;
use crate::store::kept::{KeptReader, KeptVersions, LostWhy, NotAsKept};
use crate::store::read::Reading;

/// What the kept copies tell: what is not as it was at the event from which it counts, and which copies are lost.
pub(super) fn tell_kept(
    reading: &Reading,
    versions: Option<&KeptVersions<'_>>,
    copies: &KeptReader,
) -> KeptCopies {
    let folder = &reading.folder;
    let not_as_kept = versions.map(KeptVersions::not_as_kept).unwrap_or_default();
    KeptCopies {
        changed: not_as_kept
            .iter()
            .filter_map(|found| changed_since(reading, found, copies))
            .collect(),
        lost: lost_copies(folder, copies),
    }
}

/// What was changed of a part of a file; `None` where it is the layout alone, or what can't be read names itself.
fn changed_since(reading: &Reading, found: &NotAsKept<'_>, copies: &KeptReader) -> Option<ChangedSince> {
    let (folder, file) = (&reading.folder, found.part.file());
    let how = match (found.known, folder.files.get(&file)) {
        (_, None) => KeptChange::Gone,
        (_, Some(Readable::No)) => return None,
        (false, _) => KeptChange::Unknown,
        (true, _) => {
            let stem = file.name().trim_end_matches(".yaml");
            let before = copies.document(stem, found.event.files.get(stem)?)?;
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
fn lost_copies(folder: &Folder, copies: &KeptReader) -> Vec<LostCopy> {
    let mut seen = BTreeSet::new();
    let mut lost = Vec::new();
    for event in &folder.log {
        for (stem, sha256) in &event.files {
            let path = copies.path(stem, sha256);
            if !seen.insert((path.clone(), sha256)) {
                continue;
            }
            if let Err(why) = copies.copy(stem, sha256) {
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
