//! What a moderation is signed off with: its duties, its grades against each other, and errors in what goes out.

use super::{Ran, Store};

const TODAY: &str = "2026-11-24";

fn run(store: &Store, args: &[&str]) -> Ran {
    let mut all = vec!["--by", "Tom Ellery"];
    all.extend(args);
    store.run(TODAY, &all)
}

/// The examples' settled audit, and the path of a file of it.
fn settled(store: &Store, file: &str) -> String {
    format!("{}/{file}", store.unkept("CF-26-0012"))
}

#[test]
fn each_duty_that_is_left_blank_is_asked_for() {
    let store = Store::example();
    let moderation = settled(&store, "moderation.yaml");
    let clean = run(&store, &["validate", "CF12"]);
    assert!(
        !clean.stdout.contains("moderation-duty-blank"),
        "{}",
        clean.stdout
    );
    store.change(&moderation, "evidence_sufficient: yes", "evidence_sufficient:");
    store.change(
        &moderation,
        "\nrecord_sampled: [file_recording, assessment_mapping]",
        "\nrecord_sampled: []",
    );
    let text = store.read(&moderation);
    let at = text.find("management_oversight: |").unwrap();
    let end = at + text[at..].find("findings:").unwrap();
    store.write(
        &moderation,
        format!("{}management_oversight:\n\n{}", &text[..at], &text[end..]),
    );
    run(&store, &["validate", "CF12"]).says(
        0,
        &[
            "does not say whether the evidence is enough",
            "does not say for which sections the child's record was sampled",
            "manages the worker, and the management oversight was not weighed",
        ],
    );
    // A query refuses nothing.
    run(&store, &["log", "CF12", "sent"]).says(0, &["sent logged"]);
}

#[test]
fn the_final_grade_is_held_against_the_sections_as_they_were_regraded() {
    let store = Store::example();
    let moderation = settled(&store, "moderation.yaml");
    let regrades: Vec<String> = [
        "file_recording",
        "assessment_mapping",
        "plans",
        "visits",
        "reviews",
    ]
    .iter()
    .map(|section| format!("  - {{ section: {section}, to: RI, reason: Too little of it was on file. }}\n"))
    .collect();
    store.change(
        &moderation,
        "regrades: []\n",
        &format!("regrades:\n{}", regrades.concat()),
    );
    let found = run(&store, &["validate", "CF12"]);
    assert!(
        found.stdout.contains("As moderated: Good overall is better than"),
        "{}",
        found.stdout
    );
    store.change(&moderation, "  grade: G\n", "  grade: I\n");
    store.change(
        &moderation,
        "  reason: |\n    \n",
        "  reason: |\n    A child was left at risk.\n",
    );
    let found = run(&store, &["validate", "CF12"]).stdout;
    assert!(
        found.contains("As moderated: Inadequate overall is worse than every section"),
        "{found}"
    );
    assert!(!found.contains("overall-above-most-domains"), "{found}");
}

#[test]
fn what_has_errors_is_neither_logged_as_moderated_nor_sent_unless_it_is_said_why() {
    let store = Store::example();
    let moderation = settled(&store, "moderation.yaml");
    store.forget("CF-26-0012", "moderated");
    store.change(&moderation, "moderator: Robin Hale", "moderator: Ann Brook");
    for event in ["moderated", "sent"] {
        run(&store, &["log", "CF12", event]).refuses(&[
            &format!("{event} was not logged for CF-26-0012. What is to be"),
            "has 1 error:",
            "moderation.yaml, line",
            "Ann Brook moderates an audit of their own. Somebody else has to do it.",
            "Mend them first, as qaf validate CF-26-0012 says",
            "--force, with --note to say why",
        ]);
    }
    let note = "The panel has decided so.";
    run(&store, &["log", "CF12", "sent", "--force", "--note", note])
        .says(0, &["Logged all the same, as you said"]);
    let log = store.read(&format!("{}/log.yaml", store.audits()["CF-26-0012"]));
    assert!(log.lines().last().unwrap().contains(note), "{log}");
}
