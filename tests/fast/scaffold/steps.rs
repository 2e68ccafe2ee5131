//! The files of the other roles: they read without a finding before anybody wrote in them, say what is known, and give
//! back a worker's words to the letter.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qaf::framework::form::Form;
use qaf::framework::{AuditId, Date, Grade, Rubric};
use qaf::record::audit::Action;
use qaf::record::{Allocation, Audit, Feedback, FileKind, Folder};
use qaf::store::document::Document;
use qaf::store::read;
use qaf::store::scaffold::{
    DirectionForm, FeedbackForm, Followed, ModerationForm, ReAuditForm, StepForm, allocation_yaml,
    appreciative_yaml, direction_yaml, feedback_blank, feedback_yaml, moderation_yaml, re_audit_yaml,
};
use qaf::store::schema::schema_file_name;

use super::{allocation, shipped_forms, small};

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn step<'a>(form: &'a Form, rubric: Option<&'a Rubric>, allocation: &'a Allocation) -> StepForm<'a> {
    StepForm {
        form,
        rubric,
        allocation,
        due: Some(day("2026-12-21")),
    }
}

/// What an auditor may have written of an action: all that could end a comment or a line.
fn action() -> Action {
    Action {
        action: Some("Update: the \"chronology\" # now\nand then:\n- see it".to_owned()),
        owner: None,
        by: Some(day("2027-01-15")),
        section: None,
    }
}

fn moderation<'a>(step: StepForm<'a>, audit: &'a Audit) -> ModerationForm<'a> {
    ModerationForm {
        step,
        moderator: "Una \"U\" O'Quill: #1",
        auditor: "Bryn",
        started: day("2026-12-08"),
        audit,
        oversight: true,
    }
}

pub fn feedback<'a>(step: StepForm<'a>, given: Option<&'a Feedback>) -> FeedbackForm<'a> {
    FeedbackForm {
        supervisor: None,
        step,
        grade: Some(Grade::Inadequate),
        heard: true,
        given,
    }
}

/// Every file of the other roles, as it is made.
pub fn made(step: StepForm<'_>) -> Vec<(FileKind, String)> {
    let audit = Audit::default();
    let action = action();
    let actions = [Followed {
        number: "1".to_owned(),
        action: &action,
        done: None,
    }];
    let direction = DirectionForm {
        step,
        by: Some("no"),
        auditor: "Bryn",
        is_final: false,
        actions: &actions,
        review_due: Some(day("2027-01-07")),
    };
    let again = ReAuditForm {
        step,
        auditor: "Ida: Penn",
        first: "Bryn",
        actions: &actions,
    };
    vec![
        (FileKind::Moderation, moderation_yaml(&moderation(step, &audit))),
        (FileKind::CaseDirection, direction_yaml(&direction)),
        (FileKind::Feedback, feedback_yaml(&feedback(step, None))),
        (FileKind::ReAudit, re_audit_yaml(&again)),
        (FileKind::AppreciativeEnquiry, appreciative_yaml(&step, "Bryn")),
    ]
}

fn read_one(form: &Form, kind: FileKind, text: &str) -> (Folder, Vec<String>) {
    let files = BTreeMap::from([
        (
            FileKind::Allocation,
            allocation_yaml(&allocation(&form.id)).into_bytes(),
        ),
        (kind, text.as_bytes().to_vec()),
    ]);
    let id: AuditId = "CF-26-0042".parse().unwrap();
    let reading = read::folder(id, "audits/x", &files, |id| (form.id == *id).then_some(form));
    let findings = reading
        .findings
        .iter()
        .map(|found| found.message.clone())
        .collect();
    (reading.folder, findings)
}

#[test]
fn every_file_of_every_form_reads_without_a_finding_and_says_nothing_yet() {
    let (forms, rubrics) = shipped_forms();
    for form in &forms {
        let guideline = form.guideline.as_ref();
        let rubric = guideline.and_then(|id| rubrics.iter().find(|rubric| rubric.guideline == *id));
        let allocation = allocation(&form.id);
        for (kind, text) in made(step(form, rubric, &allocation)) {
            let (folder, findings) = read_one(form, kind, &text);
            assert_eq!(findings, [""; 0], "{} {}\n{text}", form.id, kind.name());
            let schema = schema_file_name(form, kind);
            let first = format!("# yaml-language-server: $schema=../../../../../schemas/{schema}\n");
            assert!(text.starts_with(&first), "{text}");
            match kind {
                FileKind::Moderation => {
                    let found = folder.moderation.unwrap();
                    assert_eq!(found.moderator.as_deref(), Some("Una \"U\" O'Quill: #1"));
                    assert_eq!(found.started, Some(day("2026-12-08")));
                    let untouched = (found.evidence_sufficient, found.overall_grade, found.signed_off);
                    assert_eq!(untouched, (None, None, None));
                    assert_eq!(text.contains("management_oversight"), form.process().regrades);
                }
                FileKind::CaseDirection => {
                    let found = folder.direction.unwrap();
                    assert_eq!((found.by.as_deref(), found.date), (Some("no"), None));
                }
                FileKind::Feedback => assert_eq!(folder.feedback.unwrap(), given_by("no")),
                FileKind::ReAudit => {
                    let found = folder.re_audit.unwrap();
                    assert_eq!((found.auditor.as_deref(), found.grade), (Some("Ida: Penn"), None));
                }
                _ => assert_eq!(
                    folder.appreciative.unwrap(),
                    qaf::record::AppreciativeEnquiry::default()
                ),
            }
        }
    }
}

