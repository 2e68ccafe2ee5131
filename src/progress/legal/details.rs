//! Whether an event's details fit it.

use crate::framework::word::nearest;
use crate::record::{Detail, EventKind, LogEvent};

/// Who may change by a reassignment.
pub const ROLES: [&str; 2] = ["auditor", "moderator"];

/// The most letters of a remark or a reason. A log has room for hundreds of such, and is read with every list.
const LONGEST_TEXT: usize = 2_000;
/// The most letters of a name.
const LONGEST_NAME: usize = 200;
/// The most names of an event.
const MOST_NAMES: usize = 50;

/// Why a text is too long to be kept in a log, where it is.
pub fn too_long_text(option: &str, text: &str) -> Option<String> {
    let long = text.chars().count();
    (long > LONGEST_TEXT).then(|| {
        format!(
            "The text after {option} has {long} letters, and may have {LONGEST_TEXT}. Say it in short; what is longer \
             belongs in a document or the child's record."
        )
    })
}

/// What of an event is too long to be kept in a log.
fn too_long(event: &LogEvent) -> Option<String> {
    let length = |text: &String| text.chars().count();
    let texts = [("--note", &event.note), ("--reason", &event.reason)];
    let long = texts
        .into_iter()
        .find_map(|(option, text)| too_long_text(option, text.as_ref()?));
    if long.is_some() {
        return long;
    }
    if event.to.len() > MOST_NAMES {
        return Some(format!(
            "--to is given {} times, and may be {MOST_NAMES} times.",
            event.to.len()
        ));
    }
    let mut names = event.to.iter().chain(&event.by);
    names.find(|name| length(name) > LONGEST_NAME).map(|name| {
        format!(
            "A name may have {LONGEST_NAME} letters, and one here has {}.",
            length(name)
        )
    })
}

/// What is missing of an event's details, or told too much, as a sentence that says what to write.
pub fn unfit_details(event: &LogEvent) -> Option<String> {
    if let Some(long) = too_long(event) {
        return Some(long);
    }
    let meaning = event.event.meaning();
    let name = event.event.name();
    let missing: Vec<&str> = meaning
        .must
        .iter()
        .filter(|detail| !detail.is_given(event))
        .map(|detail| detail.option())
        .collect();
    if !missing.is_empty() {
        return Some(format!(
            "{name} ({}) has to be told with {}.",
            meaning.says,
            missing.join(" and ")
        ));
    }
    let welcome = |detail: &Detail| {
        *detail == Detail::Note || meaning.must.contains(detail) || meaning.may.contains(detail)
    };
    if let Some(odd) = Detail::ALL
        .iter()
        .find(|detail| detail.is_given(event) && !welcome(detail))
    {
        return Some(format!(
            "{name} ({}) takes no {}. Leave it out, or say it with --note.",
            meaning.says,
            odd.option()
        ));
    }
    if let Some(role) = event.role.as_deref().filter(|role| !ROLES.contains(role)) {
        let meant = nearest(role, ROLES).map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
        return Some(format!(
            "{role} is no role in an audit: with --role, write auditor or moderator.{meant}"
        ));
    }
    if event.event == EventKind::Reassigned && event.to.len() > 1 {
        return Some("One person takes over: give --to once.".to_owned());
    }
    None
}

/// An action's number as the log writes it: `2`, or `r1` for a re-audit's.
pub fn action_number(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (again, digits) = text
        .strip_prefix('r')
        .map_or(("", text.as_str()), |rest| ("r", rest));
    let number: usize = digits.parse().ok().filter(|number| *number > 0)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| format!("{again}{number}"))
}
