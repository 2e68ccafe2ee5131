//! The parts that schemas are made of: one for each kind of answer, as the reader accepts it.

use serde_json::{Value, json};

use crate::framework::Grade;
use crate::framework::form::{Field, Kind};
use crate::framework::grade::is_not_applicable;

/// Any text. What YAML takes for a number or a truth value is text here too: nobody should have to quote `3`.
pub(super) fn text(says: &str) -> Value {
    json!({ "description": says, "type": ["string", "number", "boolean", "null"] })
}

/// A day.
pub(super) fn date(says: &str) -> Value {
    json!({
        "description": says,
        "type": ["string", "null"],
        "pattern": r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
    })
}

/// Yes or no.
pub(super) fn yes_no(says: &str) -> Value {
    json!({
        "description": says,
        "anyOf": [
            { "enum": ["yes", "no"] },
            { "type": "string", "pattern": any_case(&["yes", "no", "true", "false", "y", "n"]) },
            { "type": ["boolean", "null"] },
        ],
    })
}

/// A whole number from 0.
pub(super) fn number(says: &str, most: u32) -> Value {
    json!({ "description": says, "type": ["integer", "null"], "minimum": 0, "maximum": most })
}

/// One of some options, in any case.
pub(super) fn option<'a>(says: &str, options: impl IntoIterator<Item = &'a str>) -> Value {
    let options: Vec<&str> = options.into_iter().collect();
    // An option such as 2 is a number to an editor, and text to us.
    let numbers = options
        .iter()
        .filter_map(|option| option.parse::<u32>().ok().map(Value::from));
    // An older reader takes yes and no for truth values.
    let truth = [("yes", true), ("no", false)]
        .into_iter()
        .filter(|(word, _)| options.contains(word))
        .map(|(_, value)| Value::from(value));
    let spelled: Vec<Value> = options
        .iter()
        .map(|option| Value::from(*option))
        .chain(numbers)
        .chain(truth)
        .collect();
    json!({
        "description": says,
        "anyOf": [
            { "enum": spelled },
            { "type": "string", "pattern": any_case(&options) },
            { "type": "null" },
        ],
    })
}

/// A status of a checklist's item, or N/A.
pub(super) fn status(says: &str, statuses: &[String]) -> Value {
    let mut schema = option(says, statuses.iter().map(String::as_str).chain([NOT_APPLICABLE]));
    also(&mut schema, not_applicable());
    schema
}

/// A grade.
pub(super) fn grade(says: &str) -> Value {
    let grades = Grade::ALL.iter().rev();
    let codes = grades
        .clone()
        .map(|grade| json!({ "const": grade.code(), "description": grade.title() }));
    let mut spellings: Vec<&str> = grades.flat_map(|grade| [grade.code(), grade.title()]).collect();
    // Appendix 4 heads the column of RI with A.
    spellings.push("A");
    let mut any: Vec<Value> = codes.collect();
    any.push(json!({ "type": "string", "pattern": loosely(&spellings) }));
    any.push(json!({ "type": "null" }));
    json!({ "description": says, "anyOf": any })
}

/// A grade, or N/A.
pub(super) fn judgement(says: &str) -> Value {
    let mut schema = grade(says);
    also(
        &mut schema,
        json!({ "const": NOT_APPLICABLE, "description": "Not applicable; say why under not_applicable" }),
    );
    also(&mut schema, not_applicable());
    schema
}

const NOT_APPLICABLE: &str = "N/A";

fn not_applicable() -> Value {
    let spellings = [NOT_APPLICABLE, "NA", "N.A.", "Not applicable"];
    debug_assert!(spellings.iter().all(|text| is_not_applicable(text)));
    json!({ "type": "string", "pattern": loosely(&spellings) })
}

fn also(schema: &mut Value, further: Value) {
    if let Some(any) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        any.push(further);
    }
}

/// A list.
pub(super) fn list(says: &str, items: &Value) -> Value {
    json!({ "description": says, "type": ["array", "null"], "items": items })
}

/// A block of keys, with no others than these.
pub(super) fn block<K: Into<String>>(says: &str, keys: impl IntoIterator<Item = (K, Value)>) -> Value {
    let keys: serde_json::Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.into(), value)).collect();
    json!({
        "description": says,
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": keys,
    })
}

/// What answers a field.
pub(super) fn field(field: &Field) -> Value {
    let mut says = confirmed(&field.label, field.doubtful);
    if let Some((other, value)) = &field.when {
        says = format!("{says}. Only if {other} is {value}");
    }
    if let Some(help) = &field.help {
        says = format!("{says}. {help}");
    }
    let says = says.as_str();
    match &field.kind {
        Kind::Text => text(says),
        Kind::Date => date(says),
        // As many as the reader takes for a count.
        Kind::Number => number(says, 100_000),
        Kind::YesNo => yes_no(says),
        Kind::Choice(options) => option(says, options.iter().map(String::as_str)),
        Kind::Choices(options) => {
            let one = option("One of the choices", options.iter().map(String::as_str));
            list(says, &one)
        }
    }
}

/// A wording as it is shown: a doubtful one says so.
pub(super) fn confirmed(text: &str, doubtful: bool) -> String {
    if doubtful {
        format!("{text} (wording to be confirmed)")
    } else {
        text.to_owned()
    }
}

/// A pattern that takes each text whole, in any case.
///
/// The case is spelled out letter by letter, since the patterns of JSON Schema know no flags.
fn any_case(texts: &[&str]) -> String {
    let spelled: Vec<String> = texts
        .iter()
        .map(|text| text.chars().map(any_case_of).collect())
        .collect();
    format!("^(?:{})$", spelled.join("|"))
}

fn any_case_of(letter: char) -> String {
    match letter {
        c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        c if c.is_ascii_punctuation()
            && !matches!(c, '"' | '\'' | ',' | ':' | ';' | '/' | '&' | '_' | '%') =>
        {
            // A hyphen outside brackets needs no escape, and some readers of patterns refuse it.
            if c == '-' { c.to_string() } else { format!("\\{c}") }
        }
        c => c.to_string(),
    }
}

/// As [`any_case`], with a hyphen, an underscore or nothing where a space stands: grades are read that way.
fn loosely(texts: &[&str]) -> String {
    any_case(texts).replace(' ', "[ _-]?")
}
