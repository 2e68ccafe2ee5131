//! An audit as a moderation panel reads it: without grades, without statements of the guideline, whose ids tell one, without
//! the reasons of a grade and the moderation, and without the names of staff (section 2, moderation).
//!
//! What people wrote may say any of these too, so every word of the document goes through a mask.

use super::may_see::View;
use super::{
    AnsweredQuestion, AuditDocument, Banner, BannerKind, DocumentBlock, DocumentSource, GivenAnswer,
    LabelledAnswer, Said, ShortAnswer, case, closing, family, graded,
};
use crate::framework::name_finder::NameFinder;

/// What stands in the place of a word that is a grade, or of the id of a statement.
const LEFT_OUT: &str = "[...]";

/// So many words after one of grading, a single letter is taken for a grade.
const NEAR: usize = 5;

/// What is left out of the words of a document.
#[derive(Debug)]
pub struct BlindMask {
    /// Those who have a part in the audit, each with what stands for them.
    parts: Vec<(NameFinder, String)>,
    /// All the council's staff.
    staff: NameFinder,
}

impl BlindMask {
    /// A mask for an audit of which these people have a part, each with the word for it; beside them nobody of `staff` is
    /// named.
    pub fn new<'n>(parts: impl IntoIterator<Item = (Vec<&'n str>, &'n str)>, staff: NameFinder) -> Self {
        let parts = parts
            .into_iter()
            .map(|(names, word)| (NameFinder::of_names(names), format!("[{word}]")));
        Self {
            parts: parts.collect(),
            staff,
        }
    }

    /// A text without them.
    pub fn over(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (finder, word) in &self.parts {
            text = replaced(&text, &finder.spans(&text, true), word);
        }
        text = replaced(&text, &self.staff.spans(&text, false), "[staff]");
        replaced(&text, &grade_words(&text), LEFT_OUT)
    }

    fn answer(&self, value: ShortAnswer) -> ShortAnswer {
        match value {
            ShortAnswer::Text(text) => ShortAnswer::Text(self.over(&text)),
            other => other,
        }
    }

    fn block(&self, block: DocumentBlock) -> Option<DocumentBlock> {
        let over = |text: String| self.over(&text);
        Some(match block {
            DocumentBlock::Heading { level, text } => DocumentBlock::Heading {
                level,
                text: over(text),
            },
            DocumentBlock::Facts { rows } => DocumentBlock::Facts {
                rows: rows
                    .into_iter()
                    .map(|row| LabelledAnswer {
                        label: over(row.label),
                        value: self.answer(row.value),
                    })
                    .collect(),
            },
            DocumentBlock::Text { label, text } => DocumentBlock::Text {
                label: over(label),
                text: over(text),
            },
            DocumentBlock::Note { text } => DocumentBlock::Note { text: over(text) },
            DocumentBlock::Question(question) => DocumentBlock::Question(self.question(question)),
            DocumentBlock::Asked { questions } => DocumentBlock::Asked {
                questions: questions.into_iter().map(over).collect(),
            },
            DocumentBlock::Table(mut table) => {
                table.caption = over(table.caption);
                table.columns = table.columns.into_iter().map(over).collect();
                let row = |row: Vec<ShortAnswer>| row.into_iter().map(|cell| self.answer(cell)).collect();
                table.rows = table.rows.into_iter().map(row).collect();
                DocumentBlock::Table(table)
            }
            DocumentBlock::Grade(_) | DocumentBlock::Statements { .. } | DocumentBlock::Filing { .. } => {
                return None;
            }
        })
    }

    fn question(&self, question: AnsweredQuestion) -> AnsweredQuestion {
        let over = |text: String| self.over(&text);
        AnsweredQuestion {
            text: over(question.text),
            answer: match question.answer {
                GivenAnswer::Given { short, said } => GivenAnswer::Given {
                    short: short.map(over),
                    said: said
                        .into_iter()
                        .map(|said| Said {
                            label: said.label.map(over),
                            text: over(said.text),
                        })
                        .collect(),
                },
                GivenAnswer::NotApplicable { why } => GivenAnswer::NotApplicable { why: why.map(over) },
                GivenAnswer::NotAnswered => GivenAnswer::NotAnswered,
            },
            ..question
        }
    }
}

/// Makes the document as a panel reads it.
pub fn blind(source: &DocumentSource<'_>, mask: &BlindMask) -> AuditDocument {
    let view = View::blind(source);
    let mut blocks = Vec::new();
    case::blocks(&view, &mut blocks);
    graded::blocks(&view, &mut blocks);
    family::blocks(&view, &mut blocks);
    closing::blocks(&view, &mut blocks);
    let mut banners = vec![Banner {
        kind: BannerKind::Blind,
        text: format!(
            "For the moderation panel alone. What tells the grade is left out, and who had a part in it: {LEFT_OUT} stands \
             for a word that may be one, whatever is meant by it, [worker], [auditor], [staff] and the like for a name."
        ),
    }];
    if !source.faults.is_empty() {
        banners.push(Banner {
            kind: BannerKind::Faulty,
            text: "Some of what was written could not be read, and may be missing here.".to_owned(),
        });
    }
    AuditDocument {
        schema: "qaf.show/1",
        as_of: source.as_of,
        id: source.folder.id.clone(),
        form: source.form_id(),
        title: mask.over(&source.title()),
        status: None,
        open_actions: None,
        with_comments: false,
        banners,
        blocks: blocks.into_iter().filter_map(|block| mask.block(block)).collect(),
    }
}

