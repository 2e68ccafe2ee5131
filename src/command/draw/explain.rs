//! `qaf draw explain`.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::draw::raffle::composed;
use crate::draw::{self, DrawRecord, Unit};
use crate::framework::name::{folded_id, folded_name};
use crate::framework::word::nearest;
use crate::output::{Outcome, Output};
use crate::paper::safe::safe;

/// Say, for every auditor, why that case was picked, or why a child was not
#[derive(Debug, Args)]
pub struct DrawExplainArgs {
    /// The record, a file of the store's folder draws
    file: PathBuf,
    /// Only for this auditor
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    /// What became of this child, by id
    #[arg(long, value_name = "ID")]
    child: Option<String>,
}

/// Explains a record; no store is needed.
pub fn run(args: &DrawExplainArgs, out: &Output) -> Result<Outcome> {
    let record = DrawRecord::parse(&super::read(&args.file)?)
        .with_context(|| format!("{} can't be explained", args.file.display()))?;
    let units = units(args, &record)?;
    let explained = match &args.child {
        Some(child) => {
            let child = in_the_records_spelling(&units, child);
            draw::explain_child(&record, &of_child(&units, args, &child), &child)
        }
        None => draw::explain(&record)
            .into_iter()
            .filter(|explained| units.iter().any(|unit| unit.unit == explained.unit))
            .collect(),
    };
    let mut text = String::new();
    for unit in explained {
        text.push_str(&safe(&unit.to_string()));
        text.push('\n');
    }
    out.text(&text)?;
    Ok(Outcome::Done)
}

/// The units asked for: the one named, else all.
fn units<'a>(args: &DrawExplainArgs, record: &'a DrawRecord) -> Result<Vec<&'a Unit>> {
    let Some(name) = &args.unit else {
        return Ok(record.units.iter().collect());
    };
    let wanted = folded_name(name);
    let found: Vec<&Unit> = record
        .units
        .iter()
        .filter(|unit| folded_name(&unit.unit) == wanted)
        .collect();
    if found.is_empty() {
        let names = record.units.iter().map(|unit| unit.unit.as_str());
        let file = args.file.display();
        match nearest(name, names.clone()) {
            Some(meant) => bail!("{file} has no draw for {name}. Did you mean {meant}?"),
            None => bail!(
                "{file} has no draw for {name}. It has those for {}.",
                names.collect::<Vec<_>>().join(", ")
            ),
        }
    }
    Ok(found)
}

/// A child's id as the pools write it, where one of them has it; else as it was given.
fn in_the_records_spelling(units: &[&Unit], child: &str) -> String {
    let given = composed(child.trim()).into_owned();
    let ids = || {
        units
            .iter()
            .flat_map(|unit| &unit.pool)
            .map(|entry| &entry.case_id)
    };
    if ids().any(|id| *id == given) {
        return given;
    }
    let folded = folded_id(&given);
    ids().find(|id| folded_id(id) == folded).cloned().unwrap_or(given)
}

/// Of all units those that have the child in their pool, where any has: the others' sentences would only hide them.
fn of_child<'a>(units: &[&'a Unit], args: &DrawExplainArgs, child: &str) -> Vec<&'a Unit> {
    let having: Vec<&Unit> = units
        .iter()
        .filter(|unit| unit.pool.iter().any(|entry| entry.case_id == child))
        .copied()
        .collect();
    if having.is_empty() || args.unit.is_some() {
        units.to_vec()
    } else {
        having
    }
}
