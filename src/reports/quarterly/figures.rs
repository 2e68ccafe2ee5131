//! The quarterly report: every figure of a quarter, as `report quarterly --format json` prints it.
//!
//! Activity counts on the day an audit was submitted, grades on the day they became final, so that a figure once
//! published does not move as moderation goes on. Withdrawn and replaced audits count as not submitted, and re-audits
//! change nothing. Only what is known on `as_of` counts.

mod apart;
mod by_cycle;
mod compare;
mod expected;
mod governance;
mod headline;
mod moderated;
mod overdue;
mod plan;
mod signs;
mod tables;
mod voices;

#[cfg(test)]
pub(crate) mod test_audits;
#[cfg(test)]
mod tests;

use crate::figures::StoreView;
use crate::figures::follow_up::InadequateLine;
use crate::figures::form_titles::FormTitles;
use crate::figures::{
    Actions, ActionsDue, ChangedAfter, Excluded, Faulty, GradeCounts, GradedInadequate, Timeliness,
    TrendLines, WorksOfTime,
};
use crate::framework::Step;

use serde::Serialize;

use super::issue::Since;
use crate::figures::past::LongOver;
use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::framework::{Date, Period, Quarter, Unlisted};

pub use apart::{Apart, Observations};
pub use by_cycle::QuarterShare;
pub(super) use compare::ENOUGH_GRADES;
pub use compare::{Compared, SectionFalls, SectionPair, ShareBeside, StepPair, compared};
pub use expected::QuarterExpected;
pub use governance::{Governance, PresentedTo};
pub use moderated::{CoefficientWithheld, DECIMALS, ModeratedAudits, N_FOR_COEFFICIENTS};
pub use overdue::OverdueActions;
pub use plan::QuarterPlan;
pub use signs::{WeakSign, ends as ends_of_a_sign};
pub(in crate::reports) use tables::sections as graded_sections;
pub use tables::{GradedSection, GradesOf, by_form, printed};
pub use voices::{CitedStatement, FamiliesSaid, FamilyQuarter, LearningArea, StaffFeedback, Themes};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.report-quarterly/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct QuarterlyInput<'a> {
    /// The store.
    pub store: StoreView<'a>,
    /// Every audit of the store, summed up as of `as_of`.
    pub summaries: &'a [Summary],
    /// Those that were over long before it.
    pub past: &'a LongOver,
    /// The quarter.
    pub quarter: Quarter,
}

impl<'a> QuarterlyInput<'a> {
    fn period(&self) -> Period {
        self.quarter.period()
    }

    /// Whether a day that may have come lies in the quarter.
    fn in_quarter(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.period().contains(day))
    }

    /// The audits that are not off.
    fn on(&self) -> impl Iterator<Item = &'a Summary> + use<'a> {
        self.summaries.iter().filter(|summary| !summary.is_off())
    }

    /// Those that are on and were submitted in the quarter; where it is not known when, those allocated in it.
    fn of_quarter(&self) -> impl Iterator<Item = &'a Summary> {
        self.on()
            .filter(|summary| self.in_quarter(summary.progress.submitted.or(summary.allocated)))
    }

    /// The audits that can be counted: on, and not excluded.
    fn counted(&self) -> impl Iterator<Item = &'a Summary> + use<'a> {
        self.summaries.iter().filter(|summary| summary.counts())
    }

    /// Those submitted in the quarter that can be counted, of all forms.
    fn submitted(&self) -> impl Iterator<Item = &'a Summary> {
        self.counted()
            .filter(|summary| self.in_quarter(summary.progress.submitted))
    }

    /// Those settled in the quarter that can be counted, of all forms.
    fn settled(&self) -> impl Iterator<Item = &'a Summary> {
        self.counted()
            .filter(|summary| self.in_quarter(summary.progress.settled))
    }

    /// Whether the headline counts an audit, once it is settled.
    pub(in crate::reports) fn is_headline(&self, summary: &Summary) -> bool {
        summary.is_headline(self.store.headline_forms)
    }

    /// Whether an audit's grade stands in the tables by form and by section.
    pub(in crate::reports) fn is_told(&self, summary: &Summary) -> bool {
        summary.is_told(self.store.headline_forms)
    }
}

