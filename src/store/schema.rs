//! JSON Schemas, made from the templates, so that an editor completes, explains on hover and underlines as one types.
//!
//! They accept what the reader accepts in the spellings that the forms offer, and nothing with a key that the form
//! does not have.

mod files;

use serde_json::{Map, Value, json};

use crate::framework::form::{Block, Evidence, FamilyFeedback, Field, Form, Kind, Section};
use crate::framework::{Grade, Rubric};
use crate::record::FileKind;

/// The name of a form's schema for one of its files: `child-case-2019.audit.schema.json`.
pub fn schema_file_name(form: &Form, kind: FileKind) -> String {
    format!(
        "{}.{}.schema.json",
        form.id.file_stem(),
        kind.name().trim_end_matches(".yaml")
    )
}

/// The schemas of the files that people write, as pretty JSON.
pub fn schemas(form: &Form, rubric: Option<&Rubric>) -> Vec<(FileKind, String)> {
    let pretty = |kind: FileKind, mut schema: Value| {
        schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
        schema["title"] = json!(format!("{}, {}", form.title, kind.name()));
        (kind, format!("{schema:#}\n"))
    };
    vec![
        pretty(FileKind::Audit, audit(form, rubric)),
        pretty(FileKind::Moderation, files::moderation(form)),
        pretty(FileKind::CaseDirection, files::direction()),
        pretty(FileKind::Feedback, files::feedback(form)),
        pretty(FileKind::ReAudit, files::re_audit()),
        pretty(FileKind::AppreciativeEnquiry, files::appreciative()),
    ]
}

/// A block of these keys and no others.
fn object(properties: Vec<(String, Value)>) -> Value {
    let properties: Map<String, Value> = properties.into_iter().collect();
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}

fn key(name: &str, schema: Value) -> (String, Value) {
    (name.to_owned(), schema)
}

fn described(mut schema: Value, text: &str) -> Value {
    if !text.is_empty() {
        schema["description"] = json!(text);
    }
    schema
}

/// A text, as YAML may take it for a number or a truth value.
fn text(description: &str) -> Value {
    described(
        json!({ "type": ["string", "number", "boolean", "null"] }),
        description,
    )
}

fn date(description: &str) -> Value {
    let year = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    described(
        json!({ "type": ["string", "null"], "pattern": year }),
        description,
    )
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a schema is handed on into the one it is part of"
)]
fn list(items: Value, description: &str) -> Value {
    described(json!({ "type": ["array", "null"], "items": items }), description)
}

fn yes_no(description: &str) -> Value {
    described(
        json!({ "enum": ["yes", "no", "true", "false", true, false, null] }),
        description,
    )
}

fn number(most: u32, description: &str) -> Value {
    described(
        json!({ "type": ["integer", "null"], "minimum": 0, "maximum": most }),
        description,
    )
}

/// The spellings of grades that an editor offers; the reader takes any case of them.
fn grade(description: &str, not_applicable: bool) -> Value {
    let mut choices: Vec<Value> = Grade::ALL
        .iter()
        .rev()
        .map(|grade| json!({ "const": grade.code(), "description": grade.title() }))
        .collect();
    if not_applicable {
        choices.push(json!({ "const": "N/A", "description": "Does not apply; say why at not_applicable" }));
    }
    let words: Vec<&str> = Grade::ALL
        .iter()
        .map(|grade| grade.title())
        .chain(["A"])
        .collect();
    choices.push(json!({ "enum": words }));
    choices.push(json!({ "type": "null" }));
    described(json!({ "anyOf": choices }), description)
}

fn options(options: &[String], more: &[&str], description: &str) -> Value {
    let mut all: Vec<Value> = options.iter().map(|option| json!(option)).collect();
    all.extend(more.iter().map(|option| json!(option)));
    all.push(Value::Null);
    described(json!({ "enum": all }), description)
}

