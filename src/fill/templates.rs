//! The templates of the pages, and the environment in which they are filled.

use minijinja::value::Value;
use minijinja::{Environment, Error};

use crate::paper::page::environment_of;

/// The templates of the pages.
const TEMPLATES: [(&str, &str); 9] = [
    (
        "layout.html",
        include_str!("../../shipped/templates/fill/layout.html"),
    ),
    (
        "field.html",
        include_str!("../../shipped/templates/fill/field.html"),
    ),
    (
        "page.html",
        include_str!("../../shipped/templates/fill/page.html"),
    ),
    (
        "tasks.html",
        include_str!("../../shipped/templates/fill/tasks.html"),
    ),
    (
        "check.html",
        include_str!("../../shipped/templates/fill/check.html"),
    ),
    (
        "desk.html",
        include_str!("../../shipped/templates/fill/desk.html"),
    ),
    (
        "told.html",
        include_str!("../../shipped/templates/fill/told.html"),
    ),
    (
        "repair.html",
        include_str!("../../shipped/templates/fill/repair.html"),
    ),
    (
        "offline.html",
        include_str!("../../shipped/templates/fill/offline.html"),
    ),
];
/// The page that the first address answers with: it leads on to the desk, so that the cookie is sent along.
pub const FIRST: &str = include_str!("../../shipped/templates/fill/first.html");
/// The pages' script.
pub const SCRIPT: &str = include_str!("../../shipped/templates/fill/fill.js");
/// The reports' own style, and what boxes need beside it.
pub const STYLE: &str = concat!(
    include_str!("../../shipped/templates/report.css"),
    include_str!("../../shipped/templates/fill/fill.css")
);

/// The environment in which pages are made.
///
/// # Errors
/// Where a template has a mistake.
pub fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = environment_of(&TEMPLATES)?;
    environment.add_filter("exact", exact);
    Ok(environment)
}

/// What stands in a box: to the letter, as it goes back into the file from there.
fn exact(text: &str) -> Value {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    Value::from_safe_string(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_box_is_there_to_the_letter() {
        let exact = |text| exact(text).to_string();
        assert_eq!(exact("a\u{202e}<b>&\"'"), "a\u{202e}&lt;b&gt;&amp;&quot;&#39;");
    }
}
