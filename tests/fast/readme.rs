//! What the README, the tour and the first hour show is typed, and what it prints is what stands there.
//!
//! `QAF_README=write cargo test --test fast readme` writes what the commands print.

use std::fs;
use std::path::Path;

use qaf::demo::council;

use crate::cli::store::{Ran, program};
use crate::typed_line::{typed, words};

/// The pages whose console blocks show what a command prints, in the order in which they are read.
const SHOWN: [&str; 1] = ["docs/tour.md"];

/// The day of the README's commands, which are typed in the small council's store.
const TODAY: &str = "2026-11-24";

fn page(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_the_readme_and_the_tour_show_is_what_the_commands_print() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("roster.csv"), roster("2026-10-05", "readme")).unwrap();
    let readme = fs::read_to_string(page("README.md")).unwrap();
    let first = readme.lines().find_map(|line| line.strip_prefix("cargo run -- "));
    for command in [first.unwrap(), "demo small --short"] {
        typed(here, &format!("qaf {command}"), TODAY).unwrap();
    }
    for name in SHOWN {
        let shown = fs::read_to_string(page(name)).unwrap();
        let made = filled(&shown, here);
        if std::env::var_os("QAF_README").is_some() {
            fs::write(page(name), &made).unwrap();
            continue;
        }
        for (line, (shown, printed)) in shown.lines().zip(made.lines()).enumerate() {
            assert_eq!(shown, printed, "{name}, line {}", line + 1);
        }
        assert_eq!(
            shown.lines().count(),
            made.lines().count(),
            "QAF_README=write cargo test --test fast readme renews {name}"
        );
    }
}

#[test]
fn the_readme_is_short_and_each_of_its_commands_runs_as_it_is_typed() {
    let readme = fs::read_to_string(page("README.md")).unwrap();
    assert!(readme.lines().count() <= 100, "one screen and a half");
    let folder = tempfile::tempdir().unwrap();
    typed(folder.path(), "qaf demo small --short", TODAY).unwrap();
    let store = folder.path().join("small");
    fs::write(store.join("cases.csv"), roster(TODAY, "cases")).unwrap();
    let lines = typed_lines(&readme);
    assert!(lines.len() >= 12, "three for each of four people");
    let failed: Vec<String> = lines
        .iter()
        .filter_map(|line| typed(&store, line, TODAY).err())
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn roster(day: &str, seed: &str) -> String {
    council::DemoSize::Short.roster(day.parse().unwrap(), seed)
}

/// The lines of a page's `sh` blocks that call qaf.
fn typed_lines(page: &str) -> Vec<&str> {
    let blocks = page
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    blocks
        .flat_map(str::lines)
        .filter(|line| line.starts_with("qaf "))
        .collect()
}

/// A page with what each of its console blocks prints. What its other blocks have typed is typed too.
fn filled(shown: &str, here: &Path) -> String {
    let mut made = String::new();
    let mut inside = false;
    let to_type = typed_lines(shown);
    for line in shown.lines() {
        if !inside && to_type.contains(&line) {
            typed(here, line, TODAY).unwrap();
        }
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

/// Runs a line of a page, with `| head -N` where it has one, and gives what it prints on both streams.
fn run(here: &Path, line: &str) -> String {
    let head = line
        .split_once(" | head -")
        .map_or(usize::MAX, |(_, n)| n.parse().unwrap());
    let words = words(line);
    assert_eq!(words[0], "qaf", "{line}");
    let args: Vec<&str> = words[1..].iter().map(String::as_str).collect();
    let mut command = program(here, &args);
    command.env("QAF_BY", "Tom Ellery").env("NO_COLOR", "1");
    let ran = Ran::of(command);
    assert_ne!(ran.code, Some(2), "{line}: {}", ran.stderr);
    // A command that is printed to be typed names the program as it was called.
    let printed = (ran.stdout + &ran.stderr).replace(env!("CARGO_BIN_EXE_qaf"), "qaf");
    printed
        .lines()
        .take(head)
        .fold(String::new(), |shown, line| shown + line + "\n")
}
