//! Each key of the files that people write, once: its name, what it holds, what an editor says of it, what the form asks
//! there, and under which heading.
//!
//! The shape of a file is the way over its record (`walk`), key by key in the order of the form. Whoever has to know the
//! keys goes that way: the scaffold writes each, the schema describes it, the reader reads it, and the rules look at what
//! stands there. A key that a file of this form does not have is not on the way.

mod after_audit;
mod way;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{
    Action, AppreciativeEnquiry, CaseDirection, Feedback, FileKind, Folder, Moderation, ReAudit, Regrade,
};
use crate::framework::form::{Form, Section};
use crate::framework::word::Word;
use crate::framework::{Date, Grade};

pub use way::AnswerWay;

/// A key of a file that people write.
#[derive(Clone, Debug)]
pub struct ShapeKey<'a> {
    /// As it stands in the file.
    pub name: &'a str,
    /// What may be answered; of a block, without meaning.
    pub kind: KeyKind<'a>,
    /// What an editor says of it.
    pub says: Cow<'a, str>,
    /// What the form asks above it, a paragraph a line: `{audit}` and `{auditor}` stand for the audit's own. For a key of
    /// a list's item, what the answer may look like.
    pub asks: Cow<'a, str>,
    /// The heading that it stands under as the first; a blank one is an empty line.
    pub under: Option<&'static str>,
    /// For a list of blocks: what the form calls an item, and what an editor says of it.
    pub each: (&'static str, &'static str),
    /// Whether it tells if its part of the audit is done, and how.
    pub decides: bool,
    /// Whether it is a box for evidence.
    pub evidence: bool,
}

/// What may be answered at a key.
#[derive(Clone, Copy, Debug)]
pub enum KeyKind<'a> {
    /// A short text, as a name; no free text.
    Name,
    /// A free text.
    Text,
    /// A free text, where a word may do, with what is said of that.
    TextOrWord(&'static str),
    /// The day on which something happened.
    Date,
    /// The day by which something is due.
    Due,
    /// Yes or no.
    YesNo,
    /// A grade.
    Grade,
    /// One of the form's sections.
    Section(&'a [Section]),
    /// Some of the form's sections.
    Sections(&'a [Section]),
}

/// What stands at a key.
#[derive(Clone, Debug)]
pub enum AnswerValue<'a> {
    /// A text, or one of the options.
    Text(Cow<'a, str>),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
    /// A grade.
    Grade(Grade),
    /// Several.
    Many(Vec<Self>),
}

/// A key, with what an editor says of it.
fn key<'a>(name: &'a str, says: impl Into<Cow<'a, str>>) -> ShapeKey<'a> {
    ShapeKey {
        name,
        kind: KeyKind::Text,
        says: says.into(),
        asks: Cow::Borrowed(""),
        under: None,
        each: ("", ""),
        decides: false,
        evidence: false,
    }
}

impl<'a> ShapeKey<'a> {
    fn asks(self, asks: impl Into<Cow<'a, str>>) -> Self {
        let asks = asks.into();
        Self { asks, ..self }
    }

    fn under(self, heading: &'static str) -> Self {
        let under = Some(heading);
        Self { under, ..self }
    }

    fn each(self, called: &'static str, says: &'static str) -> Self {
        let each = (called, says);
        Self { each, ..self }
    }

    fn decides(self) -> Self {
        let decides = true;
        Self { decides, ..self }
    }

    fn of(self, kind: KeyKind<'a>) -> Self {
        Self { kind, ..self }
    }
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

    /// A key whose answer is read as text.
    fn said(&mut self, kind: KeyKind<'a>, key: ShapeKey<'a>, stands: Option<&'a str>) -> Option<String> {
        let stands = stands.map(|text| AnswerValue::Text(text.into()));
        self.answer(key.of(kind), stands)?.text()
    }

    /// A key with a free text.
    fn text(&mut self, key: ShapeKey<'a>, stands: &'a Option<String>) -> Option<String> {
        self.said(KeyKind::Text, key, stands.as_deref())
    }

    /// A key with a short text.
    fn name(&mut self, key: ShapeKey<'a>, stands: &'a Option<String>) -> Option<String> {
        self.said(KeyKind::Name, key, stands.as_deref())
    }

    /// A key with the day on which something happened.
    fn date(&mut self, key: ShapeKey<'a>, stands: Option<Date>) -> Option<Date> {
        self.answer(key.of(KeyKind::Date), stands.map(AnswerValue::Date))?
            .date()
    }

    /// A key with the day by which something is due.
    fn due(&mut self, key: ShapeKey<'a>, stands: Option<Date>) -> Option<Date> {
        self.answer(key.of(KeyKind::Due), stands.map(AnswerValue::Date))?
            .date()
    }

    /// A key with yes or no.
    fn yes_no(&mut self, key: ShapeKey<'a>, stands: Option<bool>) -> Option<bool> {
        match self.answer(key.of(KeyKind::YesNo), stands.map(AnswerValue::YesNo))? {
            AnswerValue::YesNo(yes) => Some(yes),
            _ => None,
        }
    }

    /// A key with a grade.
    fn grade(&mut self, key: ShapeKey<'a>, stands: Option<Grade>) -> Option<Grade> {
        match self.answer(key.of(KeyKind::Grade), stands.map(AnswerValue::Grade))? {
            AnswerValue::Grade(grade) => Some(grade),
            _ => None,
        }
    }

    /// A key with an id.
    fn word<K>(
        &mut self,
        kind: KeyKind<'a>,
        key: ShapeKey<'a>,
        stands: Option<&'a Word<K>>,
    ) -> Option<Word<K>> {
        Word::new(&self.said(kind, key, stands.map(Word::as_str))?)
    }

    /// A key with a list of ids.
    fn words<K>(&mut self, kind: KeyKind<'a>, key: ShapeKey<'a>, stand: &'a [Word<K>]) -> Vec<Word<K>> {
        let stand = stand.iter().map(|word| AnswerValue::Text(word.as_str().into()));
        let read = self.answer(key.of(kind), Some(AnswerValue::Many(stand.collect())));
        read.map_or_else(Vec::new, AnswerValue::many)
            .into_iter()
            .filter_map(|word| Word::new(&word.text()?))
            .collect()
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
            Self::Grade(grade) => grade.code().into(),
            Self::Many(_) => "".into(),
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            _ => None,
        }
    }

    fn many(self) -> Vec<AnswerValue<'a>> {
        match self {
            Self::Many(all) => all,
            one => vec![one],
        }
    }
}

