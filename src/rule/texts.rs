//! The free text of an audit, and where it stands.

use super::subject::in_audit;
use crate::framework::grade::is_not_applicable;
use crate::record::{Audit, FileKind, Folder, Item, Pair, Place, Route};

/// Whether an item is said not to apply.
pub(super) fn is_left_out(item: &Item) -> bool {
    item.status.as_deref().is_some_and(is_not_applicable)
}

/// A text, the way to it, and whether it stands in a box for evidence.
pub(super) struct Text<'a> {
    pub route: Route,
    pub words: &'a str,
    pub evidence: bool,
}

struct Gathered<'a>(Vec<Text<'a>>);

impl<'a> Gathered<'a> {
    fn add(&mut self, route: Route, text: Option<&'a String>, evidence: bool) {
        if let Some(words) = text {
            self.0.push(Text {
                route,
                words,
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
            all.add(route, item.comments.as_ref(), !is_left_out(item));
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

/// Every free text in the files that people write, and its place.
pub(super) fn texts_of(folder: &Folder) -> Vec<(Place, &str)> {
    let mut all: Vec<(Place, &str)> = folder
        .audit
        .iter()
        .flat_map(texts)
        .map(|text| (in_audit(text.route), text.words))
        .collect();
    for (file, key, text) in of_others(folder) {
        all.extend(text.map(|text| (Place::value(file, key), text.as_str())));
    }
    for (question, text) in folder.feedback.iter().flat_map(|feedback| &feedback.answers) {
        let route = Route::from("answers").key(question);
        all.push((Place::value(FileKind::Feedback, route), text));
    }
    all
}

/// The texts of the other roles' files, and their keys.
fn of_others(folder: &Folder) -> Vec<(FileKind, &'static str, Option<&String>)> {
    let mut all = Vec::new();
    if let Some(found) = &folder.moderation {
        let file = FileKind::Moderation;
        all.push((file, "overall.reason", found.overall_reason.as_ref()));
        all.push((file, "management_oversight", found.management_oversight.as_ref()));
        all.push((file, "findings", found.findings.as_ref()));
        all.push((file, "comments_for_auditor", found.comments_for_auditor.as_ref()));
    }
    if let Some(found) = &folder.direction {
        all.push((FileKind::CaseDirection, "direction", found.direction.as_ref()));
        all.push((FileKind::CaseDirection, "review", found.review.as_ref()));
    }
    if let Some(found) = &folder.feedback {
        let file = FileKind::Feedback;
        all.push((file, "improvement_plan", found.improvement_plan.as_ref()));
        all.push((file, "supervisor.comment", found.supervisor_comment.as_ref()));
    }
    if let Some(found) = &folder.re_audit {
        all.push((FileKind::ReAudit, "progress", found.progress.as_ref()));
    }
    if let Some(found) = &folder.appreciative {
        let file = FileKind::AppreciativeEnquiry;
        all.push((file, "what_went_well", found.what_went_well.as_ref()));
        all.push((file, "how_it_was_done", found.how_it_was_done.as_ref()));
        all.push((file, "what_to_share", found.what_to_share.as_ref()));
    }
    all
}

/// The numbers in a text, each as the groups of digits that a single space, hyphen or bracket parts.
pub(super) fn digit_groups(text: &str) -> Vec<Vec<String>> {
    let mut numbers: Vec<Vec<String>> = Vec::new();
    let mut gap = usize::MAX;
    let mut in_group = false;
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !in_group {
                // A bracket and a space may stand together: (0117) 496 0123.
                if gap > 2 {
                    numbers.push(Vec::new());
                }
                if let Some(number) = numbers.last_mut() {
                    number.push(String::new());
                }
            }
            if let Some(group) = numbers.last_mut().and_then(|number| number.last_mut()) {
                group.push(c);
            }
            in_group = true;
            gap = 0;
        } else {
            in_group = false;
            let joins = matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}');
            gap = if joins { gap.saturating_add(1) } else { usize::MAX };
        }
    }
    numbers
}
