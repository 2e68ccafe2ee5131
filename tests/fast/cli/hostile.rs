//! Nothing that a terminal would obey, or that turns the order of letters, is printed as it is, in any format.

use super::Store;
use super::store::Ran;

const DAY: &str = "2026-11-24";

/// As a person's name, a team, a text and a reason hold it: an escape sequence, a mark that turns letters round, a bell.
const PLANTED: &str = "\\e[2Jx\\u202ey\\a";

/// A store in which the marks stand wherever people or other programs write a text.
fn planted() -> Store {
    let store = Store::example();
    let audit = store.audits()["CF-26-0003"].clone();
    for name in [
        "allocation.yaml",
        "audit.yaml",
        "moderation.yaml",
        "feedback.yaml",
        "re-audit.yaml",
    ] {
        let name = format!("{audit}/{name}");
        let mut planted = 0;
        let lines: Vec<String> = store
            .read(&name)
            .lines()
            .map(|line| {
                let keys = [
                    "team",
                    "worker",
                    "manager",
                    "reason",
                    "initials",
                    "legal_status",
                    "owner",
                    "by",
                    "reasons",
                    "q1",
                    "action",
                ];
                let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
                let rest = rest.trim_start_matches("- ");
                match rest
                    .split_once(": ")
                    .filter(|(key, value)| keys.contains(key) && !value.starts_with('|'))
                {
                    Some((key, value)) => {
                        planted += 1;
                        let dash = if line.trim_start().starts_with("- ") {
                            "- "
                        } else {
                            ""
                        };
                        format!("{indent}{dash}{key}: \"{}{PLANTED}\"", value.trim_matches('"'))
                    }
                    None => line.to_owned(),
                }
            })
            .collect();
        assert!(planted > 0 || !name.ends_with("allocation.yaml"), "{name}");
        store.write(&name, lines.join("\n") + "\n");
    }
    let settings = store.read("qaf.toml");
    let council = settings.lines().find(|line| line.starts_with("council")).unwrap();
    store.write(
        "qaf.toml",
        settings.replace(council, "council = \"Our\\u001b[2J\\u202e council\""),
    );
    store
        .run(
            DAY,
            &["log", "CF16", "note", "--note", "a\u{1b}[2Jb\u{202e}c\u{7}"],
        )
        .says(0, &[]);
    store
}

const SAYING: [&[&str]; 20] = [
    &["tracker"],
    &["due"],
    &["schedule"],
    &["validate"],
    &["history", "CF3"],
    &["history", "CF16"],
    &["show", "CF3"],
    &["report", "quarterly", "--quarter", "2026-27-Q2"],
    &["report", "compliance"],
    &["report", "coverage"],
    &["report", "actions"],
    &["report", "moderation"],
    &["report", "panel"],
    &["report", "assurance", "clb"],
    &["report", "learning"],
    &["report", "annual"],
    &["report", "team", "--team", "South"],
    &["report", "section", "reviews"],
    &["report", "sparnet"],
    &["draw", "history"],
];

/// Whether a letter is one that a terminal obeys or that hides.
fn is_obeyed(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[test]
fn no_format_of_any_command_prints_what_a_terminal_obeys() {
    let store = planted();
    let mut shown = 0;
    for args in SAYING {
        for format in ["text", "csv", "md", "json", "html"] {
            let ran: Ran = store.run(DAY, &[args, &["--format", format][..]].concat());
            for (stream, text) in [("output", &ran.stdout), ("error stream", &ran.stderr)] {
                let obeyed = text.char_indices().find(|(_, letter)| is_obeyed(*letter));
                if let Some((at, letter)) = obeyed {
                    let around: String = text
                        .chars()
                        .skip(text[..at].chars().count().saturating_sub(60))
                        .take(90)
                        .collect();
                    panic!("{args:?} as {format}, {stream}: {letter:?} in {around:?}");
                }
            }
            shown += usize::from(ran.stdout.contains("[2J"));
        }
    }
    // They were there to be shown: nothing was dropped in silence.
    assert!(shown >= 10, "{shown}");
}