/// A quarter's report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are those of the contract")]
pub struct Quarterly {
    pub schema: &'static str,
    pub quarter: Quarter,
    pub from: Date,
    pub to: Date,
    pub as_of: Date,
    pub submitted: usize,
    pub settled: usize,
    pub withdrawn: usize,
    pub excluded: Vec<Excluded>,
    pub faulty: Vec<Faulty>,
    /// The audits submitted in the quarter that were changed after the event from which they count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<ChangedAfter>,
    pub good_or_better: Share,
    pub good_or_better_random: Share,
    pub good_or_better_selected: Share,
    pub provisional: Share,
    pub signs: Vec<WeakSign>,
    pub grades: GradeCounts,
    pub by_team: Vec<GradesOf>,
    pub by_service: Vec<GradesOf>,
    pub by_form: Vec<GradesOf>,
    pub by_status: Vec<GradesOf>,
    pub sections: Vec<GradedSection>,
    /// The sections beside the quarter before.
    pub section_falls: SectionFalls,
    pub observations: Observations,
    pub apart: Vec<Apart>,
    pub moderation: ModeratedAudits,
    pub timeliness: Vec<Timeliness>,
    /// The years whose bank holidays the list does not have, where days in them were counted for the deadlines.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    pub expected: Vec<QuarterExpected>,
    #[serde(flatten)]
    pub graded_inadequate: GradedInadequate,
    pub actions: Actions,
    /// The actions of audits that fell due in the quarter.
    pub actions_due: ActionsDue,
    /// Wider works, which no other figure here holds.
    pub works: WorksOfTime,
    pub family_feedback: FamiliesSaid,
    pub family_by_quarter: Vec<FamilyQuarter>,
    pub staff_feedback: StaffFeedback,
    pub themes: Themes,
    pub system_learning: Vec<LearningArea>,
    pub trend: TrendLines,
    pub quarters: Vec<QuarterShare>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compare: Option<Compared>,
    /// What has changed since the figures were last issued; left out where they never were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_issue: Option<Since>,
    /// What management says beside the figures, and which boards have had them; left out where nothing is issued or said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governance: Option<Governance>,
    /// Beside the overdue actions, in words.
    #[serde(skip)]
    pub overdue: OverdueActions,
    /// What is to be done, as it is written; no figure, and in no issue.
    #[serde(skip)]
    pub plan: QuarterPlan,
    /// The titles of the forms.
    #[serde(skip)]
    pub form_titles: FormTitles,
}

impl Quarterly {
    /// The share Inadequate of the grades in the headline.
    pub fn inadequate_share(&self) -> Share {
        Share::of(self.grades.inadequate, self.grades.n())
    }

    /// How many audits more the schedule would expect of people who are excused.
    pub fn exempt(&self) -> usize {
        self.expected.iter().map(|row| row.exempt).sum()
    }

    /// How many audits that became Inadequate wait for a case direction or the second audit.
    pub fn waiting_inadequate(&self) -> usize {
        let waits = |line: &&InadequateLine| line.direction.is_none() || line.re_audit.is_none();
        self.graded_inadequate.inadequate.iter().filter(waits).count()
    }
}

/// Those of some audits that are so.
fn those<'s>(audits: &[&'s Summary], are: impl Fn(&Summary) -> bool) -> Vec<&'s Summary> {
    audits.iter().copied().filter(|summary| are(summary)).collect()
}

