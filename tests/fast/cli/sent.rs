//! To whom a settled audit goes: those whom the form names too, further people later, and the auditor by a letter of
//! their own.

use std::fs;

use super::{Ran, Store};

const TODAY: &str = "2026-11-24";

fn run(store: &Store, args: &[&str]) -> Ran {
    let mut all = vec!["--by", "Tom Ellery"];
    all.extend(args);
    store.run(TODAY, &all)
}

/// The examples' settled audit, with an IRO named in the form, a grade changed, and the child's initials where none belong.
fn settled() -> Store {
    let store = Store::example();
    let folder = store.unkept("CF-26-0012");
    let allocation = store.read(&format!("{folder}/allocation.yaml"));
    let initials = allocation
        .lines()
        .find_map(|line| line.strip_prefix("initials: "));
    let initials = initials.unwrap().trim_matches('"').to_owned();
    store.change(
        &format!("{folder}/audit.yaml"),
        "\nheader:\n",
        "\nheader:\n  cp_chair_or_iro: \"VANE, Ruth (IRO)\"\n",
    );
    let moderation = format!("{folder}/moderation.yaml");
    store.change(
        &moderation,
        "regrades: []",
        "regrades: [ { section: file_recording, to: RI, reason: The chronology stops in May. } ]",
    );
    store.change(
        &moderation,
        "comments_for_auditor: |\n",
        &format!("comments_for_auditor: |\n  Say more of what {initials} told you.\n"),
    );
    store
}

