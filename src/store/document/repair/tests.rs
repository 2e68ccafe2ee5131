mod hyphens;

use super::*;
use crate::finding::{Location, Severity};
use crate::store::difference::differences;
use crate::store::document::{Outline, unseen};

fn finding(rule: &'static str, line: usize, column: usize, width: usize, excerpt: &str) -> Finding {
    Finding {
        rule,
        severity: Severity::Error,
        location: Location {
            path: "audit.yaml".into(),
            line,
            column,
            width,
            excerpt: excerpt.into(),
        },
        message: String::new(),
        help: None,
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

fn outline() -> Outline {
    let keys = |keys: &[&str]| Outline::of_keys(keys.iter().map(|key| (*key, Outline::default())));
    let part = keys(&["strengths", "improvements", "grade", "criteria"]);
    let parts = Outline::of_keys([("one", part.clone()), ("two", part)]);
    Outline::of_keys([
        ("sections", parts),
        ("notes", Outline::default()),
        ("by", Outline::default()),
    ])
}

fn read(text: &str) -> Document {
    Document::read_by("audit.yaml", text.as_bytes(), || Some(outline()))
}

/// The text repaired; what is given as found is found again in a line that is as it was.
fn fixed(text: &str, findings: &[Finding]) -> Option<String> {
    let document = read(text);
    let again = |text: &str| {
        let document = read(text);
        let mut all = document.faults.clone();
        all.extend(unseen(&document));
        let still = |found: &&Finding| document.line(found.location.line) == found.location.excerpt;
        all.extend(findings.iter().filter(still).cloned());
        Again {
            document,
            findings: all,
        }
    };
    repaired(&document, &again(text).findings, &again).map(|repaired| repaired.text())
}

#[test]
fn dates_and_grades_are_spelt_and_several_in_a_line_keep_their_places() {
    let line = "{ by: 07/12/2026, grade: Requires improvment }";
    let found = [
        finding("not-a-date", 1, 7, 10, line),
        finding("not-a-grade", 1, 26, 19, line),
    ];
    let wanted = "{ by: 2026-12-07, grade: Requires improvement }\nb: 1";
    assert_eq!(fixed(&format!("{line}\nb: 1"), &found).as_deref(), Some(wanted));
}

#[test]
fn a_key_behind_a_tab_or_other_spaces_finds_its_block_and_nothing_else_moves() {
    let right = "sections:\n  one:\n    strengths: |\n      Good.\n    grade: RI\n    criteria: []\n  two:\n    grade: G\nnotes: |\n  x\nby: me\n";
    for (place, bad) in [
        ("    grade: RI", "\tgrade: RI"),
        ("    grade: RI", "\t\tgrade: RI"),
        ("    grade: RI", "\u{a0}\u{a0}grade: RI"),
        ("    grade: RI", "\u{2003}\u{2003}grade: RI"),
        ("    grade: RI", "   grade: RI"),
        ("    grade: RI", "     grade: RI"),
        ("    grade: RI", "  grade: RI"),
        ("    strengths: |\n      Good.", "\tstrengths: |\n\t\tGood."),
        ("    strengths: |\n      Good.", "\t\t\tstrengths: |\n      Good."),
        ("  two:", "\ttwo:"),
        ("  two:", "   two:"),
        ("  two:", "\u{a0}\u{a0}\u{a0}two:"),
        ("    grade: G", "\tgrade: G"),
        ("by: me", "\tby: me"),
        ("notes: |", " notes: |"),
    ] {
        let spoiled = right.replacen(place, bad, 1);
        assert_eq!(fixed(&spoiled, &[]).as_deref(), Some(right), "{spoiled}");
    }
    // What could belong to either of two blocks, or to none, is left.
    let spoiled = right.replacen("    grade: RI", "\tgrade: RI\n\tgrdae: RI", 1);
    assert_ne!(fixed(&spoiled, &[]).as_deref(), Some(right));
}

#[test]
fn a_line_that_ends_the_form_is_put_into_its_answer_or_left_out() {
    let text = "notes: |\n  one\n---\n  two\nby: me\n...\n";
    let wanted = "notes: |\n  one\n  ---\n  two\nby: me\n\n";
    assert_eq!(fixed(text, &[]).as_deref(), Some(wanted));
    // What else stands on the line is not thrown away.
    assert_eq!(fixed("by: me\n--- so\n", &[]), None);
}

#[test]
fn what_cant_be_seen_is_taken_out_and_words_stay() {
    let text = "notes: |\n  one\u{b}two, a\u{1f}gain and a\u{1e}gain, it\u{92}s\nby: m\u{200b}e\n";
    let wanted = "notes: |\n  one two, again and a-gain, it\u{2019}s\nby: me\n";
    assert_eq!(fixed(text, &[]).as_deref(), Some(wanted));
}

#[test]
fn a_tag_goes_and_its_answer_stays() {
    let text = "sections:\n  one:\n    grade: !!str G\n    criteria: [!!str x]\n";
    let wanted = "sections:\n  one:\n    grade: G\n    criteria: [x]\n";
    assert_eq!(fixed(text, &[]).as_deref(), Some(wanted));
}

#[test]
fn a_remark_under_a_text_is_put_into_it() {
    let text = "notes: |\n  one\n#1 two\n\n# three\nby: me\n# four\n";
    let found = [(3, "#1 two"), (5, "# three"), (7, "# four")];
    let found = found.map(|(line, text)| finding("text-as-remark", line, 1, text.len(), text));
    let wanted = "notes: |\n  one\n  #1 two\n\n  # three\nby: me\n# four\n";
    assert_eq!(fixed(text, &found).as_deref(), Some(wanted));
}

#[test]
fn lost_indents_and_tabs_are_put_right_and_no_word_is_changed() {
    let text = "a:\n  strengths: |\n    one\nlost here\n\tgrade: G\n";
    let wanted = "a:\n  strengths: |\n    one\n    lost here\n  grade: G\n";
    assert_eq!(fixed(text, &[]).as_deref(), Some(wanted));
}

#[test]
fn a_line_that_would_stand_no_better_elsewhere_is_left() {
    let text = "form: child-case/2019\n        improvements: |\n      q2:\n        strengths: |\n    grade:\n\
                \x20   not_appli: x\n   ,,,      strengths: |\n      q0: |\n  from: y\n    date:\n";
    let mut text = text.to_owned();
    // Repairing comes to an end, and each step leaves less unread.
    while let Some(next) = fixed(&text, &[]) {
        let faults = |text: &str| read(text).faults.len();
        assert!(faults(&next) < faults(&text), "{next}");
        text = next;
    }
}

#[test]
fn what_could_be_meant_in_two_ways_is_left() {
    assert_eq!(fixed("a: \"unclosed\nb: good: seen\n", &[]), None);
    assert_eq!(fixed("strengths: Seen alone strengths: None\n", &[]), None);
    assert_eq!(
        fixed("g: Go\n", &[finding("not-a-grade", 1, 4, 2, "g: Go")]),
        None
    );
    assert_eq!(
        fixed(
            "d: 31/02/2026\n",
            &[finding("not-a-date", 1, 4, 10, "d: 31/02/2026")]
        ),
        None
    );
}

#[test]
fn a_text_behind_its_key_may_have_a_colon_in_it() {
    let text = "strengths: Kit's view: \"seen\" alone\ngrade: G\n";
    let read = Document::read("audit.yaml", text.as_bytes());
    let said = read.root.as_ref().unwrap().get("strengths").unwrap().text();
    assert_eq!(said, Some("Kit's view: \"seen\" alone"));
    let wanted = "strengths: \"Kit's view: \\\"seen\\\" alone\"\ngrade: G\n";
    assert_eq!(fixed(text, &[]).as_deref(), Some(wanted));
}

#[test]
fn curly_quotes_around_an_answer_go_and_those_in_text_stay() {
    let line = "d: \u{201c}2026-12-07\u{201d}";
    assert_eq!(
        fixed(line, &[finding("not-a-date", 1, 4, 12, line)]).as_deref(),
        Some("d: 2026-12-07")
    );
    assert_eq!(fixed("a: |\n  she said \u{201c}yes\u{201d}\n", &[]), None);
    // Nothing stands in these.
    let line = "d: \u{201d}";
    assert_eq!(fixed(line, &[finding("wrong-kind", 1, 4, 1, line)]), None);
}

/// Each key as a hand or a word processor spoils it: one fault, the rest is read, and the repair gives the line back.
#[test]
fn a_key_without_its_colon_or_with_capitals_is_read_and_put_right_and_nothing_else_moves() {
    let right = "sections:\n  one:\n    # The file\n    strengths: |\n      Good.\n    # Its grade\n    grade: RI\n    criteria: []\n  two:\n    grade: G\nnotes: |\n  x\n# By whom\nby: me\n";
    for (place, bad, rule) in [
        ("    grade: RI", "    grade RI", "missing-colon"),
        ("    criteria: []", "    criteria []", "missing-colon"),
        ("    strengths: |", "    strengths |", "missing-colon"),
        ("  two:", "  two", "missing-colon"),
        ("by: me", "by me", "missing-colon"),
        ("notes: |", "notes |", "missing-colon"),
        ("    grade: RI", "    Grade: RI", "unknown-key"),
        ("    strengths: |", "    Strengths: |", "unknown-key"),
        ("  two:", "  Two:", "unknown-key"),
        ("sections:", "SECTIONS:", "unknown-key"),
        ("    grade: RI", "    grade:\u{a0}RI", "missing-space"),
        ("    grade: RI", "    grade:RI", "missing-space"),
        ("    grade: RI", "    grade :RI", "missing-colon"),
        ("    grade: RI", "    grade\u{a0}: RI", "missing-colon"),
        ("    grade: RI", "    grade; RI", "missing-colon"),
        ("    grade: RI", "    grade. RI", "missing-colon"),
        ("    grade: RI", "    grade - RI", "missing-colon"),
        ("    grade: RI", "    grade = RI", "missing-colon"),
        ("    grade: RI", "    Grade RI", "missing-colon"),
        ("    grade: RI", "    gr ade: RI", "unknown-key"),
        ("by: me", "by: | me", "syntax"),
    ] {
        let spoiled = right.replacen(place, bad, 1);
        let document = read(&spoiled);
        let rules: Vec<&str> = document.faults.iter().map(|fault| fault.rule).collect();
        assert_eq!(rules, [rule], "{spoiled}{:#?}", document.faults);
        let read_as = differences(read(right).root.as_ref(), document.root.as_ref());
        assert!(read_as.is_empty(), "{bad}: {read_as:?}");
        assert_eq!(fixed(&spoiled, &[]).as_deref(), Some(right), "{spoiled}");
    }
}

#[test]
fn a_word_of_prose_and_a_key_that_stands_already_are_taken_for_no_key() {
    for text in [
        "notes: |\n  one\nby the river we spoke of her\nby: me\n",
        "sections:\n  one:\n    grade: G\n    grade RI\n",
        "sections:\n  one:\n    owner RI\n",
    ] {
        let document = read(text);
        let is_key = |fault: &Finding| matches!(fault.rule, "missing-colon" | "unknown-key");
        assert!(
            !document.faults.iter().any(is_key),
            "{text}{:#?}",
            document.faults
        );
    }
}

/// A line's place is told by the lines around it: where one of these can't be read, none is moved.
#[test]
fn no_line_is_moved_beside_one_that_cant_be_read() {
    let text = "sections:\n  one:\n    strengths: |\n      Good.\n    improvements: \"None\n     grade: RI\n  two:\n\tgrade: G\n";
    let fixed = fixed(text, &[]).unwrap_or_else(|| text.to_owned());
    assert!(fixed.contains("\n     grade: RI\n"), "{fixed}");
}

#[test]
fn what_may_be_part_of_the_answer_is_left_to_its_writer() {
    for text in [
        "sections:\n  one:\n    grade: !foo RI\n",
        "notes: | one\n  two\nby: me\n",
    ] {
        assert_eq!(fixed(text, &[]), None, "{text}");
        assert_eq!(read(text).faults.len(), 1, "{text}");
    }
}

/// A key in which something can't be seen is no text of the answer above.
#[test]
fn what_cant_be_seen_in_a_key_is_taken_out_and_its_line_stays() {
    let right = "sections:\n  one:\n    strengths: |\n      Good.\n    grade: RI\n    criteria: []\n";
    for bad in [
        "    gr\u{200b}ade: RI",
        "\u{200b}    grade: RI",
        "    \u{feff}grade: RI",
        "    grade\u{200b}: RI",
    ] {
        let spoiled = right.replacen("    grade: RI", bad, 1);
        let document = read(&spoiled);
        assert_eq!(document.faults, [], "{bad:?}");
        let read_as = differences(read(right).root.as_ref(), document.root.as_ref());
        assert!(read_as.is_empty(), "{bad:?}: {read_as:?}");
        assert_eq!(fixed(&spoiled, &[]).as_deref(), Some(right), "{bad:?}");
    }
}

/// Every key under another that lost its colon is named, though the lines are a text to YAML.
#[test]
fn keys_that_all_lost_their_colons_are_each_put_right() {
    let right =
        "sections:\n  one:\n    strengths: |\n      Good.\n    grade: RI\n  two:\n    grade: G\nby: me\n";
    for (place, bad) in [
        (
            "    strengths: |\n      Good.\n    grade: RI",
            "    strengths |\n      Good.\n    grade RI",
        ),
        ("  two:\n    grade: G", "  two:\n    grade G"),
    ] {
        let spoiled = right.replacen(place, bad, 1);
        assert_eq!(fixed(&spoiled, &[]).as_deref(), Some(right), "{spoiled}");
    }
}

/// A form's own remark stays where it is, and a text behind it is nobody's for certain.
#[test]
fn no_remark_of_the_form_is_moved_into_an_answer() {
    for text in [
        "sections:\n  one:\n    strengths: |\n      Good.\n    # Its grade\n    My own words.\n    grade: RI\n",
        "notes: |\n  x\n# By whom\nMy own words.\n# and when\nby: me\n",
    ] {
        let fixed = fixed(text, &[]).unwrap_or_else(|| text.to_owned());
        let remarks = |text: &str| -> Vec<String> {
            let remarks = text.lines().filter(|line| line.trim_start().starts_with('#'));
            remarks.map(str::to_owned).collect()
        };
        assert_eq!(remarks(&fixed), remarks(text), "{fixed}");
    }
}

/// A sign that opens a longer text on the lines below, in front of a text of one line.
#[test]
fn an_answer_that_begins_with_the_mark_of_a_longer_text_is_told_as_such() {
    let told = |value: &str| {
        let text = format!("by: {value}\nnotes: n\n");
        let document = read(&text);
        let fault = document.faults.first().unwrap_or_else(|| panic!("{value}"));
        assert_eq!((fault.rule, document.faults.len()), ("syntax", 1), "{value}");
        let at = &fault.location;
        let meant: String = at.excerpt.chars().skip(at.column - 1).take(at.width).collect();
        let root = document.root.as_ref().unwrap();
        let read = root.get("by").unwrap().text().unwrap_or_default().to_owned();
        let fixed = fixed(&text, &[]).map(|fixed| fixed.lines().next().unwrap().to_owned());
        (fault.message.clone(), meant, read, fixed)
    };
    for (value, mark, repaired) in [
        ("|-text", "|-", Some("by: text")),
        ("|- text", "|- ", Some("by: text")),
        ("| text", "| ", Some("by: text")),
        (">text", ">", Some("by: text")),
        // Whether the figure is the text's can't be told.
        ("|2 text", "|2 ", None),
    ] {
        let (message, meant, read, fixed) = told(value);
        assert_eq!(
            message,
            format!("Text stands behind the {}, where none can.", mark.trim())
        );
        assert_eq!((meant.as_str(), read.as_str()), (mark, "text"));
        assert_eq!(fixed.as_deref(), repaired, "{value}");
    }
    let (message, meant, read_as, fixed_as) = told("|-2");
    assert_eq!(message, "Text stands behind the |, where none can.");
    assert_eq!((meant.as_str(), read_as.as_str(), fixed_as), ("|", "-2", None));
    for value in [
        ">= 3 visits",
        "> 3 visits",
        ">3 visits",
        ">3",
        ">= 3 \"good\" visits",
    ] {
        let (message, meant, read, fixed) = told(value);
        assert!(
            message.starts_with("An answer that begins with > is read as"),
            "{message}"
        );
        assert_eq!((meant.as_str(), read.as_str()), (value, value));
        let quoted = value.replace('"', "\\\"");
        assert_eq!(fixed, Some(format!("by: \"{quoted}\"")));
    }
    // With a colon in it, the text alone would be a key and its answer.
    for (value, repaired) in [
        ("| She said: \"more\"", "by: \"She said: \\\"more\\\"\""),
        ("| As follows:", "by: \"As follows:\""),
    ] {
        assert_eq!(told(value).3.as_deref(), Some(repaired), "{value}");
    }
    let (_, meant, _, fixed) = told(">= 3 visits # of four");
    assert_eq!(
        (meant.as_str(), fixed.as_deref()),
        (">= 3 visits", Some("by: \">= 3 visits\" # of four"))
    );
    for right in ["|-\n  text", "|2\n  text", ">+ # folded\n  text"] {
        assert_eq!(read(&format!("by: {right}\nnotes: n\n")).faults, [], "{right}");
    }
}
