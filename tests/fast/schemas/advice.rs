//! What qaf advises is right: whoever writes what a finding proposes is not told again.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde_json::Value as Json;

use super::judges::{self, Judges};
use super::spellings::{SCALARS, offered};
use super::tree::Tree;

/// Words that people write where they have nothing to say, and lists as they say them.
const FURTHER: [&str; 12] = [
    "none",
    "n/a",
    "No",
    "Nothing",
    "nil",
    "CP, CIN",
    "Neglect, CIN",
    "31/12/2026",
    "7/12/2026, 9.12.2026",
    "BIR-G1, BIR-G2",
    "the child was seen",
    "Ann Brook (IRO)",
];

/// What a finding proposes to write, word for word.
fn proposed(help: &str, written: &str) -> Option<String> {
    let after = |mark: &str| help.split_once(mark).map(|(_, rest)| rest);
    let brackets = |rest: &str| Some(format!("[{}]", rest.split_once('[')?.1.rsplit_once(']')?.0));
    if help.contains("write [] in the place") {
        return Some("[]".to_owned());
    }
    if help.starts_with("Delete the word") {
        return Some(String::new());
    }
    if help.contains("in square brackets") {
        let rest = help.split(" The choices are").next()?;
        return brackets(rest);
    }
    if let Some(rest) = after("Did you mean ") {
        return first(rest.split('?').next()?);
    }
    if let Some(rest) = after("The choices are: ") {
        return first(rest.trim_end_matches('.'));
    }
    if help == "Take the quotes away." {
        return Some(written.trim_matches(['"', '\'']).trim().to_owned());
    }
    for (mark, word) in [
        ("Write yes or no", "yes"),
        ("Write O, G, RI or I", "G"),
        ("Write O (Outstanding)", "G"),
        ("Write a whole number", "1"),
        ("2026-12-07 is 7 December", "2026-12-07"),
        ("stands in quotes", "\"7\""),
    ] {
        if help.contains(mark) {
            return Some(word.to_owned());
        }
    }
    let word = after("Write ")?.trim_end_matches('.');
    (!word.contains(' ')).then(|| word.to_owned())
}

/// The first of several choices, which may stand in quotes.
fn first(choices: &str) -> Option<String> {
    match choices.strip_prefix('"') {
        Some(rest) => Some(format!("\"{}\"", rest.split('"').next()?)),
        None => Some(choices.split(", ").next()?.to_owned()),
    }
}

#[test]
fn whoever_follows_an_advice_is_not_told_again() {
    let all = judges::all();
    let mut tried = BTreeSet::new();
    let mut places = Vec::new();
    for judges in &all {
        for (way, schema) in judges.places() {
            let options: Vec<String> = offered(&schema);
            let kind = (
                judges.kind,
                way.last().cloned(),
                schema["type"].to_string(),
                options,
            );
            if tried.insert(kind) {
                places.push((judges, way, schema));
            }
        }
    }
    let followed: Vec<(usize, Vec<String>)> = places
        .par_iter()
        .map(|(judges, way, schema)| at_place(judges, way, schema))
        .collect();
    let wrong: Vec<&String> = followed.iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{}:\n{wrong:#?}", wrong.len());
    let number: usize = followed.iter().map(|(number, _)| number).sum();
    assert!(number > 500, "{number} were followed");
}

/// How many advices were followed at a place, and which of them led to another fault.
fn at_place(judges: &Judges, way: &[String], schema: &Json) -> (usize, Vec<String>) {
    let (mut number, mut wrong) = (0, Vec::new());
    let offers = offered(schema);
    let words = SCALARS
        .iter()
        .chain(&FURTHER)
        .copied()
        .chain(offers.iter().map(String::as_str));
    for word in words {
        for (rule, help) in judges.helps(&Tree::scalar(word).at(way)) {
            let Some(put) = proposed(&help, word) else {
                continue;
            };
            number += 1;
            let said = judges.qaf(&Tree::scalar(&put).at(way));
            if !said.is_empty() {
                wrong.push(format!(
                    "{way:?}: {word} ({rule}): {help} Written {put}: {said:?}"
                ));
            }
        }
    }
    (number, wrong)
}
