//! What stands in the files that people write, answer by answer.

use std::borrow::Cow;

use super::{AnswerValue, AnswerWay, KeyKind, KeyWalker, ShapeKey};
use crate::framework::Date;
use crate::framework::form::{Field, FieldKind, Form};
use crate::record::{Audit, FileKind, Folder};

impl ShapeKey<'_> {
    /// The answer, where it is a free text.
    pub fn free_text<'t>(&self, answer: AnswerValue<'t>) -> Option<&'t str> {
        match (self.kind, answer) {
            (
                KeyKind::Field(Field {
                    kind: FieldKind::Choices(_),
                    ..
                }),
                _,
            ) => None,
            (
                KeyKind::Text | KeyKind::TextOrWord(_) | KeyKind::Field(_),
                AnswerValue::Text(Cow::Borrowed(text)),
            ) => Some(text),
            _ => None,
        }
    }

    /// The answer, where it is a day on which something happened.
    pub fn happened(&self, answer: AnswerValue<'_>) -> Option<Date> {
        matches!(self.kind, KeyKind::Date | KeyKind::Dates).then(|| answer.date())?
    }
}

impl Audit {
    /// Looks at what stands in the form, answer by answer.
    pub fn answers<'a>(
        &'a self,
        form: &'a Form,
        found: impl FnMut(AnswerWay<'a>, &ShapeKey<'a>, AnswerValue<'a>),
    ) {
        let way = AnswerWay::top(FileKind::Audit);
        self.walk(form, &mut StandingAnswers { way, found });
    }
}

impl Folder {
    /// Looks at what stands in the files that follow the auditor's, answer by answer.
    pub fn answers_of_others<'a>(
        &'a self,
        form: &'a Form,
        found: impl FnMut(AnswerWay<'a>, &ShapeKey<'a>, AnswerValue<'a>),
    ) {
        let way = AnswerWay::top(FileKind::Moderation);
        let mut look = StandingAnswers { way, found };
        if let Some(moderation) = &self.moderation {
            moderation.walk(Some(form), &mut look);
        }
        look.way = AnswerWay::top(FileKind::CaseDirection);
        if let Some(direction) = &self.direction {
            direction.walk(&mut look);
        }
        look.way = AnswerWay::top(FileKind::Feedback);
        if let Some(feedback) = &self.feedback {
            feedback.walk(Some(form), &mut look);
        }
        look.way = AnswerWay::top(FileKind::ReAudit);
        if let Some(again) = &self.re_audit {
            again.walk(&mut look);
        }
        look.way = AnswerWay::top(FileKind::AppreciativeEnquiry);
        if let Some(note) = &self.appreciative {
            note.walk(&mut look);
        }
    }
}

/// Looks at what stands in a file, answer by answer.
pub(super) struct StandingAnswers<'a, F> {
    pub(super) way: AnswerWay<'a>,
    pub(super) found: F,
}

impl<'a, F: FnMut(AnswerWay<'a>, &ShapeKey<'a>, AnswerValue<'a>)> KeyWalker<'a> for StandingAnswers<'a, F> {
    fn answer(&mut self, key: ShapeKey<'a>, stands: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>> {
        let way = self.way.key(key.name);
        match stands? {
            AnswerValue::Many(all) => {
                for (index, one) in all.into_iter().enumerate() {
                    (self.found)(way.item(index), &key, one);
                }
            }
            one => (self.found)(way, &key, one),
        }
        None
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let outer = self.way;
        self.way = outer.key(key.name);
        inside(self);
        self.way = outer;
        None
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        stand: &'a [T],
        _blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        let outer = self.way;
        for (index, one) in stand.iter().enumerate() {
            self.way = outer.key(key.name).item(index);
            item(one, self);
        }
        self.way = outer;
        Vec::new()
    }
}
