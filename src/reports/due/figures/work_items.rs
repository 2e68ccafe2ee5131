//! What wider works wait for, and the open actions of their plans, as things that are due.

use super::{DueItem, DueStep, UnreadAudit, action, waiting};
use crate::figures::of_works::{PartOfWork, audits_of, is_known};
use crate::figures::{StoreView, Summary};
use crate::progress::NOBODY;
use crate::progress::work_owed::{OwedOfWork, WorkStep, owed};
use crate::record::work::{PlannedAction, Work};

/// Everything that wider works wait for.
pub(super) fn items(store: &StoreView<'_>, summaries: &[Summary]) -> Vec<DueItem> {
    let known = store.works.iter().filter(|work| is_known(work, store.as_of));
    let parts = || summaries.iter().filter_map(PartOfWork::of);
    let of_work = |work| {
        let steps = owed(work, audits_of(work, parts()), store.work_law());
        let steps: Vec<DueItem> = steps.iter().map(|owed| step(store, work, owed)).collect();
        steps.into_iter().chain(actions(store, work))
    };
    known.flat_map(of_work).collect()
}

/// The works of which a file can't be read whole: something may be due of them that is not listed.
pub(super) fn unread(store: &StoreView<'_>) -> Vec<UnreadAudit> {
    let known = store.works.iter().filter(|work| is_known(work, store.as_of));
    let torn = known.filter_map(|work| {
        let log = (!work.is_log_whole).then_some("log.yaml");
        let files: Vec<&str> = work.unread.iter().map(|file| file.name()).chain(log).collect();
        (!files.is_empty()).then(|| UnreadAudit {
            id: work.id().claimed().clone(),
            reason: format!("{} can't be read whole", files.join(", ")),
        })
    });
    torn.collect()
}

fn step(store: &StoreView<'_>, work: &Work, owed: &OwedOfWork) -> DueItem {
    let written = owed.who.as_deref();
    let who = written.map(|who| action::person(store, None, None, who));
    // The plan is CMT's to sign off, where none of it is more than the others.
    let cmt = || match owed.step {
        WorkStep::SignOff => store.reported_to("cmt").to_owned(),
        _ => NOBODY.to_owned(),
    };
    let mut item = DueItem {
        id: Some(work.id().claimed().clone().into()),
        team: work.commission.team.clone(),
        to: owed.to.map(|to| store.reported_to(to).to_owned()),
        ..waiting(store, DueStep::Work(owed.step), who.unwrap_or_else(cmt), owed.due)
    };
    item.unlisted.add(&owed.unlisted);
    item
}

/// The actions of an agreed plan that are neither done nor carried over, and that have a day.
fn actions(store: &StoreView<'_>, work: &Work) -> Vec<DueItem> {
    let is_agreed = work.day_of_plan(store.as_of).is_some();
    let is_asked = is_agreed && work.is_log_whole;
    let all = work.actions(store.as_of).into_iter().filter(|_| is_asked);
    let open = all.filter(|(_, action, done)| done.is_none() && action.carried_over.is_none());
    open.filter_map(|(number, planned, _)| of_action(store, work, number, planned))
        .collect()
}

fn of_action(store: &StoreView<'_>, work: &Work, number: u32, planned: &PlannedAction) -> Option<DueItem> {
    let team = work.commission.team.as_ref();
    let id = work.id().claimed().clone().into();
    let item = action::of_nobodys_case(store, id, number, team, planned.owner.as_deref(), planned.by?);
    Some(item)
}
