//! What waits for a person: each thing with its day, how far it is, and the file that it is done in.

use anyhow::{Result, bail};
use minijinja::context;
use serde::Serialize;

use super::app::App;
use super::part::{FillPart, of_step, of_work_step};
use crate::context::Context;
use crate::figures::Summary;
use crate::paper::count;
use crate::record::work::Work;
use crate::reports::due::figures::{DueItem, DueStep};
use crate::reports::due::paper::{how_late, item_subject, item_task};
use crate::reports::due::{AskedSteps, open_steps};

/// What waits for whoever is asking.
#[derive(Debug, Default)]
pub struct Desk {
    late: Vec<DeskItem>,
    coming: Vec<DeskItem>,
    /// What can be opened, by number.
    open: Vec<(String, &'static FillPart)>,
}

#[derive(Clone, Debug, Serialize)]
struct DeskItem {
    what: String,
    whose: String,
    when: String,
    far: Option<String>,
    number: Option<usize>,
}

#[derive(Serialize)]
struct DeskGroup<'d> {
    title: &'static str,
    items: &'d [DeskItem],
}

impl Desk {
    /// What waits for whoever is asking.
    ///
    /// # Errors
    /// Where it can't be told who that is.
    pub fn of(context: &Context) -> Result<Self> {
        if context.people.find(&context.by).is_none() {
            let meant = match context.people.likely(&context.by) {
                Some(likely) => format!(
                    " Where it is {}, write it under aliases in that row; then you are known by it.",
                    likely.person.name
                ),
                None => String::new(),
            };
            bail!(
                "people.csv has nobody called \u{201c}{}\u{201d}, so it can't be told what waits for you.{meant} Say who you are \
                 with --by NAME, or name an audit: qaf fill CF16.",
                context.by
            )
        }
        let (due, examined) = open_steps(&AskedSteps::of(&context.by), context)?;
        let mut desk = Self::default();
        for item in &due.items {
            let summaries = &examined.summaries;
            let summary = item
                .id
                .as_ref()
                .and_then(|id| summaries.iter().find(|summary| id.is_numbered(&summary.id)));
            let shown = desk.item(item, summary, context);
            if item.due < context.as_of {
                desk.late.push(shown);
            } else {
                desk.coming.push(shown);
            }
        }
        Ok(desk)
    }

    fn item(&mut self, item: &DueItem, summary: Option<&Summary>, context: &Context) -> DeskItem {
        let is_own = |work: &&Work| {
            item.id
                .as_ref()
                .is_some_and(|id| id.is_numbered(work.id().claimed()))
        };
        let work = context.works().all.iter().find(is_own);
        let part = match item.step {
            DueStep::Audit(step) => of_step(step),
            DueStep::Work(step) => work.and_then(|work| of_work_step(step, work)),
            DueStep::Action | DueStep::Observe => None,
        };
        let number = item.id.as_ref().zip(part).map(|(id, part)| {
            self.open.push((id.to_string(), part));
            self.open.len()
        });
        let is_audit = part.is_some_and(|part| part.kind == crate::record::FileKind::Audit);
        let far = summary.filter(|_| is_audit).map(|summary| {
            let far = summary.progress.answered;
            format!(
                "{} of {} answered, {} of {} graded",
                far.answers,
                count(far.of, "question", "questions"),
                far.grades,
                count(far.grades_of, "section", "sections")
            )
        });
        let form = |summary: &Summary| Some(context.store.newest(&summary.form)?.title.clone());
        let worker = summary.and_then(|summary| {
            let who = summary.process.worker;
            summary.worker.as_ref().map(|worker| format!("{who}: {worker}"))
        });
        let team = item.team.as_ref().map(ToString::to_string);
        let about = work.map(|work| work.commission.title.clone());
        let whose: Vec<String> = [summary.and_then(form), about, worker, team]
            .into_iter()
            .flatten()
            .collect();
        DeskItem {
            what: format!("{}: {}", item_subject(item), item_task(item)),
            whose: whose.join(", "),
            when: format!("By {}: {}", item.due.spoken(), how_late(item, context.as_of)),
            far,
            number,
        }
    }

    /// What the desk lists under a number.
    pub fn at(&self, number: usize) -> Option<(String, &'static FillPart)> {
        self.open.get(number.checked_sub(1)?).cloned()
    }

    /// The desk as a page.
    pub fn page(&self, app: &App<'_>) -> Result<String> {
        let groups = [
            DeskGroup {
                title: "Late",
                items: &self.late,
            },
            DeskGroup {
                title: "Coming up",
                items: &self.coming,
            },
        ];
        let groups: Vec<&DeskGroup<'_>> = groups.iter().filter(|group| !group.items.is_empty()).collect();
        let heading = format!("What waits for {}", app.context.by);
        app.rendered(
            "desk.html",
            context! {
                heading, groups,
                notes => Vec::<String>::new(),
                audit => "", what => "", home => "/", saved => "",
                council => app.context.store.settings.council,
                token => app.wall.form_token(),
            },
        )
    }
}
