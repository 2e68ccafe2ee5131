//! The forms into which answers are put, as qaf makes them and as people keep them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::kit::{CAST, Chance, TestStore};

use qaf::framework::Form;
use qaf::record::audit::Action;
use qaf::record::{Allocation, Audit, FileKind, Route};
use qaf::store::read;
use qaf::store::scaffold::{
    AuditForm, DirectionForm, FeedbackForm, Followed, ModerationForm, ReAuditForm, StepForm,
    appreciative_yaml, audit_yaml, direction_yaml, feedback_yaml, moderation_yaml, re_audit_yaml,
};
use qaf::store::yaml::{self, Node, NodeValue};

/// A file of an audit on a form, and the allocation beside it.
pub struct Sample {
    pub form: Form,
    pub kind: FileKind,
    pub text: String,
    pub allocation: String,
}

pub static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(samples);

fn samples() -> Vec<Sample> {
    let store = TestStore::new();
    let mut samples = Vec::new();
    for (at, cast) in CAST.iter().enumerate() {
        let form = store.form(cast.form);
        let rubric = store.context.store.rubric(form);
        let clean = &store.clean[cast.form];
        let reading = reading(
            form,
            FileKind::Audit,
            clean["audit.yaml"].as_bytes(),
            &clean["allocation.yaml"],
        );
        let mut made = blank(form, rubric, &reading.folder.allocation.unwrap());
        for seed in [None, Some(at as u64), Some(100 + at as u64)] {
            let files = seed.map_or_else(|| clean.clone(), |seed| store.made(cast, Chance::seeded(seed)));
            for (name, text) in files {
                let kind = FileKind::parse(&name).unwrap();
                if kind.is_a_persons() {
                    made.push((kind, text.replace(['\r', '\u{feff}'], "")));
                }
            }
        }
        samples.extend(made.into_iter().map(|(kind, text)| Sample {
            form: form.clone(),
            kind,
            text,
            allocation: clean["allocation.yaml"].clone(),
        }));
    }
    samples
}

fn blank(
    form: &Form,
    rubric: Option<&qaf::framework::Rubric>,
    allocation: &Allocation,
) -> Vec<(FileKind, String)> {
    let day = |text: &str| text.parse().unwrap();
    let due = Some(day("2026-12-21"));
    let step = StepForm {
        form,
        rubric,
        allocation,
        due,
    };
    let audit = Audit::default();
    let action = Action {
        action: Some("See to it: # now".to_owned()),
        owner: None,
        by: None,
        section: None,
    };
    let actions = [Followed {
        number: "1".to_owned(),
        action: &action,
        done: None,
    }];
    let moderation = ModerationForm {
        step,
        moderator: "Una",
        auditor: "Bryn",
        started: day("2026-12-08"),
        audit: &audit,
        oversight: true,
    };
    let direction = DirectionForm {
        step,
        by: None,
        auditor: "Bryn",
        is_final: false,
        actions: &actions,
        review_due: due,
    };
    let feedback = FeedbackForm {
        supervisor: None,
        step,
        grade: None,
        heard: true,
        given: None,
    };
    let again = ReAuditForm {
        step,
        auditor: "Ida",
        first: "Bryn",
        actions: &actions,
    };
    vec![
        (FileKind::Audit, of_auditor(step)),
        (FileKind::Moderation, moderation_yaml(&moderation)),
        (FileKind::CaseDirection, direction_yaml(&direction)),
        (FileKind::Feedback, feedback_yaml(&feedback)),
        (FileKind::ReAudit, re_audit_yaml(&again)),
        (FileKind::AppreciativeEnquiry, appreciative_yaml(&step, "Bryn")),
    ]
}

fn of_auditor(step: StepForm<'_>) -> String {
    audit_yaml(&AuditForm {
        form: step.form,
        rubric: step.rubric,
        allocation: step.allocation,
        due: "2026-12-08".parse().unwrap(),
        role: None,
        cases: &[],
    })
}

pub fn reading(form: &Form, kind: FileKind, bytes: &[u8], allocation: &str) -> read::Reading {
    let files = BTreeMap::from([
        (FileKind::Allocation, allocation.as_bytes().to_vec()),
        (kind, bytes.to_vec()),
    ]);
    read::folder("CF-26-0042".parse().unwrap(), "x", &files, |_| Some(form))
}

/// A key with an answer, not a block: its way, where it begins, and whether its answer stands behind it as it is.
pub struct AnswerKey {
    pub route: Route,
    pub at: usize,
    pub is_short: bool,
}

fn keys(node: &Node, route: &Route, text: &str, all: &mut Vec<AnswerKey>) {
    match &node.value {
        NodeValue::Map(entries) => {
            for entry in entries {
                let route = route.key(&entry.key);
                let at = entry.key_span.start;
                let line = text[at..].lines().next().unwrap();
                let is_block = match &entry.value.value {
                    NodeValue::Map(_) => true,
                    NodeValue::List(items) => {
                        items.iter().any(|item| matches!(item.value, NodeValue::Map(_)))
                    }
                    _ => false,
                };
                let is_flow = text[..at]
                    .lines()
                    .last()
                    .is_some_and(|before| before.contains('{'));
                if !is_block && !is_flow {
                    let is_short = !line.contains(['|', '>', '"', '\'', '[', '#']);
                    all.push(AnswerKey {
                        route: route.clone(),
                        at,
                        is_short,
                    });
                }
                keys(&entry.value, &route, text, all);
            }
        }
        NodeValue::List(items) => {
            for (index, item) in items.iter().enumerate() {
                keys(item, &route.item(index), text, all);
            }
        }
        _ => {}
    }
}

pub fn answer_keys(text: &str) -> Vec<AnswerKey> {
    let mut all = Vec::new();
    keys(&yaml::parse(text).unwrap(), &Route::top(), text, &mut all);
    all
}

/// The form with remarks of somebody put above keys and behind short answers; and the remarks.
pub fn remarked(text: &str, seed: u64) -> (String, Vec<String>) {
    let mut chance = Chance::seeded(seed);
    let mut remarks = Vec::new();
    let mut text = text.to_owned();
    for key in answer_keys(&text).iter().rev() {
        let start = text[..key.at].rfind('\n').map_or(0, |before| before + 1);
        let end = text[key.at..].find('\n').map_or(text.len(), |end| key.at + end);
        let remark = format!("# remark {} of: \"mine\" | [", remarks.len());
        match chance.below(12) {
            0 if key.is_short => text.insert_str(end, &format!("  {remark}")),
            1 => text.insert_str(start, &format!("{}{remark}\n", " ".repeat(key.at - start))),
            2 => text.insert_str(start, &format!("{remark}\n\n")),
            _ => continue,
        }
        remarks.push(remark);
    }
    (text, remarks)
}

/// The file as somebody's editor keeps it.
pub fn kept_as(text: &str, variant: usize) -> Vec<u8> {
    match variant {
        0 => text.to_owned(),
        1 => text.replace('\n', "\r\n"),
        2 => format!("\u{feff}{}", text.replace('\n', "\r\n")),
        3 => format!("\u{feff}{text}"),
        _ => {
            let mixed = text.split_inclusive('\n').enumerate();
            let end = |(at, line): (usize, &str)| {
                if at % 3 == 0 {
                    line.replace('\n', "\r\n")
                } else {
                    line.to_owned()
                }
            };
            mixed.map(end).collect()
        }
    }
    .into_bytes()
}
