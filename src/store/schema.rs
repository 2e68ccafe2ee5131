//! JSON Schemas of the files that people write, made from a form's template, so that an editor completes keys, shows
//! questions and statements while one hovers, and marks what can't be read.
//!
//! They say what a value may be, never that it must be there: what is missing is progress until an audit is submitted,
//! and that is `validate`'s to say. An empty place is allowed wherever the scaffold leaves one.

mod audit;
mod others;
mod part;

use serde_json::Value;

use crate::framework::{Form, Rubric};
use crate::record::FileKind;

/// The schemas of a form's files, each as the text of a file.
pub fn schemas(form: &Form, rubric: Option<&Rubric>) -> Vec<(FileKind, String)> {
    [
        (FileKind::Audit, audit::audit(form, rubric)),
        (FileKind::AppreciativeEnquiry, others::appreciative_enquiry()),
        (FileKind::Moderation, others::moderation(form)),
        (FileKind::CaseDirection, others::case_direction()),
        (FileKind::Feedback, others::feedback(form)),
        (FileKind::ReAudit, others::re_audit()),
    ]
    .into_iter()
    .map(|(kind, schema)| (kind, file(form, kind, schema)))
    .collect()
}

/// The name of a schema's file: `child-case-2019.audit.schema.json`.
pub fn schema_file_name(form: &Form, kind: FileKind) -> String {
    let file = kind.name().trim_end_matches(".yaml");
    format!("{}.{file}.schema.json", form.id.file_stem())
}

/// A schema as the text of its file. Its keywords mean the same in draft 7, which many editors still read.
fn file(form: &Form, kind: FileKind, mut schema: Value) -> String {
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = format!("{}: {}", form.title, kind.name()).into();
    // A file has keys, even where a block within it may be left empty.
    schema["type"] = "object".into();
    format!("{schema:#}\n")
}

#[cfg(test)]
mod tests;
