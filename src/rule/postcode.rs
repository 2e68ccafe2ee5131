//! `postcode`: what looks like a postcode.

use super::personal::SoughtData;
use super::texts::has_digit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "postcode",
    severity: Severity::Query,
    title: "What looks like a postcode",
    what: "A text holds what has the shape of a British postcode.",
    why: "Audits know a child by id and initials only; the record on the case system holds the rest, and an \
           audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "strengths: The move to BS1 5TR was planned well.",
    after: "strengths: The move was planned well.",
    check: Some(check),
};

/// What is looked for.
pub(super) const SOUGHT: SoughtData = SoughtData {
    rule: &RULE,
    is_in: |words, _| has_digit(words) && holds_postcode(words),
    message: "This text holds what looks like a postcode.",
    help: "Take it out, or name the area.",
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    SOUGHT.check(subject, drafts);
}

fn holds_postcode(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.is_ascii())
        .collect();
    let together = words.iter().any(|word| {
        (5..=7).contains(&word.len()) && {
            let (outward, inward) = word.split_at(word.len() - 3);
            is_outward(outward) && is_inward(inward)
        }
    });
    together
        || words
            .windows(2)
            .any(|pair| is_outward(pair[0]) && is_inward(pair[1]))
}

/// `BS1`, `B12`, `SW1A`: one or two capital letters, a digit, and a digit or letter more.
fn is_outward(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &word[letters..];
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// `5TR`: a digit and two capital letters, of which some are never used.
fn is_inward(word: &str) -> bool {
    let mut bytes = word.bytes();
    word.len() == 3
        && bytes.next().is_some_and(|b| b.is_ascii_digit())
        && bytes.all(|b| b.is_ascii_uppercase() && !b"CIKMOV".contains(&b))
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn postcodes_are_found_with_and_without_the_space() {
        for text in ["He moved to BS1 5TR.", "at SW1A1AA, London", "(B12 9QX)"] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[("postcode", "sections.outcome.strengths")]);
        }
    }

    #[test]
    fn ordinals_quarters_and_statements_are_silent() {
        for text in [
            "in Q1 2nd visit",
            "BIR-G1 and ASM-RI3",
            "by KS2 3 months on",
            "S47 in 5 days",
        ] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[]);
        }
    }
}
