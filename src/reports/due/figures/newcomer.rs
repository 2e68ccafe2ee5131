//! New workers who are still to be observed, as things that are due from their managers. The coverage report knows them.

use super::{DueItem, DueStep, waiting};
use crate::figures::StoreView;
use crate::framework::Team;
use crate::progress::NOBODY;
use crate::reports::coverage::figures::Newcomer;

/// What is due of a new worker's manager; nothing where it can't be made good any more.
pub(super) fn item(store: &StoreView<'_>, newcomer: &Newcomer) -> Option<DueItem> {
    let manager = newcomer.manager.as_ref();
    let who = manager.map_or_else(|| NOBODY.to_owned(), ToString::to_string);
    let person = store.people.find(newcomer.name.as_str());
    let team: Option<&Team> = person.and_then(|person| person.teams.first());
    Some(DueItem {
        worker: Some(newcomer.name.to_string()),
        team: team.cloned(),
        why: newcomer.why,
        ..waiting(store, DueStep::Observe, who, newcomer.due?)
    })
}
