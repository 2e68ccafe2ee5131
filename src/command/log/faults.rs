//! What is wrong with the files that an event sends on, and what is to be answered before an audit is closed.

use crate::context::{Context, Judged};
use crate::finding::Finding;
use crate::framework::Process;
use crate::paper::count;
use crate::record::{EventKind, FileKind};
use crate::rule;

/// So many faults are told; `validate` tells all.
const TOLD: usize = 5;

/// Why an event had better wait: errors in what it sends on or keeps, and what is asked before an audit is closed.
pub(super) fn objection(kind: EventKind, judged: &Judged, context: &Context) -> Option<String> {
    let sends = Process::of(context.form_of(&judged.reading)).asks_once_sent;
    let (files, does): (&[FileKind], &str) = match kind {
        EventKind::Moderated => (&[FileKind::Audit, FileKind::Moderation], "logged as moderated"),
        EventKind::Sent => (&[FileKind::Audit, FileKind::Moderation], "sent"),
        EventKind::ReAuditSent => (&[FileKind::ReAudit], "sent"),
        // What is never sent is looked at when it is filed.
        EventKind::Saved if !sends => (&[FileKind::Audit, FileKind::Moderation], "saved"),
        _ => return None,
    };
    let of_file = |finding: &&Finding| {
        let name = finding.location.path.rsplit('/').next().unwrap_or_default();
        files.iter().any(|file| file.name() == name)
    };
    let id = &judged.summary.id;
    let errors = judged
        .findings
        .iter()
        .filter(of_file)
        .filter(|finding| finding.is_error());
    let errors: Vec<&Finding> = errors.collect();
    if !errors.is_empty() {
        let has = count(errors.len(), "error", "errors");
        return Some(format!(
            "What is to be {does} has {has}:{}\nMend them first, as qaf validate {id} says; what the auditor or the moderator \
             wrote they put right themselves: qaf log {id} returned --reason \"what is wrong\" gives it back.",
            listed(&errors)
        ));
    }
    let is_asked = |finding: &&Finding| rule::is_of_closing(finding.rule) && finding.explained.is_none();
    let asked: Vec<&Finding> = judged.findings.iter().filter(is_asked).collect();
    (kind == EventKind::Saved && !asked.is_empty()).then(|| {
        format!(
            "Before it closes, this is to be answered, or explained in audit.yaml under explained:{}",
            listed(&asked)
        )
    })
}

/// The first few, each on a line with its place and what to do.
fn listed(findings: &[&Finding]) -> String {
    let mut lines: Vec<String> = findings
        .iter()
        .take(TOLD)
        .map(|finding| {
            let at = &finding.location;
            let name = at.path.rsplit('/').next().unwrap_or_default();
            let help = finding
                .help
                .as_deref()
                .map(|help| format!(" {help}"))
                .unwrap_or_default();
            format!("\n  {name}, line {}: {}{help}", at.line, finding.message)
        })
        .collect();
    if findings.len() > TOLD {
        lines.push(format!("\n  and {} more", findings.len() - TOLD));
    }
    lines.concat()
}
