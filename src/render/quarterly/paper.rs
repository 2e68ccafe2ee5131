//! The report laid out for every format, in the order in which a director reads it: how good practice was, whether it
//! is getting better, where strength and weakness lie, what was promised and not done, and how far to trust it all.

mod follow_up;
mod grades;
mod headline;
mod method;
mod time;
mod voices;

pub(in crate::render) use grades::chart as grades_chart;
pub(super) use grades::strong_and_weak;
pub(super) use headline::sign_in_words;
pub(in crate::render) use time::chart as trend_chart;

use crate::render::paper::Paper;
use crate::report::quarterly::Quarterly;

/// The report laid out. `council` is the name that stands on it.
pub fn paper(report: &Quarterly, council: &str) -> Paper {
    Paper {
        title: format!("Quality assurance, {}", report.quarter),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: Some(council.to_owned()).filter(|name| !name.is_empty()),
        as_of: report.as_of,
        parts: vec![
            headline::part(report),
            time::part(report),
            grades::teams(report),
            grades::sections(report),
            grades::statements(report),
            grades::observations(report),
            grades::apart(report),
            follow_up::moderation(report),
            follow_up::timeliness(report),
            follow_up::inadequate(report),
            follow_up::actions(report),
            voices::families(report),
            voices::workers(report),
            voices::learning(report),
            follow_up::compliance(report),
            method::part(report),
        ],
    }
}
