//! What a status that qaf does not know probably means: the words that councils use for the five that it knows.

use super::status::{MERGE_ORDER, StatusMeaning, Statuses};
use crate::framework::word::nearest;

/// What stands for cases that are not drawn.
pub const LEAVE_OUT: &str = "leave-out";

/// A guess at one of the council's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// One of ours, or `leave-out`.
    pub status: &'static str,
    /// What a person should look at before believing it.
    pub remark: Option<&'static str>,
}

/// Words and phrases, and the status that each stands for, by its place in [`MERGE_ORDER`]. A phrase of several words is looked for as a whole.
const WORDS: [(&str, usize); 50] = [
    ("looked after", 0),
    ("lac", 0),
    ("cla", 0),
    ("clas", 0),
    ("cic", 0),
    ("child in care", 0),
    ("children in care", 0),
    ("in care", 0),
    ("s20", 0),
    ("s 20", 0),
    ("section 20", 0),
    ("s31", 0),
    ("s 31", 0),
    ("s38", 0),
    ("s 38", 0),
    ("section 31", 0),
    ("section 38", 0),
    ("care order", 0),
    ("placement order", 0),
    ("accommodated", 0),
    ("ico", 0),
    ("fco", 0),
    ("care leaver", 1),
    ("cl", 1),
    ("care leavers", 1),
    ("leaving care", 1),
    ("care experienced", 1),
    ("former relevant", 1),
    ("relevant", 1),
    ("qualifying", 1),
    ("cp", 2),
    ("cpp", 2),
    ("child protection", 2),
    ("children protection", 2),
    ("protection plan", 2),
    ("s47", 2),
    ("s 47", 2),
    ("section 47", 2),
    ("plo", 3),
    ("public law outline", 3),
    ("pre proceedings", 3),
    ("cin", 4),
    ("child in need", 4),
    ("children in need", 4),
    ("in need", 4),
    ("s17", 4),
    ("s 17", 4),
    ("section 17", 4),
    ("cin plan", 4),
    ("child in need plan", 4),
];

/// A word of which a person should make sure: it may stand for something else.
const DOUBTFUL: [&str; 1] = ["cl"];

/// Words that turn a phrase into its opposite, or into what was once.
const DENIALS: [&str; 11] = [
    "not",
    "non",
    "no",
    "ceased",
    "closed",
    "ended",
    "previous",
    "previously",
    "ex",
    "discharged",
    "step",
];

/// What a word of the council's probably stands for.
pub fn likeness(word: &str) -> Likeness {
    let spaced = spaced(word);
    let mut found: Vec<usize> = WORDS
        .iter()
        .filter(|(phrase, _)| spaced.contains(&format!(" {phrase} ")))
        .map(|(_, status)| *status)
        .collect();
    if found.is_empty() {
        found.extend(misspelt(spaced.trim()));
    }
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [] => Likeness {
            status: LEAVE_OUT,
            remark: Some("not known to qaf: leave-out keeps these children out of every draw"),
        },
        _ if is_denied(word) => Likeness {
            status: LEAVE_OUT,
            remark: Some("seems to say that it is over or not so: please check"),
        },
        [one] => Likeness {
            status: MERGE_ORDER[*one],
            remark: DOUBTFUL
                .contains(&spaced.trim())
                .then_some("a guess: it may stand for something else"),
        },
        [first, ..] => Likeness {
            status: MERGE_ORDER[*first],
            remark: Some("names several; the first in qaf's order: please check"),
        },
    }
}

/// Whether a word says that something is over or not so.
pub(super) fn is_denied(word: &str) -> bool {
    let spaced = spaced(word);
    DENIALS.iter().any(|word| spaced.contains(&format!(" {word} ")))
}

/// Whether a word is one of ours, or plainly means one.
pub(super) fn is_status(word: &str) -> bool {
    Statuses::default().read(word) != StatusMeaning::Unknown || likeness(word).status != LEAVE_OUT
}

/// Small letters and digits, a space for all else, and one at either end, so that whole words can be looked for.
fn spaced(word: &str) -> String {
    let plain: String = word
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

/// A short word is too near to too much.
fn misspelt(word: &str) -> Option<usize> {
    let long = |text: &str| text.chars().count() >= 8;
    if !long(word) {
        return None;
    }
    let near = nearest(
        word,
        WORDS
            .iter()
            .map(|(phrase, _)| *phrase)
            .filter(|phrase| long(phrase)),
    )?;
    WORDS
        .iter()
        .find(|(phrase, _)| *phrase == near)
        .map(|(_, status)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_councils_are_known() {
        for (word, status) in [
            ("Looked After Child", "CiC"),
            ("S20 - Accommodated", "CiC"),
            ("Interim Care Order", "CiC"),
            ("Child Protection Plan", "CP"),
            ("CPP", "CP"),
            ("Child in Need (S17)", "CIN"),
            ("Chidl in need", "CIN"),
            ("PLO / pre-proceedings", "PLO"),
            ("Former Relevant", "Care Leaver"),
            ("Leaving Care", "Care Leaver"),
        ] {
            assert_eq!(likeness(word).status, status, "{word}");
            assert_eq!(likeness(word).remark, None, "{word}");
        }
    }

    #[test]
    fn what_is_not_known_is_left_out_with_a_remark() {
        for word in [
            "Early Help",
            "Private fostering",
            "Not looked after",
            "CIN - ceased",
            "Complicated",
            "",
        ] {
            let likeness = likeness(word);
            assert_eq!(likeness.status, LEAVE_OUT, "{word}");
            assert!(likeness.remark.is_some(), "{word}");
        }
        let both = likeness("CP and LAC");
        assert_eq!(both.status, "CiC");
        assert!(both.remark.is_some());
    }
}