fn given_by(name: &str) -> Feedback {
    Feedback {
        by: Some(name.to_owned()),
        ..Feedback::default()
    }
}

#[test]
fn the_worker_is_asked_what_the_grade_and_the_familys_part_ask_for() {
    let (forms, _) = shipped_forms();
    for form in &forms {
        let allocation = allocation(&form.id);
        let all = FeedbackForm {
            grade: Some(Grade::RequiresImprovement),
            ..feedback(step(form, None, &allocation), None)
        };
        let text = feedback_yaml(&all);
        let good = feedback_yaml(&FeedbackForm {
            grade: Some(Grade::Good),
            heard: false,
            ..all
        });
        for question in &form.staff_feedback {
            let key = format!("\n  {}:", question.id);
            assert_eq!(
                text.contains(&key),
                question.when_grade.is_empty(),
                "{} {key}",
                form.id
            );
            let always = question.when_grade.is_empty() && !question.when_feedback;
            assert_eq!(good.contains(&key), always, "{} {key}", form.id);
        }
        assert!(text.contains("\nimprovement_plan: |\n") && !good.contains("improvement_plan"));
        let asked = "Asked for on this form, within the same time";
        assert_eq!(text.contains(asked), form.supervisor_asked, "{}", form.id);
    }
    let asked: Vec<&str> = forms
        .iter()
        .filter(|form| form.supervisor_asked)
        .map(|form| form.id.form.as_str())
        .collect();
    assert_eq!(asked, ["iro-cp-chair", "supervision"]);
}

#[test]
fn the_mailed_form_names_the_audit_and_the_worker_and_nothing_of_the_child() {
    let (forms, _) = shipped_forms();
    for form in &forms {
        let allocation = Allocation {
            initials: Some("QX".to_owned()),
            team: qaf::framework::Team::new("Zephyr"),
            ..allocation(&form.id)
        };
        let text = feedback_blank(&feedback(step(form, None, &allocation), None));
        for secret in ["0012345", "QX", "7 years", "Zephyr", "graded", "Bryn"] {
            assert!(!text.contains(secret), "{secret} in\n{text}");
        }
        assert!(text.contains("\naudit: CF-26-0042\n") && text.contains("Mon 21 Dec 2026"));
        let mailed = read::mailed_feedback(&Document::read("x", text.as_bytes()), form);
        assert_eq!(mailed.findings, []);
        assert_eq!(mailed.audit.as_deref(), Some("CF-26-0042"));
        assert_eq!(mailed.feedback, given_by("no"));
    }
}

/// Writes under a key of the mailed form as a person would: each line as far in as the place shows.
fn write_under(form: &str, key: &str, words: &str) -> String {
    let indent = " ".repeat(key.len() - key.trim_start().len() + 2);
    let lines: Vec<String> = words.split('\n').map(|line| format!("{indent}{line}")).collect();
    let (from, to) = (
        format!("\n{key}: |\n{indent}\n"),
        format!("\n{key}: |\n{}\n", lines.join("\n")),
    );
    assert!(form.contains(&from), "{key}");
    form.replacen(&from, &to, 1)
}

