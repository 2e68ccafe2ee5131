//! The way to an answer.

use crate::framework::Form;
use crate::record::{FileKind, Place, Route};

/// The way to an answer, as a [`Place`] that borrows its keys: there are many answers, and few are found fault with.
#[derive(Clone, Copy, Debug)]
pub struct AnswerWay<'a> {
    file: FileKind,
    stops: [Option<Stop<'a>>; MOST_STOPS],
}

/// `sections.<section>.questions.<question>.strengths` has the most.
const MOST_STOPS: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stop<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> AnswerWay<'a> {
    /// The top of a file.
    pub fn top(file: FileKind) -> Self {
        Self {
            file,
            stops: [None; MOST_STOPS],
        }
    }

    /// The way one key further.
    #[must_use]
    pub fn key(self, key: &'a str) -> Self {
        self.stop(Stop::Key(key))
    }

    /// The way one item further.
    #[must_use]
    pub fn item(self, index: usize) -> Self {
        self.stop(Stop::Item(index))
    }

    fn stop(mut self, stop: Stop<'a>) -> Self {
        if let Some(free) = self.stops.iter_mut().find(|stop| stop.is_none()) {
            *free = Some(stop);
        }
        self
    }

    /// The way as a route that can be kept.
    pub fn route(&self) -> Route {
        let stops = self.stops.iter().flatten();
        stops.fold(Route::top(), |route, stop| match stop {
            Stop::Key(key) => route.key(key),
            Stop::Item(index) => route.item(*index),
        })
    }

    /// The place it leads to.
    pub fn place(&self) -> Place {
        Place::value(self.file, self.route())
    }

    /// Where its section and question stand on the form; what stands in no section keeps its place behind them.
    pub fn position(&self, form: &Form) -> (usize, usize) {
        let key = |at: usize| match self.stops[at] {
            Some(Stop::Key(key)) => Some(key),
            _ => None,
        };
        let section = key(0).filter(|top| *top == "sections").and_then(|_| {
            form.sections
                .iter()
                .position(|section| Some(section.id.as_str()) == key(1))
        });
        let Some(at) = section else {
            return (usize::MAX, 0);
        };
        let questions = &form.sections[at].questions;
        let question = questions
            .iter()
            .position(|question| Some(question.id.as_str()) == key(3));
        (at, question.unwrap_or(0))
    }

    /// Whether two ways part at their last stop only.
    pub fn is_beside(&self, other: &Self) -> bool {
        let stops = |way: &Self| way.stops.iter().flatten().count();
        let length = stops(self);
        let part_at = (0..MOST_STOPS).find(|at| self.stops[*at] != other.stops[*at]);
        self.file == other.file && length == stops(other) && part_at == length.checked_sub(1)
    }
}
