//! Words in lines: the one place where a text is broken to fit a terminal.

use std::fmt::Write as _;

/// Words in lines of at most so many characters, unless one is longer: the first line begins with `first`, the others
/// with `next`. No line end stands at the end.
pub(crate) fn filled(text: &str, first: &str, next: &str, width: usize) -> String {
    let mut lines = String::from(first);
    let mut length = first.chars().count();
    let mut has_word = false;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if has_word && length + 1 + more > width {
            lines.push('\n');
            lines.push_str(next);
            length = next.chars().count();
        } else if has_word {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += more;
        has_word = true;
    }
    lines
}

/// Text for people, in which no line is wider than this unless a single word is: a terminal would break it inside a word.
/// A line that is too long goes on set in by two more than it begins; one that fits stays as it is, with its columns. A
/// command to be typed, which ends a line, is not broken where a line can hold it.
pub(crate) fn fitted(text: &str, width: usize) -> String {
    let mut fitted = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let (words, end) = match line.strip_suffix('\n') {
            Some(words) => (words, "\n"),
            None => (line, ""),
        };
        if words.chars().count() <= width {
            fitted.push_str(words);
        } else {
            let indent: String = words.chars().take_while(|c| *c == ' ').collect();
            let next = format!("{indent}  ");
            let (before, command) = with_command(words, width.saturating_sub(next.len()));
            let lines = filled(before, &indent, &next, width);
            fitted.push_str(&lines);
            if !command.is_empty() {
                let last = lines.rsplit('\n').next().map_or(0, |last| last.chars().count());
                let fits = last + 1 + command.chars().count() <= width;
                let between = if fits { " ".to_owned() } else { format!("\n{next}") };
                let _ = write!(fitted, "{between}{command}");
            }
        }
        fitted.push_str(end);
    }
    fitted
}

/// A line without the command that ends it, and the command, where it is short enough to stand in one line.
fn with_command(line: &str, room: usize) -> (&str, &str) {
    match line.rfind(" qaf ") {
        Some(at) if line[at + 1..].chars().count() <= room && !line[..at].trim().is_empty() => {
            (&line[..at], &line[at + 1..])
        }
        _ => (line, ""),
    }
}

/// Text in lines of this width, each but the first set in by two more, with a line end.
pub fn wrapped(text: &str, width: usize) -> String {
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    filled(text, &indent, &format!("{indent}  "), width) + "\n"
}

/// A text in one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_broken_between_words_and_no_other() {
        let text = "short  and   spaced\n  too long for one line\nx: when it is done: qaf log AB note\n";
        assert_eq!(
            fitted(text, 19),
            "short  and   spaced\n  too long for one\n    line\nx: when it is done:\n  qaf log AB note\n"
        );
        assert_eq!(
            fitted("see audits/2026-27/Q3/north/CF-26-0001", 19),
            "see\n  audits/2026-27/Q3/north/CF-26-0001"
        );
    }

    proptest! {
        #[test]
        fn words_stay_whole_and_lines_within_the_width(text in "( {0,4}([a-zé]{1,9}|qaf)( [a-z]{1,12}| qaf log [A-Z]{2}){0,12}\n){0,4}") {
            let fitted = fitted(&text, 20);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&fitted), words(&text));
            for line in fitted.lines() {
                prop_assert!(line.chars().count() <= 20, "{:?}", line);
            }
        }
    }

    #[test]
    fn lines_are_filled_and_no_word_is_broken() {
        assert_eq!(filled("one two three", "- ", "  ", 9), "- one two\n  three");
        assert_eq!(filled("a-long-word b", "", "", 5), "a-long-word\nb");
        assert_eq!(filled(" ", "name", "", 80), "name");
        assert_eq!(wrapped("  one two", 7), "  one\n    two\n");
    }
}
