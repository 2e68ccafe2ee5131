//! `panel-sheet`: a sheet or a discussion of a moderation panel that it can't take.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "panel-sheet",
    severity: Severity::Error,
    title: "A sheet of a moderation panel that says what it can't",
    what: "A member's sheet, or the panel's discussion, has an item for an audit that the panel does not read, twice for one, or \
           for an audit that the member made, moderated, worked on or manages the worker of. After the grades are revealed: a \
           sheet that says another grade than it did then, as a query.",
    why: "A panel is to be a judgement from outside. Its grades are counted as the sheets had them when they were revealed, and \
          are revealed only where every sheet holds.",
    source: "section 2, moderation, the panel",
    before: "- audit: CF-26-0004, in the sheet of its moderator",
    after: "no item for CF-26-0004",
    check: None,
};
