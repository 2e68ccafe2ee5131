//! The action register: every action of every audit and of every wider work's agreed plan, and
//! what clinics and boards asked for, its owner, its date, open, done or overdue.
//!
//! Managers use supervision to see that the actions of an audit are completed (section 2, "follow-up"). An audit that
//! is closed keeps its actions here until they are done.

mod board_lines;
mod register;
mod reviews;
mod work_lines;

#[cfg(test)]
mod tests;

use crate::figures::StoreView;
use serde::Serialize;

use crate::figures::summary::{ActionSummary, Summary};
use crate::figures::{Actions, Excluded, WorkActions};
use crate::framework::{AuditId, Date, ItemId, People, Quarter, Unlisted};
use crate::record::{Action, FileKind, Folder, Readable};

pub use register::{ActionLine, ActionState};
pub use reviews::Review;

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.actions/1";

/// The files without which a register may lack an action, or say the wrong thing of one.
const NEEDED: [FileKind; 6] = [
    FileKind::Allocation,
    FileKind::Audit,
    FileKind::Moderation,
    FileKind::CaseDirection,
    FileKind::ReAudit,
    FileKind::Log,
];

/// An audit with the wording of its actions, which no other report keeps.
#[derive(Clone, Debug)]
pub struct AuditActions {
    /// The audit, summed up.
    pub summary: Summary,
    /// The wording of each of the summary's actions, in their order.
    pub wording: Vec<Option<String>>,
    /// The files that could not be read from end to end.
    pub unread: Vec<Unread>,
}

/// A file that the register needs and that could not be read from end to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The audit, the work, or the quarter.
    pub id: ItemId,
    /// The file's name.
    pub file: &'static str,
    /// Whether a part of it could be read.
    pub in_part: bool,
}

/// An audit or wider work that is off, and whose actions are therefore no part of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Off {
    /// The audit, or the work.
    pub id: AuditId,
    /// Withdrawn or replaced; of a work, cancelled.
    pub status: String,
    /// How many actions it had.
    pub actions: usize,
}

/// Which actions are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AskedActions {
    /// Only the audits and visits of this team.
    pub team: Option<String>,
    /// Only this person's actions.
    pub owner: Option<String>,
    /// Only the actions of audits submitted, of re-audits made, and of works' plans agreed, in this quarter.
    pub quarter: Option<Quarter>,
    /// Which of these are listed; all are counted.
    pub listed: ActionsListed,
}

/// Which actions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionsListed {
    /// All of them.
    #[default]
    All,
    /// Those not done.
    Open,
    /// Those whose day has passed.
    Overdue,
}

/// The action register.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Register {
    /// `qaf.actions/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// Which actions were asked for.
    pub asked: AskedActions,
    /// How many of audits there are; with nothing asked for, those of the quarterly report of the same day.
    pub actions: Actions,
    /// How many of wider works there are.
    pub of_works: WorkActions,
    /// How many that clinics and boards asked for there are.
    pub of_boards: WorkActions,
    /// How many of the open have no owner.
    pub without_owner: usize,
    /// How many of the open have no date.
    pub without_date: usize,
    /// The actions: overdue first, then the open, those without a date, and the done; each by owner and day.
    pub lines: Vec<ActionLine>,
    /// The years whose bank holidays the list does not have, where days in them were counted for these.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// Every audit graded Inadequate, and what came of the review of its actions.
    pub inadequate: Vec<Review>,
    /// Audits that can't be counted; what could be read of their actions stands in the register.
    pub excluded: Vec<Excluded>,
    /// Files that could not be read from end to end: an action, or that it is done, may be missing here.
    pub unread: Vec<Unread>,
    /// Audits that are off and had actions.
    pub off: Vec<Off>,
}

impl AuditActions {
    /// An audit and the wording of its actions; without the record, of one that has none and every file of which was read.
    pub fn of(folder: Option<&Folder>, summary: Summary) -> Self {
        let unread = NEEDED.iter().filter_map(|kind| {
            let folder = folder?;
            let readable = *folder.files.get(kind)?;
            (readable != Readable::Whole).then(|| Unread {
                id: folder.id.clone().into(),
                file: kind.name(),
                in_part: readable == Readable::InPart,
            })
        });
        Self {
            unread: unread.collect(),
            wording: summary
                .actions
                .iter()
                .map(|action| numbered(folder?, &action.number).and_then(|action| action.action.clone()))
                .collect(),
            summary,
        }
    }
}

/// The action that a number means: `2`, or `r1` for a re-audit's.
fn numbered<'a>(folder: &'a Folder, number: &str) -> Option<&'a Action> {
    let again = number.strip_prefix('r');
    let index = again.unwrap_or(number).parse::<usize>().ok()?.checked_sub(1)?;
    if again.is_some() {
        folder.re_audit.as_ref()?.actions.get(index)
    } else {
        folder.audit.as_ref()?.actions.get(index)
    }
}

