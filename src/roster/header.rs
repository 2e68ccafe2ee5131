//! Whether a row is the header of a list of cases, and of which.

use super::annex_a::{self, AnnexList, LISTS};
use super::cell::{folded, shown};
use super::child_names;
use super::columns::{
    COLUMNS, ColumnsFound, Layout, Mapping, RosterColumn, list, places, save_as_csv, twice,
};
use super::table::{Cells, other_separator, separated};

/// What a row is.
pub(super) enum Header {
    /// The header of a list that can be read.
    Known(Box<ColumnsFound>),
    /// The header of a list that can't be read, and why, in sentences that read on from the file's name.
    Faulty(Vec<String>),
    /// The header of an Annex A list that holds no cases to draw from, such as list 4.
    OtherList,
    /// A title, a note, or anything else.
    No,
}

/// A row with fewer of the needed columns than this may be anything.
const LOOKS_LIKE_OURS: usize = 3;

/// Looks at a row.
pub(super) fn look(row: &impl Cells, mapping: &Mapping) -> Header {
    let problems = match ColumnsFound::find(row, mapping) {
        Ok(columns) => return Header::Known(Box::new(columns)),
        Err(problems) => problems,
    };
    let keys: Vec<String> = (0..row.count())
        .map(|index| annex_a::key(row.cell(index)))
        .collect();
    match annex_a::lists(&keys).as_slice() {
        [list] => match of_list(row, &keys, *list, mapping) {
            Ok(columns) => Header::Known(Box::new(columns)),
            Err(problems) => Header::Faulty(problems),
        },
        [] if ColumnsFound::needed_in(row, mapping) >= LOOKS_LIKE_OURS => Header::Faulty(problems),
        [] if annex_a::is_annex_a(&keys) => Header::OtherList,
        [] => Header::No,
        several => Header::Faulty(vec![several_lists(several)]),
    }
}

/// Why the first row of a file is no header.
pub(super) fn unknown(row: &impl Cells, mapping: &Mapping) -> Vec<String> {
    let keys: Vec<String> = (0..row.count())
        .map(|index| annex_a::key(row.cell(index)))
        .collect();
    if annex_a::is_annex_a(&keys) {
        return vec![other_list()];
    }
    if let Some(separator) = other_separator(row) {
        return vec![format!("{}.", separated(separator))];
    }
    ColumnsFound::find(row, mapping).err().unwrap_or_default()
}

/// That a file holds an Annex A list which is none of those with cases.
pub(super) fn other_list() -> String {
    let marks = LISTS.map(|list| format!("\"{}\" (list {})", list.mark(), list.number()));
    format!(
        "is in the Annex A layout, but is none of its lists 6 to 9: they are told by the columns {}. Give one of these \
         lists. {}",
        list(marks.into_iter()),
        save_as_csv()
    )
}

fn several_lists(lists: &[AnnexList]) -> String {
    format!(
        "has the columns of Annex A's lists {} side by side, so it can't be told on which of them a child stands. Put \
         each list on a sheet or in a file of its own.",
        list(lists.iter().map(|list| list.number().to_string()))
    )
}

/// The columns of an Annex A list. What `qaf.toml` maps goes before the template's headers.
fn of_list(
    row: &impl Cells,
    keys: &[String],
    list: AnnexList,
    mapping: &Mapping,
) -> Result<ColumnsFound, Vec<String>> {
    let headers: Vec<String> = (0..row.count()).map(|index| folded(row.cell(index))).collect();
    let mut columns = ColumnsFound {
        at: [None; COLUMNS.len()],
        layout: Layout::AnnexA,
        list: Some(list),
        case_status: annex_a::case_status(keys, list),
        names: None,
        unread: Vec::new(),
    };
    let mut problems = Vec::new();
    let mut missing = Vec::new();
    for column in COLUMNS {
        let (mapped, by_mapping) = places(&headers, mapping, column);
        let found = if by_mapping {
            mapped
        } else {
            annex_a::places(keys, list, column)
        };
        match (found.as_slice(), list.header(column)) {
            ([], Some(needed)) => missing.push((column, needed)),
            ([], None) => {}
            ([place], _) => columns.at[column as usize] = Some(*place),
            ([first, second, ..], _) => problems.push(twice(row, *first, *second, column)),
        }
    }
    columns.names = child_names::places(&headers, &columns.at);
    if !missing.is_empty() {
        problems.push(missing_of_list(row, list, &missing));
    }
    if problems.is_empty() {
        Ok(columns)
    } else {
        Err(problems)
    }
}

fn missing_of_list(row: &impl Cells, which: AnnexList, missing: &[(RosterColumn, &'static str)]) -> String {
    let example = missing.first().map_or("child_id", |(column, _)| column.name());
    format!(
        "is Annex A's list {} but has no {} {}. The columns found are {}. Rename the column in the file, or name it in \
         qaf.toml under [roster.columns], as in {example} = \"its header\".",
        which.number(),
        if missing.len() == 1 { "column" } else { "columns" },
        list(missing.iter().map(|(_, header)| format!("\"{header}\""))),
        list((0..row.count()).map(|index| format!("\"{}\"", shown(row.cell(index)))))
    )
}
