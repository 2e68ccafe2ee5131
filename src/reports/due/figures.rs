//! What is due or overdue, and from whom (`docs/files.md`, section 7).

mod action;
mod board_items;
mod newcomer;
mod work_items;

use std::fmt;

use crate::figures::StoreView;
use serde::{Serialize, Serializer};

use crate::figures::summary::Summary;
use crate::framework::calendar::WorkingDays;
use crate::framework::{AuditId, Date, ItemId, Step, Team, Unlisted};
use crate::progress::StepState;
use crate::progress::work_owed::WorkStep;
use crate::reports::coverage::figures::{Newcomer, Why};

/// The open steps as `--format json` prints them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueReport {
    /// `qaf.due/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The open steps, by due, id, step.
    pub items: Vec<DueItem>,
    /// The audits that can't be judged, so that nobody takes them to be in time; by id.
    pub excluded: Vec<UnreadAudit>,
    /// The years whose bank holidays the list does not have, where days in them were counted for these steps.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// What was asked for.
    #[serde(skip)]
    pub within: Option<WorkingDays>,
    /// The team or the person that it was narrowed to, by name.
    #[serde(skip)]
    pub only: Vec<String>,
}

/// What waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueStep {
    /// A step of an audit's life.
    Audit(Step),
    /// An action of an audit's plan, or of its re-audit's.
    Action,
    /// A new worker is to be observed, of whom no audit need be there yet.
    Observe,
    /// A step of a wider work.
    Work(WorkStep),
}

impl DueStep {
    /// The name in JSON and spreadsheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Audit(step) => step.name(),
            Self::Action => "action",
            Self::Observe => "observe",
            Self::Work(step) => step.name(),
        }
    }

    /// The name of its letter: one is for every step of wider works.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Work(_) => "work",
            step => step.name(),
        }
    }

    /// Everything that may wait for somebody, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        let steps = Step::NAMES.iter().map(|(_, step)| Self::Audit(*step));
        let works = WorkStep::ALL.iter().map(|(step, ..)| Self::Work(*step));
        steps.chain([Self::Action, Self::Observe]).chain(works)
    }

    /// The step of an audit's life.
    pub fn of_audit(self) -> Option<Step> {
        match self {
            Self::Audit(step) => Some(step),
            Self::Action | Self::Observe | Self::Work(_) => None,
        }
    }
}

impl fmt::Display for DueStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for DueStep {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A step of an audit or wider work, an action or an observation that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueItem {
    /// The audit, the wider work, or the quarter whose report a board had; null where a worker is to be observed.
    pub id: Option<ItemId>,
    /// What is to be done.
    pub step: DueStep,
    /// The action's number: `2`, or `r1` for a re-audit's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Of an action: the section that it answers, by its title, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The new worker who is to be observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worker: Option<String>,
    /// By whom: a name, else a role's title.
    pub who: String,
    /// By when.
    pub due: Date,
    /// So many working days have passed since. It may be 0 for what is overdue, at a weekend.
    pub working_days_overdue: u32,
    /// The team of the audit, or of a visit.
    pub team: Option<Team>,
    /// Of a notice: who is told, by name. Of a report that goes on: to which board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Of the closing: what is to be answered or explained first, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<String>,
    /// Of an action: who supervises whoever sees to it.
    #[serde(skip)]
    pub supervisor: Option<String>,
    /// Of a new worker: what asks for the day.
    #[serde(skip)]
    pub why: Option<Why>,
    /// So many working days are left, today not counted; 0 once it is due.
    #[serde(skip)]
    pub working_days_left: u32,
    /// The years whose bank holidays the list does not have, where days in them were counted for it.
    #[serde(skip)]
    pub unlisted: Unlisted,
}

/// An audit or wider work of which too little can be read to say what is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UnreadAudit {
    /// The audit, or the work.
    pub id: AuditId,
    /// Why.
    pub reason: String,
}

