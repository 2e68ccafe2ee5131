//! The headline: the figure, its interval, what it rests on, and the signs that should make a reader ask.

use std::fmt::Write as _;

use crate::figures::TrendLines;
use crate::figures::stats::{LOW, Share, ShareDifference};
use crate::paper::count;
use crate::paper::{Figure, PaperBlock, PaperPart};
use crate::reports::quarterly::figures::{QuarterShare, Quarterly, WeakSign, ends_of_a_sign};
use crate::reports::quarterly::paper::in_short::tested;
use crate::reports::quarterly::written::{changed_after, met};

/// The part where nothing stands before it.
pub(super) fn part(report: &Quarterly) -> PaperPart {
    let large = PaperPart::new("headline", "How good practice was");
    let large = signs(large.with(figure(report)), report);
    let rest = rest(report);
    rest.blocks.into_iter().fold(large, PaperPart::with)
}

/// The headline, large.
pub(super) fn figure(report: &Quarterly) -> Figure {
    Figure {
        label: "Good or better".to_owned(),
        share: report.good_or_better,
        empty: "no audits settled in this quarter".to_owned(),
    }
}

/// A part, with the signs that should make a reader ask.
pub(super) fn signs(part: PaperPart, report: &Quarterly) -> PaperPart {
    let signs = report.signs.iter();
    signs.fold(part, |part, sign| {
        part.with(PaperBlock::Warning(sign_in_words(*sign, report)))
    })
}

/// What the headline rests on, where the headline itself stands in short before.
pub(super) fn rest(report: &Quarterly) -> PaperPart {
    let mut part = PaperPart::new("headline", "What the headline rests on").text(rests_on(report));
    part = part.with(PaperBlock::List(beside(report)));
    for text in left_out(report) {
        part = part.text(text);
    }
    part.note(
        "Each auditor draws one case, whatever the team's size, and not every case is as likely to be drawn: this is no simple \
         random sample of children. The interval speaks of chance in small numbers only.",
    )
}

/// What the figure rests on, in a sentence.
fn rests_on(report: &Quarterly) -> String {
    let (expected, met) = met(report);
    let mut text = format!(
        "It rests on {} settled in the quarter{}. {} submitted in it. Of {expected} expected of periods that end in it, {met} are met, whenever they were submitted",
        count(report.good_or_better.n, "case audit", "case audits"),
        others_settled(report),
        count(report.submitted, "audit was", "audits were"),
    );
    let _ = write!(
        text,
        "; {} replaced or withdrawn, {} can't be counted.",
        report.withdrawn,
        report.excluded.len()
    );
    text
}

fn others_settled(report: &Quarterly) -> String {
    let others = report.settled - report.good_or_better.n.min(report.settled);
    match others {
        0 => String::new(),
        n => format!(
            ", beside {} that the figure does not count",
            count(n, "audit", "audits")
        ),
    }
}

/// The figures that stand beside the headline and never in it.
fn beside(report: &Quarterly) -> Vec<String> {
    vec![
        format!("Drawn at random: {}.", share(&report.good_or_better_random)),
        format!(
            "Chosen by hand: {}. Only cases drawn at random speak for the whole.",
            share(&report.good_or_better_selected)
        ),
        format!(
            "Submitted and not settled yet, at the auditor's grade: {}.",
            share(&report.provisional)
        ),
    ]
}

/// A share in words, with its interval; never a percentage of nothing.
pub(in crate::reports::quarterly) fn share(share: &Share) -> String {
    match (share.percent, share.low, share.high) {
        (Some(percent), Some(low), Some(high)) => format!(
            "{} of {}, {percent:.1}% (95% interval {low:.1} to {high:.1})",
            share.count,
            count(share.n, "audit", "audits")
        ),
        _ => "no audits".to_owned(),
    }
}

/// A share in percent with its interval, where the counts stand beside it.
pub(super) fn percent(share: &Share) -> String {
    match (share.percent, share.low, share.high) {
        (Some(percent), Some(low), Some(high)) => {
            format!("{percent:.1}%, 95% interval {low:.1} to {high:.1}")
        }
        _ => "no audits".to_owned(),
    }
}

/// A weak sign in words, with the figures that it is taken from.
pub(in crate::reports::quarterly) fn sign_in_words(sign: WeakSign, report: &Quarterly) -> String {
    let settled = &report.good_or_better;
    if sign == WeakSign::Poor {
        return format!(
            "The results are poor: {} of {} settled in {} were Good or better, fewer than half.",
            settled.count,
            count(settled.n, "case audit", "case audits"),
            report.quarter
        );
    }
    if sign == WeakSign::NoImprovement {
        return not_improved(&report.trend).unwrap_or_default();
    }
    let of = |one: &QuarterShare| {
        format!(
            "{:.1}% of {} in {}",
            one.share.percent.unwrap_or_default(),
            count(one.share.n, "audit", "audits"),
            one.quarter
        )
    };
    let ends = ends_of_a_sign(&report.quarters);
    let from_to = ends.map(|(then, now)| [of(then), of(now)]).unwrap_or_default();
    let [then, now] = from_to;
    if sign == WeakSign::Fell {
        let tested = ends.and_then(|(then, now)| {
            let difference = ShareDifference::of(&now.share, &then.share)?;
            Some(tested(&now.share, &then.share, &difference))
        });
        format!(
            "The results fell: from {then} to {now}. In no quarter between did they rise; {}",
            tested.unwrap_or("not tested.")
        )
    } else {
        format!("The results have not risen for three quarters running: {now}, and {then}.")
    }
}

/// That results stay low, where they do.
pub(in crate::reports::quarterly) fn not_improved(trend: &TrendLines) -> Option<String> {
    let cycles = trend.no_improvement?;
    Some(format!(
        "No improvement in {cycles} cycles: find out why. Nothing stands out in them, and the median is {:.1}%, below {LOW:.0}%.",
        trend.median.unwrap_or_default()
    ))
}

/// So many audits of a kind are named in a sentence; the JSON names all.
const NAMED: usize = 60;

fn more(all: usize) -> String {
    match all.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more, which --format json names"),
    }
}

/// Audits that are not in the figure, or are with faults, by name.
fn left_out(report: &Quarterly) -> Vec<String> {
    let mut texts = Vec::new();
    if !report.excluded.is_empty() {
        let each: Vec<String> = report
            .excluded
            .iter()
            .take(NAMED)
            .map(|audit| format!("{} ({})", audit.id, audit.reason))
            .collect();
        texts.push(format!(
            "Left out, as it can't be counted: {}{}.",
            each.join("; "),
            more(report.excluded.len())
        ));
    }
    if !report.faulty.is_empty() {
        let each: Vec<String> = report
            .faulty
            .iter()
            .take(NAMED)
            .map(|audit| format!("{} ({})", audit.id, count(audit.errors, "error", "errors")))
            .collect();
        texts.push(format!(
            "Counted, though qaf validate finds errors in it: {}{}.",
            each.join(", "),
            more(report.faulty.len())
        ));
    }
    texts.extend(changed_after(&report.changed));
    texts
}
