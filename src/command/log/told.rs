//! What `qaf log` says.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Logged;
use crate::context::Context;
use crate::figures::Summary;
use crate::figures::summary::ActionSummary;
use crate::framework::{RoleId, Step, Unlisted};
use crate::paper;
use crate::paper::safe::safe;
use crate::paper::wrap::filled;
use crate::progress::{NOBODY, Progress, StepState, Who};
use crate::record::{Detail, EVENTS, EventKind, LogEvent};
use crate::reports;

/// How wide a line is, as on any terminal.
const WIDTH: usize = 80;

/// The events, each with its name in a column and what is said of it beside.
pub(super) fn events() -> String {
    let mut text = String::from("The events:\n");
    let column = " ".repeat(22);
    let detail = |words: &str| filled(words, &format!("{column}  "), &format!("{column}    "), WIDTH);
    for meaning in &EVENTS {
        let name = format!("  {:<19} ", meaning.name);
        let _ = writeln!(text, "{}", filled(meaning.says, &name, &column, WIDTH));
        let must: Vec<&str> = meaning.must.iter().map(|detail| detail.option()).collect();
        if !must.is_empty() {
            let _ = writeln!(text, "{}", detail(&format!("with {}", must.join(", "))));
        }
        if meaning.may.contains(&Detail::To) {
            let _ = writeln!(text, "{}", detail(&format!("to whom: {}", Detail::To.option())));
        }
    }
    text.trim_end().to_owned()
}

type Possible = (String, Vec<EventKind>);

/// The events, and those that are possible now.
pub(super) fn list_text(now: Option<&Possible>) -> String {
    let mut text = events() + "\n";
    if let Some((id, possible)) = now {
        let names: Vec<&str> = possible.iter().map(|kind| kind.name()).collect();
        let _ = writeln!(text, "\nPossible for {id} today: {}.", names.join(", "));
    }
    text
}

pub(super) fn list_json(now: Option<&Possible>) -> String {
    let events: Vec<Value> = EVENTS
        .iter()
        .map(|meaning| {
            let possible = now.map(|(_, possible)| possible.contains(&meaning.kind));
            let names =
                |details: &[Detail]| -> Vec<&str> { details.iter().map(|detail| detail.option()).collect() };
            json!({
                "event": meaning.name, "says": meaning.says, "must": names(meaning.must),
                "may": names(meaning.may), "possible": possible,
            })
        })
        .collect();
    let audit = now.map(|(id, _)| id);
    paper::json(&json!({ "schema": "qaf.events/1", "audit": audit, "events": events }))
}

/// What was logged, and what is next.
pub(super) fn text(logged: &Logged, context: &Context) -> String {
    let summary = &logged.after.summary;
    let mut text = format!("{}: {}\n", summary.id, event_words(&logged.event));
    if let Some(objection) = &logged.objection {
        let _ = writeln!(
            text,
            "Logged all the same, as you said: {}",
            paper::safe::safe_lines(objection)
        );
    }
    for advice in &logged.advice {
        let _ = writeln!(text, "{}", safe(advice));
    }
    text.push_str(&next(summary, context));
    text
}

fn event_words(event: &LogEvent) -> String {
    let mut text = format!("{} logged, {}", event.event.name(), event.date.spoken());
    if let Some(action) = &event.action {
        let _ = write!(text, ", action {action}");
    }
    if let Some(role) = &event.role {
        let _ = write!(text, ", {role}");
    }
    if !event.to.is_empty() {
        let _ = write!(text, ", to {}", safe(&event.to.join(", ")));
    }
    if let Some(id) = &event.by_audit {
        let _ = write!(text, "; {id} takes its place");
    }
    if let Some(by) = &event.by {
        let _ = write!(text, " (by {})", safe(by));
    }
    text + "."
}

