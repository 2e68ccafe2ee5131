//! An audit's files as they stood on an earlier day, from the copies that were kept at its events (`formats.md`,
//! section 4).
//!
//! Whoever asks for 6 December wants what was true then, though a file was changed on the 15th. For a file that a
//! person owns, the copy of the first event after the day is what stood in it; and while an audit is returned, what
//! counts is the copy of the day it was returned, for the auditor's file is a draft again. A copy that is missing, or
//! is no longer what its fingerprint says, is passed over, and the file of today stands for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::layout::KEPT;
use super::read;
use super::scan::read_file;
use crate::framework::Date;
use crate::framework::form::{Form, FormRef};
use crate::record::{Event, FileKind, Folder, Readable, Superseded};

/// Files of one audit's folder.
pub type Files = BTreeMap<FileKind, Vec<u8>>;

/// An audit's folder, whose earlier state is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The store.
    pub root: &'a Path,
    /// The folder as it was read today.
    pub now: &'a Folder,
    /// Its files' bytes.
    pub files: &'a Files,
    /// The day that is asked for.
    pub as_of: Date,
}

impl Kept<'_> {
    /// The folder as it stood on the day; `None` where it was no other than it is now.
    ///
    /// Where nothing happened after the day, and nothing was returned, no copy is read and no fingerprint taken.
    pub fn folder<'f>(&self, forms: impl Fn(&FormRef) -> Option<&'f Form> + Copy) -> Option<Folder> {
        let returns = self.now.returns(self.as_of);
        let later = self.now.log.iter().any(|event| event.date > self.as_of);
        let ahead = DATED.into_iter().any(|kind| is_ahead(self.now, kind, self.as_of));
        if !later && !ahead && returns.is_empty() {
            return None;
        }
        let replaced = self.replaced();
        let mut then = (!replaced.is_empty()).then(|| self.read(&replaced, forms));
        then = self.before(then.as_ref().unwrap_or(self.now), forms).or(then);
        if returns.is_empty() {
            return then;
        }
        let submitted = self
            .waiting(&returns, then.as_ref().unwrap_or(self.now))
            .and_then(|at| self.stood(at, FileKind::Audit));
        if let Some(submitted) = submitted {
            let read = self.read(&Files::from([(FileKind::Audit, submitted)]), forms);
            let then = then.get_or_insert_with(|| self.now.clone());
            then.audit = read.audit;
            then.files.extend(read.files.get_key_value(&FileKind::Audit));
        }
        let mut then = then.unwrap_or_else(|| self.now.clone());
        then.superseded = returns.iter().map(|at| self.superseded(at, forms)).collect();
        Some(then)
    }

    /// The folder with days that were written over since. What is dated later than the day can't have stood in a file
    /// on it; what stood there is in the copy of the last event before.
    fn before<'f>(&self, then: &Folder, forms: impl Fn(&FormRef) -> Option<&'f Form>) -> Option<Folder> {
        let copies: Files = DATED
            .into_iter()
            .filter(|kind| is_ahead(then, *kind, self.as_of))
            .filter_map(|kind| {
                let so_far = self.now.log.iter().take_while(|event| event.date <= self.as_of);
                let last = so_far
                    .filter(|event| event.files.contains_key(stem(kind)))
                    .last()?;
                self.copy(last, kind).map(|bytes| (kind, bytes))
            })
            .collect();
        if copies.is_empty() {
            return None;
        }
        let earlier = self.read(&copies, forms);
        let mut then = then.clone();
        take_over(&mut then, earlier, self.as_of);
        Some(then)
    }

    /// The files that were others on the day, as they were.
    fn replaced(&self) -> Files {
        let people = FileKind::NAMES.into_iter().map(|(_, kind)| kind);
        people
            .filter(|kind| kind.is_a_persons())
            .filter_map(|kind| {
                // In the order of the file, for that is the order in which the copies were made.
                let mut later = self.now.log.iter().filter(|event| event.date > self.as_of);
                let first = later.find(|event| event.files.contains_key(stem(kind)))?;
                if self.is_unchanged(first, kind) {
                    return None;
                }
                self.copy(first, kind).map(|bytes| (kind, bytes))
            })
            .collect()
    }

    /// The first return that the auditor has not answered by the day.
    fn waiting<'e>(&self, returns: &[&'e Event], then: &Folder) -> Option<&'e Event> {
        let whole = then.files.get(&FileKind::Audit) == Some(&Readable::Whole);
        let Some(audit) = then.audit.as_ref().filter(|_| whole) else {
            return self.unanswered(returns.last()?);
        };
        let answered = audit.resubmitted.iter().filter(|date| **date <= self.as_of);
        returns.get(answered.count()).copied()
    }

    /// The last return, where the form can't be read to its end and the log shows no other form after it: a draft that somebody
    /// is in the middle of.
    fn unanswered<'e>(&self, last: &'e Event) -> Option<&'e Event> {
        let events = self.now.log.iter().filter(|event| event.date <= self.as_of);
        let mut after = events.skip_while(|event| *event != last);
        let form = |event: &Event| event.files.get(stem(FileKind::Audit)).cloned();
        after.all(|event| form(event) == form(last)).then_some(last)
    }

    /// A file as it stood at an event: as it stands now, or a copy.
    fn stood(&self, event: &Event, kind: FileKind) -> Option<Vec<u8>> {
        if self.is_unchanged(event, kind) {
            self.files.get(&kind).cloned()
        } else {
            self.copy(event, kind)
        }
    }

    fn is_unchanged(&self, event: &Event, kind: FileKind) -> bool {
        let now = self.files.get(&kind).map(|bytes| fingerprint(bytes));
        now.is_some() && now.as_ref() == event.files.get(stem(kind))
    }

    /// The copy of a file that was kept at an event, where there is one and it is whole.
    fn copy(&self, event: &Event, kind: FileKind) -> Option<Vec<u8>> {
        let sha256 = event.files.get(stem(kind))?;
        let short: String = sha256.chars().take(8).collect();
        let path = format!("{}/{KEPT}/{}-{short}.yaml", self.now.path, stem(kind));
        let bytes = read_file(self.root, &path).ok()?;
        (fingerprint(&bytes) == *sha256).then_some(bytes)
    }

    /// The folder with some of its files replaced.
    fn read<'f>(&self, replaced: &Files, forms: impl Fn(&FormRef) -> Option<&'f Form>) -> Folder {
        let mut files = self.files.clone();
        files.extend(replaced.iter().map(|(kind, bytes)| (*kind, bytes.clone())));
        let mut folder = read::folder(self.now.id.clone(), &self.now.path, &files, forms).folder;
        // What could not be opened at all has no bytes here.
        for (kind, readable) in &self.now.files {
            folder.files.entry(*kind).or_insert(*readable);
        }
        folder
    }

    /// The grades that stood at a return.
    fn superseded<'f>(&self, at: &Event, forms: impl Fn(&FormRef) -> Option<&'f Form>) -> Option<Superseded> {
        let judged = [FileKind::Audit, FileKind::Moderation];
        let mut files: Files = judged
            .into_iter()
            .filter_map(|kind| self.stood(at, kind).map(|bytes| (kind, bytes)))
            .collect();
        files.get(&FileKind::Audit)?;
        let allocation = self.files.get(&FileKind::Allocation)?;
        files.insert(FileKind::Allocation, allocation.clone());
        let folder = read::folder(self.now.id.clone(), &self.now.path, &files, forms).folder;
        let moderation = folder.moderation;
        Some(Superseded {
            auditor: folder.audit.and_then(|audit| audit.overall.grade),
            moderator: moderation.and_then(|m| m.signed_off.zip(m.overall_grade)),
        })
    }
}

