//! `draw-without-folder`: a drawn audit without its folder, or a folder without its draw.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "draw-without-folder",
    severity: Severity::Query,
    title: "A drawn audit without its folder, or a folder without its draw",
    what: "A draw record in `draws/` picked an audit that has no folder, or an audit says that it was drawn by a record that is not there, or that says otherwise.",
    why: "A drawn case can be traced from its audit to the draw and back; where one of the two is gone, nobody can show that the case was picked by chance.",
    source: "Section 2, case file audit: a case picked at random",
    before: "draw: draws/2026-27-C4-cff432b2.json, which is gone",
    after: "the record, restored from a copy",
    check: None,
};
