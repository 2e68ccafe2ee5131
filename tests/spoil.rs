//! Any valid audit with any one thing made invalid gives a finding within a line of the place, and never a panic; five
//! in five sections give five.
//!
//! 600 spoils in the ordinary run, 10,000 with `QAF_TESTS=all`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where its own data is wrong"
)]

#[path = "rules/kit/mod.rs"]
mod kit;

use std::fmt::Write as _;

use kit::store::{asking, shown};
use kit::{CAST, Cast, Chance, Made, TestStore, count};

/// What is made of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spoil {
    MisspeltKey,
    NearOption,
    FarOption,
    Grade,
    Statement,
    NoSuchDay,
    OtherSpelling,
    TextForNumber,
    SpaceLess,
    SpaceMore,
    Tab,
    NoColon,
    SecondKey,
}

const SPOILS: [Spoil; 13] = [
    Spoil::MisspeltKey,
    Spoil::NearOption,
    Spoil::FarOption,
    Spoil::Grade,
    Spoil::Statement,
    Spoil::NoSuchDay,
    Spoil::OtherSpelling,
    Spoil::TextForNumber,
    Spoil::SpaceLess,
    Spoil::SpaceMore,
    Spoil::Tab,
    Spoil::NoColon,
    Spoil::SecondKey,
];

/// A line of an audit, as far as the test itself understands it.
#[derive(Clone, Debug)]
struct Line<'t> {
    text: &'t str,
    indent: usize,
    /// The column at which its block of keys stands: behind the hyphen of a list's item.
    keys_at: usize,
    /// The key and what stands behind its colon, where it is a line of structure.
    key: Option<(&'t str, &'t str)>,
    /// It is text of an answer's block.
    in_block: bool,
    /// The line that opens the block it belongs to, and the column of that line's key.
    block: Option<(usize, usize)>,
}

fn indent_of(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Reads the lines: which are keys, and which are text within a block.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut read: Vec<Line<'_>> = Vec::new();
    let mut block: Option<(usize, usize)> = None;
    for (number, text) in text.lines().enumerate() {
        let indent = indent_of(text);
        let blank = text.trim().is_empty();
        if block.is_some_and(|(_, key)| !blank && indent <= key) {
            block = None;
        }
        let inner = text.trim_start();
        let item = inner.strip_prefix("- ").unwrap_or(inner);
        let keys_at = indent + (inner.len() - item.len());
        let in_block = block.is_some();
        let structure = !in_block && !blank && !inner.starts_with('#') && !item.starts_with(['{', '[', '"']);
        let key = structure
            .then(|| item.split_once(':'))
            .flatten()
            .map(|(key, rest)| (key, rest.trim()));
        read.push(Line {
            text,
            indent,
            keys_at,
            key,
            in_block,
            block,
        });
        if key.is_some_and(|(_, rest)| rest.starts_with(['|', '>'])) {
            block = Some((number, keys_at));
        }
    }
    read
}

const OPTIONS: [&str; 6] = [
    "type_of_audit",
    "decision_made",
    "kind_of_care",
    "role",
    "status",
    "from",
];
const FLOW_OPTIONS: [&str; 3] = ["status", "main_referral_factors", "setting"];

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2 && text.starts_with("20")
}

