//! `phone-number`: what looks like a phone number.

use super::personal::SoughtData;
use super::texts::{digit_groups, has_digit};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "phone-number",
    severity: Severity::Query,
    title: "What looks like a phone number",
    what: "A text holds eleven digits that begin as a British phone number does.",
    why: "Audits know a child by id and initials only; the record on the case system holds the rest, and an \
           audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "not_obtained: She did not answer 07700 900123.",
    after: "not_obtained: She did not answer three calls.",
    check: Some(check),
};

/// What is looked for.
pub(super) const SOUGHT: SoughtData = SoughtData {
    rule: &RULE,
    is_in: |words, _| has_digit(words) && digit_groups(words).iter().any(|groups| is_phone_number(groups)),
    message: "This text holds what looks like a phone number.",
    help: "Take it out.",
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    SOUGHT.check(subject, drafts);
}

fn is_phone_number(groups: &[String]) -> bool {
    // Shorter first groups are days of dates.
    if groups
        .first()
        .is_none_or(|first| first.len() < 3 && first != "44")
    {
        return false;
    }
    let digits = groups.concat();
    let national = match digits.strip_prefix("44") {
        Some(rest) if digits.len() >= 12 => rest.trim_start_matches('0'),
        _ if digits.len() == 11 => digits.strip_prefix('0').unwrap_or_default(),
        _ => "",
    };
    national.len() == 10 && national.starts_with(['1', '2', '3', '7', '8'])
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn mobile_and_landline_numbers_are_found() {
        for text in [
            "Call 07700 900123.",
            "0117-496-0123",
            "+44 7700 900123",
            "(0117) 496 0123",
        ] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[("phone-number", "sections.outcome.strengths")]);
        }
    }

    #[test]
    fn dates_and_ids_are_silent() {
        for text in [
            "2026-12-07 2026-12-08",
            "case 0012345",
            "01-02-2026 100 days",
            "between 12 and 20 of 200",
        ] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[]);
        }
    }
}
