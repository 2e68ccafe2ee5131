//! `re-audit-before-settled`: a re-audit from before the grade was final.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "re-audit-before-settled",
    severity: Severity::Error,
    title: "A re-audit from before the grade was final",
    what: "The re-audit is dated before the day on which the moderator signed off.",
    why: "The second auditor looks at the case again eight weeks after the Inadequate grade was signed off, and follows up the recommended actions.",
    source: "Section 2, process map",
    before: "date: 2026-02-04      # re-audit.yaml; signed off on 2026-12-10",
    after: "date: 2027-02-04",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let folder = subject.folder;
    let again = folder.re_audit.as_ref().and_then(|again| again.date);
    let signed = folder.moderation.as_ref().and_then(|m| m.signed_off);
    let (Some(again), Some(signed)) = (again, signed) else {
        return;
    };
    if again < signed {
        let message = format!("The re-audit is dated {again}, before the audit was signed off on {signed}.");
        drafts.push(
            RULE.draft(Place::value(FileKind::ReAudit, "date"), message)
                .help("One of the two days is a slip; write the right one.")
                .related(
                    Place::value(FileKind::Moderation, "signed_off"),
                    "signed off here",
                ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::ReAudit;
    use crate::rule::sample::{Sample, day};

    #[test]
    fn a_re_audit_follows_the_sign_off() {
        let mut sample = Sample::clean();
        for (date, found) in [("2026-12-09", &["date"][..]), ("2026-12-10", &[])] {
            sample.folder.re_audit = Some(ReAudit {
                date: Some(day(date)),
                ..ReAudit::default()
            });
            assert_eq!(sample.places("re-audit-before-settled"), found, "{date}");
        }
    }
}