fn audit(form: &Form, rubric: Option<&Rubric>) -> Value {
    let mut keys = vec![
        key(
            "form",
            described(
                json!({ "const": form.id.to_string() }),
                "The form and its version",
            ),
        ),
        key("date_of_audit", date("The date of the audit")),
        key(
            "submitted",
            date("The date on which you are done; empty until then, and never changed after"),
        ),
        key(
            "resubmitted",
            list(date(""), "A date for each time it was sent back to you"),
        ),
        key(
            "header",
            object(form.header.iter().map(|f| (f.id.to_string(), field(f))).collect()),
        ),
        key(
            "sections",
            object(
                form.sections
                    .iter()
                    .map(|s| (s.id.to_string(), section(s, rubric)))
                    .collect(),
            ),
        ),
        key(
            "specialist_teams",
            text(form.wording("specialist_teams").unwrap_or_default()),
        ),
        key("overall", overall(form)),
        key("themes", list(text(""), "Tags of your own")),
        key(
            "explained",
            list(
                pairs(&["query", "reason"]),
                "Queries that you answer instead of amending",
            ),
        ),
    ];
    keys.extend(checklist(form));
    if let Some(asked) = &form.family_feedback {
        let intro = asked.intro.as_deref().unwrap_or_default();
        keys.push(key("family_feedback", list(family(asked), intro)));
    }
    keys.extend(
        form.ask
            .iter()
            .map(|block| (block.name().to_owned(), asked_block(form, *block))),
    );
    object(keys)
}

fn pairs(names: &[&str]) -> Value {
    object(names.iter().map(|name| key(name, text(""))).collect())
}

fn field(field: &Field) -> Value {
    let label = match &field.help {
        Some(help) => format!("{} ({help})", field.label),
        None => field.label.clone(),
    };
    match &field.kind {
        Kind::Text => text(&label),
        Kind::Date => date(&label),
        Kind::Number => number(100_000, &label),
        Kind::YesNo => yes_no(&label),
        Kind::Choice(choices) if choices.iter().any(|choice| choice == "yes") => {
            // YAML may take an unquoted yes or no for a truth value.
            let mut schema = options(choices, &[], &label);
            if let Some(all) = schema["enum"].as_array_mut() {
                all.extend([json!(true), json!(false)]);
            }
            schema
        }
        Kind::Choice(choices) => options(choices, &[], &label),
        Kind::Choices(choices) => list(options(choices, &[], ""), &label),
    }
}

fn section(section: &Section, rubric: Option<&Rubric>) -> Value {
    let mut keys = Vec::new();
    let pair = |description: &str| {
        described(
            object(vec![
                key("strengths", text("Strengths")),
                key("improvements", text("Areas for improvement")),
            ]),
            description,
        )
    };
    let asked = section.questions.iter();
    match &section.evidence {
        Evidence::Items(statuses) => {
            let item = |description: &str| {
                let status = options(statuses, &["N/A"], "N/A with the reason in the comments");
                described(
                    object(vec![
                        key("status", status),
                        key("comments", text("Quality and use in practice")),
                    ]),
                    description,
                )
            };
            keys.push(key(
                "items",
                object(asked.map(|q| (q.id.to_string(), item(&q.shown()))).collect()),
            ));
        }
        Evidence::Questions => {
            keys.push(key(
                "questions",
                object(asked.map(|q| (q.id.to_string(), pair(&q.shown()))).collect()),
            ));
        }
        Evidence::Section => {
            let questions: Vec<String> = asked.map(crate::framework::form::Question::shown).collect();
            keys.push(key(
                "strengths",
                text(&format!("Strengths. {}", questions.join(" "))),
            ));
            keys.push(key(
                "improvements",
                text(&format!("Areas for improvement. {}", questions.join(" "))),
            ));
        }
    }
    keys.extend(section.fields.iter().map(|f| (f.id.to_string(), field(f))));
    keys.push(key("grade", grade("The grade for this section", true)));
    keys.push(key(
        "not_applicable",
        text("Why the section does not apply, where the grade is N/A"),
    ));
    keys.push(key("criteria", criteria(section, rubric)));
    keys.push(key(
        "outstanding_because",
        text("What goes beyond Good, where the grade is Outstanding"),
    ));
    described(object(keys), &section.title)
}

