//! The report laid out for every format, in the order in which a director reads it: in short; then what the headline rests
//! on, whether it is getting better, where strength and weakness lie, what was promised and not done, and how far to trust it all.

pub mod assurance_packs;
mod boards;
mod compare;
mod families_and_staff;
mod follow_up;
mod graded_sections;
mod headline;
mod in_short;
mod method;
mod since;
#[cfg(test)]
mod tests;
mod time;
mod wider_works;

pub(super) use compare::in_words as compared_in_words;
pub(in crate::reports) use graded_sections::by_section;
pub(crate) use graded_sections::chart as grades_chart;
pub(super) use graded_sections::strong_and_weak;
pub(super) use headline::{share as share_in_words, sign_in_words};
pub(super) use in_short::brief;
pub(super) use since::{in_short as since_in_short, in_words as since_in_words};
pub(crate) use time::{FEWEST_DRAWN, chart as trend_chart};
pub(super) use wider_works::in_words as works_in_words;
pub(crate) use wider_works::signed_off as works_signed_off;

use super::figures::Quarterly;
use crate::paper::{Paper, PaperPart};
use crate::reports::learning::figures::Excerpt;

/// The report laid out, with what the quarter's audits teach in their writers' words. `council` is the name that stands
/// on it.
pub fn paper(report: &Quarterly, learned: &Excerpt) -> Paper {
    let mut parts = vec![
        in_short::part(report),
        headline::rest(report),
        time::part(report),
        graded_sections::teams(report),
        graded_sections::sections(report),
        graded_sections::statements(report),
        graded_sections::observations(report),
        graded_sections::apart(report),
        follow_up::moderation(report),
        follow_up::timeliness(report),
        follow_up::inadequate(report),
        follow_up::actions(report),
        families_and_staff::families(report, learned),
        families_and_staff::workers(report, learned),
        families_and_staff::learning(report, learned),
        families_and_staff::good_practice(learned),
        follow_up::compliance(report),
        method::part(report),
    ];
    if let Some(governance) = &report.governance {
        // Before what the figures rest on.
        let last = parts.len() - 1;
        parts.splice(last..last, boards::parts(governance, report.as_of));
    }
    let before_families = parts.iter().position(|part| part.id == "families");
    let place = before_families.unwrap_or(parts.len());
    parts.splice(place..place, wider_works::part(&report.works));
    let mut parts = PaperPart::with_little_last(parts);
    // Both stand near the top: what has changed under a figure that was issued, and how it moved.
    let near_the_top = since::part(report).into_iter().chain(compare::part(report));
    for (place, part) in near_the_top.enumerate() {
        parts.insert(2 + place, part);
    }
    Paper {
        parts,
        ..empty(report)
    }
}

/// The report's paper with nothing on it but its title.
fn empty(report: &Quarterly) -> Paper {
    Paper {
        title: format!("Quality assurance, {}", report.quarter),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: Vec::new(),
    }
}
