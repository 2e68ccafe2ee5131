//! What an export says of itself: `datapackage.json` for programs (Frictionless Data), `README.md` for people, and the
//! questions in SQL.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::column::{ColumnMeaning, ColumnType, TableMeaning};
use crate::framework::Date;
use crate::paper::safe::one_line;
use crate::store::files::NewFolder;

/// The schema that the data package names.
pub const SCHEMA: &str = "qaf.export/1";

/// The schema that the data package of a pool names.
pub const POOL_SCHEMA: &str = "qaf.pool/1";

/// The questions, by the names of their files.
pub const QUESTIONS: [(&str, &str); 5] = [
    ("headline.sql", include_str!("../../shipped/export/headline.sql")),
    (
        "section-grades.sql",
        include_str!("../../shipped/export/section-grades.sql"),
    ),
    ("trend.sql", include_str!("../../shipped/export/trend.sql")),
    (
        "timeliness.sql",
        include_str!("../../shipped/export/timeliness.sql"),
    ),
    (
        "expectations.sql",
        include_str!("../../shipped/export/expectations.sql"),
    ),
];

const POOLED: &str = include_str!("../../shipped/export/pooled.sql");

const POOL: &str = include_str!("../../shipped/export/POOL.md");

const README: &str = include_str!("../../shipped/export/README.md");

/// An export, as it is told of.
pub struct ExportTold<'a> {
    /// The council's name.
    pub council: &'a str,
    /// The day that stood for today.
    pub as_of: Date,
    /// Whether staff are named.
    pub with_names: bool,
    /// How many audits have a number and are not in it, or of which nothing is known.
    pub missing: usize,
    /// The tables.
    pub tables: Vec<TableMeaning>,
}

/// What goes into a pool, as it is told of.
pub struct PoolTold<'a> {
    /// The council's name.
    pub council: &'a str,
    /// The day that stood for today.
    pub as_of: Date,
    /// Cells up to this stay at home.
    pub hide_up_to: usize,
    /// The table.
    pub cells: &'a TableMeaning,
}

impl PoolTold<'_> {
    /// Writes what there is to say of the cells into their folder.
    pub fn write(&self, folder: &NewFolder) -> Result<()> {
        let package = json!({
            "profile": "tabular-data-package",
            "schema": POOL_SCHEMA,
            "name": "qaf-pool",
            "title": format!("Cells of {} for a pool of councils", one_line(self.council)),
            "as_of": self.as_of,
            "hide_up_to": self.hide_up_to,
            "resources": [resource(self.cells)],
        });
        let mut readme = POOL
            .replace("{council}", &one_line(self.council))
            .replace("{as_of}", &self.as_of.to_string())
            .replace("{schema}", POOL_SCHEMA)
            .replace("{hide_up_to}", &self.hide_up_to.to_string());
        table_told(self.cells, &mut readme);
        write_text(folder, "datapackage.json", &format!("{package:#}\n"))?;
        write_text(folder, "README.md", &readme)?;
        write_text(folder, "sql/pooled.sql", POOLED)
    }
}

/// Writes a text as a file of an export.
pub fn write_text(folder: &NewFolder, path: &str, text: &str) -> Result<()> {
    folder.file(path)?.write_all(text.as_bytes())?;
    Ok(())
}

