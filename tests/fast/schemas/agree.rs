//! Both judges on the same documents.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rayon::prelude::*;
use serde_json::Value as Json;

use super::judges::{self, Judges};
use super::spellings::{SCALARS, blocks, offered, right};
use super::tree::{ITEM, Tree};

/// Where the two differ for a reason.
struct Difference {
    scalars: &'static [&'static str],
    place: fn(&Json) -> bool,
    /// Whether an editor passes them and qaf does not, or the other way round.
    editor_passes: bool,
    why: &'static str,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        scalars: &["true", "False", "TRUE"],
        place: |schema| {
            options(schema).is_some_and(|options| options.len() > 2 && options.contains(&"yes".into()))
        },
        editor_passes: true,
        why: "an editor that reads YAML 1.1 takes the option yes for true, and must not mark it",
    },
    Difference {
        scalars: &["+5", "5.0", "0x5", "1e1"],
        place: |schema| schema.get("maximum").is_some(),
        editor_passes: true,
        why: "to an editor they are the numbers 5 and 10, however they are written; qaf asks for digits",
    },
    Difference {
        scalars: &["G.o.o.d", "– G"],
        place: |schema| options(schema).is_some_and(|options| options.contains(&"RI".into())),
        editor_passes: false,
        why: "qaf reads a grade by its letters alone; a pattern for marks within words, and for those beyond ASCII, would \
              be many times as long",
    },
];

/// Everything that the ways to answer a place list.
fn options(schema: &Json) -> Option<Vec<Json>> {
    let ways = schema["anyOf"].as_array()?;
    let listed = ways.iter().filter_map(|way| way["enum"].as_array());
    Some(listed.flatten().cloned().collect())
}

fn known(schema: &Json, value: &Tree) -> Option<&'static Difference> {
    let Tree::Scalar(word) = value else { return None };
    DIFFERENCES
        .iter()
        .find(|known| known.scalars.contains(&word.as_str()) && (known.place)(schema))
}

/// What the two say of a document, where they do not agree, and whether it is the editor who passes it.
fn disagreement(judges: &Judges, document: &Tree) -> Option<(bool, String)> {
    let (editor, qaf) = (judges.editor(document), judges.qaf(document));
    (editor.is_empty() != qaf.is_empty()).then(|| {
        let said = format!(
            "{} {}\n{}an editor: {editor:?}\nqaf: {qaf:?}\n",
            judges.form.id,
            judges.kind.name(),
            document.written()
        );
        (editor.is_empty(), said)
    })
}

#[test]
fn an_editor_and_qaf_agree_on_every_place_in_every_spelling() {
    let all = judges::all();
    // Places of which the schemas of a kind of file say the same are tried once, in the first form that has one.
    let mut tried = BTreeSet::new();
    let mut places = Vec::new();
    for judges in &all {
        for (way, schema) in judges.places() {
            let mut plain = schema.clone();
            without_texts(&mut plain);
            let is_item = way.last().is_some_and(|step| step == ITEM);
            if tried.insert((judges.kind, plain.to_string(), is_item)) {
                places.push((judges, way, schema));
            }
        }
    }
    let found: Vec<String> = places
        .par_iter()
        .flat_map_iter(|(judges, way, schema)| tried_in_every_spelling(judges, way, schema))
        .collect();
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found.join("\n"));
}

/// What the two do not agree on at one place.
fn tried_in_every_spelling(judges: &Judges, way: &[String], schema: &Json) -> Vec<String> {
    let mut found = Vec::new();
    let offers = offered(schema);
    let words = SCALARS.iter().copied().chain(offers.iter().map(String::as_str));
    for value in words.map(Tree::scalar).chain(blocks()) {
        let said = disagreement(judges, &value.clone().at(way));
        match (said, known(schema, &value)) {
            (Some((editor_passes, _)), Some(known)) if editor_passes == known.editor_passes => {}
            (Some((_, said)), _) => found.push(said),
            (None, Some(known)) => {
                let no_more = format!(
                    "{way:?} {value:?}: they agree, so it is no more true that {}.",
                    known.why
                );
                found.push(no_more);
            }
            (None, None) => {}
        }
    }
    found
}

