//! What the commands that make the next role's file share: the audit they are for, whether it is its turn, the file
//! written once, and what is said of it.

use std::cmp::Ordering;

use anyhow::{Result, bail};

use crate::context::{Context, Judged};
use crate::framework::form::OnInadequate;
use crate::framework::{Calendar, Date, Form, Grade, Person, Row, Service, Step, Unlisted};
use crate::paper::safe::safe;
use crate::progress::{Progress, Who};
use crate::record::audit::Action;
use crate::record::{Allocation, Audit, FileKind, Readable};
use crate::store::scaffold::{Followed, StepForm};

pub use super::made_file::MadeFile;
pub(super) use super::made_file::demand_format;

/// An audit for which a file is to be made.
pub(super) struct OpenedAudit<'c> {
    pub judged: Judged,
    pub allocation: Allocation,
    pub form: &'c Form,
    pub row: Option<&'c Row>,
    pub context: &'c Context,
}

/// Reads an audit and its form. Nothing is written for one that is off.
pub(super) fn open<'c>(id: &str, context: &'c Context) -> Result<OpenedAudit<'c>> {
    context.demand_sound()?;
    // Behind a link lie audits that nobody reads; it would be false that there is no such audit.
    context.writing()?;
    let judged = context.one(id)?;
    let id = &judged.summary.id;
    if let Some(why) = judged.reading.folder.unlogged() {
        bail!(
            "What happened to {id} is not known, as {why}; nothing was written. qaf validate {id} says what to do."
        )
    }
    let Some(allocation) = judged.reading.folder.allocation.clone() else {
        bail!(
            "The allocation.yaml of {id} is missing or can't be read; nothing was written. qaf validate {id} says what is wrong."
        )
    };
    let Some(form) = context.store.form(&allocation.form) else {
        bail!(
            "There is no form {} in forms/, by which {id} was made; nothing was written. Restore the form's file.",
            allocation.form
        )
    };
    if allocation.allocated > context.as_of {
        bail!(
            "{id} is allocated on {}, which is later than today ({}); nothing was written.",
            allocation.allocated.spoken(),
            context.as_of.spoken()
        )
    }
    let status = judged.summary.progress.status;
    if status.is_off() {
        bail!("{id} is {status}, so nothing more is asked of it; nothing was written.")
    }
    let row = context.row_of(Some(&allocation));
    Ok(OpenedAudit {
        judged,
        allocation,
        form,
        row,
        context,
    })
}