#[test]
fn whom_the_form_names_is_in_the_letter_and_in_the_log() {
    let store = settled();
    run(&store, &["remind", "--to", "out", "--text"]).says(0, &["and Ruth Vane"]);
    let letter = fs::read_to_string(store.root().with_file_name("out").join("CF-26-0012-send.txt")).unwrap();
    assert!(letter.contains("Ruth Vane <ruth.vane@example.org>"), "{letter}");
    assert!(
        letter.contains("- Ruth Vane (Independent reviewing officer)"),
        "{letter}"
    );
    run(&store, &["log", "CF12", "sent"]).says(0, &["Ruth Vane", "log it once more with --to"]);
    let log = store.read(&format!("{}/log.yaml", store.audits()["CF-26-0012"]));
    assert!(log.lines().last().unwrap().contains(r#""Ruth Vane"]"#), "{log}");
}

#[test]
fn it_goes_to_further_people_later_and_the_first_day_counts() {
    let store = settled();
    let sent = |more: &[&str]| {
        let mut args = vec!["log", "CF12", "sent"];
        args.extend(more);
        run(&store, &args)
    };
    sent(&["--date", "2026-11-16"]).says(0, &["feedback by Mon 30 Nov 2026"]);
    sent(&[]).refuses(&[
        "sent is logged already, on Mon 16 Nov 2026 (to ",
        "sent --to NAME",
    ]);
    sent(&["--to", "ruth vane"]).refuses(&["Ruth Vane had it then."]);
    sent(&["--to", "Priya Nand", "--date", "2026-11-13"]).refuses(&["It went out first on Mon 16 Nov 2026"]);
    sent(&["--to", "Priya Nand", "--to", "A school nurse"]).says(0, &["feedback by Mon 30 Nov 2026"]);
    sent(&["--to", "a school nurse"]).refuses(&["a school nurse had it then."]);
    let tracker = run(&store, &["--format", "json", "tracker"]).stdout;
    let tracker: serde_json::Value = serde_json::from_str(&tracker).unwrap();
    let audits = tracker["audits"].as_array().unwrap();
    let audit = audits.iter().find(|audit| audit["id"] == "CF-26-0012").unwrap();
    assert_eq!(audit["sent"], "2026-11-16");
}

#[test]
fn the_auditor_alone_reads_how_it_was_moderated() {
    let store = settled();
    let ran = run(&store, &["remind", "--to", "out", "--text"]);
    ran.says(0, &["Give the auditor the", "CF-26-0012-send-to-auditor.txt"]);
    // It asks for nothing, so that no day is put into a calendar for it.
    let wrote = ran
        .stdout
        .lines()
        .find(|line| line.contains(" letters and "))
        .unwrap();
    let numbers: Vec<u32> = wrote.split(' ').filter_map(|word| word.parse().ok()).collect();
    assert_eq!(numbers[0], numbers[1] + 1, "{wrote}");
    let out = store.root().with_file_name("out");
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap().replace("\r\n", "\n");
    let letter = read("CF-26-0012-send-to-auditor.txt");
    assert!(
        letter.starts_with("To: Ann Brook <ann.brook@example.org>\n"),
        "{letter}"
    );
    for words in [
        "Robin Hale has moderated it",
        "- File recording: you Good, final Requires improvement\n  Why: The chronology stops in May.",
        "as you graded it",
        "- Overall: Good, as you graded it",
        // The child's initials slipped in, and are not told.
        "Say more of what the child told you.",
        "as the last review records.",
    ] {
        assert!(letter.contains(words), "{words:?} is not in\n{letter}");
    }
    let of_worker = read("CF-26-0012-send.txt");
    for words in ["Requires improvement", "chronology", "Say more"] {
        assert!(!of_worker.contains(words), "{words:?} is in\n{of_worker}");
    }
    // Another day's letter stands beside it, and nothing is overwritten.
    let again = store.run(
        "2026-11-25",
        &["--by", "Tom Ellery", "remind", "--to", "out", "--text"],
    );
    again.says(0, &["CF-26-0012-send-to-auditor-2026-11-25.txt"]);
}

#[test]
fn what_is_the_auditors_goes_nowhere_else_whatever_a_council_writes() {
    let store = settled();
    store.change(
        "letters/send-to-auditor.txt",
        "To: auditor",
        "To: worker, manager",
    );
    store.change(
        "letters/send.txt",
        "Dear {{ to }}",
        "Dear {{ to }}: {{ comments }}",
    );
    run(&store, &["remind", "--to", "out", "--text"]).says(0, &[]);
    let out = store.root().with_file_name("out");
    let letter = fs::read_to_string(out.join("CF-26-0012-send-to-auditor.txt")).unwrap();
    assert!(
        letter.starts_with("To: Ann Brook <ann.brook@example.org>\r\n"),
        "{letter}"
    );
    let of_worker = fs::read_to_string(out.join("CF-26-0012-send.txt")).unwrap();
    assert!(!of_worker.contains("last review records"), "{of_worker}");
}

/// Nothing of an observation is regraded; its auditor reads what the reviewer says of the write-up, till it was sent.
#[test]
fn the_auditor_of_an_observation_has_a_letter_too() {
    let store = Store::example();
    let folder = store.unkept("OP-26-0007");
    // Reviewed, and nothing logged since it was received.
    for event in ["supervision-file", "saved", "action-done"] {
        store.forget("OP-26-0007", event);
    }
    let reviewed = store.read(&format!("{folder}/moderation.yaml"));
    let comments = reviewed.split("comments_for_auditor: |\n").nth(1).unwrap();
    let comments = comments.lines().next().unwrap().trim().to_owned();
    let letters = |to: &str| {
        run(&store, &["remind", "--to", to, "--text"]).says(0, &[]);
        let folder = store.root().with_file_name(to);
        let named = |part: &str| folder.join(format!("OP-26-0007-{part}.txt"));
        assert!(named("close").is_file());
        fs::read_to_string(named("send-to-auditor")).ok()
    };
    let letter = letters("first").unwrap();
    for words in [
        "To: Ann Brook <",
        "Subject: Audit OP-26-0007: how it was reviewed",
        "Tom Ellery has reviewed its evidence, and the grades stay as you gave them.",
        "On your write-up, from the reviewer to you alone:",
        &comments,
    ] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains("final grades"), "{letter}");
    run(&store, &["remind", "--to", "again", "--text"]).says(0, &["Tell the auditor of"]);
    run(&store, &["log", "OP7", "sent"]).says(0, &[]);
    assert_eq!(letters("later"), None);
}

#[test]
fn what_is_to_be_mended_in_the_moderators_file_is_not_said_of_the_auditor() {
    let store = settled();
    let folder = store.unkept("CF-26-0012");
    store.change(
        &format!("{folder}/moderation.yaml"),
        "file_recording, to: RI",
        "file_recording, to: Poor",
    );
    let ran = run(&store, &["validate", "CF12"]);
    ran.says(1, &["CF-26-0012, in moderation.yaml: 1 error to mend"]);
}

#[test]
fn a_letter_names_the_folder_in_full_and_the_page() {
    let store = Store::example();
    run(&store, &["remind", "--to", "out", "--text"]);
    let letter = fs::read_to_string(store.root().with_file_name("out").join("CF-26-0018-audit.txt")).unwrap();
    let folder = store.path(&store.audits()["CF-26-0018"]);
    assert!(
        letter.lines().any(|line| line == folder.display().to_string()),
        "{letter}"
    );
    assert!(
        letter.contains("qaf fill CF-26-0018") && letter.contains("with Notepad, not with Word"),
        "{letter}"
    );
}
