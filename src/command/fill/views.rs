//! The pages of one file: its parts, a part, what is checked at the end, and what it is as a document.

use std::time::SystemTime;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Local};
use minijinja::{Value, context};
use serde::Serialize;

use super::app::{Answer, App};
use super::finding_views::found;
use super::offline::about;
use super::open_file::{OpenFile, PageOf};
use super::sitting::{SavedPage, Sitting, print_of};
use crate::command::validate::patch;
use crate::fill::answers_file::about_in_page;
use crate::fill::boxes::{self, BoxesShown, ErrorView};
use crate::fill::merge::{Conflict, prints};
use crate::fill::posted::Posted;
use crate::fill::{AskedItem, AskedPage};
use crate::reports::show;
use crate::store::document::Document;

/// What a page is shown with beside what stands in the file.
#[derive(Clone, Debug, Default)]
pub struct PageState<'s> {
    /// What was typed, where it is not in the file.
    pub typed: Option<&'s Posted>,
    /// Why nothing was saved.
    pub unsaved: Option<String>,
    /// What both sides changed.
    pub conflicts: &'s [Conflict],
    /// What others changed meanwhile.
    pub taken: &'s [String],
    /// Whether something was written just now.
    pub wrote: bool,
    /// Whether what is wrong is to be shown.
    pub checked: bool,
}

impl<'s> PageState<'s> {
    /// What a page is shown with after it was sent: what was typed stays on it where not all of it is in the file.
    pub fn after(saved: &'s Result<SavedPage>, posted: &'s Posted) -> Self {
        match saved {
            Err(why) => Self {
                typed: Some(posted),
                unsaved: Some(why.to_string()),
                ..Self::default()
            },
            Ok(saved) => Self {
                typed: (!saved.merged.conflicts.is_empty()).then_some(posted),
                conflicts: &saved.merged.conflicts,
                taken: &saved.merged.taken,
                wrote: saved.wrote,
                ..Self::default()
            },
        }
    }

    /// What is said above the questions of a page, on which there is something `to_do` or not.
    fn notes(&self, page: &AskedPage, to_do: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.taken.is_empty() {
            let taken = self.taken.join("; ");
            notes.push(format!("Somebody else changed meanwhile, and it stays: {taken}."));
        }
        if self.checked && !to_do && self.unsaved.is_none() {
            let said = if page.is_begun() {
                "Nothing is missing on this page."
            } else {
                "Nothing has to be written here."
            };
            notes.push(said.to_owned());
        }
        notes
    }
}

/// A part of a file with its answers, to be read.
#[derive(Serialize)]
pub(super) struct AnsweredPart {
    pub title: String,
    pub href: Option<String>,
    pub given: String,
    pub answers: Vec<(String, String)>,
}

fn clock(time: SystemTime) -> String {
    DateTime::<Local>::from(time).format("%H:%M").to_string()
}

/// When the file was saved, in words.
pub(super) fn saved_words(looked: &OpenFile) -> String {
    let Some(saved) = looked.saved else {
        return "since you opened it".to_owned();
    };
    let today = DateTime::<Local>::from(saved).date_naive() == Local::now().date_naive();
    let time = DateTime::<Local>::from(saved);
    if today {
        format!("saved at {}", clock(saved))
    } else {
        time.format("saved on %-d %B at %H:%M").to_string()
    }
}

/// What stands at the top of a page once something is saved.
pub fn saved_line(looked: &OpenFile, sitting: &Sitting) -> String {
    let time = clock(looked.saved.unwrap_or_else(SystemTime::now));
    format!("Saved {time} to {}", sitting.of)
}

/// The place on a page where one more block of its last list is filled in.
pub fn room_for_more(looked: &OpenFile, page: usize) -> String {
    let items = looked.file.pages.get(page).map_or(&[][..], |page| &page.items);
    let first = items.iter().rev().find_map(|item| match item {
        AskedItem::List(list) => list.items.last()?.first(),
        _ => None,
    });
    first.map_or_else(String::new, |asked| format!("#{}", boxes::id_of(&asked.name())))
}

