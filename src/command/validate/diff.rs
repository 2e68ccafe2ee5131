//! The difference between two texts of as many lines: what was, what would be, and a line around each for the place.

use std::fmt::Write as _;

use crate::paper::safe::{safe, safe_tabs};

/// The difference as a patch shows it, `path` above it.
pub fn diff(path: &str, new_path: &str, before: &[String], after: &[String]) -> String {
    let changed: Vec<usize> = (0..before.len().min(after.len()))
        .filter(|index| before[*index] != after[*index])
        .collect();
    let mut text = format!("--- {}\n+++ {}\n", safe(path), safe(new_path));
    let mut rest = changed.as_slice();
    while let Some(first) = rest.first() {
        // Changes that are no more than one line apart stand in one piece.
        let together = rest.windows(2).take_while(|pair| pair[1] - pair[0] <= 3).count();
        let last = rest[together];
        piece(&mut text, before, after, (*first, last));
        rest = &rest[together + 1..];
    }
    text
}

fn piece(text: &mut String, before: &[String], after: &[String], (first, last): (usize, usize)) {
    let from = first.saturating_sub(1);
    let to = (last + 2).min(before.len());
    // Writing to a String can't fail.
    let _ = writeln!(text, "@@ -{0},{1} +{0},{1} @@", from + 1, to - from);
    let mut index = from;
    while index < to {
        let run = (index..to).take_while(|at| before[*at] != after[*at]).count();
        if run == 0 {
            let _ = writeln!(text, " {}", safe_tabs(&before[index]));
            index += 1;
            continue;
        }
        for line in &before[index..index + run] {
            let _ = writeln!(text, "-{}", safe_tabs(line));
        }
        for line in &after[index..index + run] {
            let _ = writeln!(text, "+{}", safe_tabs(line));
        }
        index += run;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stand_in_pieces_with_a_line_around() {
        let before: Vec<String> = (1..=12).map(|n| format!("line {n}")).collect();
        let mut after = before.clone();
        for index in [1, 2, 9] {
            after[index] = format!("new {}", index + 1);
        }
        insta::assert_snapshot!(diff("audit.yaml", "audit.fixed.yaml", &before, &after), @r"
        --- audit.yaml
        +++ audit.fixed.yaml
        @@ -1,4 +1,4 @@
         line 1
        -line 2
        -line 3
        +new 2
        +new 3
         line 4
        @@ -9,3 +9,3 @@
         line 9
        -line 10
        +new 10
         line 11
        ");
        assert_eq!(diff("a", "b", &before, &before), "--- a\n+++ b\n");
    }

    #[test]
    fn a_tab_stays_a_tab_so_that_the_patch_applies_and_what_a_terminal_obeys_is_written_out() {
        let lines = |line: &str| vec![line.to_owned()];
        let shown = diff("a", "b", &lines("\tgrade: G\u{1b}"), &lines("    grade: G"));
        assert!(
            shown.ends_with("\n-\tgrade: G\\u{1b}\n+    grade: G\n"),
            "{shown:?}"
        );
    }
}
