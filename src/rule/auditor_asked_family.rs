//! `auditor-asked-family`: the auditor knows the family and asked them all the same.

use super::subject::{in_audit, key_in_audit};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "auditor-asked-family",
    severity: Severity::Query,
    title: "The auditor knows the family and asked them all the same",
    what: "The auditor says that they know the family; of somebody who was heard, no peer is named who asked, though one \
           asked others, or the auditor is named themselves.",
    why: "A family may not speak freely to somebody they know; an auditor who feels that this is a barrier asks a \
          peer.",
    source: "Section 2, case file audit",
    before: "header:
  auditor_knows_family: yes
family_feedback:
  - { from: parent-carer-1, sought_by: Nia Abbot }
  - { from: parent-carer-2, sought_by: }",
    after: "header:
  auditor_knows_family: yes
family_feedback:
  - { from: parent-carer-1, sought_by: Nia Abbot }
  - { from: parent-carer-2, sought_by: Nia Abbot }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let knows = subject.fact(audit, FieldFact::AuditorKnowsFamily);
    let Some(knows) = knows.filter(|knows| knows.is("yes")) else {
        return;
    };
    // Where nobody is named at all, there is another finding.
    let is_any_named = audit
        .family_feedback
        .iter()
        .any(|entry| entry.sought_by.is_some());
    let auditor = subject.auditor().map(|(name, _)| name);
    for (index, entry) in audit.family_feedback.iter().enumerate().filter(|_| is_any_named) {
        let route = Route::from("family_feedback").item(index).key("sought_by");
        if !entry.is_obtained() || subject.is_faulty(&route) {
            continue;
        }
        let (place, message) = match &entry.sought_by {
            None => (
                key_in_audit(route),
                "You know the family, and no peer is named who asked here.",
            ),
            Some(peer)
                if is_oneself(peer) || auditor.is_some_and(|auditor| subject.people.same(peer, auditor)) =>
            {
                (in_audit(route), "You know the family, and asked them yourself.")
            }
            Some(_) => continue,
        };
        drafts.push(
            RULE.draft(place, message)
                .help("Have a peer ask, and write the peer's name at sought_by; or explain why you asked them yourself.")
                .related(knows.place.clone(), "what you say of the family"),
        );
    }
}

/// Whether a word in the place of a peer's name stands for the auditor.
fn is_oneself(peer: &str) -> bool {
    const WORDS: [&str; 6] = ["i", "me", "myself", "self", "auditor", "the auditor"];
    WORDS.contains(&peer.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, one, some, word};

    fn known() -> Sample {
        let mut sample = Sample::clean();
        sample.audit().header.insert(word("knows_family"), one("yes"));
        sample.audit().family_feedback[0].sought_by = some("Nia Abbot");
        sample
    }

    #[test]
    fn the_auditor_is_no_peer_of_their_own() {
        let mut sample = known();
        sample.finds(&[]);
        sample.audit().family_feedback[0].sought_by = some("AUDLEY, Amina");
        sample.finds(&[("auditor-asked-family", "family_feedback[0].sought_by")]);
        sample.audit().family_feedback[0].sought_by = some("Myself");
        sample.finds(&[("auditor-asked-family", "family_feedback[0].sought_by")]);
        sample.audit().header.insert(word("knows_family"), one("no"));
        sample.finds(&[]);
    }

    #[test]
    fn everybody_who_was_heard_was_asked_by_a_peer() {
        let mut sample = known();
        let mut other = sample.audit().family_feedback[0].clone();
        other.from = some("parent-carer-2");
        other.sought_by = None;
        sample.audit().family_feedback[1] = other;
        sample.finds(&[("auditor-asked-family", "family_feedback[1].sought_by")]);
    }
}
