//! The quarter, the council year and the form that somebody asks a report for, each known by what they typed.

use anyhow::{Result, bail};

use crate::context::Context;
use crate::framework::word::nearest;
use crate::framework::{CouncilYear, Quarter};
use crate::paper::safe::safe;

/// Whether a list shows only what is open: where people read it, unless all was asked for. A table for programs and what
/// goes into a folder in every format have all.
pub fn only_open(all: bool, context: &Context) -> bool {
    use crate::output::Format::{Docx, Html, Md, Text};
    let is_read = matches!(context.format, Text | Md | Html | Docx);
    is_read && !all && context.out.folder().is_none()
}

/// The quarter that is meant: `now`, one by name, or where none is named the last that has ended. One that lies ahead is
/// refused.
pub fn quarter(text: Option<&str>, context: &Context) -> Result<Quarter> {
    let starts = context.store.settings.year_starts;
    let quarter = match text {
        None => Quarter::last_ended(context.as_of, starts),
        Some("now") => Quarter::of(context.as_of, starts),
        Some(text) => Quarter::parse(text, starts)?,
    };
    if quarter.period().from() > context.as_of {
        anyhow::bail!(
            "{quarter} lies ahead: it begins on {}. Name a quarter that has begun.",
            quarter.period().from()
        );
    }
    Ok(quarter)
}

/// The council year that was asked for; the present one where none was. One that lies ahead is refused.
pub fn council_year(text: Option<&str>, context: &Context) -> Result<CouncilYear> {
    let starts = context.store.settings.year_starts;
    let present = starts.year_of(context.as_of);
    let Some(text) = text else { return Ok(present) };
    let Some(year) = starts.year(text.trim()) else {
        // 2026, 2026/27 and 2026-2027 all begin with the year that is meant.
        let first = text.trim().get(..4).and_then(|year| year.parse::<i32>().ok());
        let meant = first.map(|first| format!("{first:04}-{:02}", (first + 1).rem_euclid(100)));
        let meant = meant
            .and_then(|name| starts.year(&name))
            .filter(|year| year.from() <= context.as_of);
        bail!(
            "{} is no council year; write it as {present}. {}",
            safe(text),
            meant.map_or_else(
                || format!("The present one is {present}."),
                |year| format!("Did you mean {year}?")
            )
        );
    };
    if year.from() > context.as_of {
        bail!(
            "{year} lies ahead: it begins on {}. Name a year that has begun, such as {present}.",
            year.from()
        );
    }
    Ok(year)
}

/// The form's id, in whatever case it was written.
pub fn form(text: &str, context: &Context) -> Result<String> {
    let mut ids: Vec<&str> = context
        .store
        .forms
        .keys()
        .map(|form| form.form.as_str())
        .collect();
    ids.dedup();
    if let Some(form) = ids.iter().find(|form| form.eq_ignore_ascii_case(text.trim())) {
        return Ok((*form).to_owned());
    }
    match nearest(text, ids.iter().copied()) {
        Some(meant) => bail!("There is no form {text}. Did you mean {meant}?"),
        None => bail!("There is no form {text}. The forms are {}.", ids.join(", ")),
    }
}
