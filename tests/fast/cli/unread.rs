//! Words that a file holds and its readers would not see: they are named at their line, and put back.

use std::fs;

use serde_json::Value;

use super::Store;

const DAY: &str = "2026-11-24";
/// The folder of a submitted audit of the example.
const FOLDER: &str = "audits/2026-27/Q3/through-care-1/CF-26-0013";
const NOTES: &str =
    "  Direct work made the bottom lines understood by everyone, with two clear examples on file.\n";

fn audit() -> String {
    format!("{FOLDER}/audit.yaml")
}

/// The example, and the text of its audit.
fn example() -> (Store, String) {
    let store = Store::example();
    let text = store.read(&audit());
    assert!(text.contains(NOTES) && text.contains("    grade: RI\n"), "{text}");
    (store, text)
}

/// The rule and line of what is found in what a file says.
fn found(store: &Store, name: &str) -> Vec<(String, usize)> {
    let ran = store.run(DAY, &["--format", "json", "validate"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| {
            let other = ["changed-after-event", "open-to-everyone"]
                .iter()
                .any(|rule| finding["rule"] == *rule);
            finding["path"] == name && !other
        })
        .map(|finding| {
            let line = usize::try_from(finding["line"].as_u64().unwrap()).unwrap();
            (finding["rule"].as_str().unwrap().to_owned(), line)
        })
        .collect()
}

/// The file with every repair that qaf offers, put in its place; what is found in it then.
#[track_caller]
fn repaired(store: &Store, name: &str) -> String {
    store
        .run(DAY, &["validate", "--fix", "--yes", "CF13"])
        .says(0, &["is written"]);
    let new = name.replace(".yaml", ".fixed.yaml");
    let text = store.read(&new);
    fs::rename(store.path(&new), store.path(name)).unwrap();
    assert_eq!(found(store, name), []);
    text
}

/// How an audit stands, as far as its own files say.
fn stands(store: &Store, id: &str) -> Vec<Value> {
    let json: Value = serde_json::from_str(&store.run(DAY, &["--format", "json", "tracker"]).stdout).unwrap();
    let audits = json["audits"].as_array().unwrap();
    let own = audits.iter().find(|audit| audit["id"] == id).unwrap();
    [
        "status",
        "submitted",
        "settled",
        "auditor_grade",
        "final_grade",
        "overdue",
        "progress",
    ]
    .map(|key| own[key].clone())
    .to_vec()
}

fn line_of(text: &str, words: &str) -> usize {
    text.lines().position(|line| line.contains(words)).unwrap() + 1
}

/// Spoils the audit: the rules and lines of what is found, and the text once it is repaired.
#[track_caller]
fn spoiled(from: &str, to: &str, marks: &[(&str, &str)]) -> String {
    let (store, text) = example();
    let bad = text.replacen(from, to, 1);
    assert_ne!(bad, text, "{from:?}");
    store.write(&audit(), &bad);
    let wanted: Vec<(String, usize)> = marks
        .iter()
        .map(|(rule, words)| ((*rule).to_owned(), line_of(&bad, words)))
        .collect();
    assert_eq!(found(&store, &audit()), wanted, "{to:?}");
    repaired(&store, &audit())
}

#[test]
fn evidence_that_begins_with_a_hash_is_found_and_put_into_its_answer() {
    let pasted = format!("{NOTES}#1 priority for the worker is drift, which nobody saw.\n# Summary\n");
    let text = spoiled(
        NOTES,
        &pasted,
        &[("text-as-remark", "#1 priority"), ("text-as-remark", "# Summary")],
    );
    assert!(text.contains("\n  #1 priority for the worker is drift, which nobody saw.\n  # Summary\n"));
    // Text that stands on both sides of it goes along.
    let pasted = format!("{NOTES}Seen alone.\n#1 priority: drift.\nSeen again.\n");
    let text = spoiled(NOTES, &pasted, &[("lost-indent", "Seen alone")]);
    assert!(text.contains(&format!(
        "{NOTES}  Seen alone.\n  #1 priority: drift.\n  Seen again.\n"
    )));
    // It is said what is wrong.
    let (store, text) = example();
    store.write(&audit(), text.replacen(NOTES, &format!("{NOTES}#1 drift\n"), 1));
    store.run(DAY, &["validate", "CF13"]).says(
        0,
        &[
            "This line is not read: it begins with #",
            "^^^^^^^^",
            "[text-as-remark]",
        ],
    );
    repaired(&store, &audit());
}

#[test]
fn a_line_of_hyphens_or_dots_hides_nothing_below_it() {
    for mark in ["---", "...", "--- so"] {
        let (store, _) = example();
        let before = stands(&store, "CF-26-0013");
        let text = spoiled(NOTES, &format!("{NOTES}{mark}\n"), &[("second-document", mark)]);
        assert!(text.contains(&format!("{NOTES}  {mark}\n")), "{mark}");
        let bad = store
            .read(&audit())
            .replacen(NOTES, &format!("{NOTES}{mark}\n"), 1);
        store.write(&audit(), bad);
        store.run(DAY, &["validate", "CF13"]).says(
            1,
            &["at the margin ends the form", "put as many spaces before it"],
        );
        assert_eq!(stands(&store, "CF-26-0013"), before, "{mark}");
    }
    // Where it belongs to no answer it is left out.
    let from = "    grade: RI\n";
    let text = spoiled(from, &format!("{from}---\n"), &[("second-document", "---")]);
    assert!(text.contains(&format!("{from}\n")));
}

#[test]
fn a_closed_audit_stays_closed_whatever_line_stands_in_its_moderation() {
    let store = Store::example();
    let name = "audits/2026-27/Q2/north/CF-26-0001/moderation.yaml";
    let before = stands(&store, "CF-26-0001");
    assert_eq!(before[0], "closed");
    let text = store.read(name);
    for mark in ["---\n", "...\n", "--- \nIt was agreed.\n"] {
        let at = text.find("\nsigned_off:").unwrap() + 1;
        store.write(name, format!("{}{mark}{}", &text[..at], &text[at..]));
        assert_eq!(stands(&store, "CF-26-0001"), before, "{mark}");
        assert!(
            found(&store, name)
                .iter()
                .any(|(rule, _)| rule == "second-document"),
            "{mark}"
        );
    }
}

/// A paragraph that can only belong to the answer above it is read so, with a note; what may be anything else is not.
#[test]
fn a_paragraph_at_the_margin_is_read_with_the_answer_above() {
    const TEXT: &str = "We talked about the last review,\nand what she hoped for.\n";
    let pasted = format!("{NOTES}{TEXT}");
    let text = spoiled(NOTES, &pasted, &[("read-as-meant", "We talked")]);
    assert!(text.contains(&format!(
        "{NOTES}  We talked about the last review,\n  and what she hoped for.\n"
    )));
    let (store, text) = example();
    // Right below the key too.
    store.write(&audit(), text.replacen(NOTES, TEXT, 1));
    let ran = store.run(DAY, &["validate", "CF13"]);
    ran.says(
        0,
        &[
            "2 lines from here on are read as part of the answer above",
            "Nothing has to be done.",
        ],
    );
    for other in [
        "Good",
        "RI",
        "2026-11-20",
        "not yet",
        "From the visit: seen alone by us",
        "- seen alone at her school",
    ] {
        let pasted = format!("{NOTES}{other}\n");
        store.write(&audit(), text.replacen(NOTES, &pasted, 1));
        let found = found(&store, &audit());
        assert!(
            found.iter().all(|(rule, _)| rule != "read-as-meant"),
            "{other}: {found:?}"
        );
        assert!(!found.is_empty(), "{other}");
    }
}

#[test]
fn a_pasted_line_that_looks_like_a_list_or_a_key_hides_no_section() {
    const ANSWER: &str = "        comments: |\n          The case is open.\n";
    for pasted in [
        "- visits: ten",
        "visits: ten",
        "background:",
        "- seen alone",
        "Visits: ten",
    ] {
        let (store, text) = example();
        let wanted = text.replacen(ANSWER, &format!("{ANSWER}          {pasted}\n"), 1);
        store.write(&audit(), text.replacen(ANSWER, &format!("{ANSWER}{pasted}\n"), 1));
        assert_eq!(
            found(&store, &audit()),
            [("lost-indent".to_owned(), line_of(&wanted, pasted))],
            "{pasted}"
        );
        assert_eq!(repaired(&store, &audit()), wanted);
    }
}

#[test]
fn a_key_behind_a_tab_or_other_spaces_goes_to_its_own_place_and_no_right_line_moves() {
    let (store, text) = example();
    let at = text.find("  file_recording:\n").unwrap();
    let grade = at + text[at..].find("    grade: RI\n").unwrap();
    let question = text.find("      q2:\n").unwrap();
    for (at, right, bad) in [
        (grade, "    grade: RI", "\tgrade: RI"),
        (grade, "    grade: RI", "\t\tgrade: RI"),
        (grade, "    grade: RI", "\u{a0}\u{a0}grade: RI"),
        (grade, "    grade: RI", "\u{2003}\u{2003}grade: RI"),
        (grade, "    grade: RI", "   grade: RI"),
        (grade, "    grade: RI", "  grade: RI"),
        (question, "      q2:", "\u{a0}\u{a0}\u{a0}q2:"),
        (question, "      q2:", "\tq2:"),
    ] {
        let mut spoiled = text.clone();
        spoiled.replace_range(at..at + right.len(), bad);
        store.write(&audit(), &spoiled);
        let line = text[..at].matches('\n').count() + 1;
        let lines: Vec<usize> = found(&store, &audit()).iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, [line], "{bad:?}");
        assert_eq!(repaired(&store, &audit()), text, "{bad:?}");
    }
    // The patch is one that applies.
    store.write(&audit(), text.replacen("    grade: RI", "\tgrade: RI", 1));
    store
        .run(DAY, &["validate", "--fix", "CF13"])
        .says(0, &["\n-\tgrade: RI\n+    grade: RI\n"]);
}

