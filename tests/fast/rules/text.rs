//! Texts that are not as the files are written: signs, quotes, tabs, indents.

use crate::rules::table::{CF, Case, near, run, spoil};

const FACTORS: &str = "other_factors: |\n    The plan holds the child's own words, as the minutes show.\n";

pub fn cases() -> Vec<Case> {
    [signs(), lines()].concat()
}

fn signs() -> Vec<Case> {
    let text = |rule, put| spoil(rule, CF, "audit", FACTORS, put);
    vec![
        spoil("unreadable", CF, "audit", "submitted: ", "submitted: «\0»"),
        near("unreadable", CF, "audit", "form: ", "\u{feff}form: "),
        text("unclosed-quote", "other_factors: «\"Two things were seen»\n"),
        text(
            "unclosed-quote",
            "other_factors: \"Two \\\"things\\\" were seen\"\n",
        ),
        text("unclosed-quote", "other_factors: The \"things\" seen\n"),
        text("colon-in-text", "other_factors: neglect«:» visits and plans\n"),
        text("colon-in-text", "other_factors: Two things: visits and plans\n"),
        text("read-as-meant", "other_factors: «Two things: visits and plans»\n"),
        text("colon-in-text", "other_factors: Two things:visits and plans\n"),
        text(
            "colon-in-text",
            "other_factors: \"Two things: visits and plans\"\n",
        ),
        text("number-for-text", "other_factors: «12345»\n"),
        text("number-for-text", "other_factors: \"12345\"\n"),
        text("number-for-text", "other_factors: 12 weeks\n"),
        text("text-after-hash", "other_factors: Seen in flat «#3 alone»\n"),
        text("text-after-hash", "other_factors: Seen in flat#3 alone\n"),
        text("text-after-hash", "other_factors: Seen in flat #\n"),
        text(
            "text-as-remark",
            "other_factors: |\n    Seen alone.\n«#1 worry: drift.»\n",
        ),
        text(
            "text-as-remark",
            "other_factors: |\n    Seen alone.\n    #1 worry: drift.\n",
        ),
        text("text-as-remark", "other_factors: Seen alone\n  «# My own note»\n"),
        text("text-as-remark", "other_factors: Seen alone\n  # O, G, RI or I\n"),
        text("hidden-character", "other_factors: Seen a«\u{200b}»lone\n"),
        text("hidden-character", "other_factors: «\u{202e}»Seen\n"),
        text(
            "hidden-character",
            "other_factors: Seen by the family 👩\u{200d}👧 at\u{a0}home\n",
        ),
        text(
            "control-character",
            "other_factors: |\n    Seen«\u{b}»alone: twice\n",
        ),
        text("control-character", "other_factors: |\n    Seen\talone: twice\n"),
        text(
            "second-document",
            "other_factors: |\n    Seen.\n«---»\n    Alone.\n",
        ),
        text("second-document", "other_factors: Seen alone\n«...»\n"),
        text(
            "second-document",
            "other_factors: |\n    Seen.\n    ---\n    ...\n",
        ),
        text("alias-or-tag", "other_factors: «!!str» seen\n"),
        text("alias-or-tag", "other_factors: seen !!str\n"),
        text("alias-or-tag", "other_factors: «*»starred* words\n"),
        text("alias-or-tag", "other_factors: words that are *starred*\n"),
        spoil("number-in-quotes", CF, "audit", "score: 7", "score: «\"7\"»"),
        near("number-in-quotes", CF, "audit", "score: 7", "score:   7  "),
        spoil("missing-colon", CF, "audit", "score: 7", "«score» 7"),
        text("missing-colon", "other_factors: |\n    score 7\n"),
        spoil(
            "misplaced-hyphen",
            CF,
            "audit",
            "  - action: \"The review",
            "    «action»: \"The review",
        ),
        text("misplaced-hyphen", "other_factors: |\n    role: IRO\n"),
        spoil("missing-space", CF, "audit", "score: 7", "score«:»7"),
        near(
            "missing-space",
            CF,
            "audit",
            "themes: [voice-of-child]",
            "themes: [voice:child]",
        ),
        spoil(
            "syntax",
            CF,
            "audit",
            "themes: [voice-of-child]\n",
            "themes: «[»voice-of-child\n",
        ),
        near(
            "syntax",
            CF,
            "audit",
            "themes: [voice-of-child]",
            "themes: [\n  voice-of-child,\n  ]",
        ),
    ]
}

fn lines() -> Vec<Case> {
    const LAST: &str = "          Direct work names the worry plainly, with two clear examples.\n";
    let after = |rule, put| spoil(rule, CF, "audit", LAST, put);
    vec![
        spoil("tab", CF, "audit", "file_recording:\n§    items:", "«\t»  items:"),
        after("tab", "          Direct work\tnames the worry plainly.\n"),
        after("lost-indent", "          Direct work names it.\n«From the visit: seen alone.»\n"),
        // A short answer may be another's.
        after("lost-indent", "          Direct work names it.\n«Good»\n"),
        after("lost-indent", "          Direct work names it.\n    «The child was seen alone.»\n"),
        after("read-as-meant", "          Direct work names it.\n«The child was seen alone.»\n"),
        after("read-as-meant", "          Direct work names it.\n          The child was seen alone.\n"),
        after("lost-indent", "          Direct work names it.\n\n            The child was seen alone.\n"),
        after("merge-marker", "          Direct work names it.\n          =======\n"),
        spoil("merge-marker", CF, "audit", "resubmitted: []\n", "resubmitted: []\n«<<<<<<< HEAD»\n"),
        spoil(
            "cut-off",
            CF,
            "audit",
            "overall:\n  grade: RI\n  reasons: |\n    The family network sets out who does what and by when, though nobody had asked for it.\n",
            "",
        )
        .seen("audit", "«explained: []»"),
        near(
            "cut-off",
            CF,
            "audit",
            "overall:\n  grade: RI\n  reasons: |\n    The family network sets out who does what and by when, though nobody had asked for it.\n",
            "overall: { grade: RI, reasons: It was weighed with the family }\n",
        ),
        spoil("unknown-key", CF, "audit", "q1:\n        strengths:", "q1:\n        «strenghts»:"),
        near("unknown-key", CF, "audit", "themes: [voice-of-child]\n", ""),
        spoil("duplicate-key", CF, "audit", "    score: 7\n", "    score: 7\n    «score»: 8\n"),
        near(
            "duplicate-key",
            CF,
            "audit",
            "- from: parent-carer-2\n",
            "- from: parent-carer-2\n    date: 2026-07-06\n",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
