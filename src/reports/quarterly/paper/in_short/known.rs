//! What is known about the quality and impact of practice.

use std::cmp::Ordering;

use super::beginning;
use crate::figures::TrendLines;
use crate::figures::stats::chart::N_FOR_SIGNAL;
use crate::figures::stats::{Share, ShareDifference};
use crate::framework::Quarter;
use crate::paper::{PaperPart, count};
use crate::reports::quarterly::figures::{ENOUGH_GRADES, FamilyQuarter, Quarterly, WeakSign};
use crate::reports::quarterly::paper::graded_sections::{section_name, strong_and_weak};
use crate::reports::quarterly::paper::headline::{figure, signs};
use crate::reports::quarterly::paper::time;

pub(super) fn part(report: &Quarterly) -> PaperPart {
    let part = PaperPart::new(
        "known",
        "What do we know about the quality and impact of practice?",
    );
    signs(part.with(figure(report)), report).facts(known(report))
}

fn known(report: &Quarterly) -> Vec<(&'static str, String)> {
    let mut known = vec![("Better or worse", direction(report))];
    known.extend(over_time(&report.trend, &report.signs).map(|said| ("Over time", said)));
    known.extend(inadequate(report).map(|said| ("Inadequate", said)));
    if report.settled > 0 {
        known.push(("Sections", strong_and_weak(report)));
        known.extend(lower(report).map(|said| ("Falling", said)));
    }
    known.push(("Families", families(report)));
    known.extend(in_their_words(report).map(|said| ("Families say, as management tells it", said)));
    known
}

/// How the headline moved, by cycle and against the quarter before: no more is said than was tested.
fn direction(report: &Quarterly) -> String {
    let by_quarter = by_quarter(report);
    match by_cycle(&report.trend) {
        Some(cycles) => format!("{cycles} {by_quarter}"),
        None => by_quarter,
    }
}

/// The last cycle beside the one before it.
fn by_cycle(trend: &TrendLines) -> Option<String> {
    let [.., before, now] = trend.points.as_slice() else {
        return None;
    };
    let (here, there) = (&now.share, &before.share);
    let difference = ShareDifference::of(here, there)?;
    Some(format!(
        "By cycle, {} was at {:.1}% of {}, {} at {:.1}% of {}: {}",
        now.cycle.spoken(),
        here.percent?,
        here.n,
        before.cycle.spoken(),
        there.percent?,
        there.n,
        tested(here, there, &difference)
    ))
}

fn by_quarter(report: &Quarterly) -> String {
    let [.., before, now] = report.quarters.as_slice() else {
        return "No earlier quarter to compare, so it can't be told yet.".to_owned();
    };
    let (Some(difference), Some(was)) = (
        ShareDifference::of(&now.share, &before.share),
        before.share.percent,
    ) else {
        return format!(
            "Compared with {}, it can't be told: one of the two quarters has no settled case audits.",
            before.quarter
        );
    };
    let how = match (now.share.count * before.share.n).cmp(&(before.share.count * now.share.n)) {
        Ordering::Greater => "Higher than",
        Ordering::Less => "Lower than",
        Ordering::Equal => "The same as",
    };
    let [here, there] = [now, before].map(|quarter| begun_in(quarter.quarter));
    let calendar = if here == there {
        String::new()
    } else {
        format!(
            " {} in this quarter and {there} in that, so the two may differ by the calendar alone.",
            count(here, "cycle begins", "cycles begin")
        )
    };
    format!(
        "{how} in {}, when it was {} of {} ({was:.1}%); {}{calendar}",
        before.quarter,
        before.share.count,
        before.share.n,
        tested(&now.share, &before.share, &difference)
    )
}

/// How many of the year's six cycles begin in a quarter: one or two.
fn begun_in(quarter: Quarter) -> usize {
    let period = quarter.period();
    let cycles = period.year().parts(CYCLES_A_YEAR);
    cycles.filter(|cycle| period.contains(cycle.from())).count()
}

/// A cycle is two months.
const CYCLES_A_YEAR: u32 = 6;

/// Whether a difference was tested, and what came of it.
pub(in crate::reports::quarterly::paper) fn tested(
    here: &Share,
    there: &Share,
    difference: &ShareDifference,
) -> &'static str {
    if here.n.min(there.n) < N_FOR_SIGNAL {
        "not tested, as one of the two rests on fewer than five."
    } else if difference.is_clear() {
        "more than chance is likely to make."
    } else {
        "chance alone may be the reason."
    }
}

/// What the cycles show; nothing where a sign above says it.
fn over_time(trend: &TrendLines, signs: &[WeakSign]) -> Option<String> {
    let is_said = signs.contains(&WeakSign::NoImprovement) || trend.points.is_empty();
    let cycles = count(trend.points.len(), "two-month cycle", "two-month cycles");
    (!is_said).then(|| format!("{cycles}. {}", time::signals(trend, "audits")))
}

