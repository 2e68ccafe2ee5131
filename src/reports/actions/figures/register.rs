//! The register's lines, one an action.

use crate::figures::StoreView;
use serde::{Serialize, Serializer};

use super::{ActionsListed, AuditActions};
use crate::figures::summary::ActionSummary;
use crate::framework::{Date, Grade, ItemId, People, Service, Team, Unlisted, WorkingDays};

/// How an action stands; in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// Not done, and its day has passed.
    Overdue,
    /// Not done, and its day is still to come.
    Open,
    /// Not done, and nobody said by when.
    NoDate,
    /// Of a wider work: not done, and it goes on elsewhere after the plan.
    CarriedOver,
    /// Done.
    Done,
}

impl ActionState {
    /// Every state, in the order in which they are listed.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Open,
        Self::NoDate,
        Self::CarriedOver,
        Self::Done,
    ];

    /// Whether it still waits for somebody.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Open | Self::NoDate)
    }

    /// How an action stands today.
    pub fn of(action: &ActionSummary, today: Date) -> Self {
        if action.done.is_some() {
            Self::Done
        } else if action.is_overdue(today) {
            Self::Overdue
        } else if action.by.is_none() {
            Self::NoDate
        } else {
            Self::Open
        }
    }

    /// The name in JSON and spreadsheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::NoDate => "no-date",
            Self::CarriedOver => "carried-over",
            Self::Done => "done",
        }
    }
}

impl Serialize for ActionState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionLine {
    /// The audit, the wider work, or the quarter whose report a board had.
    pub audit: ItemId,
    /// Its number in the plan: `2`, or `r1` for a re-audit's.
    pub number: String,
    /// What is to be done, in the words of whoever wrote it.
    pub action: Option<String>,
    /// The section of the audit's form that it answers, by its title, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Who sees to it, as `people.csv` writes the name where it is known there.
    pub owner: Option<String>,
    /// By when.
    pub by: Option<Date>,
    /// How it stands.
    pub state: ActionState,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// Of a wider work: where it goes on after the plan, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_over: Option<String>,
    /// By how many working days it is overdue; 0 also where no working day has passed since.
    pub working_days_overdue: u32,
    /// The years whose bank holidays the list does not have, where days in them were counted for that.
    #[serde(skip)]
    pub unlisted: Unlisted,
    /// The audit's form, without its version; of a wider work, its kind.
    pub form: String,
    /// Of a wider work: its kind, as people say it. Of a board's: the board.
    #[serde(skip)]
    pub work: Option<String>,
    /// The audit's service.
    pub service: Option<Service>,
    /// The audit's team.
    pub team: Option<Team>,
    /// The audit's grade.
    pub grade: Option<Grade>,
    /// Whether the grade is the auditor's alone as yet.
    pub provisional: bool,
    /// The audit's status; of a wider work, where it stands.
    pub status: String,
    /// The day on which the actions were reviewed, where the audit is Inadequate.
    pub actions_reviewed: Option<Date>,
    /// The re-audit's day, likewise.
    pub re_audit: Option<Date>,
    /// The re-audit's grade, likewise.
    pub re_audit_grade: Option<Grade>,
}

/// The lines of those that are listed, in order.
pub(super) fn lines(
    chosen: &[(&AuditActions, usize)],
    of_works: Vec<ActionLine>,
    listed: ActionsListed,
    store: &StoreView<'_>,
) -> Vec<ActionLine> {
    let of_audits = chosen
        .iter()
        .map(|(entry, index)| (*index, line(entry, *index, store)));
    let mut lines: Vec<(usize, ActionLine)> = of_audits
        .chain(of_works.into_iter().enumerate())
        .filter(|(_, line)| match listed {
            ActionsListed::All => true,
            ActionsListed::Open => line.state.is_open(),
            ActionsListed::Overdue => line.state == ActionState::Overdue,
        })
        .collect();
    lines.sort_by(|(place, a), (other, b)| order(*place, a).cmp(&order(*other, b)));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// By state; then by owner, nobody last; then by day, audit and number.
fn order(place: usize, line: &ActionLine) -> (ActionState, bool, Option<&str>, Option<Date>, &ItemId, usize) {
    let owner = line.owner.as_deref();
    (line.state, owner.is_none(), owner, line.by, &line.audit, place)
}

fn line(entry: &AuditActions, index: usize, store: &StoreView<'_>) -> ActionLine {
    let (summary, action) = (&entry.summary, &entry.summary.actions[index]);
    let late = action.by.filter(|_| action.is_overdue(store.as_of));
    let WorkingDays(working_days_overdue) =
        late.map_or(WorkingDays(0), |by| store.calendar.between(by, store.as_of));
    let after = Some(&summary.inadequate).filter(|_| summary.is_inadequate());
    ActionLine {
        audit: summary.id.clone().into(),
        number: action.number.to_string(),
        action: entry.wording.get(index).cloned().flatten(),
        section: store.answered_section(summary, action),
        owner: action.owner.as_deref().map(|owner| known(owner, store.people)),
        by: action.by,
        state: ActionState::of(action, store.as_of),
        done: action.done,
        carried_over: None,
        working_days_overdue,
        unlisted: late
            .map(|by| store.calendar.unlisted(by, store.as_of))
            .unwrap_or_default(),
        form: summary.form.to_string(),
        work: None,
        service: summary.service.clone(),
        team: summary.team.clone(),
        grade: summary.progress.final_grade,
        provisional: summary.progress.provisional,
        status: summary.progress.status.to_string(),
        actions_reviewed: after.and_then(|after| after.actions_reviewed),
        re_audit: after.and_then(|after| after.re_audited),
        re_audit_grade: after.and_then(|after| after.re_audit_grade),
    }
}

/// A name as `people.csv` writes it, where it is known there.
pub(super) fn known(owner: &str, people: &People) -> String {
    let person = people.find(owner);
    person.map_or_else(|| owner.to_owned(), |person| person.name.to_string())
}
