//! The parts that schemas are made of: one for each kind of answer, as the reader accepts it.

use serde_json::{Value, json};

use crate::framework::Grade;
use crate::framework::form::{Field, FieldKind};

/// A place where nothing is written yet, as the reader sees it: nothing, blank text, or an empty list or block. It says
/// so without a type, as an editor would offer a type's empty value as an answer.
pub(super) fn empty(says: &str) -> Value {
    json!({
        "description": says,
        "not": { "type": ["number", "boolean"] },
        "pattern": BLANK,
        "maxItems": 0,
        "maxProperties": 0,
    })
}

const BLANK: &str = r"^\s*$";

/// Any text. What YAML takes for a number or a truth value is text here too: nobody should have to quote `3`.
///
/// It names no type, as an editor would then offer true, false and null; and it stands behind an `anyOf`, without which
/// an editor that completes the key leaves out the colon.
pub(super) fn text(says: &str) -> Value {
    json!({ "description": says, "anyOf": [{ "maxItems": 0, "maxProperties": 0 }] })
}

/// A day that there is, from 1900 to 2199, or nothing.
pub(super) fn date(says: &str) -> Value {
    let year = "(?:19|20|21)";
    let long = r"(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])";
    let short = r"(?:0[469]|11)-(?:0[1-9]|[12]\d|30)";
    let february = r"02-(?:0[1-9]|1\d|2[0-8])";
    let leap = format!("(?:{year}(?:0[48]|[2468][048]|[13579][26])|2000)-02-29");
    let pattern = format!(r"^\s*(?:{year}\d{{2}}-(?:{long}|{short}|{february})|{leap})?\s*$");
    json!({
        "description": says,
        "type": ["string", "null", "array", "object"],
        "pattern": pattern,
        "maxItems": 0,
        "maxProperties": 0,
        "errorMessage": WRITE_A_DATE,
        "patternErrorMessage": WRITE_A_DATE,
    })
}

const WRITE_A_DATE: &str = "Write year, month and day with hyphens between: 2026-12-07 is 7 December 2026.";

/// Yes or no.
pub(super) fn yes_no(says: &str) -> Value {
    any(
        says,
        "Yes or no",
        vec![
            json!({ "enum": ["yes", "no"], "errorMessage": "Write yes or no." }),
            json!({ "type": "string", "pattern": any_case(&["yes", "no", "true", "false", "y", "n"]) }),
            truth(),
        ],
    )
}

/// True or false, which a reader of YAML 1.1 takes yes and no for. It says so without a type, as an editor would offer
/// both.
fn truth() -> Value {
    json!({ "not": { "type": ["string", "number", "null", "array", "object"] } })
}

/// A whole number from 0.
pub(super) fn number(says: &str, most: u32) -> Value {
    let wrong = if most < 1000 {
        format!("Write a whole number from 0 to {most}, without quotes.")
    } else {
        "Write a whole number, without quotes.".to_owned()
    };
    json!({
        "description": says,
        "type": ["integer", "null", "string", "array", "object"],
        "minimum": 0,
        "maximum": most,
        "pattern": BLANK,
        "maxItems": 0,
        "maxProperties": 0,
        "errorMessage": wrong,
        "patternErrorMessage": wrong,
    })
}

/// One of some options, in any case.
pub(super) fn option<'a>(says: &str, options: impl IntoIterator<Item = &'a str>) -> Value {
    let options: Vec<&str> = options.into_iter().collect();
    // An option such as 2 is a number to an editor, and text to us.
    let numbers: Vec<u32> = options.iter().filter_map(|option| option.parse().ok()).collect();
    let choices = options.join(", ");
    let mut ways = vec![
        json!({ "enum": options, "errorMessage": format!("The choices are: {choices}.") }),
        json!({ "type": "string", "pattern": any_case(&options) }),
    ];
    if !numbers.is_empty() {
        ways.push(json!({ "enum": numbers }));
    }
    if ["yes", "no"].iter().all(|word| options.contains(word)) {
        ways.push(truth());
    }
    any(says, &format!("One of: {choices}"), ways)
}

/// One of some ids, each with what it is called.
pub(super) fn named<'a>(says: &str, each: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
    let (ids, called): (Vec<&str>, Vec<&str>) = each.unzip();
    let mut schema = option(says, ids);
    schema["anyOf"][0]["markdownEnumDescriptions"] = json!(called);
    schema
}

/// A status of a checklist's item, or N/A.
pub(super) fn status(says: &str, statuses: &[String]) -> Value {
    let mut schema = option(says, statuses.iter().map(String::as_str).chain([NOT_APPLICABLE]));
    if let Some(ways) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        ways.insert(
            2,
            json!({ "description": spelled(says), "type": "string", "pattern": loosely(&NONE) }),
        );
    }
    schema
}

/// A grade.
pub(super) fn grade(says: &str) -> Value {
    graded(says, "Write O, G, RI or I.", &[])
}

/// A grade, or N/A.
pub(super) fn judgement(says: &str) -> Value {
    graded(
        says,
        "Write O, G, RI or I, or N/A with the reason at not_applicable.",
        &NONE,
    )
}

