//! The own tool of a wider work: a form template in the work's folder, for its audits alone (section 2, thematic audits: a
//! bespoke audit tool).

use std::collections::BTreeSet;
use std::path::Path;

use super::decode::{DecodeWay, Decoder};
use super::document::Document;
use super::scan::{ReadError, read_file};
use super::{layout, template, works};
use crate::finding::{Finding, Location, Severity};
use crate::framework::{Form, Rubric};
use crate::record::work::Terms;

/// The tools of a store's works, each with its path, and what is wrong with them.
pub fn read_all(root: &Path, rubrics: &[Rubric]) -> (Vec<(Form, String)>, Vec<Finding>) {
    let (mut tools, mut findings) = (Vec::new(), Vec::new());
    // That a folder can't be opened is said by whoever reads the works.
    for (id, folder) in works::folders(root).unwrap_or_default() {
        let path = format!("{folder}/{}", layout::TOOL);
        let bytes = match read_file(root, &path) {
            Ok(bytes) => bytes,
            Err(ReadError::NotFound(_)) => continue,
            Err(why) => {
                findings.push(fault(&path, format!("{why}.")));
                continue;
            }
        };
        let (form, mut faults) = template::form(&Document::read(&path, &bytes), rubrics);
        match form {
            Some(form) => {
                let of_work = Some(id);
                tools.push((Form { of_work, ..form }, path));
            }
            None if faults.is_empty() => faults.push(fault(&path, "This file holds no form.".to_owned())),
            None => {}
        }
        findings.append(&mut faults);
    }
    (tools, findings)
}

/// That a tool has the name of another form, by which it can't be told from that.
pub fn named_twice(form: &Form, path: &str) -> Finding {
    Finding {
        help: Some("Give it another name at form:.".to_owned()),
        ..fault(path, format!("There is another form {}.", form.id.form))
    }
}

fn fault(path: &str, message: String) -> Finding {
    Finding {
        rule: template::RULE,
        severity: Severity::Error,
        location: Location::file(path),
        message,
        help: Some("Restore it from a copy, or take it out of the folder.".to_owned()),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

/// The criteria that a tool measures and the terms of reference lack, each where it stands.
pub fn unknown_criteria(tool: &Document, terms: &Terms) -> Vec<Finding> {
    let known: BTreeSet<&str> = terms
        .criteria
        .iter()
        .filter_map(|one| one.id.as_deref())
        .collect();
    let mut decoder = Decoder::of_rule(tool, template::RULE);
    // What is no template is said where the forms are read.
    let Some(top) = decoder.top() else {
        return Vec::new();
    };
    let way = DecodeWay::Top;
    let mut lacking = Vec::new();
    for (_, section) in decoder.maps(top, &way, "sections") {
        for (_, question) in decoder.maps(section, &way, "questions") {
            let criterion = question.get("criterion").filter(|node| !node.is_blank());
            let named = criterion.and_then(|node| Some((node.text()?.trim(), node.span)));
            lacking.extend(named.filter(|(id, _)| !known.contains(id)));
        }
    }
    decoder.findings.clear();
    for (id, span) in lacking {
        decoder.fault(
            template::RULE,
            span,
            format!("The terms of reference have no criterion {id}."),
            format!(
                "Write one of them: {}; or have the criterion added to terms.yaml.",
                known.iter().copied().collect::<Vec<_>>().join(", ")
            ),
        );
    }
    decoder.findings
}
