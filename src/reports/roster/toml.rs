//! The proposal as lines of `qaf.toml`, ready to be pasted.

use std::fmt::Write as _;

use super::figures::{Proposal, ProposedLine};
use crate::paper::safe::{is_hostile, safe};

/// The lines for `[roster.columns]`, without its heading.
pub fn columns(proposal: &Proposal) -> String {
    let mut text = mapped(&proposal.columns);
    for column in &proposal.not_guessed {
        let _ = writeln!(
            text,
            "# No column looks like {column}. Write its header here and take the # away:\n# {column} = \"\""
        );
    }
    text
}

/// Lines that say which header stands for which of qaf's columns.
pub fn mapped(lines: &[ProposedLine]) -> String {
    let mut text = String::new();
    for line in lines {
        remark(&mut text, line);
        let _ = writeln!(text, "{} = {}", line.key, quoted(&line.value));
    }
    text
}

/// The lines for `[roster.statuses]`, without its heading.
pub fn statuses(proposal: &Proposal) -> String {
    decided(
        &proposal.statuses,
        "CIN, CP, PLO, CiC, Care Leaver or\n# leave-out",
    )
}

/// Lines that say what the council's words stand for; those to be decided are remarks. `what` may stand on the right.
pub fn decided(lines: &[ProposedLine], what: &str) -> String {
    let mut text = String::new();
    if lines.iter().any(|line| line.to_decide) {
        let _ = writeln!(
            text,
            "# Decide on each line with a # before it: put {what} on the right, and take the # away."
        );
    }
    for line in lines {
        remark(&mut text, line);
        let mark = if line.to_decide { "# " } else { "" };
        let _ = writeln!(text, "{mark}{}", status(&line.key, &line.value));
    }
    text
}

/// Lines for a table, with the place where they go.
pub fn placed(table: &str, line: Option<usize>, lines: &str) -> String {
    match line {
        Some(line) => format!("Below the line {table} (now line {line}):\n\n{lines}"),
        None => format!("At its end:\n\n{table}\n{lines}"),
    }
}

/// Texts as a list of TOML.
pub fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = texts.map(quoted).collect();
    format!("[{}]", quoted.join(", "))
}

/// A line of `[roster.statuses]`: their word, and ours.
pub fn status(word: &str, ours: &str) -> String {
    format!("{} = {}", quoted(word), quoted(ours))
}

fn remark(text: &mut String, line: &ProposedLine) {
    if let Some(remark) = &line.remark {
        let _ = writeln!(text, "# {}", safe(remark));
    }
}

/// A text as TOML quotes it, with nothing in it that could steer a terminal.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
            quoted.push(letter);
        } else if is_hostile(letter) {
            // Writing to a string can't fail.
            let _ = write!(quoted, "\\U{:08X}", u32::from(letter));
        } else {
            quoted.push(letter);
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_quoted_is_read_back(text in any::<String>()) {
            let line = format!("key = {}", quoted(&text));
            prop_assert!(!line.chars().any(is_hostile));
            let table: toml::Table = line.parse().unwrap();
            prop_assert_eq!(table["key"].as_str(), Some(text.as_str()));
        }
    }
}
