//! `placeholder-evidence`: a placeholder instead of evidence.

use super::texts::{EvidenceText, texts};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "placeholder-evidence",
    severity: Severity::Query,
    title: "A placeholder instead of evidence",
    what: "A box for evidence holds only a placeholder, such as \"tbc\" or \"see above\". That there is \
           nothing to say (\"none\") is an answer where the other box says something.",
    why: "Each grade comes with enough evidence to justify it.",
    source: "Section 2, case file audit, write-up",
    before: "strengths: tbc",
    after: "strengths: The chronology is up to date and names each move.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let all = texts(audit, subject.form);
    for text in all.iter().filter(|text| text.evidence && is_short(text.words)) {
        let plain = plain(text.words);
        let nothing = NOTHING.contains(&plain.as_str());
        if STANDS_FOR_LATER.contains(&plain.as_str()) || (nothing && !other_box_speaks(text, &all)) {
            let message = format!("\"{}\" is no evidence.", text.words.trim());
            let help = "Write what you saw, on the file or in the session.";
            drafts.push(RULE.draft(text.way.place(), message).help(help));
        }
    }
}

/// Words that promise an answer, or point to one.
const STANDS_FOR_LATER: [&str; 18] = [
    "tbc",
    "tba",
    "tbd",
    "todo",
    "to do",
    "to follow",
    "to be completed",
    "to be confirmed",
    "xx",
    "xxx",
    "test",
    "pending",
    "as above",
    "see above",
    "see below",
    "see file",
    "see lcs",
    "lorem ipsum",
];

/// Words that say there is nothing; the empty one is a lone dash or dot.
const NOTHING: [&str; 7] = ["", "none", "na", "n a", "nil", "nothing", "not applicable"];

/// Whether a text is no longer than the longest placeholder. Most are longer, and need no closer look.
fn is_short(text: &str) -> bool {
    const LONGEST: usize = 15;
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .nth(LONGEST)
        .is_none()
}

/// A text without case, punctuation and needless space.
fn plain(text: &str) -> String {
    let letters: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the box beside this one, of the same question, holds an answer.
fn other_box_speaks(text: &EvidenceText<'_>, all: &[EvidenceText<'_>]) -> bool {
    all.iter().any(|other| {
        other.way.is_beside(&text.way) && other.evidence && !NOTHING.contains(&plain(other.words).as_str())
    })
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_promise_of_an_answer_is_none() {
        let mut sample = Sample::clean();
        sample.pair("talks", "q1").strengths = some("TBC.");
        sample.finds(&[("placeholder-evidence", "sections.talks.questions.q1.strengths")]);
        sample.audit().overall.reasons = some("See above");
        sample.finds(&[
            ("placeholder-evidence", "sections.talks.questions.q1.strengths"),
            ("placeholder-evidence", "overall.reasons"),
        ]);
    }

    #[test]
    fn every_placeholder_is_short() {
        for text in super::STANDS_FOR_LATER.iter().chain(&super::NOTHING) {
            assert!(super::is_short(text), "{text}");
        }
        assert!(!super::is_short("The chronology is up to date."));
    }

    #[test]
    fn none_is_an_answer_beside_one() {
        let mut sample = Sample::clean();
        sample.section("outcome").pair.improvements = some("None");
        sample.finds(&[]);
        sample.section("outcome").pair.strengths = some("-");
        assert_eq!(sample.places("placeholder-evidence").len(), 2);
    }
}
