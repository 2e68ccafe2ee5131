//! When more was learnt from an audit after it was submitted.

use crate::framework::Date;
use crate::record::Folder;

/// When more was learnt from an audit after it was submitted, for reports of what audits teach on some days.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct LearntSince {
    /// The days of the worker's feedback, and of the worker's consent to a note on good practice.
    pub on: Vec<Date>,
    /// Whether such a note waits for that consent.
    pub waits: bool,
}

impl LearntSince {
    /// What an audit's files say of it by today.
    pub fn of(folder: &Folder, today: Date) -> Self {
        let feedback = folder.feedback.as_ref().and_then(|feedback| feedback.date);
        let note = folder.appreciative.as_ref();
        let agreed = note.and_then(|note| note.agreed_with_worker);
        let mut on: Vec<Date> = feedback.into_iter().chain(agreed).collect();
        on.retain(|day| *day <= today);
        on.shrink_to_fit();
        Self {
            on,
            waits: note.is_some() && agreed.is_none_or(|day| day > today),
        }
    }
}
