//! Legal statuses: one spelling each, the words for them that need no line in `qaf.toml`, the council's words, and their
//! order where a child has several.

use std::collections::{BTreeMap, HashMap};

use super::cell::{cleaned, folded};
use super::likeness::is_denied;

/// The statuses in the order in which a child's rows are merged: the first goes before the later ones.
///
/// Any other status comes after them.
pub const MERGE_ORDER: [&str; 5] = ["CiC", "Care Leaver", "CP", "PLO", "CIN"];

/// The status whose list (Annex A list 9) has no start date.
const WITHOUT_START: &str = "Care Leaver";

/// The names of Annex A's lists 6 to 9, as one child of it and as several, by letters and digits alone.
const ANNEX_A: [(&str, &str); 18] = [
    ("childinneed", "CIN"),
    ("childreninneed", "CIN"),
    ("childprotection", "CP"),
    ("childprotectionplan", "CP"),
    ("childonachildprotectionplan", "CP"),
    ("childrenonachildprotectionplan", "CP"),
    ("childsubjecttoachildprotectionplan", "CP"),
    ("childrensubjecttoachildprotectionplan", "CP"),
    ("childincare", "CiC"),
    ("childrenincare", "CiC"),
    ("childlookedafter", "CiC"),
    ("childrenlookedafter", "CiC"),
    ("lookedafterchild", "CiC"),
    ("lookedafterchildren", "CiC"),
    ("careleavers", "Care Leaver"),
    ("publiclawoutline", "PLO"),
    ("preproceedings", "PLO"),
    ("plo", "PLO"),
];

/// The legal statuses of looked-after children, by the codes of the yearly return on them (SSDA903): interim and full
/// care orders, placement orders, section 20, remand and sentence, police protection and emergency orders.
const LOOKED_AFTER: [&str; 13] = [
    "c1", "c2", "d1", "e1", "v2", "v3", "v4", "j1", "j2", "j3", "l1", "l2", "l3",
];

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

/// What a word of a list stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatusMeaning<'a> {
    /// One of ours, or a word that `qaf.toml` gives it.
    Status(&'a str),
    /// The child is left out, by `qaf.toml`.
    LeaveOut,
    /// Nobody has said.
    Unknown,
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
            let to = (folded(ours) != "leaveout").then(|| ours_for(&to).unwrap_or(&to).to_owned());
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
        !self.known.is_empty() && self.known.contains_key(&folded(word))
    }

    /// What a word of a file stands for.
    pub(super) fn read<'a>(&'a self, word: &str) -> StatusMeaning<'a> {
        if !self.known.is_empty() {
            match self.known.get(&folded(word)) {
                Some(Some(ours)) => return StatusMeaning::Status(ours),
                Some(None) => return StatusMeaning::LeaveOut,
                None => {}
            }
        }
        ours_for(word).map_or(StatusMeaning::Unknown, StatusMeaning::Status)
    }
}

/// The status that a word stands for, by what `qaf.toml` says of other systems' words and by the usual ones; `None` where
/// nobody has said, and for a word that leaves a child out.
pub fn status_of(word: &str, statuses: &BTreeMap<String, String>) -> Option<String> {
    match Statuses::new(statuses).unwrap_or_default().read(word) {
        StatusMeaning::Status(status) => Some(status.to_owned()),
        StatusMeaning::LeaveOut | StatusMeaning::Unknown => None,
    }
}

/// The status that a word stands for without a line in `qaf.toml`: `cic` and `C.I.C.` are `CiC`, so that no figure counts
/// them apart, and so is `C2 - Full care order`.
fn ours_for(word: &str) -> Option<&'static str> {
    let own = |word: &str| {
        MERGE_ORDER
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(word))
    };
    if let Some(own) = own(word) {
        return Some(own);
    }
    let plain: String = folded(word)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let code = word
        .split(|letter: char| !letter.is_alphanumeric())
        .find(|part| !part.is_empty());
    let is_code = code.is_some_and(|code| LOOKED_AFTER.contains(&code.to_lowercase().as_str()));
    if is_code && !is_denied(word) {
        return Some(MERGE_ORDER[0]);
    }
    let named = ANNEX_A.iter().find(|(name, _)| *name == plain);
    let ours = MERGE_ORDER.into_iter().find(|known| folded(known) == plain);
    ours.or(named.map(|(_, status)| *status))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(map: &[(&str, &str)]) -> Statuses {
        let map = map.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        Statuses::new(&map.collect()).unwrap()
    }

    #[test]
    fn their_words_become_ours_whatever_their_case() {
        let statuses = statuses(&[("Looked After", "cic"), ("SGO", "leave-out"), ("C2", "CIN")]);
        assert_eq!(statuses.read("looked after"), StatusMeaning::Status("CiC"));
        assert_eq!(statuses.read("sgo"), StatusMeaning::LeaveOut);
        assert_eq!(statuses.read("cin"), StatusMeaning::Status("CIN"));
        assert_eq!(statuses.read("Early Help"), StatusMeaning::Unknown);
        // The council's own line goes before what is known without one.
        assert_eq!(statuses.read("C2"), StatusMeaning::Status("CIN"));
    }

    #[test]
    fn usual_words_and_codes_need_no_line() {
        let none = Statuses::default();
        for (word, status) in [
            ("C.I.N.", "CIN"),
            ("care-leaver", "Care Leaver"),
            ("Children in Need", "CIN"),
            ("Child Protection Plan", "CP"),
            ("Looked After Child", "CiC"),
            ("Care leavers", "Care Leaver"),
            ("Pre-proceedings", "PLO"),
            ("C2", "CiC"),
            ("v2", "CiC"),
            ("E1 - Placement order granted", "CiC"),
            ("C1) Interim care order", "CiC"),
        ] {
            assert_eq!(none.read(word), StatusMeaning::Status(status), "{word}");
        }
        for word in [
            "XYZ",
            "Child in Need Plan",
            "CWD",
            "CL",
            "C3",
            "C2 ended",
            "C22",
            "Not in care",
            "",
        ] {
            assert_eq!(none.read(word), StatusMeaning::Unknown, "{word}");
        }
    }

    #[test]
    fn an_empty_word_is_refused() {
        let map = [("CIN".to_owned(), " ".to_owned())];
        assert_eq!(Statuses::new(&map.into()).unwrap_err().len(), 1);
    }
}