proptest! {
    #[test]
    fn a_workers_words_come_through_to_the_letter(
        words in proptest::collection::vec("[^\\p{C}\\p{Z}][^\\p{C}\\p{Zl}\\p{Zp}]{0,60}", 1..6),
        gaps in proptest::collection::vec(0..3_usize, 6),
        windows in any::<bool>(),
        mark in any::<bool>(),
    ) {
        let (forms, _) = shipped_forms();
        let form = &forms[0];
        let allocation = allocation(&form.id);
        let mut text = String::new();
        for (line, gap) in words.iter().zip(gaps) {
            text.push_str(line);
            text.push_str(&"\n".repeat(gap + 1));
        }
        let text = text.trim().to_owned();
        let blank = feedback_blank(&feedback(step(form, None, &allocation), None));
        let mut filled = blank;
        for key in ["  q2", "  q3", "improvement_plan", "  comment"] {
            filled = write_under(&filled, key, &text);
        }
        if windows {
            filled = filled.replace('\n', "\r\n");
        }
        if mark {
            filled.insert(0, '\u{feff}');
        }
        let mailed = read::mailed_feedback(&Document::read("x", filled.as_bytes()), form);
        prop_assert_eq!(&mailed.findings, &[]);
        let given = mailed.feedback;
        prop_assert_eq!(given.improvement_plan.as_ref(), Some(&text));
        prop_assert_eq!(given.supervisor_comment.as_ref(), Some(&text));
        prop_assert!(given.answers.len() == 2 && given.answers.values().all(|answer| *answer == text));
        let kept = feedback_yaml(&feedback(step(form, None, &allocation), Some(&given)));
        let (folder, findings) = read_one(form, FileKind::Feedback, &kept);
        prop_assert!(findings.is_empty(), "{findings:?}\n{kept}");
        prop_assert_eq!(folder.feedback, Some(given));
    }

    #[test]
    fn whatever_a_reader_made_of_it_is_kept_as_it_was(text in any::<String>(), name in any::<String>()) {
        let trimmed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let form = small();
        let allocation = allocation(&form.id);
        let given = Feedback {
            by: trimmed(&name),
            date: Some(day("2026-12-20")),
            answers: trimmed(&text).map(|text| (form.staff_feedback[0].id.clone(), text)).into_iter().collect(),
            improvement_plan: trimmed(&text),
            supervisor: trimmed(&name),
            supervisor_comment: trimmed(&text),
            ..Feedback::default()
        };
        let kept = feedback_yaml(&feedback(step(&form, None, &allocation), Some(&given)));
        let (folder, findings) = read_one(&form, FileKind::Feedback, &kept);
        prop_assert!(findings.is_empty(), "{findings:?}\n{kept}");
        prop_assert_eq!(folder.feedback, Some(given));
    }

    #[test]
    fn no_text_of_an_action_or_name_breaks_a_file(text in any::<String>()) {
        let form = small();
        let allocation = Allocation { worker: Some(text.clone()), auditor: text.clone(), ..allocation(&form.id) };
        let step = step(&form, None, &allocation);
        let action = Action { action: Some(text.clone()), owner: Some(text.clone()), by: None, section: None };
        let actions = [Followed { number: "1".to_owned(), action: &action, done: Some(day("2026-12-20")) }];
        let again = re_audit_yaml(&ReAuditForm { step, auditor: "Ida", first: &text, actions: &actions });
        let (folder, findings) = read_one(&form, FileKind::ReAudit, &again);
        prop_assert!(findings.is_empty(), "{findings:?}\n{again}");
        prop_assert_eq!(folder.re_audit.unwrap().auditor, Some("Ida".to_owned()));
    }
}

#[test]
fn a_moderation_as_a_moderator_sees_it() {
    let form = small();
    let allocation = allocation(&form.id);
    let filled = "overall: { grade: G }\nsections:\n  first: { grade: RI }\n  second: { grade: N/A }\n";
    let (folder, _) = read_one(&form, FileKind::Audit, filled);
    let audit = folder.audit.unwrap();
    let text = moderation_yaml(&moderation(step(&form, None, &allocation), &audit));
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
fn the_example_of_a_changed_grade_is_right_once_the_marks_are_taken_away() {
    let (forms, _) = shipped_forms();
    for form in forms.iter().filter(|form| form.process().regrades) {
        let allocation = allocation(&form.id);
        let text = moderation_yaml(&moderation(step(form, None, &allocation), &Audit::default()));
        let example: Vec<String> = text
            .lines()
            .skip_while(|line| !line.starts_with("#   - section"))
            .take_while(|line| line.starts_with("#   "))
            .map(|line| line.replacen("# ", "", 1) + "\n")
            .collect();
        let changed = text.replace("regrades: []\n", &format!("regrades:\n{}", example.concat()));
        let (folder, findings) = read_one(form, FileKind::Moderation, &changed);
        assert_eq!(findings, [""; 0], "{changed}");
        let regrades = folder.moderation.unwrap().regrades;
        assert_eq!(regrades.len(), 1);
        assert_eq!(regrades[0].to, Some(Grade::RequiresImprovement));
        assert_eq!(regrades[0].section.as_ref(), Some(&form.sections[0].id));
    }
}
