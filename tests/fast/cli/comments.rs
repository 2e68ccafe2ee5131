//! Comments on the record: QA's own, and the supervisor's where the form asks for it.

use super::{Ran, Store};

/// The demo's today.
const TODAY: &str = "2026-11-24";

fn log(store: &Store, day: &str, args: &[&str]) -> Ran {
    let mut all = vec!["--by", "Tom Ellery", "log"];
    all.extend(args);
    store.run(day, &all)
}

#[test]
fn qa_comments_as_often_as_it_likes_and_show_has_each_with_its_day() {
    let store = Store::example();
    // Closed, and commented on all the same; not before it was handed in.
    let closed = log(
        &store,
        TODAY,
        &["CF3", "comment", "--note", "Read with the practice lead."],
    );
    closed.says(
        0,
        &["CF-26-0003: comment logged, Tue 24 Nov 2026 (by Tom Ellery)."],
    );
    log(&store, TODAY, &["CF12", "comment"]).refuses(&["has to be told with --note TEXT"]);
    let older = [
        "CF12",
        "comment",
        "--date",
        "2026-11-20",
        "--note",
        "The chronology is one to show to others.",
    ];
    log(&store, TODAY, &older).says(0, &[]);
    let later = [
        "CF12",
        "comment",
        "--note",
        "As in CF-26-0003: worth a slot at the spring forum.",
    ];
    log(&store, TODAY, &later).says(0, &[]);
    let shown = store.run(TODAY, &["show", "CF12"]).stdout;
    let at = shown
        .find("Comments of the QA team")
        .unwrap_or_else(|| panic!("{shown}"));
    let comments = &shown[at..shown[at..]
        .find("What happened when")
        .map_or(shown.len(), |end| at + end)];
    for words in [
        "Fri 20 Nov 2026, Tom Ellery",
        "The chronology is one to show to others.",
        "Tue 24 Nov 2026, Tom Ellery",
        // Another audit is not named to those who read this one.
        "As in another audit: worth a slot at the spring forum.",
    ] {
        assert!(comments.contains(words), "{words:?} is not in\n{comments}");
    }
    let before = store.run("2026-11-20", &["show", "CF12"]).stdout;
    assert!(!before.contains("spring forum") && before.contains("The chronology is one"));
}

#[test]
fn what_nobody_handed_in_is_not_commented_on() {
    let store = Store::example();
    log(&store, TODAY, &["CF18", "comment", "--note", "Soon?"]).refuses(&["has not submitted it"]);
}

/// An audit of an IRO that was sent and answered by the worker; the supervisor has said nothing yet.
fn without_comment(store: &Store) -> String {
    let folder = store.unkept("IR-26-0008");
    let feedback = format!("{folder}/feedback.yaml");
    let text = store.read(&feedback);
    let at = text.find("\nsupervisor:").unwrap();
    let end = text.find("  # The day of the comment").unwrap();
    let day = text[end..].find("2026-09-04").unwrap() + end;
    let _ = at;
    store.write(&feedback, text[..day].to_owned() + "\n  comment: |\n    \n");
    feedback
}

/// What an audit waits for: step, who and day.
fn waits(store: &Store, day: &str, id: &str) -> Vec<String> {
    let ran = store.run(day, &["--format", "json", "due", "--within", "400"]);
    let due: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let items = due["items"].as_array().unwrap().iter();
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    items
        .filter(|item| item["id"] == id && item["step"] != "action")
        .map(|item| {
            format!(
                "{} {} {}",
                text(item, "step"),
                text(item, "who"),
                text(item, "due")
            )
        })
        .collect()
}

#[test]
fn the_supervisor_of_an_iro_has_ten_working_days_and_is_reminded() {
    let store = Store::example();
    assert_eq!(waits(&store, "2026-09-10", "IR-26-0008"), [""; 0]);
    let feedback = without_comment(&store);
    // Sent on 31 August, a bank holiday: the tenth working day after it.
    let waiting = ["supervisor-comment Priya Nand 2026-09-14"];
    assert_eq!(waits(&store, "2026-09-10", "IR-26-0008"), waiting);
    let shown = store.run("2026-09-10", &["show", "IR8"]);
    assert!(!shown.stdout.contains("Status\n  closed"), "{}", shown.stdout);
    store
        .run("2026-09-10", &["remind", "--to", "letters"])
        .says(0, &["Priya Nand"]);
    let letter = store.read("../letters/IR-26-0008-supervisor-comment.eml");
    assert!(
        letter.contains("you are asked") || letter.contains("You are asked"),
        "{letter}"
    );
    // The block of feedback.yaml, filled in later, is one way to answer.
    let text = store.read(&feedback);
    let answered = text.replace(
        "  date: \n  comment: |\n    \n",
        "  date: 2026-09-11\n  comment: |\n    Seen and talked over.\n",
    );
    assert_ne!(text, answered, "{text}");
    store.write(&feedback, answered);
    assert_eq!(waits(&store, "2026-09-10", "IR-26-0008"), waiting);
    assert_eq!(waits(&store, "2026-09-11", "IR-26-0008"), [""; 0]);
}

#[test]
fn the_supervisor_s_comment_can_be_logged_after_the_feedback_came() {
    let store = Store::example();
    without_comment(&store);
    let args = [
        "IR8",
        "supervisor-comment",
        "--date",
        "2026-09-16",
        "--note",
        "We set a day for a second look.",
    ];
    log(&store, "2026-09-16", &args).says(
        0,
        &[
            "supervisor-comment logged",
            "It is closed; no step is left, and 2 actions are still open.",
        ],
    );
    let shown = store.run("2026-09-17", &["show", "IR8"]).stdout;
    for words in [
        "The supervisor's comment",
        "We set a day for a second look.",
        "Wed 16 Sep 2026",
    ] {
        assert!(shown.contains(words), "{words:?} is not in\n{shown}");
    }
    log(&store, "2026-09-17", &args).refuses(&["on record already, since Wed 16 Sep 2026"]);
    // A child's case asks for none, and takes one all the same.
    assert_eq!(waits(&store, TODAY, "CF-26-0012"), ["send Tom Ellery 2026-11-04"]);
}
