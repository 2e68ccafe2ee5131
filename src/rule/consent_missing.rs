//! `consent-missing`: an observation without consent.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "consent-missing",
    severity: Severity::Query,
    title: "An observation without consent",
    what: "Nobody of the family is said to have agreed to the observation, or an entry does not say who or \
           when.",
    why: "Before an observation the worker gets the consent of the parents and of the child.",
    source: "Section 2, observation of practice, process map",
    before: "consent: []",
    after: "consent: [ { from: mother, date: 2026-12-01 } ]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished().filter(|_| subject.form.process().asks_consent) else {
        return;
    };
    let block = Route::from("consent");
    let help = "Write who agreed and when; where no family was there, explain it.";
    if audit.consent.is_empty() {
        if !subject.is_faulty(&block) {
            let message = "Nobody is said to have agreed to the observation.";
            drafts.push(RULE.draft(key_in_audit(block), message).help(help));
        }
        return;
    }
    for (index, consent) in audit.consent.iter().enumerate() {
        let parts = [
            (
                "from",
                consent.from.is_none(),
                "It is not said who agreed to the observation.",
            ),
            (
                "date",
                consent.date.is_none(),
                "It is not said when they agreed to the observation.",
            ),
        ];
        for (key, missing, message) in parts {
            let route = block.item(index).key(key);
            if missing && !subject.is_faulty(&route) {
                drafts.push(RULE.draft(key_in_audit(route), message).help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::SettledBy;
    use crate::record::audit::Consent;
    use crate::rule::sample::{Sample, day, some};

    #[test]
    fn an_observation_is_agreed_to() {
        let mut sample = Sample::clean();
        sample.form.settled_by = SettledBy::EvidenceReview;
        sample.finds(&[("consent-missing", "consent")]);
        sample.audit().consent.push(Consent {
            from: some("mother"),
            date: None,
        });
        sample.finds(&[("consent-missing", "consent[0].date")]);
        sample.audit().consent[0].date = Some(day("2026-12-01"));
        sample.finds(&[]);
    }
}
