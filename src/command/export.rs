//! `qaf export`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;
use smol_str::SmolStr;

use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::export::column::TableMeaning;
use crate::export::pool::Pooled;
use crate::export::{folder, package, pool};
use crate::output::{Format, Outcome};
use crate::paper::count;
use crate::paper::safe::safe;
use crate::store::files::{NewFolder, WriteError};
use crate::store::layout::EXPORT_KEY;
use crate::store::outside::lies_within;

/// Write the figures for other programs, such as Excel or Power BI
///
/// Into a new folder go long tables, each as CSV and as Parquet: audits, the grades of their sections, items, statements
/// cited, actions, events, steps, expectations, how families scored, and wider works. A README says what each column
/// means and how to open it; datapackage.json says the same to programs. Ready questions in SQL give the figures of
/// qaf report quarterly.
///
/// No text that anybody wrote is in it, and nobody is named. Audits, children and staff have ids that tell nothing and are
/// the same in every export of your council, by a key that stays in the store (.export-key). It is personal data all the
/// same: keep it as you keep the audits.
///
/// The folder is for you alone, and written whole or not at all.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The new folder, outside the store
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A table more, which says which id stands for which member of staff; children are never named
    #[arg(long)]
    with_names: bool,
    /// Instead of the tables, write what may be pooled with other councils: numbers of grades, small ones kept at home
    ///
    /// Of every quarter that has ended, by form, by section or overall, by grade, by how the case was picked and whether it
    /// was moderated. No id of anybody is in it. What is below the threshold of public reports (`hide_up_to` in qaf.toml) stays
    /// at home, and so does what would give it away.
    #[arg(long, conflicts_with = "with_names")]
    pool: bool,
}

/// Writes the export and says what is in it.
pub fn run(args: &ExportArgs, context: &Context) -> Result<Outcome> {
    if !matches!(context.format, Format::Text | Format::Json) {
        bail!(
            "export writes CSV and Parquet by itself, and tells of it as text or json; leave out --format."
        );
    }
    context.demand_sound()?;
    let place = &args.folder;
    demand_outside(place, &context.store.root)?;
    let new = NewFolder::begin(place).map_err(|why| refused(&why, place))?;
    let shown = safe(&place.to_string_lossy()).into_owned();
    if args.pool {
        let pooled = pool::write(context, &new)?;
        new.finish().map_err(|why| refused(&why, place))?;
        tell_gaps(context);
        context.told(&pool_told(&shown, &pooled, context))?;
        return Ok(Outcome::Done);
    }
    let (key, is_new) = context.export_key()?;
    let told = folder::write(context, key, args.with_names, &new)?;
    new.finish().map_err(|why| refused(&why, place))?;
    tell_gaps(context);
    context.told(&match context.format {
        Format::Json => format!("{:#}\n", as_json(&shown, is_new, &told)),
        _ => as_text(&shown, is_new, &told),
    })?;
    Ok(Outcome::Done)
}

/// Says which audits are not in it.
fn tell_gaps(context: &Context) {
    for gap in context.gaps().beside(TellsGaps::Nothing).sentences() {
        context.out.warn(safe(&gap));
    }
}

/// Refuses a folder of the store.
fn demand_outside(place: &Path, store: &Path) -> Result<()> {
    if lies_within(place, store) {
        bail!(
            "{} lies in the store, where exports don't belong. Name a new folder elsewhere. Nothing was written.",
            safe(&place.to_string_lossy())
        );
    }
    Ok(())
}

/// Why the folder was not made, and what to do.
fn refused(why: &WriteError, place: &Path) -> anyhow::Error {
    let place = safe(&place.to_string_lossy()).into_owned();
    if why.is_there_already() {
        anyhow::anyhow!(
            "{place} is there already, and an export is a new folder: figures of two days in one would look like one. Name \
             another, such as {place}-2. Nothing was written."
        )
    } else {
        anyhow::anyhow!("{why}. Nothing was written.")
    }
}

fn as_json(place: &str, is_new: bool, told: &package::ExportTold<'_>) -> serde_json::Value {
    let tables = told.tables.iter();
    let tables = tables.map(|table| json!({"name": table.name, "rows": table.rows}));
    json!({
        "schema": package::SCHEMA,
        "as_of": told.as_of,
        "folder": place,
        "with_names": told.with_names,
        "new_key": is_new,
        "missing_audits": told.missing,
        "tables": tables.collect::<Vec<serde_json::Value>>(),
    })
}

fn as_text(place: &str, is_new: bool, told: &package::ExportTold<'_>) -> String {
    let mut text = format!(
        "Exported to {place}, as of {}: {}, each as CSV and Parquet.\n",
        told.as_of.spoken(),
        count(told.tables.len(), "table", "tables")
    );
    text.push_str(&listed(&told.tables));
    text.push_str(if told.with_names {
        "\nStaff are named in people.csv; children are not. "
    } else {
        "\nNobody is named. "
    });
    text.push_str(
        "It is personal data all the same: keep it as you keep the audits. README.md says how to open it.\n",
    );
    if is_new {
        let told = format!(
            "The ids are made with a new key, {EXPORT_KEY} in the store, for you alone. Keep a copy of it: without it a later \
             export has other ids.\n"
        );
        text.push_str(&told);
    }
    text
}

/// The tables with their rows, a line each.
fn listed(tables: &[TableMeaning]) -> String {
    let line =
        |table: &TableMeaning| format!("  {:<16}{:>9}\n", table.name, count(table.rows, "row", "rows"));
    tables.iter().map(line).collect()
}

/// What is said of a pool's cells; how many stayed at home is for whoever sends them, and is in no file.
fn pool_told(place: &str, pooled: &Pooled, context: &Context) -> String {
    let (cells, quarters) = (pooled.cells.rows, &pooled.quarters);
    if context.format == Format::Json {
        let told = json!({
            "schema": package::POOL_SCHEMA,
            "as_of": context.as_of,
            "folder": place,
            "quarters": quarters.iter().map(SmolStr::as_str).collect::<Vec<&str>>(),
            "cells": cells,
            "kept_at_home": pooled.stayed,
        });
        return format!("{told:#}\n");
    }
    let of = match quarters.as_slice() {
        [] => "no quarter has a cell that may leave".to_owned(),
        [one] => format!("of {one}"),
        [first, .., last] => format!("of {first} to {last}"),
    };
    format!(
        "For the pool, in {place}: {} {of}.\n{} at home, as they are small, of one person, or would give a small one away. \
         Nobody is named, and no id leaves. README.md says how councils are pooled. Send each quarter once.\n",
        count(cells, "cell", "cells"),
        count(pooled.stayed, "cell stays", "cells stay"),
    )
}
