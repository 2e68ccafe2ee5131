//! Nothing is found in what is right: thousands of audits, filled in by seed in many ways on each of the six forms.
//!
//! 1,000 in the ordinary run, 10,000 with `QAF_TESTS=all`.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

#[path = "rules/kit/mod.rs"]
mod kit;

use kit::store::{asking, shown};
use kit::{CAST, Chance, TestStore, count};

/// Makes audits of one form and judges them.
fn nothing_is_found(form: &str) {
    let store = TestStore::new();
    let at = CAST.iter().position(|cast| cast.form == form).unwrap();
    let cast = &CAST[at];
    let all = count(1_000, 10_000) / CAST.len() + 1;
    for number in 0..all {
        let seed = (at * 1_000_000 + number) as u64;
        let made = store.made(cast, Chance::seeded(seed));
        let found = asking(store.judge_files(cast, &made));
        let lines: Vec<String> = found.iter().map(shown).collect();
        assert!(
            found.is_empty(),
            "{form}, seed {seed}:\n{}\n{}\n{}",
            lines.join("\n"),
            made["audit.yaml"],
            made["allocation.yaml"]
        );
    }
}

#[test]
fn in_right_child_case_audits_nothing_is_found() {
    nothing_is_found("child-case");
}

#[test]
fn in_right_observations_nothing_is_found() {
    nothing_is_found("observed-practice");
}

#[test]
fn in_right_audits_of_chairs_nothing_is_found() {
    nothing_is_found("iro-cp-chair");
}

#[test]
fn in_right_first_response_audits_nothing_is_found() {
    nothing_is_found("first-response");
}

#[test]
fn in_right_fostering_audits_nothing_is_found() {
    nothing_is_found("fostering");
}

#[test]
fn in_right_lado_audits_nothing_is_found() {
    nothing_is_found("lado");
}

#[test]
fn in_the_clean_store_nothing_is_found() {
    let store = TestStore::new();
    let lines: Vec<String> = asking(store.validate()).iter().map(shown).collect();
    assert_eq!(lines, Vec::<String>::new());
}
