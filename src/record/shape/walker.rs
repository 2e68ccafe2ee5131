//! Whoever goes over the keys of a file, and what they are handed there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{KeyKind, ShapeKey, key};
use crate::framework::form::Field;
use crate::framework::word::{FieldId, Word};
use crate::framework::{Date, Grade, Judgement};
use crate::record::audit::FieldAnswer;

/// What stands at a key.
#[derive(Clone, Debug)]
pub enum AnswerValue<'a> {
    /// A text, or one of the options.
    Text(Cow<'a, str>),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
    /// A grade, or that it does not apply.
    Judgement(Judgement),
    /// A number.
    Number(u32),
    /// Several.
    Many(Vec<Self>),
}

/// Goes over the keys of a file. It is handed what stands at each, and hands back what shall stand there: a reader what it
/// read, whoever only looks nothing.
pub trait KeyWalker<'a>: Sized {
    /// A key with an answer, or a list of them.
    fn answer(&mut self, key: ShapeKey<'a>, stands: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>>;

    /// A block of keys; `None` where it is not there.
    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T>;

    /// A list of blocks of keys. `blank` is an item of which nothing is answered.
    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        stand: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T>;

    /// The keys of the form's own fields.
    fn fields(
        &mut self,
        fields: &'a [Field],
        stand: &'a BTreeMap<FieldId, FieldAnswer>,
    ) -> BTreeMap<FieldId, FieldAnswer> {
        let mut answers = BTreeMap::new();
        for field in fields {
            let stands = stand.get(&field.id).map(|answer| match answer {
                FieldAnswer::One(text) => AnswerValue::Text(text.into()),
                FieldAnswer::Many(texts) => AnswerValue::several(texts),
            });
            let asked = key(field.id.as_str(), &field.label).of(KeyKind::Field(field));
            let read = self.answer(asked, stands).and_then(|read| match read {
                AnswerValue::Many(_) => Some(FieldAnswer::Many(read.texts())),
                one => one.text().map(FieldAnswer::One),
            });
            answers.extend(read.map(|answer| (field.id.clone(), answer)));
        }
        answers
    }
}

/// A key, gone over by the kind of its answer.
impl<'a> ShapeKey<'a> {
    /// A key whose answer is read as text.
    pub fn said(
        self,
        w: &mut impl KeyWalker<'a>,
        kind: KeyKind<'a>,
        stands: Option<&'a str>,
    ) -> Option<String> {
        let stands = stands.map(|text| AnswerValue::Text(text.into()));
        w.answer(self.of(kind), stands)?.text()
    }

    /// A key with a free text.
    pub fn text(self, w: &mut impl KeyWalker<'a>, stands: &'a Option<String>) -> Option<String> {
        self.said(w, KeyKind::Text, stands.as_deref())
    }

    /// A key with a short text.
    pub fn name(self, w: &mut impl KeyWalker<'a>, stands: &'a Option<String>) -> Option<String> {
        self.said(w, KeyKind::Name, stands.as_deref())
    }

    /// A key with the day on which something happened.
    pub fn date(self, w: &mut impl KeyWalker<'a>, stands: Option<Date>) -> Option<Date> {
        w.answer(self.of(KeyKind::Date), stands.map(AnswerValue::Date))?
            .date()
    }

    /// A key with the day by which something is due.
    pub fn due(self, w: &mut impl KeyWalker<'a>, stands: Option<Date>) -> Option<Date> {
        w.answer(self.of(KeyKind::Due), stands.map(AnswerValue::Date))?
            .date()
    }

    /// A key with yes or no.
    pub fn yes_no(self, w: &mut impl KeyWalker<'a>, stands: Option<bool>) -> Option<bool> {
        match w.answer(self.of(KeyKind::YesNo), stands.map(AnswerValue::YesNo))? {
            AnswerValue::YesNo(yes) => Some(yes),
            _ => None,
        }
    }

