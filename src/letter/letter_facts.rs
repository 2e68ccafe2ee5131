//! What a letter can say: the words that a template may name.

use serde::Serialize;

use super::{Recipient, listed, one_line};

/// The facts of one letter. No word gives the child; a grade, its reason and what the moderator says of the write-up are
/// given to the auditor alone, and a grade to the moderator of an audit that a panel holds for another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question that a template may ask"
)]
pub struct LetterFacts {
    /// The audit's number, or the wider work's.
    pub audit: String,
    /// The form's title; of a wider work, what it is.
    pub form: String,
    /// The team, or nothing.
    pub team: String,
    /// The service, or nothing.
    pub service: String,
    /// The council's name.
    pub council: String,
    /// The audit's folder, by its full path: a reader pastes it into Explorer.
    pub folder: String,
    /// Who does the step.
    pub who: String,
    /// Whom the letter goes to.
    pub to: String,
    /// The case-holder, or the person observed.
    pub worker: String,
    /// The auditor.
    pub auditor: String,
    /// The moderator, or whoever reviews the evidence.
    pub moderator: String,
    /// Whom a notice is told to, or nobody.
    pub told: String,
    /// Who runs qaf, where `people.csv` knows them.
    pub sender: String,
    /// The day it is due, as people say it.
    pub due: String,
    /// Today, as people say it.
    pub today: String,
    /// How late or near that is, in working days.
    pub when: String,
    /// Whether its day has passed.
    pub overdue: bool,
    /// Whether the auditor has written anything.
    pub begun: bool,
    /// Whether the form is an observation's.
    pub observation: bool,
    /// Whether the file is there that the step is written in.
    pub prepared: bool,
    /// Of the closing: what is to be answered or explained first, in sentences; else nothing.
    pub first: String,
    /// Everybody whom the letter goes to.
    pub recipients: Vec<Addressee>,
    /// The auditor's grades and the final ones, in the letter to the auditor; the final grade and the panel's, in that to the
    /// moderator of an audit that a panel read; else none.
    pub grades: Vec<GradeLine>,
    /// What the moderator says of the write-up, in the letter to the auditor; else nothing.
    pub comments: String,
    /// Of a wider work: what it is about.
    pub title: String,
    /// Of a wider work: what is to be done, in a clause.
    pub task: String,
    /// In a letter on actions: those that its recipient sees to or supervises.
    pub actions: Vec<ListedAction>,
    /// In a letter on new workers: those who are still to be observed.
    pub workers: Vec<ListedWorker>,
}

/// A grade as the auditor gave it, and as it is final.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GradeLine {
    /// What is graded.
    pub section: String,
    /// The auditor's grade, in words.
    pub yours: String,
    /// The final one, in words.
    #[serde(rename = "final")]
    pub final_grade: String,
    /// Whether the two differ.
    pub changed: bool,
    /// Why, as the moderator says; or nothing.
    pub reason: String,
}

/// A recipient as a template names one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// The name.
    pub name: String,
    /// The role.
    pub role: String,
}

/// An action as a template names one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListedAction {
    /// The audit's number.
    pub audit: String,
    /// The action's number in it.
    pub number: String,
    /// The section that it answers, by its title; empty where nobody said.
    pub section: String,
    /// Who sees to it.
    pub owner: String,
    /// The day it is due, as people say it.
    pub due: String,
    /// How late or near that is, in working days.
    pub when: String,
    /// Whether it is the recipient's own; else somebody's whom the recipient supervises.
    pub own: bool,
}

/// A new worker as a template names one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListedWorker {
    /// The name.
    pub name: String,
    /// The day by which the worker is to be observed, as people say it.
    pub due: String,
    /// How late or near that is, in working days.
    pub when: String,
    /// Whether it is the first since joining; else it is one within probation.
    pub first: bool,
}

impl LetterFacts {
    /// The words that a template may name.
    pub const WORDS: [&'static str; 28] = [
        "audit",
        "form",
        "team",
        "service",
        "council",
        "folder",
        "who",
        "to",
        "worker",
        "auditor",
        "moderator",
        "told",
        "sender",
        "due",
        "today",
        "when",
        "overdue",
        "begun",
        "observation",
        "prepared",
        "first",
        "recipients",
        "grades",
        "comments",
        "title",
        "task",
        "actions",
        "workers",
    ];

    /// The words that a recipient, an action or a new worker has.
    pub const OF_LISTED: [&'static str; 10] = [
        "name", "role", "audit", "number", "section", "owner", "due", "when", "own", "first",
    ];

