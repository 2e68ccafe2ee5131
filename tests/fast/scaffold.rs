//! What is scaffolded parses, reads without a finding, and asks everything the form asks.

mod remarks;
mod steps;

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
        role: None,
        cases: &[],
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
    assert_eq!(forms.len(), shipped::FORMS.len());
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
        assert_eq!(count.grades_of, form.sections.len());
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
            yaml::NodeValue::Text(text, _) => text.clone(),
            yaml::NodeValue::Empty => String::new(),
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(read, text);
    }
}

proptest! {
    #[test]
    fn a_text_with_any_letters_at_all_reads_back_as_it_was(letters in proptest::collection::vec(any::<char>(), 0..40)) {
        let text: String = letters.into_iter().collect();
        let tree = yaml::parse(&format!("key: {}\nnext: {{ key: {} }}\n", yaml_text(&text), yaml_text(&text))).unwrap();
        for node in [tree.get("key"), tree.get("next").and_then(|next| next.get("key"))] {
            let yaml::NodeValue::Text(read, _) = &node.unwrap().value else { panic!("{node:?}") };
            prop_assert_eq!(read, &text);
        }
    }

    #[test]
    fn no_text_of_an_allocation_breaks_the_form(text in any::<String>(), long in "[a-z:#' ]{0,400}") {
        let (forms, _) = shipped_forms();
        let form = &forms[0];
        let allocation = Allocation {
            initials: Some(text.clone()),
            worker: Some(long),
            manager: Some(text.clone()),
            auditor: text,
            ..allocation(&form.id)
        };
        let due = "2026-12-08".parse().unwrap();
        let blank = audit_yaml(&AuditForm { form, rubric: None, allocation: &allocation, due, role: None, cases: &[] });
        let tree = yaml::parse(&blank).unwrap();
        prop_assert!(tree.get("overall").is_some() && tree.get("explained").is_some());
        prop_assert!(yaml::parse(&allocation_yaml(&allocation)).is_ok());
    }
}

#[test]
fn a_value_is_quoted_only_where_another_reader_would_take_it_for_something_else() {
    for plain in [
        "CF-26-0042",
        "2026-27-C4",
        "2026-12-07",
        "child-case/2019",
        "Area Unit 1",
        "Zoë O'Neil",
    ] {
        assert_eq!(yaml_text(plain), plain);
    }
    for quoted in [
        "0012345", "1e5", "1e-5", "0x1F", "no", "Null", ".5", "a: b", "x #y", " a", "a ", "", "- a", "~",
    ] {
        assert_eq!(yaml_text(quoted), format!("\"{quoted}\""));
    }
}

/// A form with one of each thing, in few lines.
const SMALL: &str = r#"
form: small
version: 2026
title: "A small form: for tests"
prefix: SM
settled_by: moderation
re_audit: desktop
intro: ["Look, and look again."]
header:
  - { id: child_id, label: "Child's ID", known: child_id }
  - { id: factors, label: "Factors", kind: choices, options: ["One, two", Three], doubtful: true }
  - { id: again, label: "Again?", kind: yes-no }
  - { id: why, label: "Why again?", when: { again: yes }, optional: true }
preparation: [ { id: desktop, label: "File read" } ]
session_notes: "What was said"
sections:
  - id: first
    title: First things
    intro: "Begin here."
    evidence: items
    statuses: [Good, Poor]
    domains: []
    questions: [ { id: q1, text: "Is it: in \"order\" # or not?", note: "N/A while open" } ]
  - id: second
    title: Second things
    evidence: section
    domains: []
    questions: [ { id: q1, text: "Is it well?", doubtful: true } ]
    fields: [ { id: day, label: "Last day", kind: date, ours: true, optional: true } ]
family_feedback:
  intro: "Ask them."
  givers: [parent]
  labels: { parent: "A parent" }
  residence: [parent]
  heard_or_explained: [parent]
  questions: [ { id: q1, text: "What went well?" }, { id: q2, text: "What score?" } ]
  scale: { question: q2, low: "bad", high: "good" }
ask: [actions]
asks: { overall: "Which grade?", reasons: "Why?", actions: "What next?", specialist_teams: "Who else?" }
staff_feedback: { questions: [ { id: q1, text: "Learnt?", kind: text } ] }
"#;

fn small() -> Form {
    let (form, findings) = template::form(&Document::read("small.yaml", SMALL.as_bytes()), &[]);
    form.unwrap_or_else(|| panic!("{findings:?}"))
}

#[test]
fn a_small_form_as_an_auditor_sees_it() {
    let (text, reading) = made(&small(), &[]);
    assert_eq!(reading.findings, []);
    // Lines that hold only the spaces for a text would be lost by many an editor.
    let shown: Vec<String> = text
        .lines()
        .map(|line| {
            if line.trim().is_empty() {
                line.replace(' ', "·")
            } else {
                line.to_owned()
            }
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_examples_are_right_once_the_marks_are_taken_away() {
    let (forms, rubrics) = shipped_forms();
    for form in &forms {
        let (text, _) = made(form, &rubrics);
        let mut lines: Vec<String> = Vec::new();
        let mut example: Vec<String> = Vec::new();
        for line in text.lines() {
            if let Some(shown) = line.strip_prefix("#   ") {
                example.push(format!("  {shown}"));
            } else if let Some(key) = line.strip_suffix(": []").filter(|_| !example.is_empty()) {
                lines.push(format!("{key}:"));
                lines.append(&mut example);
            } else {
                example.clear();
                lines.push(line.to_owned());
            }
        }
        let filled = lines.join("\n") + "\n";
        let files = BTreeMap::from([(FileKind::Audit, filled.clone().into_bytes())]);
        let id: AuditId = "CF-26-0042".parse().unwrap();
        let reading = read::folder(id, "audits/x", &files, |id| (form.id == *id).then_some(form));
        let audit = reading
            .folder
            .audit
            .unwrap_or_else(|| panic!("{:?}", reading.findings));
        let wanted = usize::from(form.asks_for(qaf::framework::form::Block::Actions));
        assert_eq!(
            (audit.actions.len(), audit.explained.len()),
            (wanted, 1),
            "{}",
            form.id
        );
        let faults: Vec<_> = reading
            .findings
            .iter()
            .filter(|finding| finding.location.path.ends_with("audit.yaml"))
            .collect();
        assert!(faults.is_empty(), "{faults:?}\n{filled}");
    }
}