impl AskedActions {
    /// Whether an audit's actions are asked for.
    fn takes_audit(&self, summary: &Summary) -> bool {
        self.team.as_deref().is_none_or(|team| summary.is_of_team(team))
    }

    /// Whether an action of an audit that is asked for is.
    fn takes(&self, summary: &Summary, action: &ActionSummary, people: &People) -> bool {
        let made = if action.is_of_re_audit() {
            summary.inadequate.re_audited
        } else {
            summary.progress.submitted
        };
        let is_owners = |wanted: &str| {
            let owner = action.owner.as_deref();
            owner.is_some_and(|owner| people.same(owner, wanted))
        };
        self.takes_day(made) && self.owner.as_deref().is_none_or(is_owners)
    }

    /// Whether a line's owner is asked for.
    fn is_owners(&self, line: &ActionLine, people: &People) -> bool {
        let owner = line.owner.as_deref();
        let is = |wanted: &str| owner.is_some_and(|owner| people.same(owner, wanted));
        self.owner.as_deref().is_none_or(is)
    }

    fn takes_day(&self, day: Option<Date>) -> bool {
        self.quarter
            .is_none_or(|quarter| day.is_some_and(|day| quarter.period().contains(day)))
    }
}

/// What clinics and boards asked for beside the figures of a quarter.
pub fn asked_by_boards(quarter: Quarter, store: &StoreView<'_>) -> Vec<ActionLine> {
    let of_quarter = AskedActions {
        quarter: Some(quarter),
        ..AskedActions::default()
    };
    board_lines::lines(&of_quarter, store)
}

/// The actions of the agreed plans of wider works.
pub fn planned_in_works(store: &StoreView<'_>) -> Vec<ActionLine> {
    work_lines::lines(&AskedActions::default(), store)
}

/// Makes the register.
pub fn register(entries: &[AuditActions], asked: AskedActions, store: &StoreView<'_>) -> Register {
    let of_team = || entries.iter().filter(|entry| asked.takes_audit(&entry.summary));
    let on = || of_team().filter(|entry| !entry.summary.is_off());
    let chosen: Vec<(&AuditActions, usize)> = on()
        .flat_map(|entry| (0..entry.summary.actions.len()).map(move |index| (entry, index)))
        .filter(|(entry, index)| asked.takes(&entry.summary, &entry.summary.actions[*index], store.people))
        .collect();
    let actions = || chosen.iter().map(|(entry, index)| &entry.summary.actions[*index]);
    let open = || actions().filter(|action| action.done.is_none());
    let mut off: Vec<Off> = of_team()
        .filter(|entry| entry.summary.is_off() && !entry.summary.actions.is_empty())
        .map(|entry| Off {
            id: entry.summary.id.clone(),
            status: entry.summary.progress.status.to_string(),
            actions: entry.summary.actions.len(),
        })
        .chain(work_lines::off(&asked, store))
        .collect();
    off.sort_by(|a, b| a.id.cmp(&b.id));
    let mut excluded: Vec<Excluded> = on().filter_map(|entry| Excluded::of(&entry.summary)).collect();
    excluded.sort_by(|a, b| a.id.cmp(&b.id));
    let unread = on().flat_map(|entry| entry.unread.clone());
    let mut unread: Vec<Unread> = unread
        .chain(work_lines::unread(&asked, store))
        .chain(board_lines::unread(&asked, store))
        .collect();
    unread.sort_by(|a, b| (&a.id, a.file).cmp(&(&b.id, b.file)));
    let mut works = work_lines::lines(&asked, store);
    let of_works = work_lines::counts(&works);
    let boards = board_lines::lines(&asked, store);
    let of_boards = work_lines::counts(&boards);
    works.extend(boards);
    let missing = |has: fn(&ActionLine) -> bool| {
        let open = works.iter().filter(|line| line.state.is_open());
        open.filter(|line| !has(line)).count()
    };
    let (no_owner, no_date) = (
        missing(|line| line.owner.is_some()),
        missing(|line| line.by.is_some()),
    );
    let lines = register::lines(&chosen, works, asked.listed, store);
    Register {
        schema: SCHEMA,
        as_of: store.as_of,
        actions: Actions::of(actions(), store.as_of),
        of_works,
        of_boards,
        without_owner: open().filter(|action| action.owner.is_none()).count() + no_owner,
        without_date: open().filter(|action| action.by.is_none()).count() + no_date,
        unlisted: lines.iter().map(|line| &line.unlisted).collect(),
        lines,
        inadequate: reviews::reviews(on(), &chosen, &asked, store.as_of),
        excluded,
        unread,
        off,
        asked,
    }
}
