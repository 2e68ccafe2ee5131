//! The open actions of audits, as things that are due. Managers use supervision to see that they are done (section 2,
//! "follow-up").

use super::{DueItem, DueStep, waiting};
use crate::figures::StoreView;
use crate::figures::summary::{ActionSummary, Summary};
use crate::framework::{Date, ItemId, Person, RoleId, Service, Team};
use crate::progress::NOBODY;

/// The actions of an audit that nobody has done and that have a day; none of an audit that is off.
pub(super) fn items(store: &StoreView<'_>, summary: &Summary) -> Vec<DueItem> {
    let open = summary.open_actions();
    open.filter_map(|action| item(store, summary, action)).collect()
}

fn item(store: &StoreView<'_>, summary: &Summary, action: &ActionSummary) -> Option<DueItem> {
    let owner = owner(store, summary, action);
    let known = owner.as_deref().and_then(|owner| store.people.find(owner));
    let supervisor = supervisor(store, summary, known);
    Some(DueItem {
        id: Some(summary.id.clone().into()),
        team: summary.team.clone(),
        action: Some(action.number.to_string()),
        section: store.answered_section(summary, action),
        supervisor,
        ..waiting(
            store,
            DueStep::Action,
            owner.unwrap_or_else(|| NOBODY.to_owned()),
            action.by?,
        )
    })
}

/// An action of a wider work's plan, or of a board: of no audit, so that its owner's own manager supervises it.
pub(super) fn of_nobodys_case(
    store: &StoreView<'_>,
    id: ItemId,
    number: u32,
    team: Option<&Team>,
    owner: Option<&str>,
    by: Date,
) -> DueItem {
    let owner = owner.map(|owner| person(store, None, team, owner));
    let known = owner.as_deref().and_then(|owner| store.people.find(owner));
    let manager = known.and_then(|person| person.manager.as_ref());
    DueItem {
        id: Some(id),
        team: team.cloned(),
        action: Some(number.to_string()),
        supervisor: manager.map(ToString::to_string),
        ..waiting(
            store,
            DueStep::Action,
            owner.unwrap_or_else(|| NOBODY.to_owned()),
            by,
        )
    }
}

/// Who sees to an action.
fn owner(store: &StoreView<'_>, summary: &Summary, action: &ActionSummary) -> Option<String> {
    let written = action.owner.as_deref()?;
    Some(person(
        store,
        summary.service.as_ref(),
        summary.team.as_ref(),
        written,
    ))
}

/// Somebody who is written down, as `people.csv` writes the name. A role is whoever alone holds it in the team and
/// service; whatever else is written stands as it is.
pub(super) fn person(
    store: &StoreView<'_>,
    service: Option<&Service>,
    team: Option<&Team>,
    written: &str,
) -> String {
    let person = store.people.find(written);
    let person = person.or_else(|| holder(store, service, team, written));
    person.map_or_else(|| written.to_owned(), |person| person.name.to_string())
}

fn holder<'a>(
    store: &StoreView<'a>,
    service: Option<&Service>,
    team: Option<&Team>,
    written: &str,
) -> Option<&'a Person> {
    let spaced = |text: &str| text.trim().to_lowercase().replace(['-', '_'], " ");
    let is_meant = |role: &&(RoleId, String)| {
        [role.0.as_str(), role.1.as_str()]
            .iter()
            .any(|name| spaced(name) == spaced(written))
    };
    let (role, _) = store.roles.iter().find(is_meant)?;
    let mut holders = store.people.holders_in(role, service, store.as_of);
    let of_team = |person: &&Person| match team {
        Some(team) => person.teams.is_empty() || person.teams.contains(team),
        None => true,
    };
    holders.retain(of_team);
    match holders.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The line manager of whoever sees to it, else the worker's; nobody supervises their own action.
fn supervisor(store: &StoreView<'_>, summary: &Summary, owner: Option<&Person>) -> Option<String> {
    let worker = summary.worker.as_deref().and_then(|name| store.people.find(name));
    let own = owner.and_then(|person| person.manager.as_ref());
    let found = own.or_else(|| worker.and_then(|person| person.manager.as_ref()))?;
    let is_owner = owner.is_some_and(|owner| store.people.same(owner.name.as_str(), found.as_str()));
    (!is_owner).then(|| found.to_string())
}
