//! What a page that was sent does: it is saved, and shown again where there is something to look at.

use anyhow::{Result, anyhow};
use serde_json::json;

use super::app::{Answer, App};
use super::finding_views::open_queries;
use super::open_file::{OpenFile, PageOf};
use super::sitting::finishing;
use super::views;
use crate::fill::merge::{self, prints};
use crate::fill::posted::Posted;
use crate::fill::wall::NotLetIn;
use crate::record::Route;
use crate::store::splice::{AnswerChange, NewAnswer};

impl App<'_> {
    /// Saves a page; shows it again where something is to be looked at.
    pub(super) fn save_page(&mut self, at: usize, page: usize, posted: &Posted) -> Result<Answer> {
        if self.is_strange(at, PageOf::Number(page), &["done", "then"], posted)? {
            return Ok(Answer::refused(NotLetIn::BadPost));
        }
        let saved = self.sittings[at].save(PageOf::Number(page), posted, &|_| Vec::new(), self.context);
        let state = views::PageState {
            checked: posted.one("then") == Some("check") || posted.one("done") == Some("yes"),
            ..views::PageState::after(&saved, posted)
        };
        let is_settled = state.typed.is_none();
        if !is_settled || posted.one("then") == Some("check") {
            return self.page(at, page, &state);
        }
        if posted.one("then") == Some("more") {
            let looked = self.sittings[at].look(self.context)?;
            return Ok(Answer::to(format!(
                "/{}/p/{}{}",
                at + 1,
                page + 1,
                views::room_for_more(&looked, page)
            )));
        }
        let wants_more = posted.one("done") == Some("yes") && self.has_errors_on(at, page)?;
        if wants_more {
            return self.page(at, page, &state);
        }
        if posted.one("done") == Some("no") {
            return Ok(Answer::to(format!("/{}", at + 1)));
        }
        let looked = self.sittings[at].look(self.context)?;
        let next = page + 1;
        Ok(Answer::to(if next < looked.file.pages.len() {
            format!("/{}/p/{}", at + 1, next + 1)
        } else {
            format!("/{}", at + 1)
        }))
    }

    /// Whether something was sent that the page does not have.
    fn is_strange(&self, at: usize, of: PageOf, more: &[&str], posted: &Posted) -> Result<bool> {
        let looked = self.sittings[at].look(self.context)?;
        let page = looked.page(of).unwrap_or_default();
        Ok(merge::unknown_name(&page, more, posted).is_some())
    }

    /// Saves a page while it is typed on, and says so in JSON.
    pub(super) fn save_quietly(&mut self, at: usize, page: usize, posted: &Posted) -> Answer {
        let told = self.quietly(at, page, posted);
        let told = told.unwrap_or_else(|why| json!({ "trouble": format!("Not saved: {why:#}") }));
        Answer::file("application/json", &told.to_string())
    }

    fn quietly(&mut self, at: usize, page: usize, posted: &Posted) -> Result<serde_json::Value> {
        let of = PageOf::Number(page);
        if self.is_strange(at, of, &["done", "then"], posted)? {
            return Err(anyhow!("{}", NotLetIn::BadPost.told().1));
        }
        let saved = self.sittings[at].save(of, posted, &|_| Vec::new(), self.context)?;
        let looked = self.sittings[at].look(self.context)?;
        let mut was = prints(&looked.page(of).unwrap_or_default());
        // What others changed is not on the page that is open, and is compared with what it shows.
        let stay = saved
            .merged
            .conflicts
            .iter()
            .map(|conflict| conflict.name.clone());
        let stay = stay.chain(saved.merged.taken_names.iter().cloned());
        for name in stay {
            match posted.was(&name) {
                Some(held) => was.insert(name, held.to_owned()),
                None => was.remove(&name),
            };
        }
        let stop = (!saved.merged.conflicts.is_empty())
            .then_some("Somebody else has changed an answer here too. Save the page to see both.");
        Ok(json!({
            "saved": views::saved_line(&looked, &self.sittings[at]),
            "was": serde_json::to_string(&was)?,
            "moved": saved.merged.moved,
            "stop": stop,
        }))
    }

    /// Saves the last page: reasons, what stands at the end, and that its writer is done.
    pub(super) fn save_check(&mut self, at: usize, posted: &Posted) -> Result<Answer> {
        if self.is_strange(at, PageOf::End, &["then"], posted)? {
            return Ok(Answer::refused(NotLetIn::BadPost));
        }
        let reasons = self.reasons(at, posted)?;
        let saved = self.sittings[at].save(PageOf::End, posted, &|_| reasons.clone(), self.context);
        let state = views::PageState::after(&saved, posted);
        let is_settled = state.typed.is_none();
        if is_settled && posted.one("then") == Some("submit") {
            self.hand_in(at)
        } else {
            self.check(at, &state)
        }
    }

    /// Writes the day on which its writer is done, where nothing is missing any more.
    fn hand_in(&mut self, at: usize) -> Result<Answer> {
        let mut state = views::PageState::default();
        if self.has_errors(at)? {
            state.checked = true;
            return self.check(at, &state);
        }
        let (day, nothing) = (self.context.as_of, Posted::default());
        let part = self.sittings[at].part();
        let day_of = |looked: &OpenFile| finishing(looked, part, day);
        match self.sittings[at].save(PageOf::End, &nothing, &day_of, self.context) {
            Ok(_) => self.done(at),
            Err(why) => {
                state.unsaved = Some(why.to_string());
                self.check(at, &state)
            }
        }
    }

    /// The reasons that were given for queries, as blocks of the list of explanations.
    fn reasons(&self, at: usize, posted: &Posted) -> Result<Vec<AnswerChange>> {
        let looked = self.sittings[at].look(self.context)?;
        let given = open_queries(self, at, &looked).into_iter().filter_map(|rule| {
            let reason = posted.one(&format!("{}{rule}", crate::fill::posted::EXPLAIN))?;
            let reason = crate::fill::asked::plain(reason);
            (!reason.is_empty()).then(|| AnswerChange::Add {
                route: Route::from("explained"),
                item: vec![
                    (Route::from("query"), NewAnswer::Short(rule.to_owned())),
                    (Route::from("reason"), NewAnswer::Text(reason)),
                ],
            })
        });
        Ok(given.collect())
    }

    pub(super) fn put_right(&mut self, at: usize, posted: &Posted) -> Result<Answer> {
        let of = posted.one("of").unwrap_or_default().to_owned();
        if self.sittings[at].put_right(&of, self.context)? {
            Ok(Answer::to(format!("/{}", at + 1)))
        } else {
            self.repair(at)
        }
    }
}
