//! `repeated-evidence`: the same text in several boxes.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash as _, Hasher as _};

use super::texts::{EvidenceText, texts};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;
use crate::record::shape::AnswerWay;

/// The rule.
pub const RULE: Rule = Rule {
    id: "repeated-evidence",
    severity: Severity::Query,
    title: "The same text in several boxes",
    what: "The same text of some length stands in more than one box for evidence.",
    why: "Each domain is judged on evidence of its own; a text that fits everywhere justifies no single \
           grade.",
    source: "Section 2, case file audit, write-up",
    before: r#"q1: { strengths: "Good work throughout, well evidenced on the file" }
q2: { strengths: "Good work throughout, well evidenced on the file" }"#,
    after: r#"q1: { strengths: "The assessment weighs three earlier referrals" }
q2: { strengths: "Both parents were spoken to, the father by phone" }"#,
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let mut boxes = texts(audit, subject.form);
    boxes.retain(|text| text.evidence && text.words.len() >= LONG_ENOUGH);
    if !may_repeat(&boxes) {
        return;
    }
    let mut seen: BTreeMap<String, AnswerWay<'_>> = BTreeMap::new();
    // The second box is the one that comes later on the form.
    boxes.sort_by_key(|text| text.way.position(subject.form));
    for text in boxes {
        let words: Vec<&str> = text.words.split_whitespace().collect();
        let plain = words.join(" ").to_lowercase();
        if plain.chars().count() < LONG_ENOUGH {
            continue;
        }
        if let Some(first) = seen.get(&plain) {
            let message = "The same text stands in another box.";
            drafts.push(
                RULE.draft(text.way.place(), message)
                    .help("Write here what you saw of this question.")
                    .related(first.place(), "it stands here first"),
            );
        } else {
            seen.insert(plain, text.way);
        }
    }
}

/// Whether any two of these may be the same, but for case and space: nearly always none, which is soon told by their
/// hashes.
fn may_repeat(boxes: &[EvidenceText<'_>]) -> bool {
    let mut seen = HashSet::with_capacity(boxes.len());
    let hash = |text: &EvidenceText<'_>| {
        let mut hasher = DefaultHasher::new();
        for c in text.words.chars().filter(|c| !c.is_whitespace()) {
            if c.is_ascii() {
                c.to_ascii_lowercase().hash(&mut hasher);
            } else {
                c.to_lowercase().for_each(|c| c.hash(&mut hasher));
            }
        }
        hasher.finish()
    };
    boxes.iter().any(|text| !seen.insert(hash(text)))
}

/// Shorter texts, as "None seen on the file", may well fit twice.
const LONG_ENOUGH: usize = 40;

#[cfg(test)]
mod tests {
    use crate::record::TwoAnswers;
    use crate::rule::sample::{Sample, said, some};

    #[test]
    fn the_second_box_with_the_same_text_is_found() {
        let mut sample = Sample::clean();
        *sample.pair("talks", "q2") = TwoAnswers {
            improvements: None,
            ..said("the first talk")
        };
        sample.finds(&[("repeated-evidence", "sections.talks.questions.q2.strengths")]);
    }

    #[test]
    fn a_short_text_may_fit_twice() {
        let mut sample = Sample::clean();
        sample.pair("talks", "q1").improvements = some("None seen.");
        sample.pair("talks", "q2").improvements = some("None seen.");
        sample.finds(&[]);
    }
}
