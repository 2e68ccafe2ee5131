//! Where a wider work stands: what may be logged of it, what is next, and by when.

use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{Calendar, Date, People, RoleId, WorkKind, WorkingDays};
use crate::record::WorkFile;
use crate::record::work::Work;

/// An action plan is agreed within so many working days of the report; ours, the framework names none.
const PLAN_WORKING_DAYS: u32 = 10;
/// A plan is looked over each quarter until it is signed off; ours.
const REVIEW_MONTHS: u32 = 3;

/// By what an event of a work is judged.
#[derive(Clone, Copy, Debug)]
pub struct WorkLaw<'a> {
    /// The staff.
    pub people: &'a People,
    /// The roles of the Children's Management Team.
    pub cmt: &'a [RoleId],
    /// The boards that there are.
    pub boards: &'a [(RoleId, String)],
    /// Today.
    pub as_of: Date,
}

/// Why an event can't be logged, as a sentence with what must happen first; `None` where it can.
pub fn objection(work: &Work, event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
    of_day(work, event, law.as_of)
        .or_else(|| of_state(work, event))
        .or_else(|| of_kind(work, event, law))
}

fn of_day(work: &Work, event: &WorkEvent, as_of: Date) -> Option<String> {
    let commissioned = work.commission.commissioned;
    if event.date > as_of {
        return Some(format!("{} has not come yet.", event.date));
    }
    (event.date < commissioned)
        .then(|| format!("{} is before it was commissioned, on {commissioned}.", event.date))
}

/// What holds for every event: a work that is over takes nothing more, and nothing comes before the agreement.
fn of_state(work: &Work, event: &WorkEvent) -> Option<String> {
    let has = |kind| work.log.iter().any(|logged| logged.event == kind);
    let is_after = matches!(event.event, WorkEventKind::Note | WorkEventKind::Presented);
    if has(WorkEventKind::Cancelled) && event.event != WorkEventKind::Note {
        return Some("It was cancelled.".to_owned());
    }
    if has(WorkEventKind::SignedOff) && !is_after {
        return Some("Its plan was signed off already.".to_owned());
    }
    let is_first = matches!(
        event.event,
        WorkEventKind::Agreed | WorkEventKind::Cancelled | WorkEventKind::Note
    );
    if !(is_first || has(WorkEventKind::Agreed)) {
        let file = WorkFile::of(work.kind()).first().map_or("", |file| file.name());
        return Some(format!(
            "{file} is not agreed yet. First: qaf log {} agreed.",
            work.id()
        ));
    }
    None
}

fn of_kind(work: &Work, event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
    let has = |kind| work.log.iter().any(|logged| logged.event == kind);
    let after = |kind: WorkEventKind, what: &str| {
        let name = kind.meaning().name;
        (!has(kind)).then(|| format!("{what} First: qaf log {} {name}.", work.id()))
    };
    match event.event {
        WorkEventKind::Agreed if has(WorkEventKind::Agreed) => Some("It was agreed already.".to_owned()),
        WorkEventKind::Agreed => unsaid(work),
        WorkEventKind::Prepared | WorkEventKind::OnSite if !work.kind().is_a_visit() => {
            Some("Only visits and deep dives have a day of preparation and a day on site.".to_owned())
        }
        WorkEventKind::OnSite => after(
            WorkEventKind::Prepared,
            "The half day of preparation comes first.",
        ),
        WorkEventKind::Reported if work.kind().is_a_visit() && !has(WorkEventKind::OnSite) => {
            after(WorkEventKind::OnSite, "The day on site comes first.")
        }
        WorkEventKind::Reported => unreported(work, event),
        WorkEventKind::Presented => after(WorkEventKind::Reported, "It is not reported yet.")
            .or_else(|| unknown_board(event, law.boards)),
        WorkEventKind::PlanAgreed => {
            after(WorkEventKind::Reported, "It is not reported yet.").or_else(|| unplanned(work))
        }
        WorkEventKind::PlanReviewed => after(WorkEventKind::PlanAgreed, "The plan is not agreed yet."),
        WorkEventKind::ActionDone => {
            after(WorkEventKind::PlanAgreed, "The plan is not agreed yet.").or_else(|| undone(work, event))
        }
        WorkEventKind::SignedOff => after(WorkEventKind::PlanAgreed, "The plan is not agreed yet.")
            .or_else(|| open_actions(work, event))
            .or_else(|| unfit_signer(event, law)),
        WorkEventKind::Cancelled if event.reason.is_none() => Some("Say why with --reason.".to_owned()),
        WorkEventKind::Note if event.note.is_none() => Some("Say what with --note.".to_owned()),
        WorkEventKind::Prepared | WorkEventKind::Sampled | WorkEventKind::Cancelled | WorkEventKind::Note => {
            None
        }
    }
}

