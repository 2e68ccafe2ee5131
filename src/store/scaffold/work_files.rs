//! The files of a wider work.

use super::form_lines::{FormLines, yaml_quoted};
use super::form_writer::FormWriter;
use super::head;
use crate::framework::wider_work::WorkEvent;
use crate::framework::word::Word;
use crate::record::WorkFile;
use crate::record::work::{ActionPlan, Commission, Discussion, MembersSheet, Terms, VisitPlan, WorkFindings};

/// `work.yaml`.
pub fn work_yaml(made: &Commission) -> String {
    let mut lines = FormLines::default();
    lines.comment(0, "Written by qaf. Please leave it as it is.");
    let text = |value: Option<&str>| value.map(str::to_owned);
    for (key, value) in [
        ("work", Some(made.work.to_string())),
        ("kind", Some(made.kind.meaning().name.to_owned())),
        ("title", Some(made.title.clone())),
        ("lead", made.lead.clone()),
        ("commissioner", made.commissioner.clone()),
        ("team", text(made.team.as_ref().map(Word::as_str))),
        ("row", text(made.row.as_ref().map(Word::as_str))),
        ("commissioned", Some(made.commissioned.to_string())),
        ("by", made.by.clone()),
    ] {
        lines.known(0, key, value.as_deref());
    }
    lines.done()
}

/// A file that people write, with what is known already.
pub fn work_file(file: WorkFile, made: &Commission) -> String {
    let mut lines = FormLines::default();
    head::work_schema(&mut lines, file);
    let (title, what) = (made.kind.meaning().title, told(file));
    lines.comment(0, &format!("{what} {}: {title}, {}.", made.work, made.title));
    if let Some(lead) = &made.lead {
        lines.comment(0, &format!("Lead: {lead}."));
    }
    head::how_to(&mut lines, made.work.claimed());
    lines.gap();
    let id = made.work.claimed();
    let mut writer = FormWriter::new(&mut lines, id, "", &|_, _| true);
    match file {
        WorkFile::Terms => {
            let known = Terms {
                commissioned_by: made.commissioner.clone(),
                ..Terms::default()
            };
            known.walk(&mut writer);
        }
        WorkFile::Plan => {
            let known = VisitPlan {
                coordinator: made.lead.clone(),
                ..VisitPlan::default()
            };
            known.walk(&mut writer);
        }
        WorkFile::Findings => {
            WorkFindings::default().walk(&mut writer);
        }
        WorkFile::ActionPlan => {
            ActionPlan::default().walk(&mut writer);
        }
        WorkFile::Sheet => {
            MembersSheet::default().walk(&mut writer);
        }
        WorkFile::Discussion => {
            Discussion::default().walk(&mut writer);
        }
    }
    lines.done()
}

fn told(file: WorkFile) -> &'static str {
    match file {
        WorkFile::Terms => "The terms of reference of",
        WorkFile::Plan => "The plan of",
        WorkFile::Findings => "What was found by",
        WorkFile::ActionPlan => "The action plan of",
        WorkFile::Sheet => "A member's sheet of",
        WorkFile::Discussion => "What was made of the grades of",
    }
}

/// An event as a flow mapping on one line, as those of audits are.
pub fn work_event_line(event: &WorkEvent) -> String {
    let mut fields = vec![
        format!("date: {}", event.date),
        format!("event: {}", event.event.meaning().name),
    ];
    let texts = [
        ("by", &event.by),
        ("reason", &event.reason),
        ("note", &event.note),
    ];
    for (key, value) in texts {
        fields.extend(value.as_ref().map(|text| format!("{key}: {}", yaml_quoted(text))));
    }
    fields.extend(event.action.map(|number| format!("action: {number}")));
    if !event.to.is_empty() {
        let to: Vec<String> = event.to.iter().map(|name| yaml_quoted(name)).collect();
        fields.push(format!("to: [{}]", to.join(", ")));
    }
    if !event.files.is_empty() {
        let files = event.files.iter();
        let files: Vec<String> = files
            .map(|(stem, sha256)| format!("{stem}: {}", yaml_quoted(sha256)))
            .collect();
        fields.push(format!("files: {{{}}}", files.join(", ")));
    }
    format!("- {{{}}}", fields.join(", "))
}
