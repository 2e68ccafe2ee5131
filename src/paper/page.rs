//! What all pages have in common: the text of files is escaped, and what would turn or hide text is written out.

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, escape_formatter};

use crate::framework::Date;
use crate::paper::safe::shown;

/// What every page begins with.
const PAGE: &str = include_str!("../../shipped/templates/page.html");
/// The style of pages that are no report: an audit, a certificate, a simulation.
const PLAIN_STYLE: &str = include_str!("../../shipped/templates/plain.css");

/// The environment of a page with one template.
pub fn environment<'source>(
    name: &'source str,
    template: &'source str,
) -> Result<Environment<'source>, Error> {
    environment_of(&[("page.html", PAGE), ("plain.css", PLAIN_STYLE), (name, template)])
}

/// The environment of pages with these templates. A name that a page has no value for is an error.
pub fn environment_of<'source>(
    templates: &[(&'source str, &'source str)],
) -> Result<Environment<'source>, Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(safe_formatter);
    environment.add_filter("day", day);
    for (name, template) in templates {
        environment.add_template(name, template)?;
    }
    Ok(environment)
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
