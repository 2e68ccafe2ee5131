//! What people write in a place, right and wrong.

use serde_json::Value as Json;

use super::tree::Tree;

/// Scalars of every kind, each in right and wrong spellings.
pub const SCALARS: &[&str] = &[
    // Nothing, in every way of writing it.
    "",
    "~",
    "null",
    "Null",
    "\"\"",
    "' '",
    // Words.
    "Text",
    "no idea",
    "\"quoted: words\"",
    "nul",
    // Yes and no.
    "yes",
    "No",
    "YES",
    "y",
    "n",
    "true",
    "False",
    "TRUE",
    "on",
    "maybe",
    "\"yes\"",
    "' no '",
    // Days.
    "2026-12-07",
    "\"2026-12-07\"",
    "' 2026-12-07 '",
    "2024-02-29",
    "2026-02-29",
    "2000-02-29",
    "2100-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-12-31",
    "2026-13-01",
    "2026-00-10",
    "2026-12-7",
    "7/12/2026",
    "07.12.2026",
    "1899-12-31",
    "1900-01-01",
    "2199-12-31",
    "2200-01-01",
    "2026",
    "20261207",
    "soon",
    // Grades.
    "O",
    "g",
    "RI",
    "a",
    "I",
    "ri",
    "Outstanding",
    "good",
    "GOOD",
    "requires improvement",
    "Requires-Improvement",
    "requires_improvement",
    "Requiresimprovement",
    "Inadequate",
    "\"G \"",
    "G.",
    "(good)",
    "R-I",
    "r.i.",
    "GG",
    "B",
    "Goood",
    "N/A",
    "NA",
    "n/a",
    "n.a.",
    "N.A.",
    "Not applicable",
    "not-applicable",
    "none",
    // Numbers.
    "0",
    "1",
    "2",
    "7",
    "10",
    "11",
    "-1",
    "100000",
    "100001",
    "999999999999",
    "3.5",
    "\"7\"",
    "'10'",
    "007",
    "seven",
    "\"7 \"",
    "1 2",
    // Statements and sections.
    "BIR-G1",
    "bir-g1",
    "XYZ-G1",
    "ASM-G3",
    "file_recording",
];

/// Values of other kinds than one scalar.
pub fn blocks() -> Vec<Tree> {
    let word = || Tree::scalar("Text");
    vec![
        Tree::List(Vec::new()),
        Tree::Map(Vec::new()),
        Tree::List(vec![word()]),
        Tree::List(vec![Tree::scalar("~")]),
        Tree::List(vec![Tree::scalar("2026-12-07"), Tree::scalar("7/12/2026")]),
        Tree::List(vec![Tree::List(Vec::new())]),
        Tree::List(vec![Tree::List(vec![word()])]),
        Tree::Map(vec![("zzz".to_owned(), word())]),
        Tree::Map(vec![("zzz".to_owned(), Tree::scalar(""))]),
        Tree::List(vec![Tree::Map(vec![("zzz".to_owned(), word())])]),
    ]
}

/// The answers that a place itself offers, and each with a slip.
pub fn offered(schema: &Json) -> Vec<String> {
    let ways = schema["anyOf"].as_array().into_iter().flatten().chain([schema]);
    let mut texts = Vec::new();
    for way in ways {
        let listed = way["enum"].as_array().into_iter().flatten();
        texts.extend(listed.chain(way.get("const")).filter_map(Json::as_str));
    }
    // The first few and the last stand for the rest of a long list.
    let last = texts.pop();
    texts.truncate(5);
    texts.extend(last);
    let mut offered = Vec::new();
    for text in texts {
        offered.extend([format!("\"{text}\""), format!("\"{}\"", text.to_uppercase())]);
        offered.extend([format!("\"{}\"", text.to_lowercase()), format!("\" {text} \"")]);
        offered.extend([format!("\"{text}x\""), format!("\"{}\"", &text[1..])]);
        if text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        {
            offered.push(text.to_owned());
        }
    }
    offered
}

/// A right answer to a place; `pick` chooses among several.
pub fn right(schema: &Json, pick: usize) -> Tree {
    let mut choices: Vec<&str> = Vec::new();
    for way in schema["anyOf"].as_array().into_iter().flatten() {
        let listed = way["enum"].as_array().into_iter().flatten();
        choices.extend(listed.chain(way.get("const")).filter_map(Json::as_str));
    }
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    if !choices.is_empty() {
        Tree::Scalar(format!("\"{}\"", choices[pick % choices.len()]))
    } else if schema.get("maximum").is_some() {
        Tree::scalar(["0", "7", "10", ""][pick % 4])
    } else if pattern.contains("02-29") {
        Tree::scalar(["2026-12-07", "2024-02-29", "", "\"2026-01-31\""][pick % 4])
    } else if schema.get("not").is_some() {
        Tree::scalar("")
    } else {
        Tree::scalar(["Text", "", "\"It is: so\"", "No"][pick % 4])
    }
}
