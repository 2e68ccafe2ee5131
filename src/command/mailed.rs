//! What a worker sent back, taken in: read by the store's own reader, and written as a file of the audit.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Result, anyhow, bail};

use crate::command::feedback::{demand_sent, form, open};
use crate::command::step::{MadeFile, OpenedAudit};
use crate::context::{Context, one_line};
use crate::finding::Finding;
use crate::framework::{AuditId, Date, Step};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::{Feedback, FileKind};
use crate::roster::encoding::{self, NoText};
use crate::store::document::{Document, Repaired};
use crate::store::read::{Mailed, mailed_document, mailed_feedback, mailed_repaired};
use crate::store::scaffold::{AUDIT_KEY, FeedbackForm, feedback_yaml};
use crate::store::scan;

/// Takes a form in that came back by mail.
pub(super) fn take_in(id: &str, path: &Path, context: &Context) -> Result<Outcome> {
    let opened = open(id, context)?;
    demand_sent(&opened)?;
    opened.demand_absent(FileKind::Feedback)?;
    let (mailed, mended) = read(path, &opened, context)?;
    demand_of_this_audit(&mailed, path, &opened)?;
    let given = &mailed.feedback;
    if is_blank(given) {
        bail!(
            "{} has nothing filled in; nothing was written. Ask the worker, or log that none came: qaf log {} feedback-not-given --reason \"why\"",
            path.display(),
            opened.id()
        )
    }
    let text = feedback_yaml(&FeedbackForm {
        given: Some(given),
        ..form(&opened)
    });
    let again = mailed_feedback(
        &Document::read(FileKind::Feedback.name(), text.as_bytes()),
        opened.form,
    );
    if again.feedback != *given || !again.findings.is_empty() {
        bail!(
            "What stands in {} would not come out of feedback.yaml as it is; nothing was written. Please report this as a fault of qaf.",
            path.display()
        )
    }
    let file = opened.write(FileKind::Feedback, &text)?;
    let findings = found(id, context)?;
    made(&opened, given, file, mended, &findings).print(context)?;
    let look = given.date.is_none() || findings.iter().any(Finding::is_error);
    Ok(if look { Outcome::Look } else { Outcome::Done })
}

/// Reads the file, whatever program saved it.
fn read(path: &Path, opened: &OpenedAudit<'_>, context: &Context) -> Result<(Mailed, Vec<String>)> {
    let bytes = scan::read_named(path, scan::MOST_OF_PEOPLE)
        .map_err(|why| anyhow!("{why}; nothing was written. Name the worker's file, saved as text."))?;
    let text = match encoding::decode(&bytes) {
        Ok(text) => text.text,
        Err(NoText::Workbook | NoText::OldWorkbook) => bail!(
            "{} is a document of Word or Excel; nothing was written. Open it, save it as Plain text (.txt), and name that file.",
            path.display()
        ),
        Err(why) => bail!("{} {why}; nothing was written.", path.display()),
    };
    let name = path.display().to_string();
    let mut findings = Vec::new();
    let tidied = tidied(&text);
    for text in [&*text, tidied.as_str()] {
        let document = mailed_document(&name, text, opened.form);
        let (mailed, found) = looked_at(&document, opened, context);
        if found.is_empty() {
            return Ok((mailed, Vec::new()));
        }
        if let Some(repaired) = mailed_repaired(&document, &found, opened.form) {
            let again = mailed_document(&name, &repaired.text(), opened.form);
            let (mailed, left) = looked_at(&again, opened, context);
            if left.is_empty() {
                return Ok((mailed, notes(&repaired)));
            }
        }
        findings = found;
    }
    bail!(
        "{name} can't be taken in as it is; nothing was written. Put this right in it, and run the command again:{}",
        told(findings)
    )
}

/// What a mailed form says, and what is wrong with it: also what would go unread in it.
fn looked_at(document: &Document, opened: &OpenedAudit<'_>, context: &Context) -> (Mailed, Vec<Finding>) {
    let mailed = mailed_feedback(document, opened.form);
    let mut findings = mailed.findings.clone();
    findings.extend(context.remarks_in(document, opened.form, FileKind::Feedback));
    (mailed, findings)
}

/// What was put right in a form so that all of it is read.
fn notes(repaired: &Repaired) -> Vec<String> {
    let changed = repaired.before.iter().zip(&repaired.after).enumerate();
    let lines: Vec<String> = changed
        .filter(|(_, (before, after))| before != after)
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    let (line, was) = if lines.len() == 1 {
        ("line", "was")
    } else {
        ("lines", "were")
    };
    vec![format!(
        "To look at: {line} {} of the form {was} not written so as to be read, and {was} put right before it was taken in.",
        lines.join(", ")
    )]
}

