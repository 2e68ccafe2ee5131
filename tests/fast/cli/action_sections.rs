//! Which section of the form an action answers: asked for, read, and shown where actions are.

use super::Store;

const DAY: &str = "2026-10-16";

/// The demo's Inadequate audit, most of whose sections are Inadequate, with what its two actions say of their sections.
fn store(first: &str, second: &str) -> Store {
    let store = Store::demo();
    store.unkept("CF-26-0003");
    let audit = format!("{}/audit.yaml", store.audits()["CF-26-0003"]);
    for (by, said) in [("2026-09-16", first), ("2026-10-12", second)] {
        store.change(&audit, &format!("by: {by} }}"), &format!("by: {by}{said} }}"));
    }
    store
}

/// What a command prints, with one space wherever a line breaks.
fn said(store: &Store, args: &[&str]) -> String {
    let printed = store.run(DAY, args).stdout;
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_inadequate_section_needs_an_action_that_may_answer_it() {
    let asked = "every action answers another section";
    for (first, second, is_asked) in [
        ("", "", false),
        (", section: reviews", "", false),
        (", section: reviews", ", section: \"Child's Plan\"", true),
    ] {
        let store = store(first, second);
        let found = said(&store, &["validate", "CF3"]);
        assert_eq!(found.contains(asked), is_asked, "{first}{second}: {found}");
    }
    let found = said(
        &store(", section: reviews", ", section: childs_plan"),
        &["validate", "CF3"],
    );
    assert!(found.contains("Impact are Inadequate, and every"), "{found}");
    assert!(!found.contains("Reviews, Supervision"), "{found}");
}

#[test]
fn the_section_is_shown_where_actions_are() {
    let store = store("", ", section: reviews");
    let shown = said(&store, &["show", "CF3"]);
    assert!(
        shown.contains("Section") && shown.contains("No one section"),
        "{shown}"
    );
    let register = said(&store, &["report", "actions", "--open"]);
    assert!(register.contains("Reviews: Hold a family network"), "{register}");
    let csv = said(&store, &["report", "actions", "--format", "csv"]);
    assert!(csv.starts_with("audit,number,action,section,owner,"), "{csv}");
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("letters");
    store
        .run(DAY, &["remind", "--text", "--to", to.to_str().unwrap()])
        .says(0, &[]);
    let written = std::fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().path());
    let texts: String = written
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect();
    let texts = texts.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        texts.contains("action 2 of CF-26-0003 on Reviews, by Mon 12 Oct 2026"),
        "{texts}"
    );
}

#[test]
fn a_section_that_the_form_has_not_is_no_section() {
    let store = store("", ", section: rewiews");
    store.run(DAY, &["validate", "CF3"]).says(1, &["rewiews"]);
}