impl App<'_> {
    pub(super) fn head(&self, at: usize, looked: &OpenFile, heading: &str, wrote: bool) -> Value {
        let sitting = &self.sittings[at];
        let saved = if wrote {
            saved_line(looked, sitting)
        } else {
            String::new()
        };
        context! {
            heading,
            audit => sitting.of.to_string(),
            what => sitting.part().title,
            home => format!("/{}", at + 1),
            council => "",
            saved,
            token => self.wall.form_token(),
            desk => self.has_desk,
        }
    }

    /// Leads to the repair where the file can't be read as it is.
    pub(super) fn is_broken(&self, at: usize, looked: &OpenFile) -> bool {
        let document = looked.judged.document(self.sittings[at].kind);
        document.is_none_or(Document::is_broken)
    }

    pub(super) fn page_title(&self, at: usize, page: &AskedPage) -> String {
        if page.title.is_empty() {
            self.sittings[at].part().title.to_owned()
        } else {
            page.title.clone()
        }
    }

    /// A part of a file, to be filled in.
    pub(super) fn page(&self, at: usize, number: usize, state: &PageState<'_>) -> Result<Answer> {
        let sitting = &self.sittings[at];
        let looked = sitting.look(self.context)?;
        if self.is_broken(at, &looked) && state.typed.is_none() {
            return Ok(Answer::to(format!("/{}/repair", at + 1)));
        }
        let asked = looked.page(PageOf::Number(number)).unwrap_or_default();
        let (errors, queries) = if state.checked {
            self.found_on(at, number, &looked)
        } else {
            Default::default()
        };
        let both: Vec<ErrorView> = errors.iter().chain(&queries).cloned().collect();
        let saved = saved_words(&looked);
        let shown = BoxesShown {
            typed: state.typed,
            conflicts: state.conflicts,
            saved: &saved,
            errors: &both,
        };
        let read_only = looked.read_only(sitting.part());
        let notes = state.notes(&asked, !both.is_empty());
        let answers = if read_only.is_some() {
            boxes::answers(&asked)
        } else {
            Vec::new()
        };
        let body = self.rendered(
            "page.html",
            context! {
                place => format!("Part {} of {}", number + 1, looked.file.pages.len()),
                intro => asked.intro,
                known => asked.known,
                beside => beside(&looked),
                notes,
                readonly => read_only,
                answers,
                errors,
                queries,
                conflicts => conflict_views(state.conflicts),
                unsaved => unsaved_views(state.unsaved.as_deref()),
                items => shown.items(&asked),
                was => was(&asked, state)?,
                about => Value::from_safe_string(about_in_page(&about(sitting, &looked, self.context))),
                action => format!("/{}/p/{}", at + 1, number + 1),
                ..self.head(at, &looked, &self.page_title(at, &asked), state.wrote)
            },
        )?;
        Ok(Answer::page(body))
    }

    /// What is wrong on one page.
    pub(super) fn found_on(
        &self,
        at: usize,
        number: usize,
        looked: &OpenFile,
    ) -> (Vec<ErrorView>, Vec<ErrorView>) {
        let (mut errors, mut queries) = found(self, at, looked);
        let on =
            |error: &ErrorView| error.name.as_ref().and_then(|name| looked.page_of(name)) == Some(number);
        errors.retain(on);
        queries.retain(on);
        (errors, queries)
    }

    pub(super) fn has_errors_on(&self, at: usize, number: usize) -> Result<bool> {
        let looked = self.sittings[at].look(self.context)?;
        Ok(!self.found_on(at, number, &looked).0.is_empty())
    }

    pub(super) fn has_errors(&self, at: usize) -> Result<bool> {
        let looked = self.sittings[at].look(self.context)?;
        Ok(!found(self, at, &looked).0.is_empty())
    }

    /// The audit as the document that others will see.
    pub(super) fn read(&self, at: usize) -> Result<Answer> {
        let sitting = &self.sittings[at];
        let looked = sitting.look(self.context)?;
        let Some(judged) = looked.judged.audit() else {
            let line = format!("To see the whole of it laid out: {}.", sitting.of.laid_out());
            let home = format!("/{}", at + 1);
            return Ok(self.told(sitting.part().title, &[line], &[(home.as_str(), "Back")]));
        };
        let body = show::page_of(judged, self.context).context("The page could not be made")?;
        Ok(Answer {
            own_style: true,
            ..Answer::page(body)
        })
    }

    /// How the file would be put right, to be accepted.
    pub(super) fn repair(&self, at: usize) -> Result<Answer> {
        let sitting = &self.sittings[at];
        let looked = sitting.look(self.context)?;
        if !self.is_broken(at, &looked) {
            return Ok(Answer::to(format!("/{}", at + 1)));
        }
        let repaired = sitting.repair(&looked, self.context);
        let name = format!("the file of {}", sitting.part().title.to_lowercase());
        let patch = repaired
            .as_ref()
            .map(|repaired| patch(sitting.kind.name(), repaired));
        let mut lines = vec![format!(
            "Somebody has worked on {name} by hand, and part of it can't be read as it is. Until it is put right nothing is written to it."
        )];
        if patch.is_none() {
            lines.push("It can't be put right for certain from here. This is what is wrong:".to_owned());
            let document = looked.judged.document(sitting.kind);
            let faults = document.into_iter().flat_map(|document| &document.faults);
            lines.extend(faults.map(|fault| {
                format!(
                    "Line {}: {} {}",
                    fault.location.line,
                    fault.message,
                    fault.help.as_deref().unwrap_or_default()
                )
            }));
        }
        let body = self.rendered(
            "repair.html",
            context! {
                lines, patch,
                print => print_of(&looked.bytes),
                action => format!("/{}/repair", at + 1),
                ..self.head(at, &looked, "This file has to be put right first", false)
            },
        )?;
        Ok(Answer::page(body))
    }
}

