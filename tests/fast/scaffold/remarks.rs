//! The remarks that forms come with are known as such, also those of earlier days; a person's own are not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use qaf::framework::Rubric;
use qaf::framework::form::Form;
use qaf::record::FileKind;
use qaf::store::document::{Document, remarks};
use qaf::store::scaffold::{AuditForm, PrintedRemarks, audit_yaml, feedback_blank};
use qaf::store::{shipped, template};

use super::steps::{day, feedback, made, step};
use super::{allocation, shipped_forms};

/// The remarks of every file as qaf first made them. `QAF_GOLDEN=write` makes the file where there is none; a file that
/// is there is never made anew, for people have such files.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/remarks.txt");

fn rubric<'r>(form: &Form, rubrics: &'r [Rubric]) -> Option<&'r Rubric> {
    let guideline = form.guideline.as_ref()?;
    rubrics.iter().find(|rubric| rubric.guideline == *guideline)
}

/// Every file of a form, with what it holds.
fn files(form: &Form, rubric: Option<&Rubric>) -> Vec<(FileKind, String)> {
    let allocation = allocation(&form.id);
    let audit = AuditForm {
        form,
        rubric,
        allocation: &allocation,
        due: day("2026-12-08"),
        role: None,
        cases: &[],
    };
    let mut files = made(step(form, rubric, &allocation));
    files.push((FileKind::Audit, audit_yaml(&audit)));
    let blank = feedback_blank(&feedback(step(form, rubric, &allocation), None));
    files.push((FileKind::Feedback, blank));
    files
}

/// The lines of a file that are taken for no remark of its form.
fn strange(
    form: &Form,
    rubric: Option<&Rubric>,
    kind: FileKind,
    text: &str,
    as_shipped: bool,
) -> Vec<String> {
    let document = Document::read(kind.name(), text.as_bytes());
    let all = remarks(&document);
    let printed = PrintedRemarks::of(form, rubric, kind);
    let strange = printed.strange(&document, &all, as_shipped).into_iter();
    strange.map(|remark| remark.text.to_owned()).collect()
}

/// Lines of people's own.
const OWN: [&str; 7] = [
    "#1 priority: drift",
    "# Summary",
    "## Good",
    "# RI",
    "#### 1. Seen by q1",
    "#no",
    "# not sure yet",
];

#[test]
fn no_remark_of_a_file_just_made_is_strange_and_any_other_is() {
    let (forms, rubrics) = shipped_forms();
    for form in &forms {
        let rubric = rubric(form, &rubrics);
        for (kind, text) in files(form, rubric) {
            let none: [String; 0] = [];
            assert_eq!(
                strange(form, rubric, kind, &text, true),
                none,
                "{} {}",
                form.id,
                kind.name()
            );
            let lines: Vec<&str> = text.lines().collect();
            let printed = PrintedRemarks::of(form, rubric, kind);
            // A line among an answer's text, or where its text would stand, is no remark.
            let places = (0..lines.len()).filter(|at| !lines[*at].trim().is_empty());
            for (number, at) in places.step_by(5).enumerate() {
                let indent = lines[at].len() - lines[at].trim_start().len();
                let own = OWN[number % OWN.len()];
                let own_line = format!("{:indent$}{own}", "");
                let mut with = lines.clone();
                with.insert(at, &own_line);
                let document = Document::read(kind.name(), with.join("\n").as_bytes());
                let all = remarks(&document);
                let found = printed.strange(&document, &all, true);
                let found: Vec<&str> = found.iter().map(|remark| remark.text).collect();
                assert_eq!(found, [own], "{} {}, line {at}", form.id, kind.name());
            }
        }
    }
}

