//! What clinics and boards asked for and nobody has done, as things that are due.

use super::{DueItem, action};
use crate::figures::StoreView;
use crate::framework::Date;
use crate::record::commentary::{BoardAction, QuartersCommentary};

/// Every open action of clinics and boards that has a day.
pub(super) fn items(store: &StoreView<'_>) -> Vec<DueItem> {
    let of_quarter = |beside| {
        let all = |beside: &QuartersCommentary| (1..).zip(beside.commentary.actions.clone());
        all(beside).filter_map(|(number, asked)| item(store, beside, number, &asked))
    };
    store.commentaries.iter().flat_map(of_quarter).collect()
}

fn item(
    store: &StoreView<'_>,
    beside: &QuartersCommentary,
    number: u32,
    asked: &BoardAction,
) -> Option<DueItem> {
    let has_come = |day: Date| day <= store.as_of;
    if asked.done.is_some_and(has_come) || !asked.date.is_none_or(has_come) {
        return None;
    }
    let (id, owner) = (beside.quarter.into(), asked.owner.as_deref());
    let item = action::of_nobodys_case(store, id, number, None, owner, asked.by?);
    Some(item)
}
