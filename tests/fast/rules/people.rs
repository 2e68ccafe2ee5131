//! Who does what: auditors, moderators, second auditors, and those who are not known.

use crate::rules::table::{CF, Case, OP, near, run, spoil};

pub fn cases() -> Vec<Case> {
    let allocation = |rule, find, put| spoil(rule, CF, "allocation", find, put);
    let moderator = |rule, put| spoil(rule, CF, "moderation", "moderator: Robin Hale", put);
    vec![
        allocation(
            "auditor-holds-case",
            "auditor: Sam Okoro",
            "auditor: «IVES, Amara»",
        ),
        allocation("auditor-holds-case", "worker: Amara Ives", "worker: Maria Dunn"),
        allocation("row-of-other-work", "row: area-case", "row: «moderation-panel»"),
        allocation("row-of-other-work", "row: area-case", "row: «fr-case»"),
        allocation("row-of-other-work", "row: area-case", "row: pdt-case"),
        moderator("auditor-moderates", "moderator: «OKORO, Sam»"),
        moderator("auditor-moderates", "moderator: NAND, Priya"),
        spoil(
            "auditor-moderates",
            OP,
            "moderation",
            "Tom Ellery",
            "«Maria Dunn»",
        ),
        moderator("unknown-person", "moderator: «Robin Hail»"),
        moderator("unknown-person", "moderator: hale,  robin"),
        allocation("unknown-person", "worker: Amara Ives", "worker: «Amara Ivess»"),
        allocation("unknown-person", "worker: Amara Ives", "worker: Somebody Else"),
        moderator("person-left", "moderator: «Uma Keel»"),
        allocation("person-left", "auditor: Sam Okoro", "auditor: Ivo Lark"),
        // The peer who asked the family is now the auditor.
        allocation("auditor-not-fit", "auditor: Sam Okoro", "auditor: «Kit Adams»")
            .with(&["auditor-asked-family"]),
        allocation("auditor-not-fit", "auditor: Sam Okoro", "auditor: «Nora Quayle»"),
        allocation("auditor-not-fit", "auditor: Sam Okoro", "auditor: OKORO, Sam"),
        moderator("moderator-not-fit", "moderator: «Gail Sorrel»"),
        moderator("moderator-not-fit", "moderator: Priya Nand"),
        near(
            "moderator-not-fit",
            CF,
            "moderation",
            "moderator: Robin Hale",
            "moderator:",
        ),
        spoil(
            "moderator-not-fit",
            OP,
            "moderation",
            "Tom Ellery",
            "«Robin Hale»",
        ),
        spoil(
            "re-audit-by-first-auditor",
            CF,
            "re-audit",
            "Maria Dunn",
            "«OKORO, Sam»",
        ),
        near(
            "re-audit-by-first-auditor",
            CF,
            "re-audit",
            "Maria Dunn",
            "Robin Hale",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
