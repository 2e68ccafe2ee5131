//! An audit's folder, read file by file into a record: what can be read is handed on, what can't is a finding.

mod allocation;
mod audit;
mod log;
mod others;

use std::collections::{BTreeMap, BTreeSet};

use super::decode::{Decoder, Way};
use super::document::{self, Document};
use super::scaffold::AUDIT_KEY;
use crate::finding::{Finding, Location, Related};
use crate::framework::AuditId;
use crate::framework::form::{Form, FormRef};
use crate::record::{Draft, Feedback, FileKind, Folder, Route};

/// A folder as it was read: the record, its texts, and what is wrong with them.
#[derive(Debug)]
pub struct Reading {
    /// What could be read.
    pub folder: Folder,
    /// The texts, in which places are found.
    pub documents: BTreeMap<FileKind, Document>,
    /// What is wrong with the texts as such.
    pub findings: Vec<Finding>,
    /// The routes of `audit.yaml` where something stands that could not be read.
    pub faulty: BTreeSet<Route>,
}

/// Reads a folder's files, given as bytes. `forms` finds the template that an audit names.
pub fn folder<'f>(
    id: AuditId,
    path: &str,
    files: &BTreeMap<FileKind, Vec<u8>>,
    forms: impl Fn(&FormRef) -> Option<&'f Form>,
) -> Reading {
    let mut reading = Reading {
        folder: Folder::empty(id, path),
        documents: BTreeMap::new(),
        findings: Vec::new(),
        faulty: BTreeSet::new(),
    };
    for (kind, bytes) in files {
        let name = format!("{path}/{}", kind.name());
        let document = match kind {
            FileKind::Log => log::document(&name, bytes),
            _ => Document::read(name, bytes),
        };
        reading.folder.files.insert(*kind, document.readable());
        reading.findings.extend(document.faults.iter().cloned());
        if kind.is_a_persons() {
            reading.findings.extend(document::hidden(&document));
        }
        reading.documents.insert(*kind, document);
    }
    reading.allocation();
    let form = reading.form(&forms);
    reading.audit(form);
    reading.the_others(form);
    for finding in &mut reading.findings {
        finding.audit = Some(reading.folder.id.clone());
    }
    reading
}

/// A worker's feedback as it came back by mail.
#[derive(Debug, Default)]
pub struct Mailed {
    /// The audit it says it is about.
    pub audit: Option<String>,
    /// What was filled in.
    pub feedback: Feedback,
    /// What is wrong with the text.
    pub findings: Vec<Finding>,
}

/// Reads a mailed form with the store's own reader.
pub fn mailed_feedback(document: &Document, form: &Form) -> Mailed {
    let mut decoder = Decoder::new(document);
    let audit = decoder
        .top()
        .and_then(|top| decoder.text(top, &Way::Top, AUDIT_KEY));
    // The top was looked at already: what was wrong with it would be said twice.
    decoder.findings.clear();
    let feedback = others::feedback(&mut decoder, Some(form), &[AUDIT_KEY]).unwrap_or_default();
    let mut findings = document.faults.clone();
    findings.append(&mut decoder.findings);
    Mailed {
        audit,
        feedback,
        findings,
    }
}

impl Reading {
    fn allocation(&mut self) {
        let Some(document) = self.documents.get(&FileKind::Allocation) else {
            return;
        };
        let mut decoder = Decoder::new(document);
        self.folder.allocation = allocation::read(&mut decoder);
        self.findings.append(&mut decoder.findings);
    }

    /// The template that the audit was made with: as allocated, else as the audit itself says.
    fn form<'f>(&self, forms: &impl Fn(&FormRef) -> Option<&'f Form>) -> Option<&'f Form> {
        let allocated = self
            .folder
            .allocation
            .as_ref()
            .and_then(|allocation| forms(&allocation.form));
        allocated.or_else(|| {
            let root = self.documents.get(&FileKind::Audit)?.root.as_ref()?;
            forms(&FormRef::parse(root.get("form")?.text()?)?)
        })
    }

    fn audit(&mut self, form: Option<&Form>) {
        let (Some(document), Some(form)) = (self.documents.get(&FileKind::Audit), form) else {
            return;
        };
        let mut decoder = Decoder::new(document);
        self.folder.audit = audit::read(&mut decoder, form);
        self.findings.append(&mut decoder.findings);
        self.faulty = decoder.faulty;
    }

    fn the_others(&mut self, form: Option<&Form>) {
        let folder = &mut self.folder;
        for (kind, document) in &self.documents {
            let mut decoder = Decoder::new(document);
            match kind {
                FileKind::Moderation => folder.moderation = others::moderation(&mut decoder, form),
                FileKind::CaseDirection => folder.direction = others::direction(&mut decoder),
                FileKind::Feedback => folder.feedback = others::feedback(&mut decoder, form, &[]),
                FileKind::ReAudit => folder.re_audit = others::re_audit(&mut decoder),
                FileKind::AppreciativeEnquiry => folder.appreciative = others::appreciative(&mut decoder),
                FileKind::Log => folder.log = log::read(&mut decoder),
                FileKind::Allocation | FileKind::Audit => continue,
            }
            self.findings.append(&mut decoder.findings);
        }
    }

    /// Turns a finding that names a place into one that names a line and column.
    pub fn place(&self, draft: Draft) -> Finding {
        let location = |place: &crate::record::Place| match self.documents.get(&place.file) {
            Some(document) => document.locate(place),
            None => Location::file(self.folder.file(place.file)),
        };
        let related = draft.related.iter();
        Finding {
            rule: draft.rule,
            severity: draft.severity,
            location: location(&draft.place),
            related: related
                .map(|(place, message)| Related {
                    location: location(place),
                    message: message.clone(),
                })
                .collect(),
            message: draft.message,
            help: draft.help,
            audit: Some(self.folder.id.clone()),
            explained: None,
        }
    }
}
