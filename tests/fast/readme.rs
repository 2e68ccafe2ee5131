//! The README's commands are run, and what they print is what stands in it.
//!
//! `QAF_README=write cargo test --test fast readme` writes what they print into the README.

use std::path::Path;
use std::process::Command;

use qaf::demo::council;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

#[test]
fn what_the_readme_shows_is_what_the_commands_print() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(
        here.join("roster.csv"),
        council::DemoSize::Short.roster("2026-10-05".parse().unwrap(), "readme"),
    )
    .unwrap();
    run(here, "qaf --quiet demo council");
    run(here, "qaf --quiet demo small --short");
    let readme = std::fs::read_to_string(README).unwrap();
    let made = filled(&readme, here);
    if std::env::var_os("QAF_README").is_some() {
        std::fs::write(README, &made).unwrap();
        return;
    }
    for (line, (shown, printed)) in readme.lines().zip(made.lines()).enumerate() {
        assert_eq!(shown, printed, "README.md, line {}", line + 1);
    }
    assert_eq!(
        readme.lines().count(),
        made.lines().count(),
        "QAF_README=write cargo test --test fast readme renews it"
    );
}

/// The README with what each of its console blocks prints.
fn filled(readme: &str, here: &Path) -> String {
    let mut made = String::new();
    let mut inside = false;
    for line in readme.lines() {
        if line == "```console" {
            inside = true;
        } else if line == "```" && inside {
            inside = false;
        } else if inside && !line.starts_with("$ ") {
            continue;
        }
        made.push_str(line);
        made.push('\n');
        if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            made.push_str(&run(here, command));
        }
    }
    made
}

/// Runs a line of the README, with `| head -N` where it has one, and gives what it prints on both streams.
fn run(here: &Path, line: &str) -> String {
    let (command, head) = match line.split_once(" | head -") {
        Some((command, n)) => (command, n.parse().unwrap()),
        None => (line, usize::MAX),
    };
    let words = words(command);
    assert_eq!(words[0], "qaf", "{line}");
    let output = Command::new(env!("CARGO_BIN_EXE_qaf"))
        .args(&words[1..])
        .current_dir(here)
        .env_remove("QAF_STORE")
        .env("QAF_CACHE", "")
        .env_remove("QAF_AS_OF")
        .env("QAF_BY", "Tom Ellery")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert_ne!(
        output.status.code(),
        Some(2),
        "{line}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    // A command that is printed to be typed names the program as it was called.
    let printed = printed.replace(env!("CARGO_BIN_EXE_qaf"), "qaf");
    let mut shown = String::new();
    for line in printed.lines().take(head) {
        shown.push_str(line);
        shown.push('\n');
    }
    shown
}

/// The words of a command line; quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