/// Makes a quarter's report.
pub fn quarterly(input: &QuarterlyInput<'_>) -> Quarterly {
    let settled: Vec<&Summary> = input.settled().collect();
    let headline = those(&settled, |summary| input.is_headline(summary));
    let told = those(&settled, |summary| input.is_told(summary));
    let (random, selected): (Vec<&Summary>, Vec<&Summary>) =
        headline.iter().partition(|summary| headline::is_random(summary));
    let good_or_better = headline::good_or_better(&headline);
    let sections = tables::sections(&told, input.store.forms);
    let (quarters, trend) = (by_cycle::quarters(input), by_cycle::lines(input));
    Quarterly {
        schema: SCHEMA,
        quarter: input.quarter,
        from: input.period().from(),
        to: input.period().to(),
        as_of: input.store.as_of,
        submitted: headline::submitted(input),
        settled: settled.len(),
        withdrawn: headline::withdrawn(input),
        excluded: headline::excluded(input),
        faulty: headline::faulty(input),
        changed: ChangedAfter::of(input.of_quarter()),
        good_or_better,
        good_or_better_random: headline::good_or_better(&random),
        good_or_better_selected: headline::good_or_better(&selected),
        provisional: headline::provisional(input),
        signs: signs::signs(&good_or_better, &quarters, &trend),
        grades: GradeCounts::of(headline.iter().copied()),
        by_team: tables::by_team(&headline),
        by_service: tables::by_service(&headline),
        by_form: tables::by_form(&told),
        by_status: tables::by_status(&headline),
        section_falls: falls(input, &sections),
        sections,
        observations: apart::observations(input),
        apart: apart::apart(input),
        moderation: ModeratedAudits::of(settled.iter().copied()),
        timeliness: timeliness(input),
        unlisted: unlisted(input),
        expected: expected::expected(input),
        graded_inadequate: inadequate(input),
        actions: actions(input),
        actions_due: actions_due(input),
        overdue: overdue::overdue(input),
        works: works(input),
        family_feedback: voices::family(input),
        family_by_quarter: voices::family_by_quarter(input),
        staff_feedback: voices::staff(input),
        themes: voices::themes(input),
        system_learning: voices::learning(input),
        trend,
        quarters,
        compare: None,
        since_issue: None,
        governance: None,
        plan: QuarterPlan::default(),
        form_titles: FormTitles::of(input.store.forms),
    }
}

/// The wider works of the quarter.
fn works(input: &QuarterlyInput<'_>) -> WorksOfTime {
    let (from, to) = (input.period().from(), input.period().to());
    WorksOfTime::of(input.store.works, from, to, input.store.as_of)
}

/// Those that became Inadequate in the quarter, or were settled in it as Inadequate; of all forms. One that was
/// regraded upwards is told too, for its notice was due; one that can't be counted likewise, for its child's sake.
fn inadequate(input: &QuarterlyInput<'_>) -> GradedInadequate {
    let wanted = |summary: &&Summary| InadequateLine::is_wanted(summary, |day| input.in_quarter(day));
    GradedInadequate::of(input.on().filter(wanted))
}

/// The whole register as it stands today, whatever the quarter.
fn actions(input: &QuarterlyInput<'_>) -> Actions {
    let now = Actions::of(input.on().flat_map(|summary| &summary.actions), input.store.as_of);
    now.and(input.past.actions)
}

/// Those of all audits that fell due in the quarter.
fn actions_due(input: &QuarterlyInput<'_>) -> ActionsDue {
    let due = ActionsDue::of(
        input.on().flat_map(|summary| &summary.actions),
        |by| input.in_quarter(Some(by)),
        input.store.as_of,
    );
    let past = &input.past.due;
    let past = past.iter().filter(|(by, _)| input.in_quarter(Some(**by)));
    past.fold(due, |due, (_, day)| due.and(*day))
}

/// The sections beside the quarter before.
fn falls(input: &QuarterlyInput<'_>, sections: &[GradedSection]) -> SectionFalls {
    let before = QuarterlyInput {
        quarter: input.quarter.before(),
        ..*input
    };
    let told: Vec<&Summary> = before
        .settled()
        .filter(|summary| before.is_told(summary))
        .collect();
    compare::falls(sections, &tables::sections(&told, input.store.forms))
}

/// Every step in its order, over all forms.
fn timeliness(input: &QuarterlyInput<'_>) -> Vec<Timeliness> {
    let in_quarter = |day: Date| input.in_quarter(Some(day));
    let of = |(_, step): &(_, Step)| Timeliness::of(input.on(), *step, in_quarter, input.store.as_of);
    Step::NAMES.iter().map(of).collect()
}

/// The years whose bank holidays the list does not have, of the days counted for the steps that are told of.
fn unlisted(input: &QuarterlyInput<'_>) -> Unlisted {
    Timeliness::unlisted(
        input.on(),
        |_, day| input.in_quarter(Some(day)),
        input.store.as_of,
    )
}
