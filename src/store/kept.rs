//! What an audit's files said: which version of a file counts on a day (`docs/files.md`, section 4).
//!
//! The law. With each event qaf notes the fingerprint of every file a person owns, and keeps a copy of it.
//!
//! 1. A file has parts, and a part is done on a day of its own: the audit when it is submitted, a moderation when it is
//!    signed off, a case direction when it is dated, the review of its actions, the worker's feedback, the supervisor's
//!    comment, a re-audit when it is dated and graded, a note on good practice when it is agreed.
//! 2. Until a part is done, and until the first event after that, the file itself counts: it is a draft, or nobody can
//!    see a change.
//! 3. From the first event on by which it was done, what counts of it is the copy kept at that event: on every later
//!    day and on every earlier one, whatever was written over it since and whatever a later event kept.
//! 4. That holds until the audit is returned and submitted again. Then what was submitted again counts, and the first
//!    event after that keeps it; the moderation is signed off anew. A direction, a review, feedback or a re-audit holds
//!    on until it is written anew. While the audit is back with its auditor, what was returned counts: the form is a
//!    draft again.
//! 5. On a day before a part was done, what counts of it is the draft of then: the copy of the first event after the day.
//!
//! So what is added where it belongs counts at once (the review of the actions in the file of the direction, the
//! supervisor's comment in the file of the feedback), and what is changed counts for nothing: it is named by
//! `changed-after-event`. A copy that is missing, or is no longer what its fingerprint says, is passed over; where the file
//! says otherwise now and was done by then, nothing tells what counts, and the file is as one that can't be read.

mod counting;
mod done;
mod file_part;
mod kept_reader;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::layout::KEPT;
use super::read;
use crate::framework::form::{Form, FormRef};
use crate::framework::{Date, Process};
use crate::record::{EventKind, FileKind, Folder, LogEvent, Readable, Superseded};

pub use counting::WhatCounts;
pub use file_part::FilePart;
pub use kept_reader::{KeptReader, LostWhy};

/// Files of one audit's folder.
pub type Files = BTreeMap<FileKind, Vec<u8>>;

/// An audit's folder as it is, and the day that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct KeptFolder<'a> {
    /// The copies that were kept of its files.
    pub copies: &'a KeptReader,
    /// The folder as it was read today.
    pub now: &'a Folder,
    /// Its files' bytes.
    pub files: &'a Files,
    /// The day that is asked for.
    pub as_of: Date,
}

/// An audit's versions: its files as they are, and the copies that were kept of others.
#[derive(Debug)]
pub struct KeptVersions<'a> {
    kept: KeptFolder<'a>,
    /// The fingerprints of the files as they are, of those that the log names.
    prints: BTreeMap<FileKind, String>,
    /// The copies that are other than the files are now, each with its one file in it.
    copies: BTreeMap<(FileKind, &'a str), Folder>,
    /// Where the returns stand in the log.
    returns: Vec<usize>,
    /// Of each part, for each round: the place in the log of the event whose copy counts. A round ends with a return.
    counts: BTreeMap<FilePart, Vec<Option<usize>>>,
}

/// A part of a file that is not what it said at an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAsKept<'a> {
    /// The part.
    pub part: FilePart,
    /// The event.
    pub event: &'a LogEvent,
    /// Whether the copy of then can be read.
    pub known: bool,
}

impl<'a> KeptFolder<'a> {
    /// The audit's versions; `None` where every file is as each event found it and nothing came back, so that the folder
    /// stood on every day as it is now. Then no copy is read.
    pub fn versions<'f>(
        self,
        forms: impl Fn(&FormRef) -> Option<&'f Form> + Copy,
    ) -> Option<KeptVersions<'a>> {
        let named = |kind: &FileKind| {
            self.now
                .log
                .iter()
                .any(|event| event.files.contains_key(stem(*kind)))
        };
        let prints: BTreeMap<FileKind, String> = self
            .files
            .iter()
            .filter(|(kind, _)| kind.is_a_persons() && named(kind))
            .map(|(kind, bytes)| (*kind, fingerprint(bytes)))
            .collect();
        let mut copies = BTreeMap::new();
        let mut differs = false;
        for event in &self.now.log {
            for (kind, sha256) in of_persons(event) {
                let is_now = prints.get(&kind).is_some_and(|print| print == sha256);
                differs |= !is_now;
                if is_now || copies.contains_key(&(kind, sha256)) {
                    continue;
                }
                if let Some(bytes) = self.copy(kind, sha256) {
                    copies.insert((kind, sha256), self.read(kind, bytes, forms));
                }
            }
        }
        if !differs && self.now.returns(self.as_of).is_empty() {
            return None;
        }
        let log = self.now.log.iter().enumerate();
        let returned = log.filter(|(_, event)| event.event == EventKind::Returned);
        let returns = returned.map(|(place, _)| place).collect();
        let allocation = self.now.allocation.as_ref();
        let form = allocation.and_then(|allocation| forms(&allocation.form));
        let mut versions = KeptVersions {
            kept: self,
            prints,
            copies,
            returns,
            counts: BTreeMap::new(),
        };
        versions.count(Process::of(form).regrades && form.is_none_or(|form| form.overall));
        Some(versions)
    }

    /// A kept copy, where there is one and it is whole.
    fn copy(&self, kind: FileKind, sha256: &str) -> Option<Vec<u8>> {
        Some(self.copies.copy(stem(kind), sha256).ok()?.to_vec())
    }

    /// A folder with this one file of a person's in it.
    fn read<'f>(
        &self,
        kind: FileKind,
        bytes: Vec<u8>,
        forms: impl Fn(&FormRef) -> Option<&'f Form>,
    ) -> Folder {
        let allocation = self.files.get_key_value(&FileKind::Allocation);
        let mut files: Files = allocation
            .into_iter()
            .map(|(kind, bytes)| (*kind, bytes.clone()))
            .collect();
        files.insert(kind, bytes);
        read::folder(self.now.id.clone(), &self.now.path, &files, forms).folder
    }
}

