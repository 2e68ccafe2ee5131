//! One clean, submitted audit on a small form, for rules' tests to change a thing in.

use std::collections::{BTreeMap, BTreeSet};

pub use super::sample_template::people_but;
use super::sample_template::{form, options, people, row, rubric};
use super::{FreeTexts, RuleSubject, check_all};
use crate::framework::word::Word;
use crate::framework::{AuditId, Date, Form, FormRef, Grade, Judgement, People, Row, Rubric, YearStart};
use crate::record::audit::{Explained, FieldAnswer};
use crate::record::{
    Action, Allocation, Audit, ChecklistItem, EventKind, FamilyEntry, Folder, KeptCopies, LogEvent,
    Moderation, OverallGrade, Route, SectionAnswer, TwoAnswers,
};

/// The audit, and what it is judged by.
pub struct Sample {
    pub folder: Folder,
    pub form: Form,
    pub rubric: Option<Rubric>,
    pub row: Row,
    pub people: People,
    pub as_of: Date,
    pub ready: bool,
    pub faulty: BTreeSet<Route>,
    pub kept: KeptCopies,
}

impl Sample {
    /// Nothing is to be found in it.
    pub fn clean() -> Self {
        let id: AuditId = "CF-26-0042".parse().unwrap();
        let mut folder = Folder::empty(id, "audits/2026-27/Q3/north/CF-26-0042");
        folder.allocation = Some(allocation());
        folder.audit = Some(audit());
        folder.moderation = Some(moderation());
        Self {
            folder,
            form: form(),
            rubric: Some(rubric()),
            row: row(),
            people: people(),
            as_of: day("2026-12-31"),
            ready: false,
            faulty: BTreeSet::new(),
            kept: KeptCopies::default(),
        }
    }

    /// The same, not yet submitted.
    pub fn draft() -> Self {
        let mut sample = Self::clean();
        sample.audit().submitted = None;
        sample.folder.moderation = None;
        sample
    }

    /// The auditor's form.
    pub fn audit(&mut self) -> &mut Audit {
        self.folder.audit.as_mut().unwrap()
    }

    /// The allocation.
    pub fn allocation(&mut self) -> &mut Allocation {
        self.folder.allocation.as_mut().unwrap()
    }

    /// The moderation.
    pub fn moderation(&mut self) -> &mut Moderation {
        self.folder.moderation.as_mut().unwrap()
    }

    /// A section's answers.
    pub fn section(&mut self, id: &str) -> &mut SectionAnswer {
        self.audit().sections.get_mut(id).unwrap()
    }

    /// A section's answer to a question.
    pub fn pair(&mut self, section: &str, question: &str) -> &mut TwoAnswers {
        self.section(section).questions.get_mut(question).unwrap()
    }

    /// Logs an event.
    pub fn log(&mut self, date: &str, kind: EventKind) {
        let mut event = LogEvent::new(day(date), kind);
        event.item = self.folder.log.len();
        self.folder.log.push(event);
    }

    /// Answers a query instead of amending it.
    pub fn explain(&mut self, query: &str, reason: &str) {
        self.audit().explained.push(Explained {
            query: some(query),
            reason: some(reason),
        });
    }

    /// What the rules find: the rule, and the place.
    pub fn found(&self) -> Vec<(&'static str, String)> {
        check_all(&self.subject())
            .into_iter()
            .map(|draft| (draft.rule, draft.place.route.to_string()))
            .collect()
    }

    /// Asserts that the rules find this, and nothing else.
    #[track_caller]
    pub fn finds(&self, wanted: &[(&'static str, &str)]) {
        let found = self.found();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(rule, place)| (*rule, place.as_str()))
            .collect();
        assert_eq!(found, wanted);
    }

    /// The places of one rule's findings.
    pub fn places(&self, rule: &str) -> Vec<String> {
        let found = self.found().into_iter().filter(|(id, _)| *id == rule);
        found.map(|(_, place)| place).collect()
    }

    /// The first finding's sentence and help.
    pub fn says(&self) -> (String, String) {
        let draft = check_all(&self.subject()).into_iter().next().unwrap();
        (draft.message, draft.help.unwrap_or_default())
    }

    fn subject(&self) -> RuleSubject<'_> {
        RuleSubject {
            folder: &self.folder,
            form: &self.form,
            rubric: self.rubric.as_ref(),
            row: Some(&self.row),
            people: &self.people,
            titles: &[],
            year_starts: YearStart::new(4).unwrap(),
            as_of: self.as_of,
            ready: self.ready,
            faulty: &self.faulty,
            kept: &self.kept,
            texts: FreeTexts::default(),
        }
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "it stands for the Some of a record's field"
)]
pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn word<K>(text: &str) -> Word<K> {
    Word::new(text).unwrap()
}

