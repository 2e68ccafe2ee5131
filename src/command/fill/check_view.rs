//! The last page of a file: every answer, what is still to be said, and the button by which its writer is done.

use anyhow::Result;
use minijinja::context;

use super::app::{Answer, App};
use super::finding_views::found;
use super::open_file::OpenFile;
use super::views::{AnsweredPart, PageState, conflict_views, saved_words, unsaved_views, was};
use crate::fill::boxes::{self, BoxesShown, ErrorView};
use crate::fill::{AskedItem, AskedPage};
use crate::paper::count;
use crate::record::FileKind;
use crate::reports::due::paper::task;

/// What is asked at the end: without the days that the button writes.
fn end_of(looked: &OpenFile) -> AskedPage {
    let mut end = looked.file.end.clone();
    end.items
        .retain(|item| matches!(item, AskedItem::List(list) if list.standing > 0));
    for item in &mut end.items {
        if let AskedItem::List(list) = item {
            list.items.truncate(list.standing);
        }
    }
    end
}

impl App<'_> {
    /// Everything that was answered, what is still to be said, and the button by which its writer is done.
    pub(super) fn check(&self, at: usize, state: &PageState<'_>) -> Result<Answer> {
        let sitting = &self.sittings[at];
        let looked = sitting.look(self.context)?;
        if self.is_broken(at, &looked) {
            return Ok(Answer::to(format!("/{}/repair", at + 1)));
        }
        let (errors, queries) = found(self, at, &looked);
        let read_only = looked.read_only(sitting.part());
        let parts = self.answered_parts(at, &looked, read_only.is_none());
        let saved = saved_words(&looked);
        let shown = BoxesShown {
            typed: state.typed,
            conflicts: state.conflicts,
            saved: &saved,
            errors: &errors,
        };
        let end = end_of(&looked);
        let queries: Vec<ErrorView> = queries
            .into_iter()
            .map(|query| ErrorView {
                rule: query.rule.filter(|_| sitting.kind == FileKind::Audit),
                ..query
            })
            .collect();
        let errors_title = if state.checked {
            "It could not be handed in yet: there is something to put right"
        } else {
            "Still to be put right"
        };
        let shows_errors = read_only.is_none();
        let heading = if shows_errors {
            "Check your answers"
        } else {
            "The answers"
        };
        let body = self.rendered(
            "check.html",
            context! {
                parts, errors_title,
                errors => if shows_errors { errors.clone() } else { Vec::new() },
                queries => if shows_errors { queries } else { Vec::new() },
                readonly => read_only,
                notes => read_only.iter().collect::<Vec<_>>(),
                conflicts => conflict_views(state.conflicts),
                unsaved => unsaved_views(state.unsaved.as_deref()),
                items => shown.items(&end),
                was => was(&end, state)?,
                finish => looked.is_to_finish(sitting.part()).then_some(sitting.part().finish),
                finish_title => sitting.part().finish,
                finish_said => [format!("The day will be {}.", self.context.as_of.spoken())],
                read => format!("/{}/read", at + 1),
                action => format!("/{}/check", at + 1),
                ..self.head(at, &looked, heading, state.wrote)
            },
        )?;
        Ok(Answer::page(body))
    }

    fn answered_parts(&self, at: usize, looked: &OpenFile, is_open: bool) -> Vec<AnsweredPart> {
        let pages = looked.file.pages.iter().enumerate();
        let parts = pages.map(|(number, page)| {
            let given = page.questions().filter(|asked| !asked.standing.is_empty());
            AnsweredPart {
                title: self.page_title(at, page),
                href: is_open.then(|| format!("/{}/p/{}", at + 1, number + 1)),
                given: count(given.count(), "answer", "answers"),
                answers: boxes::answers(page),
            }
        });
        parts.collect()
    }

    /// What is said once it is handed in.
    pub(super) fn done(&self, at: usize) -> Result<Answer> {
        let sitting = &self.sittings[at];
        let looked = sitting.look(self.context)?;
        let mut lines = vec![format!("{} of {} is complete.", sitting.part().title, sitting.of)];
        let next = looked
            .judged
            .progress()
            .and_then(|progress| progress.next.as_ref());
        lines.extend(next.map(|next| {
            let who = self.context.view().doer(&next.who);
            let task = task(next.step).to_lowercase();
            format!("What comes next: {who} is to {task}, by {}.", next.due.spoken())
        }));
        if sitting.kind == FileKind::Audit {
            lines.push(
                "It is read only now. If something has to be changed, ask the QA team to return it to you."
                    .to_owned(),
            );
        }
        let (home, read) = (format!("/{}", at + 1), format!("/{}/read", at + 1));
        let mut onward = vec![
            (read.as_str(), "Read it as a document"),
            (home.as_str(), "All the parts of this form"),
        ];
        if self.has_desk {
            onward.push(("/", "What waits for you"));
        }
        Ok(self.told_at_the_end(sitting.part().finished, &lines, &onward))
    }
}