impl KeptVersions<'_> {
    fn log(&self) -> &[LogEvent] {
        &self.kept.now.log
    }

    /// The file as an event found it; `None` where it was not there, or its copy is lost.
    fn at(&self, kind: FileKind, place: usize) -> Option<&Folder> {
        let sha256 = self.log().get(place)?.files.get(stem(kind))?;
        if self.prints.get(&kind) == Some(sha256) {
            return Some(self.kept.now);
        }
        self.copies.get(&(kind, sha256.as_str()))
    }

    /// The round in which an event lies: the number of returns before it.
    fn round(&self, place: usize) -> usize {
        self.returns.iter().filter(|returned| **returned < place).count()
    }

    /// The latest day that the log had come to with an event.
    fn day(&self, place: usize) -> Option<Date> {
        self.log().iter().take(place + 1).map(|event| event.date).max()
    }

    /// How many returns had happened on the day.
    fn returned(&self) -> usize {
        self.kept.now.returns(self.kept.as_of).len()
    }

    /// The round that counts on the day: that of the last return after which the audit was submitted again.
    fn round_that_counts(&self) -> usize {
        let is_again = |round: &usize| {
            self.submitted_again(*round)
                .is_some_and(|day| day <= self.kept.as_of)
        };
        (1..=self.returned()).rev().find(is_again).unwrap_or(0)
    }

    /// The day on which the audit was submitted again after so many returns.
    fn submitted_again(&self, round: usize) -> Option<Date> {
        let version = match self.kept_in(FilePart::Audit, round) {
            Some(at) => self.at(FileKind::Audit, at)?,
            None if round == self.returns.len() => self.kept.now,
            None => return None,
        };
        let mut days = version.audit.as_ref()?.resubmitted.clone();
        days.sort_unstable();
        days.get(round.checked_sub(1)?).copied()
    }

    /// The event whose copy of a part counts in a round.
    fn kept_in(&self, part: FilePart, round: usize) -> Option<usize> {
        *self.counts.get(&part)?.get(round)?
    }

    /// The copy that counts in a round, of what was done by the day.
    fn done_in(&self, part: FilePart, round: usize) -> Option<&Folder> {
        let version = self.at(part.file(), self.kept_in(part, round)?)?;
        self.is_past(part, version).then_some(version)
    }

    fn is_past(&self, part: FilePart, version: &Folder) -> bool {
        part.day(version).is_some_and(|done| done <= self.kept.as_of)
    }

    /// A file as a draft of the day: as the first event after it found it, else as it is.
    fn draft(&self, kind: FileKind) -> &Folder {
        let holds = |event: &LogEvent| event.date > self.kept.as_of && event.files.contains_key(stem(kind));
        let first = self.log().iter().position(holds);
        first
            .and_then(|place| self.at(kind, place))
            .unwrap_or(self.kept.now)
    }

    /// The version of a part that counts on the day.
    fn that_counts(&self, part: FilePart) -> &Folder {
        let (round, returned) = (self.round_that_counts(), self.returned());
        let draft = self.draft(part.file());
        let kept = self.done_in(part, round);
        match part {
            FilePart::Audit => kept.unwrap_or(if round > 0 { self.kept.now } else { draft }),
            FilePart::Moderation => kept.or_else(|| self.signed_before(draft)).unwrap_or(draft),
            _ => {
                let is_anew = round == returned && self.kept_in(part, round).is_none();
                let anew = is_anew.then_some(draft).filter(|draft| self.is_past(part, draft));
                let earlier = || (0..round).rev().find_map(|round| self.done_in(part, round));
                let later = || (round + 1..=returned).find_map(|round| self.done_in(part, round));
                kept.or(anew).or_else(earlier).or_else(later).unwrap_or(draft)
            }
        }
    }

    /// The moderation as the last event by the day found it, where it was signed off then and a later day was written
    /// over it since.
    fn signed_before(&self, draft: &Folder) -> Option<&Folder> {
        let (part, as_of) = (FilePart::Moderation, self.kept.as_of);
        part.day(draft).filter(|signed| *signed > as_of)?;
        let so_far = self.log().iter().take_while(|event| event.date <= as_of).count();
        let last = (0..so_far)
            .rev()
            .find(|place| self.log()[*place].files.contains_key(stem(part.file())))?;
        self.at(part.file(), last)
            .filter(|version| self.is_past(part, version))
    }

    /// The folder as what it said counts on the day.
    pub fn folder(&self) -> Folder {
        let now = self.kept.now;
        let mut stood = now.clone();
        let mut readable: BTreeMap<FileKind, Readable> = BTreeMap::new();
        stood.undecided.retain(|kind| !kind.is_a_persons());
        for part in FilePart::ALL {
            let version = self.that_counts(part);
            if !std::ptr::eq(version, now) {
                part.put(version, &mut stood);
            }
            if self.is_unknown(part) {
                part.put(&Folder::empty(now.id.clone(), &now.path), &mut stood);
                stood.unkept.insert(part.file());
            }
            let kind = part.file();
            stood.undecided.extend(version.undecided.get(&kind));
            if let Some(of) = version.files.get(&kind) {
                // A file of two parts is known as far as the lesser of them.
                let so_far = readable.entry(kind).or_insert(*of);
                *so_far = (*so_far).max(*of);
            }
        }
        stood.files.extend(readable);
        stood
            .files
            .extend(stood.unkept.iter().map(|kind| (*kind, Readable::No)));
        let returns = now.returns(self.kept.as_of);
        stood.superseded = returns.iter().map(|returned| self.superseded(returned)).collect();
        stood
    }

    /// The grades that stood at a return.
    fn superseded(&self, returned: &LogEvent) -> Option<Superseded> {
        let place = self.log().iter().position(|event| event == returned)?;
        let round = self.round(place);
        let in_round = |part: FilePart| self.at(part.file(), self.kept_in(part, round)?);
        let audit = in_round(FilePart::Audit)?.audit.as_ref()?;
        let moderation = in_round(FilePart::Moderation).and_then(|version| version.moderation.as_ref());
        Some(Superseded {
            auditor: audit.overall.grade,
            moderator: moderation.and_then(|m| m.signed_off.zip(m.overall_grade)),
        })
    }

    /// The parts that are not what they said at the event from which that counts. While the audit is back with its
    /// auditor, its form and its moderation are meant to change.
    pub fn not_as_kept(&self) -> Vec<NotAsKept<'_>> {
        let round = self.round_that_counts();
        let parts = FilePart::ALL.into_iter().filter(|part| !self.is_open(*part));
        parts.filter_map(|part| self.changed(part, round)).collect()
    }

    /// Whether a part is back with its auditor, so that it is a draft again.
    fn is_open(&self, part: FilePart) -> bool {
        let is_back = self.round_that_counts() < self.returned();
        is_back && matches!(part, FilePart::Audit | FilePart::Moderation)
    }

    /// Whether nothing tells what counts of a part: it was done by an event whose copy is lost, and is another now.
    fn is_unknown(&self, part: FilePart) -> bool {
        let round = self.round_that_counts();
        self.kept_in(part, round).is_none() && self.lost(part, round).is_some()
    }

    /// Whether of any part nothing tells what counts.
    pub fn is_lost(&self) -> bool {
        FilePart::ALL.into_iter().any(|part| self.is_unknown(part))
    }

    fn changed(&self, part: FilePart, round: usize) -> Option<NotAsKept<'_>> {
        let place = self.kept_in(part, round).or_else(|| self.lost(part, round))?;
        let event = self.log().get(place)?;
        let version = self.at(part.file(), place);
        let is_same = version.is_some_and(|version| std::ptr::eq(version, self.kept.now));
        (event.date <= self.kept.as_of && !is_same).then_some(NotAsKept {
            part,
            event,
            known: version.is_some(),
        })
    }

    /// The first event of a round whose copy is lost, of what was done by then as the file tells it now.
    fn lost(&self, part: FilePart, round: usize) -> Option<usize> {
        let done = part.day(self.kept.now)?;
        (0..self.log().len()).find(|place| {
            let holds = self.log()[*place].files.contains_key(stem(part.file()));
            let by_then = self.day(*place).is_some_and(|day| done <= day);
            holds && by_then && self.round(*place) == round && self.at(part.file(), *place).is_none()
        })
    }
}

/// Where the copy of a file with this fingerprint is kept, relative to the store.
pub fn path_of(folder: &str, stem: &str, sha256: &str) -> String {
    let short: String = sha256.chars().take(8).collect();
    format!("{folder}/{KEPT}/{stem}-{short}.yaml")
}

/// The files of persons that an event names, with their fingerprints.
fn of_persons(event: &LogEvent) -> impl Iterator<Item = (FileKind, &str)> {
    let kinds = FileKind::NAMES.into_iter().map(|(_, kind)| kind);
    kinds
        .filter(|kind| kind.is_a_persons())
        .filter_map(|kind| Some((kind, event.files.get(stem(kind))?.as_str())))
}

/// The name under which the log keeps a file's fingerprint.
fn stem(kind: FileKind) -> &'static str {
    kind.name().trim_end_matches(".yaml")
}

/// The SHA-256 of these bytes, as the log writes it.
pub fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            // Writing to a String can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