fn graded(says: &str, wrong: &str, further: &[&str]) -> Value {
    let grades = Grade::ALL.iter().rev();
    let mut codes: Vec<&str> = grades.clone().map(|grade| grade.code()).collect();
    let mut titles: Vec<&str> = grades.clone().map(|grade| grade.title()).collect();
    let mut spellings: Vec<&str> = grades.flat_map(|grade| [grade.code(), grade.title()]).collect();
    // Appendix 4 heads the column of RI with A.
    spellings.push("A");
    spellings.extend(further);
    if !further.is_empty() {
        codes.push(NOT_APPLICABLE);
        titles.push("Not applicable; say why under `not_applicable`");
    }
    any(
        says,
        "O Outstanding, G Good, RI Requires improvement, I Inadequate",
        vec![
            json!({ "enum": codes, "markdownEnumDescriptions": titles, "errorMessage": wrong }),
            json!({ "type": "string", "pattern": loosely(&spellings) }),
        ],
    )
}

const NOT_APPLICABLE: &str = "N/A";
const NONE: [&str; 3] = [NOT_APPLICABLE, "NA", "Not applicable"];

/// One of several ways to answer, or nothing yet.
///
/// An editor shows what the way says that fits, so each says it, and in words of its own: where all say the same, some
/// editors show it as often as there are ways. Where nothing is written yet, what may be is named.
fn any(says: &str, may_be: &str, mut ways: Vec<Value>) -> Value {
    for (number, way) in ways.iter_mut().enumerate() {
        way["description"] = if number == 0 {
            says.to_owned()
        } else {
            spelled(says)
        }
        .into();
    }
    let end = if says.ends_with(['.', '?', '!', ':']) {
        ""
    } else {
        "."
    };
    ways.push(empty(&format!("{says}{end} {may_be}")));
    json!({ "description": says, "anyOf": ways })
}

/// What a way to answer says that is not the one in which reports write it.
fn spelled(says: &str) -> String {
    format!("{says} (spelled in another way)")
}

/// A list.
pub(super) fn list(says: &str, items: &Value) -> Value {
    json!({
        "description": says,
        "type": ["array", "null", "string", "object"],
        "items": items,
        "pattern": BLANK,
        "maxProperties": 0,
        "errorMessage": WRITE_A_LIST,
        "patternErrorMessage": WRITE_A_LIST,
    })
}

const WRITE_A_LIST: &str = "Write it as a list: in square brackets with commas between, or each item on a line of its own after a hyphen.";

/// One of these, each as itself with what it says, in its own case; or nothing yet.
pub(super) fn one_of(says: &str, wrong: &str, each: &[(&str, String)]) -> Value {
    let spelled: Vec<String> = each
        .iter()
        .map(|(value, _)| value.chars().map(escaped).collect())
        .collect();
    let mut ways: Vec<Value> = each
        .iter()
        .map(|(value, says)| json!({ "const": value, "description": says, "errorMessage": wrong }))
        .collect();
    // Space around it, inside quotes, is no part of it.
    let pattern = format!(r"^\s*(?:{})\s*$", spelled.join("|"));
    ways.push(json!({ "description": "With space around it", "type": "string", "pattern": pattern }));
    ways.push(empty("Nothing yet"));
    json!({ "description": says, "anyOf": ways })
}

/// A block of keys, with no others than these.
pub(super) fn block<K: Into<String>>(says: &str, keys: impl IntoIterator<Item = (K, Value)>) -> Value {
    let keys: serde_json::Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.into(), value)).collect();
    json!({
        "description": says,
        "type": ["object", "null", "string", "array"],
        "additionalProperties": false,
        "properties": keys,
        "pattern": BLANK,
        "maxItems": 0,
        "patternErrorMessage": "Keys of its own stand under this one, each on a line, indented.",
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
        FieldKind::Text => text(says),
        FieldKind::Date => date(says),
        // As many as the reader takes for a count.
        FieldKind::Number => number(says, 100_000),
        FieldKind::YesNo => yes_no(says),
        FieldKind::Choice(options) => option(says, options.iter().map(String::as_str)),
        FieldKind::Choices(options) => {
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
    format!(r"^\s*(?:{})\s*$", spelled.join("|"))
}

fn any_case_of(letter: char) -> String {
    match letter {
        c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        c => escaped(c),
    }
}

/// A character as a pattern that means just it.
fn escaped(letter: char) -> String {
    match letter {
        c if c.is_ascii_punctuation()
            && !matches!(c, '"' | '\'' | ',' | ':' | ';' | '/' | '&' | '_' | '%') =>
        {
            // A hyphen outside brackets needs no escape, and some readers of patterns refuse it.
            if c == '-' { c.to_string() } else { format!("\\{c}") }
        }
        c => c.to_string(),
    }
}

/// As [`any_case`], with spaces and marks wherever they don't part a word: grades are read by their letters alone.
fn loosely(texts: &[&str]) -> String {
    const MARKS: &str = r"[\s!-/:-@\[-`{-~]*";
    let spelled: Vec<String> = texts
        .iter()
        .map(|text| {
            let words: Vec<String> = text
                .split([' ', '/'])
                .map(|word| {
                    let letters: Vec<String> = word.chars().map(any_case_of).collect();
                    // The letters of an abbreviation may stand apart.
                    letters.join(if word.len() == 2 { MARKS } else { "" })
                })
                .collect();
            words.join(MARKS)
        })
        .collect();
    format!("^{MARKS}(?:{}){MARKS}$", spelled.join("|"))
}
