//! What clinics and boards asked to be done, as actions of the register: `2026-27-Q3 2` (section 4: actions of clinics and
//! boards feed the plans of services, commissioning and the workforce).

use super::register::{ActionLine, ActionState, known};
use super::{AskedActions, Unread};
use crate::figures::StoreView;
use crate::framework::{Quarter, Unlisted, WorkingDays};
use crate::record::FileKind;
use crate::record::commentary::BoardAction;

/// The actions that are asked for; none where one asks for a team's.
pub(super) fn lines(asked: &AskedActions, store: &StoreView<'_>) -> Vec<ActionLine> {
    if asked.team.is_some() {
        return Vec::new();
    }
    let of_quarter = store
        .commentaries
        .iter()
        .filter(|beside| asked.quarter.is_none_or(|quarter| quarter == beside.quarter));
    let lines = of_quarter.flat_map(|beside| {
        let numbered = (1..).zip(&beside.commentary.actions);
        let met = numbered.filter(|(_, action)| action.date.is_none_or(|day| day <= store.as_of));
        met.map(|(number, action)| line(beside.quarter, number, action, store))
    });
    lines.filter(|line| asked.is_owners(line, store.people)).collect()
}

/// The commentaries that can't be read whole.
pub(super) fn unread<'a>(
    asked: &AskedActions,
    store: &StoreView<'a>,
) -> impl Iterator<Item = Unread> + use<'a> {
    let is_asked = asked.team.is_none();
    let torn = store
        .commentaries
        .iter()
        .filter(move |beside| is_asked && !beside.is_whole);
    torn.map(|beside| Unread {
        id: beside.quarter.into(),
        file: FileKind::Commentary.name(),
        in_part: true,
    })
}

fn line(quarter: Quarter, number: u32, action: &BoardAction, store: &StoreView<'_>) -> ActionLine {
    let done = action.done.filter(|day| *day <= store.as_of);
    let state = match (done, action.by) {
        (Some(_), _) => ActionState::Done,
        (None, None) => ActionState::NoDate,
        (None, Some(by)) if by < store.as_of => ActionState::Overdue,
        (None, Some(_)) => ActionState::Open,
    };
    let late = action.by.filter(|_| state == ActionState::Overdue);
    let days = late.map_or(WorkingDays(0), |by| store.calendar.between(by, store.as_of));
    let board = action
        .board
        .as_deref()
        .map(|board| store.reported_to(board).to_owned());
    ActionLine {
        audit: quarter.into(),
        number: number.to_string(),
        action: action.action.clone(),
        section: None,
        owner: action.owner.as_deref().map(|owner| known(owner, store.people)),
        by: action.by,
        state,
        done,
        carried_over: None,
        working_days_overdue: days.0,
        unlisted: late.map_or_else(Unlisted::default, |by| store.calendar.unlisted(by, store.as_of)),
        form: String::new(),
        work: Some(board.unwrap_or_else(|| "Board".to_owned())),
        service: None,
        team: None,
        grade: None,
        provisional: false,
        status: String::new(),
        actions_reviewed: None,
        re_audit: None,
        re_audit_grade: None,
    }
}
