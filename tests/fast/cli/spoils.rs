//! Audits that were damaged, or filled in wrongly: the place is shown, and nothing else goes unread.

use serde_json::Value;

use super::Store;

const DAY: &str = "2026-08-05";

/// A store in which the first cycle is drawn, and one of its audits.
struct Written {
    store: Store,
    id: String,
    /// Its `audit.yaml`, within the store.
    name: String,
    text: String,
}

impl Written {
    fn new() -> Self {
        let store = Store::drawn();
        let (id, folder) = store.audits().pop_first().unwrap();
        let name = format!("{folder}/audit.yaml");
        let text = store.read(&name);
        Self {
            store,
            id,
            name,
            text,
        }
    }

    /// Puts these bytes in the place of the audit, and gives what `validate` finds there.
    #[track_caller]
    fn finds(&self, bytes: impl AsRef<[u8]>, code: i32, words: &[&str]) -> Vec<Value> {
        self.store.write(&self.name, bytes);
        let before = self.store.tree();
        let text = self.store.run(DAY, &["validate"]);
        text.says(code, words);
        if code == 1 {
            text.says(1, &[&self.name]);
        }
        let json = self.store.run(DAY, &["--format", "json", "validate"]);
        json.says(code, &[]);
        let document: Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(document["schema"], "qaf.validate/1");
        let findings = document["findings"].as_array().unwrap().clone();
        let errors = findings
            .iter()
            .filter(|finding| finding["severity"] == "error")
            .count();
        assert_eq!(document["errors"], errors);
        assert_eq!(errors > 0, code == 1, "{}", json.stdout);
        for finding in &findings {
            assert_eq!(finding["path"], self.name.as_str(), "{finding}");
        }
        // The others are read and listed all the same.
        let tracker = self.store.run(DAY, &["--format", "json", "tracker"]);
        tracker.says(0, &[]);
        let tracker: Value = serde_json::from_str(&tracker.stdout).unwrap();
        let audits = tracker["audits"].as_array().unwrap();
        assert_eq!(audits.len(), 6);
        for audit in audits {
            let own = audit["id"] == self.id.as_str();
            assert!(own || audit["progress"]["of"].as_u64() > Some(0), "{audit}");
        }
        assert_eq!(self.store.tree(), before);
        findings
    }

    /// The text with other words in the place of some that it holds.
    #[track_caller]
    fn with(&self, from: &str, to: &str) -> String {
        assert!(self.text.contains(from), "{from:?}");
        self.text.replacen(from, to, 1)
    }

    /// The line, counted from 1, on which these words stand.
    fn line_of(text: &str, words: &str) -> usize {
        text.lines().position(|line| line.contains(words)).unwrap() + 1
    }
}

/// Whether one of the findings is of this rule and on this line.
fn is_on(findings: &[Value], rule: &str, line: usize) -> bool {
    findings
        .iter()
        .any(|finding| finding["rule"] == rule && finding["line"] == line)
}

#[test]
fn an_audit_that_is_empty() {
    let written = Written::new();
    for bytes in ["", "\n", "# only a comment\n"] {
        written.finds(bytes, 1, &["empty"]);
    }
}

#[test]
fn an_audit_that_is_cut_short_is_read_as_far_as_it_goes() {
    let written = Written::new();
    let form = written.text.find("form: ").unwrap();
    for at in [1, form / 2, form, form + 3] {
        written.finds(&written.text[..at], 1, &[]);
    }
    for at in (form + 20..written.text.len()).step_by(written.text.len() / 12) {
        let cut = &written.text.as_bytes()[..at];
        written.store.write(&written.name, cut);
        let code = written.store.run(DAY, &["validate"]).code;
        written.finds(cut, code.unwrap(), &[]);
    }
}

#[test]
fn an_audit_that_is_not_utf_8() {
    let written = Written::new();
    let text = written.with("specialist_teams: |\n  \n", "specialist_teams: |\n  caf# team\n");
    let line = Written::line_of(&text, "caf#");
    // The older way of Windows has a letter of the first of these, and none of the second.
    for (byte, code, rule, said) in [
        (0xe9, 0, "read-as-meant", "read as \u{e9}"),
        (0x81, 1, "unreadable", "UTF-8"),
    ] {
        let mut bytes = text.clone().into_bytes();
        let at = bytes.windows(4).position(|four| four == b"caf#").unwrap() + 3;
        bytes[at] = byte;
        let findings = written.finds(bytes, code, &[said]);
        assert_eq!(findings.len(), 1);
        assert!(is_on(&findings, rule, line), "{findings:?}");
        assert_eq!(findings[0]["column"], 6);
    }
}

