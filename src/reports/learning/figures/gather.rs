//! The pieces of learning in one audit's folder. Only what lies in the window stays in memory.

use std::collections::BTreeMap;

use super::{LearningPiece, LearningWindow, Only, PieceKind, TextWithheld, plain_tag};
use crate::figures::form_titles::FormTitles;
use crate::figures::summary::Summary;
use crate::framework::form::AnswerKind;
use crate::framework::{Date, Form, FormRef, Grade, Judgement, Service};
use crate::record::{Audit, Folder};
use crate::reports::quarterly::figures::printed;
use crate::rule::{Looked, Personal, StaffNames};

/// How pieces are gathered.
#[derive(Clone, Debug)]
pub struct Gather<'a> {
    /// The days.
    pub window: &'a LearningWindow,
    /// What is wanted.
    pub only: &'a Only,
    /// The forms, for the wording of sections and questions.
    pub forms: &'a BTreeMap<FormRef, Form>,
    /// The names of staff, which no text that is repeated may hold.
    pub staff: &'a StaffNames,
    /// Today.
    pub as_of: Date,
}

/// What was gathered of one audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditLearning {
    /// The pieces.
    pub pieces: Vec<LearningPiece>,
    /// Whether a note on good practice waits for the worker's agreement.
    pub not_agreed: bool,
}

/// What all pieces of an audit have in common.
struct PieceCommon<'a> {
    summary: &'a Summary,
    looked: Looked<'a>,
    only: &'a Only,
    service: Option<Service>,
    form_title: String,
    pieces: Vec<LearningPiece>,
    window: &'a LearningWindow,
}

impl Gather<'_> {
    /// Whether an audit may teach anything on the days that are asked for, as far as its summary tells.
    pub fn may_tell(&self, summary: &Summary) -> bool {
        let days = [summary.progress.submitted, summary.progress.settled];
        let said = days
            .into_iter()
            .flatten()
            .chain(summary.learnt.on.iter().copied());
        summary.learnt.waits || said.into_iter().any(|day| self.window.contains(day))
    }

    /// What an audit teaches; nothing where it can't be counted or is not meant.
    pub fn of(&self, folder: &Folder, summary: &Summary) -> Option<AuditLearning> {
        let come = summary.allocated.is_none_or(|day| day <= self.as_of);
        let wanted = self.only.takes(summary.service.as_ref(), &summary.form);
        if !come || !summary.counts() || !wanted || summary.progress.submitted.is_none() {
            return None;
        }
        let looked = self.staff.at(folder);
        let mut one = PieceCommon {
            summary,
            only: self.only,
            service: summary.service.clone(),
            form_title: FormTitles::one(self.forms, &summary.form).to_owned(),
            looked,
            pieces: Vec::new(),
            window: self.window,
        };
        if let Some(audit) = &folder.audit {
            one.of_auditor(audit);
            one.outstanding(audit, self.forms);
        }
        one.of_worker(folder, self.form(folder), self.as_of);
        one.of_families(folder, self.form(folder));
        let not_agreed = one.appreciated(folder, self.as_of) && self.only.takes_tags(&summary.themes.iter());
        (not_agreed || !one.pieces.is_empty()).then_some(AuditLearning {
            pieces: one.pieces,
            not_agreed,
        })
    }

    fn form(&self, folder: &Folder) -> Option<&Form> {
        self.forms.get(&folder.allocation.as_ref()?.form)
    }
}

