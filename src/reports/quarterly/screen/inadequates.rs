//! The audits that are Inadequate on the screen of a quarter: what was done of each, in plain words.

use std::fmt::Write as _;

use super::{NAMED, more};
use crate::figures::{GradedInadequate, InadequateLine};

/// Those that are Inadequate; those that are so by the auditor alone as yet; those that were, and are better now.
pub(super) fn all_inadequate(graded: &GradedInadequate) -> String {
    let mut text = inadequate(&graded.inadequate);
    if !graded.inadequate_provisional.is_empty() {
        let waiting = inadequate(&graded.inadequate_provisional);
        let _ = write!(text, ". By the auditor, and not final yet, {waiting}");
    }
    if !graded.regraded_up.is_empty() {
        let up = &graded.regraded_up;
        let each: Vec<String> = up.iter().take(NAMED).map(regraded_up).collect();
        let _ = write!(
            text,
            ". Graded up since, {}: {}{}",
            up.len(),
            each.join("; "),
            more(up.len())
        );
    }
    text
}

/// What was done of an audit that was Inadequate before it was graded up.
fn regraded_up(line: &InadequateLine) -> String {
    let done = steps(line).into_iter().filter(|(is_done, ..)| *is_done);
    let done: Vec<&str> = done.map(|(_, done, _)| done).collect();
    if line.informed_days.is_none() {
        return format!("{} (service manager not told yet)", line.id);
    }
    format!("{} ({}; nothing more is asked)", line.id, done.join(", "))
}

/// What an Inadequate asks for: whether it was done, and what is said of it then and before.
fn steps(line: &InadequateLine) -> [(bool, &'static str, &'static str); 4] {
    [
        (
            line.informed_days.is_some(),
            "service manager told",
            "service manager not told yet",
        ),
        (
            line.direction.is_some(),
            "case direction written",
            "no case direction yet",
        ),
        (
            line.actions_reviewed.is_some(),
            "actions reviewed",
            "actions not reviewed yet",
        ),
        (line.re_audit.is_some(), "audited again", "not audited again yet"),
    ]
}

fn inadequate(lines: &[InadequateLine]) -> String {
    if lines.is_empty() {
        return "none".to_owned();
    }
    let each: Vec<String> = lines
        .iter()
        .take(NAMED)
        .map(|line| {
            let steps = steps(line);
            let open = steps.iter().filter(|(is_done, ..)| !is_done);
            let open: Vec<&str> = open.map(|(_, _, open)| *open).collect();
            let done = steps.map(|(_, done, _)| done).join(", ");
            let said = if open.is_empty() { done } else { open.join(", ") };
            format!("{} ({said})", line.id)
        })
        .collect();
    format!("{}: {}{}", lines.len(), each.join("; "), more(lines.len()))
}
