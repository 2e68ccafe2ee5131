//! Each rule of `validate` on whole files: a store that differs from a clean one in a spot, and the finding's exact
//! place; and one near the edge, where nothing is to be found.
//!
//! A rule without both is named by the last test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where its own data is wrong"
)]

mod actions;
mod dates;
mod explained;
mod families;
mod form;
mod grades;
mod guideline;
mod life;
mod moderation;
mod people;
mod privacy;
mod store;
mod table;
mod text;
mod values;

use qaf::rule::RULES;

/// Rules whose findings no file of a store can show here, and why.
const NOT_IN_A_TABLE: [(&str, &str); 10] = [
    (
        "open-to-everyone",
        "it is about rights, not text; `store::what_everybody_may_open_is_queried` tries it",
    ),
    (
        "others-can-write",
        "it is about rights, not text; `cli::whole` tries it",
    ),
    (
        "holidays-not-listed",
        "it takes an open audit and an old list; `cli::holidays` tries it",
    ),
    (
        "unknown-work",
        "it takes a folder of a wider work that is gone; `cli::works` tries it",
    ),
    (
        "panel-sheet",
        "it takes a panel, which is no audit; `cli::panel` tries it",
    ),
    (
        "work-sample",
        "it takes a wider work and its sample; `cli::work_shown` tries it",
    ),
    (
        "changed-after-agreed",
        "it takes a wider work, which is no audit; `cli::work_agreed` tries it",
    ),
    (
        "cmt-not-named",
        "it takes a deep dive, which is no audit; `cli::work_texts` tries it",
    ),
    (
        "enquiry-untested",
        "it takes a visit, which is no audit; `cli::work_texts` tries it",
    ),
    (
        "person-named",
        "it takes a wider work, which is no audit; `cli::work_texts` tries it",
    ),
];

#[test]
fn every_rule_has_a_spoil_and_a_near_miss() {
    let tables = [
        actions::cases(),
        dates::cases(),
        explained::cases(),
        families::cases(),
        form::cases(),
        grades::cases(),
        guideline::cases(),
        life::cases(),
        moderation::cases(),
        people::cases(),
        privacy::cases(),
        store::cases(),
        text::cases(),
        values::cases(),
    ];
    let cases = tables.concat();
    let has = |id: &str, spoil: bool| {
        cases
            .iter()
            .any(|case| case.rule == id && case.is_spoil() == spoil)
    };
    let missing: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !NOT_IN_A_TABLE.iter().any(|(left_out, _)| left_out == id))
        .filter(|id| !has(id, true) || !has(id, false))
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "without a spoil or a near miss");
    for (id, why) in NOT_IN_A_TABLE {
        assert!(qaf::rule::find(id).is_some() && !why.is_empty(), "{id}");
    }
}
