//! What lies in a store and is not part of it. It is named and never deleted.

use super::read_file::has_ending;
use crate::framework::word::nearest;
use crate::record::FileKind;
use crate::store::layout::{AUDITS, DRAWS, TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

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
        /// The name of the file that it is a copy of.
        of: String,
    },
    /// A corrected copy that was laid beside the file, to be compared with it.
    FixedCopy {
        /// The name of the file that it is a copy of.
        of: String,
    },
    /// A file that is not there under its own name, and seems to be here under another.
    OtherName {
        /// Its own name.
        of: String,
        /// The other files of the folder that may be it as well.
        others: Vec<String>,
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
    /// An audit's folder whose number another audit has.
    SharedNumber {
        /// The folder that has it first.
        first: String,
    },
    /// A folder that can't be opened.
    Closed {
        /// What the system said.
        why: String,
    },
    /// Anything whose name is no text; what can be shown of it stands in the path.
    NoText,
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

    /// Its name in its folder.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// What it is, as a sentence.
    pub fn message(&self) -> String {
        match &self.kind {
            StrayKind::ConflictedCopy { of } => {
                format!("this is a second copy of {of}, and is not read")
            }
            StrayKind::FixedCopy { of } => {
                format!("this is a corrected copy of {of}, and is not read")
            }
            StrayKind::OtherName { of, others } if others.is_empty() => {
                format!("this is {of} under another name, and is not read")
            }
            StrayKind::OtherName { of, others } => format!(
                "this may be {of} under another name, as {} may, and none of them is read",
                others.join(" and ")
            ),
            StrayKind::OfficeLock => "somebody seems to have a file of this folder open".to_owned(),
            StrayKind::Leftover => "a run of qaf was stopped before it had finished this file".to_owned(),
            StrayKind::Link if self.path == AUDITS || self.path.starts_with(&format!("{AUDITS}/")) => {
                "this is a link, and qaf follows none, so audits behind it are missing in every list and figure"
                    .to_owned()
            }
            StrayKind::Link => "this is a link, and qaf follows none".to_owned(),
            StrayKind::EmptyFolder => "this audit's folder is empty".to_owned(),
            StrayKind::NotAnId => "this folder is not named by an audit's id, and is not read".to_owned(),
            StrayKind::SharedNumber { first } => format!("this folder's number is also that of {first}"),
            StrayKind::Closed { why } => format!(
                "this folder can't be opened ({why}), so the audits in it are missing in every list and figure"
            ),
            StrayKind::NoText => {
                "the name of this holds bytes that are no text, so it is not read; where \u{fffd} is shown, one stands"
                    .to_owned()
            }
            StrayKind::Unknown => "this is no file or folder of a store, and is not read".to_owned(),
        }
    }

    /// Where it is and what is wrong with it, in a sentence.
    pub fn sentence(&self) -> String {
        format!("{}: {}.", self.path, self.message())
    }

    /// What to do about it, as a sentence.
    pub fn help(&self) -> String {
        let name = self.name();
        match &self.kind {
            StrayKind::ConflictedCopy { of } => {
                format!("Compare the two, put what is right into {of}, and delete this one.")
            }
            StrayKind::FixedCopy { of } => {
                format!("Compare the two; if this one is right, let it take the place of {of}.")
            }
            StrayKind::OtherName { of, others } if others.is_empty() => {
                let hidden = if has_ending(name, "txt") {
                    " Windows may not show that its name ends in .txt: in the file manager, choose View and File name \
                     extensions."
                } else {
                    ""
                };
                format!("Call it {of}.{hidden}")
            }
            StrayKind::OtherName { of, .. } => {
                format!("Compare them, and call the one that is right {of}. Delete none before.")
            }
            StrayKind::OfficeLock => {
                "Ask them to save and close it. Delete this file if nobody has.".to_owned()
            }
            StrayKind::Leftover if self.path.starts_with(&format!("{DRAWS}/")) => {
                "Nothing was drawn by it. Delete it, unless somebody is running qaf at this moment."
                    .to_owned()
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
            StrayKind::Closed { .. } => {
                "Ask whoever looks after the drive for the right to open it, then run the command again."
                    .to_owned()
            }
            StrayKind::NoText => "Rename it in a file manager, or move it out of the store.".to_owned(),
            StrayKind::Unknown if FileKind::parse(name).is_some() => {
                "An audit's file belongs in the audit's folder.".to_owned()
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

pub(super) fn is_leftover(name: &str) -> bool {
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

/// The files of an audit's folder, by their names, that are none of an audit's.
pub(super) fn beside(folder: &str, names: &[String]) -> Vec<Stray> {
    let known = FileKind::NAMES.map(|(name, _)| name);
    let others = names.iter().filter(|name| !known.contains(&name.as_str()));
    let mut strays = copies(folder, names, &known);
    let rest = others.filter_map(|name| between(name, format!("{folder}/{name}")));
    let is_new = |stray: &Stray, strays: &[Stray]| !strays.iter().any(|other| other.path == stray.path);
    for stray in rest {
        if is_new(&stray, &strays) {
            strays.push(stray);
        }
    }
    strays
}

/// The files of a folder, by the names of all in it, that are copies of known ones, or are those under another name.
pub fn copies(folder: &str, names: &[String], known: &[&str]) -> Vec<Stray> {
    let like = |name: &String| {
        let own = is_the_systems(name)
            || is_office_lock(name)
            || is_leftover(name)
            || known.contains(&name.as_str());
        (!own).then(|| likeness(name, known)).flatten()
    };
    let all: Vec<(&String, &str)> = names
        .iter()
        .filter_map(|name| Some((name, like(name)?)))
        .collect();
    let stray = |(name, of): &(&String, &str)| {
        let there = names.iter().any(|other| other == of);
        let of = (*of).to_owned();
        let kind = if !there {
            let others = all.iter().filter(|(other, like)| other != name && *like == of);
            StrayKind::OtherName {
                others: others.map(|(other, _)| (*other).clone()).collect(),
                of,
            }
        } else if is_fixed(name) {
            StrayKind::FixedCopy { of }
        } else {
            StrayKind::ConflictedCopy { of }
        };
        let path = if folder.is_empty() {
            (*name).clone()
        } else {
            format!("{folder}/{name}")
        };
        Stray::new(path, kind)
    };
    all.iter().map(stray).collect()
}

fn is_fixed(name: &str) -> bool {
    name.ends_with(".fixed.yaml")
}

/// The known file that a name is another name of, as people, file managers and programs that keep folders in step make
/// one: `audit-DESKTOP-7F2.yaml`, `audit (conflicted copy 2026-12-01).yaml`, `audit.yaml.txt`, `Copy of people.csv`.
pub fn likeness<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = name.to_lowercase();
    let body = lower.strip_prefix("copy of ").unwrap_or(&lower);
    let is_like = |known: &&&str| {
        let known = known.to_lowercase();
        let (stem, ending) = known.rsplit_once('.').unwrap_or((&known, ""));
        let Some(rest) = body.strip_prefix(stem) else {
            return false;
        };
        let apart = rest.starts_with(|c: char| !c.is_alphanumeric()) || body == known;
        let same = rest.contains(&format!(".{ending}"))
            || (ending == "yaml" && has_ending(rest, "yml"))
            || matches!(rest, ".txt" | ".bak" | ".old" | "~");
        apart && (same || ending.is_empty())
    };
    // Of several, the one that says most: report (1).json is none of report.txt's.
    known
        .iter()
        .filter(is_like)
        .max_by_key(|known| known.len())
        .copied()
}
