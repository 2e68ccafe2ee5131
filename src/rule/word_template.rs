//! `word-template`: the council's template of Word documents has a mistake.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "word-template",
    severity: Severity::Error,
    title: "The template of Word documents has a mistake",
    what: "`templates/report.docx` is no Word document, lacks a style that reports are set in, or has no paragraph that says `{{ report }}`. The part of the document and the line in it are named.",
    why: "Reports as Word documents are made from it, and none can be made while it is so. That is better known before the day of the meeting.",
    source: "How a council restyles its reports",
    before: "a template in which the paragraph {{ report }} was deleted",
    after: "the paragraph written again, or a template begun anew: qaf report template --output report.docx",
    check: None,
};
