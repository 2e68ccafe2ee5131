//! `signed-off-on-short-evidence`: signed off although the evidence falls short.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "signed-off-on-short-evidence",
    severity: Severity::Query,
    title: "Signed off although the evidence falls short",
    what: "The moderator or reviewer says that the evidence does not bear the grades, and has signed off all \
           the same.",
    why: "The moderator checks that there is enough evidence for each grade; where there is not, the audit \
           goes back to the auditor.",
    source: "Section 2, moderation; observation of practice",
    before: "evidence_sufficient: no
signed_off: 2026-12-10",
    after: r#"evidence_sufficient: no
signed_off:      # and: qaf log ID returned --reason "...""#,
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(moderation) = &subject.folder.moderation else {
        return;
    };
    let done = moderation.signed_off.is_some_and(|day| day <= subject.as_of);
    if done && moderation.evidence_sufficient == Some(false) {
        drafts.push(
            RULE.draft(
                Place::value(FileKind::Moderation, "signed_off"),
                "It is signed off, although the evidence is said to fall short.",
            )
            .help("Return it to the auditor: `qaf log ID returned --reason \"...\"`; or explain.")
            .related(
                Place::value(FileKind::Moderation, "evidence_sufficient"),
                "the evidence falls short",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::Sample;

    #[test]
    fn short_evidence_is_returned_not_signed_off() {
        let mut sample = Sample::clean();
        sample.moderation().evidence_sufficient = Some(false);
        sample.finds(&[("signed-off-on-short-evidence", "signed_off")]);
        sample.moderation().signed_off = None;
        sample.finds(&[]);
    }
}
