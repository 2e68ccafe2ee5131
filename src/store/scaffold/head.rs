//! The first lines of a file that people fill in: what it is, whose, and how to fill it in.

use super::form_lines::FormLines;
use crate::framework::form::{Form, Section};
use crate::framework::rubric::Statement;
use crate::framework::{AuditId, Grade, Rubric};
use crate::record::{Allocation, FileKind, WorkFile};
use crate::store::schema::{schema_file_name, work_schema_name};

/// The line by which an editor finds what it completes and checks by.
pub(super) fn schema(lines: &mut FormLines, form: &Form, kind: FileKind) {
    let name = schema_file_name(form, kind);
    lines.line(
        0,
        &format!("# yaml-language-server: $schema=../../../../../schemas/{name}"),
    );
    lines.line(0, "#");
}

/// The same, of a file of a wider work.
pub(super) fn work_schema(lines: &mut FormLines, file: WorkFile) {
    // A panel's sheets lie a folder deeper.
    let up = if file == WorkFile::Sheet {
        "../../../.."
    } else {
        "../../.."
    };
    schema_at(lines, up, &work_schema_name(file));
}

/// The same, of a file so many folders below the store.
pub(super) fn schema_at(lines: &mut FormLines, up: &str, name: &str) {
    lines.line(0, &format!("# yaml-language-server: $schema={up}/schemas/{name}"));
    lines.line(0, "#");
}

/// Whose case it is, as far as the allocation says.
pub(super) fn whose(lines: &mut FormLines, form: &Form, allocation: &Allocation) {
    let child = allocation.child_id.as_ref().map(|id| {
        let initials = allocation
            .initials
            .as_deref()
            .map(|text| format!(", {text}"))
            .unwrap_or_default();
        let age = allocation
            .age
            .map(|age| format!(", {age} years"))
            .unwrap_or_default();
        format!("Child {id}{initials}{age}. ")
    });
    let worker = allocation.worker.as_deref().map(|name| {
        let role = form.process().worker;
        format!("{role}: {name}. ")
    });
    let team = allocation.team.as_ref().map(|team| format!("Team: {team}."));
    let whose = child.unwrap_or_default() + &worker.unwrap_or_default() + &team.unwrap_or_default();
    if !whose.is_empty() {
        lines.comment(0, &whose);
    }
}

/// How a file is filled in, for somebody who never saw one.
pub(super) fn how_to(lines: &mut FormLines, audit: &AuditId) {
    let page =
        format!("Open it with Notepad, not with Word. A page in your browser is easier: qaf fill {audit}");
    let check = format!("Save, then run: qaf validate {audit}. It says what is still to do, and where.");
    lines.line(0, "#");
    lines.line(0, "# How to fill it in");
    for hint in [page.as_str()].into_iter().chain(HINTS).chain([check.as_str()]) {
        lines.comment(0, &format!("* {hint}"));
    }
}

/// How a file is filled in that is of no audit and whose page `fill` opens.
pub(super) fn how_to_of(lines: &mut FormLines, fill: &str, seen_by: &str) {
    let check = format!("Save, then run: qaf validate. To see it laid out: {seen_by}.");
    lines.line(0, "#");
    lines.line(0, "# How to fill it in");
    let open = format!("Open it with Notepad, not with Word. A page in your browser is easier: {fill}");
    for hint in [open.as_str()].into_iter().chain(HINTS).chain([check.as_str()]) {
        lines.comment(0, &format!("* {hint}"));
    }
}

/// What holds for every file that people write.
pub(super) const HINTS: [&str; 4] = [
    "Lines that begin with # are there to help you. Leave them, or delete them; they are not read.",
    "Write a short answer after its colon, with a space between.",
    "Write text on the empty line under the | sign, two spaces further in than the line above it. It may run over as many lines as you like, if each begins with as many spaces. Keep the spaces at the start of the other lines as they are.",
    "Dates are written 2026-12-07. Children are named by initials only, never by name.",
];

/// The domains of Appendix 4 to look at for a section, each with its title and id.
pub(super) fn domains(rubric: Option<&Rubric>, section: &Section) -> Vec<String> {
    section
        .domains
        .iter()
        .map(|id| {
            let title = rubric
                .and_then(|rubric| rubric.domain(id.as_str()))
                .map_or("", |domain| &domain.title);
            format!("{title} ({id})")
        })
        .collect()
}

/// The first statement of each of a section's domains that speaks for a grade.
pub(super) fn looks_of<'r>(
    rubric: Option<&'r Rubric>,
    section: &'r Section,
    grade: Grade,
) -> impl Iterator<Item = &'r Statement> {
    let domains = section.domains.iter();
    let domains = domains.filter_map(move |id| rubric?.domain(id.as_str()));
    domains.filter_map(move |domain| {
        let mut statements = domain.statements.iter();
        statements.find(|statement| statement.grade == grade && statement.counts)
    })
}

/// The first words of a statement.
pub(super) fn begins(text: &str) -> String {
    const WORDS: usize = 7;
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words[..WORDS.min(words.len())].join(" ");
    if words.len() > WORDS {
        format!("{} ...", first.trim_end_matches([',', ':', ';', '.', '(']))
    } else {
        first
    }
}
