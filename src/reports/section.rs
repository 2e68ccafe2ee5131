//! `qaf report section`.

pub mod asked;
pub mod figures;
pub mod paper;

use crate::reports::asked_for;
use anyhow::{Result, anyhow};
use clap::Args;

use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::framework::interface::INTERFACES;
use crate::output::Outcome;
use crate::reports::learning;
use crate::reports::learning::figures::{WithFamiliesWords, plain_tag};
use crate::reports::section::figures::{
    AskedName, AuditStatements, SectionInput, Unknown, find, judged, section,
};

/// One section of the forms, or one domain of Appendix 4, over time
#[derive(Debug, Args)]
pub struct SectionArgs {
    /// A section's id or title, as impact, on whatever form; or a domain of Appendix 4, as ASM; several are counted
    /// together. Where a word is a domain and a section too, as supervision, both are shown, the domain first
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Only audits of this form
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// Only audits with this tag, as adoption: one of their themes, or where services meet, as their learning says
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// The last quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
    /// How many quarters, the last among them
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=40))]
    quarters: u8,
}

/// Prints the report.
pub fn run(args: &SectionArgs, context: &Context) -> Result<Outcome> {
    let quarter = asked_for::quarter(args.quarter.as_deref(), context)?;
    let form = args.form.as_deref().map(|form| asked_for::form(form, context));
    let (mut asked, also) = known(&args.ids, form.transpose()?.as_deref(), context)?;
    asked.tag = args.tag.as_deref().map(plain_tag);
    let come = |entry: &AuditStatements| entry.summary.allocated.is_none_or(|day| day <= context.as_of);
    let before = usize::from(args.quarters).saturating_sub(1);
    let first = std::iter::successors(Some(quarter), |quarter| Some(quarter.before())).nth(before);
    let from = first.unwrap_or(quarter).period().from();
    let (entries, _) = context.examine_keeping(
        false,
        |_| true,
        |record, summary| {
            let is_told = summary.progress.settled.is_some_and(|day| day >= from);
            let by_tag = asked.tag.is_some() && is_told && summary.counts();
            AuditStatements::of(summary, is_told, by_tag.then(|| record.folder())).filter(come)
        },
    )?;
    let input = SectionInput {
        store: context.view(),
        entries: &entries,
        asked: &asked,
        also: &also,
        quarter,
        quarters: usize::from(args.quarters),
    };
    let report = section(&input);
    let judged = judged(&input);
    let days = (report.quarter.period().from(), report.quarter.period().to());
    let told = entries.iter().map(|entry| &entry.summary);
    let told = told.filter(|summary| judged.contains(&summary.id));
    let words = learning::families_words(context, days, told)?;
    let printed = PrintedReport {
        name: "report section",
        paper: &|| paper::paper(&report, &words),
        text: None,
        json: &|| {
            crate::paper::json(&WithFamiliesWords {
                report: &report,
                in_their_words: &words,
            })
        },
        csv: Some(&|| paper::csv(&report)),
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

/// The sections that are meant.
fn known(ids: &[String], form: Option<&str>, context: &Context) -> Result<(AskedName, Vec<AskedName>)> {
    find(ids, form, &context.store.forms, &context.store.rubrics).map_err(|unknown| {
        let Unknown { name, nearest, known } = unknown;
        if INTERFACES.contains(&plain_tag(&name).as_str()) {
            let tag = plain_tag(&name);
            return anyhow!(
                "{name} is where services meet, and no section. What is learnt there: qaf report learning --interface {tag}. A \
                 section in audits of it: qaf report section SECTION --tag {tag}."
            );
        }
        let of_form = form.map(|form| format!(" of {form}")).unwrap_or_default();
        match nearest {
            Some(meant) => anyhow!("There is no section{of_form} or domain {name}. Did you mean {meant}?"),
            None => anyhow!(
                "There is no section{of_form} or domain {name}. There are {}.",
                known.join(", ")
            ),
        }
    })
}
