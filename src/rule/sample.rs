//! One clean, submitted audit on a small form, for rules' tests to change a thing in.

use std::collections::{BTreeMap, BTreeSet};

use super::{Subject, check_all};
use crate::framework::form::{
    Block, Evidence, Fact, FamilyFeedback, Field, Kind, Preparation, Question, ReAuditKind, Section,
    SettledBy,
};
use crate::framework::rubric::{Domain, Statement};
use crate::framework::schedule::{Activity, Per};
use crate::framework::text::Word;
use crate::framework::{AuditId, Date, Form, FormRef, Grade, Judgement, People, Person, Row, Rubric};
use crate::record::audit::{Answer, Explained};
use crate::record::{
    Action, Allocation, Audit, FamilyEntry, Folder, Item, Moderation, OverallGrade, Pair, Route,
    SectionAnswer,
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
    pub fn pair(&mut self, section: &str, question: &str) -> &mut Pair {
        self.section(section).questions.get_mut(question).unwrap()
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

    fn subject(&self) -> Subject<'_> {
        Subject {
            folder: &self.folder,
            form: &self.form,
            rubric: self.rubric.as_ref(),
            row: Some(&self.row),
            people: &self.people,
            as_of: self.as_of,
            ready: self.ready,
            faulty: &self.faulty,
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

pub fn one(text: &str) -> Answer {
    Answer::One(text.to_owned())
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "it stands for the Some of a record's field"
)]
pub fn graded(grade: Grade) -> Option<Judgement> {
    Some(Judgement::Graded(grade))
}

pub fn field(id: &str, kind: Kind) -> Field {
    Field {
        id: word(id),
        label: format!("What of {id}?"),
        kind,
        known: Vec::new(),
        when: None,
        fact: None,
        optional: false,
        ours: false,
        doubtful: false,
        help: None,
        role_ids: BTreeMap::new(),
    }
}

fn fact(id: &str, kind: Kind, fact: Fact) -> Field {
    Field {
        fact: Some(fact),
        optional: true,
        ..field(id, kind)
    }
}

fn options(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn question(id: &str, text: &str) -> Question {
    Question {
        id: word(id),
        text: text.to_owned(),
        doubtful: false,
        roles: Vec::new(),
        fact: None,
        note: None,
    }
}

fn header() -> Vec<Field> {
    vec![
        Field {
            known: vec!["child_id".to_owned()],
            ..field("child", Kind::Text)
        },
        field("status", Kind::Choices(options(&["CIN", "CP"]))),
        field("again", Kind::YesNo),
        Field {
            when: Some((word("again"), "yes".to_owned())),
            ..field("again_how", Kind::Choice(options(&["similar", "different"])))
        },
        fact("within_24h", Kind::YesNo, Fact::DecisionWithin24h),
        fact("same_day", Kind::YesNo, Fact::DecisionSameWorkingDay),
        Field {
            role_ids: [("Chair", "cp-chair"), ("Reviewer", "iro")]
                .map(|(option, role)| (option.to_owned(), word(role)))
                .into(),
            ..fact("who", Kind::Choice(options(&["Chair", "Reviewer"])), Fact::Role)
        },
        fact(
            "basis",
            Kind::Choices(options(&["Files", "Meetings"])),
            Fact::Basis,
        ),
        Field {
            optional: true,
            ..field("remarks", Kind::Text)
        },
    ]
}

fn section(id: &str, title: &str, evidence: Evidence, domains: &[&str]) -> Section {
    Section {
        id: word(id),
        title: title.to_owned(),
        intro: None,
        evidence,
        domains: domains.iter().map(|domain| word(domain)).collect(),
        questions: vec![
            question("q1", "Was it done well?"),
            question("q2", "Was it done in time?"),
        ],
        fields: Vec::new(),
    }
}

fn sections() -> Vec<Section> {
    let statuses = Evidence::Items(options(&["Good", "Requires update"]));
    let mut files = section("files", "Files", statuses, &["AAA"]);
    files.questions[1].fact = Some(Fact::ClosureSummary);
    files.fields = vec![
        fact("chronology", Kind::Date, Fact::ChronologyUpdated),
        fact("closed", Kind::YesNo, Fact::CaseClosed),
    ];
    let mut talks = section("talks", "Talks", Evidence::Questions, &["BBB"]);
    talks.questions.push(Question {
        roles: vec![word("iro")],
        ..question("q3", "Did the reviewer see the child?")
    });
    talks.fields = vec![
        fact("oversight", Kind::Date, Fact::LastManagementOversight),
        fact(
            "permanence",
            Kind::Choice(options(&["yes", "no"])),
            Fact::PermanencePlanBySecondReview,
        ),
    ];
    vec![
        files,
        talks,
        section("outcome", "Outcome", Evidence::Section, &[]),
    ]
}

fn family() -> FamilyFeedback {
    FamilyFeedback {
        intro: None,
        givers: options(&["parent-carer-1", "parent-carer-2", "young-person"]),
        labels: [("parent-carer-1", "Parent 1"), ("parent-carer-2", "Parent 2")]
            .map(|(giver, label)| (giver.to_owned(), label.to_owned()))
            .into(),
        residence: options(&["parent-carer-1", "parent-carer-2"]),
        heard_or_explained: options(&["parent-carer-1", "parent-carer-2"]),
        at_least: 0,
        date_required: false,
        questions: vec![question("q1", "What goes well?")],
        scale: None,
    }
}

fn preparation() -> Vec<Preparation> {
    [
        ("booked", None),
        ("session", Some(Fact::Session)),
        ("marked", Some(Fact::LcsStatus)),
    ]
    .map(|(id, fact)| Preparation {
        id: word(id),
        label: format!("The {id} step"),
        fact,
    })
    .into()
}

fn form() -> Form {
    Form {
        id: FormRef::parse("sample/2019").unwrap(),
        title: "Sample audit".to_owned(),
        source: None,
        prefix: "CF".to_owned(),
        guideline: Some(word("sample")),
        settled_by: SettledBy::Moderation,
        re_audit: ReAuditKind::Desktop,
        intro: Vec::new(),
        header: header(),
        preparation: preparation(),
        session_notes: Some("What was talked over?".to_owned()),
        sections: sections(),
        family_feedback: Some(family()),
        ask: vec![Block::Improvement, Block::Actions],
        asks: BTreeMap::new(),
        learning_areas: Vec::new(),
        duties: Vec::new(),
        staff_feedback: Vec::new(),
        filing: None,
    }
}

fn rubric() -> Rubric {
    let statement = |id: &str, grade: Grade| Statement {
        id: word(id),
        grade,
        text: format!("What {id} says"),
        doubtful: false,
        note: None,
        counts: !id.ends_with('9'),
    };
    let domain = |id: &str, title: &str| Domain {
        id: word(id),
        title: title.to_owned(),
        note: None,
        statements: vec![
            statement(&format!("{id}-G1"), Grade::Good),
            statement(&format!("{id}-G9"), Grade::Good),
            statement(&format!("{id}-RI1"), Grade::RequiresImprovement),
            statement(&format!("{id}-I1"), Grade::Inadequate),
        ],
    };
    Rubric {
        guideline: word("sample"),
        version: "2019".to_owned(),
        title: "Guideline".to_owned(),
        source: None,
        outstanding: "Excellent throughout".to_owned(),
        domains: vec![domain("AAA", "Recording"), domain("BBB", "Talking")],
    }
}

fn row() -> Row {
    Row {
        id: word("north-case"),
        service: Some(word("North")),
        activity: Activity::CaseFile,
        title: None,
        times_a_year: Some(6),
        per: Per::Auditor,
        auditors: vec![word("team-manager")],
        workers: Vec::new(),
        forms: vec![word("sample")],
        moderators: vec![word("service-manager")],
        reviewers: vec![word("service-manager")],
        selection: None,
        weeks_from_joining: None,
        in_probation: None,
        source: None,
        note: None,
    }
}

/// A person of the North.
pub fn person(name: &str, role: &str) -> Person {
    Person {
        name: word(name),
        aliases: Vec::new(),
        roles: vec![word(role)],
        services: vec![word("North")],
        teams: Vec::new(),
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: None,
    }
}

/// The staff, without the one named.
pub fn people_but(name: &str) -> Vec<Person> {
    let mut all = vec![
        person("Amina Audley", "team-manager"),
        person("Robin Hale", "social-worker"),
        person("Sam Moor", "service-manager"),
    ];
    all[1].aliases = vec!["HALE, Robin".to_owned()];
    all.retain(|person| person.name != name);
    all
}

fn people() -> People {
    People::new(people_but(""))
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
pub fn said(of: &str) -> Pair {
    Pair {
        strengths: Some(format!(
            "What went well in {of} was seen on the record and heard in the talk."
        )),
        improvements: Some(format!(
            "What could be better in {of} is how soon it is written down."
        )),
    }
}

fn answers() -> BTreeMap<crate::framework::SectionId, SectionAnswer> {
    let item = |status: &str, comments: &str| Item {
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
        header: [
            (word("status"), Answer::Many(options(&["CIN"]))),
            (word("again"), one("no")),
            (word("who"), one("Chair")),
            (word("basis"), Answer::Many(options(&["Files", "Meetings"]))),
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
        }],
        ..Audit::default()
    }
}

fn moderation() -> Moderation {
    Moderation {
        moderator: some("Sam Moor"),
        started: Some(day("2026-12-08")),
        evidence_sufficient: Some(true),
        overall_grade: Some(Grade::Good),
        signed_off: Some(day("2026-12-10")),
        ..Moderation::default()
    }
}
