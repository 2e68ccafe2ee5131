//! What a rule looks at, and the few questions about it that several rules ask.

use std::collections::BTreeSet;

use super::texts::{FreeTexts, is_left_out};
use crate::framework::form::{Evidence, Field, FieldFact, Question, Section};
use crate::framework::rubric::Statement;
use crate::framework::{Date, Form, Grade, People, RoleId, Row, Rubric, YearStart};
use crate::progress::{audited_role, is_section_of};
use crate::record::audit::FieldAnswer;
use crate::record::{Audit, EventKind, FileKind, Folder, KeptCopies, Place, Route, SectionAnswer};

/// An audit with all that it is judged by.
pub struct RuleSubject<'a> {
    /// What its folder holds.
    pub folder: &'a Folder,
    /// Its form.
    pub form: &'a Form,
    /// The form's guideline, where it has one.
    pub rubric: Option<&'a Rubric>,
    /// The row of the schedule it serves.
    pub row: Option<&'a Row>,
    /// The council's staff.
    pub people: &'a People,
    /// The titles of the council's roles.
    pub titles: &'a [(RoleId, String)],
    /// When the council's year starts.
    pub year_starts: YearStart,
    /// Today.
    pub as_of: Date,
    /// Judge it as if it were submitted today.
    pub ready: bool,
    /// Where `audit.yaml` holds something that could not be read; what is absent there is not missing.
    pub faulty: &'a BTreeSet<Route>,
    /// What the kept copies tell.
    pub kept: &'a KeptCopies,
    /// The free texts, gathered when the first rule asks for them.
    pub texts: FreeTexts<'a>,
}

/// An answer that tells a rule something, where it stands, and the section it stands in.
pub(super) struct Told<'a> {
    pub answer: &'a FieldAnswer,
    pub place: Place,
    pub section: Option<(&'a Section, &'a SectionAnswer)>,
}

impl Told<'_> {
    /// The day that was answered.
    pub fn date(&self) -> Option<Date> {
        self.answer.one()?.parse().ok()
    }

    /// Whether this one text was answered.
    pub fn is(&self, text: &str) -> bool {
        self.answer.one() == Some(text)
    }
}

impl<'a> RuleSubject<'a> {
    /// The auditor's form, once it is to be judged as finished: submitted by today, or [`RuleSubject::ready`].
    ///
    /// A submission date that can't be read still says that the auditor is done.
    pub(super) fn finished(&self) -> Option<&'a Audit> {
        let audit = self.folder.audit.as_ref()?;
        let submitted = audit.submitted.is_some_and(|day| day <= self.as_of);
        (submitted || audit.submitted_unreadable || self.ready).then_some(audit)
    }

    /// Whether something at this place, above or under it, was there but could not be read.
    pub(super) fn is_faulty(&self, route: &Route) -> bool {
        self.faulty
            .iter()
            .any(|fault| fault.0.starts_with(&route.0) || route.0.starts_with(&fault.0))
    }

    /// Who audits: whoever took over last, else whom it was allocated to; and where that stands.
    pub(super) fn auditor(&self) -> Option<(&'a str, Place)> {
        let taken_over = self.folder.log.iter().rev().find_map(|event| {
            let of_auditor = event.event == EventKind::Reassigned
                && event.role.as_deref() == Some("auditor")
                && event.date <= self.as_of;
            let name = event.to.first().filter(|_| of_auditor)?;
            Some((
                name.as_str(),
                Place::value(FileKind::Log, Route::top().item(event.item).key("to")),
            ))
        });
        taken_over.or_else(|| {
            let allocation = self.folder.allocation.as_ref()?;
            Some((
                allocation.auditor.as_str(),
                Place::value(FileKind::Allocation, "auditor"),
            ))
        })
    }

    /// The questions of a section that are asked of this audit: not those of another role.
    pub(super) fn asked(
        &self,
        section: &'a Section,
        audit: &Audit,
    ) -> impl Iterator<Item = &'a Question> + use<'a> {
        let role = audited_role(self.form, audit).cloned();
        section.questions.iter().filter(move |question| {
            question.roles.is_empty() || role.as_ref().is_some_and(|role| question.is_of(role))
        })
    }

    /// The form's sections that are asked of this audit: not those of another role alone.
    pub(super) fn asked_sections(&self, audit: &Audit) -> impl Iterator<Item = &'a Section> + use<'a> {
        let role = audited_role(self.form, audit).cloned();
        let sections = self.form.sections.iter();
        sections.filter(move |section| is_section_of(section, role.as_ref()))
    }

    /// The sections with what was written of them, and the way there; those without a word are left out.
    pub(super) fn sections(
        &self,
        audit: &'a Audit,
    ) -> impl Iterator<Item = (&'a Section, &'a SectionAnswer, Route)> + use<'a> {
        self.form.sections.iter().filter_map(move |section| {
            let answer = audit.sections.get(&section.id)?;
            Some((section, answer, section_route(section)))
        })
    }

    /// The answer to the field that carries a tag.
    pub(super) fn fact(&self, audit: &'a Audit, fact: FieldFact) -> Option<Told<'a>> {
        let field = |fields: &'a [Field]| fields.iter().find(|field| field.fact == Some(fact));
        if let Some(field) = field(&self.form.header) {
            return Some(Told {
                answer: audit.header.get(&field.id)?,
                place: in_audit(Route::from("header").key(&field.id)),
                section: None,
            });
        }
        self.sections(audit).find_map(|(section, answers, route)| {
            let field = field(&section.fields)?;
            Some(Told {
                answer: answers.fields.get(&field.id)?,
                place: in_audit(route.key(&field.id)),
                section: Some((section, answers)),
            })
        })
    }
}

