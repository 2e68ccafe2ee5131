//! The texts in the files of wider works and beside a quarter's figures, and whether anybody may be named there.

use std::borrow::Cow;

use super::folder_answers::StandingAnswers;
use super::{AnswerValue, AnswerWay, KeyKind, ShapeKey};
use crate::record::commentary::Commentary;
use crate::record::work::{MembersSheet, Work};
use crate::record::{FileKind, WorkFile};

/// A text that somebody wrote of more than one audit.
#[derive(Clone, Copy, Debug)]
pub struct WrittenText<'a> {
    /// The way to it.
    pub way: AnswerWay<'a>,
    /// What it says.
    pub words: &'a str,
    /// Whether people are named there: it asks who did something.
    pub may_name: bool,
}

impl<'a> WrittenText<'a> {
    fn of(way: AnswerWay<'a>, key: &ShapeKey<'a>, answer: &AnswerValue<'a>) -> Option<Self> {
        let is_text = matches!(key.kind, KeyKind::Name | KeyKind::Text | KeyKind::TextOrWord(_));
        match answer {
            AnswerValue::Text(Cow::Borrowed(words)) if is_text => Some(Self {
                way,
                words,
                may_name: key.may_name,
            }),
            _ => None,
        }
    }
}

/// Whoever looks at what stands in a file, answer by answer.
type TextLook<'a, 'l> = StandingAnswers<'a, &'l mut dyn FnMut(AnswerWay<'a>, &ShapeKey<'a>, AnswerValue<'a>)>;

/// The texts of a file, in the order of its shape.
fn texts_of<'a>(file: FileKind, walk: impl FnOnce(&mut TextLook<'a, '_>)) -> Vec<WrittenText<'a>> {
    let mut texts = Vec::new();
    walk(&mut StandingAnswers {
        way: AnswerWay::top(file),
        found: &mut |way, key, answer| texts.extend(WrittenText::of(way, key, &answer)),
    });
    texts
}

impl Work {
    /// The texts of a file of it; of the sheets of a panel, see [`MembersSheet::texts`].
    pub fn texts(&self, file: WorkFile) -> Vec<WrittenText<'_>> {
        texts_of(FileKind::OfWork(file), |look| match file {
            WorkFile::Terms => self.terms.iter().for_each(|one| drop(one.walk(look))),
            WorkFile::Plan => self.plan.iter().for_each(|one| drop(one.walk(look))),
            WorkFile::Findings => self.findings.iter().for_each(|one| drop(one.walk(look))),
            WorkFile::ActionPlan => self.action_plan.iter().for_each(|one| drop(one.walk(look))),
            WorkFile::Discussion => {
                let discussion = self.panel.iter().filter_map(|panel| panel.discussion.as_ref());
                discussion.for_each(|one| drop(one.walk(look)));
            }
            WorkFile::Sheet => {}
        })
    }
}

impl MembersSheet {
    /// The texts of a sheet.
    pub fn texts(&self) -> Vec<WrittenText<'_>> {
        texts_of(FileKind::OfWork(WorkFile::Sheet), |look| drop(self.walk(look)))
    }
}

impl Commentary {
    /// The texts of a commentary. `boards` are the ids of those in the settings.
    pub fn texts<'a>(&'a self, boards: &'a [String]) -> Vec<WrittenText<'a>> {
        texts_of(FileKind::Commentary, |look| drop(self.walk(boards, look)))
    }
}
