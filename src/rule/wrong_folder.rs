//! `wrong-folder`: folder, id and form do not agree.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-folder",
    severity: Severity::Error,
    title: "Folder, id and form do not agree",
    what: "The folder's name, the id in `allocation.yaml` and the letters of the form do not belong together.",
    why: "Each audit is known by its id; a folder that was copied or renamed would be counted as another.",
    source: "How the store's files are written",
    before: "CF-26-0042 - Copy/allocation.yaml",
    after: "CF-26-0042/allocation.yaml",
    check: None,
};
