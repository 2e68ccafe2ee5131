//! `qaf report quarterly --brief`: the quarter in short, in every format.

use anyhow::Result;
use serde::Serialize;

use super::figures::{FamiliesSaid, ModeratedAudits, QuarterShare, Quarterly, SectionFalls, WeakSign};
use super::paper;
use super::written::met;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::figures::stats::Share;
use crate::figures::{Actions, ActionsDue, Excluded};
use crate::framework::{Date, Quarter};
use crate::reports::actions::figures::ActionLine;
use crate::reports::printed::PrintedReport;

/// The schema that the page names.
const SCHEMA: &str = "qaf.report-quarterly-brief/1";

/// The page's figures, each as the whole report has it.
#[derive(Debug, Serialize)]
struct BriefFigures<'a> {
    schema: &'static str,
    quarter: Quarter,
    from: Date,
    to: Date,
    as_of: Date,
    good_or_better: Share,
    /// The last two quarters, this one second.
    quarters: &'a [QuarterShare],
    signs: &'a [WeakSign],
    inadequate_share: Share,
    inadequate_ceiling: Option<u32>,
    section_falls: &'a SectionFalls,
    family_feedback: &'a FamiliesSaid,
    completion: Completion,
    submitted: usize,
    good_or_better_random: Share,
    good_or_better_selected: Share,
    provisional: Share,
    moderation: &'a ModeratedAudits,
    excluded: &'a [Excluded],
    withdrawn: usize,
    actions: Actions,
    actions_due: ActionsDue,
    inadequate_waiting: usize,
}

/// What the schedule expects, and what of it is done.
#[derive(Debug, Serialize)]
struct Completion {
    expected: usize,
    met: usize,
    exempt: usize,
}

/// The page as `--format json` prints it: its figures, and what is written as to be done.
#[derive(Debug, Serialize)]
struct Brief<'a> {
    #[serde(flatten)]
    figures: BriefFigures<'a>,
    priorities: &'a [ActionLine],
    promised: &'a [ActionLine],
}

/// Prints the page.
pub(super) fn print(report: &Quarterly, context: &Context) -> Result<()> {
    let printed = PrintedReport {
        name: "report quarterly --brief",
        paper: &|| paper::brief(report),
        text: None,
        json: &|| {
            crate::paper::json(&Brief {
                figures: figures(report),
                priorities: &report.plan.open,
                promised: &report.plan.promised,
            })
        },
        csv: Some(&|| crate::paper::csv::flat(&figures(report))),
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)
}

fn figures(report: &Quarterly) -> BriefFigures<'_> {
    let (expected, met) = met(report);
    let last = report.quarters.len().saturating_sub(2);
    BriefFigures {
        schema: SCHEMA,
        quarter: report.quarter,
        from: report.from,
        to: report.to,
        as_of: report.as_of,
        good_or_better: report.good_or_better,
        quarters: report.quarters.get(last..).unwrap_or_default(),
        signs: &report.signs,
        inadequate_share: report.inadequate_share(),
        inadequate_ceiling: report.plan.inadequate_ceiling,
        section_falls: &report.section_falls,
        family_feedback: &report.family_feedback,
        completion: Completion {
            expected,
            met,
            exempt: report.exempt(),
        },
        submitted: report.submitted,
        good_or_better_random: report.good_or_better_random,
        good_or_better_selected: report.good_or_better_selected,
        provisional: report.provisional,
        moderation: &report.moderation,
        excluded: &report.excluded,
        withdrawn: report.withdrawn,
        actions: report.actions,
        actions_due: report.actions_due,
        inadequate_waiting: report.waiting_inadequate(),
    }
}
