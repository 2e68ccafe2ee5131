//! One team, for its monthly performance clinic: where its audits stand, what is late and with whom, and what its
//! audits of the year found. It speaks of no other team.

mod found;
mod standing;

use crate::figures::StoreView;
use crate::figures::form_titles::FormTitles;

use serde::Serialize;

use crate::figures::summary::Summary;
use crate::figures::{Actions, Excluded, GradedInadequate, Timeliness, WorkActions};
use crate::framework::{Date, Period, Unlisted};
use crate::reports::actions::figures::{ActionLine, AuditActions, Register, Unread};
use crate::reports::coverage::figures::Newcomer;
use crate::reports::due::figures::DueItem;
use crate::reports::quarterly::figures::{FamiliesSaid, GradesOf};

pub use found::{Flagged, FlaggedSection, Observation};
pub use standing::{AuditorExpectation, TeamActivity, TeamAudit};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.team/1";

/// What the report is made of.
pub struct TeamInput<'a> {
    /// The store.
    pub store: StoreView<'a>,
    /// The team's name.
    pub team: &'a str,
    /// Every audit of the store; those of other teams count only where one of this team's auditors made them.
    pub entries: &'a [AuditActions],
    /// The team's open actions.
    pub register: Register,
    /// The month or quarter.
    pub span: NamedDays,
}

/// Some days, with the name by which they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedDays {
    /// `2026-11`, `2026-27-Q3` or `2026-27`.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl NamedDays {
    /// A period by its own name.
    pub fn of(period: Period) -> Self {
        Self {
            name: period.to_string(),
            from: period.from(),
            to: period.to(),
        }
    }

    /// A month by the name that calendars give it.
    pub fn month(period: Period) -> Self {
        let from = period.from();
        Self {
            name: format!("{:04}-{:02}", from.year(), from.month()),
            ..Self::of(period)
        }
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.from <= day && day <= self.to)
    }
}

/// The report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeamReport {
    /// `qaf.team/1`.
    pub schema: &'static str,
    /// The team.
    pub team: String,
    /// The month or quarter.
    pub period: NamedDays,
    /// The council year that it ends in.
    pub year: NamedDays,
    /// Today.
    pub as_of: Date,
    /// How many audits of the team the store holds, those that are off too.
    pub in_store: usize,
    /// What took place in the period.
    pub activity: TeamActivity,
    /// Those audits that are not closed, and those with which anything was done in the period; by id.
    pub audits: Vec<TeamAudit>,
    /// New workers who are still to be observed, or were not as often as is asked within probation; by day.
    pub new_workers: Vec<Newcomer>,
    /// What is overdue today, and from whom; by due.
    pub overdue: Vec<DueItem>,
    /// How each step was kept of which any fell due in the period.
    pub timeliness: Vec<Timeliness>,
    /// The years whose bank holidays the list does not have, where days in them were counted for anything here.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// What the schedule expected of the team's auditors in those periods of the year that have ended, and what came.
    pub compliance: Vec<AuditorExpectation>,
    /// The final grades of the year, by form.
    pub grades: Vec<GradesOf>,
    /// The auditors' grades of what was submitted by the year's end and is not settled, by form.
    pub provisional: Vec<GradesOf>,
    /// Those that became Inadequate in the year, and those of before that are not closed; by id.
    #[serde(flatten)]
    pub graded_inadequate: GradedInadequate,
    /// The titles of the forms.
    #[serde(skip)]
    pub form_titles: FormTitles,
    /// Sections graded Inadequate under a better overall grade; by id. They trigger nothing.
    pub inadequate_sections: Vec<Flagged>,
    /// The team's whole register of actions.
    pub actions: Actions,
    /// How many actions there are in the plans of wider works of the team.
    pub actions_of_works: WorkActions,
    /// Those that are not done.
    pub open_actions: Vec<ActionLine>,
    /// What families said in audits submitted in the year.
    pub family_feedback: FamiliesSaid,
    /// Observations of the year; by id.
    pub observations: Vec<Observation>,
    /// Audits that can't be counted, and those of which it is not known whose they are.
    pub excluded: Vec<Excluded>,
    /// Files that could not be read from end to end.
    pub unread: Vec<Unread>,
}

/// Makes the report.
pub fn team(input: TeamInput<'_>) -> TeamReport {
    let mut own: Vec<Summary> = input
        .entries
        .iter()
        .map(|entry| &entry.summary)
        .filter(|summary| summary.is_of_team(input.team))
        .cloned()
        .collect();
    own.sort_by(|a, b| a.id.cmp(&b.id));
    let year = year(&input);
    let new_workers = standing::new_workers(&input);
    TeamReport {
        schema: SCHEMA,
        team: input.team.to_owned(),
        in_store: own.len(),
        activity: standing::activity(&own, &input.span),
        audits: standing::audits(&own, &input),
        overdue: standing::overdue(&own, &new_workers, &input),
        timeliness: standing::timeliness(&own, &input),
        unlisted: standing::unlisted(&own, &new_workers, &input),
        new_workers,
        compliance: standing::compliance(&input),
        grades: found::grades(&own, &year, input.store.headline_forms),
        form_titles: FormTitles::of(input.store.forms),
        provisional: found::provisional(&own, &year, input.store.headline_forms),
        graded_inadequate: found::inadequate(&own, &year),
        inadequate_sections: found::inadequate_sections(&own, &year, input.store.forms),
        family_feedback: found::family_feedback(&own, &year),
        observations: found::observations(&own, &year),
        excluded: excluded(&own, &input),
        actions: input.register.actions,
        actions_of_works: input.register.of_works,
        unread: input.register.unread,
        open_actions: input.register.lines,
        period: input.span,
        year,
        as_of: input.store.as_of,
    }
}

/// The team's audits that can't be counted, and those of which it is not known whose they are, as nobody can read what was
/// allocated.
fn excluded(own: &[Summary], input: &TeamInput<'_>) -> Vec<Excluded> {
    let entries = input.entries.iter().map(|entry| &entry.summary);
    let nobodys = entries.filter(|summary| summary.allocated.is_none() && !summary.is_of_team(input.team));
    let all = own.iter().chain(nobodys).filter(|summary| !summary.is_off());
    all.filter_map(Excluded::of).collect()
}

/// The council year that the period ends in.
fn year(input: &TeamInput<'_>) -> NamedDays {
    NamedDays::of(Period::of(input.span.to, 1, input.store.starts))
}