/// A text with a word in the place of each span; these stand in order and apart.
fn replaced(text: &str, spans: &[std::ops::Range<usize>], word: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        shown.push_str(&text[from..span.start]);
        shown.push_str(word);
        from = span.end;
    }
    shown + &text[from..]
}

/// The words of a text with their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Where words stand that are a grade, or may be one, and ids of statements, which hold one.
fn grade_words(text: &str) -> Vec<std::ops::Range<usize>> {
    let words = words(text);
    let mut spans = Vec::new();
    let mut near = 0;
    let mut at = 0;
    while at < words.len() {
        let (start, word) = words[at];
        let lower = word.to_lowercase();
        let grading = ["grade", "grading", "regrade", "rated", "rating", "judge", "score"];
        let last = statement_id(&words, at, text)
            .or_else(|| improvement(&words, at))
            .or_else(|| is_grade(word, &lower, near > 0).then_some(at));
        if let Some(last) = last {
            let (from, word) = words[last];
            spans.push(start..from + word.len());
            at = last;
            near = NEAR;
        } else if grading.iter().any(|begin| lower.starts_with(begin)) {
            near = NEAR;
        } else {
            near = near.saturating_sub(1);
        }
        at += 1;
    }
    spans
}

fn is_grade(word: &str, lower: &str, is_near: bool) -> bool {
    let is_letter = is_near && matches!(word, "O" | "G" | "I" | "A");
    is_letter
        || word == "RI"
        || (is_near && lower == "ri")
        || lower == "good"
        || lower.starts_with("outstanding")
        || lower.starts_with("inadequa")
}

/// `requires improvement` in any of its forms, with a word or two between; the number of its last word.
fn improvement(words: &[(usize, &str)], at: usize) -> Option<usize> {
    if !words[at].1.to_lowercase().starts_with("requir") {
        return None;
    }
    let mut after = words.iter().enumerate().skip(at + 1).take(3);
    let (last, _) = after.find(|(_, (_, word))| word.to_lowercase().starts_with("improv"))?;
    Some(last)
}

/// `BIR-G1`: letters, the code of a grade, a number; the number of its last word.
fn statement_id(words: &[(usize, &str)], at: usize, text: &str) -> Option<usize> {
    let (start, domain) = words[at];
    let (next, code) = *words.get(at + 1)?;
    let is_domain = (2..=5).contains(&domain.len()) && domain.bytes().all(|b| b.is_ascii_alphabetic());
    let gap = &text[start + domain.len()..next];
    let is_joined = !gap.is_empty()
        && gap
            .chars()
            .all(|c| matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}'));
    let number = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = code[..code.len() - number.len()].to_ascii_uppercase();
    let is_code = matches!(letters.as_str(), "O" | "G" | "RI" | "I" | "A");
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (is_domain && is_joined && is_code && is_number).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask() -> BlindMask {
        let staff = NameFinder::of_names(["Priya Nand", "Grace Oduya", "HALE, Robin"]);
        BlindMask::new(
            [
                (vec!["Kit Adams", "ADAMS, Kit"], "worker"),
                (vec!["Ann Brook"], "auditor"),
            ],
            staff,
        )
    }

    #[test]
    fn no_grade_is_told_however_it_is_said() {
        for (text, left) in [
            ("This is Good.", "This is [...]."),
            ("overall good, not outstanding", "overall [...], not [...]"),
            ("It REQUIRES IMPROVEMENT to be good", "It [...] to be [...]"),
            ("required some improvement", "[...]"),
            ("requiring\nimprovement", "[...]"),
            ("inadequately kept; its inadequacy", "[...] kept; its [...]"),
            (
                "I graded it RI, from G to I.",
                "I graded it [...], from [...] to [...].",
            ),
            ("Grade: A", "Grade: [...]"),
            (
                "see BIR-G1, bir-ri12 and ASM\u{2013}O2",
                "see [...], [...] and [...]",
            ),
            ("I saw her. A visit.", "I saw her. A visit."),
            (
                "CF-26-0042, C4, goods and goodness",
                "CF-26-0042, C4, goods and goodness",
            ),
            ("café goöd", "café goöd"),
        ] {
            assert_eq!(mask().over(text), left, "{text}");
        }
    }

    #[test]
    fn nobody_is_named() {
        for (text, left) in [
            (
                "Kit Adams saw him; Kit said so",
                "[worker] saw him; [worker] said so",
            ),
            (
                "Adams at a brook, then Ann Brook's view",
                "[worker] at a brook, then [auditor]'s view",
            ),
            ("asked PRIYA NAND and Robin Hale", "asked [staff] and [staff]"),
            ("Grace, the child's aunt", "Grace, the child's aunt"),
            ("ann.brook@example.org", "[auditor]@example.org"),
        ] {
            assert_eq!(mask().over(text), left, "{text}");
        }
    }
}
