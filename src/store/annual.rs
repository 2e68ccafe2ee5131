//! The file of a year's review of the framework: made once, filled in by people, read.

use std::fs;
use std::io;
use std::path::Path;

use super::decode::{DecodeWay, Decoder};
use super::document::{self, Document, Outline};
use super::layout;
use super::scaffold::PrintedRemarks;
use super::scan::{ReadError, read_file};
use crate::finding::{Finding, Location, Severity};
use crate::framework::{CouncilYear, YearStart};
use crate::record::annual::{AnnualReview, GROUPS, QUESTIONS};

/// The file's name.
pub const NAME: &str = "annual.yaml";

/// The file of a year's review, relative to the store.
pub fn path(year: CouncilYear) -> String {
    format!("{}/{year}/{NAME}", layout::REPORTS)
}

/// Reads a year's file.
pub fn read(path: &str, bytes: &[u8]) -> (AnnualReview, Vec<Finding>) {
    let document = Document::read_by(path, bytes, || Some(outline()));
    let mut decoder = Decoder::new(&document);
    let mut review = AnnualReview::default();
    if let Some(top) = decoder.top() {
        let way = &DecodeWay::Top;
        decoder.keys(top, &["answers", "came_of", "changes", "signed_off", "by"]);
        review.came_of = decoder.text(top, way, "came_of");
        review.changes = decoder.text(top, way, "changes");
        review.signed_off = decoder.date(top, way, "signed_off");
        review.by = decoder.text(top, way, "by");
        if let Some(answers) = decoder.map(top, way, "answers") {
            let way = &DecodeWay::Key(way, "answers");
            decoder.keys(answers, &GROUPS.map(|(group, _)| group));
            for (group, _) in GROUPS {
                let Some(given) = decoder.map(answers, way, group) else {
                    continue;
                };
                let way = &DecodeWay::Key(way, group);
                decoder.keys(given, &QUESTIONS.map(|(question, _)| question));
                for (question, _) in QUESTIONS {
                    if let Some(text) = decoder.text(given, way, question) {
                        review.answers.entry(group).or_default().insert(question, text);
                    }
                }
            }
        }
    }
    let mut findings = document.faults.clone();
    findings.append(&mut decoder.findings);
    findings.extend(document::hidden(&document));
    findings.extend(document::unseen(&document));
    let remarks = document::remarks(&document);
    let strange = PrintedRemarks::of_year().strange(&document, &remarks, true);
    findings.extend(document::as_remarks(&document, &strange));
    (review, findings)
}

/// The keys that the file may have.
fn outline() -> Outline {
    let questions = || Outline::of_keys(QUESTIONS.map(|(question, _)| (question, Outline::default())));
    let answers = Outline::of_keys(GROUPS.map(|(group, _)| (group, questions())));
    let rest = ["came_of", "changes", "signed_off", "by"].map(|key| (key, Outline::default()));
    Outline::of_keys(rest.into_iter().chain([("answers", answers)]))
}

/// Reads a year's file of a store; that it can't be read is a finding.
pub fn read_at(root: &Path, path: &str) -> (AnnualReview, Vec<Finding>) {
    match read_file(root, path) {
        Ok(bytes) => read(path, &bytes),
        Err(why) => (AnnualReview::default(), vec![unread(path, &why)]),
    }
}

/// That a file that people write beside figures can't be read.
pub(super) fn unread(path: &str, why: &ReadError) -> Finding {
    Finding {
        rule: "unreadable",
        severity: Severity::Error,
        location: Location::file(path),
        message: format!("{why}."),
        help: Some("Restore the file from a copy.".to_owned()),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

/// The reviews in a store.
#[derive(Debug, Default)]
pub struct Reviews {
    /// Every year that has one, oldest first.
    pub years: Vec<(CouncilYear, AnnualReview)>,
    /// What is wrong with the files.
    pub findings: Vec<Finding>,
}

/// Every year's review in the store.
///
/// # Errors
/// Where a folder or file can't be read.
pub fn all(root: &Path, starts: YearStart) -> io::Result<Reviews> {
    let mut years: Vec<CouncilYear> = match fs::read_dir(layout::on_disk(root, layout::REPORTS)) {
        Ok(entries) => entries
            .filter_map(|entry| starts.year(entry.ok()?.file_name().to_str()?))
            .collect(),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(why) => return Err(why),
    };
    years.sort_by_key(|year| year.from());
    let mut all = Reviews::default();
    for year in years {
        let path = path(year);
        if fs::symlink_metadata(layout::on_disk(root, &path)).is_err() {
            continue;
        }
        let (review, mut faults) = read_at(root, &path);
        all.findings.append(&mut faults);
        all.years.push((year, review));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::scaffold::annual_yaml;

    #[test]
    fn a_new_file_reads_back_as_nothing_answered() {
        let year = YearStart::default().year("2026-27").unwrap();
        let text = annual_yaml(year);
        let (review, findings) = read("reports/2026-27/annual.yaml", text.as_bytes());
        assert_eq!(findings, Vec::new(), "{text}");
        assert_eq!(review, AnnualReview::default());
    }

    #[test]
    fn what_is_written_is_read_and_what_is_wrong_is_named() {
        let text = "answers:\n  managers:\n    value: |\n      Supervision is regular now.\n    vlaue: x\nsigned_off: 2027-05-12\nby: Dana Cole\n";
        let (review, findings) = read("annual.yaml", text.as_bytes());
        assert_eq!(
            review.answers["managers"]["value"].trim(),
            "Supervision is regular now."
        );
        assert_eq!(review.by.as_deref(), Some("Dana Cole"));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].location.line, 5);
    }
}
