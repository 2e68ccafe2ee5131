//! What clinics and boards asked for and nobody has done, as things that are due.

use super::{DueItem, DueStep, action, waiting};
use crate::figures::StoreView;
use crate::progress::NOBODY;
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
    let has_come = |day: crate::framework::Date| day <= store.as_of;
    if asked.done.is_some_and(has_come) || !asked.date.is_none_or(has_come) {
        return None;
    }
    let owner = asked.owner.as_deref();
    let owner = owner.map(|owner| action::person(store, None, None, owner));
    let person = owner.as_deref().and_then(|owner| store.people.find(owner));
    let manager = person.and_then(|person| person.manager.as_ref());
    Some(DueItem {
        id: Some(beside.quarter.into()),
        action: Some(number.to_string()),
        supervisor: manager.map(ToString::to_string),
        ..waiting(
            store,
            DueStep::Action,
            owner.unwrap_or_else(|| NOBODY.to_owned()),
            asked.by?,
        )
    })
}
