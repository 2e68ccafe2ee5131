//! The figures of a quarter's page against those of its JSON, number by number.

use qaf::paper::{Paper, PaperTable};
use serde_json::Value;

/// A table of the page: the list in the JSON that it tells, the key that its first column shows, and the other columns
/// with their keys.
type Told = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const SHARE: &[(&str, &str)] = &[
    ("Audits", "/share/n"),
    ("Good or better", "/share/count"),
    ("Share", "/share/percent"),
    ("95% from", "/share/low"),
    ("to", "/share/high"),
];
const GRADES: &[(&str, &str)] = &[
    ("Outstanding", "/O"),
    ("Good", "/G"),
    ("Requires improvement", "/RI"),
    ("Inadequate", "/I"),
];
const TIMES: &[(&str, &str)] = &[("Times", "/n")];

const TOLD: [Told; 13] = [
    ("by-cycle", "/trend/points", "cycle", SHARE),
    ("by-quarter", "/quarters", "quarter", SHARE),
    ("by-team", "/by_team", "team", GRADES),
    ("by-service", "/by_service", "service", GRADES),
    ("by-status", "/by_status", "status", GRADES),
    ("by-form", "/by_form", "form", GRADES),
    ("by-section", "/sections", "title", GRADES),
    (
        "by-section",
        "/sections",
        "title",
        &[("Not applicable", "/not_applicable")],
    ),
    ("strengths", "/themes/strengths", "text", TIMES),
    ("improvements", "/themes/improvements", "text", TIMES),
    ("learning", "/system_learning", "area", TIMES),
    (
        "timeliness",
        "/timeliness",
        "step",
        &[
            ("Fell due", "/due"),
            ("On time", "/on_time"),
            ("Late", "/late"),
            ("Still open", "/open"),
            ("On time, share", "/percent"),
        ],
    ),
    (
        "compliance",
        "/expected",
        "row",
        &[
            ("Expected", "/expected"),
            ("Exempt", "/exempt"),
            ("Allocated", "/allocated"),
            ("Submitted", "/submitted"),
        ],
    ),
];

/// Compares every number that stands in both; returns how many.
pub fn page_says_what_json_says(paper: &Paper, json: &Value) -> usize {
    let tables = paper.all_tables();
    let table = |id: &str| {
        tables
            .iter()
            .find(|table| table.id == id)
            .unwrap_or_else(|| panic!("no table {id}"))
    };
    let mut compared = 0;
    for (id, list, key, columns) in TOLD {
        let lines = json.pointer(list).unwrap().as_array().unwrap();
        // All rows of the schedule together stand first.
        let from = usize::from(id == "compliance");
        let lines: Vec<&Value> = lines.iter().filter(|line| is_told(id, line)).collect();
        for row in from..table(id).rows.len() {
            let first = shown(table(id), row, 0);
            let of_row = |line: &&Value| {
                line[key]
                    .as_str()
                    .map_or(first == "none named", |name| name == first)
            };
            // Sections of two forms may have one title; the form stands beside it.
            let form = place(table(id), "Form").filter(|at| *at > 0);
            let form = form.map(|at| form_of(table("by-form"), json, &shown(table(id), row, at)));
            let of_form = |line: &&Value| form.as_ref().is_none_or(|form| line["form"] == *form);
            // Titles, months and what is to be done stand on the page, in the order of the ids.
            let line = match id {
                "by-cycle" | "by-form" | "compliance" | "timeliness" => lines.get(row - from).copied(),
                _ => lines
                    .iter()
                    .copied()
                    .filter(|line| of_form(line))
                    .find(|line| of_row(line)),
            };
            let line = line.unwrap_or_else(|| panic!("{first} of {id} is not in {list}"));
            for (column, pointer) in columns {
                let at = place(table(id), column).unwrap_or_else(|| panic!("{id} has no column {column}"));
                let (page, value) = (shown(table(id), row, at), line.pointer(pointer).unwrap());
                if let Some(number) = value.as_f64() {
                    let page = page.trim_end_matches('%').to_owned();
                    let told = if value.is_u64() {
                        value.to_string()
                    } else {
                        format!("{number:.1}")
                    };
                    assert_eq!(page, told, "{column} of {first} in {id}");
                    compared += 1;
                }
            }
        }
    }
    compared + alone(table("actions"), &json["actions"]) + tables_of_counts(&tables, json)
}

/// Whether a line of the JSON is told on the page: a row of the schedule that asks and has nothing is not.
fn is_told(id: &str, line: &Value) -> bool {
    let counts: &[&str] = match id {
        "compliance" => &["expected", "exempt", "other_row", "allocated"],
        "timeliness" => &["due"],
        _ => return true,
    };
    counts.iter().any(|count| line[count] != 0)
}

/// The id of a form by its title, from where both stand in one order.
fn form_of(titles: &PaperTable, json: &Value, title: &str) -> Value {
    let row = (0..titles.rows.len()).find(|row| shown(titles, *row, 0) == title);
    row.map_or(Value::Null, |row| json["by_form"][row]["form"].clone())
}

/// The register of actions, of which there is one line.
fn alone(table: &PaperTable, actions: &Value) -> usize {
    let columns = [
        ("Actions", "total"),
        ("Done", "done"),
        ("Open", "open"),
        ("Of these overdue", "overdue"),
    ];
    for (column, key) in columns {
        let at = place(table, column).unwrap();
        assert_eq!(shown(table, 0, at), actions[key].to_string(), "{column}");
    }
    columns.len()
}

/// Regrades and scores, which are lists of counts in the JSON.
fn tables_of_counts(tables: &[impl AsRef<PaperTable>], json: &Value) -> usize {
    let find = |id: &str| tables.iter().map(AsRef::as_ref).find(|table| table.id == id);
    let mut compared = 0;
    if let Some(regraded) = find("regraded") {
        for row in 0..4 {
            for column in 0..4 {
                let told = json["moderation"]["table"][row][column].to_string();
                assert_eq!(shown(regraded, row, column + 1), told, "regraded {row} {column}");
                compared += 1;
            }
        }
    }
    if let Some(scores) = find("scores") {
        for score in 0..=10 {
            assert_eq!(
                shown(scores, score, 1),
                json["family_feedback"]["scores"][score].to_string()
            );
            compared += 1;
        }
    }
    compared
}

fn place(table: &PaperTable, column: &str) -> Option<usize> {
    table.columns.iter().position(|known| known.name == column)
}

fn shown(table: &PaperTable, row: usize, column: usize) -> String {
    table.rows[row][column].shown()
}
