//! The document as a page of its own: nothing is fetched, nothing runs, and it prints on A4.

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, Output, State, Value, escape_formatter};

use super::shown;
use crate::framework::Date;
use crate::report::show::Document;

const TEMPLATE: &str = include_str!("../../../templates/show.html");

/// The document as a page.
pub fn html(document: &Document) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(safe_formatter);
    environment.add_filter("day", day);
    environment.add_filter("colon", colon);
    environment.add_template("show.html", TEMPLATE)?;
    environment
        .get_template("show.html")?
        .render(Value::from_serialize(document))
}

/// What is put on the page: first what would turn or hide text is written out, then it is escaped.
fn safe_formatter(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if value.kind() == ValueKind::String && !value.is_safe() => {
            escape_formatter(out, state, &Value::from(shown(text)))
        }
        _ => escape_formatter(out, state, value),
    }
}

/// A day as people say it.
fn day(text: &str) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), Date::spoken)
}

/// A label, which ends with a mark.
fn colon(text: &str) -> String {
    let text = text.trim_end();
    let colon = if text.ends_with(['?', ':', '.']) { "" } else { ":" };
    format!("{text}{colon}")
}
