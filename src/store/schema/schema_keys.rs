//! The schema of a file by its shape.

use serde_json::{Map, Value};

use super::schema_parts;
use crate::framework::Rubric;
use crate::framework::form::{Section, graded};
use crate::record::shape::{AnswerValue, KeyKind, KeyWalker, ShapeKey};

/// Describes each key of a block.
pub(super) struct SchemaKeys<'g> {
    keys: Map<String, Value>,
    rubric: Option<&'g Rubric>,
}

/// The schema of a file.
pub(super) fn shaped<'g, T>(
    says: &str,
    rubric: Option<&'g Rubric>,
    walk: impl FnOnce(&mut SchemaKeys<'g>) -> T,
) -> Value {
    let keys = Map::new();
    let mut block = SchemaKeys { keys, rubric };
    walk(&mut block);
    schema_parts::block(says, block.keys)
}

impl<'a> KeyWalker<'a> for SchemaKeys<'_> {
    fn answer(&mut self, key: ShapeKey<'a>, _: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>> {
        let says = &*key.says;
        let schema = match key.kind {
            KeyKind::Date | KeyKind::Due => schema_parts::date(says),
            KeyKind::Dates => schema_parts::list(says, &schema_parts::date("A day")),
            KeyKind::YesNo => schema_parts::yes_no(says),
            KeyKind::Grade => schema_parts::grade(says),
            KeyKind::Judgement => schema_parts::judgement(says),
            KeyKind::Score => schema_parts::number(says, 10),
            KeyKind::Count => schema_parts::number(says, 100_000),
            KeyKind::Tags => schema_parts::list(says, &schema_parts::text("A tag")),
            KeyKind::Form(form) => {
                let each = [(&*form.to_string(), says.to_owned())];
                schema_parts::one_of(says, "Write it as in allocation.yaml.", &each)
            }
            KeyKind::Field(field) => schema_parts::field(field),
            KeyKind::Option(options) => schema_parts::option(says, options.iter().map(String::as_str)),
            KeyKind::Status(statuses) => schema_parts::status(says, statuses),
            KeyKind::Giver(family) => {
                let givers = family.givers.iter();
                schema_parts::named(says, givers.map(|id| (id.as_str(), family.label(id))))
            }
            KeyKind::Statements(section) => statements(says, section, self.rubric),
            KeyKind::Section(sections) => section(says, graded(sections)),
            KeyKind::Sections(sections) => schema_parts::list(says, &section("A section", sections.iter())),
            _ => schema_parts::text(says),
        };
        self.keys.insert(key.name.to_owned(), schema);
        None
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let block = shaped(&key.says, self.rubric, inside);
        self.keys.insert(key.name.to_owned(), block);
        None
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        _: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        let each = shaped(key.each.1, self.rubric, |keys| item(blank, keys));
        self.keys
            .insert(key.name.to_owned(), schema_parts::list(&key.says, &each));
        Vec::new()
    }
}

fn section<'a>(says: &str, sections: impl Iterator<Item = &'a Section>) -> Value {
    let each = sections.map(|one| (one.id.as_str(), one.title.as_str()));
    schema_parts::named(says, each)
}

/// The statements of the section's domains, each with its wording.
fn statements(says: &str, section: &Section, rubric: Option<&Rubric>) -> Value {
    let domains = section
        .domains
        .iter()
        .filter_map(|id| rubric?.domain(id.as_str()));
    let statements = domains.flat_map(|domain| &domain.statements).map(|statement| {
        let says = format!("{}: {}", statement.grade.title(), statement.shown());
        (statement.id.as_str(), says)
    });
    let statements: Vec<(&str, String)> = statements.collect();
    if statements.is_empty() {
        // An empty list does no harm, and there is nothing that it could hold.
        return schema_parts::list(says, &schema_parts::empty("This section has no statements"));
    }
    let wrong = "This section has no such statement; qaf rubric shows those that it has.";
    schema_parts::list(says, &schema_parts::one_of("A statement", wrong, &statements))
}
