//! `hidden-character`: a character that can't be seen.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "hidden-character",
    severity: Severity::Query,
    title: "A character that can't be seen",
    what: "A line holds a character that takes no room, or that turns the direction of reading. Joiners and directions \
           that a script or a picture needs are not meant.",
    why: "It comes along when text is copied from a web page or a message. A name, a date or a grade with it looks \
          right and is another to every program; a turned direction shows other words than those that are kept.",
    source: "How the store's files are written",
    before: "owner: Sam<space of no width> Okoro",
    after: "owner: Sam Okoro",
    check: None,
};