#[test]
fn what_word_leaves_unseen_is_named_where_it_stands_and_taken_out() {
    for (sign, put, name) in [
        ("\u{b}", " ", "Word's line break (U+000B)"),
        ("\u{c}", " ", "a page break (U+000C)"),
        ("\u{1e}", "-", "Word's hyphen that does not break (U+001E)"),
        ("\u{1f}", "", "Word's hyphen for the end of a line (U+001F)"),
        ("\u{7}", " ", "the end of a cell of Word's tables (U+0007)"),
        (
            "\u{92}",
            "’",
            "a letter of Windows that was saved wrongly (U+0092)",
        ),
        ("\u{7f}", "", "a control character (U+007F)"),
        ("\u{200b}", "", "a space of no width (U+200B)"),
        (
            "\u{202e}",
            "",
            "a mark that turns the direction of reading (U+202E)",
        ),
    ] {
        let (store, text) = example();
        let bad = text.replacen("Direct work", &format!("Direct{sign}work"), 1);
        store.write(&audit(), &bad);
        let ran = store.run(DAY, &["validate", "CF13"]);
        assert!(ran.stdout.contains(name), "{name}: {}", ran.stdout);
        let marked = format!("{}:{}:9", audit(), line_of(&bad, "bottom lines"));
        assert!(ran.stdout.contains(&marked), "{marked}: {}", ran.stdout);
        let wanted = text.replacen("Direct work", &format!("Direct{put}work"), 1);
        assert_eq!(repaired(&store, &audit()), wanted, "{name}");
    }
}

