//! What stands beside a quarter's figures: management's commentary, and the log of the boards that had the report.

use std::path::Path;

use super::annual::unread;
use super::decode::Decoder;
use super::document::{self, Document};
use super::layout;
use super::read::shaped;
use super::scan::{ReadError, read_file};
use super::schema;
use super::works;
use crate::finding::Finding;
use crate::framework::Quarter;
use crate::framework::wider_work::WorkEvent;
use crate::record::FileKind;
use crate::record::commentary::Commentary;
use crate::record::shape::BLANK;

/// The name of the log of those who had the report.
pub const LOG: &str = "log.yaml";

/// What stands beside a quarter's figures, and what is wrong with it.
#[derive(Debug, Default)]
pub struct BesideFigures {
    /// `commentary.yaml`; `None` where it is not there, or nothing of it can be read.
    pub commentary: Option<Commentary>,
    /// Its text.
    pub document: Option<Document>,
    /// `log.yaml`, in the order of the file.
    pub log: Vec<WorkEvent>,
    /// Whether all that was logged is known: nothing is added to a log that can't be read whole.
    pub is_log_whole: bool,
    /// What is wrong with the files.
    pub findings: Vec<Finding>,
}

/// The folder of a quarter's figures.
pub fn folder(quarter: Quarter) -> String {
    format!("{}/{quarter}", layout::REPORTS)
}

/// The path of a file that stands beside a quarter's figures.
pub fn path(quarter: Quarter, name: &str) -> String {
    format!("{}/{name}", folder(quarter))
}

/// Reads what stands beside a quarter's figures. `boards` are the ids of those in the settings.
pub fn read(root: &Path, quarter: Quarter, boards: &[String]) -> BesideFigures {
    let mut beside = BesideFigures {
        is_log_whole: true,
        ..BesideFigures::default()
    };
    let commentary = path(quarter, FileKind::Commentary.name());
    match read_file(root, &commentary) {
        Ok(bytes) => {
            let (commentary, document, findings) = as_if(quarter, &bytes, boards);
            beside.commentary = commentary;
            beside.document = Some(document);
            beside.findings.extend(findings);
        }
        Err(ReadError::NotFound(_)) => {}
        Err(why) => beside.findings.push(unread(&commentary, &why)),
    }
    if let Some(document) = beside.document(root, &path(quarter, LOG), Document::read) {
        let mut decoder = Decoder::of_rule(&document, "log-line");
        beside.log = works::events(&mut decoder);
        beside.is_log_whole &= document.faults.is_empty() && decoder.findings.is_empty();
        beside.findings.append(&mut decoder.findings);
    }
    beside
}

/// The commentary of a quarter as it would be read, if its file held these bytes; the text, and what is wrong with it.
pub fn as_if(
    quarter: Quarter,
    bytes: &[u8],
    boards: &[String],
) -> (Option<Commentary>, Document, Vec<Finding>) {
    let path = path(quarter, FileKind::Commentary.name());
    let document = Document::read_by(&path, bytes, || schema::outline_of_commentary(boards));
    let mut findings = document.faults.clone();
    findings.extend(document::hidden(&document));
    findings.extend(document::unseen(&document));
    let mut decoder = Decoder::new(&document);
    let commentary = shaped(&mut decoder, FileKind::Commentary, &[], |w| {
        BLANK.commentary.walk(boards, w)
    });
    findings.append(&mut decoder.findings);
    (commentary, document, findings)
}

impl BesideFigures {
    /// A file, read; `None` where it is not there. One that can't be read is a finding.
    fn document<'p>(
        &mut self,
        root: &Path,
        path: &'p str,
        read: impl FnOnce(&'p str, &[u8]) -> Document,
    ) -> Option<Document> {
        match read_file(root, path) {
            Ok(bytes) => {
                let document = read(path, &bytes);
                self.findings.extend(document.faults.clone());
                return Some(document);
            }
            Err(ReadError::NotFound(_)) => {}
            Err(why) => {
                self.is_log_whole &= !path.ends_with(LOG);
                self.findings.push(unread(path, &why));
            }
        }
        None
    }
}