/// A value of `audit.yaml`.
pub(super) fn in_audit(route: impl Into<Route>) -> Place {
    Place::value(FileKind::Audit, route)
}

/// A key of `audit.yaml`.
pub(super) fn key_in_audit(route: impl Into<Route>) -> Place {
    Place::key(FileKind::Audit, route)
}

/// The way to a section.
pub(super) fn section_route(section: &Section) -> Route {
    Route::from("sections").key(&section.id)
}

/// Whether anything in a section can bear a grade: text in a box, or a comment on an item that applies.
pub(super) fn has_evidence(section: &Section, answer: &SectionAnswer) -> bool {
    match section.evidence {
        Evidence::Items(_) => answer
            .items
            .values()
            .any(|item| item.comments.is_some() && !is_left_out(item)),
        Evidence::Questions => answer
            .questions
            .values()
            .any(crate::record::TwoAnswers::is_answered),
        Evidence::Section => answer.pair.is_answered(),
    }
}

/// A question or label short enough for a message: its first words.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.trim_end_matches('.').to_owned();
    }
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() + 1 > MOST {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    format!("{} ...", words.trim_end_matches([',', ':', ';', '.', '(']))
}

/// Whether a section has text in its boxes, and none in the box that is looked for; a checklist has no boxes.
pub(super) fn lacks_box(
    section: &Section,
    answer: &SectionAnswer,
    holds: impl Fn(&crate::record::TwoAnswers) -> bool,
) -> bool {
    let pairs: Vec<&crate::record::TwoAnswers> = match section.evidence {
        Evidence::Items(_) => return false,
        Evidence::Questions => answer.questions.values().collect(),
        Evidence::Section => vec![&answer.pair],
    };
    pairs.iter().any(|pair| pair.is_answered()) && !pairs.iter().any(|pair| holds(pair))
}

/// What forms call the child as a giver of feedback: words of the contract, on every form.
pub(super) const CHILDREN: [&str; 2] = ["young-person", "child"];

/// A line of the guideline, and the section that is graded better than the line has it.
pub(super) struct Weighed<'a> {
    line: &'a Statement,
    section: &'a Section,
    grade: Grade,
}

