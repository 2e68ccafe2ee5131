//! How wide words are in a chart, and how they are broken: SVG breaks no line by itself.

use unicode_normalization::char::is_combining_mark;

use crate::paper::safe::safe;

/// The size of a chart's words, in CSS pixels.
pub const SIZE: f64 = 13.0;

/// How wide words are at most, in CSS pixels, in the usual fonts; a guess on the wide side, because no font is at hand.
pub fn width(text: &str) -> f64 {
    text.chars().map(wide).sum::<f64>() * SIZE
}

/// A character's width as a part of the letter size: for Latin those of Verdana and `DejaVu Sans`, which are wide;
/// what is not Latin counts as a full square.
fn wide(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | 'f' | 't' | '(' | ')' => {
            0.42
        }
        'm' | 'M' | 'W' | 'w' | '@' | '%' => 1.0,
        'A'..='Z' => 0.78,
        '\0'..='\u{24f}' => 0.64,
        c if is_combining_mark(c) => 0.3,
        _ => 1.05,
    }
}

/// The words in lines that are no wider than this, broken between words and, where one is wider, within it. At least
/// one line, which may be empty. What would turn or hide text is written out first, so that it is measured as shown.
pub fn lines(text: &str, most: f64) -> Vec<String> {
    let text = safe(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let with_space = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&with_space) <= most {
            line = with_space;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = broken(word, most, &mut lines);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Puts the full lines of a word into `lines` and gives back the rest. A mark stays with the letter it stands on.
fn broken(word: &str, most: f64, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    let mut used = 0.0;
    for c in word.chars() {
        let wide = wide(c) * SIZE;
        if used + wide > most && !line.is_empty() && !is_combining_mark(c) {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        line.push(c);
        used += wide;
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_broken_between_and_a_long_one_within() {
        let most = width("North Area");
        assert_eq!(lines("North Area Team", most), ["North Area", "Team"]);
        assert_eq!(lines("", most), [""]);
        assert!(lines(&"x".repeat(90), most).len() > 5);
        // The mark above stays with its letter.
        assert_eq!(lines("aae\u{301}", width("aae")), ["aae\u{301}"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "\\PC{0,120}") {
            let lines = lines(&text, 120.0);
            prop_assert!(lines.iter().all(|line| width(line) <= 120.0 || line.chars().any(is_combining_mark)));
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&safe(&text)));
        }
    }
}
