//! A page that was sent and a file that has changed since, answer by answer.

use super::*;
use crate::fill::asked::AskedKind;
use crate::store::splice::NewAnswer;

fn asked(route: Route, standing: &str) -> Asked {
    Asked {
        label: route.to_string(),
        route,
        hints: Vec::new(),
        kind: AskedKind::Text,
        prefilled: false,
        standing: Some(standing)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect(),
    }
}

/// A page with one question and a list of blocks with one question each.
fn page(one: &str, list: &[&str]) -> AskedPage {
    let route = Route::from("actions");
    let blocks = list.iter().chain([&""]).enumerate();
    let items = blocks
        .map(|(at, text)| vec![asked(route.item(at).key("action"), text)])
        .collect();
    let list = AskedList {
        title: "Actions".to_owned(),
        each: "An action".to_owned(),
        standing: list.len(),
        items,
        route,
    };
    AskedPage {
        items: vec![
            AskedItem::Question(asked(Route::from("one"), one)),
            AskedItem::List(list),
        ],
        ..AskedPage::default()
    }
}

/// What a browser sends that showed a page, after it was typed on.
fn sent(shown: &AskedPage, typed: &[(&str, &str)]) -> Posted {
    let mut answers: BTreeMap<String, Vec<String>> = shown
        .questions()
        .map(|asked| (asked.name(), asked.standing.clone()))
        .collect();
    for (name, text) in typed {
        answers.insert((*name).to_owned(), vec![(*text).to_owned()]);
    }
    Posted::of(answers, prints(shown))
}

fn set(route: Route, to: &str) -> AnswerChange {
    let to = if to.is_empty() {
        NewAnswer::Nothing
    } else {
        NewAnswer::Text(to.to_owned())
    };
    AnswerChange::Set { route, to }
}

fn action(at: usize) -> Route {
    Route::from("actions").item(at).key("action")
}

#[test]
fn what_only_one_side_changed_is_that_sides() {
    let shown = page("old", &[]);
    let merged = merge(&shown, &sent(&shown, &[("one", "mine")]));
    assert_eq!(merged.changes, [set(Route::from("one"), "mine")]);
    let merged = merge(&page("theirs", &[]), &sent(&shown, &[]));
    assert_eq!(
        (merged.changes.len(), merged.taken.as_slice()),
        (0, &["one".to_owned()][..])
    );
    let merged = merge(&page("mine", &[]), &sent(&shown, &[("one", "mine")]));
    assert_eq!(
        (merged.changes.len(), merged.conflicts.len()),
        (0, 0),
        "both changed it alike"
    );
    let merged = merge(&shown, &sent(&shown, &[("one", "")]));
    assert_eq!(merged.changes, [set(Route::from("one"), "")]);
}

#[test]
fn what_both_changed_is_asked_about_and_stands_as_chosen() {
    let shown = page("old", &[]);
    let now = page("theirs", &[]);
    let posted = sent(&shown, &[("one", "mine")]);
    let merged = merge(&now, &posted);
    assert!(merged.changes.is_empty());
    let conflict = &merged.conflicts[0];
    assert_eq!(
        (conflict.mine[0].as_str(), conflict.theirs[0].as_str()),
        ("mine", "theirs")
    );
    for (keep, stands) in [
        ("mine", Some("mine")),
        ("theirs", None),
        ("both", Some("theirs\n\nmine")),
    ] {
        let merged = merge(&now, &posted.clone().keeping(keep, &merged.conflicts));
        let expected: Vec<_> = stands
            .map(|text| set(Route::from("one"), text))
            .into_iter()
            .collect();
        assert_eq!(merged.changes, expected, "{keep}");
        assert!(merged.conflicts.is_empty());
    }
    // What was chosen between has changed again.
    let chosen = posted.keeping("mine", &merged.conflicts);
    assert_eq!(merge(&page("theirs again", &[]), &chosen).conflicts.len(), 1);
}

#[test]
fn a_box_that_the_page_did_not_have_says_nothing() {
    let posted = Posted::of(BTreeMap::new(), BTreeMap::new());
    let merged = merge(&page("stands", &["one", "two"]), &posted);
    assert_eq!((merged.changes.len(), merged.conflicts.len()), (0, 0));
}

#[test]
fn a_block_is_added_changed_and_taken_away() {
    let shown = page("", &["one", "two"]);
    let merged = merge(
        &shown,
        &sent(
            &shown,
            &[("actions[2].action", "three"), ("actions[0].action", "1")],
        ),
    );
    let new = vec![(Route::from("action"), NewAnswer::Text("three".to_owned()))];
    let add = AnswerChange::Add {
        route: Route::from("actions"),
        item: new,
    };
    assert_eq!(merged.changes, [set(action(0), "1"), add.clone()]);
    let merged = merge(&shown, &sent(&shown, &[("actions[1].action", " \r\n ")]));
    let remove = AnswerChange::Remove {
        route: Route::from("actions").item(1),
    };
    assert_eq!((merged.changes.as_slice(), merged.moved), (&[remove][..], true));
}

#[test]
fn blocks_that_two_add_at_once_both_stand_and_one_that_is_sent_twice_stands_once() {
    let shown = page("", &["one"]);
    let posted = sent(&shown, &[("actions[1].action", "mine")]);
    let merged = merge(&page("", &["one", "theirs"]), &posted);
    assert!(matches!(merged.changes.as_slice(), [AnswerChange::Add { .. }]));
    assert!(merged.moved);
    let merged = merge(&page("", &["one", "mine"]), &posted);
    assert!(merged.changes.is_empty());
}

#[test]
fn a_block_that_others_took_away_comes_back_only_with_what_was_changed_in_it() {
    let shown = page("", &["one", "two"]);
    let now = page("", &["one"]);
    let merged = merge(&now, &sent(&shown, &[]));
    assert!(merged.changes.is_empty());
    let merged = merge(&now, &sent(&shown, &[("actions[1].action", "two, and more")]));
    assert!(matches!(merged.changes.as_slice(), [AnswerChange::Add { .. }]));
}

#[test]
fn a_name_that_the_page_does_not_have_is_known_as_such() {
    let shown = page("", &["one"]);
    let posted = |name: &str| Posted::of([(name.to_owned(), vec!["x".to_owned()])].into(), prints(&shown));
    for name in ["one", "actions[0].action", "actions[1].action"] {
        assert_eq!(unknown_name(&shown, &[], &posted(name)), None, "{name}");
    }
    for name in [
        "submitted",
        "../../people.csv",
        "actions[2].action",
        "actions[0].owner\n",
        "one.two",
    ] {
        assert!(unknown_name(&shown, &[], &posted(name)).is_some(), "{name}");
    }
}
