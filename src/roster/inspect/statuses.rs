//! What the words for the legal status stand for.

use std::collections::BTreeMap;

use super::super::cell::folded;
use super::super::likeness::{Likeness, likeness};
use super::super::status::{StatusMeaning, Statuses};
use super::FileLook;
use crate::framework::name::is_nothing;

/// What a status of the roster stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusKnown {
    /// It is one of qaf's, or a word that qaf knows for one.
    Own,
    /// `qaf.toml` says which of qaf's it is.
    Mapped,
    /// `qaf.toml` leaves it out.
    LeaveOut,
    /// Neither.
    Unknown,
}

/// A word for the legal status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLook {
    /// The word, as the roster writes it most often.
    pub word: String,
    /// On how many rows it stands.
    pub rows: usize,
    /// How it is known.
    pub known: StatusKnown,
    /// What it is read as.
    pub status: String,
    /// What it probably means, where it is not known.
    pub likeness: Option<Likeness>,
}

/// The words of all sheets, the most frequent first.
pub(super) fn looks(files: &[FileLook], known: &Statuses) -> Vec<StatusLook> {
    let mut words: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (word, rows) in files
        .iter()
        .flat_map(|file| &file.sheets)
        .flat_map(|sheet| &sheet.words)
        .filter(|(word, _)| known.maps(word) || !is_nothing(word))
    {
        words.entry(folded(word)).or_default().push((word.clone(), *rows));
    }
    let mut looks: Vec<StatusLook> = words.into_values().filter_map(|word| look(word, known)).collect();
    looks.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.word.cmp(&b.word)));
    looks
}

/// One look for all spellings of a word.
fn look(mut spellings: Vec<(String, usize)>, known: &Statuses) -> Option<StatusLook> {
    spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let rows = spellings.iter().map(|(_, rows)| rows).sum();
    let (word, _) = spellings.into_iter().next()?;
    let (how, status) = match known.read(&word) {
        StatusMeaning::LeaveOut => (StatusKnown::LeaveOut, word.clone()),
        StatusMeaning::Status(ours) if known.maps(&word) => (StatusKnown::Mapped, ours.to_owned()),
        StatusMeaning::Status(ours) => (StatusKnown::Own, ours.to_owned()),
        StatusMeaning::Unknown => (StatusKnown::Unknown, word.clone()),
    };
    Some(StatusLook {
        likeness: (how == StatusKnown::Unknown).then(|| likeness(&word)),
        word,
        rows,
        known: how,
        status,
    })
}
