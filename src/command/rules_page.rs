//! The rules: a line each, a page each, and all of them as the documents that a person or a program looks them up in.

use crate::paper::md;
use std::fmt::Write as _;

use serde::Serialize;

use crate::finding::Severity;
use crate::paper::count;
use crate::rule::{RULES, Rule};

/// All rules, a line each.
pub fn list() -> String {
    let line = |rule: &&Rule| format!("{:<34} {:<6} {}\n", rule.id, rule.severity.name(), rule.title);
    RULES.iter().map(line).collect()
}

/// One rule's page as Markdown.
pub fn page_md(rule: &Rule) -> String {
    format!("# {}\n\n{}", rule.id, described(rule))
}

/// Every rule as one Markdown page: errors first, then queries, then notes; a heading a rule is its id, so that
/// `#not-a-date` leads to it.
pub fn md() -> String {
    let mut page = String::from(
        "# Rules\n\n\
         What `qaf validate` finds. Each finding names its rule in square brackets; `qaf explain RULE` shows the same \
         text. This page is made from the rules themselves: `QAF_DOCS=write cargo test --test fast docs` renews it.\n",
    );
    let groups = GROUPS.map(|(severity, ..)| {
        let of: Vec<&Rule> = RULES
            .iter()
            .copied()
            .filter(|rule| rule.severity == severity)
            .collect();
        of
    });
    for ((_, title, says), rules) in GROUPS.iter().zip(&groups) {
        if rules.is_empty() {
            continue;
        }
        let _ = write!(
            page,
            "\n- **{title}** ({}). {says}\n\n",
            count(rules.len(), "rule", "rules")
        );
        for rule in rules {
            let _ = writeln!(page, "  - [{}](#{}): {}", rule.id, rule.id, plain(rule.title));
        }
    }
    for ((_, title, _), rules) in GROUPS.iter().zip(&groups) {
        if !rules.is_empty() {
            let _ = write!(page, "\n## {title}\n");
        }
        for rule in rules {
            let _ = write!(page, "\n### {}\n\n{}", rule.id, described(rule));
        }
    }
    page
}

/// The groups of the page, each with what a reader does about it.
const GROUPS: [(Severity, &str, &str); 3] = [
    (
        Severity::Error,
        "Errors",
        "What can't count until it is mended: unreadable, missing or impossible.",
    ),
    (
        Severity::Query,
        "Queries",
        "What is unusual: it is amended, or its reason is given under `explained:`.",
    ),
    (
        Severity::Note,
        "Notes",
        "What is worth knowing; there is nothing to do.",
    ),
];

/// What a rule says of itself, below its heading.
pub fn described(rule: &Rule) -> String {
    let mut text = String::new();
    // Writing to a String can't fail.
    let _ = write!(
        text,
        "**{}.** {}\n\n*Why it matters.* {} ({})\n\nBefore:\n\n{}\n\nAfter:\n\n{}\n",
        plain(rule.title),
        plain(rule.what),
        plain(rule.why),
        plain(rule.source),
        fenced(rule.before),
        fenced(rule.after),
    );
    text
}

/// Words in one line in which nothing but the backticks is a mark.
fn plain(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown = String::with_capacity(one_line.len());
    for (index, part) in one_line.split('`').enumerate() {
        if index > 0 {
            shown.push('`');
        }
        if index % 2 == 1 {
            shown.push_str(part);
        } else {
            shown.push_str(&part.replace('<', "&lt;").replace('*', "\\*").replace('_', "\\_"));
        }
    }
    shown
}

/// An example as it is, in a fence that nothing in it ends.
fn fenced(text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}text\n{}\n{fence}", text.trim_matches('\n'))
}

/// The list of rules as a Markdown table.
pub fn list_md() -> String {
    let mut text = String::from("| Rule | Weight | Title |\n| --- | --- | --- |\n");
    for rule in RULES {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            rule.id,
            rule.severity.name(),
            md::line(rule.title)
        );
    }
    text
}

#[derive(Serialize)]
struct RuleRow {
    rule: &'static str,
    severity: Severity,
    title: &'static str,
    what: &'static str,
    why: &'static str,
    source: &'static str,
    before: &'static str,
    after: &'static str,
}

#[derive(Serialize)]
struct RulesJson {
    schema: &'static str,
    rules: Vec<RuleRow>,
}

/// These rules as programs read them: `{schema, rules: [{rule, severity, title, what, why, source, before, after}]}`.
pub fn json(rules: &[&Rule]) -> String {
    let row = |rule: &&Rule| RuleRow {
        rule: rule.id,
        severity: rule.severity,
        title: rule.title,
        what: rule.what,
        why: rule.why,
        source: rule.source,
        before: rule.before,
        after: rule.after,
    };
    crate::paper::json(&RulesJson {
        schema: "qaf.explain/1",
        rules: rules.iter().map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_backticks_is_a_mark() {
        assert_eq!(
            plain("A <<< in `a_b*` and\n  a_b*"),
            "A &lt;&lt;&lt; in `a_b*` and a\\_b\\*"
        );
        assert_eq!(fenced("a\n```\nb\n"), "````text\na\n```\nb\n````");
    }
}