fn without_texts(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            for key in [
                "description",
                "errorMessage",
                "patternErrorMessage",
                "markdownEnumDescriptions",
            ] {
                if map.get(key).is_some_and(|text| !text.is_object()) {
                    map.remove(key);
                }
            }
            map.values_mut().for_each(without_texts);
        }
        Json::Array(items) => items.iter_mut().for_each(without_texts),
        _ => {}
    }
}

#[test]
fn each_block_has_the_same_keys_for_both() {
    for judges in judges::all() {
        let places = judges.places();
        let top = (Vec::new(), judges.schema.clone());
        for (way, schema) in places.iter().chain([&top]) {
            let Some(keys) = schema["properties"].as_object() else {
                continue;
            };
            let keys: BTreeSet<&str> = keys.keys().map(String::as_str).collect();
            // A key that is like none is answered with all that there are.
            let mut document = Tree::Map(vec![("\"0123456789\"".to_owned(), Tree::scalar(""))]).at(way);
            if let Tree::Map(keys) = &mut document {
                keys.sort_by(|a, b| a.0.cmp(&b.0));
            }
            let found = judges.findings(document.written().as_bytes());
            let (_, said) = found.iter().find(|(rule, _)| *rule == "unknown-key").unwrap();
            let (_, known) = said.split_once("Known here: ").unwrap();
            let known: BTreeSet<&str> = known.trim_end_matches('.').split(", ").collect();
            assert_eq!(known, keys, "{} {} {way:?}", judges.form.id, judges.kind.name());
        }
    }
}

/// A slip in a document: which place, and what is done to it.
fn slip(judges: &Judges, document: &mut Tree, place: usize, what: usize) {
    let places = judges.places();
    let (way, schema) = &places[place % places.len()];
    let blocks = blocks();
    let count = SCALARS.len() + blocks.len() + 3;
    let mut way = way.clone();
    match what % count {
        what if what < SCALARS.len() => {
            let value = Tree::scalar(SCALARS[what]);
            if known(schema, &value).is_none() {
                document.put(&way, value);
            }
        }
        what if what < SCALARS.len() + blocks.len() => {
            document.put(&way, blocks[what - SCALARS.len()].clone());
        }
        // A key that is not the form's, or one a letter off, or in capitals.
        what => {
            let last = way.last_mut().unwrap();
            *last = match count - what {
                1 => "notes_of_mine".to_owned(),
                2 => last.chars().skip(1).chain(['x']).collect(),
                _ => last.to_uppercase(),
            };
            document.put(&way, Tree::scalar("Text"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed: prop::test_runner::RngSeed::Fixed(2026),
        ..ProptestConfig::default()
    })]

    #[test]
    fn they_agree_on_whole_documents(
        file in 0_usize..36,
        answers in prop::collection::vec((any::<usize>(), 0_usize..1000), 1..25),
        slips in prop::collection::vec((any::<usize>(), any::<usize>()), 0..3),
    ) {
        static ALL: std::sync::LazyLock<Vec<Judges>> = std::sync::LazyLock::new(judges::all);
        let judges = &ALL[file];
        let places = judges.places();
        let leaf = |schema: &Json| schema.get("properties").is_none() && schema.get("items").is_none();
        let leaves: Vec<_> = places.iter().filter(|(_, schema)| leaf(schema)).collect();
        let mut document = Tree::Map(Vec::new());
        for (place, pick) in answers {
            let (way, schema) = &leaves[place % leaves.len()];
            document.put(way, right(schema, pick));
        }
        prop_assert_eq!(judges.editor(&document), [""; 0], "{}", document.written());
        prop_assert_eq!(judges.qaf(&document), [""; 0], "{}", document.written());
        for (place, what) in slips {
            slip(judges, &mut document, place, what);
        }
        let said = disagreement(judges, &document);
        prop_assert!(said.is_none(), "{}", said.unwrap_or_default().1);
    }
}