pub fn one(text: &str) -> FieldAnswer {
    FieldAnswer::One(text.to_owned())
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "it stands for the Some of a record's field"
)]
pub fn graded(grade: Grade) -> Option<Judgement> {
    Some(Judgement::Graded(grade))
}

fn allocation() -> Allocation {
    Allocation {
        audit: "CF-26-0042".parse().unwrap(),
        form: FormRef::parse("sample/2019").unwrap(),
        row: Some(word("north-case")),
        part_of: None,
        cycle: None,
        selection: None,
        selected_by: None,
        reason: None,
        draw: None,
        service: Some(word("North")),
        team: Some(word("North One")),
        child_id: Some(word("0012345")),
        initials: some("AB"),
        age: Some(9),
        legal_status: some("CIN"),
        worker: some("HALE, Robin"),
        manager: None,
        auditor: "Amina Audley".to_owned(),
        moderator: some("Sam Moor"),
        allocated: day("2026-11-23"),
        by: None,
    }
}

/// What is said of one thing, in words that nothing else uses.
pub fn said(of: &str) -> TwoAnswers {
    TwoAnswers {
        strengths: Some(format!(
            "What went well in {of} was seen on the record and heard in the talk."
        )),
        improvements: Some(format!(
            "What could be better in {of} is how soon it is written down."
        )),
    }
}

fn answers() -> BTreeMap<crate::framework::SectionId, SectionAnswer> {
    let item = |status: &str, comments: &str| ChecklistItem {
        status: some(status),
        comments: some(comments),
    };
    let files = SectionAnswer {
        items: [
            (word("q1"), item("Good", "The file tells the story in order.")),
            (word("q2"), item("N/A", "The case is open.")),
        ]
        .into(),
        grade: graded(Grade::Good),
        criteria: vec![word("AAA-G1")],
        fields: [
            (word("chronology"), one("2026-10-01")),
            (word("closed"), one("no")),
        ]
        .into(),
        ..SectionAnswer::default()
    };
    let talks = SectionAnswer {
        questions: [
            (word("q1"), said("the first talk")),
            (word("q2"), said("its timing")),
        ]
        .into(),
        grade: graded(Grade::RequiresImprovement),
        criteria: vec![word("BBB-RI1")],
        fields: [(word("oversight"), one("2026-11-15"))].into(),
        ..SectionAnswer::default()
    };
    let outcome = SectionAnswer {
        pair: said("the outcome"),
        grade: graded(Grade::Good),
        ..SectionAnswer::default()
    };
    [
        (word("files"), files),
        (word("talks"), talks),
        (word("outcome"), outcome),
    ]
    .into()
}

fn heard() -> Vec<FamilyEntry> {
    vec![
        FamilyEntry {
            from: some("parent-carer-1"),
            date: Some(day("2026-12-01")),
            answers: [(word("q1"), "She listens to us.".to_owned())].into(),
            score: Some(7),
            ..FamilyEntry::default()
        },
        FamilyEntry {
            from: some("parent-carer-2"),
            not_obtained: some("There are no contact details for the father."),
            ..FamilyEntry::default()
        },
    ]
}

fn audit() -> Audit {
    Audit {
        form: FormRef::parse("sample/2019"),
        date_of_audit: Some(day("2026-12-03")),
        submitted: Some(day("2026-12-04")),
        // Where a form asks for them, as that of an observation.
        agreed_with_worker: Some(day("2026-11-24")),
        discussed_with_worker: Some(day("2026-12-04")),
        filed_for_appraisal: Some(day("2026-12-04")),
        header: [
            (word("status"), FieldAnswer::Many(options(&["CIN"]))),
            (word("again"), one("no")),
            (word("who"), one("Chair")),
            (word("basis"), FieldAnswer::Many(options(&["Files", "Meetings"]))),
        ]
        .into(),
        preparation: [
            (word("booked"), day("2026-11-25")),
            (word("session"), day("2026-12-02")),
            (word("marked"), day("2026-12-02")),
        ]
        .into(),
        session_notes: some("We looked at the plan together."),
        sections: answers(),
        family_feedback: heard(),
        overall: OverallGrade {
            grade: Some(Grade::Good),
            reasons: some("The plan works for the child and the family says so."),
        },
        improvement: some("Writing up within the week would make it Outstanding."),
        actions: vec![Action {
            action: some("Write up each talk within a week."),
            owner: some("Robin Hale"),
            by: Some(day("2027-01-15")),
            section: None,
        }],
        ..Audit::default()
    }
}

fn moderation() -> Moderation {
    Moderation {
        moderator: some("Sam Moor"),
        started: Some(day("2026-12-08")),
        evidence_sufficient: Some(true),
        record_sampled: vec![word("files")],
        overall_grade: Some(Grade::Good),
        signed_off: Some(day("2026-12-10")),
        ..Moderation::default()
    }
}
