//! Summaries of audits kept from one run to the next ([`crate::store::summaries`]), as the walk over the audits uses them.

use std::cell::OnceCell;
use std::io;
use std::sync::OnceLock;
use std::time::SystemTime;

use borsh::{BorshDeserialize, BorshSerialize};
use sha2::{Digest as _, Sha256};

use super::Context;
use super::judge::Judged;
use crate::figures::Summary;
use crate::framework::wider_work::WORK_FOLDERS;
use crate::record::{Allocation, Folder};
use crate::store::layout;
use crate::store::scan::{ScannedFolder, read_file};
use crate::store::summaries::{
    CacheFolder, FolderStamp, KeptFile, KeptPart, SummariesKey, SummariesWriter, stamp_of, stamp_program,
    tree_stamp,
};

/// An audit's record, read where somebody asks for more than its summary.
pub struct AuditRecord<'c> {
    context: &'c Context,
    folder: &'c ScannedFolder,
    judged: Option<Judged>,
    /// Where its summary was recalled.
    stood: OnceCell<Folder>,
}

impl<'c> AuditRecord<'c> {
    pub(super) fn new(context: &'c Context, folder: &'c ScannedFolder) -> Self {
        Self {
            context,
            folder,
            judged: None,
            stood: OnceCell::new(),
        }
    }

    /// Takes it as already read.
    pub(super) fn judged(context: &'c Context, folder: &'c ScannedFolder, judged: Judged) -> Self {
        Self {
            judged: Some(judged),
            ..Self::new(context, folder)
        }
    }

    /// The record as what it says counts.
    pub fn folder(&self) -> &Folder {
        let stood = || self.stood.get_or_init(|| self.context.stood(self.folder));
        self.judged.as_ref().map_or_else(stood, Judged::folder)
    }

    /// What was allocated, as its file says; nothing else of the folder is read for it.
    pub(super) fn into_allocation(self) -> Option<Allocation> {
        match self.judged {
            Some(judged) => judged.reading.folder.allocation,
            None => self.context.read_allocation(self.folder).1.folder.allocation,
        }
    }
}

/// What is kept of an audit that was judged.
#[derive(BorshDeserialize, BorshSerialize)]
pub(super) struct KeptJudgement {
    pub summary: Summary,
    /// How many findings there are, notes and what is explained among them. They hold what people wrote, so they themselves
    /// are not kept.
    pub findings: u32,
}

/// Where a store's summaries are kept, and those of this day.
#[derive(Debug)]
pub(super) struct KeptSummaries {
    folder: CacheFolder,
    key: SummariesKey,
    file: Option<KeptFile>,
    /// When it was begun to look at the files.
    now: SystemTime,
}

impl KeptSummaries {
    /// What is kept of the folders from one to another.
    pub fn part(&self, folders: &[&ScannedFolder]) -> KeptPart {
        match (&self.file, folders) {
            (Some(file), [first, .., last]) => file.part(&first.path, &last.path),
            (Some(file), [only]) => file.part(&only.path, &only.path),
            _ => KeptPart::default(),
        }
    }

    /// What an audit's folder is made of now.
    pub fn stamp(&self, context: &Context, folder: &ScannedFolder) -> Option<FolderStamp> {
        stamp_of(&context.store.root, folder, self.now)
    }

    /// Keeps what was judged anew beside what is still as it was, where anything was, or something is no longer there.
    pub fn keep(&self, folders: &[&ScannedFolder], renewed: Vec<KeptPart>) -> io::Result<()> {
        let known = self.file.as_ref().map_or(0, |file| file.folders);
        let fresh: usize = renewed.iter().map(KeptPart::len).sum();
        if fresh == 0 && usize::try_from(known).is_ok_and(|known| known <= folders.len()) {
            return Ok(());
        }
        let mut renewed = renewed.into_iter().flat_map(KeptPart::into_entries).peekable();
        self.folder.put(self.key.name(), |file| {
            let mut writer = SummariesWriter::begin(file, &self.key)?;
            for folders in folders.chunks(FOLDERS_A_PART) {
                let mut before = self.part(folders);
                let mut part = KeptPart::default();
                for folder in folders {
                    if let Some(entry) = renewed.next_if(|(path, ..)| *path == folder.path) {
                        part.push(entry);
                    } else if let Some(entry) = before.take(&folder.path) {
                        part.push(entry);
                    }
                }
                writer.add(&part)?;
            }
            writer.end()
        })
    }
}

/// The folders in which records of draws lie.
fn folders_of_records() -> impl Iterator<Item = &'static str> {
    [layout::DRAWS].into_iter().chain(WORK_FOLDERS)
}

/// Whether all that an audit's summary depends on beside its folder is in the key: a record that its allocation names
/// elsewhere, by hand, could come and go unseen.
pub(super) fn is_in_the_key(allocation: Option<&Allocation>) -> bool {
    let draw = allocation.and_then(|allocation| allocation.draw.as_deref());
    draw.is_none_or(|draw| {
        let mut folders = folders_of_records();
        folders.any(|folder| {
            draw.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    })
}

/// So many folders stand in one part of a file: what is read and unsealed at once, as many as the walk goes through.
const FOLDERS_A_PART: usize = 64;

impl Context {
    /// The same, with the summaries of earlier runs at hand, and kept for later ones, in this folder. What was changed just
    /// before `now` is not taken for settled.
    #[must_use]
    pub fn with_summaries_in(mut self, folder: CacheFolder, now: SystemTime) -> Self {
        self.cache = Some((folder, now));
        self
    }

    /// The summaries that are kept, where a folder is given and nothing that they depend on was changed just now.
    pub(super) fn kept_summaries(&self) -> Option<&KeptSummaries> {
        let kept: &OnceLock<Option<KeptSummaries>> = &self.summaries;
        kept.get_or_init(|| {
            let (folder, now) = self.cache.clone()?;
            if !folder.is_private() {
                return None;
            }
            let key = self.summaries_key(now)?;
            Some(KeptSummaries {
                file: KeptFile::open(&folder.file(key.name()), &key),
                folder,
                key,
                now,
            })
        })
        .as_ref()
    }

    /// The digest of all that a summary depends on beside the audit's own folder: this build of qaf, the day, the council's
    /// own files, the wider works and the records of draws. `None` where one was changed within the last moments.
    fn summaries_key(&self, now: SystemTime) -> Option<SummariesKey> {
        let root = &self.store.root;
        let mut digest = Sha256::new();
        stamp_program(&mut digest)?;
        digest.update(format!("{}\n", self.as_of));
        for file in layout::TOP {
            tree_stamp(&mut digest, root, file, now)?;
            // Who can't read these can't open what is kept.
            if let Ok(bytes) = read_file(root, file) {
                digest.update(bytes);
            }
        }
        for folder in [layout::FORMS].into_iter().chain(folders_of_records()) {
            tree_stamp(&mut digest, root, folder, now)?;
        }
        Some(SummariesKey::of(&digest))
    }
}
