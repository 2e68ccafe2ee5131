//! The parts of a file as a list, each with how far it is.

use std::collections::BTreeSet;

use anyhow::Result;
use minijinja::context;
use serde::Serialize;

use super::app::{Answer, App};
use super::finding_views::found;
use super::open_file::OpenFile;
use crate::progress::Progress;
use crate::record::FileKind;

#[derive(Serialize)]
struct TaskView {
    href: String,
    title: String,
    state: &'static str,
    class: &'static str,
}

impl App<'_> {
    /// The parts of a file, each with how far it is.
    pub(super) fn tasks(&self, at: usize) -> Result<Answer> {
        let sitting = &self.sittings[at];
        let looked = sitting.look(self.context)?;
        if self.is_broken(at, &looked) {
            return Ok(Answer::to(format!("/{}/repair", at + 1)));
        }
        let tasks = self.task_views(at, &looked);
        let read_only = looked.read_only(sitting.part());
        let mut notes: Vec<String> = read_only.clone().into_iter().collect();
        let progress = looked.judged.progress();
        let due = progress
            .into_iter()
            .flat_map(Progress::open)
            .filter(|state| sitting.part().steps.contains(&state.step))
            .map(|state| state.due)
            .min();
        notes.extend(due.map(|due| format!("Please have it done by {}.", due.spoken())));
        notes.extend(self.for_another(at, &looked).filter(|_| read_only.is_none()));
        let intro = self.intro(at, &looked);
        let check_title = if read_only.is_some() || sitting.part().finish.is_empty() {
            "Look at the answers"
        } else {
            "Check and submit"
        };
        let body = self.rendered(
            "tasks.html",
            context! {
                intro, notes, tasks, check_title,
                check => format!("/{}/check", at + 1),
                read => format!("/{}/read", at + 1),
                ..self.head(at, &looked, sitting.part().title, false)
            },
        )?;
        Ok(Answer::page(body))
    }

    fn task_views(&self, at: usize, looked: &OpenFile) -> Vec<TaskView> {
        let (errors, queries) = found(self, at, looked);
        let asked = errors
            .iter()
            .chain(&queries)
            .filter_map(|error| error.name.as_ref());
        let asked: BTreeSet<usize> = asked.filter_map(|name| looked.page_of(name)).collect();
        let pages = looked.file.pages.iter().enumerate();
        let tasks = pages.map(|(number, page)| {
            let is_asked = page.lacks_grade() || asked.contains(&number);
            let (state, class) = match (page.is_begun(), is_asked) {
                (true, false) => ("Completed", "complete"),
                (true, true) => ("In progress", "begun"),
                (false, true) => ("Not yet started", "new"),
                (false, false) => ("Optional", "new"),
            };
            TaskView {
                href: format!("/{}/p/{}", at + 1, number + 1),
                title: self.page_title(at, page),
                state,
                class,
            }
        });
        tasks.collect()
    }

    /// That the file waits for somebody else than who has opened it.
    fn for_another(&self, at: usize, looked: &OpenFile) -> Option<String> {
        let (people, by) = (&self.context.people, self.context.by.as_str());
        let steps = &self.sittings[at].part().steps;
        let mut open = looked.judged.progress()?.open();
        let state = open.find(|state| steps.contains(&state.step))?;
        let who = people.find(&self.context.view().doer(&state.who))?.name.as_str();
        (people.find(by).is_some() && !people.same(who, by)).then(|| {
            format!("This is for {who} to fill in. You are {by}: what you write here stands as if {who} had written it.")
        })
    }

    /// Whose case it is, and what to look at.
    fn intro(&self, at: usize, looked: &OpenFile) -> Vec<String> {
        let folder = looked.judged.folder();
        let Some(allocation) = folder.and_then(|folder| folder.allocation.as_ref()) else {
            return Vec::new();
        };
        let form = self.context.store.form(&allocation.form);
        let title = form.map(|form| form.title.clone()).unwrap_or_default();
        let worker = allocation.worker.as_ref().map(|worker| {
            let role = form.map_or("Case-holder", |form| form.process().worker);
            format!(" {role}: {worker}.")
        });
        let child = allocation
            .child_id
            .as_ref()
            .map(|child| format!(" Child {child}."));
        let whose = format!(
            "{title}.{}{}",
            child.unwrap_or_default(),
            worker.unwrap_or_default()
        );
        let mut intro = vec![whose];
        if self.sittings[at].kind == FileKind::Audit {
            intro.extend(form.into_iter().flat_map(|form| form.intro.iter().cloned()));
        } else if self.sittings[at].kind == FileKind::Moderation {
            let duties = form.into_iter().flat_map(|form| form.duties.iter());
            intro.extend(duties.map(|duty| format!("{duty}.")));
        }
        intro
    }
}
