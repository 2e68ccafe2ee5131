//! `moderation-duty-blank`: signed off with a duty of the moderator unanswered.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "moderation-duty-blank",
    severity: Severity::Query,
    title: "Signed off with a duty of the moderator left blank",
    what: "The moderation is signed off, and it is not said whether the evidence is enough, or for which sections the child's \
           record was sampled. Of an observation's review the first alone is asked.",
    why: "A moderator sees whether there is enough evidence for the grades, samples the record to see that decisions are \
          consistent, and regrades where needed; what is blank can't be told from what was not done.",
    source: "Section 2, moderation; Appendix 2, the moderator's duties",
    before: "evidence_sufficient:
record_sampled: []
signed_off: 2026-12-10",
    after: "evidence_sufficient: yes
record_sampled: [file_recording, supervision]
signed_off: 2026-12-10",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let moderation = subject.folder.moderation.as_ref();
    let signed = moderation.filter(|found| found.signed_off.is_some_and(|day| day <= subject.as_of));
    let Some(moderation) = signed.filter(|_| !subject.folder.undecided.contains(&FileKind::Moderation))
    else {
        return;
    };
    let samples = subject.form.process().regrades;
    let duties = [
        (
            "evidence_sufficient",
            moderation.evidence_sufficient.is_none(),
            "It is signed off, and does not say whether the evidence is enough.",
            "Write yes or no after evidence_sufficient; with no, the audit goes back to its auditor.",
        ),
        (
            "record_sampled",
            samples && moderation.record_sampled.is_empty(),
            "It is signed off, and does not say for which sections the child's record was sampled.",
            "Write the sections in record_sampled, such as [file_recording]; where none was sampled, explain.",
        ),
    ];
    for (key, _, message, help) in duties.into_iter().filter(|(_, blank, ..)| *blank) {
        drafts.push(
            RULE.draft(Place::key(FileKind::Moderation, key), message)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::SettledBy;
    use crate::rule::sample::Sample;

    #[test]
    fn each_blank_duty_is_asked_for_once_it_is_signed_off() {
        let mut sample = Sample::clean();
        sample.moderation().evidence_sufficient = None;
        sample.moderation().record_sampled.clear();
        let both = [
            ("moderation-duty-blank", "evidence_sufficient"),
            ("moderation-duty-blank", "record_sampled"),
        ];
        sample.finds(&both);
        sample.moderation().signed_off = None;
        sample.finds(&[]);
    }

    #[test]
    fn a_review_of_evidence_samples_no_record() {
        let mut sample = Sample::clean();
        sample.moderation().record_sampled.clear();
        sample.form.settled_by = SettledBy::EvidenceReview;
        assert!(sample.places("moderation-duty-blank").is_empty());
        sample.moderation().evidence_sufficient = None;
        assert_eq!(sample.places("moderation-duty-blank"), ["evidence_sufficient"]);
    }
}
