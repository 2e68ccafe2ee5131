//! The kept copies of one audit, found again and held against the fingerprints in its log, each read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{fingerprint, path_of};
use crate::store::document::Document;
use crate::store::scan::read_file;

/// Why a kept copy can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostWhy {
    /// It is not there, or can't be read.
    Missing,
    /// It is not as it was kept.
    Altered,
}

/// What a copy holds, or why it is lost.
type ReadCopy = Result<Arc<[u8]>, LostWhy>;

/// Reads the kept copies of one audit.
#[derive(Debug)]
pub struct KeptReader {
    root: PathBuf,
    /// The audit's folder, relative to the store.
    folder: String,
    /// What was read, by path and fingerprint: two copies share a path where their fingerprints begin alike.
    read: RefCell<BTreeMap<(String, String), ReadCopy>>,
}

impl KeptReader {
    /// For the audit of a folder, relative to the store; nothing is read yet.
    pub fn new(root: &Path, folder: &str) -> Self {
        Self {
            root: root.to_owned(),
            folder: folder.to_owned(),
            read: RefCell::default(),
        }
    }

    /// Where a copy is kept, relative to the store.
    pub fn path(&self, stem: &str, sha256: &str) -> String {
        path_of(&self.folder, stem, sha256)
    }

    /// A kept copy, where it is there and as it was kept.
    pub fn copy(&self, stem: &str, sha256: &str) -> Result<Arc<[u8]>, LostWhy> {
        let key = (self.path(stem, sha256), sha256.to_owned());
        if let Some(known) = self.read.borrow().get(&key) {
            return known.clone();
        }
        let found = match read_file(&self.root, &key.0) {
            Ok(bytes) if fingerprint(&bytes) == sha256 => Ok(Arc::from(bytes)),
            Ok(_) => Err(LostWhy::Altered),
            Err(_) => Err(LostWhy::Missing),
        };
        self.read.borrow_mut().insert(key, found.clone());
        found
    }

    /// A kept copy as a document; `None` where it is lost.
    pub fn document(&self, stem: &str, sha256: &str) -> Option<Document> {
        let bytes = self.copy(stem, sha256).ok()?;
        Some(Document::read(self.path(stem, sha256), &bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_copy_is_read_once_and_held_against_its_fingerprint() {
        let store = tempfile::tempdir().unwrap();
        fs::create_dir_all(store.path().join("a/kept")).unwrap();
        let sha256 = fingerprint(b"grade: good\n");
        let file = store.path().join(path_of("a", "audit", &sha256));
        fs::write(&file, "grade: good\n").unwrap();
        let reader = || KeptReader::new(store.path(), "a");

        let first = reader();
        assert_eq!(*first.copy("audit", &sha256).unwrap(), *b"grade: good\n");
        fs::write(&file, "grade: inadequate\n").unwrap();
        assert_eq!(*first.copy("audit", &sha256).unwrap(), *b"grade: good\n");
        assert_eq!(reader().copy("audit", &sha256), Err(LostWhy::Altered));
        fs::remove_file(&file).unwrap();
        assert_eq!(reader().copy("audit", &sha256), Err(LostWhy::Missing));
    }
}