    /// The words that a grade has.
    pub const OF_GRADE: [&'static str; 5] = ["section", "yours", "final", "changed", "reason"];

    /// The facts with these recipients.
    #[must_use]
    pub fn addressed(mut self, recipients: &[Recipient]) -> Self {
        self.to = listed(recipients.iter().map(|recipient| recipient.name.as_str()));
        self.recipients = recipients
            .iter()
            .map(|recipient| Addressee {
                name: recipient.name.clone(),
                role: recipient.role.clone(),
            })
            .collect();
        self.on_one_line()
    }

    /// The facts with each on one line, whatever a file of the store put into it.
    fn on_one_line(mut self) -> Self {
        for text in [
            &mut self.audit,
            &mut self.form,
            &mut self.team,
            &mut self.service,
            &mut self.council,
            &mut self.folder,
            &mut self.who,
            &mut self.to,
            &mut self.worker,
            &mut self.auditor,
            &mut self.moderator,
            &mut self.told,
            &mut self.sender,
            &mut self.due,
            &mut self.today,
            &mut self.when,
            &mut self.first,
            &mut self.title,
            &mut self.task,
        ] {
            *text = one_line(text);
        }
        for named in &mut self.recipients {
            named.name = one_line(&named.name);
            named.role = one_line(&named.role);
        }
        for grade in &mut self.grades {
            grade.section = one_line(&grade.section);
            grade.reason = one_line(&grade.reason);
        }
        for action in &mut self.actions {
            for text in [
                &mut action.audit,
                &mut action.number,
                &mut action.section,
                &mut action.owner,
                &mut action.due,
                &mut action.when,
            ] {
                *text = one_line(text);
            }
        }
        for worker in &mut self.workers {
            for text in [&mut worker.name, &mut worker.due, &mut worker.when] {
                *text = one_line(text);
            }
        }
        self
    }

    /// Facts of no real audit, to try a template with.
    pub fn sample(overdue: bool, begun: bool) -> Self {
        let word = |text: &str| text.to_owned();
        Self {
            audit: word("AA-26-0001"),
            form: word("a form"),
            team: word("a team"),
            service: word("a service"),
            council: word("a council"),
            folder: word("audits"),
            who: word("somebody"),
            to: word("somebody"),
            worker: word("a worker"),
            auditor: word("an auditor"),
            moderator: word("a moderator"),
            told: word("a head of service"),
            sender: word("a sender"),
            due: word("Mon 7 Dec 2026"),
            today: word("Tue 24 Nov 2026"),
            when: word("in 9 working days"),
            overdue,
            begun,
            observation: begun,
            prepared: overdue,
            first: word("It is not said."),
            recipients: vec![Addressee {
                name: word("somebody"),
                role: word("a role"),
            }],
            grades: vec![GradeLine {
                section: word("a section"),
                yours: word("Good"),
                final_grade: word("Requires improvement"),
                changed: overdue,
                reason: word("a reason"),
            }],
            comments: word("a comment"),
            title: word("a theme"),
            task: word("report"),
            actions: vec![ListedAction {
                audit: word("AA-26-0001"),
                number: word("1"),
                section: word("a section"),
                owner: word("somebody"),
                due: word("Mon 7 Dec 2026"),
                when: word("in 9 working days"),
                own: begun,
            }],
            workers: vec![ListedWorker {
                name: word("a new worker"),
                due: word("Mon 7 Dec 2026"),
                when: word("in 9 working days"),
                first: begun,
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_the_facts() {
        let facts = serde_json::to_value(LetterFacts::sample(true, true)).unwrap();
        let mut words: Vec<&str> = facts.as_object().unwrap().keys().map(String::as_str).collect();
        let mut known = LetterFacts::WORDS.to_vec();
        words.sort_unstable();
        known.sort_unstable();
        assert_eq!(words, known);
        let listed = ["recipients", "actions", "workers"].map(|list| facts[list][0].as_object().unwrap());
        let named = listed.iter().flat_map(|named| named.keys().map(String::as_str));
        let (mut named, mut known) = (named.collect::<Vec<_>>(), LetterFacts::OF_LISTED.to_vec());
        named.sort_unstable();
        named.dedup();
        known.sort_unstable();
        assert_eq!(named, known);
        let grade = facts["grades"][0].as_object().unwrap();
        let mut words: Vec<&str> = grade.keys().map(String::as_str).collect();
        let mut known = LetterFacts::OF_GRADE.to_vec();
        words.sort_unstable();
        known.sort_unstable();
        assert_eq!(words, known);
    }
}
