//! What happens in the demo's council, from August to November: by the real commands' code, with people's part of it
//! written as they would write it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::story_people::sign;
use super::story_years::{BEGUN, on_day};
use crate::command::new::{self, NewArgs};
use crate::command::{direct, init, re_audit};
use crate::context::Context;
use crate::demo::council::{DemoSize, MORE_PEOPLE};
use crate::demo::fill;
use crate::demo::other_roles;
use crate::demo::{COUNCIL, weekday};
use crate::framework::{AuditId, Date, Grade};
use crate::output::{Color, Format, Output};
use crate::record::{EventKind, FileKind, LogEvent};
use crate::store::{files, layout};

/// How it ended.
pub(super) struct Story {
    /// The demo's today.
    pub today: Date,
}

pub(super) struct DemoDay<'a> {
    pub(super) dir: &'a Path,
    pub(super) seed: &'a str,
    pub(super) size: DemoSize,
    pub(super) out: &'a Output,
    /// The store, opened once, until a command changes what stands in it beside audits.
    pub(super) opened: RefCell<Option<Context>>,
    /// Whether what happens is written down and not examined.
    pub(super) hurried: Cell<bool>,
}

/// The QA social worker of the sample people.
const QA: &str = "Tom Ellery";

pub(super) fn day(month: u32, day: u32) -> Date {
    Date::new(2026, month, day).unwrap_or_else(|| Date::from_year(2026))
}

/// Reads what a person sees on the screen.
pub(super) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))
}

/// Saves a file as a person's editor would, over what was there.
pub(super) fn save(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))
}

