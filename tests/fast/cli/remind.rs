//! `remind`: letters and entries in a folder, all of them or none, and nothing that is there is overwritten.

use std::fs;
use std::path::PathBuf;

use super::store::{Tree, tree};
use super::{Ran, Store};

const TODAY: &str = "2026-11-24";

/// Runs `remind` into a folder beside the store, as the QA social worker.
fn remind(store: &Store, day: &str, folder: &str, more: &[&str]) -> Ran {
    let mut args = vec!["--by", "Tom Ellery", "remind", "--to", folder];
    args.extend(more);
    store.run(day, &args)
}

fn beside(store: &Store, folder: &str) -> PathBuf {
    store.root().with_file_name(folder)
}

fn text(files: &Tree, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn a_letter_and_an_entry_are_written_for_every_open_step() {
    let store = Store::demo();
    let before = store.tree();
    let ran = remind(&store, TODAY, "out", &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(store.tree(), before, "the store is left as it was");
    let files = tree(&beside(&store, "out"));
    // Six steps, thirteen people with actions or who supervise some, and a manager of a new worker.
    assert_eq!(files.len(), 41);
    insta::assert_snapshot!(text(&files, "CF-26-0012-send.eml").replace("\r\n", "\n"), @r"
    X-Unsent: 1
    Date: Tue, 24 Nov 2026 09:00:00 +0000
    From: Tom Ellery <tom.ellery@example.org>
    To: Amara Ives <amara.ives@example.org>, Ann Brook <ann.brook@example.org>,
     Sam Okoro <sam.okoro@example.org>
    Subject: Audit CF-26-0012, for you to read
    Message-ID: <CF-26-0012.send.2026-11-24@qaf.invalid>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Dear Amara Ives, Ann Brook and Sam Okoro

    Audit CF-26-0012 (Child case audit) by Ann Brook is complete. It comes with=
     this letter, for you to read and to talk over in supervision.

    Amara Ives, please tell us within ten working days what you make of the aud=
    it: the questions come with it. Your answers go on record beside it.

    This goes to:
    - Amara Ives (Social worker)
    - Ann Brook (Team manager)
    - Sam Okoro (Deputy team manager)

    Tom Ellery
    Quality Assurance, Elmsworth Council
    ");
    insta::assert_snapshot!(text(&files, "CF-26-0014-amend.ics").replace("\r\n", "\n"), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//qaf//remind//EN
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    BEGIN:VEVENT
    UID:CF-26-0014.amend@qaf.invalid
    DTSTAMP:20261124T090000Z
    DTSTART;VALUE=DATE:20261127
    DTEND;VALUE=DATE:20261128
    SUMMARY:Audit CF-26-0014 to be submitted again
    DESCRIPTION:Audit CF-26-0014 (Child case audit)\, due Fri 27 Nov 2026 from 
     Joe Pritchard.\nFolder: audits/2026-27/Q3/south/CF-26-0014
    CLASS:PRIVATE
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:Audit CF-26-0014 to be submitted again
    TRIGGER:-PT15H
    END:VALARM
    END:VEVENT
    END:VCALENDAR
    ");
}

#[test]
fn the_same_again_changes_nothing_and_other_words_are_never_overwritten() {
    let store = Store::demo();
    remind(&store, TODAY, "out", &[]).says(0, &["are in out"]);
    let first = tree(&beside(&store, "out"));
    remind(&store, TODAY, "out", &[]).says(0, &["were in out already"]);
    fs::remove_file(beside(&store, "out").join("CF-26-0012-send.eml")).unwrap();
    remind(&store, TODAY, "out", &[]).says(0, &["are in out"]);
    assert_eq!(tree(&beside(&store, "out")), first);

    let changed = beside(&store, "out").join("CF-26-0013-moderate.eml");
    fs::write(&changed, "our own words").unwrap();
    fs::remove_file(beside(&store, "out").join("CF-26-0012-send.eml")).unwrap();
    let before = tree(&beside(&store, "out"));
    remind(&store, TODAY, "out", &[])
        .refuses(&["out holds CF-26-0013-moderate.eml already", "Nothing was written"]);
    assert_eq!(tree(&beside(&store, "out")), before);
}

#[test]
fn the_next_days_letters_stand_beside_todays() {
    let store = Store::demo();
    for more in [&["--text"][..], &[]] {
        let folder = if more.is_empty() { "mails" } else { "texts" };
        remind(&store, TODAY, folder, more).says(0, &["21 letters"]);
        let first = tree(&beside(&store, folder));
        let ran = remind(&store, "2026-11-25", folder, more);
        ran.says(0, &["21 letters", "CF-26-0012-send-2026-11-25."]);
        let both = tree(&beside(&store, folder));
        assert_eq!(both.len(), 82);
        assert!(first.iter().all(|(name, bytes)| both[name] == *bytes));
        assert!(both.contains_key("CF-26-0012-send-2026-11-25.ics"));
        // The second day again changes nothing, nor does the first.
        remind(&store, "2026-11-25", folder, more).says(0, &["were in"]);
        remind(&store, TODAY, folder, more).says(0, &["were in"]);
        assert_eq!(tree(&beside(&store, folder)), both);
    }
}

#[test]
fn letters_go_ten_working_days_ahead_unless_more_is_asked_for() {
    let store = Store::demo();
    // On that day one step and many actions are due later than that.
    remind(&store, "2026-08-20", "soon", &[]).says(0, &["13 letters"]);
    remind(&store, "2026-08-20", "later", &["--within", "60"]).says(0, &["26 letters"]);
    // What is overdue is always written.
    remind(&store, TODAY, "late", &["--within", "0"]).says(0, &["19 letters"]);
}

#[test]
fn what_can_not_be_written_to_is_named() {
    let store = Store::demo();
    store.run(TODAY, &["remind"]).says(2, &["--to <DIR>"]);
    fs::write(beside(&store, "file"), "x").unwrap();
    remind(&store, TODAY, "file", &[]).refuses(&["file is a file, not a folder"]);
    remind(&store, TODAY, "file/below", &[]).refuses(&["was not written"]);
    for folder in ["s/audits/letters", "s", "s/../s/new"] {
        let before = store.tree();
        remind(&store, TODAY, folder, &[]).refuses(&["lies in the store"]);
        assert_eq!(store.tree(), before);
    }
    store
        .run(TODAY, &["--format", "csv", "remind", "--to", "out"])
        .refuses(&["remind prints text or json"]);
    assert!(!beside(&store, "out").exists());
}

#[test]
fn where_nothing_is_due_no_folder_is_made() {
    let store = Store::demo();
    remind(&store, "2026-04-01", "out", &[]).says(
        0,
        &["No letter was written, as nothing is due within 10 working days."],
    );
    assert!(!beside(&store, "out").exists());
}

#[test]
fn letters_can_be_plain_text_and_narrowed_to_a_person() {
    let store = Store::demo();
    remind(&store, TODAY, "out", &["--text", "--who", "nk", "--within", "8"]).says(0, &["1 letter"]);
    let files = tree(&beside(&store, "out"));
    let names: Vec<&String> = files.keys().collect();
    assert_eq!(names, ["CF-26-0013-moderate.ics", "CF-26-0013-moderate.txt"]);
    let letter = text(&files, "CF-26-0013-moderate.txt");
    assert!(letter.starts_with(
        "To: Nadia Karim <nadia.karim@example.org>\r\nSubject: Audit CF-26-0013: due Fri 4 Dec 2026\r\n\r\nDear Nadia Karim\r\n"
    ));
}

#[test]
fn the_service_manager_is_told_of_an_inadequate_and_the_subject_does_not_say_so() {
    let store = Store::demo();
    let log = format!("{}/log.yaml", store.audits()["CF-26-0003"]);
    let kept: Vec<String> = store
        .read(&log)
        .lines()
        .filter(|line| !line.contains("event: informed"))
        .map(|line| format!("{line}\n"))
        .collect();
    store.write(&log, kept.concat());
    remind(&store, "2026-08-13", "out", &[]).says(0, &["Tell the service manager"]);
    let files = tree(&beside(&store, "out"));
    let letter = text(&files, "CF-26-0003-inform.eml");
    assert!(letter.contains(
        "\r\nTo: Robin Hale <robin.hale@example.org>\r\nSubject: Please read today: audit CF-26-0003\r\n"
    ));
    assert!(letter.contains("has been graded Inadequate"));
    for (name, bytes) in &files {
        let said = String::from_utf8(bytes.clone()).unwrap();
        let open = name != "CF-26-0003-inform.eml";
        assert!(!open || !said.contains("nadequate"), "{name}");
    }
}

#[test]
fn no_child_is_in_any_letter() {
    let store = Store::demo();
    let mut children = Vec::new();
    for folder in store.audits().values() {
        let path = format!("{folder}/allocation.yaml");
        let hostile = |line: &str| match line.split_once(": ") {
            Some(("child_id" | "initials" | "legal_status", _)) => {
                format!("{}: \"QXZ-child\"\n", line.split_once(':').unwrap().0)
            }
            _ => format!("{line}\n"),
        };
        let text = store.read(&path);
        children.push(text.contains("child_id:"));
        store.write(&path, text.lines().map(hostile).collect::<String>());
    }
    assert!(children.len() > 10 && children.iter().all(|has| *has));
    for day in ["2026-08-14", "2026-09-01", "2026-10-12", TODAY] {
        let ran = remind(&store, day, day, &["--format", "json"]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert!(!ran.stdout.contains("QXZ"));
        for (name, bytes) in tree(&beside(&store, day)) {
            assert!(
                !name.contains("QXZ") && !String::from_utf8(bytes).unwrap().contains("QXZ"),
                "{name}"
            );
        }
    }
}

#[test]
fn who_has_no_address_is_named_and_gets_a_letter_all_the_same() {
    let store = Store::demo();
    store.change("people.csv", "nadia.karim@example.org", "");
    store.change("people.csv", "ann.brook@example.org", "ann brook@example.org");
    remind(&store, TODAY, "out", &[]).says(
        0,
        &[
            "No address in people.csv that can be used",
            "Nadia Karim: CF-26-0013-moderate.eml",
            "Ann Brook: CF-26-0012-send.eml",
        ],
    );
    let files = tree(&beside(&store, "out"));
    let letter = text(&files, "CF-26-0013-moderate.eml");
    assert!(!letter.contains("\r\nTo:") && letter.contains("Dear Nadia Karim"));
    assert!(
        text(&files, "CF-26-0012-send.eml").contains("To: Amara Ives <amara.ives@example.org>, Sam Okoro")
    );
}

#[test]
fn a_sender_who_is_not_known_signs_nothing() {
    let store = Store::demo();
    store
        .run(TODAY, &["--by", "jsmith4", "remind", "--to", "out"])
        .says(
            0,
            &["jsmith4 is nobody in people.csv, so the letters bear no sender's name"],
        );
    for (name, bytes) in tree(&beside(&store, "out")) {
        let said = String::from_utf8(bytes).unwrap();
        assert!(!said.contains("jsmith4") && !said.contains("From:"), "{name}");
    }
}

#[test]
fn a_council_s_own_words_are_used_and_its_slips_are_named() {
    let store = Store::demo();
    store.write(
        "letters/moderate.txt",
        "To: who\nSubject: Bitte {{ audit }}\n\nLiebe {{ to }}\n",
    );
    remind(&store, TODAY, "one", &[]).says(0, &[]);
    let files = tree(&beside(&store, "one"));
    assert!(text(&files, "CF-26-0013-moderate.eml").contains("Liebe Nadia Karim"));

    store.change("letters/moderate.txt", "{{ to }}", "{{ too }}");
    remind(&store, TODAY, "two", &[]).refuses(&[
        "letters/moderate.txt, line 4: Letters know no word \"too\". Did you mean to?",
        "delete the file to have the letter that qaf came with. Nothing was written.",
    ]);
    assert!(!beside(&store, "two").exists());
    remind(&store, TODAY, "two", &["--who", "Joe Pritchard"]).says(
        0,
        &["line 4", "No letter of today needs it", "CF-26-0014-amend.eml"],
    );

    fs::remove_file(store.path("letters/moderate.txt")).unwrap();
    remind(&store, TODAY, "three", &[]).says(0, &[]);
    fs::remove_dir_all(store.path("letters")).unwrap();
    remind(&store, TODAY, "four", &[]).says(0, &[]);
    assert_eq!(tree(&beside(&store, "three")), tree(&beside(&store, "four")));
    store.run(TODAY, &["validate"]).says(1, &[]);
}

#[test]
fn a_name_in_the_stores_files_begins_no_header() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0012"].clone();
    let path = format!("{folder}/allocation.yaml");
    let text_of = |line: &str| {
        if line.starts_with("worker:") {
            "worker: \"Eve\\r\\nBcc: all@example.org, Mallory <m@example.org>\"\n".to_owned()
        } else {
            format!("{line}\n")
        }
    };
    let changed: String = store.read(&path).lines().map(text_of).collect();
    store.write(&path, changed);
    store.change(
        "qaf.toml",
        "council = \"Elmsworth Council\"",
        "council = \"Côte,\\nBcc: x@example.org\"",
    );
    remind(&store, TODAY, "out", &[]).says(0, &["Eve\\u{d}\\u{a}Bcc"]);
    for (name, bytes) in tree(&beside(&store, "out")) {
        let said = String::from_utf8(bytes).unwrap();
        assert!(!said.contains("\nBcc"), "{name}: {said}");
    }
}
