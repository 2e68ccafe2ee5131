//! How questions are answered: the options, the statements and the hints of each kind of field.

use super::asked::{AskedKind, plain};
use crate::framework::form::{self, Field, FieldKind, Form, Section};
use crate::framework::word::capital;
use crate::framework::{Grade, Judgement, Rubric};
use crate::record::Audit;
use crate::record::shape::AnswerValue;
use crate::store::yaml::{Node, NodeValue};

/// What is said beside a field.
pub(super) fn hints(field: &Field, form: &Form) -> Vec<String> {
    let mut hints: Vec<String> = field.help.iter().cloned().collect();
    if let Some((other, value)) = &field.when {
        let other = form
            .field(other.as_str())
            .map_or(other.as_str(), |field| field.label.as_str());
        hints.push(format!("Only if \u{201c}{other}\u{201d} is {value}."));
    }
    if field.optional {
        hints.push("It may stay empty.".to_owned());
    }
    if field.ours {
        hints.push("Added by us: it is not on the printed form.".to_owned());
    }
    if field.doubtful {
        hints.push("The wording is to be confirmed by the council.".to_owned());
    }
    hints
}

pub(super) fn same(options: &[String]) -> Vec<(String, String)> {
    let named = options.iter().map(|option| (option.clone(), capital(option)));
    named.collect()
}

/// Options that are names of the file, as people write them: `adult-mental-health` as `Adult mental health`.
pub(super) fn spoken(options: &[String]) -> Vec<(String, String)> {
    let spoken = options
        .iter()
        .map(|option| (option.clone(), capital(&option.replace('-', " "))));
    spoken.collect()
}

/// So many options stand side by side; more fold out.
const FEW: usize = 8;

pub(super) fn one_of(options: Vec<(String, String)>) -> AskedKind {
    if options.len() > FEW {
        AskedKind::OneOfMany(options)
    } else {
        AskedKind::One(options)
    }
}

pub(super) fn pair(option: &str, called: &str) -> (String, String) {
    (option.to_owned(), called.to_owned())
}

pub(super) fn grades() -> Vec<(String, String)> {
    printed().map(|grade| pair(grade.code(), grade.title())).collect()
}

/// The grades as they are printed: the best first.
fn printed() -> impl Iterator<Item = Grade> {
    Grade::ALL.into_iter().rev()
}

const NOT_APPLICABLE: &str = "N/A";

pub(super) fn or_not_applicable(mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    options.push(pair(NOT_APPLICABLE, "Does not apply"));
    options
}

pub(super) fn titles(sections: &[Section]) -> Vec<(String, String)> {
    sections
        .iter()
        .map(|section| pair(section.id.as_str(), &section.title))
        .collect()
}

/// How a field of the form is answered.
pub(super) fn of_field(field: &Field) -> AskedKind {
    match &field.kind {
        FieldKind::Text => AskedKind::Text,
        FieldKind::Date => AskedKind::Day,
        FieldKind::Number => AskedKind::Number,
        FieldKind::YesNo => yes_no(),
        FieldKind::Choice(options) => one_of(same(options)),
        FieldKind::Choices(options) => AskedKind::Any(same(options)),
    }
}

pub(super) fn yes_no() -> AskedKind {
    AskedKind::One(vec![pair("yes", "Yes"), pair("no", "No")])
}

/// The statements that the guideline has for a section, by grade.
pub(super) fn statements(section: &Section, rubric: Option<&Rubric>) -> Vec<(String, Vec<(String, String)>)> {
    let domains = section
        .domains
        .iter()
        .filter_map(|id| rubric?.domain(id.as_str()));
    let domains: Vec<_> = domains.collect();
    let of_grade = |grade: Grade| -> Vec<(String, String)> {
        let all = domains.iter().flat_map(|domain| {
            let of = domain
                .statements
                .iter()
                .filter(move |statement| statement.grade == grade);
            of.map(move |statement| (domain, statement))
        });
        all.map(|(domain, statement)| {
            let said = if domains.len() > 1 {
                format!("{}: {}", domain.title, statement.shown())
            } else {
                statement.shown()
            };
            (statement.id.as_str().to_owned(), said)
        })
        .collect()
    };
    let all = printed().map(|grade| (grade.title().to_owned(), of_grade(grade)));
    all.filter(|(_, statements)| !statements.is_empty()).collect()
}

/// What stands there: as it was read, or, where it could not be, as it was written.
pub(super) fn standing(
    kind: &AskedKind,
    stands: Option<&AnswerValue<'_>>,
    tree: Option<&Node>,
) -> Vec<String> {
    let written: Vec<String> = match tree.map(|tree| &tree.value) {
        Some(NodeValue::List(items)) => {
            let texts = items.iter().filter_map(Node::text);
            texts.map(str::to_owned).collect()
        }
        _ => tree.and_then(Node::text).map(str::to_owned).into_iter().collect(),
    };
    let read: Vec<String> = match stands {
        Some(AnswerValue::Many(all)) => all.iter().map(|one| one.written().into_owned()).collect(),
        Some(one) => vec![one.written().into_owned()],
        None => Vec::new(),
    };
    let is_read = !read.is_empty() && (!kind.is_several() || read.len() >= written.len());
    let both = if is_read { read } else { written };
    both.iter()
        .map(|text| plain(text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// What one block of a list is called: `action`, `family member`.
pub(super) fn called((name, says): (&str, &str)) -> String {
    let rest = |article: &str| says.strip_prefix(article);
    let without = ["A ", "An ", "One "].into_iter().find_map(rest).unwrap_or(says);
    if name.is_empty() {
        without.to_lowercase()
    } else {
        name.to_owned()
    }
}

/// The sections by their titles, each with the grade that the auditor gave it.
pub(super) fn with_grades(
    audit: Option<&Audit>,
    is_own: bool,
    sections: &[Section],
) -> Vec<(String, String)> {
    let graded = |section: &Section| {
        let answer = audit.and_then(|audit| audit.sections.get(&section.id))?;
        Some(match answer.grade? {
            Judgement::Graded(grade) => grade.title(),
            Judgement::NotApplicable => "does not apply",
        })
    };
    let titled = form::graded(sections).map(|section| {
        let title = match graded(section) {
            Some(grade) if is_own => format!("{} ({grade})", section.title),
            Some(grade) => format!("{} (the auditor: {grade})", section.title),
            None => section.title.clone(),
        };
        pair(section.id.as_str(), &title)
    });
    titled.collect()
}
