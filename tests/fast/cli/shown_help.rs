//! The help: every command in one group, short enough to read, and every example in it typed.

use std::collections::BTreeSet;
use std::fs;

use qaf::cli::command_groups::GROUPS;
use qaf::cli::help_examples::{EXAMPLES, HelpExample};
use qaf::demo::council::DemoSize;
use rayon::prelude::*;

use super::Store;
use super::people::HR_EXPORT;
use super::store::run_in;
use crate::typed_line::typed;

/// The day that stands for today in the examples' store.
const TODAY: &str = "2026-11-24";

/// Commands whose examples exclude each other; those of the others are typed one after another.
const APART: [&str; 2] = ["tool", "panel new"];

/// It takes long, and the test of the README types it too.
const RUN_BY_README: &str = "qaf demo council";

/// Every command that is listed, by its words.
fn commands(above: &str, command: &clap::Command) -> Vec<String> {
    let below = command
        .get_subcommands()
        .filter(|below| below.get_name() != "help" && !below.is_hide_set());
    let paths = below.flat_map(|below| {
        let path = format!("{above} {}", below.get_name()).trim_start().to_owned();
        let further = commands(&path, below);
        [path].into_iter().chain(further)
    });
    paths.collect()
}

/// The demonstration's store with what the examples of a command need beside it.
fn store_for(command: &str) -> Store {
    let store = if command == "panel reveal" {
        let store = super::panel::drawn("");
        super::panel::fill_all(&store);
        store
    } else {
        Store::example()
    };
    if ["tool", "sample", "report work"].contains(&command) {
        store.agreed("thematic");
    }
    store.write(
        "cases.csv",
        DemoSize::Short.roster(TODAY.parse().unwrap(), "cases"),
    );
    fs::copy(HR_EXPORT, store.path("hr-export.csv")).unwrap();
    if command == "draw chain check" {
        let anchor = format!("chain_anchor = \"{}\"", "0123456789abcdef".repeat(4));
        store.change("qaf.toml", "chain_anchor = \"\"", &anchor);
    }
    let begun = match command {
        "direct" => vec!["case-direction.yaml", "re-audit.yaml"],
        "re-audit" => vec!["re-audit.yaml"],
        "feedback" => vec!["feedback.yaml"],
        _ => Vec::new(),
    };
    for file in begun {
        fs::remove_file(store.path(&format!("{}/{file}", store.audits()["CF-26-0003"]))).unwrap();
    }
    store
}

#[test]
fn every_example_runs_as_it_is_typed() {
    let of_command = |(command, lines): &(&str, &[HelpExample])| {
        let mut store = store_for(command);
        let day = if *command == "panel reveal" {
            "2026-12-04"
        } else {
            TODAY
        };
        let mut failed = Vec::new();
        for (line, _) in lines.iter().filter(|(line, _)| *line != RUN_BY_README) {
            failed.extend(typed(&store.root(), line, day).err());
            if APART.contains(command) {
                store = store_for(command);
            }
        }
        failed
    };
    let failed: Vec<String> = EXAMPLES.par_iter().flat_map_iter(of_command).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_command_stands_in_one_group_and_has_examples() {
    let command = qaf::cli::command();
    let listed: Vec<&str> = GROUPS
        .iter()
        .flat_map(|group| group.commands.iter().copied())
        .collect();
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len(), "a command stands in two groups");
    let all = commands("", &command);
    let top: BTreeSet<&str> = all
        .iter()
        .filter(|path| !path.contains(' '))
        .map(String::as_str)
        .collect();
    assert_eq!(once, top);
    for path in &all {
        let is_told = |(name, _): &&(&str, _)| name == path || name.starts_with(&format!("{path} "));
        assert!(EXAMPLES.iter().any(|one| is_told(&one)), "{path} has no example");
    }
    for (name, lines) in EXAMPLES {
        assert!(
            all.iter().any(|path| path == name),
            "{name} is no command, and has examples"
        );
        assert!((1..=4).contains(&lines.len()), "{name}");
    }
}

#[test]
fn help_lists_commands_in_groups_and_formats_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let all = run_in(folder.path(), &["--help"]);
    all.says(0, &["Draw (quality assurance", "Options for every command:"]);
    assert_eq!(all.stdout, run_in(folder.path(), &["-h"]).stdout);
    assert_eq!(all.stdout, run_in(folder.path(), &["help"]).stdout);
    for line in all.stdout.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    for path in commands("", &qaf::cli::command()) {
        for help in ["-h", "--help"] {
            let args: Vec<&str> = path.split(' ').chain([help]).collect();
            let told = run_in(folder.path(), &args).stdout;
            for once in [
                "Options for every command:",
                "Examples, typed in the store's folder:",
            ] {
                assert_eq!(told.matches(once).count(), 1, "{path} {help}:\n{told}");
            }
            assert!(!told.contains("sarif, github]"), "{path} {help}:\n{told}");
        }
    }
}