    /// A key with a grade.
    pub fn grade(self, w: &mut impl KeyWalker<'a>, stands: Option<Grade>) -> Option<Grade> {
        let stands = stands.map(Judgement::Graded);
        self.judged(w, KeyKind::Grade, stands)?.grade()
    }

    /// A key with a grade, or that it does not apply.
    pub fn judgement(self, w: &mut impl KeyWalker<'a>, stands: Option<Judgement>) -> Option<Judgement> {
        self.judged(w, KeyKind::Judgement, stands)
    }

    fn judged(
        self,
        w: &mut impl KeyWalker<'a>,
        kind: KeyKind<'a>,
        stands: Option<Judgement>,
    ) -> Option<Judgement> {
        match w.answer(self.of(kind), stands.map(AnswerValue::Judgement))? {
            AnswerValue::Judgement(judgement) => Some(judgement),
            _ => None,
        }
    }

    /// A key with 0 to 10.
    pub fn score(self, w: &mut impl KeyWalker<'a>, stands: Option<u8>) -> Option<u8> {
        let stands = stands.map(|score| AnswerValue::Number(score.into()));
        match w.answer(self.of(KeyKind::Score), stands)? {
            AnswerValue::Number(score) => score.try_into().ok(),
            _ => None,
        }
    }

    /// A key with a number of things.
    pub fn count(self, w: &mut impl KeyWalker<'a>, stands: Option<u32>) -> Option<u32> {
        match w.answer(self.of(KeyKind::Count), stands.map(AnswerValue::Number))? {
            AnswerValue::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A key with a list of days.
    pub fn dates(self, w: &mut impl KeyWalker<'a>, stand: &'a [Date]) -> Vec<Date> {
        let stand = stand.iter().copied().map(AnswerValue::Date).collect();
        let read = w.answer(self.of(KeyKind::Dates), Some(AnswerValue::Many(stand)));
        let read = read.map_or_else(Vec::new, AnswerValue::many);
        read.into_iter().filter_map(AnswerValue::date).collect()
    }

    /// A key with a list of tags.
    pub fn tags(self, w: &mut impl KeyWalker<'a>, stand: &'a [String]) -> Vec<String> {
        let read = w.answer(self.of(KeyKind::Tags), Some(AnswerValue::several(stand)));
        read.map_or_else(Vec::new, AnswerValue::texts)
    }

    /// A key with an id.
    pub fn word<K>(
        self,
        w: &mut impl KeyWalker<'a>,
        kind: KeyKind<'a>,
        stands: Option<&'a Word<K>>,
    ) -> Option<Word<K>> {
        Word::new(&self.said(w, kind, stands.map(Word::as_str))?)
    }

    /// A key with a list of ids.
    pub fn words<K>(
        self,
        w: &mut impl KeyWalker<'a>,
        kind: KeyKind<'a>,
        stand: &'a [Word<K>],
    ) -> Vec<Word<K>> {
        let stand = stand.iter().map(|word| AnswerValue::Text(word.as_str().into()));
        let read = w.answer(self.of(kind), Some(AnswerValue::Many(stand.collect())));
        let read = read.map_or_else(Vec::new, AnswerValue::texts);
        read.iter().filter_map(|word| Word::new(word)).collect()
    }
}

impl<'a> AnswerValue<'a> {
    /// A text that was read.
    pub fn said(text: String) -> Self {
        Self::Text(text.into())
    }

    /// As it is written in a file; of several, nothing.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Date(date) => date.to_string().into(),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.into(),
            Self::Judgement(Judgement::Graded(grade)) => grade.code().into(),
            Self::Judgement(Judgement::NotApplicable) => "N/A".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Many(_) => "".into(),
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    pub(super) fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            _ => None,
        }
    }

    fn several(texts: &'a [String]) -> Self {
        Self::Many(texts.iter().map(|text| Self::Text(text.into())).collect())
    }

    fn texts(self) -> Vec<String> {
        self.many().into_iter().filter_map(Self::text).collect()
    }

    fn many(self) -> Vec<Self> {
        match self {
            Self::Many(all) => all,
            one => vec![one],
        }
    }
}
