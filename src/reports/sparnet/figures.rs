//! The one line that the council's dashboard takes each quarter: the share of case audits that are Good or Outstanding.

use serde::Serialize;

use crate::framework::{Date, Quarter};
use crate::reports::quarterly::figures::Quarterly;
use crate::reports::quarterly::issue::Since;

/// The headline's key in the quarterly report.
const HEADLINE: &str = "good_or_better";

/// The schema that the line names.
pub const SCHEMA: &str = "qaf.report-sparnet/1";

/// A quarter's line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sparnet {
    /// `qaf.report-sparnet/1`.
    pub schema: &'static str,
    /// The quarter.
    pub quarter: Quarter,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The day that stood for today.
    pub as_of: Date,
    /// Whether the quarter has ended; until then the figure still grows.
    pub ended: bool,
    /// How many case audits were settled in the quarter.
    pub n: usize,
    /// How many of these are Good or Outstanding.
    pub count: usize,
    /// `count` of `n`, 0 to 100, to one decimal; none where nothing was settled, because a share of nothing is not 0.
    pub percent: Option<f64>,
    /// The day on which the quarter's figures were last issued; none where they never were.
    pub issued: Option<Date>,
    /// Whether this figure is another than the one that was issued.
    pub changed: bool,
}

/// The line: the headline of the quarterly report, to the digit. `since` is what has changed since it was issued.
pub fn sparnet(report: &Quarterly, since: Option<&Since>) -> Sparnet {
    let share = report.good_or_better;
    Sparnet {
        schema: SCHEMA,
        quarter: report.quarter,
        from: report.from,
        to: report.to,
        as_of: report.as_of,
        ended: report.to <= report.as_of,
        n: share.n,
        count: share.count,
        percent: share.percent,
        issued: since.and_then(|since| since.as_of),
        changed: since.is_some_and(|since| since.figures.iter().any(|change| change.figure == HEADLINE)),
    }
}
