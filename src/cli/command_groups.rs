//! The commands by who uses them.

/// Commands that belong together in the help.
pub struct CommandGroup {
    /// Who uses them, and for what.
    pub heading: &'static str,
    /// The commands, in the order in which they are listed.
    pub commands: &'static [&'static str],
}

const fn group(heading: &'static str, commands: &'static [&'static str]) -> CommandGroup {
    CommandGroup { heading, commands }
}

/// The groups, in the order in which the work goes; each command stands in one of them.
pub const GROUPS: [CommandGroup; 7] = [
    group(
        "Set up (once, by whoever looks after the store)",
        &["demo", "init", "people", "cache", "completions", "man"],
    ),
    group(
        "Draw (quality assurance, at the beginning of a cycle)",
        &[
            "schedule",
            "roster",
            "allocate",
            "new",
            "commission",
            "tool",
            "sample",
        ],
    ),
    group(
        "Audit (auditors and moderators)",
        &["fill", "validate", "explain", "rubric", "moderate", "panel"],
    ),
    group(
        "After the audit (managers, workers and quality assurance)",
        &["direct", "re-audit", "feedback", "appreciate", "log", "exit"],
    ),
    group(
        "Look (what stands where, and what is late)",
        &["tracker", "due", "remind", "show", "history"],
    ),
    group("Report (management and boards)", &["report", "export"]),
    group("Check a draw (anybody)", &["draw"]),
];
