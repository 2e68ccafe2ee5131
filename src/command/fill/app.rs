//! What each request is answered with. It knows nothing of sockets: a request comes in, an answer goes out.

use anyhow::Result;
use minijinja::{Environment, Value, context};

use super::desk::Desk;
use super::sitting::Sitting;
use super::{part, views};
use crate::context::Context;
use crate::fill::posted::Posted;
use crate::fill::templates::{FIRST, SCRIPT, STYLE};
use crate::fill::wall::{LetIn, NotLetIn, Request, Wall};
use crate::framework::wider_work::names_a_work;
use crate::paper::safe::safe;

/// What goes out.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The kind of its body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
    /// Where it leads to, where it leads on.
    pub location: Option<String>,
    /// The cookie that is set by it.
    pub cookie: Option<String>,
    /// Whether its page has its style in it, as a document that is read has.
    pub own_style: bool,
    /// Whether the program ends with it.
    pub ends: bool,
}

/// One run of `qaf fill`.
pub struct App<'c> {
    pub(super) context: &'c Context,
    pub(super) wall: Wall,
    pub(super) environment: Environment<'static>,
    pub(super) sittings: Vec<Sitting>,
    /// Whether it began with what waits for a person.
    pub(super) has_desk: bool,
    desk: Desk,
}

const HTML: &str = "text/html; charset=utf-8";

impl Answer {
    /// A page.
    pub fn page(body: String) -> Self {
        Self {
            status: 200,
            content_type: HTML,
            body,
            ..Self::default()
        }
    }

    /// Leads on to another page.
    pub fn to(location: impl Into<String>) -> Self {
        Self {
            status: 303,
            content_type: HTML,
            location: Some(location.into()),
            ..Self::default()
        }
    }

    pub(super) fn file(content_type: &'static str, body: &str) -> Self {
        Self {
            status: 200,
            content_type,
            body: body.to_owned(),
            ..Self::default()
        }
    }

    /// Says in one sentence why there is no page.
    pub fn refused(why: NotLetIn) -> Self {
        let (status, said) = why.told();
        Self {
            status,
            content_type: "text/plain; charset=utf-8",
            body: said.to_owned(),
            ..Self::default()
        }
    }
}

impl<'c> App<'c> {
    /// A run, with the files that are open from the first.
    ///
    /// # Errors
    /// Where a page's template has a mistake.
    pub fn new(context: &'c Context, wall: Wall, first: Option<Sitting>) -> Result<Self> {
        Ok(Self {
            context,
            wall,
            environment: crate::fill::templates::environment()?,
            has_desk: first.is_none(),
            sittings: first.into_iter().collect(),
            desk: Desk::default(),
        })
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &Request) -> Answer {
        let entry = match self.wall.look(request) {
            Ok(entry) => entry,
            Err(why) => return Answer::refused(why),
        };
        let path: Vec<&str> = request.path.split('/').filter(|part| !part.is_empty()).collect();
        let answered = match entry {
            LetIn::First => {
                return Answer {
                    cookie: Some(self.wall.set_cookie()),
                    ..Answer::page(FIRST.to_owned())
                };
            }
            LetIn::Get => self.get(&path),
            LetIn::Post(posted) => self.post(&path, &posted),
        };
        answered.unwrap_or_else(|why| self.trouble(&why))
    }

    fn get(&mut self, path: &[&str]) -> Result<Answer> {
        match path {
            ["fill.css"] => Ok(Answer::file("text/css; charset=utf-8", STYLE)),
            ["fill.js"] => Ok(Answer::file("text/javascript; charset=utf-8", SCRIPT)),
            [] if self.has_desk => self.show_desk(),
            [] => Ok(Answer::to("/1")),
            [number, rest @ ..] => {
                let Some(at) = self.number(number) else {
                    return Ok(self.nothing());
                };
                match rest {
                    [] => self.tasks(at),
                    ["check"] => self.check(at, &views::PageState::default()),
                    ["read"] => self.read(at),
                    ["repair"] => self.repair(at),
                    ["p", page] => match self.page_number(at, page)? {
                        Some(page) => self.page(at, page, &views::PageState::default()),
                        None => Ok(self.nothing()),
                    },
                    _ => Ok(self.nothing()),
                }
            }
        }
    }

