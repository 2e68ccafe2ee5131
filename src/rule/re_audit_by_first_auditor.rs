//! `re-audit-by-first-auditor`: a re-audit by the first auditor.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "re-audit-by-first-auditor",
    severity: Severity::Query,
    title: "A re-audit by the first auditor",
    what: "The second auditor of an Inadequate audit is the first.",
    why: "A second auditor looks at the case eight weeks on, at the desk, and follows up the recommended \
           actions.",
    source: "Section 2, process map",
    before: "auditor: Amina Audley      # who audited first",
    after: "auditor: Ida Penn",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let second = subject
        .folder
        .re_audit
        .as_ref()
        .and_then(|found| found.auditor.as_deref());
    let (Some(second), Some((first, place))) = (second, subject.auditor()) else {
        return;
    };
    if subject.people.same(second, first) {
        let message = format!("{second} audits again what they audited first.");
        drafts.push(
            RULE.draft(Place::value(FileKind::ReAudit, "auditor"), message)
                .help("Have a second auditor do it.")
                .related(place, "the first auditor"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::ReAudit;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn the_second_auditor_is_another() {
        let mut sample = Sample::clean();
        sample.folder.re_audit = Some(ReAudit {
            auditor: some("Amina Audley"),
            ..ReAudit::default()
        });
        sample.finds(&[("re-audit-by-first-auditor", "auditor")]);
        sample.folder.re_audit.as_mut().unwrap().auditor = some("Sam Moor");
        sample.finds(&[]);
    }
}
