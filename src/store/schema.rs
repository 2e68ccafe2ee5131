//! JSON Schemas of the files that people write, made from a form's template, so that an editor completes keys, shows
//! questions and statements while one hovers, and marks what can't be read.
//!
//! They say what a value may be, never that it must be there: what is missing is progress until an audit is submitted,
//! and that is `validate`'s to say. A place may be empty in every way in which the reader takes it for empty.
//!
//! `errorMessage`, `patternErrorMessage` and `markdownEnumDescriptions` are words of the YAML language server, which
//! several editors use; others pass over them. What is marked there is said as `validate` says it.

mod schema_keys;
mod schema_parts;

use super::kept::fingerprint;
use serde_json::Value;

use self::schema_keys::shaped;
use super::document::Outline;
use crate::framework::{Form, Rubric};
use crate::record::shape::BLANK;
use crate::record::{FileKind, WorkFile};

/// The schemas of a form's files, each as the text of a file. `template` is the text that the form was read from.
pub fn schemas(form: &Form, rubric: Option<&Rubric>, template: &str) -> Vec<(FileKind, String)> {
    let made_from = made_from(template);
    let kinds = FileKind::NAMES.into_iter().map(|(_, kind)| kind);
    kinds
        .filter_map(|kind| Some((kind, file(form, kind, of_kind(form, rubric, kind)?, &made_from))))
        .collect()
}

/// The schema of one kind of file; `None` for those that qaf writes.
fn of_kind(form: &Form, rubric: Option<&Rubric>, kind: FileKind) -> Option<Value> {
    Some(match kind {
        FileKind::Audit => shaped("The auditor's form", rubric, |w| BLANK.audit.walk(form, w)),
        FileKind::AppreciativeEnquiry => shaped(
            "A note on good practice that others can learn from",
            rubric,
            |w| BLANK.appreciative.walk(w),
        ),
        FileKind::Moderation => {
            let says = if form.process().regrades {
                "The moderation"
            } else {
                "The review of an observation's evidence"
            };
            shaped(says, rubric, |w| BLANK.moderation.walk(Some(form), w))
        }
        FileKind::CaseDirection => shaped("The case direction that follows an Inadequate", rubric, |w| {
            BLANK.direction.walk(w)
        }),
        FileKind::Feedback => shaped("The worker's feedback on the audit", rubric, |w| {
            BLANK.feedback.walk(Some(form), w)
        }),
        FileKind::ReAudit => shaped("The second audit that follows an Inadequate", rubric, |w| {
            BLANK.re_audit.walk(w)
        }),
        FileKind::Allocation | FileKind::Log | FileKind::OfWork(_) | FileKind::Commentary => return None,
    })
}

/// The keys that a file of this form may have; `None` for those that qaf writes.
pub fn outline(form: &Form, kind: FileKind) -> Option<Outline> {
    Some(Outline::of_schema(&of_kind(form, None, kind)?))
}

/// What a file of a wider work may hold.
fn of_work(file: WorkFile) -> Value {
    match file {
        WorkFile::Terms => shaped("Terms of reference", None, |w| BLANK.terms.walk(w)),
        WorkFile::Plan => shaped("A plan", None, |w| BLANK.plan.walk(w)),
        WorkFile::Findings => shaped("Findings", None, |w| BLANK.findings.walk(w)),
        WorkFile::ActionPlan => shaped("An action plan", None, |w| BLANK.action_plan.walk(w)),
        WorkFile::Sheet => shaped("A member's sheet", None, |w| BLANK.sheet.walk(w)),
        WorkFile::Discussion => shaped("A panel's discussion", None, |w| BLANK.discussion.walk(w)),
    }
}

/// The keys that a file of a wider work may have.
pub fn outline_of_work(file: WorkFile) -> Option<Outline> {
    Some(Outline::of_schema(&of_work(file)))
}

/// The schema of a file of wider works, as the text of its file.
pub fn work_schema(file: WorkFile) -> String {
    let title = format!("Wider work: {}", file.name());
    written(of_work(file), "Made by qaf.", title)
}

/// The name of its file: `terms.schema.json`.
pub fn work_schema_name(file: WorkFile) -> String {
    let name = match file {
        WorkFile::Sheet => "sheet",
        other => other.name().trim_end_matches(".yaml"),
    };
    format!("{name}.schema.json")
}

/// The name of the file with the schema of a quarter's commentary.
pub const COMMENTARY_SCHEMA: &str = "commentary.schema.json";

/// The schema of a quarter's commentary, as the text of its file. `boards` are the ids of those in the settings.
pub fn commentary_schema(boards: &[String]) -> String {
    let schema = shaped("A commentary", None, |w| BLANK.commentary.walk(boards, w));
    let title = format!("Beside a quarter's figures: {}", FileKind::Commentary.name());
    written(schema, "Made by qaf.", title)
}

/// The keys that a quarter's commentary may have.
pub fn outline_of_commentary(boards: &[String]) -> Option<Outline> {
    let schema = shaped("A commentary", None, |w| BLANK.commentary.walk(boards, w));
    Some(Outline::of_schema(&schema))
}

/// The name of a schema's file: `child-case-2019.audit.schema.json`.
pub fn schema_file_name(form: &Form, kind: FileKind) -> String {
    let file = kind.name().trim_end_matches(".yaml");
    format!("{}.{file}.schema.json", form.id.file_stem())
}

/// What a schema says of the template it was made from: the SHA-256 of its text with plain line ends, by which a later
/// change of the template is known.
fn made_from(template: &str) -> String {
    let digest = fingerprint(template.replace("\r\n", "\n").as_bytes());
    format!("Made by qaf from the form's template, SHA-256 {digest}")
}

/// Whether a schema was made from another text than `template`. One that does not say is of none other.
pub fn is_of_another(schema: &str, template: &str) -> bool {
    let value: Option<Value> = serde_json::from_str(schema).ok();
    let said = value.as_ref().and_then(|schema| schema["$comment"].as_str());
    said.is_some_and(|said| said != made_from(template))
}

fn file(form: &Form, kind: FileKind, schema: Value, made_from: &str) -> String {
    written(schema, made_from, format!("{}: {}", form.title, kind.name()))
}

/// A schema as the text of its file. Its keywords mean the same in draft 7, which many editors still read.
fn written(mut schema: Value, comment: &str, title: String) -> String {
    schema["$comment"] = comment.into();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    // A file has keys, even where a block within it may be left empty.
    schema["type"] = "object".into();
    format!("{schema:#}\n")
}

#[cfg(test)]
mod tests;
