//! The own tool of a wider work: a form template in the work's folder, for its audits alone (section 2, thematic audits: a
//! bespoke audit tool).

use std::collections::BTreeSet;
use std::path::Path;

use super::decode::{DecodeWay, Decoder};
use super::document::Document;
use super::scan::{ReadError, read_file};
use super::works::of_day::{FileOfDay, KeptOfWork};
use super::{Store, layout, template, works};
use crate::finding::{Finding, Location, Severity};
use crate::framework::{Date, Form, Rubric};
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

impl Store {
    /// The store with the tools of works as they were on a day.
    #[must_use]
    pub fn with_tools_of(mut self, as_of: Date) -> Self {
        for (id, path) in &self.tools {
            let of_work = self.forms.get(id).and_then(|form| form.of_work.clone());
            let form = of_day(&self.root, path, &self.rubrics, as_of);
            // One that had another name then is known by the one that it has.
            if let Some(form) = form.filter(|form| form.id == *id) {
                self.forms.insert(id.clone(), Form { of_work, ..form });
            }
        }
        self
    }
}

/// The tool at a path as it was on a day; `None` where it was then as it stands, or that is not known.
fn of_day(root: &Path, path: &str, rubrics: &[Rubric], as_of: Date) -> Option<Form> {
    let folder = path.strip_suffix(layout::TOOL)?.trim_end_matches('/');
    let log = format!("{folder}/{}", works::LOG);
    let log = Document::read(&log, &read_file(root, &log).ok()?);
    let log = works::events(&mut Decoder::of_rule(&log, "log-line"));
    let kept = KeptOfWork {
        root,
        folder,
        name: layout::TOOL,
    };
    match kept.of_day(&log, as_of) {
        FileOfDay::Kept(copy) => template::form(&copy, rubrics).0,
        FileOfDay::AsItStands | FileOfDay::NotYet => None,
    }
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
