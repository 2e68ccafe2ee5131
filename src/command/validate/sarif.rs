//! Findings as SARIF 2.1.0 (OASIS), which code platforms and editors read.
//!
//! A query is a `warning`. An explained query is suppressed in the source, with its reason, as SARIF has it. No line of
//! the file is put in: such logs travel further than the store should.

use serde_json::{Value, json};

use crate::finding::{Finding, Location, Severity};
use crate::rule::{RULES, Rule};

/// The schema that the document follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings as one SARIF log with one run.
pub fn sarif(findings: &[Finding]) -> String {
    let driver = json!({
        "name": "qaf",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
    });
    crate::paper::json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    }))
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.what },
        "help": {
            "text": format!("{} ({})", rule.why, rule.source),
            "markdown": crate::command::rules_page::described(rule),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Query => "warning",
        Severity::Note => "note",
    }
}

fn result(finding: &Finding) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [place(&finding.location)],
    });
    if let Some(index) = RULES.iter().position(|rule| rule.id == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(number, related)| {
            let mut place = place(&related.location);
            place["id"] = json!(number);
            place["message"] = json!({ "text": related.message });
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(reason) = &finding.explained {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
    }
    result
}

fn place(location: &Location) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&location.path) } });
    if location.line > 0 {
        let from = location.column.max(1);
        physical["region"] = json!({
            "startLine": location.line,
            "startColumn": from,
            "endColumn": from + location.width.max(1),
        });
    }
    json!({ "physicalLocation": physical })
}

/// A path of the store as a relative reference of RFC 3986: everything but unreserved characters and `/` is encoded.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String can't fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference_that_any_reader_takes() {
        assert_eq!(
            uri("audits/2026-27/Q3/north/a b#1.yaml"),
            "audits/2026-27/Q3/north/a%20b%231.yaml"
        );
        assert_eq!(uri("audits/é"), "audits/%C3%A9");
    }

    #[test]
    fn an_explained_query_is_suppressed_with_its_reason_and_a_whole_file_has_no_region() {
        let finding = Finding {
            rule: "repeated-evidence",
            severity: Severity::Query,
            location: Location::file("qaf.toml"),
            message: "The same text stands twice.".into(),
            help: Some("Write what was seen.".into()),
            audit: None,
            explained: Some("It was one visit.".into()),
            answer: None,
            related: Vec::new(),
        };
        let log: Value = serde_json::from_str(&sarif(&[finding])).unwrap();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["suppressions"][0]["justification"], "It was one visit.");
        assert_eq!(result["level"], "warning");
        assert_eq!(
            result["message"]["text"],
            "The same text stands twice.\nWrite what was seen."
        );
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            log["runs"][0]["tool"]["driver"]["rules"][index]["id"],
            "repeated-evidence"
        );
        assert_eq!(result["locations"][0]["physicalLocation"].get("region"), None);
    }
}
