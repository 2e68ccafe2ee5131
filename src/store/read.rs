//! An audit's folder, read file by file into a record: what can be read is handed on, what can't is a finding.

mod allocation;
mod form_answers;
mod log_lines;
mod shaped;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::shaped::shaped;
use super::decode::{DecodeWay, Decoder};
use super::document::{self, Again, Document, Repaired};
use super::scaffold::AUDIT_KEY;
use super::schema;
use crate::finding::{Finding, Location, Related};
use crate::framework::AuditId;
use crate::framework::form::{Form, FormRef};
use crate::record::shape::BLANK;
use crate::record::{Draft, Feedback, FileKind, Folder, Readable, Route};

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
    let name = |kind: FileKind| format!("{path}/{}", kind.name());
    if let Some(bytes) = files.get(&FileKind::Allocation) {
        let document = Document::read(name(FileKind::Allocation), bytes);
        reading.take(FileKind::Allocation, document, None);
    }
    let named = files.get(&FileKind::Audit).map(Vec::as_slice).unwrap_or_default();
    let form = reading.form(named, &forms);
    for (kind, bytes) in files.iter().filter(|(kind, _)| **kind != FileKind::Allocation) {
        let document = document_of(*kind, name(*kind), bytes, form);
        reading.take(*kind, document, form);
    }
    for finding in &mut reading.findings {
        finding.audit = Some(reading.folder.id.clone());
    }
    reading
}

/// The text of a file, read by the keys that its form has.
fn document_of(kind: FileKind, name: String, bytes: &[u8], form: Option<&Form>) -> Document {
    match kind {
        FileKind::Log => log_lines::document(&name, bytes),
        _ => Document::read_by(name, bytes, || schema::outline(form?, kind)),
    }
}

/// What is wrong with a text as such, beside what it says: for a file that a person wrote, what is hidden in it too.
fn of_text(kind: FileKind, document: &Document) -> Vec<Finding> {
    let mut findings = document.faults.clone();
    if kind.is_a_persons() {
        findings.extend(document::hidden(document));
        findings.extend(document::unseen(document));
    }
    findings
}

/// What the reader found in the answers. One that begins with a mark is told of as such, and not as a wrong answer too.
fn of_answers(found: Vec<Finding>, document: &Document) -> Vec<Finding> {
    let begins_with_mark = |finding: &Finding| {
        let at = (finding.location.line, finding.location.column);
        let marked = |fault: &Finding| {
            fault.rule == "alias-or-tag" && (fault.location.line, fault.location.column) == at
        };
        document.faults.iter().any(marked)
    };
    found
        .into_iter()
        .filter(|finding| !begins_with_mark(finding))
        .collect()
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

/// The text of a mailed form.
pub fn mailed_document(name: &str, text: &str, form: &Form) -> Document {
    let outline = || Some(schema::outline(form, FileKind::Feedback)?.with(AUDIT_KEY));
    Document::read_by(name, text.as_bytes(), outline)
}

/// Reads a mailed form with the store's own reader.
pub fn mailed_feedback(document: &Document, form: &Form) -> Mailed {
    let mut decoder = Decoder::new(document);
    let audit = decoder
        .top()
        .and_then(|top| decoder.text(top, &DecodeWay::Top, AUDIT_KEY));
    // The top was looked at already: what was wrong with it would be said twice.
    decoder.findings.clear();
    let feedback = shaped(&mut decoder, FileKind::Feedback, &[AUDIT_KEY], |w| {
        BLANK.feedback.walk(Some(form), w)
    });
    let feedback = feedback.unwrap_or_default();
    let mut findings = of_text(FileKind::Feedback, document);
    findings.extend(of_answers(decoder.findings, document));
    Mailed {
        audit,
        feedback,
        findings,
    }
}

/// A mailed form with every repair made that is certain, as [`Reading::repaired`] makes them; `None` where there is none.
pub fn mailed_repaired(document: &Document, findings: &[Finding], form: &Form) -> Option<Repaired> {
    document::repaired(document, findings, &|text| {
        let document = mailed_document(&document.path, text, form);
        let findings = mailed_feedback(&document, form).findings;
        Again { document, findings }
    })
}

impl Reading {
    /// Takes a file in: what it says, and what is wrong with it.
    fn take(&mut self, kind: FileKind, document: Document, form: Option<&Form>) {
        self.folder.files.insert(kind, document.readable());
        self.findings.extend(of_text(kind, &document));
        let mut decoder = Decoder::new(&document);
        let folder = &mut self.folder;
        match kind {
            FileKind::Allocation => folder.allocation = allocation::read(&mut decoder),
            FileKind::Audit => {
                if let Some(form) = form {
                    folder.audit = form_answers::read(&mut decoder, form);
                    self.faulty = std::mem::take(&mut decoder.faulty);
                }
            }
            FileKind::Moderation => {
                folder.moderation = shaped(&mut decoder, kind, &[], |w| BLANK.moderation.walk(form, w));
            }
            FileKind::CaseDirection => {
                folder.direction = shaped(&mut decoder, kind, &[], |w| BLANK.direction.walk(w));
            }
            FileKind::Feedback => {
                folder.feedback = shaped(&mut decoder, kind, &[], |w| BLANK.feedback.walk(form, w));
            }
            FileKind::ReAudit => {
                folder.re_audit = shaped(&mut decoder, kind, &[], |w| BLANK.re_audit.walk(w));
            }
            FileKind::AppreciativeEnquiry => {
                folder.appreciative = shaped(&mut decoder, kind, &[], |w| BLANK.appreciative.walk(w));
            }
            FileKind::OfWork(_) | FileKind::Commentary => {}
            FileKind::Log => {
                folder.log = log_lines::read(&mut decoder);
                decoder.undecided = log_lines::is_torn(&document, &decoder);
            }
        }
        if decoder.undecided {
            folder.undecided.insert(kind);
        }
        if kind == FileKind::Log && log_lines::is_lost(&document, &folder.log) {
            folder.files.insert(kind, Readable::No);
        }
        let found = std::mem::take(&mut decoder.findings);
        self.findings.extend(of_answers(found, &document));
        self.documents.insert(kind, document);
    }

    /// The template that the audit was made with: as allocated, else as the audit itself says.
    fn form<'f>(&self, audit: &[u8], forms: &impl Fn(&FormRef) -> Option<&'f Form>) -> Option<&'f Form> {
        let allocated = self
            .folder
            .allocation
            .as_ref()
            .and_then(|allocation| forms(&allocation.form));
        allocated.or_else(|| {
            let document = Document::read(FileKind::Audit.name(), audit);
            forms(&FormRef::parse(document.root.as_ref()?.get("form")?.text()?)?)
        })
    }

    /// A file with every repair made that is certain for what was found in it: each was tried, and nothing that could be
    /// read before is lost by it. `None` where there is none.
    pub fn repaired(&self, kind: FileKind, findings: &[Finding], form: Option<&Form>) -> Option<Repaired> {
        let document = self.documents.get(&kind)?;
        document::repaired(document, findings, &|text| {
            let mut again = Self {
                folder: Folder::empty(self.folder.id.clone(), self.folder.path.clone()),
                documents: BTreeMap::new(),
                findings: Vec::new(),
                faulty: BTreeSet::new(),
            };
            let document = document_of(kind, document.path.clone(), text.as_bytes(), form);
            again.take(kind, document, form);
            let document = again.documents.remove(&kind);
            Again {
                document: document.unwrap_or_else(|| Document::read(kind.name(), b"")),
                findings: again.findings,
            }
        })
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
            answer: Some(draft.place.route.to_string()),
        }
    }
}
