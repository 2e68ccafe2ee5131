//! Answers whose end is a remark: a `#` after a space hides the rest of the line, which nobody meant who typed it.

use super::Document;
use crate::finding::{Finding, Location, Severity};
use crate::store::yaml::{Node, Span, Style, Value};

/// The queries on this file: one a line of which the end is not read.
pub fn hidden(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(root) = &document.root {
        look(document, root, None, &mut found);
    }
    found
}

fn look(document: &Document, node: &Node, key: Option<Span>, found: &mut Vec<Finding>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                look(document, &entry.value, Some(entry.key_span), found);
            }
        }
        Value::List(items) => items.iter().for_each(|item| look(document, item, None, found)),
        Value::Text(_, Style::Plain) => found.extend(after(document, node.span)),
        Value::Empty => found.extend(key.and_then(|key| after(document, key))),
        Value::Text(..) => {}
    }
}

/// The remark behind an answer, or behind a key that has none, with something to read in it.
fn after(document: &Document, span: Span) -> Option<Finding> {
    let text = document.text();
    let rest = text.get(span.start + span.len..)?.lines().next()?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let remark = rest.trim_start();
    if !remark.starts_with('#') || remark.len() == rest.len() || remark.trim_matches('#').trim().is_empty() {
        return None;
    }
    let start = text.get(..span.start + span.len)?.len() + text[span.start + span.len..].find(remark)?;
    let at = document.at(Span {
        start,
        len: remark.len(),
    });
    Some(Finding {
        rule: "text-after-hash",
        severity: Severity::Query,
        location: Location { ..at },
        message: "From this # on, the line is not read.".to_owned(),
        help: Some(
            "If it belongs to the answer, write | after the colon and the whole text on the next line, indented; \
             if it is a remark, put it on a line of its own."
                .to_owned(),
        ),
        audit: None,
        explained: None,
        related: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, usize, usize)> {
        let document = Document::read("audit.yaml", text.as_bytes());
        let places = hidden(&document).into_iter();
        places
            .map(|finding| {
                (
                    finding.location.line,
                    finding.location.column,
                    finding.location.width,
                )
            })
            .collect()
    }

    #[test]
    fn what_a_hash_hides_is_named_where_it_begins() {
        assert_eq!(found("a: 1\nteam: North #2\n"), [(2, 13, 2)]);
        assert_eq!(found("strengths: # seen alone\n"), [(1, 12, 12)]);
        assert_eq!(found("- x # y\n- { b: c } # d\n"), [(1, 5, 3)]);
    }

    #[test]
    fn a_hash_within_words_in_quotes_in_a_block_or_on_a_line_of_its_own_hides_nothing() {
        assert_eq!(
            found("a: C#4\nb: \"North #2\"\nc: |\n  flat #3\n# remark\nd:\n  # help\n  e: 1\nf: 1 #\n"),
            []
        );
    }
}
