//! `qaf rubric`.

use crate::framework::rubric::{Domain, Statement};
use crate::framework::{Grade, Rubric};
use crate::paper::TextStyle;
use crate::paper::md;
use crate::paper::wrap::filled;
use anyhow::{Result, anyhow, bail};
use clap::Args;
use serde::Serialize;
use std::fmt::Write as _;

use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::framework::Date;
use crate::framework::word::nearest;
use crate::output::{Destination, Format, Outcome};
use crate::paper::{Cell, ColumnKind, Paper, PaperPart, PaperTable};

/// Show Appendix 4: what each grade looks like, by section or domain
///
/// As a page or a Word document (--format html, docx) it is the whole guideline, to print, where neither is named.
#[derive(Debug, Args)]
pub struct RubricArgs {
    /// A section of a form (reviews), or a domain (BIR); left out: the list of domains, or in print all of them
    what: Option<String>,
    /// The guideline, where several have what is asked for
    #[arg(long, value_name = "NAME")]
    guideline: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Prints the statements.
pub fn run(args: &RubricArgs, context: &Context) -> Result<Outcome> {
    let wanted = |rubric: &&Rubric| {
        args.guideline
            .as_deref()
            .is_none_or(|name| rubric.guideline == *name)
    };
    let rubrics: Vec<&Rubric> = context.store.rubrics.iter().filter(wanted).collect();
    if rubrics.is_empty() {
        bail!("There is no such guideline in forms/rubric.");
    }
    let chosen = match &args.what {
        None => rubrics
            .into_iter()
            .map(|rubric| (rubric, rubric.domains.iter().collect()))
            .collect(),
        Some(what) => find(what, &rubrics, context)?,
    };
    let whole = args.what.is_some();
    let style = TextStyle {
        colour: context.out.colour(),
        ..TextStyle::default()
    };
    let printed = PrintedReport {
        name: "rubric",
        paper: &|| paper(&chosen, context.as_of),
        text: None,
        json: &|| json(&chosen),
        csv: None,
        own: &[
            (Format::Text, &|| Ok(text(&chosen, whole, style))),
            (Format::Md, &|| Ok(md(&chosen, whole))),
        ],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

fn find<'a>(
    what: &str,
    rubrics: &[&'a Rubric],
    context: &'a Context,
) -> Result<Vec<(&'a Rubric, Vec<&'a Domain>)>> {
    let of_domain = |rubric: &&'a Rubric| {
        let domains: Vec<&Domain> = rubric
            .domains
            .iter()
            .filter(|domain| domain.id.as_str().eq_ignore_ascii_case(what))
            .collect();
        (!domains.is_empty()).then_some((*rubric, domains))
    };
    let found: Vec<_> = rubrics.iter().filter_map(of_domain).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let (found, known) = of_sections(what, rubrics, context);
    if !found.is_empty() {
        return Ok(found);
    }
    if known {
        bail!("Appendix 4 has no statements for the section {what}: grade it by the evidence alone.");
    }
    Err(not_found(what, rubrics, context))
}

/// The domains of the sections of this name, by guideline, and whether any form has such a section.
fn of_sections<'a>(
    what: &str,
    rubrics: &[&'a Rubric],
    context: &'a Context,
) -> (Vec<(&'a Rubric, Vec<&'a Domain>)>, bool) {
    let mut found: Vec<(&Rubric, Vec<&Domain>)> = Vec::new();
    let mut known = false;
    for form in context.store.forms.values() {
        let Some(section) = form.section(what) else {
            continue;
        };
        known = true;
        let Some(rubric) = context
            .store
            .rubric(form)
            .filter(|r| rubrics.iter().any(|rubric| rubric.guideline == r.guideline))
        else {
            continue;
        };
        let domains: Vec<&Domain> = section
            .domains
            .iter()
            .filter_map(|id| rubric.domain(id.as_str()))
            .collect();
        if !domains.is_empty()
            && !found
                .iter()
                .any(|(r, d)| r.guideline == rubric.guideline && *d == domains)
        {
            found.push((rubric, domains));
        }
    }
    (found, known)
}

/// What is said of a name that no section and no domain has.
fn not_found(what: &str, rubrics: &[&Rubric], context: &Context) -> anyhow::Error {
    let sections = context
        .store
        .forms
        .values()
        .flat_map(|form| form.sections.iter().map(|section| section.id.as_str()));
    let domains = rubrics
        .iter()
        .flat_map(|rubric| rubric.domains.iter().map(|domain| domain.id.as_str()));
    match nearest(what, sections.chain(domains)) {
        Some(meant) => anyhow!("There is no section or domain {what}. Did you mean {meant}?"),
        None => anyhow!("There is no section or domain {what}. qaf rubric lists the domains."),
    }
}

/// Guidelines with the domains of each that are to be shown.
pub type Chosen<'a> = Vec<(&'a Rubric, Vec<&'a Domain>)>;

/// The statements on a terminal; with `whole` false, the list of domains.
pub fn text(chosen: &Chosen<'_>, whole: bool, style: TextStyle) -> String {
    let mut text = String::new();
    for (rubric, domains) in chosen {
        if !text.is_empty() {
            text.push('\n');
        }
        let title = format!("{} ({})", rubric.title, rubric.guideline);
        text.push_str(&wrapped(&title, 0, style.width));
        if whole {
            for domain in domains {
                domain_text(&mut text, domain, style);
            }
            let _ = write!(
                text,
                "\n{}",
                wrapped(&format!("Outstanding: {}", rubric.outstanding), 0, style.width)
            );
            continue;
        }
        for domain in domains {
            let _ = writeln!(
                text,
                "  {:<5} {} ({} statements)",
                domain.id,
                domain.title,
                domain.statements.len()
            );
        }
    }
    if !whole {
        text.push_str("\nFor its statements: qaf rubric BIR, or by a form's section: qaf rubric reviews\n");
    }
    text
}

fn domain_text(text: &mut String, domain: &Domain, style: TextStyle) {
    let _ = writeln!(text, "\n{} ({})", domain.title, domain.id);
    if let Some(note) = &domain.note {
        text.push_str(&wrapped(&format!("Note: {note}"), 2, style.width));
    }
    for grade in Grade::ALL.into_iter().rev() {
        let statements: Vec<&Statement> = domain.statements.iter().filter(|s| s.grade == grade).collect();
        if statements.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n  {}", heading(grade));
        for statement in statements {
            let line = format!("{:<9} {}", statement.id, shown(statement));
            text.push_str(&hanging(&line, 4, 14, style.width));
        }
    }
}

fn heading(grade: Grade) -> String {
    match grade {
        // Appendix 4 prints this one grade under another letter than the forms do.
        Grade::RequiresImprovement => format!("{} (RI; printed A)", grade.title()),
        _ => format!("{} ({grade})", grade.title()),
    }
}

/// A statement's text, with what a reader must know of it.
fn shown(statement: &Statement) -> String {
    let mut text = statement.shown();
    if let Some(note) = &statement.note {
        let _ = write!(text, " [{note}]");
    }
    text
}

fn wrapped(text: &str, indent: usize, width: usize) -> String {
    hanging(text, indent, indent, width)
}

/// Text wrapped to a width; the first line at one indent, the others at another.
fn hanging(text: &str, first: usize, rest: usize, width: usize) -> String {
    filled(text, &" ".repeat(first), &" ".repeat(rest), width)
        .trim_end()
        .to_owned()
        + "\n"
}

/// The statements laid out to be read and printed, a table a domain.
fn paper(chosen: &Chosen<'_>, as_of: Date) -> Paper {
    const MARKS: &str = "RI, Requires improvement, is printed as A in Appendix 4. Where a line of the print is damaged, its wording is our \
                         best reading, and says that it is to be confirmed; one that is ours, we completed. What stands in square \
                         brackets is our remark.";
    let part = |(number, (rubric, domains)): (usize, &(&Rubric, Vec<&Domain>))| {
        let part = PaperPart::new(format!("guideline-{number}"), &rubric.title);
        let part = part
            .text(format!("Outstanding: {}", rubric.outstanding))
            .note(MARKS);
        domains.iter().fold(part, |part, domain| {
            let part = match &domain.note {
                Some(note) => part.note(format!("{} ({}): {note}", domain.title, domain.id)),
                None => part,
            };
            part.with(statements_table(number, domain))
        })
    };
    Paper {
        title: "Appendix 4: what each grade looks like".to_owned(),
        period: "The guidelines of this store".to_owned(),
        council: None,
        as_of,
        parts: (1..).zip(chosen).map(part).collect(),
    }
}

/// The statements of a domain, the best grade first.
fn statements_table(number: usize, domain: &Domain) -> PaperTable {
    let in_order = Grade::ALL.into_iter().rev();
    let statements = in_order.flat_map(|grade| domain.statements.iter().filter(move |s| s.grade == grade));
    PaperTable::of(
        format!("{number}-{}", domain.id),
        format!("{} ({})", domain.title, domain.id),
        "no statements",
        statements,
        &[
            ("Statement", ColumnKind::Code, &|statement| {
                Cell::text(statement.id.to_string())
            }),
            ("Grade", ColumnKind::Code, &|statement| {
                Cell::text(statement.grade.title())
            }),
            ("What it looks like", ColumnKind::Words, &|statement| {
                Cell::text(shown(statement))
            }),
        ],
    )
}

/// The statements as Markdown.
pub fn md(chosen: &Chosen<'_>, whole: bool) -> String {
    let mut text = String::new();
    for (rubric, domains) in chosen {
        let _ = writeln!(text, "# {}\n", md::line(&rubric.title));
        for domain in domains {
            if !whole {
                let _ = writeln!(text, "- {} ({})", md::line(&domain.title), domain.id);
                continue;
            }
            let _ = writeln!(text, "## {} ({})\n", md::line(&domain.title), domain.id);
            for grade in Grade::ALL.into_iter().rev() {
                let statements: Vec<&Statement> =
                    domain.statements.iter().filter(|s| s.grade == grade).collect();
                if !statements.is_empty() {
                    let _ = writeln!(text, "### {}\n", heading(grade));
                    for statement in statements {
                        let _ = writeln!(text, "- {}: {}", statement.id, md::line(&shown(statement)));
                    }
                    text.push('\n');
                }
            }
        }
    }
    text
}

#[derive(Serialize)]
struct RubricJson<'a> {
    schema: &'static str,
    guidelines: Vec<Guideline<'a>>,
}

#[derive(Serialize)]
struct Guideline<'a> {
    #[serde(rename = "guideline")]
    id: &'a str,
    version: &'a str,
    title: &'a str,
    outstanding: &'a str,
    domains: Vec<DomainRow<'a>>,
}

