//! Answers that nobody would wish a file to hold, and how they should read.

use std::collections::BTreeMap;

use proptest::prelude::*;

use qaf::record::Route;
use qaf::store::splice::NewAnswer;

/// Pieces of which hostile answers are made.
const PIECES: [&str; 44] = [
    "#",
    " # ",
    "---",
    "...",
    ": ",
    ":",
    "\t",
    " ",
    "  ",
    "   ",
    "\"",
    "'",
    "no",
    "0012",
    "[",
    "]",
    "{",
    "}",
    "- x",
    "- ",
    "|",
    ">",
    "|2",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{200f}",
    "\u{202e}",
    "\u{0}",
    "\u{7}",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
    "\\n",
    "\\",
    "? ",
    "!!str",
    "&a",
    "*a",
    "<<: ",
    "%YAML",
    "é🙂",
    "key: value\n  deeper",
];

fn words() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..14);
    prop_oneof![
        8 => pieces.prop_map(|pieces| pieces.concat()),
        4 => "(?s).{0,40}",
        3 => "[a-z ,.\n]{0,120}",
        1 => (0..4_usize).prop_map(|piece| ["word ", "a line\n", "x", "tab\t"][piece].repeat(20_000)),
    ]
}

pub fn answer() -> impl Strategy<Value = NewAnswer> {
    prop_oneof![
        1 => Just(NewAnswer::Nothing),
        3 => words().prop_map(NewAnswer::Short),
        6 => words().prop_map(NewAnswer::Text),
        2 => proptest::collection::vec(words(), 0..4).prop_map(NewAnswer::Several),
    ]
}

/// What should be read at a key, by its way, after this answer.
pub fn should_say(route: &Route, to: &NewAnswer, all: &mut BTreeMap<Route, String>) {
    all.retain(|other, _| !other.0.starts_with(&route.0));
    match to {
        NewAnswer::Several(words) if words.iter().any(|word| !word.trim().is_empty()) => {
            let words: Vec<&str> = words
                .iter()
                .map(|word| word.trim())
                .filter(|word| !word.is_empty())
                .collect();
            all.insert(route.clone(), format!("{} items", words.len()));
            for (index, word) in words.into_iter().enumerate() {
                all.insert(route.item(index), word.to_owned());
            }
        }
        NewAnswer::Short(text) | NewAnswer::Text(text) => {
            all.insert(route.clone(), text.replace("\r\n", "\n").trim().to_owned());
        }
        NewAnswer::Nothing | NewAnswer::Several(_) => {
            all.insert(route.clone(), String::new());
        }
    }
}
