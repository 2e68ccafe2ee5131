mod others;

use jsonschema::Validator;
use serde_json::{Value as Json, json};

use super::{schema_file_name, schemas};
use crate::framework::form::{Evidence, Field, FieldKind, Form, Section};
use crate::framework::{ChildId, Rubric};
use crate::record::{Allocation, FileKind};
use crate::store::document::Document;
use crate::store::scaffold::{AuditForm, audit_yaml};
use crate::store::yaml::{self, Node, NodeValue, ScalarStyle};
use crate::store::{shipped, template};

fn shipped_forms() -> Vec<(Form, Option<Rubric>)> {
    let read = |name: &str, text: &str| Document::read(name, text.as_bytes());
    let rubrics: Vec<Rubric> = shipped::RUBRICS
        .iter()
        .filter_map(|(name, text)| template::rubric(&read(name, text)).0)
        .collect();
    let forms: Vec<Form> = shipped::FORMS
        .iter()
        .filter_map(|(name, text)| template::form(&read(name, text), &rubrics).0)
        .collect();
    assert_eq!(forms.len(), shipped::FORMS.len());
    let rubric = |form: &Form| {
        rubrics
            .iter()
            .find(|r| Some(&r.guideline) == form.guideline.as_ref())
            .cloned()
    };
    forms
        .into_iter()
        .map(|form| {
            let rubric = rubric(&form);
            (form, rubric)
        })
        .collect()
}