#[test]
fn the_only_copy_is_given_its_name_and_is_never_to_be_deleted() {
    let store = Store::example();
    for name in [
        "audit.yaml.txt",
        "audit.yml",
        "Audit.yaml",
        "audit (1).yaml",
        "audit - Copy.yaml",
        "audit.txt",
    ] {
        fs::rename(store.path(&audit()), store.path(&format!("{FOLDER}/{name}"))).unwrap();
        let ran = store.run(DAY, &["validate", "CF13"]);
        ran.says(
            1,
            &[
                name,
                "This is audit.yaml under another name, and is not read.",
                "Call it audit.yaml.",
            ],
        );
        assert!(!ran.stdout.contains("elete"), "{}", ran.stdout);
        fs::rename(store.path(&format!("{FOLDER}/{name}")), store.path(&audit())).unwrap();
    }
    // Of several none is chosen for anybody.
    fs::rename(store.path(&audit()), store.path(&format!("{FOLDER}/audit.yml"))).unwrap();
    store.write(&format!("{FOLDER}/audit (1).yaml"), "form: child-case/2019\n");
    store.run(DAY, &["validate", "CF13"]).says(
        1,
        &[
            "This may be audit.yaml under another name, as audit (1).yaml may",
            "call the one that is right audit.yaml. Delete none before.",
        ],
    );
    // A list or the settings under another name are found as well.
    for name in ["people.csv", "qaf.toml", "schedule.toml"] {
        let other = format!("{name}.txt");
        fs::rename(store.path(name), store.path(&other)).unwrap();
        let told = format!("{other} is {name} under another name: call it {name}");
        store.run(DAY, &["validate"]).says(2, &[&told]);
        fs::rename(store.path(&other), store.path(name)).unwrap();
    }
}

