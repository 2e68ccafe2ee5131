//! `export --pool`: the cells that leave, as CSV and hive-partitioned as Parquet.

use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};
use smol_str::SmolStr;

use super::cells::{CouncilCells, PoolCell};
use super::column::{ExportColumn, ExportTable, TableMeaning};
use super::package::PoolTold;
use super::table_files::TableFiles;
use crate::context::Context;
use crate::framework::{Grade, Quarter};
use crate::store::files::NewFolder;
use crate::store::layout::{NO_TEAM, team_slug};
use crate::store::settings::{self, Settings};

/// The grade of a cell that counts them all.
const ALL: &str = "all";

/// A cell as it is written.
#[derive(Clone, Debug)]
pub struct CellRow {
    council: SmolStr,
    cell: PoolCell,
}

/// The cells as a spreadsheet reads them.
pub const CELLS: ExportTable<CellRow> = ExportTable {
    name: "cells",
    row: "a number of grades of a council in a quarter: of one form, of the whole audit or of one section, of cases picked alike and moderated alike",
    columns: COLUMNS,
    key: &[
        "council",
        "quarter",
        "form",
        "domain",
        "grade",
        "selection",
        "moderated",
    ],
    refers: &[],
};

/// The same without what the names of the folders say.
const PARTITION: ExportTable<CellRow> = ExportTable {
    columns: COLUMNS.split_at(2).1,
    ..CELLS
};

const COLUMNS: &[ExportColumn<CellRow>] = &[
    ExportColumn::<CellRow>::text("council", "The council", |r| (&r.council).into()).always(),
    ExportColumn::<CellRow>::text(
        "quarter",
        "The council's quarter in which the audits were settled",
        |r| (&r.cell.group.quarter).into(),
    )
    .always(),
    ExportColumn::<CellRow>::text("form", "The form, such as child-case", |r| {
        (&r.cell.group.form).into()
    })
    .always(),
    ExportColumn::<CellRow>::text("domain", "overall, or the section of the form", |r| {
        (&r.cell.group.domain).into()
    })
    .always(),
    ExportColumn::<CellRow>::text(
        "grade",
        "The final grade: a numerator; all is the number of all grades of its kind, the denominator",
        |r| r.cell.grade.map_or(ALL, Grade::code).into(),
    )
    .one_of(|| vec!["O", "G", "RI", "I", ALL])
    .always(),
    ExportColumn::<CellRow>::text(
        "selection",
        "Whether the cases were drawn at random, which speaks for the whole, or chosen",
        |r| if r.cell.group.random { "random" } else { "chosen" }.into(),
    )
    .one_of(|| vec!["random", "chosen"])
    .always(),
    ExportColumn::<CellRow>::flag("moderated", "Whether a moderator settled them", |r| {
        r.cell.group.moderated.into()
    }),
    ExportColumn::<CellRow>::number("n", "How many", |r| r.cell.n.into()).always(),
];

/// What went into the pool.
pub struct Pooled {
    /// The table.
    pub cells: TableMeaning,
    /// The quarters that have cells in it.
    pub quarters: Vec<SmolStr>,
    /// How many cells stayed at home.
    pub stayed: usize,
}

/// Writes the cells of every quarter that has ended.
pub fn write(context: &Context, folder: &NewFolder) -> Result<Pooled> {
    let settings = &context.store.settings;
    let council = told_apart_by(settings)?;
    let counted = Mutex::new(CouncilCells::default());
    let count = |folder: &crate::record::Folder, summary: &crate::figures::Summary| {
        let settled = summary.progress.settled.filter(|_| summary.counts());
        let quarter = settled.map(|day| Quarter::of(day, settings.year_starts));
        let quarter = quarter.filter(|quarter| quarter.period().to() < context.as_of);
        let form = folder
            .allocation
            .as_ref()
            .and_then(|allocation| context.store.form(&allocation.form));
        if let (Some(quarter), Some(form), true) = (quarter, form, summary.is_told(&settings.headline_forms))
        {
            let mut counted = counted.lock().unwrap_or_else(PoisonError::into_inner);
            counted.add(summary, form, quarter);
        }
    };
    context.pass_by(|folder, summary| count(folder, &summary), |()| Ok(()))?;
    let counted = counted.into_inner().unwrap_or_else(PoisonError::into_inner);
    let hide_up_to = usize::try_from(settings.hide_up_to).unwrap_or(usize::MAX).max(2);
    let (cells, stayed) = counted.protected(hide_up_to);
    let rows: Vec<CellRow> = cells
        .into_iter()
        .map(|cell| CellRow {
            council: council.clone(),
            cell,
        })
        .collect();
    let pooled = write_cells(&rows, folder)?;
    PoolTold {
        council: &settings.council,
        as_of: context.as_of,
        hide_up_to,
        cells: &pooled.0,
    }
    .write(folder)?;
    Ok(Pooled {
        cells: pooled.0,
        quarters: pooled.1,
        stayed,
    })
}

/// By what councils are told apart in a pool: their names, which the settings must say and not leave as they came.
fn told_apart_by(own: &Settings) -> Result<SmolStr> {
    let shipped = settings::read(b"", &[]).map(|shipped| shipped.council);
    let is_own = shipped.is_ok_and(|shipped| shipped != own.council);
    let name = team_slug(&own.council);
    if !is_own || name == NO_TEAM {
        bail!(
            "qaf.toml names no council of your own, and in a pool it is by their names that councils are told apart. Fill in \
             \"council\". Nothing was written."
        );
    }
    Ok(name.into())
}

fn write_cells(rows: &[CellRow], folder: &NewFolder) -> Result<(TableMeaning, Vec<SmolStr>)> {
    let mut all = TableFiles::csv(&CELLS, folder, "cells.csv")?;
    all.rows(rows)?;
    let mut quarters = Vec::new();
    for part in rows.chunk_by(|one, other| one.cell.group.quarter == other.cell.group.quarter) {
        let Some(first) = part.first() else { continue };
        let quarter = first.cell.group.quarter.clone();
        let path = format!("cells/council={}/quarter={quarter}/cells.parquet", first.council);
        let mut files = TableFiles::parquet(&PARTITION, folder, &path)?;
        files.rows(part)?;
        files.end()?;
        quarters.push(quarter);
    }
    Ok((all.end()?, quarters))
}
