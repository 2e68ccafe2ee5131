//! The free text of an audit, and where it stands.

use crate::framework::grade::is_not_applicable;
use crate::record::{Audit, Item, Pair, Route};

impl Item {
    /// Whether the item is said not to apply.
    pub(super) fn is_not_applicable(&self) -> bool {
        self.status.as_deref().is_some_and(is_not_applicable)
    }
}

/// A text, the way to it, and whether it stands in a box for evidence.
pub(super) struct Text<'a> {
    pub route: Route,
    pub text: &'a str,
    pub evidence: bool,
}

struct Gathered<'a>(Vec<Text<'a>>);

impl<'a> Gathered<'a> {
    fn add(&mut self, route: Route, text: Option<&'a String>, evidence: bool) {
        if let Some(text) = text {
            self.0.push(Text {
                route,
                text,
                evidence,
            });
        }
    }

    fn pair(&mut self, route: &Route, pair: &'a Pair) {
        self.add(route.key("strengths"), pair.strengths.as_ref(), true);
        self.add(route.key("improvements"), pair.improvements.as_ref(), true);
    }
}

/// Every free text of an audit, in the order of the form's blocks.
pub(super) fn texts(audit: &Audit) -> Vec<Text<'_>> {
    let mut all = Gathered(Vec::new());
    header(audit, &mut all);
    all.add(Route::from("session_notes"), audit.session_notes.as_ref(), false);
    sections(audit, &mut all);
    family(audit, &mut all);
    for (index, professional) in audit.professionals.iter().enumerate() {
        all.pair(&Route::from("professionals").item(index), &professional.pair);
    }
    all.add(
        Route::from("specialist_teams"),
        audit.specialist_teams.as_ref(),
        false,
    );
    all.add(
        Route::from("overall.reasons"),
        audit.overall.reasons.as_ref(),
        true,
    );
    all.add(Route::from("improvement"), audit.improvement.as_ref(), false);
    for (index, action) in audit.actions.iter().enumerate() {
        let route = Route::from("actions").item(index);
        all.add(route.key("action"), action.action.as_ref(), false);
    }
    for (key, text) in &audit.key_findings {
        all.add(Route::from("key_findings").key(key), Some(text), false);
    }
    for (index, learning) in audit.system_learning.iter().enumerate() {
        let route = Route::from("system_learning").item(index);
        all.add(route.key("learning"), learning.learning.as_ref(), false);
    }
    all.0
}

fn header<'a>(audit: &'a Audit, all: &mut Gathered<'a>) {
    for (field, answer) in &audit.header {
        if let crate::record::audit::Answer::One(text) = answer {
            all.add(Route::from("header").key(field), Some(text), false);
        }
    }
}

fn sections<'a>(audit: &'a Audit, all: &mut Gathered<'a>) {
    for (section, answer) in &audit.sections {
        let route = Route::from("sections").key(section);
        for (question, item) in &answer.items {
            let route = route.key("items").key(question).key("comments");
            all.add(route, item.comments.as_ref(), !item.is_not_applicable());
        }
        for (question, pair) in &answer.questions {
            all.pair(&route.key("questions").key(question), pair);
        }
        all.pair(&route, &answer.pair);
        all.add(route.key("not_applicable"), answer.not_applicable.as_ref(), false);
        all.add(
            route.key("outstanding_because"),
            answer.outstanding_because.as_ref(),
            false,
        );
    }
}

fn family<'a>(audit: &'a Audit, all: &mut Gathered<'a>) {
    for (index, entry) in audit.family_feedback.iter().enumerate() {
        let route = Route::from("family_feedback").item(index);
        for (question, text) in &entry.answers {
            all.add(route.key("answers").key(question), Some(text), false);
        }
        all.add(route.key("not_obtained"), entry.not_obtained.as_ref(), false);
    }
}
