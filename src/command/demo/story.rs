//! What happens in the demo's council, from August to November: by the real commands' code, with people's part of it
//! written as they would write it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::command::log::{self, LogArgs};
use crate::command::{direct, feedback, init, moderate, new, re_audit};
use crate::context::Context;
use crate::demo::fill::{self, Fill};
use crate::demo::other_roles::{self, DemoSignOff};
use crate::demo::{COUNCIL, weekday};
use crate::framework::{AuditId, Date, Grade};
use crate::output::{Color, Format, Output};
use crate::record::{Allocation, EventKind, FileKind};
use crate::store::{layout, scan};

/// How it ended.
pub(super) struct Story {
    /// The demo's today.
    pub today: Date,
}

pub(super) struct DemoDay<'a> {
    pub(super) dir: &'a Path,
    pub(super) seed: &'a str,
    pub(super) out: &'a Output,
}

/// The QA social worker of the sample people.
const QA: &str = "Tom Ellery";

fn day(month: u32, day: u32) -> Date {
    Date::new(2026, month, day).unwrap_or_else(|| Date::from_year(2026))
}

/// Reads what a person sees on the screen.
fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))
}

/// Saves a file as a person's editor would, over what was there.
pub(super) fn save(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))
}

/// Tells the whole story in `dir`.
pub(super) fn tell(dir: &Path, seed: &str, out: &Output) -> Result<Story> {
    if dir.exists() && fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!(
            "{} is not empty. The demo makes a store of its own: name a new folder.",
            dir.display()
        );
    }
    let teller = DemoDay { dir, seed, out };
    // The council year's first day, so that every period of it counts.
    let begun = day(4, 1);
    out.say(format!("$ qaf --as-of {begun} init {}", dir.display()));
    let quiet = Output::new(true, Color::Never);
    init::run(
        &init::InitArgs {
            dir: dir.to_owned(),
            access: Vec::new(),
        },
        begun,
        &quiet,
    )?;
    teller.named()?;
    let first = teller.drawn_at_once(day(8, 3))?;
    teller.made_by_hand(day(8, 5))?;
    teller.first_cycle(&first)?;
    let second = teller.frozen_and_drawn(day(10, 5))?;
    teller.second_cycle(&second)?;
    teller.left()?;
    Ok(Story { today: day(11, 24) })
}

/// An audit of a form other than the child's case.
struct MadeByHand {
    form: &'static str,
    auditor: &'static str,
    worker: &'static str,
    child: &'static str,
    row: Option<&'static str>,
    grade: Grade,
    /// Which of the roles that the form names the worker has.
    role: usize,
}

const MADE_BY_HAND: [MadeByHand; 5] = [
    MadeByHand {
        form: "observed-practice",
        auditor: "Ann Brook",
        worker: "Kit Adams",
        child: "00481001",
        row: None,
        grade: Grade::Good,
        role: 0,
    },
    MadeByHand {
        form: "iro-cp-chair",
        auditor: "Priya Nand",
        worker: "Ruth Vane",
        child: "00481002",
        row: None,
        grade: Grade::RequiresImprovement,
        role: 1,
    },
    MadeByHand {
        form: "first-response",
        auditor: "Nora Quayle",
        worker: "Ben Ashdown",
        child: "00481003",
        row: None,
        grade: Grade::Good,
        role: 0,
    },
    MadeByHand {
        form: "fostering",
        auditor: "Hugh Denby",
        worker: "Orla Byrne",
        child: "00481004",
        row: None,
        grade: Grade::Outstanding,
        role: 0,
    },
    MadeByHand {
        form: "lado",
        auditor: "Priya Nand",
        worker: "Fay Rudd",
        child: "00481005",
        row: Some("lado-case"),
        grade: Grade::Good,
        role: 0,
    },
];

