//! What the clean audit is judged by: a small form, its guideline, a row of the schedule, and the staff.

use std::collections::BTreeMap;

use crate::framework::form::{
    Block, Evidence, FamilyFeedback, Field, FieldFact, FieldKind, OnInadequate, Preparation, Question,
    ReAuditKind, Section, SettledBy,
};
use crate::framework::rubric::{Domain, Statement};
use crate::framework::schedule::{Per, RowActivity};
use crate::framework::{Form, FormRef, Grade, People, Person, Row, Rubric};
use crate::rule::sample::word;

pub fn field(id: &str, kind: FieldKind) -> Field {
    Field {
        id: word(id),
        label: format!("What of {id}?"),
        kind,
        known: Vec::new(),
        when: None,
        or: None,
        fact: None,
        optional: false,
        ours: false,
        doubtful: false,
        help: None,
        role_ids: BTreeMap::new(),
    }
}

fn fact(id: &str, kind: FieldKind, fact: FieldFact) -> Field {
    Field {
        fact: Some(fact),
        optional: true,
        ..field(id, kind)
    }
}

pub fn options(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn question(id: &str, text: &str) -> Question {
    Question {
        id: word(id),
        text: text.to_owned(),
        doubtful: false,
        roles: Vec::new(),
        fact: None,
        criterion: None,
        note: None,
    }
}

fn header() -> Vec<Field> {
    vec![
        Field {
            known: vec!["child_id".to_owned()],
            ..field("child", FieldKind::Text)
        },
        field("status", FieldKind::Choices(options(&["CIN", "CP"]))),
        field("again", FieldKind::YesNo),
        Field {
            when: Some((word("again"), "yes".to_owned())),
            ..field("again_how", FieldKind::Choice(options(&["similar", "different"])))
        },
        fact("within_24h", FieldKind::YesNo, FieldFact::DecisionWithin24h),
        fact("knows_family", FieldKind::YesNo, FieldFact::AuditorKnowsFamily),
        fact("same_day", FieldKind::YesNo, FieldFact::DecisionSameWorkingDay),
        Field {
            role_ids: [("Chair", "cp-chair"), ("Reviewer", "iro")]
                .map(|(option, role)| (option.to_owned(), word(role)))
                .into(),
            ..fact(
                "who",
                FieldKind::Choice(options(&["Chair", "Reviewer"])),
                FieldFact::Role,
            )
        },
        fact(
            "basis",
            FieldKind::Choices(options(&["Files", "Meetings"])),
            FieldFact::Basis,
        ),
        Field {
            optional: true,
            ..field("remarks", FieldKind::Text)
        },
    ]
}

fn section(id: &str, title: &str, evidence: Evidence, domains: &[&str]) -> Section {
    Section {
        id: word(id),
        title: title.to_owned(),
        intro: None,
        graded: true,
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
    files.questions[1].fact = Some(FieldFact::ClosureSummary);
    files.fields = vec![
        fact("chronology", FieldKind::Date, FieldFact::ChronologyUpdated),
        fact("closed", FieldKind::YesNo, FieldFact::CaseClosed),
    ];
    let mut talks = section("talks", "Talks", Evidence::Questions, &["BBB"]);
    talks.questions.push(Question {
        roles: vec![word("iro")],
        ..question("q3", "Did the reviewer see the child?")
    });
    talks.fields = vec![
        fact("oversight", FieldKind::Date, FieldFact::LastManagementOversight),
        fact(
            "permanence",
            FieldKind::Choice(options(&["yes", "no"])),
            FieldFact::PermanencePlanBySecondReview,
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
        ("session", Some(FieldFact::Session)),
        ("marked", Some(FieldFact::LcsStatus)),
    ]
    .map(|(id, fact)| Preparation {
        id: word(id),
        label: format!("The {id} step"),
        fact,
    })
    .into()
}

pub fn form() -> Form {
    Form {
        id: FormRef::parse("sample/2019").unwrap(),
        title: "Sample audit".to_owned(),
        source: None,
        prefix: "CF".to_owned(),
        guideline: Some(word("sample")),
        settled_by: SettledBy::Moderation,
        overall: true,
        on_inadequate: OnInadequate::Case,
        re_audit: ReAuditKind::Desktop,
        subject: None,
        of_work: None,
        intro: Vec::new(),
        header: header(),
        preparation: preparation(),
        session_notes: Some("What was talked over?".to_owned()),
        sections: sections(),
        worker_feedback: None,
        family_feedback: Some(family()),
        ask: vec![Block::Improvement, Block::Actions],
        asks: BTreeMap::new(),
        learning_areas: Vec::new(),
        duties: Vec::new(),
        supervisor_asked: false,
        staff_feedback: Vec::new(),
        filing: None,
    }
}

pub fn rubric() -> Rubric {
    let statement = |id: &str, grade: Grade| Statement {
        id: word(id),
        grade,
        text: format!("What {id} says"),
        doubtful: false,
        ours: false,
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
    let mut domains = vec![domain("AAA", "Recording"), domain("BBB", "Talking")];
    // The lines that rules rest on.
    for (place, id, grade) in [
        (0, "BIR-RI6", Grade::RequiresImprovement),
        (0, "CHR-I1", Grade::Inadequate),
        (1, "SUP-I3", Grade::Inadequate),
        (1, "CLA-I3", Grade::Inadequate),
    ] {
        domains[place].statements.push(statement(id, grade));
    }
    Rubric {
        guideline: word("sample"),
        version: "2019".to_owned(),
        title: "Guideline".to_owned(),
        source: None,
        outstanding: "Excellent throughout".to_owned(),
        domains,
    }
}

pub fn row() -> Row {
    Row {
        id: word("north-case"),
        service: Some(word("North")),
        activity: Some(RowActivity::CaseFile),
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

pub fn people() -> People {
    People::new(people_but(""))
}
