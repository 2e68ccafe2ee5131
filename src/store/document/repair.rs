//! Repairs that are certain, of a text that a person wrote: the indent of a line, a space after a colon, the spelling
//! of a date or a grade, curly quotes around an answer. The file itself is never touched; who asks gets a new text.

use super::Document;
use crate::finding::Finding;
use crate::framework::date::DateError;
use crate::framework::text::nearest;
use crate::framework::{Date, Grade};

/// The rule of an answer that runs together with its key: its repair changes how the file reads, not what one answer is.
const MISSING_SPACE: &str = "missing-space";

/// A text before and after its repairs, line by line; both have as many lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The lines as written.
    pub before: Vec<String>,
    /// The lines with every certain repair made.
    pub after: Vec<String>,
}

impl Repaired {
    /// The new text.
    pub fn text(&self) -> String {
        self.after.join("\n")
    }

    /// How many lines differ.
    pub fn changed(&self) -> usize {
        self.before
            .iter()
            .zip(&self.after)
            .filter(|(before, after)| before != after)
            .count()
    }
}

/// Makes every certain repair that `findings` ask for in this document; `None` where there is none.
pub fn repaired(document: &Document, findings: &[Finding]) -> Option<Repaired> {
    let before: Vec<String> = document.written.split('\n').map(str::to_owned).collect();
    let mut answers = before.clone();
    make(document, findings, &mut answers, |rule| rule != MISSING_SPACE);
    let mut lines = before.clone();
    make(document, findings, &mut lines, |_| true);
    indent(document, &before, &mut lines);
    // A line that was moved or parted and leaves as much unread as before is not where it belongs.
    let is_better = lines != answers && faults(document, &lines) < document.faults.len();
    let after = if is_better { lines } else { answers };
    let repaired = Repaired { before, after };
    // A repair that breaks something else is none.
    (repaired.changed() > 0 && faults(document, &repaired.after) <= document.faults.len()).then_some(repaired)
}

/// Makes the repairs of the rules that are wanted.
fn make(document: &Document, findings: &[Finding], lines: &mut [String], wanted: impl Fn(&str) -> bool) {
    let mut edits: Vec<Edit> = findings
        .iter()
        .filter(|finding| finding.location.path == document.path && wanted(finding.rule))
        .filter_map(edit)
        .collect();
    // From the end, so that no edit moves the place of another.
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.line, edit.column)));
    edits.dedup_by_key(|edit| (edit.line, edit.column));
    for edit in &edits {
        if let Some(line) = edit.line.checked_sub(1).and_then(|index| lines.get_mut(index)) {
            edit.make(line);
        }
    }
}

/// How much would be wrong with the text as such, were its lines these.
fn faults(document: &Document, lines: &[String]) -> usize {
    Document::read(document.path.clone(), lines.join("\n").as_bytes())
        .faults
        .len()
}

/// Gives a line the indent that the reader gave it, where nothing else about it had to be guessed.
fn indent(document: &Document, before: &[String], after: &mut [String]) {
    let Some((mended, _)) = &document.mended else {
        return;
    };
    for ((mended, written), line) in mended.text.split('\n').zip(before).zip(after) {
        let only_moved = mended.trim() == written.trim() && mended != written;
        if only_moved && !written.trim().is_empty() {
            let indent = mended.len() - mended.trim_start().len();
            *line = format!("{}{}", " ".repeat(indent), line.trim());
        }
    }
}

/// A replacement in one line.
struct Edit {
    line: usize,
    /// From 1, in characters.
    column: usize,
    width: usize,
    with: String,
}

impl Edit {
    fn make(&self, line: &mut String) {
        let chars: Vec<char> = line.chars().collect();
        let from = self.column.saturating_sub(1).min(chars.len());
        let to = (from + self.width).min(chars.len());
        *line = chars[..from]
            .iter()
            .chain(&self.with.chars().collect::<Vec<_>>())
            .chain(&chars[to..])
            .collect();
    }
}

fn edit(finding: &Finding) -> Option<Edit> {
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
        MISSING_SPACE => Some(Edit {
            line: at.line,
            column: at.column + 1,
            width: 0,
            with: " ".to_owned(),
        }),
        "not-a-date" => date(unquoted(&written)).and_then(|date| replace(date.to_string())),
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

const CURLY: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];

