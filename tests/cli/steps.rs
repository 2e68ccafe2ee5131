//! The commands that make the next role's file: for whom, by when, in whose turn, and never twice.

use std::fs;
use std::sync::OnceLock;

use super::Store;
use super::store::Tree;

/// The demo's own today.
const TODAY: &str = "2026-11-24";

/// The demo's council, told once and copied for each test.
fn council() -> Store {
    static TOLD: OnceLock<Tree> = OnceLock::new();
    let told = TOLD.get_or_init(|| Store::demo().tree());
    let store = Store::new();
    for (name, bytes) in told {
        let path = store.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    store
}

/// A council in which a file was never made.
fn without(store: &Store, id: &str, files: &[&str]) -> String {
    let folder = store.audits()[id].clone();
    for file in files {
        fs::remove_file(store.path(&format!("{folder}/{file}"))).unwrap();
    }
    folder
}

fn json(store: &Store, day: &str, args: &[&str]) -> serde_json::Value {
    let mut all = vec!["--format", "json"];
    all.extend(args);
    let ran = store.run(day, &all);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Refused, and the store is as it was.
#[track_caller]
fn refused(store: &Store, day: &str, args: &[&str], words: &[&str]) {
    let before = store.tree();
    store.run(day, args).refuses(words);
    let mut after = store.tree();
    after.remove(".lock");
    let before: Tree = before.into_iter().filter(|(name, _)| name != ".lock").collect();
    assert!(before == after, "the store was changed");
}

#[test]
fn a_moderation_goes_to_whom_the_schedule_has_and_says_by_when() {
    let store = council();
    store.run(TODAY, &["moderate", "CF13"]).says(
        0,
        &[
            "Nadia Karim moderates CF-26-0013. Isaac Wynn graded it Requires improvement.",
            "It is due Fri 4 Dec 2026 (10 working days from Fri 20 Nov 2026): in 8 working days.",
            "signed_off:",
            "qaf validate CF-26-0013",
        ],
    );
    let folder = store.audits()["CF-26-0013"].clone();
    let made = store.read(&format!("{folder}/moderation.yaml"));
    assert!(made.contains("\nmoderator: Nadia Karim\n") && made.contains("\nstarted: 2026-11-24\n"));
    // Isaac Wynn manages Dev Shah, whose case it is.
    assert!(made.contains("\nmanagement_oversight: |\n"));
    store
        .run(TODAY, &["validate", "CF13"])
        .says(0, &["nothing to mend"]);
    refused(
        &store,
        TODAY,
        &["moderate", "CF13"],
        &["has begun: Nadia Karim has it"],
    );
}

#[test]
fn json_tells_the_file_who_and_when() {
    let store = council();
    let made = json(&store, TODAY, &["moderate", "CF15"]);
    let folder = store.audits()["CF-26-0015"].clone();
    assert_eq!(made["schema"], "qaf.moderate/1");
    assert_eq!(made["audit"], "CF-26-0015");
    assert_eq!(made["file"], format!("{folder}/moderation.yaml"));
    assert_eq!(made["who"], "Robin Hale");
    assert_eq!(made["due"], "2026-11-03");
    assert_eq!(
        made["notes"][0],
        "The audit has 6 faults: qaf validate CF-26-0015 shows them."
    );
    let made = json(&store, TODAY, &["appreciate", "CF16"]);
    assert_eq!(made["schema"], "qaf.appreciate/1");
    assert_eq!(made["who"], "Maria Dunn");
    assert!(made["due"].is_null());
}

#[test]
fn what_is_not_in_turn_is_told_why_and_nothing_is_written() {
    let store = council();
    for (id, why) in [
        (
            "CF14",
            "CF-26-0014 was returned to Joe Pritchard on Fri 20 Nov 2026",
        ),
        (
            "CF16",
            "CF-26-0016 is not submitted yet, so it can't be moderated",
        ),
        ("CF17", "CF-26-0017 is replaced"),
        ("CF1", "CF-26-0001 is settled: Robin Hale signed off"),
        ("CF99", "There is no audit CF99"),
    ] {
        refused(&store, TODAY, &["moderate", id], &[why]);
    }
    refused(
        &store,
        TODAY,
        &["--format", "csv", "moderate", "CF13"],
        &["text or json"],
    );
    refused(&store, TODAY, &["appreciate", "CF17"], &["is replaced"]);
    refused(
        &store,
        TODAY,
        &["feedback", "CF12"],
        &["has not been sent", "qaf log CF-26-0012 sent"],
    );
    // Before it was allocated, there is nothing to moderate.
    refused(&store, "2026-10-01", &["moderate", "CF13"], &["later than today"]);
}

#[test]
fn a_moderator_named_by_hand_is_in_post_and_never_the_auditor() {
    let store = council();
    for (name, why) in [
        ("Isaac Wynn", "nobody moderates their own audit"),
        ("WYNN, Isaac", "nobody moderates their own audit"),
        ("Tom Elery", "Did you mean Tom Ellery?"),
        ("Xaver Quux", "people.csv knows no Xaver Quux. Add the moderator"),
    ] {
        refused(&store, TODAY, &["moderate", "CF13", "--moderator", name], &[why]);
    }
    store.change(
        "people.csv",
        "Colin Peake,,principal-social-worker,,,Helen Marsh,4,13,2020-01-13,,",
        "Colin Peake,,principal-social-worker,,,Helen Marsh,4,13,2020-01-13,2026-11-01,",
    );
    refused(
        &store,
        TODAY,
        &["moderate", "CF13", "--moderator", "Colin Peake"],
        &["not in post"],
    );
    store
        .run(TODAY, &["moderate", "CF13", "--moderator", "tom ellery"])
        .says(
            0,
            &[
                "Tom Ellery moderates",
                "is not whom the schedule has for this audit (a Service manager or QA service manager)",
            ],
        );
    store
        .run(TODAY, &["validate", "CF13"])
        .says(0, &["moderator-not-fit"]);
}

#[test]
fn who_left_is_replaced_by_the_next_who_is_fit_and_nobody_fit_is_told_by_title() {
    let store = council();
    let left = |name: &str, since: &str| {
        store.change(
            "people.csv",
            &format!("{since},,,{name}"),
            &format!("{since},2026-11-01,,{name}"),
        );
    };
    left("nadia.karim", "2021-05-10");
    store.run(TODAY, &["moderate", "CF13"]).says(
        0,
        &[
            "Priya Nand moderates CF-26-0013",
            "Nadia Karim was foreseen, and is not fit",
        ],
    );
    without(&store, "CF-26-0013", &["moderation.yaml"]);
    left("priya.nand", "2019-06-03");
    refused(
        &store,
        TODAY,
        &["moderate", "CF13"],
        &[
            "Nobody is fit to moderate CF-26-0013: it asks for a Service manager or QA service manager",
            "in Through Care",
            "--moderator",
        ],
    );
}

#[test]
fn a_row_that_asks_for_no_moderation_gets_none_unless_somebody_is_named() {
    let store = council();
    store.change(
        "schedule.toml",
        "id = \"tc-case\"\nservice = \"Through Care\"\nactivity = \"case-file\"\ntimes_a_year = 6\nper = \"auditor\"\nauditors = [\"team-manager\", \"deputy-team-manager\", \"consultant-social-worker\", \"practice-lead\"]\nform = \"child-case\"\nmoderators = [\"service-manager\", \"qa-service-manager\"]",
        "id = \"tc-case\"\nservice = \"Through Care\"\nactivity = \"case-file\"\ntimes_a_year = 6\nper = \"auditor\"\nauditors = [\"team-manager\", \"deputy-team-manager\", \"consultant-social-worker\", \"practice-lead\"]\nform = \"child-case\"\nmoderators = []",
    );
    refused(
        &store,
        TODAY,
        &["moderate", "CF13"],
        &["The row tc-case of the schedule asks for no moderation"],
    );
    store
        .run(TODAY, &["moderate", "CF13", "--moderator", "Nadia Karim"])
        .says(0, &["so the auditor's grade stays the final one"]);
}

#[test]
fn an_audit_that_came_back_keeps_its_moderation() {
    let store = council();
    let folder = store.audits()["CF-26-0012"].clone();
    let log = format!("{folder}/log.yaml");
    let text = store.read(&log);
    store.write(
        &log,
        text + "- {\"date\": \"2026-11-02\", \"event\": \"returned\", \"reason\": \"thin\"}\n",
    );
    refused(&store, TODAY, &["moderate", "CF12"], &["has begun"]);
    store.change(
        &format!("{folder}/audit.yaml"),
        "resubmitted: []",
        "resubmitted: [2026-11-05]",
    );
    refused(
        &store,
        TODAY,
        &["moderate", "CF12"],
        &[
            "was submitted again on Thu 5 Nov 2026",
            "writes the new day after signed_off:, so no new one was made",
        ],
    );
}

#[test]
fn an_observation_gets_a_review_of_its_evidence() {
    let store = council();
    let folder = without(&store, "OP-26-0007", &["moderation.yaml"]);
    store.run("2026-08-20", &["moderate", "OP7"]).says(
        0,
        &[
            "Tom Ellery reviews the evidence of OP-26-0007",
            "It is due Tue 1 Sep 2026",
        ],
    );
    let made = store.read(&format!("{folder}/moderation.yaml"));
    assert!(
        made.contains("\nreviewer: Tom Ellery\n")
            && !made.contains("regrades")
            && !made.contains("\noverall:")
    );
}

#[test]
fn a_direction_begins_on_the_auditors_grade_and_names_both_its_days() {
    let store = council();
    let folder = without(&store, "CF-26-0003", &["case-direction.yaml", "re-audit.yaml"]);
    // Submitted on the twelfth, moderated on the twenty-first.
    store.run("2026-08-13", &["direct", "CF3"]).says(
        0,
        &[
            "Robin Hale directs CF-26-0003, graded Inadequate by the auditor, and not settled yet.",
            "The review of the audit's actions is due Sat 12 Sep 2026 (1 month from Wed 12 Aug 2026)",
            "The grade is not final yet",
        ],
    );
    let early = store.read(&format!("{folder}/case-direction.yaml"));
    assert!(
        early.contains("is the auditor's and not moderated yet")
            && early.contains("Bring the chronology up to date")
    );
    without(&store, "CF-26-0003", &["case-direction.yaml"]);
    let made = json(
        &store,
        "2026-08-24",
        &["direct", "CF3", "--by-manager", "Moira Teague"],
    );
    assert_eq!(
        (made["who"].as_str(), made["due"].as_str()),
        (Some("Moira Teague"), Some("2026-08-28"))
    );
    let late = store.read(&format!("{folder}/case-direction.yaml"));
    assert!(
        late.contains("\nby: Moira Teague\n")
            && late.contains("by Fri 28 Aug 2026")
            && !late.contains("not moderated yet")
    );
    store.run("2026-08-24", &["validate", "CF3"]).says(0, &[]);
    refused(
        &store,
        "2026-08-24",
        &["direct", "CF3"],
        &["has its case-direction.yaml already"],
    );
}

#[test]
fn what_is_not_inadequate_is_told_its_grade_and_a_regraded_one_what_still_stands() {
    let store = council();
    for command in ["direct", "re-audit"] {
        refused(
            &store,
            TODAY,
            &[command, "CF1"],
            &["CF-26-0001 is graded Good by the moderator. Only an Inadequate"],
        );
    }
    let folder = without(&store, "CF-26-0003", &["case-direction.yaml", "re-audit.yaml"]);
    store.change(
        &format!("{folder}/moderation.yaml"),
        "  grade: I\n",
        "  grade: RI\n",
    );
    for command in ["direct", "re-audit"] {
        refused(
            &store,
            TODAY,
            &[command, "CF3"],
            &[
                "was graded Inadequate by the auditor and is graded Requires improvement by the moderator now",
                "The notice to the service manager of Wed 12 Aug 2026 stands.",
            ],
        );
    }
}

#[test]
fn a_re_audit_is_by_somebody_else_and_follows_up_the_actions() {
    let store = council();
    let folder = without(&store, "CF-26-0003", &["re-audit.yaml"]);
    let day = "2026-09-01";
    for (args, why) in [
        (
            vec![],
            "anybody in post but Joe Pritchard. Nearest to it are Ann Brook, Lena Fox",
        ),
        (vec!["--auditor", "Joe Pritchard"], "audited CF-26-0003 first"),
        (vec!["--auditor", "Lena Foxx"], "Did you mean Lena Fox?"),
        (vec!["--auditor", "Callum Rook"], "can't audit their own work"),
    ] {
        let mut all = vec!["re-audit", "CF3"];
        all.extend(args);
        refused(&store, day, &all, &[why]);
    }
    refused(
        &store,
        "2026-08-13",
        &["re-audit", "CF3", "--auditor", "Lena Fox"],
        &["once the grade is final"],
    );
    let log = format!("{folder}/log.yaml");
    let text = store.read(&log);
    store.write(
        &log,
        text + "- {\"date\": \"2026-08-31\", \"event\": \"action-done\", \"action\": \"1\"}\n",
    );
    store
        .run(day, &["re-audit", "CF3", "--auditor", "lena fox"])
        .says(
            0,
            &[
                "Lena Fox audits CF-26-0003 again, at the desk, without the worker",
                "It is due Fri 16 Oct 2026 (8 weeks from Fri 21 Aug 2026)",
            ],
        );
    let made = store.read(&format!("{folder}/re-audit.yaml"));
    for words in [
        "\nauditor: Lena Fox\n",
        "done on Mon 31 Aug",
        "not done yet by the log",
        "without the worker",
    ] {
        assert!(made.contains(words), "{words} in\n{made}");
    }
}

#[test]
fn an_inadequate_observation_is_observed_again() {
    let store = council();
    let folder = store.audits()["OP-26-0007"].clone();
    store.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: G\n",
        "overall:\n  grade: I\n",
    );
    store
        .run(TODAY, &["re-audit", "OP7", "--auditor", "Lena Fox"])
        .says(0, &["by a repeat observation"]);
    let made = store.read(&format!("{folder}/re-audit.yaml"));
    assert!(made.contains("Observe the worker again") && !made.contains("at the desk"));
}

/// The mailed form as it went out for an audit of the council.
fn mailed(store: &Store, id: &str) -> String {
    let ran = store.run("2026-08-26", &["feedback", id, "--blank"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout
}

#[test]
fn a_mailed_form_comes_back_word_for_word_whatever_program_saved_it() {
    let store = council();
    let folder = without(&store, "CF-26-0003", &["feedback.yaml"]);
    let blank = mailed(&store, "CF3");
    assert!(
        blank.contains("\naudit: CF-26-0003\n")
            && !blank.contains("Inadequate")
            && !blank.contains("00481991")
            && !blank.contains(", EN")
    );
    let filled = blank
        .replacen("\ndate:\n", "\ndate: “2026-09-02”\n", 1)
        .replacen("q1:\n", "q1: yes\n", 1)
        .replacen(
            "q2: |\n    \n",
            "q2: |\n    I’d say “so”: – # and no comment\n\n      * more\n",
            1,
        )
        .replacen("improvement_plan: |\n  \n", "improvement_plan: |\n  Sooner.\n", 1);
    let windows = filled.replace('\n', "\r\n");
    let (latin, _, lost) = encoding_rs::WINDOWS_1252.encode(&windows);
    assert!(!lost);
    let with_mark = format!("\u{feff}{windows}").into_bytes();
    let of_word = filled.replace("\n    I’d", "\n\u{a0}\u{a0} \u{a0}I’d");
    for bytes in [
        filled.into_bytes(),
        with_mark,
        latin.into_owned(),
        of_word.into_bytes(),
    ] {
        store.give(&bytes);
        store
            .run(TODAY, &["feedback", "CF3", "--from", "cases.csv"])
            .says(
                0,
                &["The feedback of Callum Rook on CF-26-0003 is taken in: 2 answers."],
            );
        let kept = store.read(&format!("{folder}/feedback.yaml"));
        for words in [
            "\ndate: 2026-09-02\n",
            "    I’d say “so”: – # and no comment\n\n      * more\n",
            "\n  Sooner.\n",
        ] {
            assert!(kept.contains(words), "{words} in\n{kept}");
        }
        assert!(!kept.contains('\r') && !kept.contains("\naudit:"));
        store
            .run(TODAY, &["validate", "CF3"])
            .says(0, &["nothing to mend"]);
        refused(
            &store,
            TODAY,
            &["feedback", "CF3", "--from", "cases.csv"],
            &["has its feedback.yaml already"],
        );
        without(&store, "CF-26-0003", &["feedback.yaml"]);
    }
}

#[test]
fn what_came_back_is_refused_where_it_is_not_this_audits_or_cannot_be_read() {
    let store = council();
    without(&store, "CF-26-0003", &["feedback.yaml"]);
    without(&store, "CF-26-0001", &["feedback.yaml"]);
    let blank = mailed(&store, "CF3");
    let filled = blank.replacen("q1:\n", "q1: yes\n", 1);
    for (bytes, why) in [
        (blank.clone().into_bytes(), "has nothing filled in"),
        (
            filled.replace("audit: CF-26-0003\n", "").into_bytes(),
            "does not say which audit it is about",
        ),
        (
            filled.replace("q1: yes", "q1: yes: late").into_bytes(),
            "cases.csv:32:10:",
        ),
        (
            filled.replace("\ndate:", "\ndate: soon").into_bytes(),
            "soon is no date",
        ),
        (filled.replace("q1: yes", "q9: yes").into_bytes(), "q9"),
        (b"PK\x03\x04 and more".to_vec(), "save it as Plain text"),
        (vec![0, 1, 2], "nothing was written"),
    ] {
        store.give(&bytes);
        refused(&store, TODAY, &["feedback", "CF3", "--from", "cases.csv"], &[why]);
    }
    store.give(filled.as_bytes());
    refused(
        &store,
        TODAY,
        &["feedback", "CF1", "--from", "cases.csv"],
        &["is about CF-26-0003, not about CF-26-0001"],
    );
    refused(
        &store,
        TODAY,
        &["feedback", "CF1", "--from", "none.txt"],
        &["none.txt can't be read"],
    );
    // Without its day it is kept, and said not to count yet.
    store
        .run(TODAY, &["feedback", "CF3", "--from", "cases.csv"])
        .says(1, &["It has no day, so it does not count yet"]);
}

#[test]
fn a_mailed_form_is_written_outside_the_store_and_over_nothing() {
    let store = council();
    let outside = store.root().with_file_name("form.txt");
    store
        .run(TODAY, &["feedback", "CF1", "--blank", "--output", "form.txt"])
        .says(
            0,
            &[
                "A form for",
                "It names no child",
                "--from FILE",
                "there is a feedback.yaml for CF-26-0001 already",
            ],
        );
    let bytes = fs::read(&outside).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf#") && bytes.ends_with(b"\r\n"));
    refused(
        &store,
        TODAY,
        &["feedback", "CF1", "--blank", "--output", "form.txt"],
        &["is there already"],
    );
    refused(
        &store,
        TODAY,
        &["feedback", "CF1", "--blank", "--output", "s/form.txt"],
        &["lies in the store"],
    );
}

#[test]
fn feedback_on_an_iro_asks_the_supervisor_too() {
    let store = council();
    let folder = without(&store, "IR-26-0008", &["feedback.yaml"]);
    store.run(TODAY, &["feedback", "IR8"]).says(
        0,
        &[
            "Ruth Vane is asked for feedback on IR-26-0008",
            "The supervisor's comment is asked for too",
        ],
    );
    let made = store.read(&format!("{folder}/feedback.yaml"));
    assert!(made.contains("\n  by: Priya Nand\n") && made.contains("\nimprovement_plan: |\n"));
}
