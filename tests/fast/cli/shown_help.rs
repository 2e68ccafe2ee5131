//! The help: every command in one group, short enough to read, and every example in it typed.

use std::collections::BTreeSet;
use std::fs;

use qaf::cli::command_groups::GROUPS;
use qaf::cli::help_examples::{EXAMPLES, HelpExample};
use qaf::demo::council::DemoSize;
use qaf::draw::seeds::anchor_of;
use rayon::prelude::*;

use super::Store;
use super::people::HR_EXPORT;
use super::store::run_in;
use crate::typed_line::typed;

/// The day that stands for today in the examples' store.
const TODAY: &str = "2026-11-24";

/// Commands whose examples exclude each other; those of the others are typed one after another.
const APART: [&str; 4] = ["tool", "sample", "panel new", "panel reveal"];

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
    store.write("chosen.txt", "101\n102\n");
    if command == "draw chain check" {
        let anchor = format!("chain_anchor = \"{}\"", anchor_of(&"9f2c6d0b".repeat(8)));
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
        assert!((2..=4).contains(&lines.len()), "{name}");
    }
}

#[test]
fn help_lists_commands_in_groups() {
    let folder = tempfile::tempdir().unwrap();
    let all = run_in(folder.path(), &["--help"]);
    all.says(0, &["Draw (quality assurance", "Options for every command:"]);
    assert_eq!(all.stdout, run_in(folder.path(), &["help"]).stdout);
    let short = run_in(folder.path(), &["-h"]);
    short.says(0, &["Draw (quality assurance", "qaf --help has the options"]);
    assert!(!short.stdout.contains("--no-cache"), "{}", short.stdout);
    for line in all.stdout.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    for group in GROUPS {
        for name in group.commands {
            let of_it = |line: &&str| line.starts_with(&format!("  {name} "));
            let mut told = all.stdout.lines().skip_while(|line| !of_it(line)).skip(1);
            let next = told.next().unwrap_or_default();
            assert!(
                !next.starts_with("     "),
                "{name} takes more than a line: {next}"
            );
        }
    }
}

#[test]
fn short_help_is_short_and_the_whole_has_an_option_a_line_or_two() {
    let folder = tempfile::tempdir().unwrap();
    for path in commands("", &qaf::cli::command()) {
        let told = |help: &str| {
            let args: Vec<&str> = path.split(' ').chain([help]).collect();
            run_in(folder.path(), &args).stdout
        };
        let (short, whole) = (told("-h"), told("--help"));
        for (help, text) in [("-h", &short), ("--help", &whole)] {
            let examples = text.matches("Examples, typed in the store's folder:").count();
            assert_eq!(examples, 1, "{path} {help}:\n{text}");
            assert!(!text.contains("sarif, github]"), "{path} {help}:\n{text}");
        }
        assert_eq!(
            whole.matches("Options for every command:").count(),
            1,
            "{path}:\n{whole}"
        );
        for further in ["Options for every command", "--no-cache", "--as-of <DATE>"] {
            let told = short
                .lines()
                .filter(|line| !line.contains("--help"))
                .any(|line| line.contains(further));
            assert!(!told, "{path} -h tells {further}:\n{short}");
        }
        let lines = short.lines().count();
        assert!(
            lines <= 45 || path == "log",
            "{path} -h has {lines} lines:\n{short}"
        );
        // No option has its text below its name, with empty lines around it.
        let below = whole.lines().any(|line| line.starts_with("          [default:"));
        assert!(!below, "{path} --help:\n{whole}");
    }
}
