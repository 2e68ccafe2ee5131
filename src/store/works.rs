//! Wider works in the store: a folder each, read file by file into a record.

pub(super) mod of_day;
mod panel_files;
mod work_log;

use std::fs;
use std::io;
use std::path::Path;

use super::decode::{DecodeWay, Decoder};
use super::document::{self, Document};
use super::layout::{self, is_year};
use super::own_tool;
use super::read::shaped;
use super::scan::{ReadError, read_file};
use super::schema;
use crate::finding::{Finding, Location, Severity};
use crate::framework::wider_work::{WORK_FOLDERS, WORKS};
use crate::framework::{CouncilYear, Date, WorkId, WorkKind};
use crate::record::shape::BLANK;
use crate::record::work::{Commission, Work};
use crate::record::{FileKind, WorkFile};

pub(super) use work_log::events;

const RESTORE: &str = "qaf wrote this line; restore it from a copy.";

/// The name of a work's log.
pub(super) const LOG: &str = "log.yaml";

/// The wider works of a store, and what is wrong with their files.
#[derive(Debug, Default)]
pub struct Works {
    /// Each that says what was commissioned, by its number.
    pub all: Vec<Work>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// How many files were read.
    pub files: usize,
}

impl Works {
    /// The works that a shortened id may mean.
    pub fn matching(&self, short: &str) -> Vec<&Work> {
        self.all.iter().filter(|work| work.id().matches(short)).collect()
    }
}

/// The folder of a work that is commissioned in a year: `thematic/2026-27/TH-26-0003`.
pub fn folder(year: CouncilYear, id: &WorkId) -> String {
    format!("{}/{year}/{id}", id.top())
}

/// Reads every wider work as of a day. What can't be read or opened is a finding.
pub fn all(root: &Path, as_of: Date) -> Works {
    let mut works = Works::default();
    match folders(root) {
        Ok(folders) => {
            for (id, path) in folders {
                works.read(root, &id, path, as_of);
            }
        }
        Err(why) => {
            let message =
                format!("A folder of wider works can't be opened ({why}), so none of them is known.");
            works.fault(WORK_FOLDERS[0], &message);
        }
    }
    works.all.sort_by_key(|work| work.id().number());
    works
}

/// Reads what stands in a document into its work; what is wrong with it.
fn decoded(document: &Document, file: WorkFile, work: &mut Work) -> Vec<Finding> {
    let mut decoder = Decoder::new(document);
    let kind = FileKind::OfWork(file);
    match file {
        WorkFile::Terms => work.terms = shaped(&mut decoder, kind, &[], |w| BLANK.terms.walk(w)),
        WorkFile::Plan => work.plan = shaped(&mut decoder, kind, &[], |w| BLANK.plan.walk(w)),
        WorkFile::Findings => work.findings = shaped(&mut decoder, kind, &[], |w| BLANK.findings.walk(w)),
        WorkFile::ActionPlan => {
            work.action_plan = shaped(&mut decoder, kind, &[], |w| BLANK.action_plan.walk(w));
        }
        // Each member has one, which is read by what was drawn for them.
        WorkFile::Sheet => {}
        WorkFile::Discussion => {
            if let Some(panel) = &mut work.panel {
                panel.discussion = panel_files::discussion(&mut decoder, &panel.drawn);
            }
        }
    }
    decoder.findings
}

/// A work as it would be read, if a file of it held these bytes; the text, and what is wrong with it. Of a panel's sheets it is
/// this member's.
pub fn as_if(
    work: &mut Work,
    file: WorkFile,
    member: Option<&str>,
    bytes: &[u8],
) -> (Document, Vec<Finding>) {
    let sheet = work
        .panel
        .iter()
        .flat_map(|panel| &panel.drawn.members)
        .position(|one| Some(one.name.as_str()) == member);
    let name = match (&work.panel, sheet) {
        (Some(panel), Some(at)) => format!("{}/{}", layout::SHEETS, panel.drawn.members[at].sheet),
        _ => file.name().to_owned(),
    };
    let path = format!("{}/{name}", work.path);
    let document = Document::read_by(&path, bytes, || schema::outline_of_work(file));
    let mut findings = document.faults.clone();
    findings.extend(document::hidden(&document));
    findings.extend(document::unseen(&document));
    findings.extend(match (&mut work.panel, sheet) {
        (Some(panel), Some(at)) => panel_files::sheet_into(panel, at, &document),
        _ => decoded(&document, file, work),
    });
    (document, findings)
}

/// The folders of all works, by path.
///
/// # Errors
/// Where a folder can't be opened.
pub fn folders(root: &Path) -> io::Result<Vec<(WorkId, String)>> {
    let mut found = Vec::new();
    for top in WORK_FOLDERS {
        for year in names(root, top)?.into_iter().filter(|name| is_year(name)) {
            let path = format!("{top}/{year}");
            let works = names(root, &path)?.into_iter();
            found.extend(works.filter_map(|name| {
                let id: WorkId = name.parse().ok()?;
                (id.top() == top).then(|| (id, format!("{path}/{name}")))
            }));
        }
    }
    Ok(found)
}

/// The highest number that a work's folder has; 0 for none.
///
/// # Errors
/// Where a folder can't be opened.
pub fn highest(root: &Path) -> io::Result<u32> {
    Ok(folders(root)?
        .iter()
        .map(|(id, _)| id.number())
        .max()
        .unwrap_or(0))
}

/// The names of the folders in a folder, in their order; none where it is not there. No link is followed.
fn names(root: &Path, path: &str) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(layout::on_disk(root, path)) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(why),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

