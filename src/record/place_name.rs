//! The place of an answer in the words of its form: `Visits, grade` for `sections.visits.grade`.

use super::place::RouteStep;
use super::{FileKind, Route};
use crate::framework::form::{Field, Form, Question};
use crate::framework::word::capital;

/// The most characters of a label that is quoted.
const MOST: usize = 60;

/// The place of an answer in the words of its form.
pub fn words(form: Option<&Form>, file: FileKind, route: &Route) -> String {
    let mut parts: Vec<String> = match form.filter(|_| file == FileKind::Audit) {
        Some(form) => in_audit(form, &route.0),
        None => plain(&route.0),
    };
    if let Some(first) = parts.first_mut() {
        *first = capital(first);
    }
    parts.join(", ")
}

fn in_audit(form: &Form, steps: &[RouteStep]) -> Vec<String> {
    let [RouteStep::Key(block), RouteStep::Key(key), rest @ ..] = steps else {
        return plain(steps);
    };
    let label = |fields: &[Field]| {
        let field = fields.iter().find(|field| field.id == **key)?;
        Some(vec![quoted(&field.label)])
    };
    let found = match &**block {
        "header" => label(&form.header),
        "preparation" => {
            let step = form.preparation.iter().find(|step| step.id == **key);
            step.map(|step| vec![quoted(&step.label)])
        }
        "sections" => form.section(key).map(|section| {
            let mut parts = vec![section.title.clone()];
            parts.extend(in_section(&section.questions, &section.fields, rest));
            parts
        }),
        _ => None,
    };
    found.unwrap_or_else(|| plain(steps))
}

fn in_section(questions: &[Question], fields: &[Field], rest: &[RouteStep]) -> Vec<String> {
    match rest {
        [RouteStep::Key(kind), RouteStep::Key(id), rest @ ..] if matches!(&**kind, "questions" | "items") => {
            let what = if &**kind == "items" { "item" } else { "question" };
            let number = questions.iter().position(|question| question.id == **id);
            let number = number.map_or_else(|| id.to_string(), |index| (index + 1).to_string());
            let mut parts = vec![format!("{what} {number}")];
            parts.extend(plain(rest));
            parts
        }
        [RouteStep::Key(id)] => match fields.iter().find(|field| field.id == **id) {
            Some(field) => vec![quoted(&field.label)],
            None => plain(rest),
        },
        _ => plain(rest),
    }
}

/// Keys as words, and items by their number from 1.
fn plain(steps: &[RouteStep]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for step in steps {
        match step {
            RouteStep::Key(key) => parts.push(key.replace('_', " ")),
            RouteStep::Item(index) => {
                let number = (index + 1).to_string();
                match parts.last_mut() {
                    Some(last) => {
                        last.push(' ');
                        last.push_str(&number);
                    }
                    None => parts.push(number),
                }
            }
        }
    }
    parts
}

fn quoted(label: &str) -> String {
    let label = label.trim_end_matches(['.', ':', '?']);
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let short: String = label.chars().take(MOST).collect();
    format!("{} ...", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::sample::Sample;

    #[test]
    fn a_place_is_told_in_the_form_s_words() {
        let form = Sample::clean().form;
        let section = &form.sections[0];
        let id = section.id.to_string();
        let said = |file, route: Route| words(Some(&form), file, &route);
        assert_eq!(
            said(FileKind::Audit, Route::from("sections").key(&id).key("grade")),
            format!("{}, grade", section.title)
        );
        assert_eq!(
            said(
                FileKind::Audit,
                Route::from("sections")
                    .key(&id)
                    .key("items")
                    .key("q2")
                    .key("comments")
            ),
            format!("{}, item 2, comments", section.title)
        );
        let header = &form.header[0];
        assert_eq!(
            said(FileKind::Audit, Route::from("header").key(&header.id)),
            header.label.trim_end_matches(['.', ':', '?'])
        );
        assert_eq!(
            said(FileKind::Audit, Route::from("actions").item(1).key("owner")),
            "Actions 2, owner"
        );
        assert_eq!(
            said(FileKind::Moderation, Route::from("signed_off")),
            "Signed off"
        );
        assert_eq!(
            said(FileKind::Audit, Route::from("sections.unknown.grade")),
            "Sections, unknown, grade"
        );
    }
}