impl ExportTold<'_> {
    /// Writes what there is to say of an export into its folder.
    pub fn write(&self, folder: &NewFolder) -> Result<()> {
        write_text(folder, "datapackage.json", &format!("{:#}\n", self.package()))?;
        write_text(folder, "README.md", &self.readme())?;
        for (name, text) in QUESTIONS {
            write_text(folder, &format!("sql/{name}"), text)?;
        }
        let views = self.tables.iter().fold(String::new(), |mut views, table| {
            let _ = writeln!(
                views,
                "CREATE OR REPLACE VIEW {0} AS SELECT * FROM '{0}.parquet';",
                table.name
            );
            views
        });
        write_text(folder, "sql/open-in-duckdb.sql", &views)
    }

    fn package(&self) -> Json {
        json!({
            "profile": "tabular-data-package",
            "schema": SCHEMA,
            "name": "qaf-export",
            "title": format!("Quality assurance figures of {}", one_line(self.council)),
            "as_of": self.as_of,
            "with_names": self.with_names,
            "missing_audits": self.missing,
            "resources": self.tables.iter().map(resource).collect::<Vec<Json>>(),
        })
    }

    fn readme(&self) -> String {
        let names = if self.with_names {
            "Staff are named in `people.csv`, as was asked for; children are not."
        } else {
            "Nobody is named in it."
        };
        let mut readme = README
            .replace("{council}", &one_line(self.council))
            .replace("{as_of}", &self.as_of.to_string())
            .replace("{schema}", SCHEMA)
            .replace("{names}", names);
        if self.missing > 0 {
            let _ = write!(
                readme,
                "\n**Not whole**: {} in the store could not be read, or are gone. qaf validate names them.\n",
                crate::paper::count(self.missing, "audit", "audits")
            );
        }
        for table in &self.tables {
            table_told(table, &mut readme);
        }
        readme
    }
}

/// A table in the README.
fn table_told(table: &TableMeaning, readme: &mut String) {
    let _ = write!(
        readme,
        "\n### {}\n\nA row: {}. {}, each known by {}.\n\n| column | type | what it says |\n|---|---|---|\n",
        table.name,
        table.row,
        crate::paper::count(table.rows, "row", "rows"),
        table.key.join(" and "),
    );
    for column in &table.columns {
        let words = match column.words.as_slice() {
            [] => String::new(),
            words => format!(": {}", words.join(", ")),
        };
        let _ = writeln!(
            readme,
            "| `{}` | {} | {}{words} |",
            column.key,
            kind(column.kind).1,
            column.about
        );
    }
}

/// A type in the words of the data package, and in a person's.
fn kind(kind: ColumnType) -> (&'static str, &'static str) {
    match kind {
        ColumnType::Text => ("string", "text"),
        ColumnType::Day => ("date", "day"),
        ColumnType::Number => ("integer", "number"),
        ColumnType::Flag => ("boolean", "true or false"),
    }
}

fn resource(table: &TableMeaning) -> Json {
    let refers = table.refers.iter().map(|(column, other)| {
        json!({"fields": [column], "reference": {"resource": other, "fields": [own_key(other)]}})
    });
    let mut resource = json!({
        "name": table.name,
        "title": table.name.replace('_', " "),
        "description": format!("A row: {}.", table.row),
        "profile": "tabular-data-resource",
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": table.rows,
        "schema": {
            "fields": table.columns.iter().map(|column| field(column, table)).collect::<Vec<Json>>(),
            "primaryKey": table.key,
            "foreignKeys": refers.collect::<Vec<Json>>(),
            "missingValues": [""],
        },
    });
    // Of a pool's cells there is one for each quarter.
    if table.name != "cells" {
        resource["parquet"] = format!("{}.parquet", table.name).into();
    }
    resource
}

/// The column by which a table that is referred to knows its rows: `audit` of `audits`.
fn own_key(table: &str) -> &str {
    match table {
        "people" => "person",
        other => other.trim_end_matches('s'),
    }
}

fn field(column: &ColumnMeaning, table: &TableMeaning) -> Json {
    let mut constraints = serde_json::Map::new();
    if !column.may_lack {
        constraints.insert("required".to_owned(), true.into());
    }
    if table.key == [column.key] {
        constraints.insert("unique".to_owned(), true.into());
    }
    if !column.words.is_empty() {
        constraints.insert("enum".to_owned(), column.words.clone().into());
    }
    let mut field = json!({
        "name": column.key,
        "type": kind(column.kind).0,
        "description": column.about,
        "constraints": constraints,
    });
    match column.kind {
        ColumnType::Flag => {
            field["trueValues"] = json!(["true"]);
            field["falseValues"] = json!(["false"]);
        }
        ColumnType::Day => field["format"] = "default".into(),
        _ => {}
    }
    field
}
