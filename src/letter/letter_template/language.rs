//! What a letter may do: name words, leave parts out, and go through what it lists. No more of the templates' language
//! is let in, so that no letter goes on for ever, and none doubles its own text until the memory is full.

use minijinja::{Environment, UndefinedBehavior, filters};

/// The largest template, in bytes.
pub(super) const MOST_BYTES: usize = 1 << 16;
/// So many steps fill a letter in: a long one takes some hundreds, and some dozens more for each thing that it lists.
const MOST_STEPS: u64 = 10_000;
const STEPS_EACH: u64 = 100;

const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// Where letters are filled in that list so many things.
pub(super) fn environment(listed: usize) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    let listed = u64::try_from(listed).unwrap_or(u64::MAX);
    environment.set_fuel(Some(listed.saturating_mul(STEPS_EACH).saturating_add(MOST_STEPS)));
    // None of them makes more text than it is given.
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("title", filters::title);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("default", filters::default);
    environment.add_filter("length", filters::length);
    environment.add_filter("first", filters::first);
    environment.add_filter("last", filters::last);
    environment
}

/// The first thing that a letter may not do: its line, from 0, and what is to be said of it.
pub(super) fn forbidden(text: &str) -> Option<(usize, String)> {
    let mut rest = text;
    while let Some(at) = rest
        .find("{{")
        .into_iter()
        .chain(rest.find("{%"))
        .chain(rest.find("{#"))
        .min()
    {
        let (opening, inside) = rest[at..].split_at(2);
        let (code, after) = match opening {
            "{#" => inside.split_once("#}")?,
            opening => code(inside, if opening == "{{" { "}}" } else { "%}" })?,
        };
        let found = match opening {
            "{#" => None,
            "{%" => statement(code).or_else(|| reckoning(code)),
            _ => reckoning(code),
        };
        if let Some(what) = found {
            let before = text.len() - rest.len() + at;
            return Some((text[..before].matches('\n').count(), what));
        }
        rest = after;
    }
    None
}

/// What stands within curly brackets, and what follows them; `None` where they do not close, which the language says.
fn code<'t>(inside: &'t str, closing: &str) -> Option<(&'t str, &'t str)> {
    let mut quote = None;
    let mut letters = inside.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => {
                letters.next();
            }
            (Some(open), letter) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, _) if inside[at..].starts_with(closing) => {
                return Some((&inside[..at], &inside[at + closing.len()..]));
            }
            _ => {}
        }
    }
    None
}

/// Code without what stands in its quotation marks.
fn unquoted(code: &str) -> String {
    let mut quote = None;
    let mut escaped = false;
    let mut plain = String::new();
    for letter in code.chars() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if letter == '\\' => escaped = true,
            Some(open) if open == letter => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            None => plain.push(letter),
        }
    }
    plain
}

fn reckoning(code: &str) -> Option<String> {
    let found = unquoted(code)
        .chars()
        .find(|letter| matches!(letter, '*' | '{' | '['))?;
    Some(format!(
        "A letter can't do this (\"{found}\" within curly brackets). Take it out."
    ))
}

fn statement(code: &str) -> Option<String> {
    let plain = unquoted(code);
    let plain = plain
        .trim_start_matches(['-', '+'])
        .trim_end_matches(['-', '+'])
        .trim();
    let (word, rest) = plain.split_at(
        plain
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(plain.len()),
    );
    if !STATEMENTS.contains(&word) {
        return Some(format!(
            "A letter knows {{% if %}} and {{% for %}}, and no {{% {word} %}}. Take it out."
        ));
    }
    let is_plain = |list: &str| {
        list.trim()
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
    };
    let list = rest
        .split_once(" in ")
        .map(|(_, list)| list.split(" if ").next().unwrap_or_default());
    (word == "for" && !list.is_some_and(is_plain)).then(|| {
        "A letter goes through recipients, grades, actions or workers alone, as in {% for person in recipients %}. Put it right, or take it out."
            .to_owned()
    })
}