impl OpenedAudit<'_> {
    pub fn id(&self) -> String {
        self.allocation.audit.to_string()
    }

    pub fn progress(&self) -> &Progress {
        &self.judged.summary.progress
    }

    /// The auditor, after any reassignment.
    pub fn auditor(&self) -> &str {
        self.progress()
            .auditor
            .as_deref()
            .unwrap_or(&self.allocation.auditor)
    }

    /// What the scaffold needs, with the day on which a step is due.
    pub fn step_form(&self, due: Option<Date>) -> StepForm<'_> {
        StepForm {
            form: self.form,
            rubric: self.context.store.rubric(self.form),
            allocation: &self.allocation,
            due,
        }
    }

    /// Whether the folder holds the file, readable or not.
    pub fn has(&self, kind: FileKind) -> bool {
        self.judged.reading.folder.files.contains_key(&kind)
    }

    /// Where a file is, as a person can open it from where they are.
    pub fn shown(&self, kind: FileKind) -> String {
        let stored = self.judged.reading.folder.file(kind);
        self.context.shown(&stored).display().to_string()
    }

    /// Refuses where the file is there already.
    pub fn demand_absent(&self, kind: FileKind) -> Result<()> {
        if self.has(kind) {
            bail!(
                "{} has its {} already, and it was left as it is: {}",
                self.id(),
                kind.name(),
                self.shown(kind)
            )
        }
        Ok(())
    }

    /// What the auditor submitted; refuses where there is nothing to go on from. `so` is what that means here.
    pub fn submitted(&self, so: &str) -> Result<&Audit> {
        let (id, folder) = (self.id(), &self.judged.reading.folder);
        if folder.files.get(&FileKind::Audit) == Some(&Readable::No) {
            bail!(
                "The audit.yaml of {id} can't be read, so {so}; nothing was written. qaf validate {id} says what is wrong."
            )
        }
        let progress = self.progress();
        if let (Some(audit), Some(_)) = (&folder.audit, progress.submitted) {
            return Ok(audit);
        }
        let due = progress
            .due(Step::Audit)
            .map(|due| format!(" It is due on {}.", due.spoken()))
            .unwrap_or_default();
        bail!(
            "{id} is not submitted yet, so {so}; nothing was written. {} is at it.{due}",
            safe(self.auditor())
        )
    }

    /// The service, by the allocation, else by the row.
    pub fn service(&self) -> Option<&Service> {
        let row = self.row.and_then(|row| row.service.as_ref());
        self.allocation.service.as_ref().or(row)
    }

    /// The grade as people say it, and whose it is.
    pub fn grade(&self) -> String {
        let progress = self.progress();
        let whose = match (progress.provisional, progress.moderated) {
            (true, _) => "by the auditor, and not settled yet",
            (false, true) => "by the moderator",
            (false, false) => "by the auditor",
        };
        progress.final_grade.map_or_else(
            || "not graded yet".to_owned(),
            |grade| format!("graded {} {whose}", grade.title()),
        )
    }

    pub fn is_inadequate(&self) -> bool {
        let progress = self.progress();
        progress.on_inadequate == OnInadequate::Case && progress.final_grade == Some(Grade::Inadequate)
    }

    /// Why nothing follows on a grade that is not Inadequate; `what` is what was asked for.
    pub fn not_inadequate(&self, what: &str) -> anyhow::Error {
        let (id, progress) = (self.id(), self.progress());
        if progress.on_inadequate < OnInadequate::Case {
            return anyhow::anyhow!(
                "{id} is a {}: on this form no Inadequate is followed by {what}; nothing was written.",
                self.form.title.to_lowercase()
            );
        }
        if progress.auditor_grade == Some(Grade::Inadequate) {
            let informed = progress.step(Step::Inform).and_then(|state| state.done);
            let notice = informed.map_or_else(
                || format!("has still to be logged: qaf log {id} informed"),
                |day| format!("of {} stands", day.spoken()),
            );
            return anyhow::anyhow!(
                "{id} was graded Inadequate by the auditor and is {} now, so {what} is not asked for; nothing was written. The notice to the service manager {notice}.",
                self.grade()
            );
        }
        anyhow::anyhow!(
            "{id} is {}. Only an Inadequate is followed by {what}; nothing was written.",
            self.grade()
        )
    }

    /// The audit's actions, with what the log says of them.
    pub fn actions(&self) -> Vec<Followed<'_>> {
        let audit = self.judged.folder().audit.as_ref();
        let actions: &[Action] = audit.map(|audit| audit.actions.as_slice()).unwrap_or_default();
        let done = |number: &str| {
            let known = &self.judged.summary.actions;
            known
                .iter()
                .find(|action| action.number == number)
                .and_then(|action| action.done)
        };
        actions
            .iter()
            .enumerate()
            .map(|(index, action)| {
                let number = (index + 1).to_string();
                Followed {
                    done: done(&number),
                    number,
                    action,
                }
            })
            .collect()
    }

    /// Who does a step, by the deadline's list: a name, or else the title of the role that is missing.
    pub fn doer(&self, step: Step) -> AskedDoer {
        match self.progress().step(step).map(|state| &state.who) {
            Some(Who::Person(name)) => AskedDoer::Person(name.to_string()),
            Some(Who::Role(role)) => AskedDoer::Missing(self.context.title(role)),
            Some(Who::Nobody) | None => AskedDoer::Unknown,
        }
    }

    /// Writes the file, which must not be there, and gives where it is.
    pub fn write(&self, kind: FileKind, text: &str) -> Result<String> {
        let stored = self.judged.reading.folder.file(kind);
        self.context.writing()?.create_new(&stored, text.as_bytes())?;
        Ok(stored)
    }

    /// That bank holidays are not known of a year in which days were counted for one of these steps: a note, or none.
    pub fn unlisted(&self, steps: &[Step]) -> Option<String> {
        let calendar = &self.context.store.calendar;
        let states = steps.iter().filter_map(|step| self.progress().step(*step));
        let mut years = Unlisted::default();
        for state in states {
            years.add(&state.unlisted);
            years.add(&calendar.unlisted(state.due, self.context.as_of));
        }
        years.sentence()
    }

    /// When a step is due, as a sentence that begins with `what`: the day, what it is counted from, how far off it is.
    pub fn by_when(&self, what: &str, step: Step) -> Option<String> {
        let state = self.progress().step(step)?;
        let calendar = &self.context.store.calendar;
        let within = self
            .context
            .store
            .schedule
            .deadline(step)
            .map(|deadline| deadline.within);
        let counted = within
            .map(|within| format!(" ({within} from {})", state.started.spoken()))
            .unwrap_or_default();
        let off = off(state.due, self.context.as_of, calendar);
        let day_off = calendar
            .day_off(state.due)
            .map_or_else(String::new, |why| format!(" {why}"));
        Some(format!(
            "{what} due {}{counted}: {off}.{day_off}",
            state.due.spoken()
        ))
    }
}

