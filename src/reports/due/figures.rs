//! What is due or overdue, and from whom (`docs/files.md`, section 7).

use crate::figures::StoreView;
use serde::Serialize;

use crate::figures::summary::Summary;
use crate::framework::calendar::WorkingDays;
use crate::framework::{AuditId, Date, Step, Team, Unlisted};
use crate::progress::StepState;

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

/// A step that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueItem {
    /// The audit.
    pub id: AuditId,
    /// What is to be done.
    pub step: Step,
    /// By whom: a name, else a role's title.
    pub who: String,
    /// By when.
    pub due: Date,
    /// So many working days have passed since. It may be 0 for what is overdue, at a weekend.
    pub working_days_overdue: u32,
    /// The audit's team.
    pub team: Option<Team>,
    /// Of a notice: who is told, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Of the closing: what is to be answered or explained first, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<String>,
    /// So many working days are left, today not counted; 0 once it is due.
    #[serde(skip)]
    pub working_days_left: u32,
    /// The years whose bank holidays the list does not have, where days in them were counted for it.
    #[serde(skip)]
    pub unlisted: Unlisted,
}

/// An audit of which too little can be read to say what is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UnreadAudit {
    /// The audit.
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
pub fn due(store: &StoreView<'_>, summaries: &[Summary], within: Option<WorkingDays>) -> DueReport {
    let last = within.map(|days| store.calendar.after(store.as_of, days));
    let mut items: Vec<DueItem> = Vec::new();
    for summary in summaries {
        let open = summary.progress.open();
        let wanted = open.filter(|state| last.is_none_or(|last| state.due <= last));
        items.extend(wanted.map(|state| item(store, summary, state)));
    }
    items.sort_by(|a, b| (a.due, &a.id, a.step).cmp(&(b.due, &b.id, b.step)));
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
    let mut unlisted = state.unlisted.clone();
    unlisted.add(&store.calendar.unlisted(state.due, store.as_of));
    DueItem {
        id: summary.id.clone(),
        step: state.step,
        who: store.doer(&state.who),
        due: state.due,
        working_days_overdue: store.calendar.between(state.due, store.as_of).0,
        team: summary.team.clone(),
        to: state.to.as_ref().map(ToString::to_string),
        first: match state.step {
            Step::Close => summary.before_closing.clone(),
            _ => Vec::new(),
        },
        working_days_left: store.calendar.between(store.as_of, state.due).0,
        unlisted,
    }
}
