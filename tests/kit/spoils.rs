//! Slips of the kinds that people make, each made of one line of a right audit, and known not to be right by luck.

use super::Chance;

/// What is made of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
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

pub const SPOILS: [Spoil; 13] = [
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
pub struct Line<'t> {
    /// The line.
    pub text: &'t str,
    /// How far it is indented.
    pub indent: usize,
    /// The column at which its block of keys stands: behind the hyphen of a list's item.
    keys_at: usize,
    /// The key and what stands behind its colon, where it is a line of structure.
    pub key: Option<(&'t str, &'t str)>,
    /// It is text of an answer's block.
    in_block: bool,
    /// The line that opens the block it belongs to, and the column of that line's key.
    block: Option<(usize, usize)>,
}

fn indent_of(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Reads the lines: which are keys, and which are text within a block.
pub fn lines(text: &str) -> Vec<Line<'_>> {
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
    pub fn of(self, lines: &[Line<'_>], at: usize, chance: &mut Chance) -> Option<String> {
        let line = &lines[at];
        match self {
            Self::SpaceLess | Self::SpaceMore | Self::Tab => self.indent(lines, at),
            Self::NoColon => {
                line.key?;
                let colon = line.text.find(':')?;
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
            _ => self.value(line, lines),
        }
    }

    /// A value that is not one of those that can stand there.
    fn value(self, line: &Line<'_>, lines: &[Line<'_>]) -> Option<String> {
        let (key, rest) = line.key?;
        let put = |bad: &str| Some(line.text.replacen(rest, bad, 1));
        if rest.is_empty() || rest.starts_with(['|', '>']) {
            return None;
        }
        match self {
            Self::NearOption | Self::FarOption => {
                // Who was asked is free text on some forms, and what another professional is on all.
                let is_item = line.text.trim_start().starts_with("- ");
                let free = key == "role" && is_item
                    || key == "from" && lines.iter().any(|line| line.text.contains("mother"));
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
            Self::Statement => (key == "criteria" && rest.starts_with('['))
                .then(|| put("[XYZ-G1]"))
                .flatten(),
            Self::NoSuchDay => is_date(rest).then(|| put("31/02/2026")).flatten(),
            Self::OtherSpelling => is_date(rest).then(|| put("12/3/26")).flatten(),
            Self::TextForNumber => {
                let number = key == "score" || key == "number_social_workers";
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
        if self.is_still_right(lines, at) {
            return None;
        }
        Some(match self {
            Self::SpaceLess => line.text.strip_prefix(' ')?.to_owned(),
            _ => format!(" {}", line.text),
        })
    }

    /// Whether the line, moved by a space, is read as before: all of its block moves with it, as where it is alone.
    fn is_still_right(self, lines: &[Line<'_>], at: usize) -> bool {
        let line = &lines[at];
        let structure = |line: &&Line<'_>| {
            !line.in_block && !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#')
        };
        let beside = |other: &&Line<'_>| other.keys_at >= line.keys_at;
        let mut above = lines[..at].iter().rev().filter(structure);
        let parent = above.clone().find(|other| other.keys_at < line.keys_at);
        let mut below = lines[at + 1..].iter().filter(structure);
        let same = |other: &Line<'_>| other.keys_at == line.keys_at;
        let alone =
            !above.by_ref().take_while(beside).any(same) && !below.by_ref().take_while(beside).any(same);
        let parent = parent.map_or(0, |parent| parent.keys_at);
        match self {
            // One space less and it still stands deeper than what it belongs to.
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
