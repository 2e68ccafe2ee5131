//! Remarks, which are not read: the end of an answer behind a `#` and a space, which nobody meant to hide who typed it,
//! and lines that begin with `#`.

use std::collections::BTreeSet;

use super::{Document, heal, repair};
use crate::finding::{Finding, Location, Severity};
use crate::store::yaml::{Node, NodeValue, ScalarStyle, Span};

/// A line that is read as a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark<'t> {
    /// The line, from 1.
    pub line: usize,
    /// How many spaces stand before it.
    pub indent: usize,
    /// The line, without these.
    pub text: &'t str,
}

/// The lines that are read as remarks, in the order of the file.
pub fn remarks(document: &Document) -> Vec<Remark<'_>> {
    if let Some(starts) = &document.remarks {
        let numbers = starts.iter().map(|start| document.line_of(*start).0);
        return numbers
            .filter_map(|number| remark((number - 1, document.line(number))))
            .collect();
    }

    remarks_in_any_layout(document)
}

/// The same, of a file in whatever layout.
pub fn remarks_in_any_layout(document: &Document) -> Vec<Remark<'_>> {
    let Some(root) = &document.root else {
        return Vec::new();
    };
    let mut texts = BTreeSet::new();
    of_texts(document, root, &mut texts);
    let all: Vec<&str> = document.text().split('\n').collect();
    let within = heal::blocks(&all).into_iter().enumerate();
    texts.extend(within.filter_map(|(index, within)| within.map(|_| index + 1)));
    let lines = all.into_iter().enumerate();
    lines
        .filter(|(index, _)| !texts.contains(&(index + 1)))
        .filter_map(remark)
        .collect()
}

/// The remarks of a form as it was made, in whose answers no line begins with `#`.
pub fn remarks_of_form(text: &str) -> Vec<Remark<'_>> {
    text.split('\n').enumerate().filter_map(remark).collect()
}

fn remark((index, line): (usize, &str)) -> Option<Remark<'_>> {
    line.trim_start().starts_with('#').then(|| Remark {
        line: index + 1,
        indent: line.len() - line.trim_start().len(),
        text: line.trim(),
    })
}

/// The queries on lines that are read as remarks and are none of the form's.
pub fn as_remarks(document: &Document, strange: &[&Remark<'_>]) -> Vec<Finding> {
    if strange.is_empty() {
        return Vec::new();
    }
    let lines = strange.iter().map(|remark| remark.line - 1).collect();
    let joined: BTreeSet<usize> = repair::joined(document, &lines)
        .iter()
        .flat_map(|group| group.keys().copied())
        .collect();
    let as_remark = |remark: &&Remark<'_>| {
        let at = Location {
            column: remark.indent + 1,
            width: remark.text.chars().count(),
            ..document.whole_line(remark.line)
        };
        let help = if joined.contains(&(remark.line - 1)) {
            "If it belongs to the answer above, put as many spaces before it as that answer's first line has, or let qaf \
             validate --fix do it; if it is a note to yourself, delete it."
        } else {
            "If it belongs to an answer, put it below that answer's first line, as far in as that; if it is a note to \
             yourself, delete it."
        };
        let message = "This line is not read: it begins with #, and did not come with the form.";
        query("text-as-remark", at, message, help)
    };
    strange.iter().map(as_remark).collect()
}

fn query(rule: &'static str, location: Location, message: &str, help: &str) -> Finding {
    Finding {
        rule,
        severity: Severity::Query,
        location,
        message: message.to_owned(),
        help: Some(help.to_owned()),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

/// The lines on which the text of answers stands.
fn of_texts(document: &Document, node: &Node, lines: &mut BTreeSet<usize>) {
    match &node.value {
        NodeValue::Map(entries) => {
            for entry in entries {
                of_texts(document, &entry.value, lines);
            }
        }
        NodeValue::List(items) => items.iter().for_each(|item| of_texts(document, item, lines)),
        // Of a block the lines tell by themselves: its span holds the remarks behind it too.
        NodeValue::Text(_, ScalarStyle::Block) => {}
        NodeValue::Text(..) if node.span.len > 0 => {
            let (first, _) = document.line_of(node.span.start);
            let (last, _) = document.line_of(node.span.start + node.span.len - 1);
            lines.extend(first..=last);
        }
        NodeValue::Text(..) | NodeValue::Empty => {}
    }
}

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
        NodeValue::Map(entries) => {
            for entry in entries {
                look(document, &entry.value, Some(entry.key_span), found);
            }
        }
        NodeValue::List(items) => items.iter().for_each(|item| look(document, item, None, found)),
        NodeValue::Text(_, ScalarStyle::Plain) => found.extend(after(document, node.span)),
        NodeValue::Empty => found.extend(key.and_then(|key| after(document, key))),
        NodeValue::Text(..) => {}
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
    Some(query(
        "text-after-hash",
        at,
        "From this # on, the line is not read.",
        "If it belongs to the answer, write | after the colon and the whole text on the next line, indented; if it is a \
         note to yourself, delete it.",
    ))
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
    fn a_remark_below_a_text_that_begins_with_a_quotation_mark_is_one() {
        for text in [
            "a: |\n  \"\n# b\n",
            "a: |\n  'x' and\n  y\n# b\n",
            "a: >\n  \"x\n  y\"\n# b\n",
        ] {
            let document = Document::read("audit.yaml", text.as_bytes());
            let found: Vec<&str> = remarks(&document).into_iter().map(|remark| remark.text).collect();
            assert_eq!(found, ["# b"], "{text}");
        }
        let quoted = Document::read("audit.yaml", b"a: \"\\\"x\n\n  # y\"\n");
        assert_eq!(remarks(&quoted), []);
    }

    #[test]
    fn a_line_with_a_hash_behind_an_answers_text_is_a_remark_at_any_indent() {
        for indent in 0..=4 {
            let text = format!(
                "a:\n  strengths: |\n    Yes.\n{}# The plan.\n  grade: G\n",
                " ".repeat(indent)
            );
            let document = Document::read("audit.yaml", text.as_bytes());
            let lines: Vec<usize> = remarks(&document).iter().map(|remark| remark.line).collect();
            let is_text = indent == 4;
            assert_eq!(lines, if is_text { vec![] } else { vec![4] }, "{text}");
        }
    }

    #[test]
    fn a_hash_within_words_in_quotes_in_a_block_or_on_a_line_of_its_own_hides_nothing() {
        assert_eq!(
            found("a: C#4\nb: \"North #2\"\nc: |\n  flat #3\n# remark\nd:\n  # help\n  e: 1\nf: 1 #\n"),
            []
        );
    }
}
