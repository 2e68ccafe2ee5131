//! A guideline of Appendix 4, read from `forms/rubric/<name>.yaml`.

use std::collections::BTreeSet;

use super::{RULE, needed};
use crate::finding::Finding;
use crate::framework::rubric::{Domain, Rubric, Statement};
use crate::framework::word::Word;
use crate::store::decode::{DecodeWay, Decoder, yes_no};
use crate::store::document::Document;
use crate::store::yaml::Node;

/// Reads a guideline; what is wrong with it is named, and what could be read is handed on.
pub fn rubric(document: &Document) -> (Option<Rubric>, Vec<Finding>) {
    let mut decoder = Decoder::of_rule(document, RULE);
    let rubric = decoder.top().and_then(|top| read(&mut decoder, top));
    let mut findings = document.faults.clone();
    findings.append(&mut decoder.findings);
    (rubric, findings)
}

fn read<'a>(decoder: &mut Decoder<'a>, top: &'a Node) -> Option<Rubric> {
    let way = DecodeWay::Top;
    decoder.keys(
        top,
        &[
            "guideline",
            "version",
            "title",
            "source",
            "outstanding",
            "domains",
        ],
    );
    let guideline = needed(decoder, top, &way, "guideline")?;
    let mut seen = BTreeSet::new();
    let mut domains = Vec::new();
    let list = DecodeWay::Key(&way, "domains");
    for (index, node) in decoder.maps(top, &way, "domains") {
        if let Some(domain) = domain(decoder, node, &DecodeWay::Item(&list, index), &mut seen) {
            domains.push(domain);
        }
    }
    Some(Rubric {
        guideline: Word::new(&guideline)?,
        version: needed(decoder, top, &way, "version")?,
        title: needed(decoder, top, &way, "title")?,
        source: decoder.text(top, &way, "source"),
        outstanding: needed(decoder, top, &way, "outstanding")?,
        domains,
    })
}

fn domain<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    seen: &mut BTreeSet<String>,
) -> Option<Domain> {
    decoder.keys(node, &["id", "title", "note", "statements"]);
    let id = needed(decoder, node, way, "id")?;
    let title = needed(decoder, node, way, "title")?;
    unique(decoder, node, &id, seen);
    let mut statements = Vec::new();
    let list = DecodeWay::Key(way, "statements");
    for (index, item) in decoder.maps(node, way, "statements") {
        if let Some(statement) = statement(decoder, item, &DecodeWay::Item(&list, index), &id, seen) {
            statements.push(statement);
        }
    }
    Some(Domain {
        id: Word::new(&id)?,
        title,
        note: decoder.text(node, way, "note"),
        statements,
    })
}

fn statement<'a>(
    decoder: &mut Decoder<'a>,
    node: &'a Node,
    way: &DecodeWay<'_>,
    domain: &str,
    seen: &mut BTreeSet<String>,
) -> Option<Statement> {
    decoder.keys(
        node,
        &["id", "grade", "text", "doubtful", "ours", "note", "counts_for"],
    );
    let id = needed(decoder, node, way, "id")?;
    unique(decoder, node, &id, seen);
    if !id.starts_with(&format!("{domain}-"))
        && let Some(place) = node.get("id")
    {
        decoder.fault(
            RULE,
            place.span,
            format!("{id} does not begin with its domain, {domain}-."),
            "Write the domain's id, a hyphen and the rest.",
        );
    }
    let grade = decoder.grade(node, way, "grade");
    if grade.is_none() && node.get("grade").is_none() {
        super::missing(decoder, node, "grade");
    }
    Some(Statement {
        id: Word::new(&id)?,
        grade: grade?,
        text: needed(decoder, node, way, "text")?,
        doubtful: flag(decoder, node, way, "doubtful"),
        ours: flag(decoder, node, way, "ours"),
        note: decoder.text(node, way, "note"),
        counts: decoder.option(node, way, "counts_for", &["none"]).is_none(),
    })
}

/// Reads a mark that is `true` or not there.
pub(super) fn flag<'a>(decoder: &mut Decoder<'a>, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> bool {
    decoder
        .parsed(map, way, key, "wrong-kind", yes_no)
        .unwrap_or(false)
}

/// Reads yes or no at a key; where nothing stands, yes.
pub(super) fn unless_no<'a>(
    decoder: &mut Decoder<'a>,
    map: &'a Node,
    way: &DecodeWay<'_>,
    key: &str,
) -> bool {
    decoder
        .parsed(map, way, key, "wrong-kind", yes_no)
        .unwrap_or(true)
}

/// Reports an id that stands twice.
pub(super) fn unique(decoder: &mut Decoder<'_>, node: &Node, id: &str, seen: &mut BTreeSet<String>) {
    let span = node.get("id").map_or(node.span, |place| place.span);
    if !super::is_id(id) {
        decoder.fault(
            RULE,
            span,
            format!("{id} can't be an id."),
            "Use letters, digits, hyphens and underscores only.",
        );
    } else if !seen.insert(id.to_owned()) {
        decoder.fault(
            RULE,
            span,
            format!("The id {id} is used twice."),
            "Give one of the two another id.",
        );
    }
}
