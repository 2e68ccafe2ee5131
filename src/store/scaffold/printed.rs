//! The remarks that a form comes with, so that a line of a person's own that begins with `#` can be told from them.
//!
//! They are taken from the form as it would be made now, for any audit: a name, a day or a number may stand for another.
//! How they wrap is of no matter.

mod any;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use self::any::AnyAudit;
use super::{annual_yaml, exit_blank, exit_yaml};
use crate::framework::exit_form::ExitForm;
use crate::framework::{Form, Rubric, YearStart};
use crate::record::FileKind;
use crate::record::exit_interview::ExitAnswers;
use crate::store::document::{Document, Remark, remarks_of_form};

/// A word that stands for any text of an audit's own.
const ANY: &str = "Qzxany";
/// So many words of a remark may stand on a line that is wrapped elsewhere; fewer could be anybody's.
const LEAST_WORDS: usize = 4;

/// The remarks of one kind of file of a form.
#[derive(Debug, Default)]
pub struct PrintedRemarks {
    /// The remarks, each in one line.
    whole: BTreeSet<String>,
    /// Those in which something of the audit's own stands: what is always there, in its order.
    parts: BTreeSet<Vec<String>>,
    /// The remarks that stand first above a key.
    first: BTreeSet<String>,
    /// Lines one after another as the form has them, in which nothing of the audit's own stands: most are left as they are.
    runs: HashSet<String>,
}

/// A remark, however many lines it runs over.
struct RemarkParagraph<'r> {
    lines: Vec<&'r Remark<'r>>,
    words: String,
}

impl PrintedRemarks {
    /// The remarks of a file of this form; none for those that qaf writes.
    pub fn of(form: &Form, rubric: Option<&Rubric>, kind: FileKind) -> Self {
        let mut printed = Self::default();
        let Some(any) = AnyAudit::of(form, rubric) else {
            return printed;
        };
        for text in any.texts(kind) {
            printed.take(&any.made_any(&text));
        }
        printed
    }

    /// The remarks of the file of a year's review.
    pub fn of_year() -> Self {
        let mut printed = Self::default();
        if let Some(year) = YearStart::default().year("2098-99") {
            printed.take(&annual_yaml(year).replace(&year.to_string(), ANY));
        }
        printed
    }

    /// The remarks of the questionnaire for whoever leaves, and of what is kept of it.
    pub fn of_exit(form: &ExitForm) -> Self {
        let mut printed = Self::default();
        printed.take(&exit_blank(form));
        let none = ExitAnswers {
            form: form.id.clone(),
            answers: BTreeMap::new(),
        };
        printed.take(&exit_yaml(form, &none));
        printed
    }

    fn take(&mut self, text: &str) {
        let remarks = remarks_of_form(text);
        for run in runs(&remarks) {
            let paragraphs = paragraphs(run);
            if let Some(first) = paragraphs.first() {
                self.first.insert(first.words.clone());
            }
            if run.iter().all(|line| !line.text.contains(ANY)) {
                self.runs.insert(as_written(run));
            }
            for paragraph in paragraphs {
                if paragraph.words.contains(ANY) {
                    self.parts.insert(parts(&paragraph.words));
                } else {
                    self.whole.insert(paragraph.words);
                }
            }
        }
        self.parts.retain(|parts| {
            parts
                .iter()
                .any(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 3)
        });
    }

