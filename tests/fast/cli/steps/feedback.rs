//! Feedback: asked for in the store, mailed, and taken in as it came back.

use std::fs;

use super::{Store, TODAY, council, refused, without};

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
    store.unkept("CF-26-0003");
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

/// Text at the margin that can only belong to the answer above it is taken in with it.
#[test]
fn a_paragraph_at_the_margin_of_a_mailed_form_is_taken_in() {
    let store = council();
    let folder = without(&store, "CF-26-0003", &["feedback.yaml"]);
    store.unkept("CF-26-0003");
    let filled = mailed(&store, "CF3")
        .replacen("\ndate:\n", "\ndate: 2026-09-02\n", 1)
        .replacen("q2: |\n    \n", "q2: |\nI learnt to ask the school first.\n", 1);
    store.give(filled.as_bytes());
    store
        .run(TODAY, &["feedback", "CF3", "--from", "cases.csv"])
        .says(0, &["is taken in: 1 answer."]);
    let kept = store.read(&format!("{folder}/feedback.yaml"));
    assert!(
        kept.contains("  q2: |\n    I learnt to ask the school first.\n"),
        "{kept}"
    );
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
        &["none.txt is not there"],
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
