//! The page of a rule, and what makes an explanation.

use std::fmt::Write as _;

use super::Rule;
use crate::finding::Severity;

/// The page of a rule, as plain text.
pub fn explain_text(rule: &Rule) -> String {
    let mut page = format!("{}: {} ({})\n", rule.id, rule.title, rule.severity.name());
    let weight = match rule.severity {
        Severity::Error => "It has to be mended.",
        Severity::Query => "Amend it, or give the reason under `explained:`.",
        Severity::Note => "There is nothing to do.",
    };
    // Writing to a String can't fail.
    let _ = write!(
        page,
        "\nWhat it finds\n{}\n{}\n\nWhy it matters\n{}\n{}\n\nBefore\n{}\n\nAfter\n{}\n",
        indented(&wrapped(rule.what)),
        indented(weight),
        indented(&wrapped(rule.why)),
        indented(&format!("({})", rule.source)),
        indented(rule.before),
        indented(rule.after),
    );
    page
}

/// A paragraph in lines of a terminal's width.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 76;
    let mut page = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            page.push('\n');
            width = 0;
        } else if width > 0 {
            page.push(' ');
            width += 1;
        }
        page.push_str(word);
        width += length;
    }
    page
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.trim_matches('\n').lines().map(indented_line).collect();
    lines.join("\n")
}

fn indented_line(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!("  {line}")
    }
}

/// Whether a reason is more than a word.
pub(super) fn says_something(reason: &str) -> bool {
    reason
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
        > 1
}

/// Whether a rule is itself about explanations, and so can't be explained away.
pub(super) fn is_about_explaining(id: &str) -> bool {
    id.starts_with("explanation-")
}

#[cfg(test)]
mod tests {
    use crate::rule::RULES;

    use super::*;

    #[test]
    fn a_page_holds_every_text() {
        for rule in RULES {
            let page = explain_text(rule);
            assert!(page.starts_with(rule.id) && page.ends_with('\n'));
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            for text in [rule.what, rule.why, rule.source, rule.before, rule.after] {
                assert!(words(&page).contains(&words(text)), "{}", rule.id);
            }
            assert!(
                page.lines().all(|line| line.chars().count() <= 110),
                "{}",
                rule.id
            );
        }
    }

    #[test]
    fn one_word_explains_nothing() {
        assert!(!says_something("Agreed."));
        assert!(!says_something("fine -"));
        assert!(says_something("Weighed together"));
    }
}
