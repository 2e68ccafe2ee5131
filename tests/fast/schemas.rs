//! An editor that reads the schemas, and qaf's own reader, agree on what is well-formed; and the schemas carry every
//! text that an editor can show.

mod advice;
mod agree;
mod carried;
mod judges;
mod spellings;
mod tree;

use qaf::framework::form::{Form, FormRef};
use qaf::framework::{ChildId, Rubric};
use qaf::record::Allocation;
use qaf::store::document::Document;
use qaf::store::{shipped, template};

/// The shipped forms, each with its guideline.
fn shipped_forms() -> Vec<(Form, Option<Rubric>)> {
    let read = |name: &str, text: &str| Document::read(name, text.as_bytes());
    let rubrics: Vec<Rubric> = shipped::RUBRICS
        .iter()
        .filter_map(|(name, text)| template::rubric(&read(name, text)).0)
        .collect();
    let forms = shipped::FORMS
        .iter()
        .filter_map(|(name, text)| template::form(&read(name, text), &rubrics).0);
    forms
        .map(|form| {
            let guideline = form.guideline.as_ref();
            let rubric = rubrics.iter().find(|rubric| Some(&rubric.guideline) == guideline);
            let rubric = rubric.cloned();
            (form, rubric)
        })
        .collect()
}

fn allocation(form: &FormRef) -> Allocation {
    Allocation {
        audit: "CF-26-0042".parse().unwrap(),
        form: form.clone(),
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
