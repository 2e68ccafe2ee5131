//! Legal statuses of which nobody has said what they stand for: nothing is drawn from them.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::paper::safe::safe;
use crate::reports::roster::paper::status_line;
use crate::roster::Roster;
use crate::roster::likeness::{LEAVE_OUT, likeness};

/// Refuses to draw where the rosters have a status that neither qaf nor `qaf.toml` knows.
pub(in crate::command) fn demand_known(roster: &Roster) -> Result<()> {
    let unknown = &roster.unknown_statuses;
    if unknown.is_empty() {
        return Ok(());
    }
    let (statuses, they) = match unknown.len() {
        1 => ("1 legal status".to_owned(), "it stands"),
        n => (format!("{n} legal statuses"), "they stand"),
    };
    let mut text =
        format!("The list has {statuses} of which nobody has said what {they} for, so nothing was drawn:\n");
    let mut lines = String::new();
    for (word, rows) in unknown {
        let rows = if *rows == 1 {
            "1 row".to_owned()
        } else {
            format!("{rows} rows")
        };
        let _ = writeln!(text, "  {} on {rows}", safe(word));
        let likely = likeness(word);
        let why = match likely.remark {
            Some(remark) => format!("   # {remark}"),
            None => String::new(),
        };
        let _ = writeln!(lines, "  # {}{why}", status_line(word, likely.status));
    }
    bail!(
        "{text}Decide on each of these lines for qaf.toml, below [roster.statuses], and take its # away. On the right may \
         stand CIN, CP, PLO, CiC, Care Leaver, or {LEAVE_OUT}, which keeps these children out of every draw:\n{}",
        lines.trim_end_matches('\n')
    )
}
