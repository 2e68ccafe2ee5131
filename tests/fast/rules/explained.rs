//! Queries that are explained.

use crate::rules::table::{CF, Case, near, run, spoil};

pub fn cases() -> Vec<Case> {
    let explained = |rule, put| spoil(rule, CF, "audit", "explained: []", put);
    let old = |case: Case| {
        case.edit(
            "audit",
            "chronology_updated: 2026-06-30",
            "chronology_updated: 2026-01-13",
        )
    };
    vec![
        old(near("explanation-too-short", CF, "audit", "form: ", "form: "))
            .edit(
                "audit",
                "explained: []",
                "explained: [ { query: chronology-old, reason: «Agreed» } ]",
            )
            .with(&["chronology-old"]),
        old(explained(
            "explanation-too-short",
            "explained: [ { query: chronology-old, reason: Weighed together } ]",
        )),
        explained(
            "explanation-for-nothing",
            "explained: [ { query: «chronology-old», reason: It was weighed } ]",
        ),
        explained(
            "explanation-for-nothing",
            "explained: [ { query: «missing-grade», reason: It was weighed } ]",
        ),
        explained(
            "explanation-for-nothing",
            "explained: [ { query: «no-such-query», reason: It was weighed } ]",
        ),
        old(explained(
            "explanation-for-nothing",
            "explained: [ { query: chronology-old, reason: It was weighed } ]",
        )),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
