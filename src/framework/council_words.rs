//! What a council calls the systems and services that the framework names by one council's words: its case system, its
//! dashboard, its services.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::form::{Field, Form, FormRef, Question, Section};
use super::schedule::Schedule;
use super::{People, Service};

/// The framework's words that the council says otherwise, each with the council's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouncilWords(pub Vec<(String, String)>);

impl CouncilWords {
    /// A text as the council says it: whole words alone, in the framework's own capitals.
    pub fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut said = Cow::Borrowed(text);
        for (ours, theirs) in &self.0 {
            if let Some(new) = put(&said, ours, theirs) {
                said = Cow::Owned(new);
            }
        }
        said
    }

    fn text(&self, text: &mut String) {
        if let Cow::Owned(said) = self.said(text) {
            *text = said;
        }
    }

    fn texts<'t>(&self, texts: impl IntoIterator<Item = &'t mut String>) {
        for text in texts {
            self.text(text);
        }
    }

    /// Whether the council says all of it as the framework does.
    pub fn are_the_framework_s(&self) -> bool {
        self.0.is_empty()
    }

    /// A form in the council's words. What can be chosen stays as it is, as answers are kept by it.
    pub fn reword_form(&self, form: &mut Form) {
        if self.are_the_framework_s() {
            return;
        }
        self.text(&mut form.title);
        self.texts(&mut form.intro);
        self.fields(&mut form.header);
        self.texts(form.preparation.iter_mut().map(|step| &mut step.label));
        self.texts(&mut form.session_notes);
        form.sections.iter_mut().for_each(|section| self.section(section));
        if let Some(asked) = &mut form.worker_feedback {
            self.texts(&mut asked.intro);
            self.questions(&mut asked.questions);
        }
        if let Some(asked) = &mut form.family_feedback {
            self.texts(&mut asked.intro);
            self.texts(asked.labels.values_mut());
            self.questions(&mut asked.questions);
        }
        self.texts(form.asks.values_mut());
        self.texts(&mut form.duties);
        self.texts(form.staff_feedback.iter_mut().map(|question| &mut question.text));
        self.texts(&mut form.filing);
    }

    fn section(&self, section: &mut Section) {
        self.text(&mut section.title);
        self.texts(&mut section.intro);
        self.questions(&mut section.questions);
        self.fields(&mut section.fields);
    }

    fn fields(&self, fields: &mut [Field]) {
        for field in fields {
            self.text(&mut field.label);
            self.texts(&mut field.help);
        }
    }

    fn questions(&self, questions: &mut [Question]) {
        for question in questions {
            self.text(&mut question.text);
            self.texts(&mut question.note);
        }
    }

    /// The words on the left that no form holds and no service of the schedule is called by.
    pub fn unused(&self, schedule: &Schedule, forms: &BTreeMap<FormRef, Form>) -> Vec<&str> {
        let is_used = |pair: &&(String, String)| {
            let one = Self(vec![(*pair).clone()]);
            let says_it = |form: &Form| {
                let mut said = form.clone();
                one.reword_form(&mut said);
                said != *form
            };
            schedule.services.iter().any(|entry| entry.name == *pair.0) || forms.values().any(says_it)
        };
        let unused = self.0.iter().filter(|pair| !is_used(pair));
        unused.map(|(ours, _)| ours.as_str()).collect()
    }

    /// The schedule in the council's words, its services too: `people.csv` and new audits name them so.
    pub fn reword_schedule(&self, schedule: &mut Schedule) {
        for row in &mut schedule.rows {
            self.service(row.service.as_mut());
            self.texts(&mut row.title);
            self.texts(&mut row.note);
        }
        for entry in &mut schedule.services {
            self.service(Some(&mut entry.name));
            self.service(entry.under.as_mut());
            self.texts(&mut entry.title);
            self.texts(&mut entry.note);
        }
        // The council may call a service as the framework calls a part of it: `First Response` as `MASH`.
        let mut named = Vec::new();
        schedule.services.retain(|entry| {
            let is_first = !named.contains(&entry.name);
            named.push(entry.name.clone());
            is_first
        });
    }

    /// The framework's names of services that the council calls otherwise.
    pub fn services(&self) -> impl Iterator<Item = Service> {
        self.0.iter().filter_map(|(ours, _)| Service::new(ours))
    }

    /// The staff with the council's names for the services of which `people.csv` still has the framework's.
    pub fn reword_people(&self, people: People) -> People {
        if self.are_the_framework_s() {
            return people;
        }
        let mut persons = people.all().to_vec();
        let services = persons.iter_mut().flat_map(|person| &mut person.services);
        services.for_each(|service| self.service(Some(service)));
        People::new(persons)
    }

    /// A service's name is a word as a whole: `Through Care` is not `Through Care East`.
    fn service(&self, service: Option<&mut Service>) {
        let Some(service) = service else { return };
        let theirs = self.0.iter().find(|(ours, _)| *service == **ours);
        if let Some(theirs) = theirs.and_then(|(_, theirs)| Service::new(theirs)) {
            *service = theirs;
        }
    }
}

/// The text with each whole word `ours` put by `theirs`; `None` where there is none.
fn put(text: &str, ours: &str, theirs: &str) -> Option<String> {
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(ours) {
        let (before, after) = (&rest[..at], &rest[at + ours.len()..]);
        let joined = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_whole = !joined(before.chars().next_back().or_else(|| said.chars().next_back()))
            && !joined(after.chars().next());
        said.push_str(before);
        said.push_str(if is_whole { theirs } else { ours });
        rest = after;
    }
    (rest.len() < text.len() && said.len() + rest.len() > 0).then(|| said + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_said_the_council_s_way() {
        let words = [("LCS", "Mosaic"), ("First Response", "MASH")];
        let words = CouncilWords(
            words
                .map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()))
                .to_vec(),
        );
        for (text, said) in [
            ("'Audit' status added on LCS", "'Audit' status added on Mosaic"),
            ("Decision made by First Response.", "Decision made by MASH."),
            ("LCSX and XLCS, lcs", "LCSX and XLCS, lcs"),
            ("LCS LCS", "Mosaic Mosaic"),
            ("the Qlik app", "the Qlik app"),
        ] {
            assert_eq!(words.said(text), said);
        }
    }
}