#[derive(Serialize)]
struct DomainRow<'a> {
    id: &'a str,
    title: &'a str,
    note: Option<&'a str>,
    statements: Vec<StatementRow<'a>>,
}

#[derive(Serialize)]
struct StatementRow<'a> {
    id: &'a str,
    grade: Grade,
    text: &'a str,
    doubtful: bool,
    ours: bool,
    counts: bool,
    note: Option<&'a str>,
}

/// The statements as JSON.
pub fn json(chosen: &Chosen<'_>) -> String {
    let guidelines = chosen
        .iter()
        .map(|(rubric, domains)| Guideline {
            id: rubric.guideline.as_str(),
            version: &rubric.version,
            title: &rubric.title,
            outstanding: &rubric.outstanding,
            domains: domains.iter().map(|domain| domain_row(domain)).collect(),
        })
        .collect();
    crate::paper::json(&RubricJson {
        schema: "qaf.rubric/1",
        guidelines,
    })
}

fn domain_row(domain: &Domain) -> DomainRow<'_> {
    DomainRow {
        id: domain.id.as_str(),
        title: &domain.title,
        note: domain.note.as_deref(),
        statements: domain
            .statements
            .iter()
            .map(|statement| StatementRow {
                id: statement.id.as_str(),
                grade: statement.grade,
                text: &statement.text,
                doubtful: statement.doubtful,
                ours: statement.ours,
                counts: statement.counts,
                note: statement.note.as_deref(),
            })
            .collect(),
    }
}
