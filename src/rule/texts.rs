//! The free text of an audit, and where it stands.

use std::cell::OnceCell;

use crate::framework::Form;
use crate::framework::grade::is_not_applicable;
use crate::record::shape::{AnswerValue, AnswerWay, ShapeKey};
use crate::record::{Audit, ChecklistItem, Folder};

/// Whether an item is said not to apply.
pub(super) fn is_left_out(item: &ChecklistItem) -> bool {
    item.status.as_deref().is_some_and(is_not_applicable)
}

/// A text, the way to it, and whether it stands in a box for evidence.
#[derive(Clone, Copy)]
pub(super) struct EvidenceText<'a> {
    pub way: AnswerWay<'a>,
    pub words: &'a str,
    pub evidence: bool,
}

/// Every free text of an audit, in the order of the form.
pub(super) fn texts<'a>(audit: &'a Audit, form: &'a Form) -> Vec<EvidenceText<'a>> {
    let mut all = Vec::new();
    audit.answers(form, |way, key, answer| {
        all.extend(EvidenceText::of(way, key, answer));
    });
    all
}

impl<'a> EvidenceText<'a> {
    fn of(way: AnswerWay<'a>, key: &ShapeKey<'a>, answer: AnswerValue<'a>) -> Option<Self> {
        let words = key.free_text(answer)?;
        let evidence = key.evidence;
        Some(Self { way, words, evidence })
    }
}

/// Every free text in the files that people write, gathered once for all rules that look at it.
#[derive(Default)]
pub struct FreeTexts<'a>(OnceCell<Vec<EvidenceText<'a>>>);

impl<'a> FreeTexts<'a> {
    /// The texts of this folder, of which there is one to a subject.
    pub(super) fn of(&self, folder: &'a Folder, form: &'a Form) -> &[EvidenceText<'a>] {
        self.0.get_or_init(|| texts_of(folder, form))
    }
}

fn texts_of<'a>(folder: &'a Folder, form: &'a Form) -> Vec<EvidenceText<'a>> {
    let mut all: Vec<EvidenceText<'a>> = folder.audit.iter().flat_map(|audit| texts(audit, form)).collect();
    folder.answers_of_others(form, |way, key, answer| {
        all.extend(EvidenceText::of(way, key, answer));
    });
    all
}

/// Whether a text has a figure in it: without one nothing need be looked for that has figures.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The numbers in a text, each as the groups of digits that a single space, hyphen or bracket parts.
pub(super) fn digit_groups(text: &str) -> Vec<Vec<String>> {
    let mut numbers: Vec<Vec<String>> = Vec::new();
    let mut gap = usize::MAX;
    let mut in_group = false;
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !in_group {
                // A bracket and a space may stand together: (0117) 496 0123.
                if gap > 2 {
                    numbers.push(Vec::new());
                }
                if let Some(number) = numbers.last_mut() {
                    number.push(String::new());
                }
            }
            if let Some(group) = numbers.last_mut().and_then(|number| number.last_mut()) {
                group.push(c);
            }
            in_group = true;
            gap = 0;
        } else {
            in_group = false;
            let joins = matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}');
            gap = if joins { gap.saturating_add(1) } else { usize::MAX };
        }
    }
    numbers
}