/// The open steps, the earliest first.
fn open(progress: &Progress) -> Vec<&StepState> {
    let mut open: Vec<&StepState> = progress.open().collect();
    open.sort_by_key(|state| (state.due, state.step));
    open
}

/// The years whose bank holidays the list does not have, of the days counted for the open steps.
fn unlisted(progress: &Progress) -> Unlisted {
    progress.open().map(|state| &state.unlisted).collect()
}

fn who(who: &Who, context: &Context) -> String {
    match who {
        Who::Role(role) => context.title(role),
        who => who.shown(RoleId::as_str).to_owned(),
    }
}

/// What is still to be done: the steps; where none is left, the actions that nobody has done.
fn next(summary: &Summary, context: &Context) -> String {
    let progress = &summary.progress;
    let open = open(progress);
    if open.is_empty() {
        return actions(summary, context)
            .unwrap_or_else(|| format!("It is {}; nothing is left to do.\n", progress.status));
    }
    let mut text = format!("It is {}.\n", progress.status);
    for (index, state) in open.iter().enumerate() {
        let late = if state.due < context.as_of { ", LATE" } else { "" };
        let _ = writeln!(
            text,
            "{} {} by {} ({}){late}",
            if index == 0 { "Next:" } else { "Then:" },
            state.step,
            state.due.spoken(),
            safe(&who(&state.who, context))
        );
        if let Some(to) = &state.to {
            let _ = writeln!(text, "  To: {}", safe(to));
        }
        for first in summary
            .before_closing
            .iter()
            .filter(|_| state.step == Step::Close)
        {
            let _ = writeln!(text, "{}", filled(&safe(first), "  First: ", "    ", WIDTH));
        }
        if let Some(day_off) = context.store.calendar.day_off(state.due) {
            let _ = writeln!(text, "  {day_off}");
        }
    }
    text + &reports::due::paper::unlisted(&unlisted(progress), context.style().width)
}

fn actions(summary: &Summary, context: &Context) -> Option<String> {
    let open: Vec<&ActionSummary> = summary.open_actions().collect();
    let what = paper::count(open.len(), "action is", "actions are");
    let mut text = format!(
        "It is {}; no step is left, and {what} still open.\n",
        summary.progress.status
    );
    for action in &open {
        let late = if action.is_overdue(context.as_of) {
            ", LATE"
        } else {
            ""
        };
        let by = action
            .by
            .map_or_else(|| " (no day)".to_owned(), |by| format!(" by {}", by.spoken()));
        let owner = action.owner.as_deref().unwrap_or(NOBODY);
        let _ = writeln!(text, "Action {}{by} ({}){late}", action.number, safe(owner));
    }
    let _ = writeln!(
        text,
        "When one is done: qaf log {} action-done --action NUMBER",
        summary.id
    );
    (!open.is_empty()).then_some(text)
}

pub(super) fn json(logged: &Logged, context: &Context) -> String {
    let (event, summary) = (&logged.event, &logged.after.summary);
    let open: Vec<Value> = open(&summary.progress)
        .iter()
        .map(|state| json!({ "step": state.step, "who": who(&state.who, context), "due": state.due }))
        .collect();
    let actions: Vec<Value> = summary
        .open_actions()
        .map(|action| json!({ "action": action.number.as_str(), "owner": action.owner.as_deref(), "by": action.by }))
        .collect();
    let mut document = json!({
        "schema": "qaf.log/1", "audit": summary.id, "date": event.date, "event": event.event.name(), "by": event.by,
        "note": event.note, "reason": event.reason, "to": event.to, "role": event.role, "action": event.action,
        "by_audit": event.by_audit, "objection": logged.objection, "advice": logged.advice,
        "status": summary.progress.status, "next": open.first(), "open": open,
        "open_actions": actions,
    });
    let unlisted = unlisted(&summary.progress);
    if !unlisted.is_empty() {
        document["holidays_not_listed"] = json!(unlisted);
    }
    paper::json(&document)
}
