//! Where a wider work stands, and what may be logged of it.

use super::panel_standing;
use crate::framework::schedule::Schedule;
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{Calendar, Date, People, RoleId, WorkKind};
use crate::record::WorkFile;
use crate::record::work::{Work, WorkFindings};

/// By what a work is judged.
#[derive(Clone, Copy, Debug)]
pub struct WorkLaw<'a> {
    /// The staff.
    pub people: &'a People,
    /// The roles of the Children's Management Team.
    pub cmt: &'a [RoleId],
    /// The boards that there are.
    pub boards: &'a [(RoleId, String)],
    /// Whose services there are.
    pub schedule: &'a Schedule,
    /// The days on which people work.
    pub calendar: &'a Calendar,
    /// Today.
    pub as_of: Date,
}

impl WorkLaw<'_> {
    /// Whether somebody is in post in the Children's Management Team on a day.
    pub fn is_of_cmt(&self, name: &str, day: Date) -> bool {
        let person = self.people.find(name);
        person.is_some_and(|person| person.in_post(day) && person.holds_any(self.cmt))
    }
}

/// Why an event can't be logged, as a sentence with what must happen first; `None` where it can.
pub fn objection(work: &Work, event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
    of_day(work, event, law.as_of)
        .or_else(|| of_state(work, event))
        .or_else(|| unread(work, event.event))
        .or_else(|| match work.kind() {
            WorkKind::Panel => panel_standing::objection(work, event, law),
            _ => of_kind(work, event, law),
        })
}

fn of_day(work: &Work, event: &WorkEvent, as_of: Date) -> Option<String> {
    let commissioned = work.commission.commissioned;
    if event.date > as_of {
        return Some(format!("{} has not come yet.", event.date));
    }
    (event.date < commissioned)
        .then(|| format!("{} is before it was commissioned, on {commissioned}.", event.date))
}

/// That the file on which an event rests can't be read whole: what it says may be missing, and would count.
fn unread(work: &Work, event: WorkEventKind) -> Option<String> {
    let rests_on = match event {
        WorkEventKind::Agreed => WorkFile::of(work.kind()).first().copied()?,
        WorkEventKind::Reported => WorkFile::Findings,
        WorkEventKind::PlanAgreed | WorkEventKind::ActionDone | WorkEventKind::SignedOff => {
            WorkFile::ActionPlan
        }
        _ => return None,
    };
    work.unread.contains(&rests_on).then(|| {
        format!(
            "{}/{} has an error in it, so what it says is not known whole. Mend it first: qaf validate {}.",
            work.path,
            rests_on.name(),
            work.id()
        )
    })
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
    let is_first = work.kind() == WorkKind::Panel
        || matches!(
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
        WorkEventKind::Invited | WorkEventKind::Revealed | WorkEventKind::Held => {
            Some("Only a moderation panel is invited, revealed and held.".to_owned())
        }
        WorkEventKind::Agreed if has(WorkEventKind::Agreed) => agreed_already(work)
            .or_else(|| unsaid(work))
            .or_else(|| unknown_service(work, law.schedule)),
        WorkEventKind::Agreed => unsaid(work).or_else(|| unknown_service(work, law.schedule)),
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
            .or_else(|| unknown_board(&event.to, law.boards)),
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

/// That what was agreed holds: nothing was changed since, or it was reported on.
fn agreed_already(work: &Work) -> Option<String> {
    let mut first = work
        .redrafted
        .iter()
        .filter(|redrafted| redrafted.file != WorkFile::ActionPlan);
    let Some(redrafted) = first.next() else {
        return Some("It was agreed already.".to_owned());
    };
    let is_reported = work
        .log
        .iter()
        .any(|event| event.event == WorkEventKind::Reported);
    is_reported.then(|| {
        format!(
            "It was reported, on what was agreed on {}: {}. That is not agreed anew.",
            redrafted.agreed, redrafted.copy
        )
    })
}

/// What terms or plan must say first, as they stand.
fn unsaid(work: &Work) -> Option<String> {
    let missing = work.as_drafted().missing();
    let file = WorkFile::of(work.kind()).first().map_or("", |file| file.name());
    (!missing.is_empty()).then(|| {
        format!(
            "{file} does not say yet: {}. Fill it in: {}/{file}.",
            missing.join("; "),
            work.path
        )
    })
}

/// That the terms name what is no service, by which no sample could be narrowed.
fn unknown_service(work: &Work, schedule: &Schedule) -> Option<String> {
    let draft = work.as_drafted();
    let why = draft.terms.as_ref()?.services_of(schedule).err()?;
    Some(format!("{why} Mend {}/{}.", work.path, WorkFile::Terms.name()))
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
    let is_assured = |findings: &WorkFindings| findings.assured.is_some() && findings.because.is_some();
    if work.kind() == WorkKind::Supervision && !findings.is_some_and(is_assured) {
        return Some(format!(
            "It does not say how assured the service is of its supervision, and why. Fill in \"assured\" and \"because\" in \
             {path}."
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
    skipped(order, gone)
}

/// That something goes to others first, where it must go in an order.
pub(super) fn skipped(order: &[&str], gone: impl Fn(&str) -> bool) -> Option<String> {
    let mut places = order.iter().enumerate();
    let (_, to) = places.find(|(at, to)| !gone(to) && order[at + 1..].iter().any(|later| gone(later)))?;
    Some(format!(
        "It goes to {to} first: {}, in this order.",
        order.join(", ")
    ))
}

/// That no board of the settings is named.
pub(super) fn unknown_board(to: &[String], boards: &[(RoleId, String)]) -> Option<String> {
    let known: Vec<&str> = boards.iter().map(|(id, _)| id.as_str()).collect();
    if to.is_empty() {
        return Some(format!("Say to which board with --to: {}.", known.join(", ")));
    }
    let other = to.iter().find(|to| !known.contains(&to.as_str()))?;
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

pub(super) fn undone(work: &Work, event: &WorkEvent) -> Option<String> {
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
        let are = if open.len() == 1 { "is" } else { "are" };
        format!(
            "{} {} {are} neither done nor carried over. Log it as done (action-done --action N), or say in \
             action-plan.yaml under carried_over where it goes on and why.",
            if open.len() == 1 { "Action" } else { "Actions" },
            open.join(", ")
        )
    })
}

fn unfit_signer(event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
    let by = event.by.as_deref().unwrap_or_default();
    (!law.is_of_cmt(by, event.date)).then(|| {
        let roles: Vec<&str> = law.cmt.iter().map(RoleId::as_str).collect();
        format!(
            "A plan is signed off by somebody of CMT, whom --by names; by qaf.toml these are: {}.",
            roles.join(", ")
        )
    })
}

/// Where a work stands, in a word or two.
pub fn stage(work: &Work, as_of: Date) -> &'static str {
    if work.kind() == WorkKind::Panel {
        return panel_standing::stage(work, as_of);
    }
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
