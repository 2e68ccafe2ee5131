//! An answer written in another way, where it can mean nothing else.

use crate::finding::Finding;
use crate::framework::Grade;
use crate::framework::text::nearest;
use crate::store::decode::{NOTHING_TO_LIST, day};
use crate::store::document::heal::{
    BEHIND_BAR, HYPHEN_BEFORE, HYPHEN_INSTEAD, NOT_EMPTY, ONE_HYPHEN, as_a_key, did_you_mean, key_to_write,
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
        let written: String = at
            .excerpt
            .chars()
            .skip(at.column.checked_sub(1)?)
            .take(at.width)
            .collect();
        let replace = |with: String| {
            (with != written).then_some(Edit {
                line: at.line,
                column: at.column,
                width: at.width,
                with,
            })
        };
        match finding.rule {
            "number-in-quotes" => replace(unquoted(&written).to_owned()),
            // A mark that is a tag is told of with the word that belongs to it.
            "alias-or-tag" if written == "!" || written.starts_with("!!") || written.starts_with("!<") => {
                let behind = at.excerpt.chars().skip(at.column - 1 + at.width);
                let spaces = behind.take_while(|c| *c == ' ').count();
                Some(Edit {
                    line: at.line,
                    column: at.column,
                    width: at.width + spaces,
                    with: String::new(),
                })
            }
            "wrong-kind" if finding.help.as_deref() == Some(NOTHING_TO_LIST) => replace("[]".to_owned()),
            "unknown-key" => {
                // Of one that is spelt otherwise it is not certain that it is meant: q9 may be q8, or q1.
                let small = as_a_key(&written);
                let meant = [small.replace('_', ""), small];
                let is_asked = |meant: &String| finding.help.as_deref() == Some(did_you_mean(meant).as_str());
                meant.into_iter().find(is_asked).and_then(replace)
            }
            "missing-colon" => {
                let key = key_to_write(finding.help.as_deref()?)?;
                let behind = at.excerpt.chars().nth(at.column - 1 + at.width);
                let space = if behind.is_some_and(|c| c != ' ') { " " } else { "" };
                replace(format!("{key}:{space}"))
            }
            "missing-space" => {
                let behind = at.excerpt.chars().nth(at.column);
                Some(Edit {
                    line: at.line,
                    column: at.column + 1,
                    width: usize::from(behind.is_some_and(char::is_whitespace)),
                    with: " ".to_owned(),
                })
            }
            "misplaced-hyphen" => {
                let (back, width, put) = match finding.help.as_deref()? {
                    HYPHEN_INSTEAD => (2, 2, "- "),
                    HYPHEN_BEFORE => (0, 0, "- "),
                    ONE_HYPHEN => (0, at.width, "- "),
                    _ => return None,
                };
                Some(Edit {
                    line: at.line,
                    column: at.column.checked_sub(back)?,
                    width,
                    with: put.to_owned(),
                })
            }
            "syntax" if [Some(BEHIND_BAR), Some(NOT_EMPTY)].contains(&finding.help.as_deref()) => {
                replace(String::new())
            }
            "not-a-date" => day(unquoted(&written)).and_then(|date| replace(date.to_string())),
            "not-a-grade" => grade(unquoted(&written)).and_then(replace),
            "not-an-option" | "not-a-number" | "score-range" | "wrong-kind" | "unknown-statement" => {
                let inner = unquoted(&written);
                (written.starts_with(CURLY) && written.ends_with(CURLY) && !inner.is_empty())
                    .then(|| replace(inner.to_owned()))
                    .flatten()
            }
            _ => None,
        }
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
