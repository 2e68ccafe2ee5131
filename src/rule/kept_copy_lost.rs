//! `kept-copy-lost`: a kept copy that is missing or altered.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "kept-copy-lost",
    severity: Severity::Query,
    title: "A kept copy that is missing or altered",
    what: "A copy in `kept/` that the log names is not there, or is not as it was kept.",
    why: "The copies show what a file said when it was received, signed off and sent; without them a later change can't be told, and moves figures.",
    source: "How the log is written",
    before: r#"files: {audit: "1234abcd..."}      # and no kept/audit-1234abcd.yaml"#,
    after: r#"files: {audit: "1234abcd..."}      # kept/audit-1234abcd.yaml is there"#,
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    for lost in &subject.kept.lost {
        let route = Route::top().item(lost.item).key("files").key(&lost.stem);
        let what = if lost.altered {
            "is not as it was kept"
        } else {
            "is not there, or can't be read"
        };
        let name = lost.path.rsplit('/').next().unwrap_or_default();
        let message = format!(
            "kept/{name}, a copy of {}.yaml as it stood then, {what}.",
            lost.stem
        );
        drafts.push(
            RULE.draft(Place::value(FileKind::Log, route), message)
                .help("Restore it from a backup. While the file is as it was then, nothing else of the audit is touched by it."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::LostCopy;
    use crate::rule::sample::Sample;

    #[test]
    fn a_copy_is_there_and_as_it_was() {
        let mut sample = Sample::clean();
        for altered in [false, true] {
            sample.kept.lost = vec![LostCopy {
                path: "audits/2026-27/Q3/north/CF-26-0042/kept/audit-1234abcd.yaml".into(),
                stem: "audit".into(),
                item: 1,
                altered,
            }];
            sample.finds(&[("kept-copy-lost", "[1].files.audit")]);
            let said = sample.says().0;
            assert!(
                said.starts_with("kept/audit-1234abcd.yaml, a copy of audit.yaml"),
                "{said}"
            );
            assert_eq!(said.contains("not as it was kept"), altered);
        }
    }
}
