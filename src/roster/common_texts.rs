//! What stands on many rows of a roster, read once and shared: teams, names and statuses.

use std::sync::Arc;

use smol_str::SmolStr;

use super::shared::Shared;
use super::status::{StatusMeaning, Statuses};
use crate::framework::Team;
use crate::framework::name::is_nothing;

/// The texts that stand on many rows.
#[derive(Default)]
pub(super) struct CommonTexts {
    teams: Shared<Team>,
    texts: Shared<SmolStr>,
    statuses: Shared<StatusRead>,
}

/// A word of the status column, and what it is read as.
pub(super) struct StatusRead {
    word: SmolStr,
    pub(super) status: Arc<SmolStr>,
    pub(super) leave_out: bool,
    /// Whether nobody has said what the word stands for.
    pub(super) is_unknown: bool,
}

impl AsRef<str> for StatusRead {
    fn as_ref(&self) -> &str {
        &self.word
    }
}

impl CommonTexts {
    /// A text; `None` for one that stands for nothing.
    pub(super) fn text(&mut self, text: &str) -> Option<Arc<SmolStr>> {
        self.texts
            .get(text, |text| (!is_nothing(text)).then(|| text.into()))
    }

    pub(super) fn team(&mut self, text: &str) -> Option<Arc<Team>> {
        self.teams
            .get(text, |text| Team::new(text).filter(|_| !is_nothing(text)))
    }

    pub(super) fn status(&mut self, word: &str, statuses: &Statuses) -> Option<Arc<StatusRead>> {
        self.statuses.get(word, |word| {
            let meaning = statuses.read(word);
            // A council's own line may give even such a word a meaning.
            if meaning == StatusMeaning::Unknown && is_nothing(word) {
                return None;
            }
            let status = match meaning {
                StatusMeaning::Status(ours) => ours,
                StatusMeaning::LeaveOut | StatusMeaning::Unknown => word,
            };
            Some(StatusRead {
                word: word.into(),
                status: Arc::new(status.into()),
                leave_out: meaning == StatusMeaning::LeaveOut,
                is_unknown: meaning == StatusMeaning::Unknown,
            })
        })
    }
}
