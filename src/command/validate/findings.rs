//! Findings: for people, the line with a mark under the word; for programs, JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::figures::Summary;

use super::hidden_words::HiddenWords;
use crate::finding::{Finding, Location, Severity};
use crate::framework::AuditId;
use crate::paper::safe::{safe, same_columns};
use crate::paper::wrap::filled;
use crate::paper::{TextStyle, count};
use crate::record::FileKind;

/// So many findings of a file are shown of the whole store, where not all are asked for: the most urgent.
const FIRST: usize = 3;
/// So many files have a line of their own at the end, likewise.
const FILES: usize = 20;

/// The findings as people read them, a line a file at the end, the most urgent first: all of them, or the first of each file.
pub fn text(
    findings: &[Finding],
    hidden: &HiddenWords,
    files: usize,
    shows_all: bool,
    style: TextStyle,
) -> String {
    let mut text = String::new();
    for of_file in findings.chunk_by(|one, next| one.location.path == next.location.path) {
        let most = if shows_all { of_file.len() } else { FIRST };
        for finding in most_urgent(of_file, most) {
            text.push_str(&one(finding, hidden, style));
            text.push('\n');
        }
        let more = of_file.len().saturating_sub(most);
        if more > 0 {
            let path = safe(&of_file[0].location.path);
            let _ = writeln!(text, "... and {more} more in {path}\n");
        }
    }
    text.push_str(&summary(findings, files, shows_all));
    text
}

/// The first so many, errors before queries and queries before notes, in the order in which they stand.
fn most_urgent(findings: &[Finding], most: usize) -> Vec<&Finding> {
    let mut places: Vec<usize> = (0..findings.len()).collect();
    places.sort_by_key(|place| (urgency(&findings[*place]), *place));
    places.truncate(most);
    places.sort_unstable();
    places.into_iter().map(|place| &findings[place]).collect()
}

/// What comes first: errors, then queries that wait for an answer, then the rest.
fn urgency(finding: &Finding) -> usize {
    match finding.severity {
        Severity::Error => 0,
        Severity::Query if finding.explained.is_none() => 1,
        _ => 2,
    }
}

fn one(finding: &Finding, hidden: &HiddenWords, style: TextStyle) -> String {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.width);
    let name = finding.severity.name();
    let message = format!("{} [{}]", safe(&finding.message), finding.rule);
    let message = beside(&message, name.len() + 2, style);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Query => Level::WARNING.with_name("query"),
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(message);
    let marked = |location: &Location| Marked::of(location, hidden.at(location));
    let main = marked(&finding.location);
    let others: Vec<(Marked, String)> = finding
        .related
        .iter()
        .map(|related| (marked(&related.location), safe(&related.message).into_owned()))
        .collect();
    let mut group = Group::with_title(title);
    for (marked, note) in
        std::iter::once((&main, "")).chain(others.iter().map(|(marked, note)| (marked, note.as_str())))
    {
        group = with_place(group, marked, note);
    }
    if let Some(reason) = &finding.explained {
        group = group.element(Level::NOTE.with_name("explained").message(noted(
            reason,
            "explained",
            finding,
            style,
        )));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(noted(help, "help", finding, style)));
    }
    renderer.render(&[group]).trim_end().to_owned() + "\n"
}

/// A place with its line, where it has one, and what is said of it beside the main one.
fn with_place<'m>(group: Group<'m>, marked: &'m Marked, note: &'m str) -> Group<'m> {
    if marked.line == 0 {
        return group.element(annotate_snippets::Origin::path(marked.path.as_str()));
    }
    let kind = if note.is_empty() {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let mut annotation = kind.span(marked.span.clone());
    if !note.is_empty() {
        annotation = annotation.label(note);
    }
    let snippet = Snippet::source(marked.source.as_str())
        .line_start(marked.line)
        .path(marked.path.as_str());
    group.element(snippet.annotation(annotation))
}

