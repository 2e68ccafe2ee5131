//! The shipped forms and guidelines are read without a fault, and hold what Appendices 2 and 4 hold.

use std::collections::BTreeMap;

use qaf::framework::{Form, Rubric};
use qaf::store::document::Document;
use qaf::store::template;

fn shipped() -> (Vec<Form>, Vec<Rubric>) {
    let read = |name: &str| {
        let path = format!("{}/forms/{name}", env!("CARGO_MANIFEST_DIR"));
        Document::read(format!("forms/{name}"), &std::fs::read(path).unwrap())
    };
    let mut rubrics = Vec::new();
    for name in ["rubric/children.yaml", "rubric/fostering.yaml"] {
        let (rubric, findings) = template::rubric(&read(name));
        assert_eq!(findings, [], "{name}");
        rubrics.extend(rubric);
    }
    let mut forms = Vec::new();
    for name in [
        "child-case",
        "observed-practice",
        "iro-cp-chair",
        "first-response",
        "fostering",
        "lado",
    ] {
        let (form, findings) = template::form(&read(&format!("{name}-2019.yaml")), &rubrics);
        assert_eq!(findings, [], "{name}");
        forms.extend(form);
    }
    (forms, rubrics)
}

#[test]
fn every_form_of_appendix_2_is_there_whole() {
    let (forms, _) = shipped();
    let counts: BTreeMap<String, (usize, usize, usize, usize, usize)> = forms
        .iter()
        .map(|form| {
            let header = form.header.iter().filter(|field| !field.ours).count();
            let questions = form.sections.iter().map(|section| section.questions.len()).sum();
            let family = form
                .family_feedback
                .as_ref()
                .map_or(0, |family| family.questions.len());
            (
                form.id.to_string(),
                (
                    header,
                    form.sections.len(),
                    questions,
                    family,
                    form.staff_feedback.len(),
                ),
            )
        })
        .collect();
    // Header fields, sections, questions, questions to families, questions to staff, as printed.
    let printed = [
        ("child-case/2019", (19, 8, 40, 5, 6)),
        ("fostering/2019", (9, 8, 29, 2, 6)),
        ("first-response/2019", (11, 8, 8, 3, 6)),
        ("iro-cp-chair/2019", (9, 10, 27, 5, 6)),
        ("lado/2019", (11, 6, 12, 0, 5)),
        ("observed-practice/2019", (11, 7, 13, 5, 6)),
    ];
    assert_eq!(
        counts,
        printed
            .into_iter()
            .map(|(id, counts)| (id.to_owned(), counts))
            .collect()
    );
}

#[test]
fn both_guidelines_of_appendix_4_are_there_whole() {
    let (_, rubrics) = shipped();
    let counts: Vec<(&str, usize, usize)> = rubrics
        .iter()
        .map(|r| (r.guideline.as_str(), r.domains.len(), r.statements().count()))
        .collect();
    assert_eq!(counts, [("children", 9, 236), ("fostering", 1, 47)]);
}

#[test]
fn what_is_no_text_is_told_of_once() {
    let (_, rubrics) = shipped();
    let path = format!("{}/forms/child-case-2019.yaml", env!("CARGO_MANIFEST_DIR"));
    let whole = std::fs::read_to_string(path).unwrap();
    for (old, new) in [
        ("guideline: children", "guideline: [children]"),
        ("\nasks:\n", "\nasks:\n  wider: [a]\n  wider: [a]\n"),
    ] {
        let text = whole.replacen(old, new, 1);
        assert_ne!(text, whole);
        let document = Document::read("forms/child-case-2019.yaml", text.as_bytes());
        let (_, findings) = template::form(&document, &rubrics);
        let told = findings.iter().filter(|f| f.message.contains("a list"));
        assert_eq!(told.count(), 1, "{findings:#?}");
    }
}

#[test]
fn a_template_with_a_fault_is_answered_at_its_place() {
    let (_, rubrics) = shipped();
    let path = format!("{}/forms/child-case-2019.yaml", env!("CARGO_MANIFEST_DIR"));
    let whole = std::fs::read_to_string(path).unwrap();
    for (old, new, line_of, expected) in [
        (
            "kind: yes-no, fact",
            "kind: yes-nope, fact",
            "kind: yes-nope",
            "not one of the choices",
        ),
        (
            "{ re_referral_12m: yes }",
            "{ re_referral_12: yes }",
            "{ re_referral_12:",
            "no field re_referral_12",
        ),
        (
            "domains: [BIR, REC, CHR]",
            "domains: [BIR, REX, CHR]",
            "REX",
            "no domain REX",
        ),
        (
            "{ id: q2, text: \"Genogram",
            "{ id: q1, text: \"Genogram",
            "Genogram",
            "used twice",
        ),
        (
            "settled_by: moderation",
            "setled_by: moderation",
            "setled_by",
            "no key",
        ),
    ] {
        let text = whole.replacen(old, new, 1);
        assert_ne!(text, whole, "{old}");
        let line = text.lines().position(|line| line.contains(line_of)).unwrap() + 1;
        let (_, findings) = template::form(
            &Document::read("forms/child-case-2019.yaml", text.as_bytes()),
            &rubrics,
        );
        assert!(
            findings
                .iter()
                .any(|f| f.rule == "template" && f.location.line == line && f.message.contains(expected)),
            "{new}: {findings:#?}"
        );
    }
}
