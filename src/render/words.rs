//! Words in lines.

/// Words in lines of at most so many characters, unless one is longer: the first line begins with `first`, the others
/// with `next`. No line end stands at the end.
pub(super) fn filled(text: &str, first: &str, next: &str, width: usize) -> String {
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

/// Text in lines of this width, each but the first set in by two more, with a line end.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    filled(text, &indent, &format!("{indent}  "), width) + "\n"
}

/// A text in one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled_and_no_word_is_broken() {
        assert_eq!(filled("one two three", "- ", "  ", 9), "- one two\n  three");
        assert_eq!(filled("a-long-word b", "", "", 5), "a-long-word\nb");
        assert_eq!(filled(" ", "name", "", 80), "name");
        assert_eq!(wrapped("  one two", 7), "  one\n    two\n");
    }
}
