//! Figures as issued: kept under the store's lock, and compared with what is so now.

use anyhow::{Context as _, Result, bail};
use serde::Serialize;

use super::figures::{Quarterly, QuarterlyInput};
use super::issue;
use super::issue::{AuditFact, Issue, Since};
use crate::context::{Context, Examined};
use crate::framework::{Date, Quarter};
use crate::paper::{self, safe::safe};
use crate::store::issued::{self as kept, Issued};
use crate::store::{layout, scan};

/// Refuses a quarter whose figures can't be final yet.
pub fn demand_over(quarter: Quarter, context: &Context) -> Result<()> {
    let to = quarter.period().to();
    if to >= context.as_of {
        bail!(
            "{quarter} is not over: it ends on {to}. Figures are issued once they can be final, from the day after. Leave out \
             --issue to see how it stands, or name a quarter that has ended."
        );
    }
    Ok(())
}

/// Refuses to issue figures from which audits are missing.
pub fn demand_whole(examined: &Examined, context: &Context) -> Result<()> {
    if let Some(closed) = examined.scan.closed().map(|stray| &stray.path).next() {
        bail!(
            "{} can't be opened, so the audits in it are missing in these figures, and they were not issued. See to its \
             access rights.",
            safe(&context.shown(closed).display().to_string())
        );
    }
    Ok(())
}

/// What has changed since the last issue that can be trusted; those that can't are named.
pub fn since(input: &QuarterlyInput<'_>, report: &Quarterly, context: &Context) -> Result<Option<Since>> {
    // Where they can't be read, the figures of now are right all the same.
    let found = of_quarter(input.quarter, context).unwrap_or_else(|why| {
        context.out.warn(safe(&format!(
            "What has changed since the figures were issued is not known: {why:#}."
        )));
        Vec::new()
    });
    let mut last = None;
    for issued in found.iter().filter(|issued| !issued.public) {
        match &issued.content {
            // What is dated later than today has not happened yet.
            Ok(document) if is_ahead(document, context) => {}
            Ok(document) => last = Some((&issued.path, document)),
            Err(why) => context.out.warn(damaged(issued, why)),
        }
    }
    let Some((path, document)) = last else {
        return Ok(None);
    };
    let now = serde_json::to_value(report)?;
    Ok(Some(issue::since(path, document, &now, &issue::facts(input))))
}

/// Whether an issue is dated later than today.
pub fn is_ahead(document: &serde_json::Value, context: &Context) -> bool {
    let day = document["as_of"]
        .as_str()
        .and_then(|day| day.parse::<Date>().ok());
    day.is_some_and(|day| day > context.as_of)
}

/// Keeps the figures, unless they are as they were issued last.
pub fn issue(input: &QuarterlyInput<'_>, report: &mut Quarterly, context: &Context) -> Result<()> {
    if let Some(since) = report.since_issue.take_if(|since| !since.is_as_issued()) {
        context
            .out
            .say(format!("{} differs from these figures.", since.path));
    }
    if let Some(since) = &report.since_issue {
        let what = if since.is_nothing() {
            "Nothing"
        } else {
            "No figure"
        };
        context.out.say(format!(
            "{what} has changed since {} was issued; nothing was written.",
            since.path
        ));
        return Ok(());
    }
    let facts = issue::facts(input);
    let path = keep(input.quarter, false, &facts, report, context)?;
    let now = serde_json::to_value(&*report)?;
    let document = kept::opened(&scan::read_file(&context.store.root, &path)?)
        .map_err(|why| anyhow::anyhow!("{path} is not as it was just written. {why}"))?;
    report.since_issue = Some(issue::since(&path, &document, &now, &facts));
    Ok(())
}

/// Writes figures as the next issue, and says where.
pub fn keep<R: Serialize>(
    quarter: Quarter,
    public: bool,
    audits: &[AuditFact],
    report: &R,
    context: &Context,
) -> Result<String> {
    context.demand_by()?;
    let found = of_quarter(quarter, context)?;
    let numbers = found
        .iter()
        .filter(|issued| issued.public == public)
        .map(|issued| issued.number);
    let number = numbers.max().unwrap_or(0) + 1;
    let document = Issue {
        schema: issue::SCHEMA,
        sha256: kept::NO_SUM,
        quarter,
        number,
        public,
        as_of: context.as_of,
        by: &context.by,
        audits,
        report,
    };
    let path = kept::path(&quarter.to_string(), public, number);
    let inside = context.writing()?;
    inside.create_dirs(&format!("{}/{quarter}", layout::REPORTS))?;
    let text = kept::sealed(&paper::json(&document));
    inside
        .create_new(&path, text.as_bytes())
        .with_context(|| format!("The figures of {quarter} were not issued"))?;
    context.out.say(format!("Issued: {path}"));
    Ok(path)
}

/// The files of a quarter's figures as issued.
pub fn of_quarter(quarter: Quarter, context: &Context) -> Result<Vec<Issued>> {
    let folder = format!("{}/{quarter}", layout::REPORTS);
    kept::of_quarter(&context.store.root, &quarter.to_string())
        .with_context(|| format!("{folder} can't be read. See to its access rights"))
}

/// What is said of a file that can't be trusted.
pub fn damaged(issued: &Issued, why: &str) -> String {
    let path = safe(&issued.path);
    format!(
        "{path} is left out of account. {} Restore it from a copy.",
        safe(why)
    )
}