impl<'a> RuleSubject<'a> {
    /// The line of the form's guideline with this id, where what was told falls under it and the section that looks at
    /// the line's domain is graded better. Nothing where the guideline has no such line, or counts it for no grade.
    ///
    /// The section is the one in which it was told, where that looks at the domain, else the form's first that does.
    pub(super) fn weighed(&self, audit: &'a Audit, told: &Told<'a>, line: &str) -> Option<Weighed<'a>> {
        let (domain, line) = self.rubric?.statement(line)?;
        let looks = |section: &Section| line.counts && section.domains.contains(&domain.id);
        let own = told.section.filter(|(section, _)| looks(section));
        let graded =
            |(section, answer): (&'a Section, &'a SectionAnswer)| Some((section, answer.grade?.grade()?));
        let (section, grade) = match own {
            Some(own) => graded(own)?,
            None => self
                .sections(audit)
                .filter(|(section, ..)| looks(section))
                .find_map(|(section, answer, _)| graded((section, answer)))?,
        };
        (grade > line.grade).then_some(Weighed { line, section, grade })
    }
}

impl Weighed<'_> {
    /// What is so, as the beginning of a sentence, and how the section is graded all the same.
    pub fn message(&self, what: &str) -> String {
        format!(
            "{what}, and {} is graded {}.",
            self.section.title,
            self.grade.title()
        )
    }

    /// The line, word for word, and what to do.
    pub fn help(&self) -> String {
        let mark = self.line.mark().map(|mark| format!(", {mark}"));
        let doubtful = mark.unwrap_or_default();
        format!(
            "The guideline has under {}: \"{}\" ({}{doubtful}). Look at the grade again, or explain.",
            self.line.grade.title(),
            self.line.text,
            self.line.id
        )
    }

    /// Where the section's grade stands.
    pub fn grade_place(&self) -> Place {
        in_audit(section_route(self.section).key("grade"))
    }
}

/// A day that lies too far before the audit for the grade of its section.
pub(super) struct Gap {
    pub fact: FieldFact,
    pub months: u32,
    pub thing: &'static str,
    /// The line of the guideline that says so.
    pub line: &'static str,
}

impl Gap {
    /// The place of the day, and the line with the section that is graded better, and what is wrong.
    pub fn find<'a>(&self, subject: &RuleSubject<'a>) -> Option<(Place, Weighed<'a>, String)> {
        let audit = subject.finished()?;
        let told = subject.fact(audit, self.fact)?;
        let (day, audited) = (told.date()?, audit.date_of_audit?);
        if day >= audited.minus_months(self.months) {
            return None;
        }
        let weighed = subject.weighed(audit, &told, self.line)?;
        let what = format!(
            "{} on {day}, more than {} months before the audit",
            self.thing, self.months
        );
        let message = weighed.message(&what);
        Some((told.place, weighed, message))
    }
}

/// Where the moderator of an audit, or the reviewer of an observation, is named.
pub(super) fn moderator_place(subject: &RuleSubject<'_>) -> Place {
    let key = subject.form.process().who.to_lowercase();
    Place::value(FileKind::Moderation, key.as_str())
}

/// The people whom the files name as doing something, apart from the worker, and where.
pub(super) fn named<'a>(subject: &RuleSubject<'a>) -> Vec<(&'a str, Place)> {
    let folder = subject.folder;
    let mut all: Vec<(&str, Place)> = subject.auditor().into_iter().collect();
    let mut add = |name: Option<&'a String>, place: Place| {
        all.extend(name.map(|name| (name.as_str(), place)));
    };
    if let Some(moderation) = &folder.moderation {
        add(moderation.moderator.as_ref(), moderator_place(subject));
    }
    if let Some(direction) = &folder.direction {
        add(direction.by.as_ref(), Place::value(FileKind::CaseDirection, "by"));
    }
    if let Some(re_audit) = &folder.re_audit {
        add(
            re_audit.auditor.as_ref(),
            Place::value(FileKind::ReAudit, "auditor"),
        );
    }
    all
}