impl DueReport {
    /// The steps whose day has passed; a step is overdue from the day after.
    pub fn overdue(&self) -> impl Iterator<Item = &DueItem> {
        self.items.iter().filter(|item| item.due < self.as_of)
    }

    /// Leaves in those steps alone.
    pub fn keep(&mut self, wanted: impl Fn(&DueItem) -> bool) {
        self.items.retain(wanted);
        self.unlisted = self.items.iter().map(|item| &item.unlisted).collect();
    }

    /// The steps that still have time, today included.
    pub fn upcoming(&self) -> impl Iterator<Item = &DueItem> {
        self.items.iter().filter(|item| item.due >= self.as_of)
    }
}

/// Makes the report: of what falls due within so many working days, or of whatever is open. What is overdue is always in.
/// Actions that nobody has done stand in it whatever else has become of their audit; those without a day can't fall due.
pub fn due(
    store: &StoreView<'_>,
    summaries: &[Summary],
    newcomers: &[Newcomer],
    within: Option<WorkingDays>,
) -> DueReport {
    let last = within.map(|days| store.calendar.after(store.as_of, days));
    let mut items: Vec<DueItem> = Vec::new();
    for summary in summaries {
        let open = summary.progress.open();
        let wanted = open.filter(|state| last.is_none_or(|last| state.due <= last));
        items.extend(wanted.map(|state| item(store, summary, state)));
        let actions = action::items(store, summary).into_iter();
        items.extend(actions.filter(|item| last.is_none_or(|last| item.due <= last)));
    }
    let unseen = newcomers
        .iter()
        .filter_map(|newcomer| newcomer::item(store, newcomer));
    let of_works = work_items::items(store, summaries);
    items.extend(
        unseen
            .chain(of_works)
            .chain(board_items::items(store))
            .filter(|item| last.is_none_or(|last| item.due <= last)),
    );
    items.sort_by(|a, b| (a.due, &a.id, a.step, &a.worker).cmp(&(b.due, &b.id, b.step, &b.worker)));
    let mut excluded: Vec<UnreadAudit> = summaries
        .iter()
        .filter(|summary| !summary.is_off())
        .filter_map(|summary| {
            Some(UnreadAudit {
                id: summary.id.clone(),
                reason: summary
                    .progress
                    .excluded
                    .clone()
                    .or(summary.progress.unknown.clone())?,
            })
        })
        .chain(work_items::unread(store))
        .collect();
    excluded.sort();
    DueReport {
        schema: "qaf.due/1",
        as_of: store.as_of,
        unlisted: items.iter().map(|item| &item.unlisted).collect(),
        items,
        excluded,
        within,
        only: Vec::new(),
    }
}

fn item(store: &StoreView<'_>, summary: &Summary, state: &StepState) -> DueItem {
    let who = store.doer(&state.who);
    let mut item = DueItem {
        id: Some(summary.id.clone().into()),
        team: summary.team.clone(),
        to: state.to.as_ref().map(ToString::to_string),
        first: match state.step {
            Step::Close => summary.before_closing.clone(),
            _ => Vec::new(),
        },
        ..waiting(store, DueStep::Audit(state.step), who, state.due)
    };
    item.unlisted = store.calendar.unlisted(state.due, store.as_of);
    item.unlisted.add(&state.unlisted);
    item
}

/// What waits for somebody by a day.
fn waiting(store: &StoreView<'_>, step: DueStep, who: String, due: Date) -> DueItem {
    DueItem {
        id: None,
        step,
        action: None,
        section: None,
        worker: None,
        who,
        due,
        working_days_overdue: store.calendar.between(due, store.as_of).0,
        team: None,
        to: None,
        first: Vec::new(),
        supervisor: None,
        why: None,
        working_days_left: store.calendar.between(store.as_of, due).0,
        // The day itself was not counted out, so only how late it is can be wrong.
        unlisted: if due < store.as_of {
            store.calendar.unlisted(due, store.as_of)
        } else {
            Unlisted::default()
        },
    }
}
