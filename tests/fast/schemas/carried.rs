//! Hover and completion: every text of a form stands in the right place of its schemas.

use qaf::framework::Grade;
use qaf::framework::form::{Evidence, Field, FieldKind, Form};
use qaf::record::FileKind;
use serde_json::Value as Json;

use super::judges::{self, Judges};
use super::tree::ITEM;

impl Judges {
    /// What the schema says at the end of a way.
    fn schema_at(&self, way: &[&str]) -> &Json {
        way.iter().fold(&self.schema, |schema, step| {
            let below = if *step == ITEM {
                &schema["items"]
            } else {
                &schema["properties"][*step]
            };
            assert!(below.is_object(), "{} has no {way:?}", self.form.id);
            below
        })
    }

    /// What an editor shows over the key: the words hold this text.
    #[track_caller]
    fn hovers(&self, way: &[&str], text: &str) {
        let schema = self.schema_at(way);
        let said = schema["description"].as_str().unwrap();
        assert!(
            said.contains(text),
            "{} {way:?}: {said:?} lacks {text:?}",
            self.form.id
        );
        // Where there are several ways to answer, an editor shows what the one says that fits.
        for branch in schema["anyOf"].as_array().into_iter().flatten() {
            let said = branch["description"].as_str();
            if let Some(said) = said.filter(|_| branch.get("const").is_none() && branch.get("enum").is_none())
            {
                assert!(
                    said.contains(text),
                    "{} {way:?}: {said:?} lacks {text:?}",
                    self.form.id
                );
            }
        }
    }

    /// What an editor offers as answers, each with what it says of it.
    fn offers(&self, way: &[&str]) -> Vec<(String, String)> {
        let mut offers = Vec::new();
        for branch in self.schema_at(way)["anyOf"].as_array().into_iter().flatten() {
            for (index, value) in branch["enum"].as_array().into_iter().flatten().enumerate() {
                let says = branch["markdownEnumDescriptions"][index]
                    .as_str()
                    .unwrap_or_default();
                offers.extend(value.as_str().map(|value| (value.to_owned(), says.to_owned())));
            }
            if let Some(value) = branch["const"].as_str() {
                offers.push((
                    value.to_owned(),
                    branch["description"].as_str().unwrap().to_owned(),
                ));
            }
        }
        offers
    }

    fn offers_grades(&self, way: &[&str], or_none: bool) {
        let mut grades: Vec<(String, String)> = Grade::ALL
            .iter()
            .rev()
            .map(|grade| (grade.code().to_owned(), grade.title().to_owned()))
            .collect();
        let offers = self.offers(way);
        if or_none {
            let none = offers.last().unwrap().clone();
            assert_eq!(none.0, "N/A");
            grades.push(none);
        }
        assert_eq!(offers, grades, "{} {way:?}", self.form.id);
    }

    fn asks(&self, way: &[&str], field: &Field) {
        let way = [way, &[field.id.as_str()]].concat();
        self.hovers(&way, &field.label);
        if let Some(help) = &field.help {
            self.hovers(&way, help);
        }
        let (options, way) = match &field.kind {
            FieldKind::Choice(options) => (options.clone(), way),
            FieldKind::Choices(options) => (options.clone(), [way.as_slice(), &[ITEM]].concat()),
            FieldKind::YesNo => (vec!["yes".to_owned(), "no".to_owned()], way),
            FieldKind::Text | FieldKind::Date | FieldKind::Number => return,
        };
        let offers: Vec<String> = self.offers(&way).into_iter().map(|(value, _)| value).collect();
        assert_eq!(offers, options, "{} {way:?}", self.form.id);
    }
}

#[test]
fn every_text_of_the_auditors_form_is_in_its_place() {
    for judges in judges::all()
        .iter()
        .filter(|judges| judges.kind == FileKind::Audit)
    {
        let form = &judges.form;
        for field in &form.header {
            judges.asks(&["header"], field);
        }
        for step in &form.preparation {
            judges.hovers(&["preparation", step.id.as_str()], &step.label);
        }
        sections(judges, form);
        judges.offers_grades(&["overall", "grade"], false);
        for block in &form.ask {
            if let Some(text) = form.wording(block.name()) {
                judges.hovers(&[block.name()], text);
            }
        }
        for (key, way) in [
            ("overall", vec!["overall", "grade"]),
            ("reasons", vec!["overall", "reasons"]),
        ] {
            if let Some(text) = form.wording(key) {
                judges.hovers(&way, text);
            }
        }
        if !form.learning_areas.is_empty() {
            let offers = judges.offers(&["system_learning", ITEM, "area"]);
            let areas: Vec<String> = offers.into_iter().map(|(area, _)| area).collect();
            assert_eq!(areas, form.learning_areas);
        }
        family(judges, form);
    }
}