/// Words in lines that fit beside what stands before them, which is so wide; the renderer sets the further lines in.
fn beside(words: &str, before: usize, style: TextStyle) -> String {
    filled(words, "", "", style.width.saturating_sub(before))
}

/// The words of a note of this name under a finding, whose lines stand behind the numbers of its lines.
fn noted(words: &str, name: &str, finding: &Finding, style: TextStyle) -> String {
    let related = finding.related.iter().map(|related| related.location.line);
    let most = related.chain([finding.location.line]).max().unwrap_or(0);
    // ` = ` after the widest number, and the name with a colon and a space.
    beside(&safe(words), most.to_string().len() + 3 + name.len() + 2, style)
}

/// A line of a file with the bytes that are meant.
struct Marked {
    path: String,
    line: usize,
    source: String,
    span: std::ops::Range<usize>,
}

impl Marked {
    /// So many characters of a line are shown at most; a long line is cut around what is meant.
    const SHOWN: usize = 110;

    /// The place of a finding; dots stand where the line is `hidden`.
    fn of(location: &Location, hidden: &[(usize, usize)]) -> Self {
        let mut source: Vec<char> = same_columns(&location.excerpt).chars().collect();
        for (column, width) in hidden {
            let from = column.saturating_sub(1);
            source
                .iter_mut()
                .skip(from)
                .take((*width).max(1))
                .for_each(|c| *c = '·');
        }
        let from = location.column.saturating_sub(1).min(source.len());
        let to = (from + location.width.max(1)).min(source.len()).max(from);
        // What is meant stays in view, at its own column, even where the rest of the line is cut.
        let end = source.len().min(Self::SHOWN.max(from + 40));
        let to = to.min(end);
        let byte = |chars: usize| source[..chars].iter().map(|c| c.len_utf8()).sum::<usize>();
        Self {
            path: safe(&location.path).into_owned(),
            line: location.line,
            span: byte(from)..byte(to).max(byte(from)),
            source: source[..end].iter().collect(),
        }
    }
}

/// One line a file, most urgent first, and the whole in one line.
fn summary(findings: &[Finding], files: usize, shows_all: bool) -> String {
    let mut by_file: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for finding in findings {
        let counts = by_file.entry(&finding.location.path).or_default();
        counts[urgency(finding)] += 1;
    }
    let mut by_file: Vec<(&str, [usize; 3])> = by_file.into_iter().collect();
    by_file.sort_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    let mut text = String::new();
    let listed = if shows_all {
        by_file.len()
    } else {
        FILES.min(by_file.len())
    };
    for (path, counts) in &by_file[..listed] {
        let _ = writeln!(text, "{}: {}", safe(path), counted(*counts));
    }
    let sum = |files: &[(&str, [usize; 3])]| {
        let counts = files.iter().map(|(_, counts)| counts);
        counts.fold([0; 3], |sum, [errors, queries, notes]| {
            [sum[0] + errors, sum[1] + queries, sum[2] + notes]
        })
    };
    let total = sum(&by_file);
    if by_file.len() > listed {
        let more = count(by_file.len() - listed, "file", "files");
        let _ = writeln!(text, "{more} more: {}", counted(sum(&by_file[listed..])));
    }
    let checked = count(files, "file", "files");
    if findings.is_empty() {
        let _ = writeln!(text, "{checked} checked: nothing to mend.");
    } else {
        let _ = writeln!(text, "{checked} checked: {}.", counted(total));
        if !shows_all && is_shortened(findings, &by_file) {
            text.push_str("The first of each file are shown. qaf validate --all shows every one.\n");
        }
        if let Some(first) = findings.iter().find(|f| f.is_error()).or(findings.first()) {
            let _ = writeln!(text, "For the reason behind a rule: qaf explain {}", first.rule);
        }
    }
    text
}

/// Whether something is left out where not all are asked for.
fn is_shortened(findings: &[Finding], by_file: &[(&str, [usize; 3])]) -> bool {
    let of_files = findings.chunk_by(|one, next| one.location.path == next.location.path);
    by_file.len() > FILES || of_files.map(<[Finding]>::len).any(|found| found > FIRST)
}