/// An answer without the quotes that stand around it, curly or straight.
fn unquoted(text: &str) -> &str {
    text.trim()
        .trim_matches(|c| CURLY.contains(&c) || matches!(c, '"' | '\''))
        .trim()
}

/// The day that another spelling means. A spelling that could mean two days is read day first, as its finding says.
fn date(text: &str) -> Option<Date> {
    match text.parse() {
        Ok(date) | Err(DateError::OtherSpelling(_, date)) => Some(date),
        Err(_) => None,
    }
}

/// Of a shorter word, one letter more or less is another grade.
const LEAST: usize = 4;

/// The grade that a text spells, or misspells by so little that it can be no other.
fn grade(text: &str) -> Option<String> {
    if text.parse::<Grade>().is_ok() {
        return Some(text.to_owned());
    }
    let meant = nearest(text, Grade::ALL.iter().map(|grade| grade.title()));
    meant.filter(|_| text.chars().count() >= LEAST).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Location, Severity};

    fn finding(rule: &'static str, line: usize, column: usize, width: usize, excerpt: &str) -> Finding {
        Finding {
            rule,
            severity: Severity::Error,
            location: Location {
                path: "audit.yaml".into(),
                line,
                column,
                width,
                excerpt: excerpt.into(),
            },
            message: String::new(),
            help: None,
            audit: None,
            explained: None,
            related: Vec::new(),
        }
    }

    fn fixed(text: &str, findings: &[Finding]) -> Option<String> {
        let document = Document::read("audit.yaml", text.as_bytes());
        let mut all = document.faults.clone();
        all.extend(findings.iter().cloned());
        repaired(&document, &all).map(|repaired| repaired.text())
    }

    #[test]
    fn dates_and_grades_are_spelt_and_several_in_a_line_keep_their_places() {
        let line = "{ by: 07/12/2026, grade: Requires improvment }";
        let found = [
            finding("not-a-date", 1, 7, 10, line),
            finding("not-a-grade", 1, 26, 19, line),
        ];
        let wanted = "{ by: 2026-12-07, grade: Requires improvement }\nb: 1";
        assert_eq!(fixed(&format!("{line}\nb: 1"), &found).as_deref(), Some(wanted));
    }

    #[test]
    fn lost_indents_and_tabs_are_put_right_and_no_word_is_changed() {
        let text = "a:\n  strengths: |\n    one\nlost here\n\tgrade: G\n";
        let wanted = "a:\n  strengths: |\n    one\n    lost here\n  grade: G\n";
        assert_eq!(fixed(text, &[]).as_deref(), Some(wanted));
    }

    #[test]
    fn a_line_that_would_stand_no_better_elsewhere_is_left() {
        let text = "form: child-case/2019\n        improvements: |\n      q2:\n        strengths: |\n    grade:\n\
                    \x20   not_appli: x\n   ,,,      strengths: |\n      q0: |\n  from: y\n    date:\n";
        let document = Document::read("audit.yaml", text.as_bytes());
        let mut now = document;
        // Repairing comes to an end, and each step leaves less unread.
        while let Some(next) = repaired(&now, &now.faults.clone()) {
            let next = Document::read("audit.yaml", next.text().as_bytes());
            assert!(next.faults.len() < now.faults.len(), "{:?}", next.faults);
            now = next;
        }
    }

    #[test]
    fn what_could_be_meant_in_two_ways_is_left() {
        assert_eq!(fixed("a: \"unclosed\nb: Good work: seen\n", &[]), None);
        assert_eq!(
            fixed("g: Go\n", &[finding("not-a-grade", 1, 4, 2, "g: Go")]),
            None
        );
        assert_eq!(
            fixed(
                "d: 31/02/2026\n",
                &[finding("not-a-date", 1, 4, 10, "d: 31/02/2026")]
            ),
            None
        );
    }

    #[test]
    fn curly_quotes_around_an_answer_go_and_those_in_text_stay() {
        let line = "d: \u{201c}2026-12-07\u{201d}";
        assert_eq!(
            fixed(line, &[finding("not-a-date", 1, 4, 12, line)]).as_deref(),
            Some("d: 2026-12-07")
        );
        assert_eq!(fixed("a: |\n  she said \u{201c}yes\u{201d}\n", &[]), None);
        // Nothing stands in these.
        let line = "d: \u{201d}";
        assert_eq!(fixed(line, &[finding("wrong-kind", 1, 4, 1, line)]), None);
    }
}