/// The auditor's answers, part by part, beside a file that follows theirs.
fn beside(looked: &OpenFile) -> Vec<AnsweredPart> {
    let pages = looked.audit.pages.iter();
    let parts = pages.map(|page| {
        let grade = page
            .questions()
            .find(|asked| Some(&asked.route) == page.grade.as_ref());
        AnsweredPart {
            title: page.title.clone(),
            href: None,
            given: grade.map(boxes::answer_words).unwrap_or_default(),
            answers: boxes::answers(page),
        }
    });
    parts.collect()
}

/// What the boxes hold, to be sent along: where something is not settled yet, what they held when it was typed.
pub(super) fn was(page: &AskedPage, state: &PageState<'_>) -> Result<String> {
    let mut was = prints(page);
    if let Some(typed) = state.typed {
        let unsettled: Vec<&str> = state
            .conflicts
            .iter()
            .map(|conflict| conflict.name.as_str())
            .collect();
        for (name, print) in &mut was {
            let is_held = state.unsaved.is_some() || unsettled.contains(&name.as_str());
            if let Some(held) = typed.was(name).filter(|_| is_held) {
                held.clone_into(print);
            }
        }
    }
    Ok(serde_json::to_string(&was)?)
}

pub(super) fn conflict_views(conflicts: &[Conflict]) -> Vec<ErrorView> {
    let view = |conflict: &Conflict| ErrorView {
        href: Some(format!("#{}", boxes::id_of(&conflict.name))),
        weight: "Question",
        message: format!("{}: choose which answer is to stand.", conflict.label),
        help: None,
        why: None,
        rule: None,
        name: Some(conflict.name.clone()),
    };
    conflicts.iter().map(view).collect()
}

pub(super) fn unsaved_views(why: Option<&str>) -> Vec<ErrorView> {
    let view = |why: &str| ErrorView {
        href: None,
        weight: "Error",
        message: format!("{why} What you typed is still on this page."),
        help: None,
        why: None,
        rule: None,
        name: None,
    };
    why.map(view).into_iter().collect()
}
