//! What tells of a child or a family more than it need.

use crate::rules::table::{CF, Case, FO, FR, LA, near, run, spoil};

const FACTORS: &str = "other_factors: |\n    The plan holds the child's own words, as the minutes show.\n";

pub fn cases() -> Vec<Case> {
    let text = |rule, put| spoil(rule, CF, "audit", FACTORS, put);
    vec![
        text(
            "date-of-birth",
            "other_factors: «AB was born on 12/03/2014 in the north»\n",
        ),
        text(
            "date-of-birth",
            "other_factors: «With the carer since 3rd May 2017»\n",
        ),
        text(
            "date-of-birth",
            "other_factors: The review of 12/03/2026 was on time\n",
        ),
        text(
            "date-of-birth",
            "other_factors: Born early and on the unit until 12/03/2026 came\n",
        ),
        text("nhs-number", "other_factors: «Known there as 943 476 5919»\n"),
        text("nhs-number", "other_factors: Known there as 943 476 5918\n"),
        text(
            "phone-number",
            "other_factors: «The father is at 0117 496 0123 by day»\n",
        ),
        text(
            "phone-number",
            "other_factors: The file is 01174960 on the shelf\n",
        ),
        text("postcode", "other_factors: «They moved to BS1 5TR in May»\n"),
        text(
            "postcode",
            "other_factors: They moved in Q3 2026 to the A38 road\n",
        ),
        text(
            "email-address",
            "other_factors: «She wrote from ab.cd@example.org to us»\n",
        ),
        text("email-address", "other_factors: She wrote to us @ home\n"),
        spoil(
            "postcode",
            CF,
            "moderation",
            "comments_for_auditor: |\n  The review holds the child's own words, and the case-holder saw it so too.",
            "comments_for_auditor: «They moved to BS1 5TR»",
        ),
        spoil(
            "name-for-initials",
            CF,
            "allocation",
            "initials: PF",
            "initials: «Peter F»",
        ),
        near(
            "name-for-initials",
            CF,
            "allocation",
            "initials: PF",
            "initials: P.-J. O'F.",
        ),
        near("name-for-initials", LA, "allocation", "initials: PF", "initials:"),
        spoil(
            "name-for-initials",
            FR,
            "allocation",
            "child_id: \"0048139\"",
            "child_id: «Fry, Peter»",
        ),
        spoil(
            "name-for-initials",
            LA,
            "audit",
            "adult_initial: \"P.F. and J O'K, aged 45 and 47\"\n",
            "adult_initial: «Pat Lowe»\n",
        ),
        near(
            "name-for-initials",
            FO,
            "audit",
            "carer_initial_dob: \"P.F. and J O'K, aged 45 and 47\"\n",
            "carer_initial_dob: PF (45) and KO, 47 years old\n",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
