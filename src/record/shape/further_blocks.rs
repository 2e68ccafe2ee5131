//! The shape of blocks of `audit.yaml` that a form may ask for beside its sections.

use std::collections::BTreeMap;

use super::{BLANK, KeyKind, KeyWalker, ShapeKey, key};
use crate::framework::form::{Form, WorkerFeedback};
use crate::framework::interface::{INTERFACES, interfaces};
use crate::record::audit::{Professional, SystemLearning, WorkerView};

impl WorkerView {
    /// The way over what the worker said before.
    pub(super) fn walk<'a>(&'a self, asked: &'a WorkerFeedback, w: &mut impl KeyWalker<'a>) -> Self {
        let day = "The day on which you asked the worker";
        let why =
            key("not_obtained", "Where the worker was not heard: why").asks("If they were not heard: why");
        let date = key("date", day).asks(day).date(w, self.date);
        let answers = w.block(key("answers", "What they said"), |w| {
            let mut answers = BTreeMap::new();
            for question in &asked.questions {
                let id = &question.id;
                let box_of = key(id.as_str(), question.shown())
                    .asks(format!("{id}. {}", question.shown()))
                    .on_page(question.shown());
                let said = box_of.said(w, KeyKind::Text, self.answers.get(id).map(String::as_str));
                answers.extend(said.map(|said| (id.clone(), said)));
            }
            answers
        });
        Self {
            date,
            answers: answers.unwrap_or_default(),
            not_obtained: why.text(w, &self.not_obtained),
        }
    }
}

impl Professional {
    /// The way over what another professional said.
    pub(super) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        Self {
            role: key("role", "Who it was, such as the IRO")
                .asks("IRO")
                .name(w, &self.role),
            pair: self.pair.walk(
                ("Strengths", "What they saw that works"),
                ("Areas for improvement", "What could be better"),
                w,
            ),
        }
    }
}

impl SystemLearning {
    /// The way over the list of what the wider system can learn.
    pub(super) fn walk_all<'a>(
        list: ShapeKey<'a>,
        all: &'a [Self],
        form: &'a Form,
        w: &mut impl KeyWalker<'a>,
    ) -> Vec<Self> {
        let mut list = list.each("point", "Something to learn");
        let areas = form.learning_areas.as_slice();
        if areas.first().is_some_and(|area| !area.is_empty()) {
            let (named, interfaces) = (areas.join(", "), INTERFACES.join(", "));
            let asks = format!(
                "{}\narea: {named}\ninterface: only where it is about where services meet: {interfaces}",
                list.asks
            );
            list = list.asks(asks);
        }
        w.list(list, all, &BLANK.learning, |it, w| it.walk(areas, w))
    }

    fn walk<'a>(&'a self, areas: &'a [String], w: &mut impl KeyWalker<'a>) -> Self {
        let area = key("area", "The area it belongs to").asks(areas.first().map_or("", String::as_str));
        let kind = if areas.is_empty() {
            KeyKind::Name
        } else {
            KeyKind::Option(areas)
        };
        Self {
            area: area.said(w, kind, self.area.as_deref()),
            interface: key("interface", "Where it is about the meeting of services: which").said(
                w,
                KeyKind::Option(interfaces()),
                self.interface.as_deref(),
            ),
            learning: key("learning", "What there is to learn")
                .asks("What there is to learn")
                .text(w, &self.learning),
        }
    }
}
