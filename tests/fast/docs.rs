//! The pages under `docs/` that are made from the program say what it does now.
//!
//! `QAF_DOCS=write cargo test --test fast docs` renews them.

use std::collections::BTreeSet;

use qaf::command::rules_page as rules;
use qaf::rule::RULES;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");

#[test]
fn the_page_of_the_rules_is_current() {
    let made = rules::md();
    if std::env::var_os("QAF_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(PAGE, &made).unwrap();
        return;
    }
    let page = std::fs::read_to_string(PAGE).unwrap_or_default();
    for (line, (stands, meant)) in page.lines().zip(made.lines()).enumerate() {
        assert_eq!(stands, meant, "docs/rules.md, line {}", line + 1);
    }
    assert_eq!(
        page.lines().count(),
        made.lines().count(),
        "QAF_DOCS=write cargo test --test fast docs renews it"
    );
}

#[test]
fn each_rule_has_one_heading_that_links_lead_to_and_says_everything_below_it() {
    let page = rules::md();
    let headings: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(headings.iter().copied().collect::<BTreeSet<_>>(), ids);
    assert_eq!(headings.len(), ids.len());
    for rule in RULES {
        assert_eq!(page.matches(&format!("(#{})", rule.id)).count(), 1, "{}", rule.id);
        let below = page.split(&format!("\n### {}\n", rule.id)).nth(1).unwrap();
        let below = below.split("\n### ").next().unwrap();
        let below = below.replace('\\', "").replace("&lt;", "<");
        for text in [rule.title, rule.what, rule.why, rule.source] {
            let text = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace('\\', "");
            assert!(below.contains(&text), "{}: {text}", rule.id);
        }
        for example in [rule.before, rule.after] {
            let example = example.trim_matches('\n').replace('\\', "");
            assert!(
                below.contains(&format!("text\n{example}\n```")),
                "{}: {example}",
                rule.id
            );
        }
    }
}