    fn post(&mut self, path: &[&str], posted: &Posted) -> Result<Answer> {
        match path {
            ["finish"] => Ok(self.finish()),
            ["open"] => self.open(posted),
            [number, rest @ ..] => {
                let Some(at) = self.number(number) else {
                    return Ok(self.nothing());
                };
                match rest {
                    ["repair"] => self.put_right(at, posted),
                    ["check"] => self.save_check(at, posted),
                    ["p", page] => match self.page_number(at, page)? {
                        Some(page) => self.save_page(at, page, posted),
                        None => Ok(self.nothing()),
                    },
                    ["p", page, "auto"] => match self.page_number(at, page)? {
                        Some(page) => Ok(self.save_quietly(at, page, posted)),
                        None => Ok(self.nothing()),
                    },
                    _ => Ok(self.nothing()),
                }
            }
            [] => Ok(self.nothing()),
        }
    }

    /// A file by its number in the address, from 1.
    fn number(&self, text: &str) -> Option<usize> {
        let number: usize = text.parse().ok()?;
        number.checked_sub(1).filter(|at| *at < self.sittings.len())
    }

    fn page_number(&self, at: usize, text: &str) -> Result<Option<usize>> {
        let looked = self.sittings[at].look(self.context)?;
        let number: Option<usize> = text.parse().ok();
        let number = number.and_then(|number| number.checked_sub(1));
        Ok(number.filter(|number| *number < looked.file.pages.len()))
    }

    /// Says that there is no such page.
    fn nothing(&self) -> Answer {
        let lines = ["There is no such page here.".to_owned()];
        Answer {
            status: 404,
            ..self.told("Nothing here", &lines, &[("/", "Back to the beginning")])
        }
    }

    /// A page that says something in sentences.
    pub(super) fn told(&self, heading: &str, lines: &[String], onward: &[(&str, &str)]) -> Answer {
        self.told_by(heading, lines, onward, "")
    }

    /// A page that says something in sentences, with the button by which its reader ends the program.
    pub(super) fn told_at_the_end(&self, heading: &str, lines: &[String], onward: &[(&str, &str)]) -> Answer {
        self.told_by(heading, lines, onward, self.wall.form_token())
    }

    fn told_by(&self, heading: &str, lines: &[String], onward: &[(&str, &str)], token: &str) -> Answer {
        let council = &self.context.store.settings.council;
        let body = self.rendered(
            "told.html",
            context! { heading, audit => "", what => "", home => "/", council, saved => "", lines, links => onward, token },
        );
        body.map_or_else(|_| Answer::refused(NotLetIn::Method), Answer::page)
    }

    fn trouble(&self, why: &anyhow::Error) -> Answer {
        let lines = [safe(&format!("{why:#}")).into_owned()];
        Answer {
            status: 500,
            ..self.told("This did not work", &lines, &[("/", "Back to the beginning")])
        }
    }

    pub(super) fn rendered(&self, template: &str, with: Value) -> Result<String> {
        Ok(self.environment.get_template(template)?.render(with)?)
    }

    fn show_desk(&mut self) -> Result<Answer> {
        self.desk = Desk::of(self.context)?;
        let body = self.desk.page(self)?;
        Ok(Answer::page(body))
    }

    /// Opens what the desk lists under a number.
    fn open(&mut self, posted: &Posted) -> Result<Answer> {
        let number = posted.one("item").and_then(|item| item.parse::<usize>().ok());
        let Some((id, part)) = number.and_then(|number| self.desk.at(number)) else {
            return Ok(Answer::to("/"));
        };
        let open = self
            .sittings
            .iter()
            .position(|open| open.of.to_string() == id && open.kind == part.kind);
        let at = if let Some(at) = open {
            at
        } else if names_a_work(&id) {
            let work = self.context.work(&id)?;
            self.sittings
                .push(part::make_of_work(&work, Some(part.name), self.context)?);
            self.sittings.len() - 1
        } else {
            let judged = self.context.one(&id)?;
            part::make(part, &judged, self.context)?;
            self.sittings.push(Sitting::of_audit(&judged, part.kind));
            self.sittings.len() - 1
        };
        Ok(Answer::to(format!("/{}", at + 1)))
    }

    fn finish(&self) -> Answer {
        let lines = ["What you saved is in its place. You can close this window.".to_owned()];
        Answer {
            ends: true,
            ..self.told("Finished", &lines, &[])
        }
    }
}