    /// The lines of a file that are read as remarks and did not come with the form.
    ///
    /// A form that is not `as_shipped` may have been worded otherwise when the file was made: there a remark at the
    /// place of one of the form's is taken for it.
    pub fn strange<'r>(
        &self,
        document: &Document,
        remarks: &'r [Remark<'r>],
        as_shipped: bool,
    ) -> Vec<&'r Remark<'r>> {
        let mut strange = Vec::new();
        for run in runs(remarks) {
            if self.runs.contains(&as_written(run)) {
                continue;
            }
            let paragraphs = paragraphs(run);
            for (number, paragraph) in paragraphs.iter().enumerate() {
                if self.has(&paragraph.words) {
                    continue;
                }
                if !as_shipped && self.may_be_of_another(document, &paragraphs, number) {
                    continue;
                }
                strange.extend(paragraph.lines.iter().filter(|line| !self.has_part(line)));
            }
        }
        strange
    }

    fn has(&self, words: &str) -> bool {
        let says_nothing = !words.contains(char::is_alphanumeric);
        says_nothing || self.whole.contains(words) || self.parts.iter().any(|parts| follows(words, parts))
    }

    /// Whether a line is a piece of a remark of the form that was wrapped elsewhere.
    fn has_part(&self, line: &Remark<'_>) -> bool {
        let words = words(line.text);
        let many = words.split(' ').count() >= LEAST_WORDS || spaces(line) > 2;
        let holds = |text: &String| {
            text.match_indices(&words).any(|(at, _)| {
                let before = text[..at].chars().next_back().is_none_or(|c| c == ' ');
                let after = text[at + words.len()..].chars().next().is_none_or(|c| c == ' ');
                before && after
            })
        };
        words.is_empty() || (many && (self.whole.iter().any(holds) || self.has_ends(&words)))
    }

    /// Whether a line begins or ends as a remark does in which something of the audit's own stands.
    fn has_ends(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split(' ').collect();
        let least = LEAST_WORDS.min(words.len());
        let ends = [words[..least].join(" "), words[words.len() - least..].join(" ")];
        let mut parts = self.parts.iter().flatten();
        parts.any(|part| ends.iter().any(|end| part.contains(end.as_str())))
    }

    /// Whether a remark stands where the form has one that may have been worded otherwise once.
    fn may_be_of_another(&self, document: &Document, run: &[RemarkParagraph<'_>], number: usize) -> bool {
        let paragraph = &run[number];
        let like_ours = |line: &&Remark<'_>| line.text.starts_with("# ") || words(line.text).is_empty();
        let Some(last) = run.last().and_then(|last| last.lines.last()) else {
            return false;
        };
        if !paragraph.lines.iter().all(like_ours) {
            return false;
        }
        let above_all = (1..last.line).all(|line| !has_key(document.line(line)));
        let headed = run
            .iter()
            .any(|other| other.lines.iter().any(|line| line.text.starts_with("#--")));
        let below = document.line(last.line + 1);
        let indent = below.len() - below.trim_start().len();
        let beside = has_key(below) && paragraph.lines.iter().all(|line| line.indent == indent);
        // What stands before the form's own first remark belongs to what is above it.
        let before_first = run[number + 1..]
            .iter()
            .any(|later| self.first.contains(&later.words));
        above_all || headed || (beside && !before_first)
    }
}

fn has_key(line: &str) -> bool {
    let text = line.trim_start();
    !text.starts_with('#') && text.contains(':')
}

/// Remarks that stand on lines one after another.
fn runs<'r>(remarks: &'r [Remark<'r>]) -> impl Iterator<Item = &'r [Remark<'r>]> {
    remarks.chunk_by(|one, next| next.line == one.line + 1)
}

/// The lines of a run, each as far in as it stands.
fn as_written(run: &[Remark<'_>]) -> String {
    let mut written = String::with_capacity(run.iter().map(|line| line.indent + line.text.len() + 1).sum());
    for line in run {
        written.extend(std::iter::repeat_n(' ', line.indent));
        written.push_str(line.text);
        written.push('\n');
    }
    written
}

/// The remarks of a run, each with the lines that it runs over: the further ones stand two spaces further in.
fn paragraphs<'r>(run: &'r [Remark<'r>]) -> Vec<RemarkParagraph<'r>> {
    let mut found: Vec<RemarkParagraph<'_>> = Vec::new();
    for line in run {
        let text = words(line.text);
        let further = |last: &&mut RemarkParagraph<'_>| {
            let first = last.lines[0];
            !text.is_empty() && first.indent == line.indent && spaces(line) == spaces(first) + 2
        };
        if let Some(last) = found.last_mut().filter(further) {
            last.words.push(' ');
            last.words.push_str(&text);
            last.lines.push(line);
        } else {
            found.push(RemarkParagraph {
                lines: vec![line],
                words: text,
            });
        }
    }
    found
}

/// How many spaces stand behind the mark.
fn spaces(line: &Remark<'_>) -> usize {
    let rest = line.text.trim_start_matches('#');
    rest.len() - rest.trim_start().len()
}

/// What a remark says, with one space between its words.
fn words(text: &str) -> String {
    let words: Vec<&str> = text.trim_start_matches('#').split_whitespace().collect();
    words.join(" ")
}

/// What is always there in a text of which [`ANY`] stands for the rest.
fn parts(words: &str) -> Vec<String> {
    words
        .split(ANY)
        .filter(|part| part.contains(char::is_alphanumeric))
        .map(|part| part.trim().to_owned())
        .collect()
}

/// Whether these stand in a text one after another.
fn follows(words: &str, parts: &[String]) -> bool {
    let mut rest = words;
    parts.iter().all(|part| match rest.find(part.as_str()) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}
