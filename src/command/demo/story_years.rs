//! The whole council's two years before the story: ten cycles in which practice falls, is looked into, and recovers.

use anyhow::{Context as _, Result};

use super::story::DemoDay;
use super::story_people::sign;
use crate::command::new::NewArgs;
use crate::demo::prose::Chooser;
use crate::demo::weekday;
use crate::framework::{AuditId, Date, Form, Grade};

/// The day on which the whole council begins with qaf.
pub(super) const BEGUN: (i32, u32, u32) = (2024, 12, 1);

/// A cycle: the day of its draw, and how many audits of a hundred come out Good or better.
struct PastCycle {
    drawn: (i32, u32, u32),
    good: u64,
}

const fn cycle(year: i32, month: u32, day: u32, good: u64) -> PastCycle {
    PastCycle {
        drawn: (year, month, day),
        good,
    }
}

/// Good for a year; from autumn 2025 plans no longer say what must change; after the theme of that winter they do again.
const PAST: [PastCycle; 10] = [
    cycle(2024, 12, 2, 60),
    cycle(2025, 2, 3, 62),
    cycle(2025, 4, 7, 62),
    cycle(2025, 6, 2, 64),
    cycle(2025, 8, 4, 58),
    cycle(2025, 10, 6, 44),
    cycle(2025, 12, 1, 36),
    cycle(2026, 2, 2, 42),
    cycle(2026, 4, 7, 52),
    cycle(2026, 6, 1, 62),
];

/// A section of the child's case that falls for some months, in one of so many audits.
struct Falling {
    section: &'static str,
    from: (i32, u32),
    until: (i32, u32),
    one_in: usize,
}

/// In the winter of the dip plans do not say what must change; in the summer after it supervision lacks reflection.
const FALLING: [Falling; 2] = [
    Falling {
        section: "childs_plan",
        from: (2025, 10),
        until: (2026, 5),
        one_in: 1,
    },
    Falling {
        section: "supervision_management_oversight",
        from: (2026, 7),
        until: (2026, 12),
        one_in: 2,
    },
];

/// The cycle in which the theme is commissioned.
const THEMES_CYCLE: (i32, u32, u32) = (2025, 12, 1);

/// An audit that a manager picks each cycle.
struct Picked {
    form: &'static str,
    auditor: &'static str,
    worker: &'static str,
    /// Which of the roles that the form names the worker has.
    role: usize,
}

const fn picked(form: &'static str, auditor: &'static str, worker: &'static str, role: usize) -> Picked {
    Picked {
        form,
        auditor,
        worker,
        role,
    }
}

const PICKED: [Picked; 12] = [
    picked("first-response", "Nora Quayle", "Ben Ashdown", 0),
    picked("fostering", "Hugh Denby", "Orla Byrne", 0),
    picked("iro-cp-chair", "Priya Nand", "Ruth Vane", 1),
    picked("observed-practice", "Ann Brook", "Kit Adams", 0),
    picked("observed-practice", "Sam Okoro", "Amara Ives", 0),
    picked("observed-practice", "Lena Fox", "Callum Rook", 0),
    picked("observed-practice", "Gwen Talbot", "Mina Rowe", 0),
    picked("observed-practice", "Isaac Wynn", "Leo Castell", 0),
    picked("observed-practice", "Una Fry", "Hana Webb", 0),
    picked("observed-practice", "Aled Morse", "Cory Field", 0),
    picked("observed-practice", "Hugh Denby", "Orla Byrne", 0),
    picked("observed-practice", "Ben Ashdown", "Cara Flint", 0),
];

/// The section that is graded a step beside the whole: of an audit that is Good, the one that falls at that time, where it
/// is the turn of its number; else any.
pub(super) fn apart(form: &Form, id: &AuditId, submitted: Option<Date>, overall: Grade) -> usize {
    let number = usize::try_from(id.number()).unwrap_or(0);
    let any = number % form.sections.len().max(1);
    let month = submitted.map(|day| (day.year(), day.month()));
    let falls = FALLING.iter().find(|falling| {
        month.is_some_and(|month| (falling.from..falling.until).contains(&month))
            && number % falling.one_in == 0
    });
    let at = falls.and_then(|falling| {
        form.sections
            .iter()
            .position(|section| section.id.as_str() == falling.section)
    });
    match at {
        Some(at) if overall.is_good_or_better() => at,
        Some(at) if any == at => at + 1,
        _ => any,
    }
}

/// A day of the calendar; the days of this file are ones that there are.
pub(super) fn on_day((year, month, day): (i32, u32, u32)) -> Result<Date> {
    Date::new(year, month, day).with_context(|| format!("{year}-{month}-{day} is no day"))
}

impl DemoDay<'_> {
    /// Ten cycles, each drawn, audited, settled, sent and saved.
    pub(super) fn two_years(&self) -> Result<()> {
        self.hurried.set(true);
        for (number, past) in PAST.iter().enumerate() {
            let today = on_day(past.drawn)?;
            let mut chooser = Chooser::new(format!("{}/{today}", self.seed));
            for id in self.drawn_at_once(today)? {
                self.lived(&id, today, past.good, 0, &mut chooser)?;
            }
            let second_day = weekday(today.plus_days(2));
            for (index, one) in PICKED.iter().enumerate() {
                let child = format!("{:08}", 470_000 + number * PICKED.len() + index);
                let args = NewArgs::of(one.form, one.auditor, one.worker, Some(&child), None);
                let id = self.made_new(&args, second_day)?;
                // Observations and the small services' own audits do not fall with the plans.
                self.lived(&id, second_day, past.good.max(66), one.role, &mut chooser)?;
            }
            if past.drawn == THEMES_CYCLE {
                self.theme()?;
            }
            if number == 0 {
                self.out
                    .say("  (its audits are made, moderated and answered; and so nine cycles more)");
            }
        }
        self.hurried.set(false);
        Ok(())
    }

    /// An audit from its making to its end, as chance has it: `good` of a hundred are Good or better.
    fn lived(&self, id: &AuditId, made: Date, good: u64, role: usize, chooser: &mut Chooser) -> Result<()> {
        let thrown = chooser.below(100);
        let grade = match thrown {
            _ if thrown < good / 10 => Grade::Outstanding,
            _ if thrown < good => Grade::Good,
            98.. if id.to_string().starts_with("CF") => Grade::Inadequate,
            _ => Grade::RequiresImprovement,
        };
        let after = if chooser.below(12) == 0 {
            18 + chooser.below(10)
        } else {
            8 + chooser.below(6)
        };
        let submitted = weekday(made.plus_days(after));
        if grade == Grade::Inadequate {
            return self.inadequate(id, submitted);
        }
        // Of the grades that fall short, the moderator brings some down.
        let lowered = grade == Grade::RequiresImprovement && chooser.below(6) == 0;
        let given = if lowered { Grade::Good } else { grade };
        self.audited(id, Some(submitted), given, role)?;
        let settled = weekday(submitted.plus_days(6 + chooser.below(7)));
        self.settled(id, sign(settled, grade, lowered, lowered.then_some(grade)))?;
        let sent = weekday(settled.plus_days(3));
        self.closed(id, sent, grade)?;
        // Now and then the second action is left undone.
        if chooser.below(15) > 0 {
            self.action_done(id, weekday(sent.plus_days(30 + chooser.below(20))), 2)?;
        }
        Ok(())
    }
}
