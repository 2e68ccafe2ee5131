//! The free text of an audit, and where it stands.

use std::cell::OnceCell;

use super::RuleSubject;
use crate::framework::Form;
use crate::framework::grade::is_not_applicable;
use crate::record::{Audit, ChecklistItem, FileKind, Folder, Place, Route, TwoAnswers};

/// Whether an item is said not to apply.
pub(super) fn is_left_out(item: &ChecklistItem) -> bool {
    item.status.as_deref().is_some_and(is_not_applicable)
}

/// A text, the way to it, and whether it stands in a box for evidence.
#[derive(Clone, Copy)]
pub(super) struct EvidenceText<'a> {
    pub way: TextWay<'a>,
    pub words: &'a str,
    pub evidence: bool,
}

/// The way to a text, as a [`Place`] that borrows its keys: there are many texts, and few are found fault with.
#[derive(Clone, Copy)]
pub(super) struct TextWay<'a> {
    file: FileKind,
    stops: [Option<Stop<'a>>; MOST_STOPS],
}

/// `sections.<section>.questions.<question>.strengths` has the most.
const MOST_STOPS: usize = 5;

#[derive(Clone, Copy, PartialEq)]
enum Stop<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> TextWay<'a> {
    fn new(file: FileKind, key: &'a str) -> Self {
        let way = Self {
            file,
            stops: [None; MOST_STOPS],
        };
        way.key(key)
    }

    fn key(self, key: &'a str) -> Self {
        self.stop(Stop::Key(key))
    }

    fn item(self, index: usize) -> Self {
        self.stop(Stop::Item(index))
    }

    fn stop(mut self, stop: Stop<'a>) -> Self {
        if let Some(free) = self.stops.iter_mut().find(|stop| stop.is_none()) {
            *free = Some(stop);
        }
        self
    }

    /// The place it leads to.
    pub fn place(&self) -> Place {
        let route = self
            .stops
            .iter()
            .flatten()
            .fold(Route::top(), |route, stop| match stop {
                Stop::Key(key) => route.key(key),
                Stop::Item(index) => route.item(*index),
            });
        Place::value(self.file, route)
    }

    /// Where its section and question stand on the form; what stands in no section keeps its place behind them.
    pub fn position(&self, form: &Form) -> (usize, usize) {
        let key = |at: usize| match self.stops[at] {
            Some(Stop::Key(key)) => Some(key),
            _ => None,
        };
        let section = key(0).filter(|top| *top == "sections").and_then(|_| {
            form.sections
                .iter()
                .position(|section| Some(section.id.as_str()) == key(1))
        });
        let Some(at) = section else {
            return (usize::MAX, 0);
        };
        let questions = &form.sections[at].questions;
        let question = questions
            .iter()
            .position(|question| Some(question.id.as_str()) == key(3));
        (at, question.unwrap_or(0))
    }

    /// Whether two ways part at their last stop only.
    pub fn is_beside(&self, other: &Self) -> bool {
        let stops = |way: &Self| way.stops.iter().flatten().count();
        let length = stops(self);
        let part_at = (0..MOST_STOPS).find(|at| self.stops[*at] != other.stops[*at]);
        self.file == other.file && length == stops(other) && part_at == length.checked_sub(1)
    }
}

struct GatheredTexts<'a>(Vec<EvidenceText<'a>>);

impl<'a> GatheredTexts<'a> {
    fn add(&mut self, way: TextWay<'a>, text: Option<&'a String>, evidence: bool) {
        if let Some(words) = text {
            self.0.push(EvidenceText { way, words, evidence });
        }
    }

    fn pair(&mut self, way: TextWay<'a>, pair: &'a TwoAnswers) {
        self.add(way.key("strengths"), pair.strengths.as_ref(), true);
        self.add(way.key("improvements"), pair.improvements.as_ref(), true);
    }
}

fn in_form(key: &str) -> TextWay<'_> {
    TextWay::new(FileKind::Audit, key)
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
    pub(super) fn of(&self, folder: &'a Folder) -> &[EvidenceText<'a>] {
        self.0.get_or_init(|| texts_of(folder))
    }
}

fn texts_of(folder: &Folder) -> Vec<EvidenceText<'_>> {
    let mut all = GatheredTexts(folder.audit.iter().flat_map(texts).collect());
    for (way, text) in of_others(folder) {
        all.add(way, text, false);
    }
    for (question, text) in folder.feedback.iter().flat_map(|feedback| &feedback.answers) {
        let way = TextWay::new(FileKind::Feedback, "answers").key(question.as_str());
        all.add(way, Some(text), false);
    }
    all.0
}

/// The texts of the other roles' files.
fn of_others(folder: &Folder) -> Vec<(TextWay<'_>, Option<&String>)> {
    let mut all = Vec::new();
    if let Some(found) = &folder.moderation {
        let way = |key| TextWay::new(FileKind::Moderation, key);
        all.push((way("overall").key("reason"), found.overall_reason.as_ref()));
        all.push((way("management_oversight"), found.management_oversight.as_ref()));
        all.push((way("findings"), found.findings.as_ref()));
        all.push((way("comments_for_auditor"), found.comments_for_auditor.as_ref()));
    }
    if let Some(found) = &folder.direction {
        let way = |key| TextWay::new(FileKind::CaseDirection, key);
        all.push((way("direction"), found.direction.as_ref()));
        all.push((way("review"), found.review.as_ref()));
    }
    if let Some(found) = &folder.feedback {
        let way = |key| TextWay::new(FileKind::Feedback, key);
        all.push((way("improvement_plan"), found.improvement_plan.as_ref()));
        all.push((
            way("supervisor").key("comment"),
            found.supervisor_comment.as_ref(),
        ));
    }
    if let Some(found) = &folder.re_audit {
        all.push((
            TextWay::new(FileKind::ReAudit, "progress"),
            found.progress.as_ref(),
        ));
    }
    if let Some(found) = &folder.appreciative {
        let way = |key| TextWay::new(FileKind::AppreciativeEnquiry, key);
        all.push((way("what_went_well"), found.what_went_well.as_ref()));
        all.push((way("how_it_was_done"), found.how_it_was_done.as_ref()));
        all.push((way("what_to_share"), found.what_to_share.as_ref()));
    }
    all
}

/// Every free text with a digit in it: the rules that look for numbers pass over the rest, which is most of it.
pub(super) fn texts_with_digits<'s>(
    subject: &'s RuleSubject<'_>,
) -> impl Iterator<Item = &'s EvidenceText<'s>> {
    let texts = subject.texts.of(subject.folder).iter();
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