impl DemoDay<'_> {
    pub(super) fn on(&self, today: Date) -> Result<Context> {
        Context::open(
            self.dir,
            today,
            QA.to_owned(),
            Output::new(true, Color::Never),
            Format::Text,
        )
    }

    /// Writes the council's name into the settings, as the first of the next steps asks.
    fn named(&self) -> Result<()> {
        let path = self.dir.join(layout::SETTINGS);
        let text = read(&path)?;
        let line = text.lines().find(|line| line.starts_with("council = "));
        let line = line.context("the settings that qaf init makes have no line for the council's name")?;
        let named = text.replacen(line, &format!("council = \"{COUNCIL}\""), 1);
        save(&path, named)
    }

    /// An audit of every other form, made by `qaf new`.
    fn made_by_hand(&self, today: Date) -> Result<()> {
        for made in MADE_BY_HAND {
            let MadeByHand {
                form,
                auditor,
                worker,
                ..
            } = made;
            let row = made.row.map_or_else(String::new, |row| format!(" --row {row}"));
            self.out.say(format!(
                "$ qaf --as-of {today} new {form} --auditor \"{auditor}\" --worker \"{worker}\" --child {} --selected-by \"{auditor}\"{row}",
                made.child
            ));
            let context = self.on(today)?;
            let before = Self::ids(&context);
            let args = new::NewArgs::of(form, auditor, worker, Some(made.child), made.row);
            new::make(&args, &context)?;
            let id = Self::ids(&context).into_iter().find(|id| !before.contains(id));
            let Some(id) = id else {
                bail!("qaf new made no audit of the form {form}.")
            };
            self.audited(&id, Some(weekday(today.plus_days(12))), made.grade, made.role)?;
            self.settled(&id, sign(weekday(today.plus_days(22)), made.grade, false, None))?;
            self.closed(&id, weekday(today.plus_days(25)), made.grade)?;
        }
        Ok(())
    }

    /// Closed, regraded, Inadequate and audited again, Outstanding, late.
    fn first_cycle(&self, ids: &[AuditId]) -> Result<()> {
        let [one, two, three, rest @ ..] = ids else {
            bail!("the demo's first draw made fewer than three audits")
        };
        self.out
            .say("  (auditors, moderators and workers write their files)");
        self.audited(one, Some(day(8, 14)), Grade::Good, 0)?;
        self.settled(one, sign(day(8, 24), Grade::Good, false, None))?;
        self.closed(one, day(8, 27), Grade::Good)?;
        // The moderator does not find Good borne out.
        self.audited(two, Some(day(8, 17)), Grade::Good, 0)?;
        let regrade = Some(Grade::RequiresImprovement);
        self.settled(two, sign(day(8, 28), Grade::RequiresImprovement, true, regrade))?;
        self.closed(two, day(9, 2), Grade::RequiresImprovement)?;
        self.inadequate(three)?;
        for (index, id) in rest.iter().enumerate() {
            let grade = if index == 0 {
                Grade::Outstanding
            } else {
                Grade::RequiresImprovement
            };
            // The last of them is handed in a fortnight late.
            let submitted = if index + 1 == rest.len() {
                day(9, 1)
            } else {
                day(8, 13)
            };
            self.audited(id, Some(submitted), grade, 0)?;
            self.settled(id, sign(weekday(submitted.plus_days(10)), grade, false, None))?;
            self.closed(id, weekday(submitted.plus_days(14)), grade)?;
        }
        Ok(())
    }

    fn inadequate(&self, id: &AuditId) -> Result<()> {
        self.audited(id, Some(day(8, 12)), Grade::Inadequate, 0)?;
        self.event(id, day(8, 12), EventKind::Informed)?;
        self.settled(id, sign(day(8, 21), Grade::Inadequate, false, None))?;
        direct::make(&direct::DirectArgs::of(&id.to_string()), &self.on(day(8, 24))?)?;
        self.fill_in(id, FileKind::CaseDirection, |made| {
            other_roles::direction(made, &format!("{id}/direction"), day(8, 25), Some(day(9, 10)))
        })?;
        self.closed(id, day(8, 25), Grade::Inadequate)?;
        let again = re_audit::ReAuditArgs::of(&id.to_string(), "Moira Teague");
        re_audit::make(&again, &self.on(day(10, 12))?)?;
        self.fill_in(id, FileKind::ReAudit, |made| {
            let grade = Grade::RequiresImprovement;
            other_roles::re_audit(made, &format!("{id}/again"), day(10, 14), grade)
        })?;
        self.event(id, day(10, 16), EventKind::ReAuditSent)?;
        self.event(id, day(10, 19), EventKind::Saved)
    }

    /// Settled, waiting for the moderator, returned, with faults, half done and late, replaced.
    fn second_cycle(&self, ids: &[AuditId]) -> Result<()> {
        let [one, two, three, four, five, rest @ ..] = ids else {
            bail!("the demo's second draw made fewer than five audits")
        };
        self.out
            .say("  (and again; one hands in a form with mistakes, one does not hand it in)");
        self.audited(one, Some(day(10, 16)), Grade::Good, 0)?;
        self.settled(one, sign(day(10, 28), Grade::Good, false, None))?;
        self.audited(two, Some(day(11, 20)), Grade::RequiresImprovement, 0)?;
        self.audited(three, Some(day(10, 19)), Grade::Good, 0)?;
        let returned = LogArgs::of(&three.to_string(), EventKind::Returned);
        self.log(day(11, 20), &returned.because("the family's part is thin"))?;
        self.written(four, Some(day(10, 20)), Grade::Good, 0)?;
        let text = read(&self.path(four, FileKind::Audit)?)?;
        self.write(four, FileKind::Audit, &fill::spoiled(&text))?;
        self.event(four, day(10, 20), EventKind::Received)?;
        self.audited(five, None, Grade::Good, 0)?;
        rest.iter().try_for_each(|id| self.replaced(id, day(10, 9)))
    }

    fn path(&self, id: &AuditId, kind: FileKind) -> Result<std::path::PathBuf> {
        let context = self.on(day(11, 24))?;
        let (_, folder) = context.audit(&id.to_string())?;
        Ok(context.store.path(&format!("{folder}/{}", kind.name())))
    }

    /// A person fills in a file that was made for them.
    fn fill_in(&self, id: &AuditId, kind: FileKind, filled: impl FnOnce(String) -> String) -> Result<()> {
        let path = self.path(id, kind)?;
        let made = read(&path)?;
        self.write(id, kind, &filled(made))
    }

    /// Writes a person's file as the person's editor would.
    fn write(&self, id: &AuditId, kind: FileKind, text: &str) -> Result<()> {
        save(&self.path(id, kind)?, text)
    }

    fn allocation(&self, id: &AuditId, today: Date) -> Result<(Context, Allocation)> {
        let context = self.on(today)?;
        let found = scan::audit_folders(&context.store.root)
            .folders
            .into_iter()
            .find(|folder| folder.id == *id);
        let Some(folder) = found else {
            bail!("{id} has no folder")
        };
        let allocation = context.judge(&folder, false).reading.folder.allocation;
        match allocation {
            Some(allocation) => Ok((context, allocation)),
            None => bail!("{id} has no allocation"),
        }
    }

    /// The auditor fills the form in, and submits it or not; what was submitted is received.
    fn audited(&self, id: &AuditId, submitted: Option<Date>, overall: Grade, role: usize) -> Result<()> {
        self.written(id, submitted, overall, role)?;
        submitted.map_or(Ok(()), |date| self.event(id, date, EventKind::Received))
    }

    fn written(&self, id: &AuditId, submitted: Option<Date>, overall: Grade, role: usize) -> Result<()> {
        let (context, allocation) = self.allocation(id, submitted.unwrap_or_else(|| day(11, 24)))?;
        let Some(form) = context.store.form(&allocation.form) else {
            bail!("there is no form {}", allocation.form)
        };
        let owner = allocation.auditor.clone();
        let rubric = context.store.rubric(form);
        let filled = Fill {
            form,
            rubric,
            allocation: &allocation,
            overall,
            submitted,
            owner: &owner,
            role,
        };
        self.write(id, FileKind::Audit, &fill::audit(&filled))
    }

    /// The moderator signs off, or the reviewer of an observation's evidence, three days after it was begun.
    fn settled(&self, id: &AuditId, sign: DemoSignOff) -> Result<()> {
        let args = moderate::ModerateArgs::of(&id.to_string());
        moderate::make(&args, &self.on(weekday(sign.date.minus_days(3)))?)?;
        let (context, allocation) = self.allocation(id, sign.date)?;
        let Some(form) = context.store.form(&allocation.form) else {
            bail!("there is no form {}", allocation.form)
        };
        let seed = format!("{id}/moderation");
        let date = sign.date;
        self.fill_in(id, FileKind::Moderation, |made| {
            other_roles::moderation(made, form, &seed, sign)
        })?;
        if !form.process().regrades {
            return Ok(());
        }
        self.event(id, date, EventKind::Moderated)
    }

    /// It is sent, the worker answers, it is filed.
    fn closed(&self, id: &AuditId, sent: Date, grade: Grade) -> Result<()> {
        let (context, allocation) = self.allocation(id, sent)?;
        let Some(form) = context.store.form(&allocation.form) else {
            bail!("there is no form {}", allocation.form)
        };
        if form.process().regrades {
            self.event(id, sent, EventKind::Sent)?;
        }
        feedback::make(&feedback::FeedbackArgs::of(&id.to_string()), &context)?;
        let seed = format!("{id}/feedback");
        self.fill_in(id, FileKind::Feedback, |made| {
            other_roles::feedback(made, form, &seed, weekday(sent.plus_days(5)))
        })?;
        self.event(id, weekday(sent.plus_days(6)), EventKind::SupervisionFile)?;
        if grade != Grade::Inadequate {
            self.event(id, weekday(sent.plus_days(6)), EventKind::Saved)?;
        }
        let action = LogArgs::of(&id.to_string(), EventKind::ActionDone).of_action(1);
        self.log(weekday(sent.plus_days(20)), &action)
    }

    /// The QA social worker logs what happened, on the day it did.
    fn event(&self, id: &AuditId, date: Date, kind: EventKind) -> Result<()> {
        self.log(date, &LogArgs::of(&id.to_string(), kind))
    }

    fn log(&self, date: Date, args: &LogArgs) -> Result<()> {
        log::make(args, &self.on(date)?)
    }
}

fn sign(date: Date, overall: Grade, changed: bool, regrade: Option<Grade>) -> DemoSignOff {
    DemoSignOff {
        date,
        overall,
        changed,
        regrade,
    }
}
