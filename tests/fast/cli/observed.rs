//! An observation closes with the talks, the consent and the filing told, or explained.

use super::{Ran, Store};

fn run(store: &Store, args: &[&str]) -> Ran {
    let mut all = vec!["--by", "Tom Ellery"];
    all.extend(args);
    store.run("2026-09-08", &all)
}

/// The examples' observation as it stood before it was filed, with nothing told beside its findings.
fn untold() -> (Store, String) {
    let store = Store::example();
    let folder = store.unkept("OP-26-0007");
    for event in ["action-done", "saved", "supervision-file"] {
        store.forget("OP-26-0007", event);
    }
    let audit = format!("{folder}/audit.yaml");
    for (from, to) in [
        ("\nagreed_with_worker: 2026-08-06", "\nagreed_with_worker:"),
        (
            "\nconsent: [ { from: mother, date: 2026-08-07 } ]",
            "\nconsent: []",
        ),
        ("\ndiscussed_with_worker: 2026-08-17", "\ndiscussed_with_worker:"),
        ("\nfiled_for_appraisal: 2026-08-17", "\nfiled_for_appraisal:"),
    ] {
        store.change(&audit, from, to);
    }
    let feedback = format!("{folder}/feedback.yaml");
    store.change(
        &feedback,
        "discussed_in_supervision: 2026-09-03",
        "discussed_in_supervision:",
    );
    (store, folder)
}

const ASKED: [&str; 4] = [
    "It is not said when the case was talked over with the worker before the observation.",
    "Nobody is said to have agreed to the observation.",
    "It is not said when the report was talked over with the worker.",
    "It is not said when the report was filed for the appraisal.",
];

#[test]
fn what_is_blank_is_asked_before_it_closes() {
    let (store, folder) = untold();
    run(&store, &["validate", "OP7"]).says(0, &ASKED);
    let due = run(&store, &["due", "--within", "400"])
        .stdout
        .replace("\n      ", " ");
    for words in ASKED {
        assert!(
            due.contains(&format!("First: {words}")),
            "{words:?} is not in\n{due}"
        );
    }
    run(&store, &["log", "OP7", "saved"]).refuses(&[
        "Before it closes, this is to be answered, or explained in audit.yaml",
        ASKED[0],
        ASKED[1],
        ASKED[2],
        ASKED[3],
        "--force, with --note to say why",
    ]);
    run(&store, &["remind", "--to", "out", "--text"]).says(0, &["OP-26-0007-close.txt"]);
    let letter = store.root().with_file_name("out").join("OP-26-0007-close.txt");
    let letter = std::fs::read_to_string(letter).unwrap();
    assert!(
        letter.contains(&format!("Before it closes: {}", ASKED[0])),
        "{letter}"
    );
    // What comes later than the form: the talk in the worker's feedback, the filing in the log.
    let feedback = format!("{folder}/feedback.yaml");
    store.change(
        &feedback,
        "discussed_in_supervision:",
        "discussed_in_supervision: 2026-09-07",
    );
    run(&store, &["log", "OP7", "supervision-file"]).says(0, &["First: It is not said when the case was"]);
    let left = run(&store, &["log", "OP7", "saved"]);
    left.refuses(&[ASKED[0], ASKED[1]]);
    assert!(
        !left.stderr.contains(ASKED[2]) && !left.stderr.contains(ASKED[3]),
        "{}",
        left.stderr
    );
    // An explanation is an answer.
    let audit = format!("{folder}/audit.yaml");
    let text = store.read(&audit);
    let explained = "explained:\n  - query: consent-missing\n    reason: It was a meeting of professionals, without the family.\n  - query: observation-step-blank\n    reason: The worker was told by phone on the day itself.\n";
    let text = match text.find("\nexplained: []\n") {
        Some(_) => text.replacen("explained: []\n", explained, 1),
        None => text + "\n" + explained,
    };
    store.write(&audit, text);
    run(&store, &["log", "OP7", "saved"]).says(0, &["It is closed"]);
}

#[test]
fn it_closes_all_the_same_where_it_is_said_why() {
    let (store, _) = untold();
    let note = "The worker has left.";
    run(&store, &["log", "OP7", "saved", "--force", "--note", note]).says(0, &["Logged all the same"]);
    let log = store.read(&format!("{}/log.yaml", store.audits()["OP-26-0007"]));
    assert!(log.contains(note), "{log}");
}