/// The share Inadequate, against the ceiling where the council sets one.
fn inadequate(report: &Quarterly) -> Option<String> {
    let inadequate = report.inadequate_share();
    let percent = inadequate.percent?;
    let ceiling = report
        .plan
        .inadequate_ceiling
        .map_or(", and no ceiling is set".to_owned(), |ceiling| {
            let is_above = inadequate.count * 100 > usize::try_from(ceiling).unwrap_or(100) * inadequate.n;
            let how = if is_above { "above" } else { "within" };
            format!(", {how} the ceiling of {ceiling}% that the council sets")
        });
    Some(format!(
        "{} of {} ({percent:.1}%){ceiling}.",
        inadequate.count, inadequate.n
    ))
}

/// The section that fell most; nothing where none can be compared.
fn lower(report: &Quarterly) -> Option<String> {
    let before = report.quarter.before();
    let falls = &report.section_falls;
    if falls.compared == 0 {
        return None;
    }
    let compared = format!("{ENOUGH_GRADES} grades or more in both quarters");
    let Some(line) = falls.lower.first() else {
        return Some(format!(
            "Of {} with {compared}, none is lower than in {before}.",
            count(falls.compared, "section", "sections")
        ));
    };
    let (here, there) = (&line.pair.here, &line.pair.there);
    let is_clear = line
        .pair
        .difference
        .is_some_and(|difference| difference.is_clear());
    let chance = if is_clear {
        "more than chance alone is likely to explain, but of twenty sections one may look so by chance"
    } else {
        "chance alone may be the reason"
    };
    Some(format!(
        "{} fell most: {} of {} Good or better, when it was {} of {} in {before}; {chance}. Of {} with {compared}, {}.",
        section_name(report, &line.form, &line.title),
        here.count,
        here.n,
        there.count,
        there.n,
        count(falls.compared, "section", "sections"),
        count(falls.lower.len(), "is lower", "are lower"),
    ))
}

/// How many families were heard, and their mean score against that of the quarter before.
fn families(report: &Quarterly) -> String {
    let family = &report.family_feedback;
    if family.sought == 0 {
        return "No feedback is recorded in audits submitted in this quarter.".to_owned();
    }
    let heard = format!(
        "{} of {} were heard",
        family.obtained,
        count(family.sought, "person asked", "people asked")
    );
    let scores: usize = family.scores.iter().sum();
    let Some(mean) = family.mean_score else {
        return format!("{heard}; nobody gave a score.");
    };
    let change = change(&report.family_by_quarter).unwrap_or_default();
    let course = course(&report.family_by_quarter).unwrap_or_default();
    format!(
        "{heard}; {mean:.1} of 10 in the mean of {}{change}.{course}",
        count(scores, "score", "scores")
    )
}

/// The mean scores of the last quarters, where there are three or more.
fn course(quarters: &[FamilyQuarter]) -> Option<String> {
    const SHOWN: usize = 4;
    let last = &quarters[quarters.len().saturating_sub(SHOWN)..];
    let means = last.iter().filter_map(|quarter| quarter.mean_score);
    let means: Vec<String> = means.map(|mean| format!("{mean:.1}")).collect();
    (last.len() > 2 && means.len() == last.len()).then(|| {
        format!(
            " From {}, quarter by quarter: {}.",
            last[0].quarter,
            means.join(", ")
        )
    })
}

fn change(quarters: &[FamilyQuarter]) -> Option<String> {
    let [.., before, now] = quarters else { return None };
    let (here, there) = (now.mean_score?, before.mean_score?);
    let how = match here.total_cmp(&there) {
        Ordering::Greater => "higher than",
        Ordering::Less => "lower than",
        Ordering::Equal => "the same as",
    };
    Some(format!(
        ", {how} the {there:.1} of {} (not tested)",
        before.quarter
    ))
}

/// What families said as management tells it, and what was done about it: the first of it.
fn in_their_words(report: &Quarterly) -> Option<String> {
    let beside = report.governance.as_ref()?;
    let mut told = beside
        .commentary
        .messages
        .iter()
        .filter(|message| message.from.as_deref() == Some("families") && message.said.is_some());
    let first = told.next()?;
    let said = beginning(first.said.as_deref()?);
    let done = first.done.as_deref().map_or_else(
        || "nothing is written down as done about it yet".to_owned(),
        |done| format!("done about it: {}", beginning(done)),
    );
    let more = match told.count() {
        0 => String::new(),
        more => format!(" ({more} more in the whole report)"),
    };
    Some(format!(
        "{}; {}.{more}",
        said.trim_end_matches('.'),
        done.trim_end_matches('.')
    ))
}