/// How far off a day is, in working days.
fn off(due: Date, today: Date, calendar: &Calendar) -> String {
    match due.cmp(&today) {
        Ordering::Equal => "today".to_owned(),
        Ordering::Greater => match calendar.between(today, due).0 {
            0 if calendar.is_working_day(today) => "today is the last working day for it".to_owned(),
            0 => "before the next working day".to_owned(),
            count => format!("in {}", days(count)),
        },
        Ordering::Less => match calendar.between(due, today).0 {
            0 => "overdue".to_owned(),
            count => format!("{} overdue", days(count)),
        },
    }
}

fn days(count: u32) -> String {
    format!("{count} working day{}", if count == 1 { "" } else { "s" })
}

/// Who is to do something.
pub(super) enum AskedDoer {
    /// A person.
    Person(String),
    /// Nobody is known; this is the title of the role that is missing.
    Missing(String),
    /// Neither person nor role is known.
    Unknown,
}

impl AskedDoer {
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Person(name) => Some(name),
            Self::Missing(_) | Self::Unknown => None,
        }
    }

    /// The name, else the role's title.
    pub fn shown(&self) -> Option<&str> {
        match self {
            Self::Person(name) | Self::Missing(name) => Some(name),
            Self::Unknown => None,
        }
    }
}

/// Somebody of `people.csv` who is in post today. `what` is what they are named as.
pub(super) fn person<'c>(what: &str, name: &str, context: &'c Context) -> Result<&'c Person> {
    let Some(person) = context.people.find(name) else {
        let nearest = context.people.nearest(name);
        let help = nearest.map_or_else(
            || format!("Add the {what} to people.csv, or write the name as it stands there."),
            |meant| format!("Did you mean {meant}?"),
        );
        bail!("people.csv knows no {name}. {help}")
    };
    if !person.in_post(context.as_of) {
        bail!(
            "{} is not in post on {}, by people.csv. Name another {what}.",
            person.name,
            context.as_of.spoken()
        )
    }
    Ok(person)
}

/// Titles as a choice: `A, B or C`.
pub(super) fn either(titles: &[String]) -> String {
    match titles {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_off_a_day_is() {
        let json = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
            {"title": "Christmas Day", "date": "2026-12-25", "notes": "", "bunting": true}]}}"#;
        let calendar = Calendar::from_json(json).unwrap();
        for (due, today, words) in [
            ("2026-12-24", "2026-12-24", "today"),
            // Christmas Day is a Friday.
            ("2026-12-28", "2026-12-24", "in 1 working day"),
            ("2026-12-29", "2026-12-24", "in 2 working days"),
            ("2026-12-26", "2026-12-24", "today is the last working day for it"),
            ("2026-12-27", "2026-12-26", "before the next working day"),
            ("2026-12-24", "2026-12-26", "overdue"),
            ("2026-12-24", "2026-12-28", "1 working day overdue"),
        ] {
            let far = off(due.parse().unwrap(), today.parse().unwrap(), &calendar);
            assert_eq!(far, words, "{due} seen on {today}");
        }
    }

    #[test]
    fn titles_are_told_as_a_choice() {
        let titles = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(either(&titles), "A, B or C");
        assert_eq!(either(&titles[..1]), "A");
    }
}
