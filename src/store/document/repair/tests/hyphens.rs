//! Lists whose hyphens were lost, doubled or run in.

use serde_json::json;

use super::super::repaired;
use crate::store::document::{Document, Outline, Repaired};

fn read(text: &str) -> Document {
    let item = |keys: &[&str]| {
        let keys = keys.iter().map(|key| ((*key).to_owned(), json!({})));
        json!({ "items": { "properties": serde_json::Value::Object(keys.collect()) } })
    };
    let outline = Outline::of_schema(&json!({ "properties": {
        "form": {},
        "heard": item(&["from", "not_obtained", "answers", "score"]),
        "actions": item(&["action", "owner", "by"]),
        "themes": { "items": {} },
        "parts": { "properties": { "themes": {}, "days": { "items": {} } } },
        "date_of_audit": {},
    } }));
    Document::read_by("audit.yaml", text.as_bytes(), || Some(outline))
}

fn fixed(text: &str) -> Option<Repaired> {
    let again = |text: &str| {
        let document = read(text);
        let findings = document.faults.clone();
        super::Again { document, findings }
    };
    let document = read(text);
    repaired(&document, &document.faults, &again)
}

const RIGHT: &str = "form: x
heard:
  - from: child
    not_obtained: too young
  - from: parent
    answers: [a]
actions:
  - action: Visit
    owner: Jo
    by: 2026-12-07
  - action: Write
    owner: Al
    by: 2026-12-08
themes: [voice]
date_of_audit: 2026-12-01
";

#[test]
fn an_item_gets_its_hyphen_back_or_loses_one_and_its_lines_stay_together() {
    assert!(read(RIGHT).faults.is_empty());
    for (place, bad) in [
        ("  - action: Write", "    action: Write"),
        ("  - action: Visit", "    action: Visit"),
        ("  - action: Write", "  action: Write"),
        ("  - action: Write", "  -action: Write"),
        ("  - action: Write", "  \u{2013} action: Write"),
        ("  - action: Write", "  \u{2022} action: Write"),
        ("  - action: Write", "  * action: Write"),
        ("  - action: Write", "  2. action: Write"),
        ("  - action: Write", "  - - action: Write"),
        ("  - action: Write", "  -- action: Write"),
        ("  - action: Visit", "  \u{2013} action: Visit"),
        (
            "  - action: Write\n    owner: Al\n    by: 2026-12-08",
            "  action: Write\n  owner: Al\n  by: 2026-12-08",
        ),
        ("date_of_audit: 2026", "date of audit 2026"),
        ("date_of_audit: 2026", "Date of audit: 2026"),
    ] {
        let spoiled = RIGHT.replacen(place, bad, 1);
        assert_ne!(spoiled, RIGHT);
        let faults = read(&spoiled).faults;
        assert!(!faults.is_empty(), "{spoiled}");
        let repaired = fixed(&spoiled).map(|repaired| repaired.text());
        assert_eq!(repaired.as_deref(), Some(RIGHT), "{spoiled}\n{faults:#?}");
    }
    // A list said to be empty is the one that stands below.
    let spoiled = RIGHT.replacen("actions:", "actions: []", 1);
    let wanted = RIGHT.replacen("actions:", "actions: ", 1);
    assert_eq!(fixed(&spoiled).map(|repaired| repaired.text()), Some(wanted));
    let spoiled = RIGHT.replacen("themes: [voice]", "themes: []\n  - voice", 1);
    let wanted = RIGHT.replacen("themes: [voice]", "themes: \n  - voice", 1);
    assert_eq!(fixed(&spoiled).map(|repaired| repaired.text()), Some(wanted));
}

/// A hyphen that runs into a word of a list makes one text of it and its neighbours.
#[test]
fn a_hyphen_that_runs_into_a_word_of_a_list_gets_its_space() {
    for (bad, right) in [
        ("themes:\n  -voice", "themes:\n  - voice"),
        ("themes:\n-voice", "themes:\n- voice"),
        (
            "themes: # what it is about\n  -\"voice\"",
            "themes: # what it is about\n  - \"voice\"",
        ),
        ("themes:\n  -voice\n  -plan", "themes:\n  - voice\n  - plan"),
        ("themes:\n  - voice\n  -plan", "themes:\n  - voice\n  - plan"),
        ("themes:\n  -voice\n\n  - plan", "themes:\n  - voice\n\n  - plan"),
    ] {
        let spoiled = RIGHT.replacen("themes: [voice]", bad, 1);
        let wanted = RIGHT.replacen("themes: [voice]", right, 1);
        assert!(read(&wanted).faults.is_empty(), "{wanted}");
        let faults = read(&spoiled).faults;
        assert!(
            !faults.is_empty() && faults.iter().all(|fault| fault.rule == "missing-space"),
            "{faults:#?}"
        );
        assert_eq!(
            fixed(&spoiled).map(|repaired| repaired.text()),
            Some(wanted),
            "{faults:#?}"
        );
    }
    // In a text it is the writer's own, and so is one that is no item's.
    for text in [
        "form: |\n  themes:\n  -voice\n",
        "themes:\n  - voice -plan\n",
        "parts:\n  themes:\n    -voice\n",
        "form: -voice\n",
        "form:\n  -voice\n",
    ] {
        assert_eq!(read(text).faults, [], "{text}");
    }
}

