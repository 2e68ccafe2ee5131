//! What is scaffolded parses, reads without a finding, and asks everything the form asks.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qaf::framework::form::{Form, FormRef};
use qaf::framework::{AuditId, Rubric};
use qaf::progress::answered;
use qaf::record::{Allocation, FileKind};
use qaf::store::document::Document;
use qaf::store::scaffold::{AuditForm, allocation_yaml, audit_yaml, yaml_text};
use qaf::store::{read, shipped, template, yaml};

fn shipped_forms() -> (Vec<Form>, Vec<Rubric>) {
    let read = |name: &str, text: &str| Document::read(name, text.as_bytes());
    let rubrics: Vec<Rubric> = shipped::RUBRICS
        .iter()
        .filter_map(|(name, text)| template::rubric(&read(name, text)).0)
        .collect();
    let forms = shipped::FORMS
        .iter()
        .filter_map(|(name, text)| template::form(&read(name, text), &rubrics).0)
        .collect();
    (forms, rubrics)
}

fn allocation(form: &FormRef) -> Allocation {
    Allocation {
        audit: "CF-26-0042".parse().unwrap(),
        form: form.clone(),
        row: None,
        part_of: None,
        cycle: Some("2026-27-C4".into()),
        selection: None,
        selected_by: Some("Una: \"Quill\" # x".into()),
        reason: None,
        draw: None,
        service: None,
        team: qaf::framework::Team::new("Area Unit: North # 1"),
        child_id: qaf::framework::ChildId::new("0012345"),
        initials: Some("L'T 🙂".into()),
        age: Some(7),
        legal_status: Some("CP".into()),
        worker: Some("no".into()),
        manager: None,
        auditor: "Bryn \"B\" O'Eastcott".into(),
        moderator: None,
        allocated: "2026-11-24".parse().unwrap(),
        by: None,
    }
}

fn made(form: &Form, rubrics: &[Rubric]) -> (String, read::Reading) {
    let rubric = form
        .guideline
        .as_ref()
        .and_then(|id| rubrics.iter().find(|rubric| rubric.guideline == *id));
    let allocation = allocation(&form.id);
    let due = "2026-12-08".parse().unwrap();
    let text = audit_yaml(&AuditForm {
        form,
        rubric,
        allocation: &allocation,
        due,
    });
    let files = BTreeMap::from([
        (FileKind::Allocation, allocation_yaml(&allocation).into_bytes()),
        (FileKind::Audit, text.clone().into_bytes()),
    ]);
    let id: AuditId = "CF-26-0042".parse().unwrap();
    let reading = read::folder(id, "audits/2026-27/Q3/x/CF-26-0042", &files, |id| {
        (form.id == *id).then_some(form)
    });
    (text, reading)
}

#[test]
fn every_form_comes_out_blank_and_without_a_fault() {
    let (forms, rubrics) = shipped_forms();
    assert_eq!(forms.len(), 6);
    for form in &forms {
        let (text, reading) = made(form, &rubrics);
        assert_eq!(reading.findings, [], "{}\n{text}", form.id);
        assert_eq!(
            reading.folder.allocation,
            Some(allocation(&form.id)),
            "{}",
            form.id
        );
        let audit = reading.folder.audit.as_ref().unwrap();
        let count = answered(Some(form), Some(audit));
        assert_eq!((count.answers, count.grades), (0, 0), "{}", form.id);
        assert_eq!(count.grades_of, form.sections.len() + 1);
        assert!(
            audit
                .family_feedback
                .iter()
                .all(|entry| !entry.is_obtained() && entry.not_obtained.is_none())
        );
        assert!(audit.session_notes.is_none() && audit.submitted.is_none() && audit.improvement.is_none());
    }
}

#[test]
fn every_question_stands_beside_its_place_and_role_questions_say_whose_they_are() {
    let (forms, rubrics) = shipped_forms();
    for form in &forms {
        let (text, _) = made(form, &rubrics);
        let plain: String = text
            .lines()
            .map(|line| line.trim().trim_start_matches('#').trim())
            .collect::<Vec<_>>()
            .join(" ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        for question in form.sections.iter().flat_map(|section| &section.questions) {
            let wanted = question.shown().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(plain.contains(&wanted), "{}: {wanted}", form.id);
        }
        let marked = plain.matches("[asked of the ").count();
        let for_one = form
            .sections
            .iter()
            .flat_map(|s| &s.questions)
            .filter(|q| !q.roles.is_empty())
            .count();
        assert_eq!(marked, for_one, "{}", form.id);
    }
}

proptest! {
    #[test]
    fn any_text_reads_back_as_it_was(text in "\\PC*") {
        let line = format!("key: {}\n", yaml_text(&text));
        let tree = yaml::parse(&line).unwrap();
        let read = match &tree.get("key").unwrap().value {
            yaml::Value::Text(text, _) => text.clone(),
            yaml::Value::Empty => String::new(),
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(read, text);
    }
}
