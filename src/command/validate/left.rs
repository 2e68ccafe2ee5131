//! What is left to do in each audit before it is ready, at the end of what `validate` says.

use std::collections::{BTreeMap, BTreeSet};

use super::findings;
use super::fix;
use crate::context::{Context, Examined};
use crate::figures::Summary;
use crate::framework::AuditId;
use crate::store::scan::Scan;

/// As many audits are listed of a whole store; more would be no end of the text but a text of its own.
const LISTED: usize = 30;

/// A line an audit, the most urgent first: those of which nothing is known, those not submitted with what is missing,
/// those submitted with errors. Of a
/// whole store they are left out where they are many.
pub(super) fn text(whole: bool, examined: &Examined, context: &Context) -> String {
    let mut left: Vec<&Summary> = examined.summaries.iter().collect();
    left.sort_by_key(|summary| {
        let due = summary.progress.next.as_ref().map(|next| next.due);
        (!summary.progress.overdue, due.is_none(), due, &summary.id)
    });
    // Of one that is not known it can't be said that it was not submitted; what is to be mended is said.
    let (mut unknown, known): (Vec<&Summary>, Vec<&Summary>) = left
        .into_iter()
        .partition(|summary| summary.progress.unknown.is_some());
    unknown.retain(|summary| summary.errors > 0);
    let (open, done): (Vec<&Summary>, Vec<&Summary>) = known
        .into_iter()
        .partition(|summary| summary.progress.submitted.is_none());
    let shown = |audits: &[&Summary]| !audits.is_empty() && (!whole || audits.len() <= LISTED);
    let listed: Vec<&Summary> = [&unknown, &open, &done]
        .into_iter()
        .filter(|audits| shown(audits))
        .flatten()
        .copied()
        .collect();
    let faulty = listed.into_iter().filter(|summary| summary.errors > 0);
    let repairs = repairs(faulty, &examined.scan, context);
    let repaired = |summary: &Summary| repairs.get(&summary.id).copied().unwrap_or(0);
    let draft = |summary: &&Summary| findings::draft_line(summary, repaired(summary));
    let faulty = |summary: &&Summary| {
        findings::faulty_line(summary, &files_to_mend(&summary.id, examined), repaired(summary))
    };
    let block = |shown: bool, title: &str, lines: String| {
        if shown {
            format!("\n{title}:\n{lines}\n")
        } else {
            String::new()
        }
    };
    let uncounted = block(
        shown(&unknown),
        "Not counted until they are mended",
        lines(&unknown, faulty),
    );
    let drafts = block(shown(&open), "Not yet submitted", lines(&open, draft));
    uncounted + &drafts + &block(shown(&done), "Submitted, and to be mended", lines(&done, faulty))
}

fn lines(audits: &[&Summary], line: impl Fn(&&Summary) -> String) -> String {
    audits.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The files of an audit in which errors stand.
fn files_to_mend<'e>(audit: &AuditId, examined: &'e Examined) -> Vec<&'e str> {
    let Some(folder) = examined.scan.folders.iter().find(|folder| folder.id == *audit) else {
        return Vec::new();
    };
    let errors = examined.findings.iter().filter(|finding| finding.is_error());
    let files = errors.filter_map(|finding| {
        let (at, file) = finding.location.path.rsplit_once('/')?;
        (at == folder.path).then_some(file)
    });
    files.collect::<BTreeSet<_>>().into_iter().collect()
}

/// How many lines of each audit can be repaired for certain. A folder that has gone since has none.
fn repairs<'a>(
    audits: impl Iterator<Item = &'a Summary>,
    scan: &Scan,
    context: &Context,
) -> BTreeMap<AuditId, usize> {
    let ids: Vec<&AuditId> = audits.map(|summary| &summary.id).collect();
    scan.folders
        .iter()
        .filter(|folder| ids.contains(&&folder.id))
        .map(|folder| (folder.id.clone(), fix::lines(folder, context)))
        .collect()
}