/// Files, and items of their lists, of which nothing is answered.
#[derive(Debug, Default)]
pub struct Blanks {
    /// The moderator's.
    pub moderation: Moderation,
    /// The service manager's.
    pub direction: CaseDirection,
    /// The worker's.
    pub feedback: Feedback,
    /// The second auditor's.
    pub re_audit: ReAudit,
    /// The note on good practice.
    pub appreciative: AppreciativeEnquiry,
    action: Action,
    regrade: Regrade,
}

/// What a walk begins with that looks at no record.
pub static BLANK: LazyLock<Blanks> = LazyLock::new(Blanks::default);

impl ShapeKey<'_> {
    /// The answer, where it is a free text.
    pub fn free_text<'t>(&self, answer: AnswerValue<'t>) -> Option<&'t str> {
        let is_free = matches!(self.kind, KeyKind::Text | KeyKind::TextOrWord(_));
        match answer {
            AnswerValue::Text(Cow::Borrowed(text)) if is_free => Some(text),
            _ => None,
        }
    }

    /// The answer, where it is a day on which something happened.
    pub fn happened(&self, answer: AnswerValue<'_>) -> Option<Date> {
        matches!(self.kind, KeyKind::Date).then(|| answer.date())?
    }
}

impl Folder {
    /// Looks at what stands in the files that follow the auditor's, answer by answer.
    pub fn answers_of_others<'a>(
        &'a self,
        form: Option<&'a Form>,
        found: impl FnMut(AnswerWay<'a>, &ShapeKey<'a>, AnswerValue<'a>),
    ) {
        let way = AnswerWay::top(FileKind::Moderation);
        let mut look = StandingAnswers { way, found };
        if let Some(moderation) = &self.moderation {
            moderation.walk(form, &mut look);
        }
        look.way = AnswerWay::top(FileKind::CaseDirection);
        if let Some(direction) = &self.direction {
            direction.walk(&mut look);
        }
        look.way = AnswerWay::top(FileKind::Feedback);
        if let Some(feedback) = &self.feedback {
            feedback.walk(form, &mut look);
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
struct StandingAnswers<'a, F> {
    way: AnswerWay<'a>,
    found: F,
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
