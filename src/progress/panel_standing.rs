//! Where a moderation panel stands: it is drawn, the members are invited, their sheets come in, the grades are revealed,
//! the panel is held, and its note goes out.

use super::work_owed::{OwedOfWork, WorkStep};
use super::work_standing::{WorkLaw, undone, unknown_board};
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{Calendar, Date, WorkingDays};
use crate::record::WorkFile;
use crate::record::work::Work;

/// Members have their pack so many working days before the panel meets; ours, the framework names none.
const INVITED_BEFORE: u32 = 10;
/// The sheets are in so many working days before it.
pub const SHEETS_BEFORE: u32 = 2;
/// The note goes out within so many working days of it.
const NOTE_AFTER: u32 = 10;

/// Why an event of a panel can't be logged, as a sentence with what must happen first; `None` where it can.
pub(super) fn objection(work: &Work, event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
    let has = |kind| work.log.iter().any(|logged| logged.event == kind);
    let first = |what: &str, name: &str| format!("{what} First: qaf log {} {name}.", work.id());
    match event.event {
        WorkEventKind::Invited if has(WorkEventKind::Revealed) => {
            Some("The grades are revealed already.".to_owned())
        }
        WorkEventKind::Held | WorkEventKind::Cancelled if has(WorkEventKind::Held) => {
            Some("It was held already.".to_owned())
        }
        WorkEventKind::Held => unrevealed(work, event.date),
        WorkEventKind::Reported | WorkEventKind::ActionDone if !has(WorkEventKind::Held) => Some(first("It was not held yet.", "held")),
        WorkEventKind::Reported => undiscussed(work),
        WorkEventKind::Presented if !has(WorkEventKind::Reported) => {
            Some(first("Its note did not go out yet.", "reported"))
        }
        WorkEventKind::Presented => unknown_board(&event.to, law.boards),
        WorkEventKind::ActionDone => undone(work, event),
        WorkEventKind::Cancelled if event.reason.is_none() => Some("Say why with --reason.".to_owned()),
        WorkEventKind::Note if event.note.is_none() => Some("Say what with --note.".to_owned()),
        WorkEventKind::Agreed
        | WorkEventKind::Prepared
        | WorkEventKind::OnSite
        | WorkEventKind::PlanAgreed
        | WorkEventKind::PlanReviewed
        | WorkEventKind::SignedOff => {
            Some("A panel has no terms, no visit and no action plan of that kind: it is invited, held and reported.".to_owned())
        }
        WorkEventKind::Invited
        | WorkEventKind::Sampled
        | WorkEventKind::Revealed
        | WorkEventKind::Cancelled
        | WorkEventKind::Note => None,
    }
}

/// A panel is held once the grades are revealed, and not on a day before that.
fn unrevealed(work: &Work, held: Date) -> Option<String> {
    let mut log = work.log.iter();
    match log.find(|event| event.event == WorkEventKind::Revealed) {
        None => Some(format!(
            "The grades are not revealed yet. First: qaf panel reveal {}.",
            work.id()
        )),
        Some(event) if held < event.date => Some(format!(
            "{held} is before the grades were revealed, on {}.",
            event.date
        )),
        Some(_) => None,
    }
}

/// What the discussion does not say yet.
fn undiscussed(work: &Work) -> Option<String> {
    let path = format!("{}/{}", work.path, WorkFile::Discussion.name());
    let panel = work.panel.as_ref()?;
    let open: Vec<String> = panel.undiscussed().map(ToString::to_string).collect();
    if !open.is_empty() {
        return Some(format!(
            "{path} does not say yet what the panel makes of {}: fill in view, a grade or no consensus, and because.",
            open.join(", ")
        ));
    }
    let present = panel
        .discussion
        .as_ref()
        .and_then(|discussion| discussion.present.as_ref());
    present
        .is_none()
        .then(|| format!("{path} does not say who took part. Fill in \"present\"."))
}

/// Where a panel stands, in a word or two.
pub(super) fn stage(work: &Work, as_of: Date) -> &'static str {
    let day = |kind| work.day_of(kind, as_of);
    if day(WorkEventKind::Cancelled).is_some() {
        "Cancelled"
    } else if day(WorkEventKind::Reported).is_some() {
        "Reported"
    } else if day(WorkEventKind::Held).is_some() {
        "Held"
    } else if day(WorkEventKind::Revealed).is_some() {
        "Grades revealed"
    } else {
        "Drawn"
    }
}

/// All that a panel waits for as of a day; each sheet from its member.
pub(super) fn owed(work: &Work, as_of: Date, calendar: &Calendar) -> Vec<OwedOfWork> {
    let Some(panel) = &work.panel else {
        return Vec::new();
    };
    let day = |kind| work.day_of(kind, as_of);
    let step = |step, who: Option<&str>, due, counted_from: Date| OwedOfWork {
        step,
        who: who.map(str::to_owned),
        to: None,
        due,
        unlisted: calendar.unlisted(counted_from, due),
    };
    let (lead, date) = (work.commission.lead.as_deref(), panel.drawn.date);
    // A panel that was called at short notice is due at once.
    let before = |days| {
        calendar
            .before(date, WorkingDays(days))
            .max(work.commission.commissioned)
    };
    if day(WorkEventKind::Revealed).is_none() {
        let waiting: Vec<&str> = panel.waiting(as_of).map(|member| member.name.as_str()).collect();
        if waiting.is_empty() {
            return vec![step(WorkStep::Reveal, lead, date, date)];
        }
        if day(WorkEventKind::Invited).is_none() {
            return vec![step(WorkStep::Invite, lead, before(INVITED_BEFORE), date)];
        }
        let due = before(SHEETS_BEFORE);
        let sheets = waiting.into_iter();
        return sheets
            .map(|name| step(WorkStep::Sheet, Some(name), due, date))
            .collect();
    }
    let Some(held) = day(WorkEventKind::Held) else {
        return vec![step(WorkStep::Hold, lead, date, date)];
    };
    if day(WorkEventKind::Reported).is_some() {
        return Vec::new();
    }
    let due = calendar.after(held, WorkingDays(NOTE_AFTER));
    vec![step(WorkStep::Note, lead, due, held)]
}
