use std::collections::BTreeSet;
use std::path::Path;

use super::*;

#[test]
fn every_rule_is_documented_in_a_file_of_its_name() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.id), "{} stands twice", rule.id);
        assert!(
            rule.id
                .split('-')
                .all(|word| !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
            "{} is not in kebab case",
            rule.id
        );
        for text in [
            rule.title,
            rule.what,
            rule.why,
            rule.source,
            rule.before,
            rule.after,
        ] {
            assert!(!text.trim().is_empty(), "{} leaves a text empty", rule.id);
        }
        let file = format!("src/rule/{}.rs", rule.id.replace('-', "_"));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        assert!(path.is_file(), "{file} is not there");
    }
}

#[test]
fn the_clean_audit_is_clean() {
    assert_eq!(sample::Sample::clean().found(), []);
}

#[test]
fn reasons_stand_beside_the_queries_they_answer_and_beside_no_error() {
    let mut sample = sample::Sample::clean();
    sample.explain("feedback-undated", "The mother rang twice.");
    sample.explain("missing-grade", "It was forgotten again.");
    sample.explain("unknown-person", "Agreed.");
    let mut findings = ["feedback-undated", "missing-grade", "unknown-person"].map(finding);
    apply_explanations(&mut findings, sample.audit());
    let reasons = findings.map(|finding| finding.explained);
    assert_eq!(reasons, [sample::some("The mother rang twice."), None, None]);
}

fn finding(id: &str) -> Finding {
    let rule = find(id).unwrap();
    Finding {
        rule: rule.id,
        severity: rule.severity,
        location: crate::finding::Location::file("audit.yaml"),
        message: String::new(),
        help: None,
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

#[test]
fn rules_about_explaining_come_last() {
    let about = |rule: &&'static Rule| rule_page::is_about_explaining(rule.id);
    let first = RULES.iter().position(about).unwrap();
    assert!(RULES[first..].iter().all(about));
}

#[test]
fn a_rule_is_found_by_its_id_or_nearly() {
    assert_eq!(find("missing-grade").map(|rule| rule.id), Some("missing-grade"));
    assert!(find("no-such-rule").is_none());
    assert_eq!(
        find("changed-after-sent").map(|rule| rule.id),
        Some("changed-after-event")
    );
    assert_eq!(nearest_rule("mising-grade"), Some("missing-grade"));
}
