//! Readers of Markdown and of pages, which know nothing of how they were made.

use super::read::{Rows, one_line};

/// The tables of a Markdown page, as GitHub reads them: rows of cells between bars that are not escaped.
pub fn md(text: &str) -> Vec<Rows> {
    let mut tables = Vec::new();
    let mut open: Rows = Vec::new();
    for line in text.lines().chain([""]) {
        if line.starts_with("| ") {
            open.push(cells(line));
        } else if !open.is_empty() {
            let mut rows = std::mem::take(&mut open);
            let rule = rows.remove(1);
            assert!(
                rule.iter().all(|cell| cell.trim_matches([':', '-']).is_empty()),
                "{rule:?}"
            );
            let wide = rows[0].len();
            assert!(rows.iter().all(|row| row.len() == wide), "{rows:?}");
            tables.push(rows);
        }
    }
    tables
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap().strip_suffix('|').unwrap();
    let mut cells = vec![String::new()];
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        match c {
            '|' => cells.push(String::new()),
            '\\' => {
                let escaped = characters.next().unwrap();
                assert!(escaped.is_ascii_punctuation(), "\\{escaped} in {line}");
                // A mark of our own, so that what was escaped is not taken for a tag or an entity below.
                cells.last_mut().unwrap().push(escaped);
            }
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
        .iter()
        .map(|cell| {
            let cell = cell.replace("<br>", "\n");
            assert!(!cell.contains('<'), "a tag in {line}");
            one_line(&unescaped(&cell))
        })
        .collect()
}

/// The tables of a page with their captions. A day is taken as a machine reads it.
pub fn html(page: &str) -> Vec<(String, Rows)> {
    let tables = page.split("<table").skip(1);
    tables
        .map(|table| {
            let table = table.split("</table>").next().unwrap();
            let caption = within(table, "<caption", "</caption>").unwrap_or_default();
            let rows = table.split("<tr").skip(1).map(row).collect();
            (caption, rows)
        })
        .collect()
}

fn row(row: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = row.split("</tr>").next().unwrap();
    while let Some(start) = ["<th", "<td"].iter().filter_map(|tag| rest.find(tag)).min() {
        let tag = if rest[start..].starts_with("<th") {
            "</th>"
        } else {
            "</td>"
        };
        let end = rest[start..].find(tag).unwrap() + start;
        cells.push(inner(&rest[start..end]));
        rest = &rest[end..];
    }
    cells
}

fn within(text: &str, open: &str, close: &str) -> Option<String> {
    let start = text.find(open)?;
    let end = text[start..].find(close)? + start;
    Some(inner(&text[start..end]))
}

/// The text of an element, of which the first tag is cut open.
fn inner(element: &str) -> String {
    if let Some(day) = element.split("datetime=\"").nth(1) {
        return day.split('"').next().unwrap().to_owned();
    }
    let mut text = String::new();
    let mut in_tag = false;
    for c in element.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    one_line(&unescaped(&text))
}

/// The text behind entities.
fn unescaped(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        said.push_str(&rest[..start]);
        let Some(end) = rest[start..].find(';') else { break };
        let name = &rest[start + 1..start + end];
        said.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" | "#x27" | "#39" => '\'',
            "#x2f" => '/',
            other => panic!("an odd entity: {other} in {text}"),
        });
        rest = &rest[start + end + 1..];
    }
    said + rest
}