/// Tells the story in `dir`.
pub(super) fn tell(dir: &Path, seed: &str, size: DemoSize, out: &Output) -> Result<Story> {
    if dir.exists() && fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!(
            "{} is not empty. The demo makes a store of its own: name a new folder.",
            dir.display()
        );
    }
    files::leave_to_the_system();
    let teller = DemoDay {
        dir,
        seed,
        size,
        out,
        opened: RefCell::default(),
        hurried: Cell::new(false),
    };
    let begun = match size {
        DemoSize::Whole => on_day(BEGUN)?,
        // The council year's first day, so that every period of it counts.
        DemoSize::Short => day(4, 1),
    };
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
    if size == DemoSize::Whole {
        teller.two_years()?;
        teller.visit()?;
        teller.issued("2026-27-Q1", day(7, 13))?;
    }
    let first = teller.drawn_at_once(day(8, 3))?;
    teller.made_by_hand(day(8, 5))?;
    teller.first_cycle(&first)?;
    let second = teller.frozen_and_drawn(day(10, 5))?;
    teller.second_cycle(&second)?;
    teller.left()?;
    if size == DemoSize::Whole {
        teller.issued("2026-27-Q2", day(10, 12))?;
        teller.presented()?;
        teller.panel()?;
    }
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
        let mut opened = self.opened.borrow_mut();
        if let Some(opened) = &*opened {
            return Ok(opened.on_day(today));
        }
        let context = Context::open(self.dir, today, QA.to_owned(), Output::unseen(), Format::Text)?;
        Ok(opened.insert(context).on_day(today))
    }

    /// Writes the council's name into the settings, as the first of the next steps asks.
    fn named(&self) -> Result<()> {
        let path = self.dir.join(layout::SETTINGS);
        let text = read(&path)?;
        let line = text.lines().find(|line| line.starts_with("council = "));
        let line = line.context("the settings that qaf init makes have no line for the council's name")?;
        let named = text.replacen(line, &format!("council = \"{COUNCIL}\""), 1);
        save(&path, named)?;
        if self.size == DemoSize::Whole {
            let people = self.dir.join(layout::PEOPLE);
            save(&people, read(&people)? + MORE_PEOPLE)?;
        }
        Ok(())
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
            let args = NewArgs::of(form, auditor, worker, Some(made.child), made.row);
            let id = self.made_new(&args, today)?;
            self.audited(&id, Some(weekday(today.plus_days(12))), made.grade, made.role)?;
            self.settled(&id, sign(weekday(today.plus_days(22)), made.grade, false, None))?;
            self.closed(&id, weekday(today.plus_days(25)), made.grade)?;
        }
        Ok(())
    }

    /// The audit that a command made.
    pub(super) fn made_new(&self, args: &NewArgs, today: Date) -> Result<AuditId> {
        let context = self.on(today)?;
        let before = Self::ids(&context);
        // Its children are nobody else's, and the row or the work names the moderators: nothing of other audits is asked.
        new::make_beside(args, &context, || Ok(Cow::Borrowed(&[])))?;
        let id = Self::ids(&context).into_iter().find(|id| !before.contains(id));
        id.context("qaf new made no audit")
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
        self.inadequate(three, day(8, 12))?;
        for (index, id) in rest.iter().enumerate() {
            let is_last = index + 1 == rest.len();
            let grade = match index {
                0 => Grade::Outstanding,
                _ if index < 3 || is_last => Grade::RequiresImprovement,
                _ => Grade::Good,
            };
            // The last of them is handed in a fortnight late.
            let submitted = if is_last { day(9, 1) } else { day(8, 13) };
            self.audited(id, Some(submitted), grade, 0)?;
            self.settled(id, sign(weekday(submitted.plus_days(10)), grade, false, None))?;
            self.closed(id, weekday(submitted.plus_days(14)), grade)?;
            if self.size == DemoSize::Whole && index % 3 > 0 {
                self.action_done(id, day(10, 21), 2)?;
            }
        }
        Ok(())
    }

    /// Told, directed, sent, its actions reviewed, and audited again after eight weeks.
    pub(super) fn inadequate(&self, id: &AuditId, submitted: Date) -> Result<()> {
        let after = |days: u64| weekday(submitted.plus_days(days));
        self.audited(id, Some(submitted), Grade::Inadequate, 0)?;
        self.event(id, submitted, EventKind::Informed)?;
        self.settled(id, sign(after(9), Grade::Inadequate, false, None))?;
        direct::make(&direct::DirectArgs::of(&id.to_string()), &self.on(after(12))?)?;
        self.fill_in(id, FileKind::CaseDirection, |made| {
            other_roles::direction(made, &format!("{id}/direction"), after(13), Some(after(29)))
        })?;
        self.closed(id, after(13), Grade::Inadequate)?;
        let again = re_audit::ReAuditArgs::of(&id.to_string(), "Moira Teague");
        re_audit::make(&again, &self.on(after(61))?)?;
        self.fill_in(id, FileKind::ReAudit, |made| {
            let grade = Grade::RequiresImprovement;
            other_roles::re_audit(made, &format!("{id}/again"), after(63), grade)
        })?;
        self.event(id, after(65), EventKind::ReAuditSent)?;
        self.event(id, after(68), EventKind::Saved)
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
        let reason = Some("the family's part is thin".to_owned());
        let returned = LogEvent::new(day(11, 20), EventKind::Returned);
        self.log(three, LogEvent { reason, ..returned })?;
        self.written(four, Some(day(10, 20)), Grade::Good, 0)?;
        let text = read(&self.path(four, FileKind::Audit)?)?;
        self.write(four, FileKind::Audit, &fill::spoiled(&text))?;
        self.event(four, day(10, 20), EventKind::Received)?;
        self.audited(five, None, Grade::Good, 0)?;
        let Some((moved, rest)) = rest.split_last() else {
            return Ok(());
        };
        self.replaced(moved, day(10, 9))?;
        for (index, id) in rest.iter().enumerate() {
            let grade = if index % 3 == 0 {
                Grade::RequiresImprovement
            } else {
                Grade::Good
            };
            self.audited(id, Some(day(10, 15)), grade, 0)?;
            self.settled(id, sign(day(10, 27), grade, false, None))?;
            self.closed(id, day(10, 29), grade)?;
        }
        Ok(())
    }
}
