//! Actions of the plans of wider works: `TH-26-0001 2`. A head of service owns the plan, and CMT signs it off (section 2,
//! thematic audits).

use super::register::{ActionLine, ActionState, known};
use super::{AskedActions, Off, Unread};
use crate::figures::of_works::is_known;
use crate::figures::{StoreView, WorkActions};
use crate::framework::{Date, Unlisted, WorkingDays};
use crate::progress::work_standing::stage;
use crate::record::WorkFile;
use crate::record::work::{PlannedAction, Work};

/// The counts of lines.
pub(super) fn counts(lines: &[ActionLine]) -> WorkActions {
    let mut counts = WorkActions::default();
    for line in lines {
        let is = |state| line.state == state;
        counts.add(
            is(ActionState::Done),
            is(ActionState::CarriedOver),
            is(ActionState::Overdue),
        );
    }
    counts
}

/// The actions that are asked for of the plans that are agreed. One asks for a quarter of them by the day on which that was.
pub(super) fn lines(asked: &AskedActions, store: &StoreView<'_>) -> Vec<ActionLine> {
    let works = works(asked, store).filter(|work| is_known(work, store.as_of));
    let agreed = works.filter(|work| asked.takes_day(work.day_of_plan(store.as_of)));
    let lines = agreed.flat_map(|work| {
        let actions = work.actions(store.as_of).into_iter();
        actions.map(move |(number, action, done)| line(work, number, action, done, store))
    });
    lines.filter(|line| asked.is_owners(line, store.people)).collect()
}

/// The works of the team that is asked for.
fn of_team<'a>(asked: &AskedActions, store: &StoreView<'a>) -> Vec<&'a Work> {
    let is_of_team = |work: &&Work| {
        let own = work
            .commission
            .team
            .as_ref()
            .map(|team| team.as_str().to_lowercase());
        let wanted = asked.team.as_ref().map(|team| team.to_lowercase());
        wanted.is_none() || own == wanted
    };
    store.works.iter().filter(is_of_team).collect()
}

/// Those of them whose plan was agreed by today.
fn works<'a>(asked: &AskedActions, store: &StoreView<'a>) -> impl Iterator<Item = &'a Work> + use<'a> {
    let as_of = store.as_of;
    let all = of_team(asked, store).into_iter();
    all.filter(move |work| work.day_of_plan(as_of).is_some())
}

/// Those that were cancelled after their plan was agreed.
pub(super) fn off<'a>(asked: &AskedActions, store: &StoreView<'a>) -> impl Iterator<Item = Off> + use<'a> {
    let as_of = store.as_of;
    let off = works(asked, store).filter(move |work| work.is_off(as_of));
    off.map(move |work| Off {
        id: work.id().claimed().clone(),
        status: "cancelled".to_owned(),
        actions: work.actions(as_of).len(),
    })
    .filter(|off| off.actions > 0)
}

/// The files of works that can't be read whole, and without which an action, or that it is done, may be missing.
pub(super) fn unread<'a>(
    asked: &AskedActions,
    store: &StoreView<'a>,
) -> impl Iterator<Item = Unread> + use<'a> {
    let works = of_team(asked, store).into_iter();
    works.flat_map(|work| {
        let of_plan = |file: &&WorkFile| matches!(file, WorkFile::ActionPlan | WorkFile::Discussion);
        let plan = work.unread.iter().find(of_plan).map(|file| Unread {
            id: work.id().claimed().clone().into(),
            file: file.name(),
            in_part: work.action_plan.is_some() || work.panel.is_some(),
        });
        let log = (!work.is_log_whole).then(|| Unread {
            id: work.id().claimed().clone().into(),
            file: "log.yaml",
            in_part: !work.log.is_empty(),
        });
        plan.into_iter().chain(log)
    })
}

fn line(
    work: &Work,
    number: u32,
    action: &PlannedAction,
    done: Option<Date>,
    store: &StoreView<'_>,
) -> ActionLine {
    let state = match (done, &action.carried_over, action.by) {
        (Some(_), ..) => ActionState::Done,
        (None, Some(_), _) => ActionState::CarriedOver,
        (None, None, None) => ActionState::NoDate,
        (None, None, Some(by)) if by < store.as_of => ActionState::Overdue,
        (None, None, Some(_)) => ActionState::Open,
    };
    let late = action.by.filter(|_| state == ActionState::Overdue);
    let days = late.map_or(WorkingDays(0), |by| store.calendar.between(by, store.as_of));
    ActionLine {
        audit: work.id().claimed().clone().into(),
        number: number.to_string(),
        action: action.action.clone(),
        section: None,
        owner: action.owner.as_deref().map(|owner| known(owner, store.people)),
        by: action.by,
        state,
        done,
        carried_over: action.carried_over.clone(),
        working_days_overdue: days.0,
        unlisted: late.map_or_else(Unlisted::default, |by| store.calendar.unlisted(by, store.as_of)),
        form: work.kind().meaning().name.to_owned(),
        work: Some(work.kind().meaning().title.to_owned()),
        service: None,
        team: work.commission.team.clone(),
        grade: None,
        provisional: false,
        status: stage(work, store.as_of).to_lowercase(),
        actions_reviewed: None,
        re_audit: None,
        re_audit_grade: None,
    }
}
