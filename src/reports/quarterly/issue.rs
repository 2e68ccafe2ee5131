//! A quarter's figures as issued, and what has changed since: through which audits a figure moved. No free text but
//! the titles of wider works, and no child, is kept.

mod rest;
mod since;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::figures::QuarterlyInput;
use crate::figures::summary::Summary;
use crate::framework::{AuditId, Date, Grade, Quarter};

pub use since::{AuditChange, FigureChange, Since, since};

/// The schema that a file of figures as issued names.
pub const SCHEMA: &str = "qaf.issue/1";

/// What the figures rest on, of one audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFact {
    /// The audit.
    pub id: AuditId,
    /// The day of submission.
    pub submitted: Option<Date>,
    /// The day on which it settled.
    pub settled: Option<Date>,
    /// The grade as it counts: the final one once settled, the auditor's before.
    pub grade: Option<Grade>,
    /// Whether it is withdrawn or replaced.
    pub off: bool,
    /// Whether it can't be counted.
    pub excluded: bool,
    /// Whether the grade is in the headline.
    pub counted: bool,
    /// What else the figures take from it, by its name; empty where an earlier version of qaf issued the figures.
    #[serde(default)]
    pub rest: BTreeMap<String, String>,
    /// What was changed in its files after the event from which they count, and moves no figure.
    #[serde(default)]
    pub changed: Vec<String>,
}

/// Figures as issued.
#[derive(Debug, Serialize)]
pub struct Issue<'r, R> {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The SHA-256 of the file in which these 64 digits are noughts.
    pub sha256: &'static str,
    /// The quarter.
    pub quarter: Quarter,
    /// 1 for the first.
    pub number: u32,
    /// Whether it is for readers outside the management team.
    pub public: bool,
    /// The day on which it was issued, and as of which it was made.
    pub as_of: Date,
    /// Who issued it.
    pub by: &'r str,
    /// What the figures rest on; nothing where it is public.
    pub audits: &'r [AuditFact],
    /// The figures.
    pub report: &'r R,
}

/// The facts of each audit that the quarter's figures rest on: what was submitted or settled in it, waited at its end, had
/// a step fall due in it, or was allocated in it and is off. By id.
pub fn facts(input: &QuarterlyInput<'_>) -> Vec<AuditFact> {
    let period = input.quarter.period();
    let within = |day: Option<Date>| day.is_some_and(|day| period.contains(day));
    let mut facts: Vec<AuditFact> = input
        .summaries
        .iter()
        .filter(|summary| {
            let progress = &summary.progress;
            let waiting =
                progress.settled.is_none() && progress.submitted.is_some_and(|day| day <= period.to());
            let off = summary.is_off() && within(summary.allocated);
            let unread = progress.excluded.is_some() && within(progress.submitted.or(summary.allocated));
            let fell_due = !summary.is_off() && progress.steps.iter().any(|state| within(Some(state.due)));
            within(progress.submitted) || within(progress.settled) || waiting || off || unread || fell_due
        })
        .map(|summary| fact(summary, input))
        .collect();
    facts.sort_by(|a, b| a.id.cmp(&b.id));
    facts
}

fn fact(summary: &Summary, input: &QuarterlyInput<'_>) -> AuditFact {
    let progress = &summary.progress;
    let in_quarter = progress
        .settled
        .is_some_and(|day| input.quarter.period().contains(day));
    let of_headline = input.is_headline(summary);
    AuditFact {
        id: summary.id.clone(),
        submitted: progress.submitted,
        settled: progress.settled,
        grade: progress.final_grade,
        off: summary.is_off(),
        excluded: progress.excluded.is_some(),
        counted: in_quarter && of_headline && summary.counts() && progress.final_grade.is_some(),
        rest: rest::rest(summary, input.quarter.period()),
        changed: summary.changed.clone(),
    }
}
