//! Grades, and what bears them.

use crate::rules::table::{CF, Case, FR, LA, OP, near, run, spoil};

pub fn cases() -> Vec<Case> {
    [evidence(), whole()].concat()
}

fn evidence() -> Vec<Case> {
    let first = |rule, find, put| spoil(rule, FR, "audit", find, put);
    vec![
        first(
            "good-without-strengths",
            "timescale:\n    strengths: |\n      The review sets out who does what and by when, and the chronology agrees.\n    improvements: |\n      Supervision was kept up in the agreed timescale, seen in the notes of the summer.\n    grade: G",
            "timescale:\n    improvements: It was written late\n    grade: «G»",
        ),
        first(
            "good-without-strengths",
            "threshold:\n    strengths: |\n      Direct work names the worry plainly, with two clear examples.\n",
            "threshold:\n",
        ),
        first(
            "improvement-without-areas",
            "    improvements: |\n      The file links each visit to a purpose, as the family said.\n    grade: RI",
            "    grade: «RI»",
        ),
        first(
            "improvement-without-areas",
            "    improvements: |\n      Supervision was kept up in the agreed timescale, seen in the notes of the summer.\n",
            "",
        ),
        first(
            "section-inadequate",
            "    improvements: |\n      Supervision was kept up in the agreed timescale, seen in the notes of the summer.\n    grade: G",
            "    improvements: |\n      Supervision was kept up in the agreed timescale, seen in the notes of the summer.\n    grade: «I»",
        )
        .with(&["regrade-to-same-grade"]),
        first(
            "section-inadequate",
            "    improvements: |\n      Supervision was kept up in the agreed timescale, seen in the notes of the summer.\n    grade: G",
            "    improvements: |\n      Supervision was kept up in the agreed timescale, seen in the notes of the summer.\n    grade: RI",
        )
        .edit("moderation", "    to: I", "    to: O"),
        first(
            "placeholder-evidence",
            "strengths: |\n      The review sets out who does what and by when, and the chronology agrees.\n",
            "strengths: «See above.»\n",
        ),
        first(
            "placeholder-evidence",
            "strengths: |\n      The review sets out who does what and by when, and the chronology agrees.\n",
            "strengths: See above how the plan was made.\n",
        ),
        first(
            "placeholder-evidence",
            "strengths: |\n      Direct work names the worry plainly, with two clear examples.\n",
            "strengths: None.\n",
        ),
        first(
            "repeated-evidence",
            "strengths: |\n      Direct work names the worry plainly, with two clear examples.\n",
            "strengths: «The Review sets out who does what  and by when, and the chronology agrees.»\n",
        ),
        first(
            "repeated-evidence",
            "strengths: |\n      Direct work names the worry plainly, with two clear examples.\n",
            "strengths: Nothing was seen of this.\n",
        )
        .edit(
            "audit",
            "strengths: |\n      The review sets out who does what and by when, and the chronology agrees.\n",
            "strengths: Nothing was seen of this.\n",
        ),
        spoil(
            "outstanding-without-why",
            OP,
            "audit",
            "grade: O\n    outstanding_because: |\n      The plan was written up some weeks later, in most of the visits sampled.\n",
            "grade: «O»\n    outstanding_because:\n",
        ),
        near(
            "outstanding-without-why",
            OP,
            "audit",
            "grade: G\n",
            "grade: G\n    outstanding_because:\n",
        ),
    ]
}

fn whole() -> Vec<Case> {
    const OVERALL: &str = "\noverall:\n§  grade: RI";
    let whole = |rule, put| spoil(rule, CF, "audit", OVERALL, put);
    let four = |case: Case| case.edit("audit", "case_closed: no\n§    grade: G", "    grade: RI");
    vec![
        four(near(
            "overall-above-most-domains",
            CF,
            "audit",
            "[IMP-G1]",
            "[IMP-G1]",
        ))
        .edit("audit", "last_management_oversight§grade: G", "grade: RI")
        .edit("audit", OVERALL, "  grade: «G»"),
        four(near(
            "overall-above-most-domains",
            CF,
            "audit",
            OVERALL,
            "  grade: G",
        )),
        whole("outstanding-with-lower-section", "  grade: «O»").with(&["overall-above-most-domains"]),
        whole("outstanding-with-lower-section", "  grade: G"),
        whole("overall-below-all", "  grade: «I»"),
        whole("overall-below-all", "  grade: A"),
        spoil(
            "mostly-not-applicable",
            LA,
            "audit",
            "feedback_to_referrer:§grade: RI",
            "grade: N/A\n    not_applicable: Nobody had referred it",
        )
        .edit(
            "audit",
            "  outcome:§grade: O",
            "grade: N/A\n    not_applicable: There was none",
        )
        .edit(
            "audit",
            "history:§grade: O",
            "grade: N/A\n    not_applicable: There was none before",
        )
        .edit(
            "audit",
            "  consent:§grade: G",
            "grade: N/A\n    not_applicable: It was not needed",
        )
        .seen("audit", "«sections»:"),
        spoil(
            "mostly-not-applicable",
            LA,
            "audit",
            "feedback_to_referrer:§grade: RI",
            "grade: N/A\n    not_applicable: Nobody had referred it",
        )
        .edit(
            "audit",
            "history:§grade: O",
            "grade: N/A\n    not_applicable: There was none before",
        )
        .edit(
            "audit",
            "  consent:§grade: G",
            "grade: N/A\n    not_applicable: It was not needed",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
