//! Answers put into forms that people have: what is written is what is read, and nothing else changes.
//!
//! The forms are all that qaf makes, blank, and audits that are filled in; the answers are what nobody would wish a file to
//! hold. With `QAF_TESTS=all` thousands of edits are made a law, in the ordinary run some hundreds.

mod answers;
mod samples;

use std::collections::BTreeMap;

use crate::kit::count;
use proptest::prelude::*;

use self::answers::{answer, should_say};
use self::samples::{AnswerKey, SAMPLES, Sample, answer_keys, kept_as, reading, remarked};
use qaf::record::{FileKind, Route};
use qaf::store::document::{self, Document};
use qaf::store::splice::{AnswerChange, NewAnswer, NotSpliced, spliced};
use qaf::store::yaml::{self, Node, NodeValue};

/// A file's text as its readers have it: without a mark, with plain ends of lines.
fn plain(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).unwrap();
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

/// What a tree says, each text by its way. Of blocks and lists that are there it says so much.
fn said(node: &Node, route: &Route, all: &mut BTreeMap<Route, String>) {
    match &node.value {
        NodeValue::Map(entries) => {
            for entry in entries {
                said(&entry.value, &route.key(&entry.key), all);
            }
        }
        NodeValue::List(items) => {
            all.insert(route.clone(), format!("{} items", items.len()));
            for (index, item) in items.iter().enumerate() {
                said(item, &route.item(index), all);
            }
        }
        _ => drop(all.insert(route.clone(), node.text().unwrap_or("").to_owned())),
    }
}

fn tree(text: &str) -> BTreeMap<Route, String> {
    let mut all = BTreeMap::new();
    said(&yaml::parse(text).unwrap(), &Route::top(), &mut all);
    all
}

/// The lines that are read as remarks, and the marks of those that stand behind answers.
fn remarks(text: &str, behind: &[String]) -> Vec<String> {
    let document = Document::read("x", text.as_bytes());
    let lines = document::remarks(&document).into_iter();
    let behind = behind
        .iter()
        .filter(|remark| text.contains(&format!("  {remark}")));
    lines
        .map(|remark| remark.text.to_owned())
        .chain(behind.cloned())
        .collect()
}

/// Two readings alike: an empty list says as much as nothing.
fn alike(mut one: BTreeMap<Route, String>, mut other: BTreeMap<Route, String>) -> bool {
    for all in [&mut one, &mut other] {
        all.retain(|_, said| !said.is_empty() && said != "0 items");
    }
    one == other
}

/// Whether it is right to refuse this: a remark stands on a line of the answer below its key.
fn is_right(error: &NotSpliced, text: &str, key: &AnswerKey) -> bool {
    let NotSpliced::RemarkInside { line, .. } = error else {
        return false;
    };
    let first = text[..key.at].matches('\n').count() + 1;
    let lines: Vec<&str> = text.lines().take(*line).skip(first).collect();
    lines.last().is_some_and(|line| line.contains('#'))
        && lines.iter().all(|line| line.trim_start().starts_with(['-', '#']))
}

