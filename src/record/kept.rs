//! What the kept copies of an audit's files tell (`formats.md`, section 4): with each event qaf notes the fingerprint of
//! every file a person owns, and keeps a copy of it.

use super::{FileKind, Route};
use crate::framework::Date;

/// What was found out from the kept copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The files that are no longer as they were when the audit was sent.
    pub changed: Vec<ChangedSince>,
    /// The copies that are not there, or not as they were kept.
    pub lost: Vec<LostCopy>,
}

/// A file that is no longer as it was when the audit was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSince {
    /// The file.
    pub file: FileKind,
    /// The day of sending.
    pub sent: Date,
    /// Where that stands in the log.
    pub item: usize,
    /// The answers that differ; `None` where the copy of then can't be compared.
    pub what: Option<Vec<Route>>,
}

/// A kept copy that is not there, or not as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostCopy {
    /// The copy, relative to the store.
    pub path: String,
    /// The stem of the file it is a copy of: `audit`.
    pub stem: String,
    /// Where the log first names it.
    pub item: usize,
    /// It is there, and not as it was kept.
    pub altered: bool,
}
