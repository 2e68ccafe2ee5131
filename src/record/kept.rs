//! What the kept copies of an audit's files tell (`docs/files.md`, section 4): with each event qaf notes the fingerprint of
//! every file a person owns, and keeps a copy of it.

use super::{EventKind, FileKind, Route};
use crate::framework::Date;

/// What was found out from the kept copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptCopies {
    /// What is no longer as it was at the event from which it counts.
    pub changed: Vec<ChangedSince>,
    /// The copies that are not there, or not as they were kept.
    pub lost: Vec<LostCopy>,
}

/// A file, or a part of one, that is no longer as it was at the event from which it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSince {
    /// The file.
    pub file: FileKind,
    /// The event: its copy is what counts.
    pub event: EventKind,
    /// Its day.
    pub date: Date,
    /// Where it stands in the log.
    pub item: usize,
    /// What became of it.
    pub how: KeptChange,
}

/// What became of a file since an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptChange {
    /// These answers differ.
    Answers(Vec<Route>),
    /// It is not there any more.
    Gone,
    /// The copy of then can't be compared.
    Unknown,
}

impl KeptCopies {
    /// Whether the file at this path was changed since it counts.
    pub fn is_changed(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.changed.iter().any(|changed| changed.file.name() == name)
    }
}

impl ChangedSince {
    /// What was changed, and since when, in a sentence without its full stop. `shown` says the place of an answer.
    pub fn words(&self, shown: impl Fn(&Route) -> String) -> String {
        let name = self.file.name();
        let since = format!(
            "after {} on {}",
            self.event.meaning().happened,
            self.date.spoken()
        );
        match &self.how {
            KeptChange::Gone => format!("{name} was taken away {since}"),
            KeptChange::Unknown => format!(
                "{name} was changed {since}. What was changed can't be told, for the copy kept then is not there or not as it was"
            ),
            KeptChange::Answers(all) => {
                let named: Vec<String> = all.iter().take(NAMED).map(shown).collect();
                let more = match all.len().saturating_sub(NAMED) {
                    0 => String::new(),
                    more => format!("; and {more} more"),
                };
                format!("{name} was changed {since}: {}{more}", named.join("; "))
            }
        }
    }
}

/// So many answers are named at most.
const NAMED: usize = 3;

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
