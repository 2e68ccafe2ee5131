//! `unclosed-quote`: a quote is not closed.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unclosed-quote",
    severity: Severity::Error,
    title: "A quote is not closed",
    what: "A text begins with a quotation mark and does not end with the same one; or curly quotes stand where \
           straight ones are due.",
    why: "Everything up to the next quotation mark is read as one text, and the answers in between are lost.",
    source: "How the store's files are written",
    before: r#"owner: "Robin Hale"#,
    after: "owner: Robin Hale",
    check: None,
};
