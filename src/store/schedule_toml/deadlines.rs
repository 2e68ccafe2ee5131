//! The `[deadline.<step>]` tables.

use super::{KnownNames, lacks};
use crate::framework::Grade;
use crate::framework::calendar::WorkingDays;
use crate::framework::schedule::{Deadline, Doer, Start, Step, Within};
use crate::store::toml_text::{At, TomlReader, TomlTable};

/// The doers that are no roles.
const DOERS: [(&str, Doer); 5] = [
    ("auditor", Doer::Auditor),
    ("moderator", Doer::Moderator),
    ("worker", Doer::Worker),
    ("manager", Doer::Manager),
    ("re-auditor", Doer::ReAuditor),
];

/// Reads the deadlines, in the order of the steps; a step without one is noted, but for those that schedules of before
/// did not have.
pub(super) fn read(top: &TomlTable<'_, '_>, known: &KnownNames<'_>) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    let mut seen = Vec::new();
    if let Some(all) = top.table("deadline") {
        for (name, table) in all.named_tables() {
            let step = Step::parse(&name.value);
            match step {
                Some(step) => {
                    seen.push(step);
                    deadlines.extend(deadline(step, &table, known));
                }
                None => unknown_step(top.reader(), &name),
            }
            if step.is_some() {
                table.done();
            }
        }
    }
    for (step, default) in DEFAULTS {
        if !seen.contains(&step) {
            seen.push(step);
            deadlines.extend(default(&deadlines));
        }
    }
    for (name, step) in Step::NAMES {
        if !seen.contains(&step) {
            top.reader().note_file(
                format!("the step {name} has no deadline"),
                Some(format!("Add a table that begins with [deadline.{name}].")),
            );
        }
    }
    deadlines.sort_by_key(|deadline| deadline.step);
    deadlines
}

/// What stands for a table that is not there, by those that are.
type DefaultDeadline = fn(&[Deadline]) -> Option<Deadline>;

/// The steps that schedules of before did not have, each with what stands for its table, by those that are there.
const DEFAULTS: [(Step, DefaultDeadline); 2] = [
    (Step::LogModerated, with_the_sending),
    (Step::SupervisorComment, with_the_feedback),
];

/// The supervisor's comment where no table says by when: by the line manager, by the day of the worker's feedback.
fn with_the_feedback(deadlines: &[Deadline]) -> Option<Deadline> {
    let feedback = deadlines
        .iter()
        .find(|deadline| deadline.step == Step::Feedback)?;
    Some(Deadline {
        step: Step::SupervisorComment,
        who: vec![Doer::Manager],
        note: None,
        ..feedback.clone()
    })
}

/// The logging of the moderation where no table says by when: whoever sends the audit does it, by the day on which it is
/// to be sent.
fn with_the_sending(deadlines: &[Deadline]) -> Option<Deadline> {
    let send = deadlines.iter().find(|deadline| deadline.step == Step::Send)?;
    Some(Deadline {
        step: Step::LogModerated,
        ours: true,
        note: None,
        ..send.clone()
    })
}

fn unknown_step(reader: &TomlReader<'_>, name: &At<String>) {
    reader.unknown(
        name,
        "step of an audit",
        Step::NAMES.iter().map(|(name, _)| *name),
    );
}

fn deadline(step: Step, table: &TomlTable<'_, '_>, known: &KnownNames<'_>) -> Option<Deadline> {
    let within = within(table);
    let from = table.choice("from", &Start::NAMES).map(|at| at.value);
    if !table.has("from") {
        lacks(
            table,
            "the start",
            "Add from = \"allocated\", or another start: see the top of this file.",
        );
    }
    let from_observation = table.choice("from_observation", &Start::NAMES);
    let who = doers(table, known);
    let to = table.texts("to").into_iter();
    let to = to.filter_map(|at| known.role(table.reader(), &at, &[])).collect();
    check_grade(table);
    let (on_observations, on_others) = observations(table);
    let ours = table.flag("ours").is_some_and(|at| at.value);
    let note = table.text("note").map(|at| at.value);
    Some(Deadline {
        step,
        within: within?,
        from: from?,
        from_observation: from_observation.map(|at| at.value),
        who,
        to,
        on_observations,
        on_others,
        ours,
        note,
    })
}

/// How long the step may take; exactly one of four keys says so.
fn within(table: &TomlTable<'_, '_>) -> Option<Within> {
    const KEYS: [&str; 4] = ["working_days", "days", "weeks", "months"];
    let given: Vec<&'static str> = KEYS.into_iter().filter(|key| table.has(key)).collect();
    let [key] = given.as_slice() else {
        let (message, help) = if given.is_empty() {
            (
                "the time is missing here",
                "Add one of working_days, days, weeks or months.".to_owned(),
            )
        } else {
            (
                "the time is given more than once here",
                format!("Keep one of {}.", given.join(", ")),
            )
        };
        table.reader().note(&table.span, message, Some(help));
        return None;
    };
    let count = table.number(key)?.value;
    Some(match *key {
        "working_days" => Within::WorkingDays(WorkingDays(count)),
        "days" => Within::Days(count),
        "weeks" => Within::Weeks(count),
        _ => Within::Months(count),
    })
}

fn doers(table: &TomlTable<'_, '_>, known: &KnownNames<'_>) -> Vec<Doer> {
    if !table.has("who") {
        lacks(
            table,
            "who does it",
            "Add who = [\"auditor\"], or another doer: see the top of this file.",
        );
    }
    let words = DOERS.map(|(name, _)| name);
    let doer = |at: At<String>| {
        let fixed = DOERS.iter().find(|(name, _)| *name == at.value);
        match fixed {
            Some((_, doer)) => Some(doer.clone()),
            None => known.role(table.reader(), &at, &words).map(Doer::Role),
        }
    };
    table.texts("who").into_iter().filter_map(doer).collect()
}

/// The grade that starts a step is known from the step; the key tells people, and must be a grade.
fn check_grade(table: &TomlTable<'_, '_>) {
    if let Some(at) = table.text("grade")
        && at.value.parse::<Grade>().is_err()
    {
        let message = format!("\"{}\" is no grade", at.value);
        let help = "Write \"O\", \"G\", \"RI\" or \"I\"; all shipped ones are \"I\".";
        table.reader().note(&at.span, message, Some(help.to_owned()));
    }
}

/// Whether the step is on observations, and whether on other audits.
fn observations(table: &TomlTable<'_, '_>) -> (bool, bool) {
    let on = table.flag("observations").is_none_or(|at| at.value);
    let only = table.flag("only_observations");
    if let Some(only) = only.as_ref().filter(|only| only.value && !on) {
        let message = "only_observations and observations = false exclude each other";
        table
            .reader()
            .note(&only.span, message, Some("Keep one of the two lines.".to_owned()));
    }
    (on, !only.is_some_and(|at| at.value))
}
