//! The one line that the council's dashboard takes each quarter: the share of case audits that are Good or Outstanding.

use serde::Serialize;

use super::quarterly::Quarterly;
use crate::framework::{Date, Quarter};

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
}

/// The line: the headline of the quarterly report, to the digit.
pub fn sparnet(report: &Quarterly) -> Sparnet {
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
    }
}
