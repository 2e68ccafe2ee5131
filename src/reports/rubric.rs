//! `qaf rubric`.

pub mod paper;

use anyhow::{Result, anyhow, bail};
use clap::Args;

use crate::context::Context;
use crate::framework::Rubric;
use crate::framework::rubric::Domain;
use crate::framework::word::nearest;
use crate::output::{Format, Outcome};
use crate::paper::TextStyle;

/// Show Appendix 4: what each grade looks like, for a section of a form or a domain
#[derive(Debug, Args)]
pub struct RubricArgs {
    /// A section of a form (reviews), or a domain (BIR); left out: the list of domains
    what: Option<String>,
    /// The guideline, where several have what is asked for
    #[arg(long, value_name = "NAME")]
    guideline: Option<String>,
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
    context.out.data(&match context.format {
        Format::Text => paper::text(&chosen, whole, style),
        Format::Json => paper::json(&chosen),
        Format::Md => paper::md(&chosen, whole),
        _ => return Err(context.no_such_format("rubric", "text, json or md")),
    })?;
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