/// What terms or plan must say first.
fn unsaid(work: &Work) -> Option<String> {
    let missing = work.missing();
    let file = WorkFile::of(work.kind()).first().map_or("", |file| file.name());
    (!missing.is_empty()).then(|| {
        format!(
            "{file} does not say yet: {}. Fill it in: {}/{file}.",
            missing.join("; "),
            work.path
        )
    })
}

/// Why a report can't have gone so: nothing is found, or it has not gone to those before.
fn unreported(work: &Work, event: &WorkEvent) -> Option<String> {
    let path = format!("{}/{}", work.path, WorkFile::Findings.name());
    let findings = work.findings.as_ref();
    if findings
        .and_then(|findings| findings.evaluation.as_ref())
        .is_none()
    {
        return Some(format!("Nothing is found yet. Fill in \"evaluation\" in {path}."));
    }
    if work.kind() == WorkKind::Supervision && findings.is_none_or(|findings| findings.assured.is_none()) {
        return Some(format!(
            "It does not say how assured the service is of its supervision. Fill in \"assured\" in {path}."
        ));
    }
    let order = work.kind().meaning().reported_to;
    let gone = |to: &str| {
        let earlier = work
            .log
            .iter()
            .filter(|logged| logged.event == WorkEventKind::Reported);
        earlier
            .flat_map(|logged| &logged.to)
            .chain(&event.to)
            .any(|logged| logged == to)
    };
    if event.to.is_empty() {
        return Some(format!("Say to whom with --to: {}.", order.join(", then ")));
    }
    if let Some(other) = event.to.iter().find(|to| !order.contains(&to.as_str())) {
        return Some(format!(
            "It is not reported to {other}: {}, in this order.",
            order.join(", ")
        ));
    }
    let skipped = order.iter().enumerate().find(|(at, to)| {
        let later = order[at + 1..].iter().any(|later| gone(later));
        later && !gone(to)
    });
    skipped.map(|(_, to)| format!("It goes to {to} first: {}, in this order.", order.join(", ")))
}

fn unknown_board(event: &WorkEvent, boards: &[(RoleId, String)]) -> Option<String> {
    let known: Vec<&str> = boards.iter().map(|(id, _)| id.as_str()).collect();
    if event.to.is_empty() {
        return Some(format!("Say to which board with --to: {}.", known.join(", ")));
    }
    let other = event.to.iter().find(|to| !known.contains(&to.as_str()))?;
    Some(format!(
        "qaf.toml has no board {other}. It has: {}.",
        known.join(", ")
    ))
}

fn unplanned(work: &Work) -> Option<String> {
    let path = format!("{}/{}", work.path, WorkFile::ActionPlan.name());
    let plan = work.action_plan.as_ref();
    if plan.is_none_or(|plan| plan.owner.is_none() || plan.actions.is_empty()) {
        return Some(format!(
            "The plan needs an owner, a head of service, and at least one action. Fill it in: {path}."
        ));
    }
    let mut actions = (1..).zip(plan.iter().flat_map(|plan| &plan.actions));
    let (number, _) = actions
        .find(|(_, action)| action.action.is_none() || action.owner.is_none() || action.by.is_none())?;
    Some(format!(
        "Action {number} does not say what, who and by when. Fill it in: {path}."
    ))
}

fn undone(work: &Work, event: &WorkEvent) -> Option<String> {
    let actions = work.actions(event.date);
    let Some(wanted) = event.action else {
        return Some("Say which with --action and its number.".to_owned());
    };
    match actions.iter().find(|(number, ..)| *number == wanted) {
        None => Some(format!("The plan has no action {wanted}.")),
        Some((_, _, Some(day))) => Some(format!("Action {wanted} was done on {day}.")),
        Some(_) => None,
    }
}

fn open_actions(work: &Work, event: &WorkEvent) -> Option<String> {
    let open = work.open_actions(event.date);
    let open: Vec<String> = open.map(|number| number.to_string()).collect();
    (!open.is_empty()).then(|| {
        format!(
            "Action {} is neither done nor carried over. Log it as done (action-done --action N), or say in \
             action-plan.yaml under carried_over where it goes on and why.",
            open.join(", ")
        )
    })
}