/// YAML's other way to write a key.
#[test]
fn a_question_mark_before_a_key_is_told_as_such() {
    for (bad, is_certain) in [
        ("  - ? action: Visit", true),
        ("  - ? action\n    : Visit", false),
    ] {
        let spoiled = RIGHT.replacen("  - action: Visit", bad, 1);
        let document = read(&spoiled);
        let told: Vec<(&str, usize, usize, usize)> = document
            .faults
            .iter()
            .map(|fault| {
                let at = &fault.location;
                assert!(
                    fault
                        .message
                        .starts_with("A question mark stands before the key action: "),
                    "{}",
                    fault.message
                );
                (fault.rule, at.line, at.column, at.width)
            })
            .collect();
        assert_eq!(told, [("syntax", 8, 5, 2)], "{spoiled}");
        let actions = document.root.as_ref().unwrap().get("actions").unwrap();
        let right = read(RIGHT);
        let wanted = right.root.as_ref().unwrap().get("actions").unwrap();
        assert_eq!(
            crate::store::difference::differences(Some(actions), Some(wanted)),
            [],
            "{spoiled}"
        );
        let repaired = fixed(&spoiled).map(|repaired| repaired.text());
        assert_eq!(repaired.as_deref(), is_certain.then_some(RIGHT), "{spoiled}");
    }
    let help = read("form: x\n? date_of_audit\n: 2026-12-01\n").faults[0]
        .help
        .clone();
    assert_eq!(
        help.as_deref(),
        Some("Write the key, a colon, a space and the answer on one line: date_of_audit: 2026-12-01")
    );
    for text in [
        "form: |\n  ? date_of_audit\n  : x\n",
        "form: Seen? Yes\n",
        "form:\n  Seen\n  ? who knows\n",
    ] {
        assert_eq!(read(text).faults, [], "{text}");
    }
}

/// A hyphen before what is no item is told of once, and it is for people to say whether the item above goes on.
#[test]
fn a_hyphen_too_many_is_told_of_and_no_repair_of_it_is_certain() {
    for (place, bad, times) in [
        ("    owner: Al", "  - owner: Al", 1),
        ("    by: 2026-12-08", "  - by: 2026-12-08", 1),
        ("    owner: Jo\n    by", "  - owner: Jo\n  - by", 2),
        ("  - from: parent\n    answers", "  - answers", 1),
    ] {
        let spoiled = RIGHT.replacen(place, bad, 1);
        assert_ne!(spoiled, RIGHT);
        let faults = read(&spoiled).faults;
        let rules: Vec<&str> = faults.iter().map(|fault| fault.rule).collect();
        assert_eq!(rules, vec!["misplaced-hyphen"; times], "{faults:#?}");
        assert_eq!(fixed(&spoiled), None, "{spoiled}");
    }
}

/// What would mix two items up is left to people.
#[test]
fn a_key_that_may_begin_another_item_is_not_put_right_alone() {
    for (place, bad) in [
        (
            "  - action: Write\n    owner: Al\n    by",
            "    Action: Write\n    Owner: Al\n    By",
        ),
        ("    owner: Jo", "    action: Jo"),
        (
            "    by: 2026-12-07",
            "    by 2026-12-07\n    by the school and the family",
        ),
    ] {
        let spoiled = RIGHT.replacen(place, bad, 1).replace(
            "  - action: Visit\n    owner: Jo\n    by: 2026-12-07",
            "  - Action: Visit\n    Owner: Jo\n    By: 2026-12-07",
        );
        assert_ne!(spoiled, RIGHT);
        let repaired = fixed(&spoiled).map(|repaired| repaired.text()).unwrap_or(spoiled);
        let actions = &repaired[repaired.find("actions:").unwrap()..];
        assert!(!actions.contains("owner: Jo\n    by: 2026-12-08"), "{repaired}");
    }
}

#[test]
fn a_word_above_the_form_is_told_of_once_and_hides_nothing() {
    let document = read(&format!("Draft\n{RIGHT}"));
    let faults: Vec<_> = document
        .faults
        .iter()
        .map(|fault| (fault.rule, fault.location.line))
        .collect();
    assert_eq!(faults, [("syntax", 1)]);
    assert!(
        document
            .root
            .as_ref()
            .is_some_and(|root| root.get("actions").is_some())
    );
}
