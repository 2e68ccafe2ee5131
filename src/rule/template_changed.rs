//! `template-changed`: a form was changed under its old version.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "template-changed",
    severity: Severity::Query,
    title: "A form was changed under its old version",
    what: "The form in `forms/` is not the one that its schema in `schemas/` was made from.",
    why: "An audit names the version of the form it was made with. Where the form changes under that name, audits of before are judged by questions that their auditors were never asked.",
    source: "How forms are kept",
    before: "forms/child-case-2019.yaml, edited",
    after: "forms/child-case-2019.yaml as it was, and the change in forms/child-case-2020.yaml with version: 2020",
    check: None,
};