/// The first findings, each with its line and what to do.
fn told(mut findings: Vec<Finding>) -> String {
    const MOST: usize = 10;
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut lines: Vec<String> = findings
        .iter()
        .take(MOST)
        .map(|finding| {
            let help = finding.help.as_deref().unwrap_or_default();
            format!("\n  {} {help}", one_line(finding))
        })
        .collect();
    if findings.len() > MOST {
        lines.push(format!("\n  and {} more", findings.len() - MOST));
    }
    lines.concat()
}

/// The text without what Word makes of a form: spaces that are none at the beginning of lines, and curly quotes around
/// a date or the audit's number. Only a text that can't be read as it is is tidied.
fn tidied(text: &str) -> String {
    let tidy = |line: &str| -> String {
        let rest =
            line.trim_start_matches(|c: char| c == ' ' || (c.is_whitespace() && c != '\t' && c != '\n'));
        let indent: String = line[..line.len() - rest.len()].chars().map(|_| ' ').collect();
        format!("{indent}{}", unquoted(rest))
    };
    text.lines().map(|line| tidy(line) + "\n").collect()
}

/// A line without the curly quotes around a short value that is never a text.
fn unquoted(line: &str) -> Cow<'_, str> {
    const QUOTES: [char; 6] = ['“', '”', '‘', '’', '„', '‚'];
    for key in [AUDIT_KEY, "date", "discussed_in_supervision"] {
        let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
        let bare = value.map(|value| value.trim().trim_matches(QUOTES).trim());
        if let Some(bare) =
            bare.filter(|bare| bare.parse::<Date>().is_ok() || bare.parse::<AuditId>().is_ok())
        {
            return Cow::Owned(format!("{key}: {bare}"));
        }
    }
    Cow::Borrowed(line)
}

fn demand_of_this_audit(mailed: &Mailed, path: &Path, opened: &OpenedAudit<'_>) -> Result<()> {
    let id = opened.id();
    let Some(named) = mailed.audit.as_deref() else {
        bail!(
            "{} does not say which audit it is about; nothing was written. If it is {id}'s, write this on a line of its own at the top, and run the command again: {AUDIT_KEY}: {id}",
            path.display()
        )
    };
    if named.parse::<AuditId>().ok().as_ref() != Some(&opened.allocation.audit) {
        bail!(
            "{} is about {}, not about {id}; nothing was written.",
            path.display(),
            safe(named)
        )
    }
    Ok(())
}

/// Whether nobody wrote anything: what stands there came with the form.
fn is_blank(given: &Feedback) -> bool {
    given.answers.is_empty()
        && given.improvement_plan.is_none()
        && given.supervisor_comment.is_none()
        && given.discussed_in_supervision.is_none()
        && given.date.is_none()
}

/// What validate says of the file.
fn found(id: &str, context: &Context) -> Result<Vec<Finding>> {
    let mut findings = context.one(id)?.findings;
    findings.retain(|finding| finding.location.path.ends_with(FileKind::Feedback.name()));
    Ok(findings)
}

fn made(
    opened: &OpenedAudit<'_>,
    given: &Feedback,
    file: String,
    mended: Vec<String>,
    findings: &[Finding],
) -> MadeFile {
    let id = opened.id();
    let who = given
        .by
        .clone()
        .or_else(|| opened.doer(Step::Feedback).shown().map(str::to_owned));
    let kept = if mended.is_empty() {
        "It is kept as it came, word for word; the mailed form is needed no more."
    } else {
        "Every word of it is kept. Keep the mailed form until you have looked at what was put right."
    };
    let mut notes = mended;
    notes.extend(
        findings
            .iter()
            .map(|finding| format!("To look at: {}", one_line(finding))),
    );
    if given.date.is_none() {
        notes.push(
            "It has no day, so it does not count yet: write the day after date: in the file.".to_owned(),
        );
    }
    if opened.form.supervisor_asked && given.supervisor_comment.is_none() {
        notes.push(format!(
            "The supervisor's comment is asked for on this form, and is not there yet. When it comes: qaf log {id} supervisor-comment --note \"what they say\", or write it under supervisor: in the file."
        ));
    }
    let count = given.answers.len();
    let answers = if count == 1 {
        "1 answer".to_owned()
    } else {
        format!("{count} answers")
    };
    MadeFile {
        command: "feedback",
        what: format!(
            "The feedback of {} on {id} is taken in: {answers}.",
            who.as_deref().map_or("the worker".into(), safe)
        ),
        by_when: Vec::new(),
        then: vec![kept.to_owned()],
        at: opened.shown(FileKind::Feedback),
        audit: id,
        file,
        who,
        due: opened.progress().due(Step::Feedback),
        notes,
    }
}
