//! A wider work in a line, as the tracker and the reports show it.

use serde::Serialize;

use super::{StoreView, Summary};
use crate::framework::{Date, Row, RowId, Team, WorkId};
use crate::progress::work_owed::{AuditsOfWork, owed};
use crate::progress::work_standing;
use crate::record::work::Work;

/// A wider work, and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkLine {
    /// Its id.
    pub id: WorkId,
    /// What it is, as people say it.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Who leads it.
    pub lead: Option<String>,
    /// Of a visit: the team.
    pub team: Option<Team>,
    /// The row of the schedule that it meets.
    pub row: Option<RowId>,
    /// The day on which it was commissioned.
    pub commissioned: Date,
    /// The day on which its report went, by which it meets its row.
    pub reported: Option<Date>,
    /// Where it stands.
    pub stage: &'static str,
    /// What is next.
    pub next: Option<String>,
    /// Who sees to that.
    pub who: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
    /// By how many working days, where it has.
    #[serde(skip)]
    pub late_by: Option<u32>,
    /// How many audits were made for it, without those that were withdrawn or replaced.
    pub audits: usize,
    /// How many of these are submitted.
    pub submitted: usize,
    /// How many actions its plan has.
    pub actions: usize,
    /// How many of these are neither done nor carried over.
    pub open_actions: usize,
}

/// That an audit is part of a wider work, and whether it is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfWork {
    work: String,
    submitted: bool,
}

impl PartOfWork {
    /// Of an audit that names a work and is not off.
    pub fn of(summary: &Summary) -> Option<Self> {
        let work = summary.part_of.as_deref().filter(|_| !summary.is_off())?;
        Some(Self {
            work: work.to_owned(),
            submitted: summary.progress.submitted.is_some(),
        })
    }
}

/// How many of these audits are part of a work, and how many of them are in.
pub fn audits_of(work: &Work, parts: impl Iterator<Item = PartOfWork>) -> AuditsOfWork {
    let id = work.id().to_string();
    let own: Vec<PartOfWork> = parts.filter(|part| part.work == id).collect();
    AuditsOfWork {
        made: own.len(),
        submitted: own.iter().filter(|part| part.submitted).count(),
    }
}

impl WorkLine {
    /// A work in a line. `parts` are those of the whole store.
    pub fn of(work: &Work, parts: impl Iterator<Item = PartOfWork>, store: &StoreView<'_>) -> Self {
        let as_of = store.as_of;
        let audits = audits_of(work, parts);
        let next = owed(work, audits, store.work_law()).into_iter().next();
        let due = next.as_ref().map(|next| next.due);
        Self {
            id: work.id().clone(),
            kind: work.kind().meaning().title,
            title: work.commission.title.clone(),
            lead: work.commission.lead.clone(),
            team: work.commission.team.clone(),
            row: work.commission.row.clone(),
            commissioned: work.commission.commissioned,
            reported: work.met(as_of),
            stage: work_standing::stage(work, as_of),
            next: next.as_ref().map(|next| next.step.says().to_owned()),
            who: next.and_then(|next| next.who),
            due,
            late: due.is_some_and(|due| due < as_of),
            late_by: due.and_then(|due| store.late(due)),
            audits: audits.made,
            submitted: audits.submitted,
            actions: work.action_plan.as_ref().map_or(0, |plan| plan.actions.len()),
            open_actions: work.open_actions(as_of).count(),
        }
    }

    /// How many of its audits are in: `3 of 8`; nothing where none was made.
    pub fn progress(&self) -> String {
        if self.audits == 0 {
            String::new()
        } else {
            format!("{} of {}", self.submitted, self.audits)
        }
    }

    /// Whether it still goes on.
    pub fn is_open(&self) -> bool {
        self.next.is_some()
    }
}

/// Whether an audit is part of a work, and not off.
pub fn is_part_of(summary: &Summary, work: &Work) -> bool {
    let id = work.id().to_string();
    !summary.is_off() && summary.part_of.as_deref() == Some(id.as_str())
}

/// Whether a work was commissioned by a day, and not cancelled by then.
pub fn is_known(work: &Work, as_of: Date) -> bool {
    work.commission.commissioned <= as_of && !work.is_off(as_of)
}

/// The works that were commissioned up to a day, each in a line, and without those that were cancelled by then.
pub fn lines<P: Iterator<Item = PartOfWork>>(
    works: &[Work],
    parts: impl Fn() -> P,
    store: &StoreView<'_>,
) -> Vec<WorkLine> {
    let known = works.iter().filter(|work| is_known(work, store.as_of));
    known.map(|work| WorkLine::of(work, parts(), store)).collect()
}

/// Whether the store held a work of a row by a day: of a kind that it never held, it is not known what took place.
pub fn are_known_of(row: &Row, works: &[Work], by: Date) -> bool {
    let is_own = |work: &Work| work.commission.row.as_ref() == Some(&row.id);
    works
        .iter()
        .any(|work| is_own(work) && work.commission.commissioned <= by)
}