/// The forms of the first version: a store keeps those that it was made with.
fn first_forms() -> (Vec<Form>, Vec<Rubric>) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/0.1.0/store/forms");
    let all = |folder: &str| -> Vec<Document> {
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
        files
            .map(|path| Document::read("form.yaml", &std::fs::read(path).unwrap()))
            .collect()
    };
    let rubrics = all(&format!("{folder}/rubric"));
    let rubrics: Vec<Rubric> = rubrics
        .iter()
        .filter_map(|document| template::rubric(document).0)
        .collect();
    let forms = all(folder);
    let forms = forms
        .iter()
        .filter_map(|document| template::form(document, &rubrics).0);
    (forms.collect(), rubrics)
}

#[test]
fn the_remarks_that_files_came_with_from_the_first_are_known() {
    let (forms, rubrics) = first_forms();
    let wanted = |form: &Form, kind: FileKind| {
        let both = ["child-case", "observed-practice"]
            .iter()
            .any(|id| form.id.form == **id);
        both || kind == FileKind::Audit
    };
    let text = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    if text.is_empty() && std::env::var_os("QAF_GOLDEN").is_some() {
        let mut golden = String::new();
        for form in &forms {
            let all = files(form, rubric(form, &rubrics));
            for (kind, text) in all.iter().filter(|(kind, _)| wanted(form, *kind)) {
                writeln!(golden, "== {} {}", form.id, kind.name()).unwrap();
                let mut gap = false;
                for line in text.lines() {
                    if line.trim_start().starts_with('#') {
                        golden.push_str(if gap { "\n" } else { "" });
                        writeln!(golden, "{line}").unwrap();
                    }
                    gap = !line.trim_start().starts_with('#');
                }
            }
        }
        std::fs::create_dir_all(std::path::Path::new(GOLDEN).parent().unwrap()).unwrap();
        std::fs::write(GOLDEN, golden).unwrap();
        return;
    }
    let mut read = 0;
    for part in text.split("== ").skip(1) {
        let (head, lines) = part.split_once('\n').unwrap();
        let (id, name) = head.split_once(' ').unwrap();
        let form = forms.iter().find(|form| form.id.to_string() == id).unwrap();
        let kind = FileKind::parse(name).unwrap();
        let file = format!("{lines}\nkey:\n");
        let found = strange(form, rubric(form, &rubrics), kind, &file, true);
        assert!(found.is_empty(), "{head}: {found:?}");
        read += lines
            .lines()
            .filter(|line| line.trim_start().starts_with('#'))
            .count();
    }
    assert!(read > 1000, "{read} remarks");
}

#[test]
fn a_form_whose_wording_was_changed_since_raises_no_alarm_and_pasted_text_still_does() {
    let (forms, rubrics) = shipped_forms();
    let form = &forms[0];
    let rubric = rubric(form, &rubrics);
    let (_, text) = shipped::FORMS[0];
    // Every wording is another: labels, questions, titles, helps.
    let mut changed = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for key in [
            "text: \"",
            "label: \"",
            "title: ",
            "intro: ",
            "help: \"",
            "note: \"",
            "session_notes: ",
        ] {
            line = line.replace(key, &format!("{key}Reworded now and "));
        }
        writeln!(changed, "{line}").unwrap();
    }
    let document = Document::read("forms/x.yaml", changed.as_bytes());
    let (reworded, faults) = template::form(&document, &rubrics);
    let reworded = reworded.unwrap_or_else(|| panic!("{faults:?}"));
    let all: BTreeMap<FileKind, String> = files(form, rubric).into_iter().collect();
    let audit = &all[&FileKind::Audit];
    let found = |text: &str| strange(&reworded, rubric, FileKind::Audit, text, false);
    assert!(strange(&reworded, rubric, FileKind::Audit, audit, true).len() > 40);
    assert_eq!(found(audit), [""; 0]);
    for (place, own) in [
        ("session_notes: |\n  \n", "#1 priority: drift\n"),
        ("session_notes: |\n  \n", "# Summary\n"),
        ("        strengths: |\n          \n", "# Seen alone\n"),
        ("        strengths: |\n          \n", "#1 seen\n"),
    ] {
        let with = audit.replacen(place, &format!("{place}{own}"), 1);
        assert_eq!(found(&with), [own.trim_end()], "{own}");
    }
}
