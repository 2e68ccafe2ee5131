//! What families said, and who asked them.

use crate::rules::table::{CF, Case, FO, IR, LA, OP, case, near, run, spoil};

const WORKER_ASKED: &str =
    "\nworker_feedback: { questions: [ { id: q1, text: \"How is your supervision?\" } ] }\nask: [";
const SECOND: &str =
    "not_obtained: |\n      The family network changed direction as a result, as the family said.\n";
const OWN: &str = "  - from: young-person\n    not_obtained: |\n      The worker says little of what daily life is like, borne out by the dashboard.\n  - from: child\n    not_obtained: |\n      The plan was written up some weeks later, as the last review records.\n";
const CHAIRS: &str = "    date: 2026-07-06\n    sought_by: Kit Adams\n    answers:\n";

pub fn cases() -> Vec<Case> {
    [asked(), heard()].concat()
}

fn asked() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        audit("family-not-heard", SECOND, "not_obtained:\n").seen("audit", "- «from»: parent-carer-2"),
        audit(
            "family-not-heard",
            SECOND,
            "date: 2026-07-08\n    sought_by: Kit Adams\n    answers: { q1: It went well }\n",
        ),
        spoil(
            "family-not-heard",
            OP,
            "audit",
            "    date: 2026-07-06\n    sought",
            "    «date»:\n    sought",
        ),
        audit("peer-not-named", "sought_by: Kit Adams", "sought_by:")
            .seen("audit", "auditor_knows_family: «yes»"),
        audit("peer-not-named", "sought_by: Kit Adams", "sought_by:").edit(
            "audit",
            "auditor_knows_family: yes",
            "auditor_knows_family: no",
        ),
        audit(
            "auditor-asked-family",
            "sought_by: Kit Adams",
            "sought_by: «OKORO, Sam»",
        ),
        audit(
            "auditor-asked-family",
            SECOND,
            "date: 2026-07-06\n    «sought_by»:\n    answers: { q1: It went well }\n",
        ),
        audit(
            "auditor-asked-family",
            "sought_by: Kit Adams",
            "sought_by: Sam Okoro",
        )
        .edit("audit", "auditor_knows_family: yes", "auditor_knows_family: no"),
        case("worker-not-asked", LA)
            .edit("/forms/lado-2019.yaml", "\nask: [", WORKER_ASKED)
            .edit(
                "audit",
                "overall:",
                "«worker_feedback»:\n  date: 2026-07-14\noverall:",
            )
            .with(&["template-changed"]),
        case("worker-not-asked", LA)
            .edit("/forms/lado-2019.yaml", "\nask: [", WORKER_ASKED)
            .edit(
                "audit",
                "overall:",
                "worker_feedback:\n  not_obtained: She was away\noverall:",
            )
            .with(&["template-changed"]),
        audit("young-person-not-asked", OWN, "")
            .edit("allocation", "age: 9", "age: 14")
            .seen("audit", "«family_feedback»"),
        audit("young-person-not-asked", OWN, "").edit("allocation", "age: 9", "age: 13"),
        audit(
            "feedback-undated",
            "    date: 2026-07-06\n    sought",
            "    «date»:\n    sought",
        ),
        near(
            "feedback-undated",
            CF,
            "audit",
            SECOND,
            "date:\n    not_obtained: He moved away\n",
        ),
    ]
}

fn heard() -> Vec<Case> {
    vec![
        spoil(
            "child-not-heard",
            FO,
            "audit",
            "- from: child\n    date: 2026-07-06\n    sought_by: Kit Adams\n    answers:\n      q1: |\n        The review holds the child's own words, which the health visitor had noticed.\n      q2: |\n        Supervision sets out who does what and by when, before the school year began.\n",
            "- from: child\n    not_obtained: «She is two years old»\n",
        ),
        near(
            "child-not-heard",
            FO,
            "audit",
            "      q2: |\n        Supervision sets out who does what and by when, before the school year began.\n",
            "",
        ),
        spoil(
            "nobody-heard",
            IR,
            "audit",
            CHAIRS,
            "    date: 2026-07-06\n    not_obtained: |\n",
        )
        .edit("audit", "    score: 7\n", "")
        .seen("audit", "«family_feedback»"),
        near(
            "nobody-heard",
            IR,
            "audit",
            "    sought_by: Kit Adams\n",
            "    sought_by: Tom Ellery\n",
        ),
        spoil(
            "consent-missing",
            OP,
            "audit",
            "- from: mother\n    date",
            "- «from»:\n    date",
        ),
        spoil(
            "consent-missing",
            OP,
            "audit",
            "consent:\n  - from: mother\n    date: 2026-07-06\n",
            "«consent»: []\n",
        ),
        near(
            "consent-missing",
            OP,
            "audit",
            "consent:\n  - from: mother",
            "consent:\n  - from: the foster carer",
        ),
        spoil(
            "observation-step-blank",
            OP,
            "audit",
            "agreed_with_worker: 2026-07-06",
            "«agreed_with_worker»:",
        ),
        near(
            "observation-step-blank",
            OP,
            "audit",
            "agreed_with_worker: 2026-07-06",
            "agreed_with_worker: 2026-07-07",
        ),
        spoil(
            "only-one-basis",
            IR,
            "audit",
            "basis: [Audit on files, Observed practice on meetings]",
            "«basis»: [Audit on files]",
        ),
        near(
            "only-one-basis",
            IR,
            "audit",
            "[Audit on files, Observed practice on meetings]",
            "[observed practice on meetings, audit on files]",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
