//! Where audits stand, on stated days. The deadlines are those that are shipped.

mod inadequate;
pub(super) mod laws;
mod life;
mod table;
mod walk;

use super::*;
use crate::framework::form::{Form, FormRef};
use crate::framework::{AuditId, Person};
use crate::record::{Allocation, Audit, CaseDirection, EventKind, Feedback, LogEvent, Moderation, ReAudit};
use crate::store::document::Document;
use crate::store::{schedule_toml, settings, shipped, template};

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) struct World {
    pub(super) schedule: Schedule,
    pub(super) calendar: Calendar,
    pub(super) people: People,
    pub(super) forms: Vec<Form>,
}

/// The shipped files are read once for all tests.
pub(super) fn world() -> &'static World {
    static WORLD: std::sync::LazyLock<World> = std::sync::LazyLock::new(read_world);
    &WORLD
}

fn read_world() -> World {
    let settings = settings::read(shipped::SETTINGS.as_bytes(), &[]).unwrap();
    let read = |name: &str, text: &str| Document::read(name, text.as_bytes());
    let rubrics: Vec<_> = shipped::RUBRICS
        .iter()
        .filter_map(|(name, text)| template::rubric(&read(name, text)).0)
        .collect();
    let forms: Vec<Form> = shipped::FORMS
        .iter()
        .filter_map(|(name, text)| template::form(&read(name, text), &rubrics).0)
        .collect();
    let person = |name: &str, role: &str| Person {
        name: crate::framework::PersonName::new(name).unwrap(),
        aliases: Vec::new(),
        roles: vec![crate::framework::RoleId::new(role).unwrap()],
        services: Vec::new(),
        teams: Vec::new(),
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: None,
    };
    let ids: Vec<_> = forms.iter().map(|form| form.id.form.clone()).collect();
    World {
        schedule: schedule_toml::read(shipped::SCHEDULE.as_bytes(), &settings, &ids).unwrap(),
        calendar: Calendar::from_json(shipped::BANK_HOLIDAYS).unwrap(),
        people: People::new(vec![
            person("Una Quill", "qa-social-worker"),
            person("Sam Marsh", "service-manager"),
        ]),
        forms,
    }
}

/// An audit allocated on 2 November 2026 to Bryn Eastcott.
pub(super) fn folder(form: &str, row: &str) -> Folder {
    let id: AuditId = "CF-26-0001".parse().unwrap();
    let mut folder = Folder::empty(id.clone(), "audits/2026-27/Q3/north/CF-26-0001");
    folder.allocation = Some(Allocation {
        audit: id,
        form: FormRef::parse(&format!("{form}/2019")).unwrap(),
        row: crate::framework::RowId::new(row),
        part_of: None,
        cycle: None,
        selection: None,
        selected_by: None,
        reason: None,
        draw: None,
        service: None,
        team: None,
        child_id: None,
        initials: None,
        age: None,
        legal_status: None,
        worker: Some("Kofi Nolan".into()),
        manager: None,
        auditor: "Bryn Eastcott".into(),
        moderator: Some("Sam Marsh".into()),
        allocated: day("2026-11-02"),
        by: None,
    });
    folder.audit = Some(Audit::default());
    folder
}

pub(super) fn submit(folder: &mut Folder, date: &str, grade: Grade) {
    let audit = folder.audit.as_mut().unwrap();
    audit.submitted = Some(day(date));
    audit.overall.grade = Some(grade);
}

pub(super) fn sign_off(folder: &mut Folder, date: &str, grade: Grade) {
    folder.moderation = Some(Moderation {
        moderator: Some("Sam Marsh".into()),
        overall_grade: Some(grade),
        signed_off: Some(day(date)),
        ..Moderation::default()
    });
}

pub(super) fn log(folder: &mut Folder, date: &str, event: EventKind) {
    folder.log.push(LogEvent::new(day(date), event));
}

fn at(world: &World, folder: &Folder, today: &str) -> Progress {
    let allocation = folder.allocation.as_ref().unwrap();
    judge(&ProgressSubject {
        folder,
        form: world.forms.iter().find(|form| form.id == allocation.form),
        row: allocation
            .row
            .as_ref()
            .and_then(|row| world.schedule.row(row.as_str())),
        row_of_work: None,
        schedule: &world.schedule,
        calendar: &world.calendar,
        people: &world.people,
        as_of: day(today),
    })
}

fn next(progress: &Progress) -> Option<(Step, String, Date)> {
    progress.next.as_ref().map(|next| {
        (
            next.step,
            next.who.shown(|role| role.as_str()).to_owned(),
            next.due,
        )
    })
}

#[test]
fn a_question_of_one_role_is_asked_of_no_other() {
    let form = world().forms.iter().find(|form| form.id.form == *"iro-cp-chair");
    let voice = &form.unwrap().sections[0];
    let asked_of = |role: Option<&str>| -> Vec<&str> {
        let role = role.map(|role| crate::framework::RoleId::new(role).unwrap());
        let asked = voice
            .questions
            .iter()
            .filter(|question| is_asked_of(question, role.as_ref()));
        asked.map(|question| question.id.as_str()).collect()
    };
    assert_eq!(asked_of(Some("iro")), ["q1", "q2", "q4"]);
    assert_eq!(asked_of(Some("cp-chair")), ["q1", "q3", "q4"]);
    // Before it is known which, every question may be.
    assert_eq!(asked_of(None), ["q1", "q2", "q3", "q4"]);
}
