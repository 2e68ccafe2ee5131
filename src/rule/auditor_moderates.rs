//! `auditor-moderates`: the auditor moderates their own audit.

use super::subject::moderator_place;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "auditor-moderates",
    severity: Severity::Error,
    title: "The auditor moderates their own audit",
    what: "The moderator, or the reviewer of an observation's evidence, is the auditor.",
    why: "A case file audit is moderated by the relevant service manager, and a service manager's own by the \
           QA service manager: never by whoever did it.",
    source: "Section 2, moderation",
    before: "moderator: Amina Audley      # the auditor",
    after: "moderator: Sam Moor",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let moderator = subject
        .folder
        .moderation
        .as_ref()
        .and_then(|found| found.moderator.as_deref());
    let (Some(moderator), Some((auditor, place))) = (moderator, subject.auditor()) else {
        return;
    };
    if subject.people.same(moderator, auditor) {
        let does = subject.form.process().does_own;
        let message = format!("{moderator} {does} an audit of their own.");
        drafts.push(
            RULE.draft(moderator_place(subject), message)
                .help("Somebody else has to do it.")
                .related(place, "the auditor"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::SettledBy;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn nobody_moderates_their_own_audit() {
        let mut sample = Sample::clean();
        sample.moderation().moderator = some("amina  audley");
        assert_eq!(sample.places("auditor-moderates"), ["moderator"]);
        sample.form.settled_by = SettledBy::EvidenceReview;
        assert_eq!(sample.places("auditor-moderates"), ["reviewer"]);
    }

    #[test]
    fn an_empty_moderation_is_nobodys() {
        let mut sample = Sample::clean();
        sample.moderation().moderator = None;
        sample.finds(&[]);
    }
}