fn unfit_signer(event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
    let by = event.by.as_deref().unwrap_or_default();
    let fits = law
        .people
        .find(by)
        .is_some_and(|person| person.in_post(event.date) && person.holds_any(law.cmt));
    (!fits).then(|| {
        let roles: Vec<&str> = law.cmt.iter().map(RoleId::as_str).collect();
        format!(
            "A plan is signed off by somebody of CMT, whom --by names; by qaf.toml these are: {}.",
            roles.join(", ")
        )
    })
}

/// What is next for a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextOfWork {
    /// What, as people say it.
    pub what: &'static str,
    /// Who sees to it.
    pub who: Option<String>,
    /// By when, where a day is given.
    pub due: Option<Date>,
}

/// Where a work stands, in a word or two.
pub fn stage(work: &Work, as_of: Date) -> &'static str {
    let day = |kind| work.day_of(kind, as_of);
    if day(WorkEventKind::Cancelled).is_some() {
        "Cancelled"
    } else if day(WorkEventKind::SignedOff).is_some() {
        "Signed off"
    } else if day(WorkEventKind::PlanAgreed).is_some() {
        "Plan under way"
    } else if day(WorkEventKind::Reported).is_some() {
        "Reported"
    } else if day(WorkEventKind::Agreed).is_some() {
        "Under way"
    } else {
        "Commissioned"
    }
}

/// What is next; `None` where nothing is.
pub fn next(work: &Work, as_of: Date, calendar: &Calendar) -> Option<NextOfWork> {
    let day = |kind| work.day_of(kind, as_of);
    if work.is_off(as_of) || day(WorkEventKind::SignedOff).is_some() {
        return None;
    }
    Some(match (day(WorkEventKind::Agreed), day(WorkEventKind::Reported)) {
        (None, _) if work.kind().is_a_visit() => of_lead(work, "agree the plan", None),
        (None, _) => of_lead(work, "agree the terms of reference", None),
        (Some(_), None) => before_report(work, as_of),
        (Some(_), Some(reported)) => after_report(work, reported, as_of, calendar),
    })
}

/// Something that whoever leads the work sees to.
fn of_lead(work: &Work, what: &'static str, due: Option<Date>) -> NextOfWork {
    NextOfWork {
        what,
        who: work.commission.lead.clone(),
        due,
    }
}

fn before_report(work: &Work, as_of: Date) -> NextOfWork {
    let is_open = |kind| work.kind().is_a_visit() && work.day_of(kind, as_of).is_none();
    let plan = work.plan.as_ref();
    if is_open(WorkEventKind::Prepared) {
        let day = plan.and_then(|plan| plan.preparation);
        of_lead(work, "hold the half day of preparation", day)
    } else if is_open(WorkEventKind::OnSite) {
        of_lead(work, "hold the day on site", plan.and_then(|plan| plan.on_site))
    } else {
        let day = work.terms.as_ref().and_then(|terms| terms.report_by);
        of_lead(work, "report", day)
    }
}

fn after_report(work: &Work, reported: Date, as_of: Date, calendar: &Calendar) -> NextOfWork {
    let gone: Vec<&String> = work
        .events(WorkEventKind::Reported, as_of)
        .flat_map(|event| &event.to)
        .collect();
    let mut order = work.kind().meaning().reported_to.iter();
    if order.any(|to| !gone.iter().any(|gone| gone == to)) {
        return of_lead(work, "report to those who come next", None);
    }
    let owner = work.action_plan.as_ref().and_then(|plan| plan.owner.clone());
    let named = || work.terms.as_ref()?.action_plan_lead.clone();
    let who = owner.or_else(named).or_else(|| work.commission.lead.clone());
    let (what, due) = match work.day_of(WorkEventKind::PlanAgreed, as_of) {
        None => {
            let due = calendar.after(reported, WorkingDays(PLAN_WORKING_DAYS));
            ("agree the action plan", Some(due))
        }
        Some(_) if work.open_actions(as_of).next().is_none() => ("sign the plan off", None),
        Some(agreed) => {
            let reviews = work
                .events(WorkEventKind::PlanReviewed, as_of)
                .map(|event| event.date);
            let last = reviews.max().unwrap_or(agreed);
            ("look the plan over", Some(last.plus_months(REVIEW_MONTHS)))
        }
    };
    NextOfWork { what, who, due }
}