/// What an editor makes of the file, by YAML 1.2's core schema.
fn seen_by_an_editor(node: &Node) -> Json {
    match &node.value {
        NodeValue::Empty => Json::Null,
        NodeValue::Text(text, ScalarStyle::Plain) => match text.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            "null" | "~" | "" => Json::Null,
            text => text.parse::<i64>().map_or_else(|_| text.into(), Json::from),
        },
        NodeValue::Text(text, _) => text.as_str().into(),
        NodeValue::List(items) => items.iter().map(seen_by_an_editor).collect(),
        NodeValue::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), seen_by_an_editor(&entry.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

fn schema(form: &Form, rubric: Option<&Rubric>, kind: FileKind) -> Validator {
    let made = schemas(form, rubric, "");
    let (_, text) = made.iter().find(|(made, _)| *made == kind).unwrap();
    jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap()
}

fn check(schema: &Validator, yaml: &str) -> Result<(), String> {
    check_json(schema, &seen_by_an_editor(&yaml::parse(yaml).unwrap()))
}

fn check_json(schema: &Validator, seen: &Json) -> Result<(), String> {
    let faults: Vec<String> = schema
        .iter_errors(seen)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

fn allocation(form: &Form) -> Allocation {
    Allocation {
        audit: "CF-26-0042".parse().unwrap(),
        form: form.id.clone(),
        row: None,
        part_of: None,
        cycle: None,
        selection: None,
        selected_by: None,
        reason: None,
        draw: None,
        service: None,
        team: None,
        child_id: ChildId::new("0012345"),
        initials: None,
        age: None,
        legal_status: None,
        worker: None,
        manager: None,
        auditor: "Ada Fenn".into(),
        moderator: None,
        allocated: "2026-11-24".parse().unwrap(),
        by: None,
    }
}

fn scaffold(form: &Form, rubric: Option<&Rubric>) -> String {
    let allocation = allocation(form);
    audit_yaml(&AuditForm {
        form,
        rubric,
        allocation: &allocation,
        due: allocation.allocated,
        role: None,
        cases: &[],
    })
}

fn answer(field: &Field) -> Json {
    match &field.kind {
        FieldKind::Text => "Text: with a colon".into(),
        FieldKind::Date => "2026-12-01".into(),
        FieldKind::Number => 3.into(),
        FieldKind::YesNo => "yes".into(),
        FieldKind::Choice(options) => options[0].as_str().into(),
        FieldKind::Choices(options) => json!(options),
    }
}

fn filled_section(section: &Section, rubric: Option<&Rubric>) -> Json {
    let mut filled =
        json!({ "grade": "Requires improvement", "outstanding_because": "", "not_applicable": null });
    let said = json!({ "strengths": "Yes", "improvements": "No" });
    let each = |said: &Json| -> Json {
        let pairs = section.questions.iter().map(|q| (q.id.to_string(), said.clone()));
        pairs.collect::<serde_json::Map<_, _>>().into()
    };
    match &section.evidence {
        Evidence::Items(statuses) => filled["items"] = each(&json!({ "status": statuses[0], "comments": 7 })),
        Evidence::Questions => filled["questions"] = each(&said),
        Evidence::Section => {
            filled["strengths"] = "Yes".into();
            filled["improvements"] = "No".into();
        }
    }
    for field in &section.fields {
        filled[field.id.as_str()] = answer(field);
    }
    let domains = section
        .domains
        .iter()
        .filter_map(|id| rubric?.domain(id.as_str()));
    filled["criteria"] = domains
        .map(|domain| domain.statements[0].id.to_string())
        .collect();
    filled
}

fn filled(form: &Form, rubric: Option<&Rubric>) -> Json {
    let mut audit = seen_by_an_editor(&yaml::parse(&scaffold(form, rubric)).unwrap());
    audit["submitted"] = "2026-12-07".into();
    audit["resubmitted"] = json!(["2026-12-09"]);
    for field in form.header.iter().filter(|field| field.known.is_empty()) {
        audit["header"][field.id.as_str()] = answer(field);
    }
    for step in &form.preparation {
        audit["preparation"][step.id.as_str()] = "2026-12-01".into();
    }
    for section in &form.sections {
        audit["sections"][section.id.as_str()] = filled_section(section, rubric);
    }
    audit["overall"] = json!({ "grade": "A", "reasons": "Because" });
    audit["themes"] = json!(["voice-of-child"]);
    audit["explained"] = json!([{ "query": "a-rule", "reason": "As it is" }]);
    if let Some(family) = &form.family_feedback {
        let from = family.givers.first().map_or("mother", String::as_str);
        let answers = json!({ family.questions[0].id.as_str(): "Well" });
        audit["family_feedback"] = json!([
            { "from": from, "resident": true, "date": "2026-12-01", "sought_by": "", "answers": answers, "score": 10 },
            { "from": from, "not_obtained": "no contact details" },
        ]);
    }
    if let Some(asked) = &form.worker_feedback {
        let answers = json!({ asked.questions[0].id.as_str(): "Well" });
        audit["worker_feedback"] = json!({ "date": "2026-12-01", "answers": answers, "not_obtained": "" });
    }
    for asked in &form.ask {
        audit[asked.name()] = match asked.name() {
            "actions" => json!([{ "action": "Do", "owner": "Ada Fenn", "by": "2027-01-15" }]),
            "professionals" => json!([{ "role": "IRO", "strengths": "Yes", "improvements": "" }]),
            "system_learning" => {
                json!([{ "area": form.learning_areas[0], "interface": "adoption", "learning": "This" }])
            }
            "key_findings" => json!({ "findings": "1", "learning_points": "2", "recommendations": "3" }),
            _ => "Text".into(),
        };
    }
    audit
}

#[test]
fn each_file_a_person_writes_has_a_valid_schema_of_its_own_name() {
    for (form, rubric) in shipped_forms() {
        let made = schemas(&form, rubric.as_ref(), "");
        let kinds: Vec<FileKind> = made.iter().map(|(kind, _)| *kind).collect();
        let persons = FileKind::NAMES
            .iter()
            .map(|(_, kind)| *kind)
            .filter(|kind| kind.is_a_persons());
        assert_eq!(kinds, persons.collect::<Vec<_>>());
        for (kind, text) in &made {
            let schema: Json = serde_json::from_str(text).unwrap();
            jsonschema::meta::validate(&schema).unwrap();
            let mut draft_7 = schema.clone();
            draft_7["$schema"] = "http://json-schema.org/draft-07/schema#".into();
            jsonschema::meta::validate(&draft_7).unwrap();
            every_block_is_closed(&schema);
            assert!(schema_file_name(&form, *kind).starts_with(&form.id.file_stem()));
        }
        assert_eq!(
            schema_file_name(&form, FileKind::CaseDirection),
            format!("{}.case-direction.schema.json", form.id.file_stem())
        );
    }
}

fn every_block_is_closed(schema: &Json) {
    if schema
        .get("properties")
        .is_some_and(|value| value.get("anyOf").is_none())
    {
        assert_eq!(schema["additionalProperties"], Json::Bool(false), "{schema:#}");
    }
    match schema {
        Json::Array(items) => items.iter().for_each(every_block_is_closed),
        Json::Object(map) => map.values().for_each(every_block_is_closed),
        _ => {}
    }
}

#[test]
fn a_form_just_made_and_one_filled_in_are_accepted() {
    for (form, rubric) in shipped_forms() {
        let rubric = rubric.as_ref();
        let schema = schema(&form, rubric, FileKind::Audit);
        assert_eq!(check(&schema, &scaffold(&form, rubric)), Ok(()), "{}", form.id);
        assert_eq!(check_json(&schema, &filled(&form, rubric)), Ok(()), "{}", form.id);
    }
}

#[test]
fn each_slip_is_refused() {
    for (form, rubric) in shipped_forms() {
        let schema = schema(&form, rubric.as_ref(), FileKind::Audit);
        let section = form.sections[0].id.as_str();
        let choice = form
            .header
            .iter()
            .find(|field| {
                matches!(field.kind, FieldKind::Choice(_) | FieldKind::YesNo) && field.known.is_empty()
            })
            .unwrap();
        let header = |value: &str| format!("header: {{ {}: {value} }}\n", choice.id);
        let section = |line: &str| format!("sections:\n  {section}:\n    {line}\n");
        let mut slips = vec![
            "sumbitted:\n".to_owned(),
            "submitted: 7/12/2026\n".to_owned(),
            "submitted: soon\n".to_owned(),
            "resubmitted: [2026-12-7]\n".to_owned(),
            "form: another/2019\n".to_owned(),
            header("nonsense"),
            section("grade: Okay"),
            section("grade: GG"),
            section("graed: G"),
            section("criteria: [XYZ-G1]"),
            section("criteria: XYZ-G1"),
            "sections: { nonsense: {} }\n".to_owned(),
            "overall: { grade: N/A }\n".to_owned(),
            "overall: good\n".to_owned(),
            "- form\n".to_owned(),
        ];
        if form.family_feedback.is_some() {
            slips.push("family_feedback: [ { score: 11 } ]\n".to_owned());
            slips.push("family_feedback: [ { resident: maybe } ]\n".to_owned());
            slips.push("family_feedback: [ { answers: { q77: x } } ]\n".to_owned());
        } else {
            slips.push("family_feedback: []\n".to_owned());
        }
        if let Some(step) = form.preparation.first() {
            slips.push(format!("preparation: {{ {}: yes }}\n", step.id));
        }
        for slip in slips {
            assert!(check(&schema, &slip).is_err(), "{}: {slip}", form.id);
        }
    }
}

#[test]
fn every_spelling_that_qaf_reads_is_accepted() {
    let (form, rubric) = shipped_forms().swap_remove(0);
    let schema = schema(&form, rubric.as_ref(), FileKind::Audit);
    let section = form.sections[0].id.as_str();
    for grade in [
        "O",
        "good",
        "RI",
        "a",
        "requires-improvement",
        "Requires Improvement",
        "i",
        "n/a",
        "NA",
        "Not applicable",
        "",
    ] {
        let text = format!("sections: {{ {section}: {{ grade: {grade} }} }}\n");
        assert_eq!(check(&schema, &text), Ok(()), "{text}");
    }
    let asked = form
        .header
        .iter()
        .find(|field| field.kind == FieldKind::YesNo)
        .unwrap();
    for answer in ["yes", "No", "true", "TRUE", "y", ""] {
        assert_eq!(
            check(&schema, &format!("header: {{ {}: {answer} }}\n", asked.id)),
            Ok(()),
            "{answer}"
        );
    }
    for field in &form.header {
        if let FieldKind::Choice(options) = &field.kind {
            for option in options {
                let shouted = format!("header: {{ {}: {:?} }}\n", field.id, option.to_uppercase());
                assert_eq!(check(&schema, &shouted), Ok(()));
            }
        }
    }
}

#[test]
fn a_statement_belongs_to_its_section_and_says_its_wording() {
    for (form, rubric) in shipped_forms() {
        let Some(rubric) = &rubric else { continue };
        let schema = schema(&form, Some(rubric), FileKind::Audit);
        for section in &form.sections {
            for statement in rubric.statements() {
                let here = section
                    .domains
                    .iter()
                    .filter_map(|id| rubric.domain(id.as_str()))
                    .any(|domain| domain.statements.contains(statement));
                let text = format!(
                    "sections: {{ {}: {{ criteria: [{}] }} }}\n",
                    section.id, statement.id
                );
                assert_eq!(check(&schema, &text).is_ok(), here, "{text}");
            }
        }
        let text = &schemas(&form, Some(rubric), "")[0].1;
        let domain = form
            .sections
            .iter()
            .find_map(|section| section.domains.first())
            .unwrap();
        let said = &rubric.domain(domain.as_str()).unwrap().statements[0];
        assert!(text.contains(&said.text), "{}", form.id);
    }
}