/// The files whose days a person may write over. The auditor's form only ever gets further days.
const DATED: [FileKind; 4] = [
    FileKind::Moderation,
    FileKind::CaseDirection,
    FileKind::Feedback,
    FileKind::ReAudit,
];

/// Whether a file speaks of a day that is yet to come.
fn is_ahead(folder: &Folder, kind: FileKind, as_of: Date) -> bool {
    let ahead = |date: Option<Date>| date.is_some_and(|date| date > as_of);
    match kind {
        FileKind::Moderation => folder.moderation.as_ref().is_some_and(|m| ahead(m.signed_off)),
        FileKind::CaseDirection => folder
            .direction
            .as_ref()
            .is_some_and(|d| ahead(d.date) || ahead(d.actions_reviewed)),
        FileKind::Feedback => folder.feedback.as_ref().is_some_and(|f| ahead(f.date)),
        FileKind::ReAudit => folder.re_audit.as_ref().is_some_and(|again| ahead(again.date)),
        _ => false,
    }
}

/// Puts what had happened by a day in the place of what had not.
fn take_over(then: &mut Folder, earlier: Folder, as_of: Date) {
    let past = |date: Option<Date>| date.filter(|date| *date <= as_of);
    let mut directed = earlier.direction.unwrap_or_default();
    if let Some(direction) = &mut then.direction {
        let reviewed = past(direction.actions_reviewed).or(past(directed.actions_reviewed));
        direction.actions_reviewed = reviewed.or(direction.actions_reviewed);
        if past(direction.date).is_none() && past(directed.date).is_some() {
            directed.actions_reviewed = direction.actions_reviewed;
            *direction = directed;
        }
    }
    if is_ahead(then, FileKind::Moderation, as_of)
        && past(earlier.moderation.as_ref().and_then(|m| m.signed_off)).is_some()
    {
        then.moderation = earlier.moderation;
    }
    if is_ahead(then, FileKind::Feedback, as_of)
        && past(earlier.feedback.as_ref().and_then(|f| f.date)).is_some()
    {
        then.feedback = earlier.feedback;
    }
    if is_ahead(then, FileKind::ReAudit, as_of)
        && past(earlier.re_audit.as_ref().and_then(|again| again.date)).is_some()
    {
        then.re_audit = earlier.re_audit;
    }
}

/// The name under which the log keeps a file's fingerprint.
fn stem(kind: FileKind) -> &'static str {
    kind.name().trim_end_matches(".yaml")
}

/// The SHA-256 of these bytes, as the log writes it.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
