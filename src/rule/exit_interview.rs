//! `exit-interview`: an exit interview that can't be read, or names somebody; or something in their folder that does not
//! belong there.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "exit-interview",
    severity: Severity::Error,
    title: "An exit interview that can't be read or names somebody",
    what: "A file in `exit-interviews/` can't be read or names somebody of people.csv; a theme rests on too few interviews; or something lies there that qaf did not make. The path and the line are given, and never the text.",
    why: "Exit interviews are strictly confidential. What can't be read is in no edition of their figures, and a name or a stranger's file in the folder may tell who said what.",
    source: "Appendix 3, the exit interview",
    before: "q4: BG12, and Ada Quill had the same",
    after: "q4: BG12",
    check: None,
};