#[test]
fn an_audit_of_two_megabytes() {
    let written = Written::new();
    let text = written.with(
        "improvement: |\n  \n",
        &format!("improvement: |\n  {}\n", "x".repeat(2_000_000)),
    );
    written.finds(text, 1, &["is not read", "1048576"]);
}

#[test]
fn an_audit_nested_ten_thousand_deep() {
    let written = Written::new();
    for deep in [
        format!("actions: {}\n", "[".repeat(10_000)),
        format!("actions: {}{}\n", "[".repeat(10_000), "]".repeat(10_000)),
        format!("actions: {}\n", "{a: ".repeat(10_000)),
        format!("actions:\n{}\n", "- ".repeat(10_000)),
    ] {
        written.finds(written.with("actions: []\n", &deep), 1, &["nests deeper"]);
    }
}

#[test]
fn an_audit_with_an_alias() {
    let written = Written::new();
    let text =
        written
            .with("themes: []", "themes: &all [one]")
            .replacen("explained: []", "explained: *all", 1);
    let line = Written::line_of(&text, "&all");
    let findings = written.finds(text, 1, &[]);
    assert!(is_on(&findings, "alias-or-tag", line), "{findings:?}");
}

#[test]
fn an_audit_with_a_tab() {
    let written = Written::new();
    let text = written.with("  session_booked:", "\tsession_booked:");
    let line = Written::line_of(&text, "session_booked:");
    let findings = written.finds(text, 1, &["begins with a tab"]);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(is_on(&findings, "tab", line), "{findings:?}");
}

#[test]
fn an_audit_with_a_paragraph_pasted_at_the_margin() {
    let written = Written::new();
    let pasted = "session_notes: |\n  The plan was agreed.\nThe worker knows the family well: she visits weekly.\nShe is trusted.\n";
    let text = written.with("session_notes: |\n  \n", pasted);
    let line = Written::line_of(&text, "The worker knows");
    let findings = written.finds(text, 0, &["The worker knows"]);
    assert!(
        findings.iter().any(|finding| finding["line"] == line),
        "{findings:?}"
    );
    assert!(
        findings.len() <= 2,
        "one slip of the hand gives a list of faults: {findings:?}"
    );
}

#[test]
fn curly_quotes_are_only_text() {
    let written = Written::new();
    let pasted = "improvement: |\n  “Dad said: ‘it’s better’ – we’re listened to…”\n";
    let findings = written.finds(
        written.with("improvement: |\n  \n", pasted),
        0,
        &["nothing to mend"],
    );
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn several_faults_of_one_file_are_shown_at_once() {
    let written = Written::new();
    let text = written
        .with("date_of_audit:", "date_of_audit: 2026-02-30")
        .replacen("number_social_workers:", "number_social_workers: several", 1)
        .replacen("themes: []", "thems: []", 1);
    let lines =
        ["date_of_audit:", "number_social_workers:", "thems:"].map(|key| Written::line_of(&text, key));
    let findings = written.finds(text, 1, &["2026-02-30", "several", "thems", "^^^^^"]);
    for line in lines {
        assert!(
            findings.iter().any(|finding| finding["line"] == line),
            "{line}: {findings:?}"
        );
    }
    assert_eq!(findings.len(), 3, "{findings:?}");
}

#[test]
fn copies_and_lock_files_are_named_and_not_read() {
    let written = Written::new();
    let folder = written.name.strip_suffix("audit.yaml").unwrap();
    for copy in [
        "audit-DESKTOP-7F2.yaml",
        "audit (conflicted copy 2026-08-04).yaml",
        "audit.sync-conflict-20260804-101010-ABCDEFG.yaml",
    ] {
        let name = format!("{folder}{copy}");
        written.store.write(&name, "form: [half a file\n");
        let before = written.store.tree();
        let ran = written.store.run(DAY, &["validate"]);
        ran.says(0, &[copy, "conflicted-copy", "1 query"]);
        assert_eq!(written.store.tree(), before);
        std::fs::remove_file(written.store.path(&name)).unwrap();
    }
    // What Office and the systems leave behind is nobody's fault, and is not read either.
    for stray in ["~$audit.yaml", ".DS_Store", "Thumbs.db"] {
        written.store.write(&format!("{folder}{stray}"), "\0\0[{");
    }
    let ran = written.store.run(DAY, &["validate"]);
    ran.says(0, &["stray-file", "1 note"]);
    written.store.run(DAY, &["tracker"]).says(0, &[&written.id]);
}
