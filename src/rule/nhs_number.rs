//! `nhs-number`: what looks like an NHS number.

use super::personal::SoughtData;
use super::texts::{digit_groups, has_digit};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "nhs-number",
    severity: Severity::Query,
    title: "What looks like an NHS number",
    what: "A text holds ten digits of which the last is the check digit of an NHS number.",
    why: "Audits know a child by id and initials only; the record on the case system holds the rest, and an \
           audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "strengths: 943 476 5919 is on the front screen.",
    after: "strengths: The NHS number is on the front screen.",
    check: Some(check),
};

/// What is looked for. The child's id in the case system may have ten digits too.
pub(super) const SOUGHT: SoughtData = SoughtData {
    rule: &RULE,
    is_in: |words, of| {
        let is_id = |groups: &[String]| of.child.is_some_and(|id| groups.concat() == id);
        let is_told = |groups: Vec<String>| is_nhs_number(&groups) && !is_id(&groups);
        has_digit(words) && digit_groups(words).into_iter().any(is_told)
    },
    message: "This text holds what looks like an NHS number.",
    help: "Take it out; the child is known by the id.",
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    SOUGHT.check(subject, drafts);
}

/// Whether ten digits, together or as 3, 3 and 4, end with the check digit (modulus 11).
pub(super) fn is_nhs_number(groups: &[String]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(String::len).collect();
    if lengths != [10] && lengths != [3, 3, 4] {
        return false;
    }
    let digits: Vec<u32> = groups.concat().chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, body)) = digits.split_last() else {
        return false;
    };
    let sum: u32 = body
        .iter()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let all_alike = digits.iter().all(|digit| digit == check);
    (11 - sum % 11) % 11 == *check && !all_alike
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn ten_digits_with_the_check_digit_are_found() {
        for text in ["NHS 9434765919.", "943 476 5919", "no 943-476-5919 on file"] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[("nhs-number", "sections.outcome.strengths")]);
        }
    }

    #[test]
    fn other_numbers_are_silent() {
        for text in ["9434765918", "94347659190", "94 347 65919", "see 2026 and 12"] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[]);
        }
    }
}
