//! `peer-not-named`: the auditor knows the family, and no peer is named who asked them.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::{Draft, Route};

use super::subject::key_in_audit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "peer-not-named",
    severity: Severity::Query,
    title: "The auditor knows the family, and no peer is named",
    what: "The auditor says that they know the family, and no entry of the family's feedback names the peer who \
           sought it.",
    why: "A family may not speak freely to somebody they know; an auditor who feels that this is a barrier asks a \
          peer.",
    source: "Section 2, case file audit",
    before: "header:
  auditor_knows_family: yes
family_feedback:
  - { from: parent-carer-1, sought_by: }",
    after: "header:
  auditor_knows_family: yes
family_feedback:
  - { from: parent-carer-1, sought_by: Nia Abbot }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(knows) = subject.fact(audit, FieldFact::AuditorKnowsFamily) else {
        return;
    };
    let told = &audit.family_feedback;
    let block = Route::from("family_feedback");
    if !knows.is("yes") || told.iter().any(|entry| entry.sought_by.is_some()) || subject.is_faulty(&block) {
        return;
    }
    // Where nobody was heard, there is another finding.
    if told.iter().any(crate::record::FamilyEntry::is_obtained) {
        drafts.push(
            RULE.draft(
                knows.place,
                "You know the family, and no peer is named who asked them.",
            )
            .help("Write the peer's name at sought_by, or explain why you asked them yourself.")
            .related(key_in_audit(block), "the family's feedback"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, one, some, word};

    #[test]
    fn a_peer_is_named_where_the_auditor_knows_the_family() {
        let mut sample = Sample::clean();
        sample.audit().header.insert(word("knows_family"), one("no"));
        sample.finds(&[]);
        sample.audit().header.insert(word("knows_family"), one("yes"));
        sample.finds(&[("peer-not-named", "header.knows_family")]);
        sample.audit().family_feedback[0].sought_by = some("Nia Abbot");
        sample.finds(&[]);
    }
}