#[test]
fn a_mailed_form_is_taken_in_with_every_line_that_would_go_unread() {
    let store = Store::example();
    let folder = "audits/2026-27/Q2/north/CF-26-0001";
    fs::remove_file(store.path(&format!("{folder}/feedback.yaml"))).unwrap();
    let blank = store.run(DAY, &["feedback", "CF1", "--blank"]).stdout;
    assert!(blank.contains("  q2: |\n    \n"), "{blank}");
    let filled = blank.replacen("\ndate:", "\ndate: 2026-11-20", 1).replacen(
        "  q2: |\n    \n",
        "  q2: |\n    Mostly.\n#1 wish: more time.\n---\nThank\u{b}you.\n",
        1,
    );
    store.give_as("back.txt", filled.as_bytes());
    store.run(DAY, &["feedback", "CF1", "--from", "back.txt"]).says(
        0,
        &[
            "is taken in",
            "lines 36, 37, 38 of the form",
            "put right before it was taken in",
        ],
    );
    let kept = store.read(&format!("{folder}/feedback.yaml"));
    for words in ["Mostly.", "#1 wish: more time.", "---", "Thank you."] {
        assert!(kept.contains(&format!("\n    {words}\n")), "{words}: {kept}");
    }
    assert_eq!(found(&store, &format!("{folder}/feedback.yaml")), []);
    // What can't be put right for certain is told with its line, and nothing is written.
    fs::remove_file(store.path(&format!("{folder}/feedback.yaml"))).unwrap();
    store.give_as(
        "back.txt",
        filled.replacen("2026-11-20", "2026-11-20\n#2 note", 1).as_bytes(),
    );
    store
        .run(DAY, &["feedback", "CF1", "--from", "back.txt"])
        .refuses(&["This line is not read", "nothing was written"]);
}

#[test]
fn a_word_for_nothing_where_a_list_is_due_is_read_as_that() {
    for word in ["none", "n/a", "No", "N/A"] {
        let (store, text) = example();
        let key = text.lines().find(|line| line.starts_with("themes:")).unwrap();
        let bad = text.replacen(key, &format!("themes: {word}"), 1);
        store.write(&audit(), &bad);
        let ran = store.run(DAY, &["validate", "CF13"]);
        ran.says(0, &["is read as an empty list.", "It is written here as []."]);
        assert!(!ran.stdout.contains(&format!("[{word}]")), "{}", ran.stdout);
        assert_eq!(repaired(&store, &audit()), text.replacen(key, "themes: []", 1));
    }
}
