//! The free text of an audit, and where it stands.

use std::cell::OnceCell;

use super::RuleSubject;
use crate::framework::Form;
use crate::framework::grade::is_not_applicable;
use crate::record::shape::AnswerWay;
use crate::record::{Audit, ChecklistItem, FileKind, Folder, TwoAnswers};

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

struct GatheredTexts<'a>(Vec<EvidenceText<'a>>);

impl<'a> GatheredTexts<'a> {
    fn add(&mut self, way: AnswerWay<'a>, text: Option<&'a String>, evidence: bool) {
        if let Some(words) = text {
            self.0.push(EvidenceText { way, words, evidence });
        }
    }

    fn pair(&mut self, way: AnswerWay<'a>, pair: &'a TwoAnswers) {
        self.add(way.key("strengths"), pair.strengths.as_ref(), true);
        self.add(way.key("improvements"), pair.improvements.as_ref(), true);
    }
}

fn in_form(key: &str) -> AnswerWay<'_> {
    AnswerWay::top(FileKind::Audit).key(key)
}

/// Every free text of an audit, in the order of the form's blocks.
pub(super) fn texts(audit: &Audit) -> Vec<EvidenceText<'_>> {
    let mut all = GatheredTexts(Vec::new());
    header(audit, &mut all);
    all.add(in_form("session_notes"), audit.session_notes.as_ref(), false);
    sections(audit, &mut all);
    family(audit, &mut all);
    for (index, professional) in audit.professionals.iter().enumerate() {
        all.pair(in_form("professionals").item(index), &professional.pair);
    }
    all.add(
        in_form("specialist_teams"),
        audit.specialist_teams.as_ref(),
        false,
    );
    all.add(
        in_form("overall").key("reasons"),
        audit.overall.reasons.as_ref(),
        true,
    );
    all.add(in_form("improvement"), audit.improvement.as_ref(), false);
    for (index, action) in audit.actions.iter().enumerate() {
        let route = in_form("actions").item(index);
        all.add(route.key("action"), action.action.as_ref(), false);
    }
    for (key, text) in &audit.key_findings {
        all.add(in_form("key_findings").key(key), Some(text), false);
    }
    for (index, learning) in audit.system_learning.iter().enumerate() {
        let route = in_form("system_learning").item(index);
        all.add(route.key("learning"), learning.learning.as_ref(), false);
    }
    all.0
}

fn header<'a>(audit: &'a Audit, all: &mut GatheredTexts<'a>) {
    for (field, answer) in &audit.header {
        if let crate::record::audit::FieldAnswer::One(text) = answer {
            all.add(in_form("header").key(field.as_str()), Some(text), false);
        }
    }
}

fn sections<'a>(audit: &'a Audit, all: &mut GatheredTexts<'a>) {
    for (section, answer) in &audit.sections {
        let route = in_form("sections").key(section.as_str());
        for (question, item) in &answer.items {
            let route = route.key("items").key(question.as_str()).key("comments");
            all.add(route, item.comments.as_ref(), !is_left_out(item));
        }
        for (question, pair) in &answer.questions {
            all.pair(route.key("questions").key(question.as_str()), pair);
        }
        all.pair(route, &answer.pair);
        all.add(route.key("not_applicable"), answer.not_applicable.as_ref(), false);
        all.add(
            route.key("outstanding_because"),
            answer.outstanding_because.as_ref(),
            false,
        );
    }
}

fn family<'a>(audit: &'a Audit, all: &mut GatheredTexts<'a>) {
    for (index, entry) in audit.family_feedback.iter().enumerate() {
        let route = in_form("family_feedback").item(index);
        for (question, text) in &entry.answers {
            all.add(route.key("answers").key(question.as_str()), Some(text), false);
        }
        all.add(route.key("not_obtained"), entry.not_obtained.as_ref(), false);
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
    let mut all: Vec<EvidenceText<'a>> = folder.audit.iter().flat_map(texts).collect();
    folder.answers_of_others(Some(form), |way, key, answer| {
        all.extend(key.free_text(answer).map(|words| EvidenceText {
            way,
            words,
            evidence: key.evidence,
        }));
    });
    all
}

/// Every free text with a digit in it: the rules that look for numbers pass over the rest, which is most of it.
pub(super) fn texts_with_digits<'s>(
    subject: &'s RuleSubject<'_>,
) -> impl Iterator<Item = &'s EvidenceText<'s>> {
    let texts = subject.texts.of(subject.folder, subject.form).iter();
    texts.filter(|text| text.words.bytes().any(|byte| byte.is_ascii_digit()))
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
