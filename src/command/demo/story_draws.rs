//! The demo's draws: the first with a seed given at once, the second from frozen pools and a seed thrown with dice.

use std::path::PathBuf;

use anyhow::Result;

use super::story::DemoDay;
use crate::command::allocate::{self, AllocateArgs};
use crate::context::Context;
use crate::demo::dice;
use crate::framework::{AuditId, Date};
use crate::store::scan;

/// Who throws the second cycle's dice, and where.
const THROWN: &str = "twelve ten-sided dice, thrown by the QA service manager at the management meeting";
/// Why a case of the second cycle is replaced.
const MOVED: &str = "moved: to another council";

impl DemoDay<'_> {
    /// Draws a cycle from the roster of that day; the audits that were made, in the order of their numbers.
    pub(super) fn drawn_at_once(&self, today: Date) -> Result<Vec<AuditId>> {
        let roster = self.roster(today)?;
        self.out.say(format!(
            "$ qaf --as-of {today} allocate --roster {}",
            roster.display()
        ));
        let seed = format!("{}-{today}", self.seed);
        let source = "the demo's own, so that it comes out the same each time";
        self.drawn(&seeded(roster, seed, source), today)
    }

    /// Freezes the pools of a cycle and shows them with their fingerprint; only then there is a seed, and it is drawn.
    pub(super) fn frozen_and_drawn(&self, today: Date) -> Result<Vec<AuditId>> {
        let roster = self.roster(today)?;
        let file = roster.display().to_string();
        self.out
            .say(format!("$ qaf --as-of {today} allocate --roster {file} --freeze"));
        let args = AllocateArgs {
            roster: vec![roster.clone()],
            freeze: true,
            ..AllocateArgs::default()
        };
        let (said, _) = allocate::draw(&args, &self.on(today)?)?;
        self.out.say(set_in(&said));
        self.out.say(
            "  (the fingerprint is minuted; then the dice are thrown: made up here, like everything else)",
        );
        let seed = dice(&format!("{}-{today}", self.seed), 12);
        self.out.say(format!(
            "$ qaf --as-of {today} allocate --roster {file} --seed {seed} --seed-source \"{THROWN}\""
        ));
        self.drawn(&seeded(roster, seed, THROWN), today)
    }

    /// Takes the next case of the same order for an audit whose child has moved away.
    pub(super) fn replaced(&self, id: &AuditId, today: Date) -> Result<()> {
        self.out.say(format!(
            "$ qaf --as-of {today} allocate --replace {id} --reason \"{MOVED}\""
        ));
        let args = AllocateArgs {
            roster: vec![self.dir.join("roster-2026-10-05.csv")],
            replace: Some(id.to_string()),
            reason: Some(MOVED.to_owned()),
            ..AllocateArgs::default()
        };
        allocate::draw(&args, &self.on(today)?)?;
        Ok(())
    }

    /// The case list as it was exported on a day.
    pub(super) fn roster(&self, today: Date) -> Result<PathBuf> {
        let roster = self.dir.join(format!("roster-{today}.csv"));
        super::story::save(&roster, self.size.roster(today, self.seed))?;
        Ok(roster)
    }

    pub(super) fn drawn(&self, args: &AllocateArgs, today: Date) -> Result<Vec<AuditId>> {
        let context = self.on(today)?;
        let before = Self::ids(&context);
        allocate::draw(args, &context)?;
        let made = Self::ids(&context)
            .into_iter()
            .filter(|id| !before.contains(id))
            .collect();
        Ok(made)
    }

    /// The ids of every audit, in the order of their numbers.
    pub(super) fn ids(context: &Context) -> Vec<AuditId> {
        let mut ids: Vec<AuditId> = Vec::new();
        // The folders' names are enough: nobody looks into them.
        scan::audit_folders_among(&context.store.root, |id| {
            ids.push(id.clone());
            false
        });
        ids.sort_by_key(AuditId::number);
        ids
    }
}

fn seeded(roster: PathBuf, seed: String, source: &str) -> AllocateArgs {
    AllocateArgs {
        roster: vec![roster],
        seed: Some(seed),
        seed_source: Some(source.to_owned()),
        ..AllocateArgs::default()
    }
}

/// What a command printed, set in below its line.
fn set_in(text: &str) -> String {
    let lines = text.lines().map(|line| format!("  {line}"));
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}
