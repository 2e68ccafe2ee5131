//! `read-as-meant`: an answer that is not written as it is here, and can mean one thing only.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "read-as-meant",
    severity: Severity::Note,
    title: "An answer that was read as it was meant",
    what: "A day in another spelling than year, month and day; one word, or several with commas, where a list is due; a \
           section's or giver's title where its key is due; a paragraph at the margin right below an answer's text; a text behind its key that has a \
           colon in it; a letter stored in the older way of Windows.",
    why: "People write a day as they always do, and one word where there is one thing to say. What can mean one thing only \
          is read as that, and said, so that nobody has to wonder. A day is read day first. A paragraph at the margin \
          belongs to the answer above it, where it can be no key, no item and no short answer of its own.",
    source: "How answers are read",
    before: "date_of_audit: 2/12/2026\nstatus: CP",
    after: "date_of_audit: 2026-12-02\nstatus: [CP]",
    check: None,
};