/// The statements of the section's domains, each with its wording.
fn criteria(section: &Section, rubric: Option<&Rubric>) -> Value {
    let statements = section
        .domains
        .iter()
        .filter_map(|id| rubric?.domain(id.as_str()))
        .flat_map(|domain| &domain.statements);
    let known: Vec<Value> = statements
        .map(|statement| json!({ "const": statement.id.as_str(), "description": format!("{}: {}", statement.grade.title(), statement.text) }))
        .collect();
    let about = "The statements of Appendix 4 that you saw";
    if known.is_empty() {
        return described(
            json!({ "type": ["array", "null"], "maxItems": 0 }),
            "Appendix 4 has no statements for this section",
        );
    }
    list(json!({ "anyOf": known }), about)
}

fn checklist(form: &Form) -> Vec<(String, Value)> {
    if form.is_observation() {
        return vec![
            key(
                "agreed_with_worker",
                date("The date on which you talked the case over with the worker before"),
            ),
            key(
                "consent",
                list(
                    object(vec![key("from", text("Who agreed")), key("date", date("When"))]),
                    "Who of the family agreed",
                ),
            ),
            key(
                "discussed_with_worker",
                date("The date on which you talked the report over with the worker"),
            ),
            key(
                "filed_for_appraisal",
                date("The date on which it was filed for appraisal"),
            ),
        ];
    }
    let steps = form
        .preparation
        .iter()
        .map(|step| (step.id.to_string(), date(&step.label)))
        .collect();
    let notes = form.session_notes.as_deref().unwrap_or_default();
    vec![
        key("preparation", object(steps)),
        key("session_notes", text(notes)),
    ]
}

fn family(asked: &FamilyFeedback) -> Value {
    let from = if asked.givers.is_empty() {
        text("Who gives the feedback")
    } else {
        let mut choices: Vec<Value> = asked
            .givers
            .iter()
            .map(|giver| json!({ "const": giver, "description": asked.label(giver) }))
            .collect();
        choices.push(json!({ "type": "null" }));
        json!({ "anyOf": choices })
    };
    let answers = asked
        .questions
        .iter()
        .map(|question| (question.id.to_string(), text(&question.shown())))
        .collect();
    let score = asked.scale.as_ref().map_or_else(String::new, |scale| {
        format!("0: {}; 10: {}", scale.low, scale.high)
    });
    object(vec![
        key("from", from),
        key("resident", yes_no("Does the child live there?")),
        key("date", date("When they were heard")),
        key("sought_by", text("The peer who asked, if you know the family")),
        key("answers", object(answers)),
        key("score", number(10, &score)),
        key("not_obtained", text("Why they were not heard")),
    ])
}

fn overall(form: &Form) -> Value {
    object(vec![
        key("grade", grade(form.wording("overall").unwrap_or_default(), false)),
        key("reasons", text(form.wording("reasons").unwrap_or_default())),
    ])
}

fn asked_block(form: &Form, block: Block) -> Value {
    let about = form.wording(block.name()).unwrap_or_default();
    match block {
        Block::Professionals => list(pairs(&["role", "strengths", "improvements"]), about),
        Block::Improvement => text(about),
        Block::Actions => files::actions(about),
        Block::KeyFindings => described(pairs(&["findings", "learning_points", "recommendations"]), about),
        Block::SystemLearning => {
            let area = if form.learning_areas.is_empty() {
                text("")
            } else {
                options(&form.learning_areas, &[], "")
            };
            list(object(vec![key("area", area), key("learning", text(""))]), about)
        }
    }
}