impl Spoil {
    /// The line spoiled; `None` where it can't be, or would be no fault.
    fn of(self, lines: &[Line<'_>], at: usize, chance: &mut Chance) -> Option<String> {
        let line = &lines[at];
        match self {
            Self::SpaceLess | Self::SpaceMore | Self::Tab => self.indent(lines, at),
            Self::NoColon => {
                let (key, rest) = line.key?;
                // `explained []` and the like is still a line without a colon; within a text it would be text.
                let _ = rest;
                let colon = line.text.find(':')?;
                let _ = key;
                Some(format!("{}{}", &line.text[..colon], &line.text[colon + 1..]))
            }
            Self::SecondKey => {
                let (key, rest) = line.key?;
                let whole = !rest.starts_with(['|', '>']) && !rest.is_empty();
                whole.then(|| format!("{}\n{:width$}{key}: {rest}", line.text, "", width = line.keys_at))
            }
            Self::MisspeltKey => {
                let (key, _) = line.key?;
                let letter = chance.below(key.len());
                let mut bad = key.to_owned();
                bad.insert(letter + 1, 'x');
                Some(line.text.replacen(key, &bad, 1))
            }
            _ => self.value(line, lines, at),
        }
    }

    /// A value that is not one of those that can stand there.
    fn value(self, line: &Line<'_>, lines: &[Line<'_>], at: usize) -> Option<String> {
        let (key, rest) = line.key?;
        let put = |bad: &str| Some(line.text.replacen(rest, bad, 1));
        if rest.is_empty() || rest.starts_with(['|', '>']) {
            return None;
        }
        match self {
            Self::NearOption | Self::FarOption => {
                // Who was asked is free text on some forms.
                let free = key == "from" && lines.iter().any(|line| line.text.contains("mother"));
                let flow = rest.starts_with('[');
                let wanted = if flow {
                    FLOW_OPTIONS.contains(&key)
                } else {
                    OPTIONS.contains(&key)
                };
                if !wanted || free || (rest.eq_ignore_ascii_case("n/a")) {
                    return None;
                }
                let bad = match (self, flow) {
                    (Self::NearOption, false) => format!("{}x", rest.trim_matches('"')),
                    (_, false) => "perhaps another day".to_owned(),
                    (Self::NearOption, true) => rest.replacen('[', "[Cinn, ", 1),
                    (_, true) => rest.replacen('[', "[perhaps another day, ", 1),
                };
                put(&bad)
            }
            Self::Grade => (key == "grade").then(|| put("Goood")).flatten(),
            // A form without a guideline says so of any statement.
            Self::Statement => (key == "criteria" && rest.starts_with("["))
                .then(|| put("[XYZ-G1]"))
                .flatten(),
            Self::NoSuchDay => is_date(rest).then(|| put("31/02/2026")).flatten(),
            Self::OtherSpelling => is_date(rest).then(|| put("12/3/26")).flatten(),
            Self::TextForNumber => {
                let number = key == "score" || key == "number_social_workers";
                let _ = (lines, at);
                number.then(|| put("a few")).flatten()
            }
            _ => None,
        }
    }

    /// An indent that no line around it has.
    fn indent(self, lines: &[Line<'_>], at: usize) -> Option<String> {
        let line = &lines[at];
        if line.text.trim().is_empty() || line.text.trim_start().starts_with('#') && !line.in_block {
            return None;
        }
        if self == Self::Tab {
            let text = line.text.trim_start();
            // A tab behind the spaces of a block's text is text; so is one on its first line's place.
            return (!line.in_block && line.indent > 0 && line.key.is_some()).then(|| format!("\t{text}"));
        }
        if line.in_block {
            return self.in_block(lines, at);
        }
        line.key?;
        let text = match self {
            Self::SpaceLess => line.text.strip_prefix(' ')?.to_owned(),
            _ => format!(" {}", line.text),
        };
        self.is_still_right(lines, at)
            .then_some(text)
            .xor(Some(String::new()))
            .filter(|text| !text.is_empty());
        if self.is_still_right(lines, at) {
            return None;
        }
        Some(match self {
            Self::SpaceLess => line.text[1..].to_owned(),
            _ => format!(" {}", line.text),
        })
    }

    /// Whether the line, moved by a space, is read as before: all of its block moves with it, as where it is alone.
    fn is_still_right(self, lines: &[Line<'_>], at: usize) -> bool {
        let line = &lines[at];
        let structure = |line: &&Line<'_>| {
            !line.in_block && !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#')
        };
        let before = lines[..at].iter().rev().find(structure);
        let after = lines[at + 1..].iter().find(structure);
        // What stands above it and below it in the same block of keys, or in the same list.
        let beside = |other: Option<&Line<'_>>| {
            other.is_some_and(|other| other.keys_at == line.keys_at || other.indent == line.indent)
        };
        let alone = !lines[..at]
            .iter()
            .rev()
            .filter(structure)
            .take_while(|other| other.keys_at >= line.keys_at)
            .any(|other| other.keys_at == line.keys_at)
            && !lines[at + 1..]
                .iter()
                .filter(structure)
                .take_while(|other| other.keys_at >= line.keys_at)
                .any(|other| other.keys_at == line.keys_at);
        let parent = before.map_or(0, |before| before.keys_at);
        let _ = (beside(before), after);
        match self {
            // One space less and it still stands deeper than its key.
            Self::SpaceLess => alone && line.keys_at > parent + 1,
            _ => alone,
        }
    }