fn counted([errors, queries, notes]: [usize; 3]) -> String {
    let parts = [
        (errors, count(errors, "error", "errors")),
        (queries, count(queries, "query", "queries")),
        (notes, count(notes, "note", "notes")),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, text)| text)
        .collect();
    parts.join(", ")
}

/// How far an audit is that is not submitted yet, and what would make it ready; `repairs` are the lines that can be
/// repaired for certain.
pub fn draft_line(summary: &Summary, repairs: usize) -> String {
    let progress = &summary.progress;
    let done = &progress.answered;
    let due = progress
        .next
        .as_ref()
        .map(|next| format!(", due {}", next.due))
        .unwrap_or_default();
    let late = if progress.overdue { " LATE" } else { "" };
    let (answers, grades) = (
        done.of.saturating_sub(done.answers),
        done.grades_of.saturating_sub(done.grades),
    );
    let left = match (answers, grades) {
        (0, 0) => String::new(),
        _ => format!(" ({answers} and {grades} missing)"),
    };
    format!(
        "  {}{}: {} of {} answers, {} of {} grades{left}{due}{late}{}",
        summary.id,
        auditor(summary),
        done.answers,
        done.of,
        done.grades,
        done.grades_of,
        mend("; ", summary, repairs)
    )
}

/// What there is to mend in an audit that was submitted with errors: the auditor's, or in files that are others' to write.
pub fn faulty_line(summary: &Summary, files: &[&str], repairs: usize) -> String {
    let whose = match files {
        [] => auditor(summary),
        [file] if *file == FileKind::Audit.name() => auditor(summary),
        files => format!(", in {}", files.join(" and ")),
    };
    format!("  {}{whose}{}", summary.id, mend(": ", summary, repairs))
}

fn auditor(summary: &Summary) -> String {
    let name = summary.progress.auditor.as_deref();
    name.map(|name| format!(", {}", safe(name))).unwrap_or_default()
}

fn mend(before: &str, summary: &Summary, repairs: usize) -> String {
    if summary.errors == 0 {
        return String::new();
    }
    let errors = count(summary.errors, "error", "errors");
    let repairs = match repairs {
        0 => String::new(),
        1 => format!("; 1 line can be repaired: qaf validate --fix {}", summary.id),
        many => format!(
            "; {many} lines can be repaired: qaf validate --fix {}",
            summary.id
        ),
    };
    format!("{before}{errors} to mend{repairs}")
}

#[derive(Serialize)]
struct FindingsJson<'a> {
    schema: &'static str,
    files: usize,
    errors: usize,
    queries: usize,
    notes: usize,
    findings: Vec<FindingRow<'a>>,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    rule: &'a str,
    severity: Severity,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: Option<&'a str>,
    audit: Option<&'a AuditId>,
    explained: Option<&'a str>,
    related: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// The findings as programs read them (`docs/files.md`, section 7).
pub fn json(findings: &[Finding], files: usize) -> String {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.order().cmp(&b.order()));
    let of = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    crate::paper::json(&FindingsJson {
        schema: "qaf.validate/1",
        files,
        errors: of(Severity::Error),
        queries: findings.iter().filter(|finding| finding.is_open_query()).count(),
        notes: of(Severity::Note),
        findings: sorted.into_iter().map(row).collect(),
    })
}

fn row(finding: &Finding) -> FindingRow<'_> {
    FindingRow {
        rule: finding.rule,
        severity: finding.severity,
        path: &finding.location.path,
        line: finding.location.line,
        column: finding.location.column,
        message: &finding.message,
        help: finding.help.as_deref(),
        audit: finding.audit.as_ref(),
        explained: finding.explained.as_deref(),
        related: finding
            .related
            .iter()
            .map(|related| Other {
                path: &related.location.path,
                line: related.location.line,
                column: related.location.column,
                message: &related.message,
            })
            .collect(),
    }
}
