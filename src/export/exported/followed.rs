//! What followed an audit: `actions`, `events`, `steps`, and `feedback_scores`.

use smol_str::SmolStr;

use super::{Exported, smol};
use crate::export::column::{ExportColumn, ExportTable};
use crate::framework::{Date, Step};
use crate::record;

/// What stands for somebody whom the form does not list.
const OTHER: &str = "other";

/// An action of an audit's plan.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct ActionRow {
    pub audit: SmolStr,
    pub action: SmolStr,
    pub of_re_audit: bool,
    pub owner: Option<SmolStr>,
    pub owner_role: Option<SmolStr>,
    pub by: Option<Date>,
    pub quarter_by: Option<SmolStr>,
    pub section: Option<SmolStr>,
    pub done: Option<Date>,
    pub overdue: bool,
}

/// The table.
pub const ACTIONS: ExportTable<ActionRow> = ExportTable {
    name: "actions",
    row: "an action of the plan of a submitted audit, or of its re-audit; what is to be done is not in it",
    columns: &[
        ExportColumn::<ActionRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<ActionRow>::text(
            "action",
            "Its number in the plan; r1 for the first of a re-audit's",
            |r| (&r.action).into(),
        )
        .always(),
        ExportColumn::<ActionRow>::flag("of_re_audit", "Whether the re-audit planned it", |r| {
            r.of_re_audit.into()
        }),
        ExportColumn::<ActionRow>::text("owner", "Who sees to it: an id", |r| r.owner.clone().into()),
        ExportColumn::<ActionRow>::text(
            "owner_role",
            "The role that sees to it, where no person is named",
            |r| r.owner_role.clone().into(),
        ),
        ExportColumn::<ActionRow>::day("by", "By when", |r| r.by.into()),
        ExportColumn::<ActionRow>::text("quarter_by", "The quarter in which it falls due", |r| {
            r.quarter_by.clone().into()
        }),
        ExportColumn::<ActionRow>::text(
            "section",
            "The section of the form that it answers, where somebody said so",
            |r| r.section.clone().into(),
        ),
        ExportColumn::<ActionRow>::day("done", "The day on which it was done", |r| r.done.into()),
        ExportColumn::<ActionRow>::flag("overdue", "Whether it is open and its day has passed", |r| {
            r.overdue.into()
        }),
    ],
    key: &["audit", "action"],
    refers: &[("audit", "audits")],
};

/// An event of an audit's log.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct EventRow {
    pub audit: SmolStr,
    pub number: usize,
    pub day: Date,
    pub event: &'static str,
    pub by: Option<SmolStr>,
    pub role: Option<&'static str>,
    pub action: Option<SmolStr>,
}

/// The table.
pub const EVENTS: ExportTable<EventRow> = ExportTable {
    name: "events",
    row: "an event of an audit's log; no remark and no reason is in it",
    columns: &[
        ExportColumn::<EventRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<EventRow>::number("number", "Its place in the log, from 1", |r| r.number.into())
            .always(),
        ExportColumn::<EventRow>::day("day", "The day on which it happened", |r| r.day.into()).always(),
        ExportColumn::<EventRow>::text("event", "What happened; qaf log --list tells each", |r| {
            r.event.into()
        })
        .one_of(|| record::EVENTS.iter().map(|event| event.name).collect())
        .always(),
        ExportColumn::<EventRow>::text("by", "Who says so: an id", |r| r.by.clone().into()),
        ExportColumn::<EventRow>::text(
            "role",
            "Of a reassignment: whose work went to somebody else",
            |r| r.role.into(),
        )
        .one_of(|| ROLES.to_vec()),
        ExportColumn::<EventRow>::text("action", "Of a done action: its number in the plan", |r| {
            r.action.clone().into()
        }),
    ],
    key: &["audit", "number"],
    refers: &[("audit", "audits")],
};

/// Whose work a reassignment hands on.
const ROLES: [&str; 2] = ["auditor", "moderator"];

/// A step of an audit, and how it was kept.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct StepRow {
    pub audit: SmolStr,
    pub step: Step,
    pub started: Date,
    pub due: Date,
    pub quarter_due: Option<SmolStr>,
    pub done: Option<Date>,
    pub kept: &'static str,
}

/// How a step was kept.
const KEPT: [&str; 4] = ["on-time", "late", "open", "not-due-yet"];

/// The table.
pub const STEPS: ExportTable<StepRow> = ExportTable {
    name: "steps",
    row: "a step of an audit that is on and has begun, with the day by which it is due",
    columns: &[
        ExportColumn::<StepRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<StepRow>::text("step", "The step, such as moderate", |r| r.step.name().into())
            .one_of(|| Step::NAMES.iter().map(|(name, _)| *name).collect())
            .always(),
        ExportColumn::<StepRow>::day("started", "The day from which its time runs", |r| {
            r.started.into()
        })
        .always(),
        ExportColumn::<StepRow>::day("due", "The day by which it is to be done", |r| r.due.into()).always(),
        ExportColumn::<StepRow>::text(
            "quarter_due",
            "The quarter in which it falls due: timeliness counts in it",
            |r| r.quarter_due.clone().into(),
        )
        .always(),
        ExportColumn::<StepRow>::day("done", "The day on which it was done", |r| r.done.into()),
        ExportColumn::<StepRow>::text(
            "kept",
            "How it was kept; what is not due yet counts nowhere, even if it is done",
            |r| r.kept.into(),
        )
        .one_of(|| KEPT.to_vec())
        .always(),
    ],
    key: &["audit", "step"],
    refers: &[("audit", "audits")],
};

