//! `missing-answer`: a question has no answer.

use std::collections::BTreeMap;

use super::subject::{key_in_audit, section_route, short};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::framework::form::{Evidence, Field, FieldKind, Section};
use crate::framework::word::FieldId;
use crate::progress::{applies, is_due};
use crate::record::audit::FieldAnswer;
use crate::record::{Audit, Draft, Route, SectionAnswer, TwoAnswers};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-answer",
    severity: Severity::Error,
    title: "A question has no answer",
    what: "A header field, an item's status or a question that the form asks of this audit has no answer, \
           though the audit is submitted. Before that, it is only progress.",
    why: "The form holds the findings of all three parts of the audit: the file, the family and the session \
           with the worker. What is left empty was not looked at, or can't be told from it.",
    source: "Section 2, case file audit, write-up",
    before: "q4:
  strengths:
  improvements:",
    after: "q4:
  strengths: The child drew her house with the worker, and the drawing is on file.
  improvements:",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let mut missing = Missing { subject, drafts };
    if audit.date_of_audit.is_none() {
        missing.add(
            Route::from("date_of_audit"),
            "The date of the audit is missing.",
            "Write the day on which you audited, such as 2026-12-03.",
        );
    }
    missing.fields(&subject.form.header, &Route::from("header"), &[&audit.header]);
    for section in subject.asked_sections(audit) {
        match audit.sections.get(&section.id) {
            Some(answer) => missing.section(section, answer, audit),
            None => missing.add(
                section_route(section),
                format!("Nothing is written for {}, and it has no grade.", section.title),
                "Fill in the section; where it does not apply, grade it N/A and say why in not_applicable.",
            ),
        }
    }
}

struct Missing<'s, 'a, 'd> {
    subject: &'s RuleSubject<'a>,
    drafts: &'d mut Vec<Draft>,
}

impl<'a> Missing<'_, 'a, '_> {
    fn add(&mut self, route: Route, message: impl Into<String>, help: impl Into<String>) {
        if !self.subject.is_faulty(&route) {
            self.drafts
                .push(RULE.draft(key_in_audit(route), message).help(help));
        }
    }

    fn fields(&mut self, fields: &[Field], route: &Route, answers: &[&BTreeMap<FieldId, FieldAnswer>]) {
        let required = fields
            .iter()
            .filter(|field| answers.first().is_some_and(|own| is_due(field, own)) && applies(field, answers));
        for field in required {
            if !answers.first().is_some_and(|own| own.contains_key(&field.id)) {
                self.add(
                    route.key(&field.id),
                    format!("There is no answer to \"{}\".", short(&field.label)),
                    how_to_answer(&field.kind),
                );
            }
        }
    }

    fn section(&mut self, section: &'a Section, answer: &SectionAnswer, audit: &Audit) {
        if answer.grade == Some(Judgement::NotApplicable) {
            return;
        }
        let route = section_route(section);
        self.fields(&section.fields, &route, &[&answer.fields, &audit.header]);
        match section.evidence {
            Evidence::Items(ref statuses) => self.items(section, answer, audit, statuses),
            Evidence::Questions => self.questions(section, answer, audit),
            // Where a grade is given, the rule on a grade without evidence says it.
            Evidence::Section if answer.grade.is_none() && !answer.pair.is_answered() => self.add(
                route.key("strengths"),
                format!(
                    "Neither strengths nor areas for improvement are written for {}.",
                    section.title
                ),
                "Write what you saw in strengths or improvements, or in both.",
            ),
            Evidence::Section => {}
        }
    }

    fn items(&mut self, section: &'a Section, answer: &SectionAnswer, audit: &Audit, statuses: &[String]) {
        let route = section_route(section).key("items");
        for question in self.subject.asked(section, audit) {
            if answer
                .items
                .get(&question.id)
                .is_none_or(|item| item.status.is_none())
            {
                self.add(
                    route.key(&question.id),
                    format!(
                        "{} has no status for \"{}\".",
                        section.title,
                        short(&question.text)
                    ),
                    format!(
                        "Write one of {}, or N/A with the reason in comments.",
                        statuses.join(", ")
                    ),
                );
            }
        }
    }

    fn questions(&mut self, section: &'a Section, answer: &SectionAnswer, audit: &Audit) {
        let route = section_route(section).key("questions");
        for question in self.subject.asked(section, audit) {
            if !answer
                .questions
                .get(&question.id)
                .is_some_and(TwoAnswers::is_answered)
            {
                self.add(
                    route.key(&question.id),
                    format!(
                        "{} has no answer to \"{}\".",
                        section.title,
                        short(&question.text)
                    ),
                    "Write what you saw in strengths or improvements, or in both.",
                );
            }
        }
    }
}

fn how_to_answer(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Text => "Write a few words.".to_owned(),
        FieldKind::Date => "Write a date, such as 2026-12-03.".to_owned(),
        FieldKind::Number => "Write a number.".to_owned(),
        FieldKind::YesNo => "Write yes or no.".to_owned(),
        FieldKind::Choice(options) => format!("Write one of: {}.", options.join(", ")),
        FieldKind::Choices(options) => format!("Write all that hold, as [A, B]: {}.", options.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{Route, TwoAnswers};
    use crate::rule::sample::{Sample, one, word};

    #[test]
    fn an_empty_question_is_named_by_its_key() {
        let mut sample = Sample::clean();
        *sample.pair("talks", "q2") = TwoAnswers::default();
        sample.finds(&[("missing-answer", "sections.talks.questions.q2")]);
        assert_eq!(
            sample.says().0,
            "Talks has no answer to \"Was it done in time?\"."
        );
    }

    #[test]
    fn fields_items_and_sections_are_asked_for() {
        let mut sample = Sample::clean();
        sample.audit().header.remove("status");
        sample.section("files").items.remove("q1");
        sample.audit().date_of_audit = None;
        assert_eq!(
            sample.places("missing-answer"),
            ["date_of_audit", "header.status", "sections.files.items.q1"]
        );
        let mut sample = Sample::clean();
        sample.audit().sections.remove("outcome");
        // That the section has no grade either is said with it.
        sample.finds(&[("missing-answer", "sections.outcome")]);
    }

    #[test]
    fn a_field_is_asked_only_where_another_says_so() {
        let mut sample = Sample::clean();
        sample.audit().header.insert(word("again"), one("yes"));
        sample.finds(&[("missing-answer", "header.again_how")]);
    }

    #[test]
    fn a_question_of_another_role_is_not_asked() {
        let mut sample = Sample::clean();
        sample.audit().header.insert(word("who"), one("Reviewer"));
        sample.finds(&[("missing-answer", "sections.talks.questions.q3")]);
    }

    #[test]
    fn nothing_is_missing_before_submission_or_where_it_could_not_be_read() {
        let mut sample = Sample::draft();
        *sample.pair("talks", "q2") = TwoAnswers::default();
        sample.finds(&[]);
        sample.ready = true;
        sample.finds(&[("missing-answer", "sections.talks.questions.q2")]);
        sample
            .faulty
            .insert(Route::from("sections.talks.questions.q2.strengths"));
        sample.finds(&[]);
    }

    #[test]
    fn one_box_is_enough() {
        let mut sample = Sample::clean();
        sample.pair("talks", "q2").strengths = None;
        sample.finds(&[]);
    }
}
