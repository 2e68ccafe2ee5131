//! `email-address`: what looks like an e-mail address.

use super::personal::SoughtData;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "email-address",
    severity: Severity::Query,
    title: "What looks like an e-mail address",
    what: "A text holds an e-mail address.",
    why: "Audits know a child by id and initials only; the record on the case system holds the rest, and an \
           audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "not_obtained: No reply from j.doe@example.org.",
    after: "not_obtained: She did not reply to two e-mails.",
    check: Some(check),
};

/// What is looked for.
pub(super) const SOUGHT: SoughtData = SoughtData {
    rule: &RULE,
    is_in: |words, _| words.contains('@') && words.split_whitespace().any(is_address),
    message: "This text holds what looks like an e-mail address.",
    help: "Take it out.",
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    SOUGHT.check(subject, drafts);
}

fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && domain
                .split_once('.')
                .is_some_and(|(host, end)| !host.is_empty() && end.len() > 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn an_address_is_found() {
        let mut sample = Sample::draft();
        sample.section("outcome").pair.strengths = some("Wrote to (j.doe@example.org).");
        sample.finds(&[("email-address", "sections.outcome.strengths")]);
        sample.section("outcome").pair.strengths = some("Seen @ home, twice a week.");
        sample.finds(&[]);
    }
}
