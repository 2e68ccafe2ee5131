//! The sections of `audit.yaml`.

use std::collections::BTreeMap;

use super::{BLANK, KeyKind, KeyWalker, ShapeKey, key};
use crate::framework::SectionId;
use crate::framework::form::{Evidence, Form, Question, Section};
use crate::framework::grade::is_not_applicable;
use crate::framework::word::QuestionId;
use crate::record::{Audit, ChecklistItem, SectionAnswer};

impl Audit {
    pub(super) fn walk_sections<'a>(
        &'a self,
        form: &'a Form,
        w: &mut impl KeyWalker<'a>,
    ) -> BTreeMap<SectionId, SectionAnswer> {
        let mut answers = BTreeMap::new();
        for section in &form.sections {
            let says = match &section.intro {
                Some(intro) => format!("{}. {intro}", section.title),
                None => section.title.clone(),
            };
            let block = key(section.id.as_str(), says).of(KeyKind::OneSection(section));
            let stands = self.sections.get(&section.id).unwrap_or(&BLANK.section);
            let answer = w.block(block, |w| stands.walk(section, w));
            answers.extend(answer.map(|answer| (section.id.clone(), answer)));
        }
        answers
    }
}

impl SectionAnswer {
    fn walk<'a>(&'a self, section: &'a Section, w: &mut impl KeyWalker<'a>) -> Self {
        let mut answer = Self::default();
        match &section.evidence {
            Evidence::Items(statuses) => {
                let items = key("items", "The questions").asks(format!(
                    "status: {}; or N/A, and the reason in the comments",
                    statuses.join(", ")
                ))
                .on_page("For each question: how far it is met, and what shows it. Where it does not apply, say why.");
                answer.items = questions(items, section, &self.items, &BLANK.item, w, |it, w| {
                    it.walk(statuses, w)
                });
            }
            Evidence::Questions => {
                let boxes = (("Strengths", ""), ("Areas for improvement", ""));
                let list = key("questions", "The questions");
                answer.questions = questions(list, section, &self.questions, &BLANK.pair, w, |it, w| {
                    it.walk(boxes.0, boxes.1, w)
                });
            }
            Evidence::Section => {
                let asked: Vec<String> = section.questions.iter().map(Question::shown).collect();
                let asked = asked.join(" ");
                let (strengths, improvements) = (
                    format!("Strengths. {asked}"),
                    format!("Areas for improvement. {asked}"),
                );
                answer.pair = self.pair.walk((strengths, ""), (improvements, ""), w);
            }
        }
        answer.fields = w.fields(&section.fields, &self.fields);
        if section.graded {
            self.walk_grade(section, &mut answer, w);
        }
        answer
    }

    fn walk_grade<'a>(&'a self, section: &'a Section, answer: &mut Self, w: &mut impl KeyWalker<'a>) {
        let says = "O, G, RI or I; or N/A, with the reason under not_applicable";
        answer.grade = key("grade", says)
            .asks(says)
            .on_page("Grade")
            .judgement(w, self.grade);
        answer.not_applicable = key(
            "not_applicable",
            "Where the grade is N/A: why the section does not apply",
        )
        .on_page("If it does not apply, why")
        .text(w, &self.not_applicable);
        // A form without a guideline asks for no statements: an empty list does no harm there, and a rule judges a full
        // one.
        let seen = key("criteria", "The statements of Appendix 4 that you saw")
            .on_page("What you saw, by what the guideline says of each grade");
        answer.criteria = seen.words(w, KeyKind::Statements(section), &self.criteria);
        answer.outstanding_because = key(
            "outstanding_because",
            "Where the grade is O: what shows excellent practice throughout",
        )
        .on_page("If you grade it Outstanding: what goes beyond Good")
        .asks("only for Outstanding: what goes beyond Good")
        .text(w, &self.outstanding_because);
    }
}

impl ChecklistItem {
    fn walk<'a>(&'a self, statuses: &'a [String], w: &mut impl KeyWalker<'a>) -> Self {
        let status = key(
            "status",
            "The state it is in; or N/A, with the reason in the comments",
        )
        .on_page("Your finding");
        let comments = key("comments", "Comments");
        let is_left_out = self.status.as_deref().is_some_and(is_not_applicable);
        Self {
            status: status.said(w, KeyKind::Status(statuses), self.status.as_deref()),
            comments: if is_left_out {
                comments
            } else {
                comments.evidence()
            }
            .text(w, &self.comments),
        }
    }
}

/// A block of a section's questions, each with a block of its own.
fn questions<'a, T, W: KeyWalker<'a>>(
    list: ShapeKey<'a>,
    section: &'a Section,
    stand: &'a BTreeMap<QuestionId, T>,
    blank: &'a T,
    w: &mut W,
    walk: impl Fn(&'a T, &mut W) -> T,
) -> BTreeMap<QuestionId, T> {
    let read = w.block(list.of(KeyKind::EveryQuestion), |w| {
        let mut answers = BTreeMap::new();
        for question in &section.questions {
            let block = key(question.id.as_str(), question.shown()).of(KeyKind::Question(question));
            let answer = w.block(block, |w| walk(stand.get(&question.id).unwrap_or(blank), w));
            answers.extend(answer.map(|answer| (question.id.clone(), answer)));
        }
        answers
    });
    read.unwrap_or_default()
}