    /// A line of text that loses or gains a space.
    fn in_block(self, lines: &[Line<'_>], at: usize) -> Option<String> {
        let line = &lines[at];
        let (open, key) = line.block?;
        let first = (open + 1..at).all(|number| lines[number].text.trim().is_empty());
        let content = lines[open + 1..]
            .iter()
            .find(|line| !line.text.trim().is_empty())?
            .indent;
        match self {
            // The first line may stand anywhere under its key; what follows must not stand further out than it.
            Self::SpaceLess if first => (line.indent <= key + 1).then(|| line.text[1..].to_owned()),
            Self::SpaceLess => (line.indent == content).then(|| line.text[1..].to_owned()),
            _ if first => {
                let next = lines[at + 1..].iter().find(|line| !line.text.trim().is_empty())?;
                (next.in_block && next.indent == content).then(|| format!(" {}", line.text))
            }
            _ => None,
        }
    }
}

struct Spoiled {
    text: String,
    /// The line, from 1, and what was done.
    places: Vec<(usize, Spoil)>,
}

/// Spoils one line of the text, chosen at random, within these lines.
fn spoiled(text: &str, range: std::ops::Range<usize>, chance: &mut Chance) -> Option<Spoiled> {
    let read = lines(text);
    for _ in 0..400 {
        let at = range.start + chance.below(range.len());
        let spoil = *chance.pick(&SPOILS);
        if let Some(bad) = spoil.of(&read, at, chance) {
            let mut whole = String::new();
            for (number, line) in read.iter().enumerate() {
                let _ = writeln!(whole, "{}", if number == at { bad.as_str() } else { line.text });
            }
            return Some(Spoiled {
                text: whole,
                places: vec![(at + 1, spoil)],
            });
        }
    }
    None
}

/// The plain text of an audit: as saved by any editor, it is spoiled alike.
fn plain(made: &Made) -> String {
    made["audit.yaml"]
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
}

fn found_near(store: &TestStore, cast: &Cast, made: &Made, spoiled: &Spoiled) -> Result<(), String> {
    let mut made = made.clone();
    made.insert("audit.yaml".to_owned(), spoiled.text.clone());
    let found = asking(store.judge_files(cast, &made));
    let path = format!("{}/audit.yaml", cast.folder());
    for (line, spoil) in &spoiled.places {
        // Lines with nothing on them are no neighbours; a second key stands on the line below.
        let written = |number: usize| {
            !spoiled
                .text
                .lines()
                .nth(number - 1)
                .unwrap_or("")
                .trim()
                .is_empty()
        };
        let count = spoiled.text.lines().count();
        let before = (1..*line).rev().find(|number| written(*number)).unwrap_or(*line);
        let own = line + usize::from(*spoil == Spoil::SecondKey);
        let after = (own + 1..=count).find(|number| written(*number)).unwrap_or(own);
        let near = before..=after;
        if !found
            .iter()
            .any(|finding| finding.location.path == path && near.contains(&finding.location.line))
        {
            let around: Vec<String> = spoiled
                .text
                .lines()
                .enumerate()
                .skip(line.saturating_sub(6))
                .take(11)
                .map(|(number, text)| format!("{:4} {text}", number + 1))
                .collect();
            let found: Vec<String> = found.iter().map(shown).collect();
            return Err(format!(
                "{spoil:?} in line {line} is not found there:\n{}\nfound:\n  {}",
                around.join("\n"),
                found.join("\n  ")
            ));
        }
    }
    Ok(())
}

/// Spoils audits of one form, one thing at a time.
fn each_is_found(form: &str) {
    let store = TestStore::new();
    let at = CAST.iter().position(|cast| cast.form == form).unwrap();
    let cast = &CAST[at];
    let mut wrong = Vec::new();
    for number in 0..count(600, 10_000) / CAST.len() {
        let seed = (at * 1_000_000 + number) as u64;
        let mut chance = Chance::seeded(seed ^ 0x5eed);
        let made = store.made(cast, Chance::seeded(seed));
        let text = plain(&made);
        let spoiled = spoiled(&text, 0..text.lines().count(), &mut chance).expect("something to spoil");
        if let Err(why) = found_near(&store, cast, &made, &spoiled) {
            wrong.push(format!("{form}, seed {seed}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn any_spoil_of_a_child_case_audit_is_found() {
    each_is_found("child-case");
}

#[test]
fn any_spoil_of_an_observation_is_found() {
    each_is_found("observed-practice");
}

#[test]
fn any_spoil_of_an_audit_of_a_chair_is_found() {
    each_is_found("iro-cp-chair");
}

#[test]
fn any_spoil_of_a_first_response_audit_is_found() {
    each_is_found("first-response");
}

#[test]
fn any_spoil_of_a_fostering_audit_is_found() {
    each_is_found("fostering");
}

#[test]
fn any_spoil_of_a_lado_audit_is_found() {
    each_is_found("lado");
}
