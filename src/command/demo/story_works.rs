//! The whole council's wider work: a theme in the winter in which plans fell, a visit, a panel, and the boards.

use anyhow::{Context as _, Result};
use clap::Args;

use super::story::day;
use super::story::{DemoDay, read, save};
use crate::command::commission::{self, CommissionArgs};
use crate::command::log::{self, LogArgs};
use crate::command::panel::{self, PanelArgs};
use crate::command::sample::{self, SampleArgs};
use crate::command::tool::{self, ToolArgs};
use crate::context::Context;
use crate::demo::works;
use crate::framework::{AuditId, Date, Grade};
use crate::output::{Outcome, typed};
use crate::record::EventKind;
use crate::reports::{self, ReportArgs};

/// The auditors of the theme's plans.
const AUDITORS: [&str; 6] = [
    "Ann Brook",
    "Lena Fox",
    "Gwen Talbot",
    "Isaac Wynn",
    "Una Fry",
    "Aled Morse",
];

/// The members of the panel, by their sheets, and the audit, by its place in them, that each grades a step lower than it is.
const SHEETS: [(&str, Option<usize>); 3] = [
    ("helen-marsh", None),
    ("grace-oduya", Some(1)),
    ("colin-peake", Some(4)),
];

impl DemoDay<'_> {
    /// Runs a command as it is typed on a day.
    fn typed<A: Args>(
        &self,
        today: Date,
        run: fn(&A, &Context) -> Result<Outcome>,
        words: &[&str],
    ) -> Result<()> {
        self.say_typed(today, "", words, "");
        self.run_by(None, today, run, words)
    }

    /// Shows a command as it is typed, with what goes before it and what comes after.
    fn say_typed(&self, today: Date, before: &str, words: &[&str], after: &str) {
        let shown: Vec<String> = words.iter().map(|word| typed::argument(word)).collect();
        self.out.say(format!(
            "$ qaf --as-of {today}{before} {}{after}",
            shown.join(" ")
        ));
    }

    /// Runs a command as the QA social worker does, or as somebody else.
    fn run_by<A: Args>(
        &self,
        by: Option<&str>,
        today: Date,
        run: fn(&A, &Context) -> Result<Outcome>,
        words: &[&str],
    ) -> Result<()> {
        let mut context = self.on(today)?;
        if let Some(by) = by {
            by.clone_into(&mut context.by);
        }
        run(&args_of(words)?, &context)?;
        // A tool is one of the store's forms.
        self.opened.take();
        Ok(())
    }

    /// Logs an event of a work, given as the command's words.
    fn work_event(&self, today: Date, id: &str, event: &str) -> Result<()> {
        let words: Vec<&str> = ["log", id].into_iter().chain(event.split(' ')).collect();
        self.typed(today, log::run, &words)
    }

    /// The work that was commissioned last.
    fn newest_work(&self, today: Date) -> Result<String> {
        let context = self.on(today)?;
        let newest = context.works().all.iter().max_by_key(|work| work.id().number());
        Ok(newest.context("no wider work was made")?.id().to_string())
    }

    /// Somebody fills in a file of a work.
    fn fill_in_work(
        &self,
        today: Date,
        id: &str,
        file: &str,
        filled: impl FnOnce(String) -> String,
    ) -> Result<()> {
        let context = self.on(today)?;
        let folder = context.work(id)?.path;
        self.fill_in_at(&format!("{folder}/{file}"), filled)
    }

    /// Somebody fills in a file of the store.
    fn fill_in_at(&self, path: &str, filled: impl FnOnce(String) -> String) -> Result<()> {
        let path = self.dir.join(path);
        save(&path, filled(read(&path)?))
    }

    /// The theme: why plans fell; commissioned in January, signed off in June.
    pub(super) fn theme(&self) -> Result<()> {
        let title = "Do plans say what must change?";
        let words = [
            "commission",
            "thematic",
            "--title",
            title,
            "--lead",
            "Colin Peake",
            "--commissioner",
            "Helen Marsh",
        ];
        self.typed::<CommissionArgs>(day(1, 12), commission::run, &words)?;
        let id = self.newest_work(day(1, 12))?;
        self.fill_in_work(day(1, 16), &id, "terms.yaml", works::terms)?;
        self.work_event(day(1, 19), &id, "agreed")?;
        let roster = self.roster(day(1, 20))?.display().to_string();
        let seed = format!("{}-plans", self.seed);
        let words = ["sample", &id, "--roster", &roster, "--size", "6", "--seed", &seed];
        self.typed::<SampleArgs>(day(1, 20), sample::run, &words)?;
        let words = ["tool", "plans", "--for", &id];
        self.typed::<ToolArgs>(day(1, 21), tool::run, &words)?;
        self.theme_audited(&id)?;
        self.fill_in_work(day(3, 9), &id, "findings.yaml", works::findings_of_theme)?;
        self.work_event(day(3, 10), &id, "reported --to cmt")?;
        self.fill_in_work(day(3, 18), &id, "action-plan.yaml", works::plan_of_theme)?;
        self.work_event(day(3, 19), &id, "plan-agreed")?;
        self.work_event(day(5, 28), &id, "action-done --action 1")?;
        self.work_event(day(6, 17), &id, "plan-reviewed")?;
        self.work_event(day(6, 25), &id, "action-done --action 2")?;
        let words = ["log", &id, "signed-off"];
        self.say_typed(day(6, 30), " --by 'Helen Marsh'", &words, "");
        self.run_by::<LogArgs>(Some("Helen Marsh"), day(6, 30), log::run, &words)
    }

    /// The theme's audits, on its own tool.
    fn theme_audited(&self, id: &str) -> Result<()> {
        for (index, auditor) in AUDITORS.iter().enumerate() {
            let words = [
                "new",
                "plans",
                "--auditor",
                auditor,
                "--part-of",
                id,
                "--selected-by",
                "Tom Ellery",
            ];
            if index == 0 {
                self.say_typed(day(1, 22), "", &words, "    (and five more)");
            }
            let made = self.made_new(&args_of(&words)?, day(1, 22))?;
            let grade = if index % 3 == 0 {
                Grade::Good
            } else {
                Grade::RequiresImprovement
            };
            self.audited(&made, Some(day(2, 12)), grade, 0)?;
            self.event(&made, day(2, 16), EventKind::Saved)?;
            self.action_done(&made, day(3, 20), 1)?;
            self.action_done(&made, day(4, 14), 2)?;
        }
        Ok(())
    }

    /// The visit: to one team, in June; its plan is half done.
    pub(super) fn visit(&self) -> Result<()> {
        let words = [
            "commission",
            "sav",
            "--title",
            "Are children seen when the plan says?",
            "--lead",
            "Priya Nand",
            "--commissioner",
            "Grace Oduya",
            "--team",
            "South",
        ];
        self.typed::<CommissionArgs>(day(5, 18), commission::run, &words)?;
        let id = self.newest_work(day(5, 18))?;
        self.fill_in_work(day(5, 22), &id, "plan.yaml", works::plan_of_visit)?;
        self.work_event(day(5, 26), &id, "agreed")?;
        self.work_event(day(6, 9), &id, "prepared")?;
        self.work_event(day(6, 16), &id, "on-site")?;
        self.fill_in_work(day(6, 22), &id, "findings.yaml", works::findings_of_visit)?;
        self.work_event(day(6, 24), &id, "reported --to head-of-service")?;
        self.work_event(day(6, 30), &id, "reported --to cmt")?;
        self.work_event(day(7, 15), &id, "reported --to performance-board")?;
        self.fill_in_work(day(7, 16), &id, "action-plan.yaml", works::plan_after_visit)?;
        self.work_event(day(7, 17), &id, "plan-agreed")?;
        self.work_event(day(9, 28), &id, "action-done --action 1")?;
        self.work_event(day(10, 16), &id, "plan-reviewed")
    }

    /// The panel: six finished audits, graded blind by three members and talked over.
    pub(super) fn panel(&self) -> Result<()> {
        let seed = format!("{}-panel", self.seed);
        let words = [
            "panel",
            "new",
            "--date",
            "2026-11-10",
            "--size",
            "6",
            "--seed",
            &seed,
        ];
        self.typed::<PanelArgs>(day(10, 20), panel::run, &words)?;
        let id = self.newest_work(day(10, 20))?;
        let finals = self.finals_of_panel(&id)?;
        for (member, lower) in SHEETS {
            let file = format!("sheets/{member}.yaml");
            let mut grades = finals.clone();
            if let Some(grade) = lower.and_then(|at| grades.get_mut(at)) {
                *grade = works::a_step_lower(*grade);
            }
            self.fill_in_work(day(11, 3), &id, &file, |made| {
                works::sheet(&made, &grades, "2026-11-03")
            })?;
        }
        let words = ["panel", "reveal", &id];
        self.typed::<PanelArgs>(day(11, 10), panel::run, &words)?;
        self.fill_in_work(day(11, 10), &id, "discussion.yaml", |made| {
            works::discussion(&made, &finals)
        })?;
        self.work_event(day(11, 11), &id, "held")
    }

    /// The final grades of a panel's audits, in the order of its sheets, which is that of their numbers.
    fn finals_of_panel(&self, id: &str) -> Result<Vec<Grade>> {
        let context = self.on(day(11, 3))?;
        let panel = context.work(id)?.panel.context("the panel drew nothing")?;
        let mut audits: Vec<AuditId> = panel.drawn.audits.into_iter().map(|one| one.audit).collect();
        audits.sort_unstable();
        let of = |audit: &AuditId| {
            let grade = context.one(&audit.to_string())?.summary.progress.final_grade;
            grade.with_context(|| format!("{audit} has no grade"))
        };
        audits.iter().map(of).collect()
    }

    /// A quarter's figures are issued.
    pub(super) fn issued(&self, quarter: &str, today: Date) -> Result<()> {
        let words = ["report", "quarterly", "--quarter", quarter, "--issue"];
        self.typed::<ReportArgs>(today, reports::run, &words)
    }

    /// Management says what it makes of the last quarter, and its boards have the report.
    pub(super) fn presented(&self) -> Result<()> {
        self.fill_in_at("reports/2026-27-Q2/commentary.yaml", works::commentary)?;
        self.work_event(day(10, 15), "2026-27-Q2", "presented --to cmt")?;
        self.work_event(day(10, 28), "2026-27-Q2", "presented --to performance-board")
    }
}

/// A command's arguments as they are typed; the first word is the command's name, as the program's own would be.
fn args_of<A: Args>(words: &[&str]) -> Result<A> {
    let given = A::augment_args(clap::Command::new("qaf")).try_get_matches_from(words)?;
    Ok(A::from_arg_matches(&given)?)
}
