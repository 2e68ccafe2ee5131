//! `show`: the whole audit as one document, for the worker; nothing of other audits, nothing that is not final.

use std::fs;

use serde_json::Value;

use super::Store;
use super::store::run_in;

/// A day on which the first cycle of the examples is closed, and of the second every kind of standing is there.
const DAY: &str = "2026-12-07";
const FORMATS: [&str; 4] = ["text", "md", "html", "json"];

fn json(store: &Store, day: &str, args: &[&str]) -> Value {
    let mut all = vec!["--format", "json", "show"];
    all.extend(args);
    let ran = store.run(day, &all);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The blocks of one kind.
fn blocks<'a>(document: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = document["blocks"].as_array().unwrap();
    all.iter().filter(|block| block["block"] == kind).collect()
}

/// What was printed, with its lines run together.
fn flat(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The headings of the document's parts.
fn headings(document: &Value) -> Vec<&str> {
    let parts = blocks(document, "heading")
        .into_iter()
        .filter(|block| block["level"] == 2);
    parts.map(|block| block["text"].as_str().unwrap()).collect()
}

/// The sentences at the top, as their kind and words.
fn banners(document: &Value) -> Vec<(String, String)> {
    let banners = document["banners"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    banners
        .map(|banner| (text(&banner["kind"]), text(&banner["text"])))
        .collect()
}

fn folder(store: &Store, id: &str) -> String {
    store.audits()[id].clone()
}

#[test]
fn the_document_follows_the_form() {
    let store = Store::example();
    let document = json(&store, DAY, &["CF3"]);
    assert_eq!(document["schema"], "qaf.show/1");
    assert_eq!(document["id"], "CF-26-0003");
    assert_eq!(document["form"], "child-case");
    assert_eq!(document["banners"], serde_json::json!([]));
    assert_eq!(
        headings(&document),
        [
            "Allocation",
            "About the case",
            "Preparation",
            "Session notes",
            "File recording",
            "Assessment/Mapping",
            "Child's plan",
            "Purposeful interventions",
            "Reviews",
            "Risk management",
            "Supervision and management oversight",
            "Impact",
            "Family feedback",
            "Other professionals",
            "Specialist teams",
            "Overall grade",
            "Improvement",
            "Actions",
            "Learning for the whole system",
            "Themes",
            "Moderation",
            "Case direction",
            "Staff feedback",
            "Re-audit",
            "Where to keep it",
            "What happened when",
        ]
    );
    // 7 of file recording, 33 of the other sections, 5 of each of the two who were heard, 6 of the worker, of whose
    // fifth it is said that the improvement plan stands below.
    assert_eq!(blocks(&document, "question").len(), 7 + 33 + 2 * 5 + 6);
    let grades = blocks(&document, "grade");
    assert_eq!(grades.len(), 8 + 2);
    assert_eq!(
        grades[9]["shown"],
        "Requires improvement (first audit: Inadequate)"
    );
}

#[test]
fn an_auditor_and_a_moderator_who_differ_stand_side_by_side() {
    let store = Store::example();
    let document = json(&store, DAY, &["CF2"]);
    let grades = blocks(&document, "grade");
    let overall = grades
        .iter()
        .find(|grade| grade["label"] == "Overall grade")
        .unwrap();
    assert_eq!(overall["shown"], "Requires improvement (auditor: Good)");
    assert_eq!(overall["auditor"], "G");
    assert_eq!(overall["moderator"], "RI");
    assert_eq!(overall["grade"], "RI");
    let reason = overall["reason"].as_str().unwrap();
    assert_eq!(grades.iter().filter(|grade| grade["regraded"] == true).count(), 2);
    for format in ["text", "md", "html"] {
        let ran = store.run(DAY, &["--format", format, "show", "CF2"]);
        let words = flat(&ran.stdout);
        assert!(words.contains("Requires improvement (auditor: Good)"), "{format}");
        assert!(
            words.contains(&format!("The moderator's reason: {reason}")),
            "{format}"
        );
    }
}

#[test]
fn what_is_for_the_auditor_alone_and_other_audits_stay_out() {
    let store = Store::example();
    let moderation = format!("{}/moderation.yaml", store.unkept("CF-26-0002"));
    store.change(
        &moderation,
        "comments_for_auditor: |\n",
        "comments_for_auditor: |\n  Ask less, listen more.\n",
    );
    for format in FORMATS {
        let ran = store.run(DAY, &["--format", format, "show", "CF2"]);
        ran.says(0, &[]);
        assert!(!ran.stdout.contains("listen more"), "{format}");
        assert!(!ran.stdout.contains("for the auditor alone"), "{format}");
        let more = store.run(DAY, &["--format", format, "show", "CF2", "--with-comments"]);
        more.says(0, &["listen more"]);
        assert!(flat(&more.stdout).contains("It is not for the worker or the supervision file."));
        for id in store.audits().keys().filter(|id| *id != "CF-26-0002") {
            assert!(!more.stdout.contains(id.as_str()), "{id} in {format}");
        }
    }
    let replaced = store.run(DAY, &["show", "CF17"]);
    replaced.says(
        0,
        &["was not audited; another was taken in its place", "moved: to"],
    );
    assert!(!replaced.stdout.contains("CF-26-0018"));
    assert!(!replaced.stdout.contains("Not answered yet"));
}

#[test]
fn what_is_not_final_says_so_first() {
    let store = Store::example();
    for (id, kind, words) in [
        (
            "CF16",
            "draft",
            "Draft: not submitted. 24 of 49 answers, 2 of 8 grades.",
        ),
        (
            "CF13",
            "provisional",
            "The grade is the auditor's and may change in moderation.",
        ),
        (
            "CF14",
            "returned",
            "Returned to the auditor on Fri 20 Nov 2026, to be amended and submitted again. It may still change.",
        ),
    ] {
        let document = json(&store, DAY, &[id]);
        assert_eq!(banners(&document), [(kind.to_owned(), words.to_owned())]);
        assert!(!headings(&document).contains(&"Moderation"), "{id}");
        store
            .run(DAY, &["--format", "md", "show", id])
            .says(0, &[&format!("> **{words}**")]);
    }
    store.run(DAY, &["show", "CF16"]).says(
        0,
        &[
            "Not answered yet (4 questions), and not graded.",
            "Overall grade: Not graded",
        ],
    );
}

#[test]
fn what_is_dated_later_is_not_shown() {
    let store = Store::example();
    // Signed off on 21 August, sent and directed on 25 August, audited again on 14 October.
    let document = json(&store, "2026-08-20", &["CF3"]);
    assert_eq!(banners(&document)[0].0, "provisional");
    for later in ["2026-08-21", "2026-08-25", "2026-10-14", "2026-10-16"] {
        assert!(!document.to_string().contains(later), "{later}");
    }
    let ran = store.run("2026-08-20", &["show", "CF3"]);
    ran.says(0, &["Overall grade: Inadequate (the auditor's, not final)"]);
    assert!(
        ran.stderr
            .contains("moderation.yaml is left out: it was signed off later.")
    );
    assert!(
        ran.stderr
            .contains("re-audit.yaml is left out: it is dated later.")
    );
    let document = json(&store, "2026-08-25", &["CF3"]);
    let headings = headings(&document);
    assert!(headings.contains(&"Case direction") && !headings.contains(&"Re-audit"));
    let texts = blocks(&document, "text").into_iter();
    assert!(
        !texts
            .into_iter()
            .any(|block| block["label"] == "Review of the actions")
    );
    // Before it was submitted it is a draft, and before it was allocated it is not there.
    assert_eq!(banners(&json(&store, "2026-08-11", &["CF3"]))[0].0, "draft");
    store
        .run("2026-08-02", &["show", "CF3"])
        .refuses(&["was allocated on Mon 3 Aug 2026, later than"]);
}

#[test]
fn a_moderation_that_is_being_written_stays_with_the_moderator() {
    let store = Store::example();
    let name = format!("{}/moderation.yaml", folder(&store, "CF-26-0013"));
    store.write(
        &name,
        "moderator: Nadia Karim\nevidence_sufficient: no\nfindings: |\n  Half a thought.\nsigned_off:\n",
    );
    let ran = store.run(DAY, &["show", "CF13", "--with-comments"]);
    ran.says(0, &["may change in moderation"]);
    assert!(!ran.stdout.contains("Half a thought"));
    assert!(
        ran.stderr
            .contains("moderation.yaml is left out: it is not signed off.")
    );
}

#[test]
fn the_log_says_what_is_done_and_where_it_is_kept() {
    let store = Store::example();
    let log = format!("{}/log.yaml", folder(&store, "CF-26-0001"));
    let later = |line: &&str| line.contains("supervision-file") || line.contains("action-done");
    let kept: Vec<String> = store
        .read(&log)
        .lines()
        .filter(|line| !later(line))
        .map(|line| format!("{line}\n"))
        .collect();
    store.write(&log, kept.concat());
    store.run(DAY, &["show", "CF1"]).says(
        0,
        &["Keep this audit record on your supervision file (not saved there yet)."],
    );
    let lines = "- {date: 2026-09-30, event: action-done, action: 1, note: \"as in CF-26-0002\"}\n\
                 - {date: 2026-10-02, event: supervision-file, by: Ann Brook}\n\
                 - {date: 2026-10-05, event: note, note: \"for the team: ask CF-26-0002\"}\n";
    let text = store.read(&log) + lines;
    store.write(&log, text);
    let ran = store.run(DAY, &["show", "CF1"]);
    ran.says(
        0,
        &[
            "Done: Wed 30 Sep 2026.",
            "Worker's supervision file: saved there on Fri 2 Oct 2026",
            "Fri 2 Oct 2026   Saved on the worker's supervision file",
        ],
    );
    assert!(!ran.stdout.contains("CF-26-0002") && !ran.stdout.contains("for the team"));
    store
        .run("2026-10-01", &["show", "CF1"])
        .says(0, &["not saved there yet", "Done: Wed 30 Sep 2026."]);
}

#[test]
fn a_faulty_value_is_named_and_the_rest_is_shown() {
    let store = Store::example();
    let ran = store.run(DAY, &["show", "CF15"]);
    ran.says(
        1,
        &[
            "audit.yaml line 61 (Goood is no grade)",
            "Grade of this section: Not graded",
        ],
    );
    assert!(flat(&ran.stdout).contains("qaf validate CF-26-0015 shows each place."));
    // Where a moderator's words can't be read, the place is named and nothing of them is quoted.
    let name = format!("{}/moderation.yaml", store.unkept("CF-26-0002"));
    store.change(&name, "comments_for_auditor: |", "coments_for_auditor: |");
    let ran = store.run(DAY, &["show", "CF2"]);
    ran.says(1, &["moderation.yaml line "]);
    assert!(!ran.stdout.contains("coments"));
}

#[test]
fn a_day_of_submission_that_cannot_be_read_is_said() {
    let store = Store::example();
    let name = format!("{}/audit.yaml", store.unkept("CF-26-0003"));
    store.change(&name, "submitted: 2026-08-12", "submitted: last week");
    let ran = store.run(DAY, &["show", "CF3"]);
    ran.says(
        1,
        &["*** Its day of submission can't be read, so whether it was submitted is not known"],
    );
}

#[test]
fn an_audit_that_cannot_be_read_is_shown_as_far_as_it_can() {
    let store = Store::example();
    let name = format!("{}/audit.yaml", store.unkept("CF-26-0003"));
    let nested = "[".repeat(10_000);
    let undated = store
        .read(&name)
        .replace("submitted: 2026-08-12", &format!("submitted: {nested}"));
    let none = "What the auditor wrote is not shown: audit.yaml holds no form that can be read.";
    for (bytes, why) in [
        (undated.into_bytes(), "whether it was submitted is not known"),
        (b"a: \"\n".to_vec(), none),
        (format!("a: {nested}").into_bytes(), none),
        (Vec::new(), none),
    ] {
        store.write(&name, &bytes);
        let ran = store.run(DAY, &["show", "CF3"]);
        assert!(flat(&ran.stdout).contains(why), "{}", ran.stdout);
        assert!(!ran.stdout.contains("Draft"), "{}", ran.stdout);
        ran.says(1, &["qaf validate", "Child's ID: 00481991", "Case direction"]);
    }
    fs::remove_file(store.path(&name)).unwrap();
    store
        .run(DAY, &["show", "CF3"])
        .says(1, &["audit.yaml is missing"]);
    store
        .run(DAY, &["show", "XX9"])
        .refuses(&["There is no audit XX9"]);
}

#[test]
fn a_file_is_made_once_and_its_name_chooses_the_format() {
    let store = Store::example();
    let before = store.tree();
    let out = tempfile::tempdir().unwrap();
    let root = store.root();
    let show = |file: &str| {
        let store = root.to_str().unwrap();
        run_in(
            out.path(),
            &["--store", store, "--as-of", DAY, "show", "CF2", "--output", file],
        )
    };
    let begins = |file: &str| fs::read_to_string(out.path().join(file)).unwrap();
    for (file, first) in [
        ("a.html", "<!doctype html>"),
        ("a.md", "# Child"),
        ("a.json", "{"),
        ("a.txt", "Child"),
    ] {
        let ran = show(file);
        ran.says(0, &["Written: "]);
        assert_eq!(ran.stdout, "");
        assert!(begins(file).starts_with(first), "{file}");
    }
    fs::write(out.path().join("b.html"), "mine").unwrap();
    show("b.html").refuses(&["b.html"]);
    assert_eq!(begins("b.html"), "mine");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(out.path().join("a.html"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o660);
    }
    store
        .run(DAY, &["--format", "csv", "show", "CF2"])
        .refuses(&["show prints text, json, md, html, docx or xlsx"]);
    assert_eq!(store.tree(), before);
}
