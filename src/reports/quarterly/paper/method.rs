//! Method and definitions.

use crate::paper::{PaperBlock, PaperPart};
use crate::reports::quarterly::figures::Quarterly;

/// The part.
pub(super) fn part(report: &Quarterly) -> PaperPart {
    PaperPart::new("method", "Method and definitions")
        .with(PaperBlock::List(
            [
                "Good or better: a final grade of Good or Outstanding, of case audits settled in the quarter.",
                "Settled: moderation is signed off, or is not asked for and the audit is submitted. The moderator's grade is final.",
                "An audit counts as submitted on the day its auditor submitted it, and its grades on the day they became final, so \
                 that a figure once published does not move as moderation goes on.",
                "Interval: Wilson's 95% interval, without continuity correction. No audits means no percentage, never 0%.",
                "Re-audits change no quarter's figures. Replaced and withdrawn audits count as not submitted.",
                "Left out is only what can't be counted: a file that can't be read, no overall grade, an impossible day. Audits with \
                 other errors count, and are named.",
                "Observations and audits of chairs have lines of their own, and are not in the headline.",
            ]
            .map(str::to_owned)
            .to_vec(),
        ))
        .note(format!(
            "Made by qaf from the audits' own files as they stood on {}; qaf report quarterly --quarter {} --as-of {} makes it again.",
            report.as_of.spoken(),
            report.quarter,
            report.as_of
        ))
}
