//! `number-not-claimed`: an audit whose number is not claimed.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "number-not-claimed",
    severity: Severity::Query,
    title: "An audit whose number is not claimed",
    what: "An audit has a folder, and `ids/` has no file of its number.",
    why: "The files in `ids/` keep a number from being given twice. Without one, a second audit may get the same number.",
    source: "How a store is laid out",
    before: "audits/2026-27/Q3/north/CF-26-0042/ without ids/CF-26-0042",
    after: "ids/CF-26-0042, an empty file",
    check: None,
};
