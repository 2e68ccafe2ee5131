//! What may befall audits beside what the demo has: returned and handed in again, withdrawn, reassigned, regraded
//! upwards, Inadequate twice.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines for the log of an audit.
const EVENTS: [(&str, &str); 7] = [
    ("CF-26-0001", "{date: 2026-10-01, event: action-done, action: 1}"),
    (
        "CF-26-0002",
        "{date: 2026-09-25, event: feedback-not-given, reason: has left}",
    ),
    ("CF-26-0003", "{date: 2026-10-16, event: escalated}"),
    (
        "CF-26-0006",
        "{date: 2026-09-20, event: returned, reason: a section is thin}",
    ),
    ("CF-26-0012", "{date: 2026-11-18, event: sent, to: [Amara Ives]}"),
    (
        "CF-26-0016",
        "{date: 2026-11-16, event: reassigned, role: auditor, to: Ann Brook, reason: leave}",
    ),
    (
        "CF-26-0018",
        "{date: 2026-11-01, event: withdrawn, reason: not needed}",
    ),
];

/// Texts of a file, and what stands there instead; of audits of which no event tells what their files said.
const EDITS: [(&str, &str, &str, &str); 4] = [
    ("CF-26-0003", "re-audit.yaml", "grade: RI", "grade: I"),
    (
        "CF-26-0005",
        "audit.yaml",
        "overall:\n  grade: RI",
        "overall:\n  grade: I",
    ),
    (
        "CF-26-0013",
        "audit.yaml",
        "submitted: 2026-11-20",
        "submitted: 2026-10-01",
    ),
    (
        "CF-26-0014",
        "audit.yaml",
        "resubmitted: []",
        "resubmitted: [2026-11-23]",
    ),
];

/// The same, after events that kept the files: what they said then counts.
const AFTERWARDS: [(&str, &str, &str, &str); 5] = [
    (
        "CF-26-0001",
        "audit.yaml",
        "overall:\n  grade: G",
        "overall:\n  grade: O",
    ),
    (
        "CF-26-0002",
        "moderation.yaml",
        "signed_off: 2026-08-28",
        "signed_off: 2026-10-28",
    ),
    ("CF-26-0004", "feedback.yaml", "\ndate: 2026-", "\ndate: 2027-"),
    ("CF-26-0012", "moderation.yaml", "grade: G", "grade: I"),
    (
        "CF-26-0014",
        "audit.yaml",
        "submitted: 2026-10-19",
        "submitted: 2026-10-06",
    ),
];

/// Disturbs a demo's store.
pub fn disturb(store: &Path) {
    // In use only since the middle of a period.
    let settings = store.join("qaf.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let begun = "in_use_since = \"2026-04-01\"";
    assert!(text.contains(begun));
    fs::write(settings, text.replace(begun, "in_use_since = \"2026-08-20\"")).unwrap();
    let audits = store.join("audits");
    for (id, event) in EVENTS {
        let log = find(&audits, id).join("log.yaml");
        let text = fs::read_to_string(&log).unwrap();
        fs::write(&log, format!("{text}- {event}\n")).unwrap();
    }
    for (id, ..) in EDITS {
        let log = find(&audits, id).join("log.yaml");
        let text = fs::read_to_string(&log).unwrap();
        fs::write(
            &log,
            text.lines().map(|line| untold(line) + "\n").collect::<String>(),
        )
        .unwrap();
    }
    for (id, file, old, new) in EDITS.into_iter().chain(AFTERWARDS) {
        let path = find(&audits, id).join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{id} has no {old:?} in {file}");
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }
    fs::remove_file(find(&audits, "CF-26-0002").join("feedback.yaml")).unwrap();
}

/// A line of a log without the fingerprints.
pub fn untold(line: &str) -> String {
    match line.split_once(", files: {") {
        Some((event, _)) => format!("{event}}}"),
        None => line.to_owned(),
    }
}

fn find(folder: &Path, id: &str) -> PathBuf {
    search(folder, id).unwrap_or_else(|| panic!("the demo has no {id}"))
}

fn search(folder: &Path, id: &str) -> Option<PathBuf> {
    if folder.ends_with(id) {
        return Some(folder.to_owned());
    }
    let below = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()));
    below
        .filter(|path| path.is_dir())
        .find_map(|path| search(&path, id))
}
