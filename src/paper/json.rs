//! JSON for programs.

use std::fmt::Write as _;

use super::safe;

/// A document as JSON, for programs.
pub fn json<T: serde::Serialize>(document: &T) -> String {
    // Every document is made of strings, numbers and lists with string keys; such a value always serialises.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    unobeyed(&text)
}

/// JSON in which what a terminal would obey is escaped. Only its strings can hold such a character, and they read back
/// the same.
fn unobeyed(json: &str) -> String {
    let obeyed = |c: char| c != '\n' && safe::is_hostile(c);
    if !json.chars().any(obeyed) {
        return json.to_owned();
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if obeyed(c) {
            // Writing to a String can't fail; none of these letters lies beyond the first plane.
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_nothing_that_a_terminal_obeys_and_reads_back_the_same() {
        let said = "a\u{7f}b\u{9b}31mc\u{202e}d\u{feff}é";
        let text = json(&[said]);
        assert!(!text.chars().any(|c| c != '\n' && safe::is_hostile(c)), "{text}");
        let read: Vec<String> = serde_json::from_str(&text).unwrap();
        assert_eq!(read, [said]);
    }
}