/// Sets one answer, and holds everything that is a law against what is made.
fn hold(sample: &Sample, before: &[u8], behind: &[String], key: &AnswerKey, to: &NewAnswer) -> Vec<u8> {
    let change = AnswerChange::Set {
        route: key.route.clone(),
        to: to.clone(),
    };
    let at = &key.route;
    let made = match spliced(before, &[change]) {
        Ok(made) => made,
        Err(error) => {
            assert!(
                is_right(&error, &plain(before), key),
                "{at}: {error}\n{}",
                plain(before)
            );
            return before.to_vec();
        }
    };
    let (old, new) = (plain(before), plain(&made));
    // What is written is what is read, and no other answer changes.
    let mut expected = tree(&old);
    should_say(at, to, &mut expected);
    assert!(alike(expected, tree(&new)), "{at}\n{to:?}\n{new}");
    let reading = reading(&sample.form, sample.kind, &made, &sample.allocation);
    let document = &reading.documents[&sample.kind];
    assert_eq!(document.faults, [], "{at}\n{new}");
    assert_eq!(document.root, yaml::parse(&new).ok(), "{at}\n{new}");
    if at.to_string() == "overall.reasons"
        && sample.kind == FileKind::Audit
        && !matches!(to, NewAnswer::Several(_))
    {
        let reasons = reading.folder.audit.unwrap().overall.reasons;
        assert_eq!(
            reasons.as_ref(),
            tree(&new).get(at).filter(|said| !said.is_empty())
        );
    }
    // The bytes before the key's line, and from the next key's line on, are what they were.
    let old = std::str::from_utf8(before).unwrap();
    let mark = old.len() - old.trim_start_matches('\u{feff}').len();
    let starts: Vec<usize> = std::iter::once(mark)
        .chain(old.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let line = |at: usize| plain(before)[..at].matches('\n').count();
    let text = plain(before);
    let all = answer_keys(&text);
    let first = starts[line(key.at)];
    assert_eq!(made[..first], before[..first], "{at}");
    let next = all
        .iter()
        .find(|next| line(next.at) > line(key.at))
        .map_or(old.len(), |next| starts[line(next.at)]);
    assert!(made.ends_with(&before[next..]), "{at}\n{new}");
    // No remark is lost, and each stands in its order.
    let (was, is) = (remarks(&text, behind), remarks(&new, behind));
    let lost = was.iter().find(|remark| !is.contains(remark));
    let further = is.iter().find(|remark| !was.contains(remark));
    assert!(
        was == is,
        "{at}\n{to:?}\nlost: {lost:?}, further: {further:?}\n{new}"
    );
    made
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: u32::try_from(count(100, 2_000)).unwrap(), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_written_is_what_is_read_and_nothing_else_changes(
        which in any::<prop::sample::Index>(),
        variant in 0..5_usize,
        seed in any::<u64>(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), answer()), 1..5),
    ) {
        let sample = which.get(&SAMPLES);
        let (text, behind) = remarked(&sample.text, seed);
        let mut bytes = kept_as(&text, variant);
        for (which, to) in edits {
            let all = answer_keys(&plain(&bytes));
            bytes = hold(sample, &bytes, &behind, which.get(&all), &to);
        }
    }

    #[test]
    fn the_last_answer_counts_and_the_old_one_can_be_put_back(
        which in any::<prop::sample::Index>(),
        key in any::<prop::sample::Index>(),
        variant in 0..5_usize,
        first in answer(),
        last in answer(),
    ) {
        let sample = which.get(&SAMPLES);
        let before = kept_as(&sample.text, variant);
        let all = answer_keys(&sample.text);
        let key = key.get(&all);
        let set = |bytes: &[u8], to: &NewAnswer| {
            spliced(bytes, &[AnswerChange::Set { route: key.route.clone(), to: to.clone() }])
        };
        if let Err(error) = set(&before, &first) {
            prop_assert!(is_right(&error, &sample.text, key), "{}: {error}", key.route);
            return Ok(());
        }
        let set = |bytes: &[u8], to: &NewAnswer| set(bytes, to).unwrap();
        let twice = set(&set(&before, &first), &last);
        prop_assert!(alike(tree(&plain(&twice)), tree(&plain(&set(&before, &last)))));
        let tree_before = tree(&sample.text);
        let listed = |index| tree_before.get(&key.route.item(index)).cloned();
        let old = match tree_before.get(&key.route).map_or("", String::as_str) {
            said if said.ends_with(" items") => NewAnswer::Several((0..).map_while(listed).collect()),
            said => NewAnswer::Text(said.to_owned()),
        };
        prop_assert!(alike(tree(&plain(&set(&twice, &old))), tree_before));
    }

    #[test]
    fn an_item_that_is_added_and_taken_away_leaves_the_file_as_it_was(
        which in any::<prop::sample::Index>(),
        variant in 0..5_usize,
        answers in proptest::collection::vec(answer(), 1..4),
    ) {
        let audits: Vec<&Sample> = SAMPLES.iter().filter(|sample| sample.text.contains("\nactions:")).collect();
        let sample = which.get(&audits);
        let before = kept_as(&sample.text, variant);
        let keys = ["action", "owner", "more.nested"];
        let item = keys.iter().zip(&answers).map(|(key, to)| (Route::from(*key), to.clone()));
        let list = Route::from("actions");
        let added = spliced(&before, &[AnswerChange::Add { route: list.clone(), item: item.collect() }]).unwrap();
        let said = tree(&plain(&added));
        let items: usize = said[&list].split(' ').next().unwrap().parse().unwrap();
        for (key, to) in keys.iter().zip(&answers) {
            let mut way = list.item(items - 1);
            way.0.extend(Route::from(*key).0);
            let mut expected = said.clone();
            should_say(&way, to, &mut expected);
            prop_assert!(alike(expected, said.clone()));
        }
        let gone = spliced(&added, &[AnswerChange::Remove { route: list.item(items - 1) }]).unwrap();
        prop_assert!(plain(&gone) == sample.text.replace("\nactions:\n\n", "\nactions: []\n\n"), "{}", plain(&gone));
    }
}
