//! The child of an audit: what it may be called, and when it was audited before.

use anyhow::{Result, bail};

use crate::context::Context;
use crate::figures::Summary;
use crate::framework::date::Date;
use crate::framework::name::{
    OLDEST, is_name_for_id, is_name_for_initials, is_nobody, is_nothing, is_shortened_number,
};
use crate::framework::{ChildId, Cycle};
use crate::paper::safe::safe;
use crate::roster::{MERGE_ORDER, status_of};

/// The age of a child or a care leaver.
pub(super) fn age(given: &str) -> Result<u32, String> {
    let age = given.trim().parse().ok();
    age.filter(|age| *age <= u32::from(OLDEST))
        .ok_or_else(|| format!("A child's or care leaver's age is a number of years, {OLDEST} at most."))
}

/// The child's id, where it can be one.
pub(super) fn id(given: &str) -> Result<ChildId> {
    if is_shortened_number(given) {
        bail!(
            "{given} is a long number as a spreadsheet shortens it, which many ids look like. Write the child's id as the \
             case system has it."
        );
    }
    // The name itself is not said again: what qaf says may be kept.
    if is_name_for_id(given) && !is_nothing(given) {
        bail!(
            "--child looks like a name. Audits know a child by the case system's id alone: write that; nothing was written."
        );
    }
    match ChildId::new(given).filter(|_| !is_nobody(given)) {
        Some(child) => Ok(child),
        None => bail!(
            "--child \"{given}\" stands for nothing. Write the child's id as the case system has it, or leave it out."
        ),
    }
}

/// The child's initials, where they are no name; `None` where a word stands for none.
pub(super) fn initials(given: &str) -> Result<Option<String>> {
    if is_nothing(given) {
        return Ok(None);
    }
    if is_name_for_initials(given) {
        bail!(
            "--initials looks like a name. Audits know a child by id and initials alone: write the initials, as AB; nothing \
             was written."
        );
    }
    Ok(Some(given.trim().to_owned()))
}

/// The child's legal status, as ours; `None` where none is given, or a word that stands for none.
pub(super) fn status(given: Option<&str>, context: &Context) -> Result<Option<String>> {
    let Some(given) = given.filter(|given| !is_nothing(given)) else {
        return Ok(None);
    };
    match status_of(given.trim(), &context.store.settings.roster_statuses) {
        Some(status) => Ok(Some(status)),
        None => bail!(
            "--status {} is no legal status. Write one of: {}; or say what the word stands for under [roster.statuses] in \
             qaf.toml.",
            safe(given),
            MERGE_ORDER.join(", ")
        ),
    }
}

/// The audits of a child in this cycle and the six before, as a person reads them.
pub(super) fn earlier(child: &ChildId, summaries: &[Summary], context: &Context) -> Vec<String> {
    let mut first = Cycle::of(context.as_of, context.store.settings.year_starts);
    for _ in 0..6 {
        first = first.before();
    }
    let since = first.period().from();
    let mut found: Vec<&Summary> = summaries
        .iter()
        .filter(|summary| summary.child_id.as_ref() == Some(child) && !summary.is_off())
        .filter(|summary| {
            summary
                .allocated
                .is_some_and(|date| date >= since && date <= context.as_of)
        })
        .collect();
    found.sort_by_key(|summary| summary.allocated);
    found
        .iter()
        .map(|summary| {
            let day = summary.allocated.map(Date::spoken).unwrap_or_default();
            format!(
                "{} ({}), allocated {day}, {}",
                summary.id, summary.form, summary.progress.status
            )
        })
        .collect()
}
