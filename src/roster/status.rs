//! Legal statuses: one spelling each, the council's words for them, and their order where a child has several.

use std::collections::{BTreeMap, HashMap};

use super::cell::{cleaned, folded};

/// The statuses in the order in which a child's rows are merged: the first goes before the later ones.
///
/// Any other status comes after them.
pub const MERGE_ORDER: [&str; 5] = ["CiC", "Care Leaver", "CP", "PLO", "CIN"];

/// The status whose list (Annex A list 9) has no start date.
const WITHOUT_START: &str = "Care Leaver";

/// A status's place in [`MERGE_ORDER`]; behind its end for one that is not in it.
pub(super) fn rank(status: &str) -> usize {
    MERGE_ORDER
        .iter()
        .position(|known| known.eq_ignore_ascii_case(status))
        .unwrap_or(MERGE_ORDER.len())
}

/// Whether a case of this status may have no first day.
pub(super) fn may_lack_start(status: &str) -> bool {
    status == WITHOUT_START
}

/// What `qaf.toml` says of the statuses of another system.
#[derive(Clone, Debug, Default)]
pub(super) struct Statuses {
    /// Their word, folded, and ours; `None`: leave the child out.
    known: HashMap<String, Option<String>>,
}

impl Statuses {
    /// Reads `[roster.statuses]`: their word = ours, or `leave-out`.
    pub(super) fn new(statuses: &BTreeMap<String, String>) -> Result<Self, Vec<String>> {
        let mut known = HashMap::new();
        let mut problems = Vec::new();
        for (theirs, ours) in statuses {
            let (from, to) = (folded(theirs), cleaned(ours));
            if from.is_empty() || to.is_empty() {
                problems.push(format!(
                    "has an empty word under [roster.statuses], in \"{theirs}\" = \"{ours}\". Write a status on both \
                     sides, or leave-out on the right."
                ));
                continue;
            }
            let to = (folded(ours) != "leaveout").then(|| in_our_spelling(&to).to_owned());
            if known.insert(from, to.clone()).is_some_and(|before| before != to) {
                problems.push(format!(
                    "maps the status \"{theirs}\" twice under [roster.statuses], in two spellings and to two words. \
                     Take one out."
                ));
            }
        }
        if problems.is_empty() {
            Ok(Self { known })
        } else {
            Err(problems)
        }
    }

    /// Whether `qaf.toml` says what a word means.
    pub(super) fn maps(&self, word: &str) -> bool {
        self.known.contains_key(&folded(word))
    }

    /// The status that a word of a file means, and whether the child is left out.
    pub(super) fn read<'a>(&'a self, word: &'a str) -> (&'a str, bool) {
        if !self.known.is_empty() {
            match self.known.get(&folded(word)) {
                Some(Some(ours)) => return (ours, false),
                Some(None) => return (word, true),
                None => {}
            }
        }
        (in_our_spelling(word), false)
    }
}

/// `cic` and `CIC` are `CiC`, so that no figure counts them apart.
fn in_our_spelling(word: &str) -> &str {
    MERGE_ORDER
        .iter()
        .find(|known| known.eq_ignore_ascii_case(word))
        .unwrap_or(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn their_words_become_ours_whatever_their_case() {
        let map = [("Looked After", "cic"), ("SGO", "leave-out")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let statuses = Statuses::new(&map.into()).unwrap();
        assert_eq!(statuses.read("looked after"), ("CiC", false));
        assert_eq!(statuses.read("sgo"), ("sgo", true));
        assert_eq!(statuses.read("cin"), ("CIN", false));
        assert_eq!(statuses.read("Early Help"), ("Early Help", false));
    }

    #[test]
    fn an_empty_word_is_refused() {
        let map = [("CIN".to_owned(), " ".to_owned())];
        assert_eq!(Statuses::new(&map.into()).unwrap_err().len(), 1);
    }
}