impl PieceCommon<'_> {
    fn add(&mut self, day: Option<Date>, kind: PieceKind, about: impl Into<String>, text: Option<&String>) {
        self.add_at(day, kind, about, text, None);
    }

    /// Adds a piece that tells of where services meet, which is a tag of its own.
    fn add_at(
        &mut self,
        day: Option<Date>,
        kind: PieceKind,
        about: impl Into<String>,
        text: Option<&String>,
        interface: Option<&String>,
    ) {
        let (Some(day), Some(text)) = (day.filter(|day| self.window.contains(*day)), text) else {
            return;
        };
        let tags = self.summary.themes.iter().chain(interface);
        if !self.only.takes_tags(&tags) {
            return;
        }
        let told = tags.filter(|tag| self.looked.finds(tag).is_none());
        let mut tags: Vec<String> = Vec::new();
        for tag in told.map(|tag| plain_tag(tag)) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let withheld = self.looked.finds(text).map(|why| match why {
            Personal::Found => TextWithheld::PersonalData,
            Personal::Named => TextWithheld::Name,
        });
        self.pieces.push(LearningPiece {
            audit: self.summary.id.clone(),
            form_title: self.form_title.clone(),
            form: self.summary.form.to_string(),
            service: self.service.clone(),
            day,
            kind,
            about: about.into(),
            tags,
            text: withheld.is_none().then(|| text.clone()),
            withheld,
        });
    }

    fn of_auditor(&mut self, audit: &Audit) {
        let day = self.summary.progress.submitted;
        for learning in &audit.system_learning {
            let area = learning.area.as_deref().unwrap_or("no area named");
            let interface = learning.interface.as_ref();
            self.add_at(
                day,
                PieceKind::System,
                area,
                learning.learning.as_ref(),
                interface,
            );
        }
        for (name, text) in &audit.key_findings {
            self.add(day, PieceKind::Finding, name.replace('_', " "), Some(text));
        }
    }

    /// Why sections are Outstanding, where they still are once the audit has settled.
    fn outstanding(&mut self, audit: &Audit, forms: &BTreeMap<FormRef, Form>) {
        let day = self.summary.progress.settled;
        for (section, judgement) in &self.summary.progress.sections {
            if *judgement == Judgement::Graded(Grade::Outstanding) {
                let because = audit
                    .sections
                    .get(section)
                    .and_then(|answer| answer.outstanding_because.as_ref());
                let (_, title) = printed(forms, &self.summary.form, section);
                self.add(
                    day,
                    PieceKind::GoodPractice,
                    format!("Outstanding: {title}"),
                    because,
                );
            }
        }
    }

    /// The worker's answers in words, and the improvement plan.
    fn of_worker(&mut self, folder: &Folder, form: Option<&Form>, today: Date) {
        let Some(feedback) = &folder.feedback else {
            return;
        };
        let day = feedback.date.filter(|day| *day <= today);
        let questions = form
            .map(|form| form.staff_feedback.as_slice())
            .unwrap_or_default();
        for question in questions
            .iter()
            .filter(|question| question.kind == AnswerKind::Text)
        {
            let answer = feedback.answers.get(&question.id);
            self.add(day, PieceKind::Practice, question.text.clone(), answer);
        }
        self.add(
            day,
            PieceKind::Practice,
            "Improvement plan",
            feedback.improvement_plan.as_ref(),
        );
    }

    /// What family members answered in words, by question; who of them it was is not told.
    fn of_families(&mut self, folder: &Folder, form: Option<&Form>) {
        let day = self.summary.progress.submitted;
        let asked = form.and_then(|form| form.family_feedback.as_ref());
        let heard = folder.audit.iter().flat_map(|audit| &audit.family_feedback);
        for (id, answer) in heard.flat_map(|entry| &entry.answers) {
            let question = asked.and_then(|asked| asked.questions.iter().find(|question| question.id == *id));
            let about = question.map_or_else(|| id.to_string(), |question| question.text.clone());
            self.add(day, PieceKind::Family, about, Some(answer));
        }
    }

    /// The note on good practice, once the worker has agreed that it may be shared. Whether it still waits for that.
    fn appreciated(&mut self, folder: &Folder, today: Date) -> bool {
        let Some(note) = &folder.appreciative else {
            return false;
        };
        let agreed = note.agreed_with_worker.filter(|day| *day <= today);
        for (about, text) in [
            ("What went well", &note.what_went_well),
            ("How it was done", &note.how_it_was_done),
            ("What to share", &note.what_to_share),
        ] {
            self.add(agreed, PieceKind::GoodPractice, about, text.as_ref());
        }
        agreed.is_none() && note.what_to_share.is_some()
    }
}