fn sections(judges: &Judges, form: &Form) {
    for section in &form.sections {
        let id = section.id.as_str();
        judges.hovers(&["sections", id], &section.title);
        if let Some(intro) = &section.intro {
            judges.hovers(&["sections", id], intro);
        }
        judges.offers_grades(&["sections", id, "grade"], true);
        for question in &section.questions {
            let way = match section.evidence {
                Evidence::Items(_) => vec!["sections", id, "items", question.id.as_str()],
                Evidence::Questions => vec!["sections", id, "questions", question.id.as_str()],
                Evidence::Section => vec!["sections", id, "strengths"],
            };
            judges.hovers(&way, &question.shown());
            if let Evidence::Items(statuses) = &section.evidence {
                let way = [way.as_slice(), &["status"]].concat();
                let offers: Vec<String> = judges.offers(&way).into_iter().map(|(value, _)| value).collect();
                let wanted: Vec<String> = statuses.iter().cloned().chain(["N/A".to_owned()]).collect();
                assert_eq!(offers, wanted);
            }
        }
        for field in &section.fields {
            judges.asks(&["sections", id], field);
        }
        let domains = section
            .domains
            .iter()
            .filter_map(|id| judges.rubric.as_ref()?.domain(id.as_str()));
        let statements: Vec<_> = domains.flat_map(|domain| &domain.statements).collect();
        let offers = judges.offers(&["sections", id, "criteria", ITEM]);
        assert_eq!(offers.len(), statements.len(), "{} {id}", form.id);
        for ((value, says), statement) in offers.iter().zip(statements) {
            assert_eq!(*value, statement.id.to_string());
            assert!(
                says.contains(&statement.text) && says.starts_with(statement.grade.title()),
                "{says}"
            );
        }
    }
}

fn family(judges: &Judges, form: &Form) {
    let Some(family) = &form.family_feedback else {
        return;
    };
    for question in &family.questions {
        let way = ["family_feedback", ITEM, "answers", question.id.as_str()];
        judges.hovers(&way, &question.shown());
    }
    if let Some(scale) = &family.scale {
        judges.hovers(&["family_feedback", ITEM, "score"], &scale.low);
        judges.hovers(&["family_feedback", ITEM, "score"], &scale.high);
    }
    let givers: Vec<(String, String)> = family
        .givers
        .iter()
        .map(|id| (id.clone(), family.label(id).to_owned()))
        .collect();
    assert_eq!(judges.offers(&["family_feedback", ITEM, "from"]), givers);
}

#[test]
fn every_text_of_the_files_that_follow_is_in_its_place() {
    for judges in judges::all() {
        let form = &judges.form;
        match judges.kind {
            FileKind::Moderation if form.process().regrades => {
                judges.offers_grades(&["overall", "grade"], false);
                judges.offers_grades(&["regrades", ITEM, "to"], false);
                let ids: Vec<(String, String)> = form
                    .sections
                    .iter()
                    .map(|section| (section.id.to_string(), section.title.clone()))
                    .collect();
                for way in [&["record_sampled", ITEM][..], &["regrades", ITEM, "section"]] {
                    assert_eq!(judges.offers(way), ids, "{} {way:?}", form.id);
                }
            }
            FileKind::Feedback => {
                for question in &form.staff_feedback {
                    judges.hovers(&["answers", question.id.as_str()], &question.text);
                }
            }
            FileKind::ReAudit => judges.offers_grades(&["grade"], false),
            _ => {}
        }
        for (way, schema) in judges.places() {
            let says = schema["description"].as_str().unwrap_or_default();
            assert!(!says.trim().is_empty(), "{} {way:?} says nothing", form.id);
        }
    }
}
