//! What a step or an action belongs to.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{AuditId, Quarter, WorkId};

/// An audit, a wider work, or a quarter's report that boards had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemId {
    /// An audit or a wider work, by its number in the one count.
    Numbered(AuditId),
    /// A quarter, by its name.
    Quarter(String),
}

impl ItemId {
    /// Whether it has this number, as an audit or wider work.
    pub fn is_numbered(&self, id: &AuditId) -> bool {
        matches!(self, Self::Numbered(own) if own == id)
    }

    /// The wider work, where it is one.
    pub fn work(&self) -> Option<WorkId> {
        match self {
            Self::Numbered(id) => WorkId::new(id.clone()),
            Self::Quarter(_) => None,
        }
    }
}

impl From<AuditId> for ItemId {
    fn from(id: AuditId) -> Self {
        Self::Numbered(id)
    }
}

impl From<Quarter> for ItemId {
    fn from(quarter: Quarter) -> Self {
        Self::Quarter(quarter.to_string())
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbered(id) => id.fmt(f),
            Self::Quarter(quarter) => f.pad(quarter),
        }
    }
}

impl Serialize for ItemId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
