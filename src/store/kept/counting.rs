//! An audit's files as they are judged: what is wrong with a change that counts for nothing is no fault of the audit.

use std::collections::BTreeMap;

use super::{FilePart, KeptVersions, path_of, stem};
use crate::framework::form::{Form, FormRef};
use crate::record::{Folder, Readable};
use crate::store::read::{self, Reading};

/// An audit's files as they are judged.
#[derive(Debug)]
pub struct WhatCounts {
    /// The files, read.
    pub reading: Reading,
    /// The copies that stand for files that are another now, by the path of the file.
    copies: BTreeMap<String, String>,
}

impl WhatCounts {
    /// The path of the copy that stands for a file, where one does.
    pub fn copy_of(&self, path: &str) -> Option<&str> {
        self.copies.get(path).map(String::as_str)
    }
}

impl KeptVersions<'_> {
    /// The files as they are judged: each part as what it said counts, and as it is where it is a draft. `None` where that
    /// is as the files are.
    pub fn that_count<'f>(&self, forms: impl Fn(&FormRef) -> Option<&'f Form>) -> Option<WhatCounts> {
        let (now, mut files) = (self.kept.now, self.kept.files.clone());
        let mut copies = BTreeMap::new();
        let parts = FilePart::ALL.into_iter().filter(|part| !self.is_open(*part));
        let parts: Vec<(FilePart, &Folder)> = parts.map(|part| (part, self.that_counts(part))).collect();
        for (_, version) in &parts {
            let kept = self.copies.iter().find(|(_, copy)| std::ptr::eq(*copy, *version));
            if let Some(((kind, sha256), _)) = kept {
                files.insert(*kind, self.kept.copy(*kind, sha256)?);
                copies.insert(now.file(*kind), path_of(&now.path, stem(*kind), sha256));
            }
        }
        if copies.is_empty() {
            return None;
        }
        let mut reading = read::folder(now.id.clone(), &now.path, &files, forms);
        let unread = now
            .files
            .iter()
            .filter(|(_, readable)| **readable == Readable::No);
        for (kind, readable) in unread {
            reading.folder.files.entry(*kind).or_insert(*readable);
        }
        for (part, version) in parts {
            part.put(version, &mut reading.folder);
        }
        Some(WhatCounts { reading, copies })
    }
}