impl Works {
    fn read(&mut self, root: &Path, id: &WorkId, path: String, as_of: Date) {
        let Some(commission) = self.commission(root, id, &format!("{path}/{}", layout::WORK)) else {
            return;
        };
        let mut work = Work {
            path,
            commission,
            terms: None,
            plan: None,
            findings: None,
            action_plan: None,
            redrafted: Vec::new(),
            unread: Vec::new(),
            panel: None,
            log: Vec::new(),
            is_log_whole: false,
        };
        self.read_log(root, &mut work);
        if work.kind() == WorkKind::Panel {
            self.read_panel(root, &mut work);
        }
        for file in WorkFile::of(work.kind()) {
            let before = self.errors();
            self.read_of_day(root, *file, &mut work, as_of);
            if self.errors() > before {
                work.unread.push(*file);
            }
        }
        let tool = format!("{}/{}", work.path, layout::TOOL);
        if let (Some(terms), Ok(bytes)) = (&work.terms, read_file(root, &tool)) {
            self.files += 1;
            let tool = Document::read(tool, &bytes);
            self.findings.extend(own_tool::unknown_criteria(&tool, terms));
        }
        self.all.push(work);
    }

    fn read_log(&mut self, root: &Path, work: &mut Work) {
        let log = format!("{}/{LOG}", work.path);
        if let Some(document) = self.document(root, &log, None) {
            let mut decoder = Decoder::of_rule(&document, "log-line");
            work.log = events(&mut decoder);
            let is_sound = !document.is_blank() && document.faults.is_empty();
            work.is_log_whole = is_sound && decoder.findings.is_empty();
            self.findings.append(&mut decoder.findings);
        }
        if !work.is_log_whole {
            self.fault(
                &log,
                "The log of this work can't be read whole, so what was logged is not known.",
            );
        }
    }

    /// How many errors there are so far.
    fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.is_error()).count()
    }

    /// A file, read; `None` where it is not there. One that can't be read is a finding.
    fn document(&mut self, root: &Path, path: &str, file: Option<WorkFile>) -> Option<Document> {
        let bytes = match read_file(root, path) {
            Ok(bytes) => bytes,
            Err(ReadError::NotFound(_)) => return None,
            Err(why) => {
                self.fault(path, &format!("{why}."));
                return None;
            }
        };
        self.files += 1;
        let document = match file {
            Some(file) => Document::read_by(path, &bytes, || schema::outline_of_work(file)),
            None => Document::read(path, &bytes),
        };
        self.findings.extend(document.faults.clone());
        if file.is_some() {
            self.findings.extend(document::hidden(&document));
            self.findings.extend(document::unseen(&document));
        }
        Some(document)
    }

    fn commission(&mut self, root: &Path, id: &WorkId, path: &str) -> Option<Commission> {
        let Some(document) = self.document(root, path, None) else {
            self.no_commission(root, path);
            return None;
        };
        let mut decoder = Decoder::new(&document);
        let read = commission(&mut decoder, id);
        self.findings.append(&mut decoder.findings);
        if read.is_none() {
            self.fault(
                path,
                "What was commissioned can't be read, so the work counts for nothing.",
            );
        }
        read
    }

    /// Of a folder in which nothing was logged, the commission was stopped before it was made: nothing is lost with it.
    fn no_commission(&mut self, root: &Path, path: &str) {
        let begins = |line: &[u8]| line.starts_with(b"-");
        let is_begun = match read_file(root, &path.replace(layout::WORK, LOG)) {
            Ok(bytes) => !bytes.split(|byte| *byte == b'\n').any(begins),
            Err(why) => matches!(why, ReadError::NotFound(_)),
        };
        if is_begun {
            let message =
                "This wider work was begun, and stopped before it was commissioned: it counts for nothing.";
            let help = "Delete its folder, and make it again: qaf commission, or qaf panel new.";
            self.find("stray-file", Severity::Query, path, message, help);
        } else {
            self.fault(
                path,
                "This folder of a wider work does not say what was commissioned.",
            );
        }
    }

    fn fault(&mut self, path: &str, message: &str) {
        self.find(
            "unreadable",
            Severity::Error,
            path,
            message,
            "qaf wrote this file; restore it from a copy.",
        );
    }

    fn find(&mut self, rule: &'static str, severity: Severity, path: &str, message: &str, help: &str) {
        self.findings.push(Finding {
            rule,
            severity,
            location: Location::file(path),
            message: message.to_owned(),
            help: Some(help.to_owned()),
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        });
    }
}

const COMMISSION: [&str; 9] = [
    "work",
    "kind",
    "title",
    "lead",
    "commissioner",
    "team",
    "row",
    "commissioned",
    "by",
];

/// Reads `work.yaml`; `None` where its kind, title or day can't be told.
fn commission(decoder: &mut Decoder<'_>, id: &WorkId) -> Option<Commission> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    decoder.keys(top, &COMMISSION);
    let kinds = WORKS.map(|work| work.name);
    let kind = decoder.option(top, way, "kind", &kinds);
    Some(Commission {
        work: id.clone(),
        kind: WorkKind::parse(&kind?)?,
        title: decoder.text(top, way, "title")?,
        lead: decoder.text(top, way, "lead"),
        commissioner: decoder.text(top, way, "commissioner"),
        team: decoder.word(top, way, "team"),
        row: decoder.word(top, way, "row"),
        commissioned: decoder.date(top, way, "commissioned")?,
        by: decoder.text(top, way, "by"),
    })
}
