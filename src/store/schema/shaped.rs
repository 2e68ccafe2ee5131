//! The schema of a file by its shape.

use serde_json::{Map, Value};

use super::part;
use crate::framework::form::Section;
use crate::record::shape::{AnswerValue, KeyKind, KeyWalker, ShapeKey};

/// Describes each key of a block.
#[derive(Default)]
pub(super) struct SchemaKeys(Map<String, Value>);

/// The schema of a file.
pub(super) fn shaped<T>(says: &str, walk: impl FnOnce(&mut SchemaKeys) -> T) -> Value {
    let mut keys = SchemaKeys::default();
    walk(&mut keys);
    part::block(says, keys.0)
}

impl<'a> KeyWalker<'a> for SchemaKeys {
    fn answer(&mut self, key: ShapeKey<'a>, _: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>> {
        let says = &key.says;
        let schema = match key.kind {
            KeyKind::Name | KeyKind::Text | KeyKind::TextOrWord(_) => part::text(says),
            KeyKind::Date | KeyKind::Due => part::date(says),
            KeyKind::YesNo => part::yes_no(says),
            KeyKind::Grade => part::grade(says),
            KeyKind::Section(sections) => section(says, sections),
            KeyKind::Sections(sections) => part::list(says, &section("A section", sections)),
        };
        self.0.insert(key.name.to_owned(), schema);
        None
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.0.insert(key.name.to_owned(), shaped(&key.says, inside));
        None
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        _: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        let each = shaped(key.each.1, |keys| item(blank, keys));
        self.0.insert(key.name.to_owned(), part::list(&key.says, &each));
        Vec::new()
    }
}

fn section(says: &str, sections: &[Section]) -> Value {
    let each = sections.iter().map(|one| (one.id.as_str(), one.title.as_str()));
    part::named(says, &each.collect::<Vec<_>>())
}