/// What one family member said in a number, or that they did not.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct FeedbackScoreRow {
    pub audit: SmolStr,
    pub number: usize,
    pub giver: SmolStr,
    pub obtained: bool,
    pub score: Option<u8>,
}

/// The table.
pub const FEEDBACK_SCORES: ExportTable<FeedbackScoreRow> = ExportTable {
    name: "feedback_scores",
    row: "a family member whom a submitted audit asked; no word that they said is in it",
    columns: &[
        ExportColumn::<FeedbackScoreRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<FeedbackScoreRow>::number(
            "number",
            "Their place among those who were asked, from 1",
            |r| r.number.into(),
        )
        .always(),
        ExportColumn::<FeedbackScoreRow>::text(
            "giver",
            "Who it is, as the form lists them; other where it does not",
            |r| (&r.giver).into(),
        )
        .always(),
        ExportColumn::<FeedbackScoreRow>::flag("obtained", "Whether anything was heard", |r| {
            r.obtained.into()
        }),
        ExportColumn::<FeedbackScoreRow>::number(
            "score",
            "How helpful the service was to them, 0 to 10",
            |r| r.score.map(usize::from).into(),
        ),
    ],
    key: &["audit", "number"],
    refers: &[("audit", "audits")],
};

impl Exported<'_> {
    /// The actions of its plan and its re-audit's.
    pub(super) fn actions(&self) -> Vec<ActionRow> {
        let known = |section: &str| self.form.is_some_and(|form| form.section(section).is_some());
        let rows = self.summary.actions.iter().map(|action| {
            let role = action.owner.as_deref().and_then(|owner| self.role(owner));
            let owner = action.owner.as_deref().filter(|_| role.is_none());
            ActionRow {
                audit: self.id.clone(),
                action: action.number.clone(),
                of_re_audit: action.is_of_re_audit(),
                owner: self.person(owner),
                owner_role: role,
                by: action.by,
                quarter_by: self.by.quarter(action.by),
                section: action
                    .section
                    .as_ref()
                    .filter(|section| known(section.as_str()))
                    .map(smol),
                done: action.done,
                overdue: action.is_overdue(self.as_of()),
            }
        });
        rows.collect()
    }

    /// The role that an owner is, by its id or title.
    fn role(&self, owner: &str) -> Option<SmolStr> {
        let mut roles = self.by.context.store.settings.roles.iter();
        let is_it = |text: &str| text.eq_ignore_ascii_case(owner.trim());
        let (id, _) = roles.find(|(id, title)| is_it(id.as_str()) || is_it(title))?;
        Some(smol(id))
    }

    /// What was logged by today.
    pub(super) fn events(&self) -> Vec<EventRow> {
        let logged = self.folder.log.iter().filter(|event| event.date <= self.as_of());
        let rows = logged.map(|event| EventRow {
            audit: self.id.clone(),
            number: event.item + 1,
            day: event.date,
            event: event.event.name(),
            by: self.person(event.by.as_deref()),
            role: ROLES.into_iter().find(|role| event.role.as_deref() == Some(role)),
            action: event
                .action
                .as_deref()
                .filter(|number| is_number(number))
                .map(SmolStr::new),
        });
        rows.collect()
    }

    /// Its steps, where it is on.
    pub(super) fn steps(&self) -> Vec<StepRow> {
        let on = self
            .summary
            .progress
            .steps
            .iter()
            .filter(|_| !self.summary.is_off());
        let rows = on.map(|state| StepRow {
            audit: self.id.clone(),
            step: state.step,
            started: state.started,
            due: state.due,
            quarter_due: self.by.quarter(Some(state.due)),
            done: state.done,
            kept: match state.done {
                _ if state.due > self.as_of() => "not-due-yet",
                Some(done) if done <= state.due => "on-time",
                Some(_) => "late",
                None => "open",
            },
        });
        rows.collect()
    }

    /// How those of the family who were asked scored it.
    pub(super) fn feedback_scores(&self) -> Vec<FeedbackScoreRow> {
        let is_submitted = self.summary.progress.submitted.is_some();
        let audit = self.folder.audit.as_ref().filter(|_| is_submitted);
        let (Some(form), Some(audit)) = (self.told_form(), audit) else {
            return Vec::new();
        };
        let givers = form
            .family_feedback
            .as_ref()
            .map(|family| family.givers.as_slice());
        let asked = audit.family_feedback.iter().enumerate();
        let asked = asked.filter(|(_, entry)| entry.is_obtained() || entry.not_obtained.is_some());
        let rows = asked.map(|(place, entry)| {
            let mut known = givers.unwrap_or_default().iter();
            let giver = known.find(|giver| entry.from.as_deref() == Some(giver));
            FeedbackScoreRow {
                audit: self.id.clone(),
                number: place + 1,
                giver: giver.map_or(SmolStr::new_static(OTHER), SmolStr::new),
                obtained: entry.is_obtained(),
                score: entry.score,
            }
        });
        rows.collect()
    }
}

/// Whether it is an action's number, `2` or `r1`, and nobody's words.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('r').unwrap_or(text);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
