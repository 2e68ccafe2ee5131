//! A document as it is written, line by line, and as an editor sees it: by YAML 1.2's core schema, with no help of qaf.

use std::fmt::Write as _;

use serde_json::{Number, Value as Json};

/// A value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A scalar in its own spelling, quotes and all; empty where nothing stands.
    Scalar(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

impl Tree {
    pub fn scalar(text: &str) -> Self {
        Self::Scalar(text.to_owned())
    }

    /// This value at the end of a way of keys and items (`[]`).
    pub fn at(self, way: &[String]) -> Self {
        way.iter().rev().fold(self, |below, step| {
            if step == ITEM {
                Self::List(vec![below])
            } else {
                Self::Map(vec![(step.clone(), below)])
            }
        })
    }

    /// Puts a value at the end of a way, beside what stands there already; not where another value is in the way.
    pub fn put(&mut self, way: &[String], value: Self) {
        let Some((step, rest)) = way.split_first() else {
            return;
        };
        match self {
            Self::List(items) if step == ITEM => match items.last_mut() {
                Some(last @ Self::Map(_)) if !rest.is_empty() => last.put(rest, value),
                _ => items.push(value.at(rest)),
            },
            Self::Map(keys) if step != ITEM => match keys.iter_mut().find(|(key, _)| key == step) {
                Some((_, below)) if rest.is_empty() => *below = value,
                Some((_, below)) => below.put(rest, value),
                None => keys.push((step.clone(), value.at(rest))),
            },
            _ => {}
        }
    }

    /// The text of the file.
    pub fn written(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text
    }

    fn write(&self, text: &mut String, indent: usize) {
        let spaces = " ".repeat(indent);
        let begin = |text: &mut String, below: &Self| match below {
            Self::Scalar(word) if word.is_empty() => text.push('\n'),
            Self::Scalar(word) => writeln!(text, " {word}").unwrap(),
            Self::List(items) if items.is_empty() => text.push_str(" []\n"),
            Self::Map(keys) if keys.is_empty() => text.push_str(" {}\n"),
            Self::List(_) | Self::Map(_) => {
                text.push('\n');
                below.write(text, indent + 2);
            }
        };
        match self {
            Self::Scalar(word) => writeln!(text, "{spaces}{word}").unwrap(),
            Self::List(items) if items.is_empty() => writeln!(text, "{spaces}[]").unwrap(),
            Self::Map(keys) if keys.is_empty() => writeln!(text, "{spaces}{{}}").unwrap(),
            Self::List(items) => {
                for item in items {
                    text.push_str(&spaces);
                    text.push('-');
                    begin(text, item);
                }
            }
            Self::Map(keys) => {
                for (key, below) in keys {
                    write!(text, "{spaces}{key}:").unwrap();
                    begin(text, below);
                }
            }
        }
    }

    /// The value as an editor sees it.
    pub fn seen(&self) -> Json {
        match self {
            Self::Scalar(word) => core(word),
            Self::List(items) => items.iter().map(Self::seen).collect(),
            Self::Map(keys) => keys
                .iter()
                .map(|(key, below)| (key.clone(), below.seen()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

/// The step of a way that leads into a list.
pub const ITEM: &str = "[]";

/// A scalar by the core schema of YAML 1.2 (section 10.3.2).
fn core(word: &str) -> Json {
    if let Some(text) = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        assert!(!text.contains('\\'), "no escapes here");
        return text.into();
    }
    if let Some(text) = word.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return text.into();
    }
    match word {
        "" | "~" | "null" | "Null" | "NULL" => return Json::Null,
        "true" | "True" | "TRUE" => return true.into(),
        "false" | "False" | "FALSE" => return false.into(),
        _ => {}
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(word.strip_prefix(['-', '+']).unwrap_or(word)) {
        return word.parse::<i64>().unwrap().into();
    }
    if let Some(hex) = word.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).unwrap().into();
    }
    let float = word.strip_prefix(['-', '+']).unwrap_or(word);
    let is_float = float.bytes().any(|byte| byte.is_ascii_digit())
        && float
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit() || byte == b'.')
        && float.parse::<f64>().is_ok();
    if is_float {
        return Number::from_f64(word.parse().unwrap()).unwrap().into();
    }
    word.into()
}

#[test]
fn scalars_are_seen_by_the_core_schema() {
    let seen = |word: &str| Tree::scalar(word).seen();
    for (word, json) in [
        ("", "null"),
        ("~", "null"),
        ("Null", "null"),
        ("nul", "\"nul\""),
        ("yes", "\"yes\""),
        ("True", "true"),
        ("007", "7"),
        ("+5", "5"),
        ("-1", "-1"),
        ("0x1F", "31"),
        ("1.5", "1.5"),
        ("1e2", "100.0"),
        (".5", "0.5"),
        ("2026-12-07", "\"2026-12-07\""),
        ("e", "\"e\""),
        ("inf", "\"inf\""),
        ("'7'", "\"7\""),
        ("\"\"", "\"\""),
    ] {
        assert_eq!(seen(word).to_string(), json, "{word}");
    }
}

#[test]
fn a_tree_is_written_as_it_is_seen() {
    let way: Vec<String> = ["a", ITEM, "b"].map(str::to_owned).to_vec();
    let tree = Tree::scalar("x").at(&way);
    assert_eq!(tree.written(), "a:\n  -\n    b: x\n");
    assert_eq!(tree.seen().to_string(), r#"{"a":[{"b":"x"}]}"#);
}
