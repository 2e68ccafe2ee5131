//! What lies in a store and is not part of it. It is named and never deleted.

use crate::framework::text::nearest;
use crate::record::FileKind;
use crate::store::layout::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

/// Something that does not belong where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stray {
    /// Where, relative to the store, with `/`.
    pub path: String,
    /// What it seems to be.
    pub kind: StrayKind,
}

/// What a stray seems to be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StrayKind {
    /// A second copy of a file, as programs that keep folders in step make one where two people wrote at once.
    ConflictedCopy {
        /// The file that it is a copy of.
        of: FileKind,
    },
    /// A corrected copy that was laid beside the file, to be compared with it.
    FixedCopy {
        /// The file that it is a copy of.
        of: FileKind,
    },
    /// The mark of an office program that somebody has the file open.
    OfficeLock,
    /// What a run of qaf that was stopped had not finished.
    Leftover,
    /// A symbolic link, which is not followed.
    Link,
    /// An audit's folder with nothing in it.
    EmptyFolder,
    /// A folder where audits' folders are, whose name is no audit's id.
    NotAnId,
    /// An audit's folder whose number another one has.
    SharedNumber {
        /// The folder that has it first.
        first: String,
    },
    /// Anything else.
    Unknown,
}

impl Stray {
    /// A stray.
    pub fn new(path: impl Into<String>, kind: StrayKind) -> Self {
        Self {
            path: path.into(),
            kind,
        }
    }

    /// What it is, as a sentence.
    pub fn message(&self) -> String {
        match &self.kind {
            StrayKind::ConflictedCopy { of } => {
                format!("this is a second copy of {}, and is not read", of.name())
            }
            StrayKind::FixedCopy { of } => {
                format!("this is a corrected copy of {}, and is not read", of.name())
            }
            StrayKind::OfficeLock => "somebody seems to have a file of this folder open".to_owned(),
            StrayKind::Leftover => "a run of qaf was stopped before it had finished this file".to_owned(),
            StrayKind::Link => "this is a link, and qaf follows none".to_owned(),
            StrayKind::EmptyFolder => "this audit's folder is empty".to_owned(),
            StrayKind::NotAnId => "this folder is not named by an audit's id, and is not read".to_owned(),
            StrayKind::SharedNumber { first } => format!("this folder's number is also that of {first}"),
            StrayKind::Unknown => "this is no file or folder of a store, and is not read".to_owned(),
        }
    }

    /// What to do about it, as a sentence.
    pub fn help(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        match &self.kind {
            StrayKind::ConflictedCopy { of } => format!(
                "Compare the two, put what is right into {}, and delete this one.",
                of.name()
            ),
            StrayKind::FixedCopy { of } => format!(
                "Compare the two; if this one is right, let it take the place of {}.",
                of.name()
            ),
            StrayKind::OfficeLock => {
                "Ask them to save and close it. Delete this file if nobody has.".to_owned()
            }
            StrayKind::Leftover => "Delete it, unless somebody is running qaf at this moment.".to_owned(),
            StrayKind::Link => "Put the file or folder itself in its place.".to_owned(),
            StrayKind::EmptyFolder => {
                "Restore its files from a backup, or delete the folder if there never were any.".to_owned()
            }
            StrayKind::NotAnId => {
                "An audit's folder keeps the name that qaf gave it, such as CF-26-0042.".to_owned()
            }
            StrayKind::SharedNumber { .. } => {
                "Find out which of the two is the audit's folder, and move the other out of the store."
                    .to_owned()
            }
            StrayKind::Unknown => match nearest(name, FileKind::NAMES.map(|(name, _)| name)) {
                Some(near) => {
                    format!("If it is meant to be {near}, name it so; otherwise move it elsewhere.")
                }
                None => "Move it out of the store.".to_owned(),
            },
        }
    }
}

/// Whether a name is the operating system's own, which it makes wherever somebody looks.
pub(super) fn is_the_systems(name: &str) -> bool {
    let plain = name.to_ascii_lowercase();
    matches!(plain.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini") || plain.starts_with("._")
}

fn is_office_lock(name: &str) -> bool {
    name.starts_with("~$") || (name.starts_with(".~lock.") && name.ends_with('#'))
}

fn is_leftover(name: &str) -> bool {
    name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

/// What lies between the audits' folders; `None` for what is the system's own.
pub(super) fn between(name: &str, path: String) -> Option<Stray> {
    let kind = match name {
        name if is_the_systems(name) => return None,
        name if is_office_lock(name) => StrayKind::OfficeLock,
        name if is_leftover(name) => StrayKind::Leftover,
        _ => StrayKind::Unknown,
    };
    Some(Stray::new(path, kind))
}

/// A file that lies beside an audit's; `None` for what is the system's own.
pub(super) fn beside(name: &str, path: String) -> Option<Stray> {
    let found = between(name, path)?;
    let kind = match found.kind {
        StrayKind::Unknown => copy_of(name).unwrap_or(StrayKind::Unknown),
        other => other,
    };
    Some(Stray { kind, ..found })
}

/// Reads names such as `audit-DESKTOP-7F2.yaml`, `audit (conflicted copy 2026-12-01).yaml`, `audit.yaml~`.
fn copy_of(name: &str) -> Option<StrayKind> {
    let (of, rest) = FileKind::NAMES.iter().find_map(|(known, kind)| {
        let stem = known.strip_suffix(".yaml")?;
        name.strip_prefix(stem).map(|rest| (*kind, rest))
    })?;
    if rest == ".fixed.yaml" {
        return Some(StrayKind::FixedCopy { of });
    }
    let begins_apart = rest.starts_with(|c: char| !c.is_alphanumeric());
    let plain = rest.to_ascii_lowercase();
    let is_yaml = plain.starts_with(".yaml") || matches!(plain.rsplit('.').next(), Some("yaml" | "yml"));
    (begins_apart && is_yaml).then_some(StrayKind::ConflictedCopy { of })
}
