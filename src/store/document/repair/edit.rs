//! An answer written in another way, where it can mean nothing else.

use crate::finding::Finding;
use crate::framework::Grade;
use crate::framework::word::nearest;
use crate::store::decode::{NOTHING_TO_LIST, WRITTEN_HERE, day};
use crate::store::document::heal::{
    BEHIND_BAR, HYPHEN_BEFORE, HYPHEN_INSTEAD, IN_QUOTES, MEANT_IN_QUOTES, NOT_EMPTY, ONE_HYPHEN,
    QUESTION_MARK, as_a_key, did_you_mean, key_to_write, quoted,
};

/// A replacement in one line.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// The line, from 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    width: usize,
    with: String,
}

impl Edit {
    /// Makes it.
    pub fn make(&self, line: &mut String) {
        let chars: Vec<char> = line.chars().collect();
        let from = self.column.saturating_sub(1).min(chars.len());
        let to = (from + self.width).min(chars.len());
        *line = chars[..from]
            .iter()
            .chain(&self.with.chars().collect::<Vec<_>>())
            .chain(&chars[to..])
            .collect();
    }

    /// The replacement that a finding asks for, where there is one for certain.
    pub fn of(finding: &Finding) -> Option<Self> {
        let at = &finding.location;
        let letters = at.excerpt.chars().skip(at.column.checked_sub(1)?);
        let written: String = letters.take(at.width).collect();
        Self::of_mark(finding, &written).or_else(|| {
            let with = answer(finding, &written).filter(|with| *with != written)?;
            Some(Self::at(finding, 0, at.width, with))
        })
    }

    /// A replacement of so many letters, from so many before the place of a finding.
    fn at(finding: &Finding, back: usize, width: usize, put: impl Into<String>) -> Self {
        Self {
            line: finding.location.line,
            column: finding.location.column.saturating_sub(back).max(1),
            width,
            with: put.into(),
        }
    }

    /// That of a mark which tells how a line is read: a tag, a colon, a space, a hyphen.
    fn of_mark(finding: &Finding, written: &str) -> Option<Self> {
        let at = &finding.location;
        let behind = || at.excerpt.chars().skip(at.column - 1 + at.width);
        let help = finding.help.as_deref();
        match finding.rule {
            // A mark that is a tag is told of with the word that belongs to it.
            "alias-or-tag" if written == "!" || written.starts_with("!!") || written.starts_with("!<") => {
                let spaces = behind().take_while(|c| *c == ' ').count();
                Some(Self::at(finding, 0, at.width + spaces, ""))
            }
            "missing-colon" => {
                let key = key_to_write(help?)?;
                let space = if behind().next().is_some_and(|c| c != ' ') {
                    " "
                } else {
                    ""
                };
                Some(Self::at(finding, 0, at.width, format!("{key}:{space}")))
            }
            "missing-space" => {
                let is_special = at.excerpt.chars().nth(at.column).is_some_and(char::is_whitespace);
                Some(Self {
                    column: at.column + 1,
                    ..Self::at(finding, 0, usize::from(is_special), " ")
                })
            }
            "misplaced-hyphen" => match help? {
                HYPHEN_INSTEAD => Some(Self::at(finding, 2, 2, "- ")),
                HYPHEN_BEFORE => Some(Self::at(finding, 0, 0, "- ")),
                ONE_HYPHEN => Some(Self::at(finding, 0, at.width, "- ")),
                _ => None,
            },
            // Without the mark, a colon in the text would make a key of what stands before it.
            "syntax" if help == Some(BEHIND_BAR) && has_colon(&behind().collect::<String>()) => {
                let text: String = behind().collect();
                let width = at.width + text.chars().count();
                Some(Self::at(finding, 0, width, quoted(&text)))
            }
            "syntax" if [Some(BEHIND_BAR), Some(NOT_EMPTY), Some(QUESTION_MARK)].contains(&help) => {
                Some(Self::at(finding, 0, at.width, ""))
            }
            "read-as-meant" if help == Some(MEANT_IN_QUOTES) => {
                Some(Self::at(finding, 0, at.width, quoted(written)))
            }
            "syntax" if help == Some(IN_QUOTES) => Some(Self::at(finding, 0, at.width, quoted(written))),
            _ => None,
        }
    }
}

/// Whether a text of one line holds a colon that would part it, and no remark behind it.
fn has_colon(text: &str) -> bool {
    (text.contains(": ") || text.trim_end().ends_with(':')) && !text.contains(" #")
}

/// What is to be written instead of a key or an answer, where that is certain.
fn answer(finding: &Finding, written: &str) -> Option<String> {
    let help = finding.help.as_deref();
    match finding.rule {
        "read-as-meant" => help?
            .strip_prefix(WRITTEN_HERE)?
            .strip_suffix('.')
            .map(str::to_owned),
        "number-in-quotes" => Some(unquoted(written).to_owned()),
        "wrong-kind" if help == Some(NOTHING_TO_LIST) => Some("[]".to_owned()),
        "unknown-key" => {
            // Of one that is spelt otherwise it is not certain that it is meant: q9 may be q8, or q1.
            let small = as_a_key(written);
            let meant = [small.replace('_', ""), small];
            meant
                .into_iter()
                .find(|meant| help == Some(did_you_mean(meant).as_str()))
        }
        "not-a-date" => day(unquoted(written)).map(|date| date.to_string()),
        "not-a-grade" => grade(unquoted(written)),
        "not-an-option" | "not-a-number" | "score-range" | "wrong-kind" | "unknown-statement" => {
            let inner = unquoted(written);
            let is_quoted = written.starts_with(CURLY) && written.ends_with(CURLY);
            (is_quoted && !inner.is_empty()).then(|| inner.to_owned())
        }
        _ => None,
    }
}

const CURLY: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];

/// An answer without the quotes that stand around it, curly or straight.
fn unquoted(text: &str) -> &str {
    text.trim()
        .trim_matches(|c| CURLY.contains(&c) || matches!(c, '"' | '\''))
        .trim()
}

/// Of a shorter word, one letter more or less is another grade.
const LEAST: usize = 4;

/// The grade that a text spells, or misspells by so little that it can be no other.
fn grade(text: &str) -> Option<String> {
    if text.parse::<Grade>().is_ok() {
        return Some(text.to_owned());
    }
    if text.contains('?') {
        return None;
    }
    let meant = nearest(text, Grade::ALL.iter().map(|grade| grade.title()));
    meant.filter(|_| text.chars().count() >= LEAST).map(str::to_owned)
}
