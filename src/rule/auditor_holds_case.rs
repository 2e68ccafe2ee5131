//! `auditor-holds-case`: the auditor holds the case.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "auditor-holds-case",
    severity: Severity::Error,
    title: "The auditor holds the case",
    what: "The auditor is the worker whose work is audited.",
    why: "An audit looks at a case from outside, together with the worker who holds it. Nobody judges their \
           own work.",
    source: "Section 2, case file audit, third element",
    before: "worker: Robin Hale
auditor: Robin Hale",
    after: "worker: Robin Hale
auditor: Amina Audley",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let worker = subject
        .folder
        .allocation
        .as_ref()
        .and_then(|found| found.worker.as_deref());
    let (Some(worker), Some((auditor, place))) = (worker, subject.auditor()) else {
        return;
    };
    if subject.people.same(worker, auditor) {
        let message = format!("{auditor} is to audit work of their own.");
        drafts.push(
            RULE.draft(place, message)
                .help("Have another auditor take it over: `qaf log ID reassigned --role auditor --to NAME`.")
                .related(
                    Place::value(FileKind::Allocation, "worker"),
                    "the worker whose work is audited",
                ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{EventKind, LogEvent};
    use crate::rule::sample::{Sample, day, some};

    #[test]
    fn the_auditor_is_not_the_worker() {
        let mut sample = Sample::draft();
        sample.allocation().auditor = "Robin Hale".to_owned();
        assert_eq!(sample.places("auditor-holds-case"), ["auditor"]);
    }

    #[test]
    fn who_took_over_is_the_auditor() {
        let mut sample = Sample::draft();
        let mut event = LogEvent::new(day("2026-12-01"), EventKind::Reassigned);
        event.role = some("auditor");
        event.to = vec!["HALE, Robin".to_owned()];
        sample.folder.log.push(event);
        assert_eq!(sample.places("auditor-holds-case"), ["[0].to"]);
        sample.as_of = day("2026-11-30");
        assert!(sample.places("auditor-holds-case").is_empty());
    }
}
