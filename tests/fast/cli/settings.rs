//! Faults in the store's own files: each is shown with its place, and nothing is drawn meanwhile.

use super::Store;
use super::store::{FIRST_DAY, roster};

/// `validate` names the place and says these words; `allocate` names it too, and writes nothing.
#[track_caller]
fn stops(store: &Store, place: &str, words: &[&str]) {
    let before = store.tree();
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &[place])
        .says(1, words);
    store
        .allocate(roster().as_bytes(), &[])
        .refuses(&["nothing was written", place]);
    assert_eq!(store.tree(), before);
}

/// The place of some words in a file of the store, as `file:line:column`.
fn place(store: &Store, name: &str, words: &str) -> String {
    let text = store.read(name);
    let (index, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(words))
        .unwrap();
    let column = line[..line.find(words).unwrap()].chars().count() + 1;
    format!("{name}:{}:{column}", index + 1)
}

#[test]
fn two_people_of_one_name() {
    let store = Store::new();
    store.change("people.csv", "Maria Dunn,", "Sam Okoro,");
    stops(
        &store,
        "people.csv:11:1",
        &["There is a \"Sam Okoro\" already", "middle name"],
    );
}

#[test]
fn a_store_without_an_auditor() {
    let store = Store::new();
    let people = store.read("people.csv");
    let kept: Vec<&str> = people
        .lines()
        .filter(|line| line.starts_with("name,") || line.contains(",social-worker,"))
        .collect();
    store.write("people.csv", kept.join("\n") + "\n");
    let before = store.tree();
    store
        .allocate(roster().as_bytes(), &[])
        .says(0, &["nothing was drawn", "auditor"]);
    let mut after = store.tree();
    after.remove(".lock");
    assert_eq!(after, before);
}

#[test]
fn a_form_with_a_typo() {
    let store = Store::new();
    let name = "forms/child-case-2019.yaml";
    store.change(name, " kind: ", " knid: ");
    stops(
        &store,
        &place(&store, name, "knid"),
        &["knid is no key of this form", "Did you mean kind?"],
    );
}

#[test]
fn a_form_that_is_no_yaml() {
    let store = Store::new();
    store.write("forms/lado-2019.yaml", "form: [lado\n");
    stops(&store, "forms/lado-2019.yaml:", &[]);
}

#[test]
fn a_schedule_with_a_typo() {
    let store = Store::new();
    store.change("schedule.toml", "\nservice =", "\nservcie =");
    stops(
        &store,
        &place(&store, "schedule.toml", "servcie"),
        &["\"servcie\" is no key of [row]", "Did you mean \"service\"?"],
    );
}

#[test]
fn a_form_or_a_guideline_with_nothing_in_it() {
    let store = Store::new();
    store.write("forms/ours-2026.yaml", "# to be written\n");
    store.write("forms/rubric/ours.yaml", "");
    stops(
        &store,
        "forms/ours-2026.yaml",
        &["This file holds no form", "This file holds no guideline"],
    );
}
