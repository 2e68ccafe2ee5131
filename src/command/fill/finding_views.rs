//! What is wrong with a file, in the words of its pages.

use std::collections::BTreeMap;

use super::app::App;
use super::open_file::OpenFile;
use crate::fill::boxes::{self, ErrorView};
use crate::fill::in_words;
use crate::finding::{Finding, Severity};
use crate::record::FileKind;
use crate::rule;

/// Whether what is to be done can be done on a page: it speaks of no command, no file and no mark of one.
fn is_for_a_page(help: &str) -> bool {
    !["qaf ", ".yaml", "[", "#"].iter().any(|mark| help.contains(mark))
}

/// What is wrong, as pages show it: what keeps the file from being right, and what is asked.
fn error_view(
    looked: &OpenFile,
    words: &BTreeMap<String, String>,
    at: usize,
    name: Option<String>,
    finding: &Finding,
) -> ErrorView {
    let page = name.as_ref().and_then(|name| looked.page_of(name));
    let href = name.as_ref().map(|name| {
        let id = boxes::id_of(name);
        page.map_or_else(
            || format!("/{}/check#{id}", at + 1),
            |page| format!("/{}/p/{}#{id}", at + 1, page + 1),
        )
    });
    let is_explainable = finding.severity == Severity::Query;
    ErrorView {
        href,
        weight: if is_explainable { "Question" } else { "Error" },
        message: in_words(&finding.message, words),
        help: finding
            .help
            .as_ref()
            .filter(|help| is_for_a_page(help))
            .map(|help| in_words(help, words)),
        why: rule::find(finding.rule).map(|rule| format!("{} (Source: {}.)", rule.why, rule.source)),
        rule: is_explainable.then_some(finding.rule),
        name,
    }
}

/// What is wrong with a file as if its writer were done: errors, then what is asked.
pub(super) fn found(app: &App<'_>, at: usize, looked: &OpenFile) -> (Vec<ErrorView>, Vec<ErrorView>) {
    let sitting = &app.sittings[at];
    let judged = sitting.judge_if_finished(looked, app.context);
    let words = looked.file.words();
    let mut found = looked.findings(&judged, sitting.kind);
    found.sort_by_key(|(name, _)| looked.place_of(name.as_deref()));
    let mut errors = Vec::new();
    let mut queries = Vec::new();
    for (name, finding) in found {
        let view = error_view(looked, &words, at, name, finding);
        if finding.is_error() {
            errors.push(view);
        } else if finding.is_open_query() {
            queries.push(view);
        }
    }
    (errors, queries)
}

/// The rules that ask something of the file and can be answered with a reason.
pub fn open_queries(app: &App<'_>, at: usize, looked: &OpenFile) -> Vec<&'static str> {
    if app.sittings[at].kind != FileKind::Audit {
        return Vec::new();
    }
    let mut rules: Vec<&'static str> = found(app, at, looked)
        .1
        .iter()
        .filter_map(|query| query.rule)
        .collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
