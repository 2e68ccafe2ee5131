//! Whatever a page tells people to type is there to be typed: commands and their options, scripts, tests, files.
//!
//! What the README, the tour and the help show is run by `readme` and `cli::shown_help`; here every page is read, down to a
//! command within a sentence, of which some need what a test has not: Windows, a package manager, another person's file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;

use crate::typed_line::words;

/// A piece of code on a page.
#[derive(Debug)]
struct ToldCode {
    page: String,
    line: usize,
    code: String,
    /// Whether it is a line of a block, and not within a sentence.
    is_line: bool,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page for people that is no record of the past.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap();
    let docs = docs.map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = docs
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    pages.extend(
        [
            "README.md",
            "CONTRIBUTING.md",
            "packaging/for-it.md",
            "benches/README.md",
            "tests/golden/README.md",
            "shipped/store/README.txt",
            "shipped/letters/README.txt",
            "shipped/export/README.md",
        ]
        .map(|name| root().join(name)),
    );
    pages
}

/// All code of a page: the lines of its blocks, and what stands between backticks.
fn code_of(path: &Path) -> Vec<ToldCode> {
    let page = path.strip_prefix(root()).unwrap().display().to_string();
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{page}: {why}"));
    let is_plain = path.extension().is_some_and(|ending| ending == "txt");
    let mut block: Option<String> = None;
    let mut code = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut push = |code_of_line: &str, is_line| {
            code.push(ToldCode {
                page: page.clone(),
                line: index + 1,
                code: code_of_line.to_owned(),
                is_line,
            });
        };
        if let Some(language) = line.trim_start().strip_prefix("```") {
            block = block.is_none().then(|| language.to_owned());
        } else if let Some(language) = &block {
            match language.as_str() {
                "sh" | "bat" => push(line.trim(), true),
                "console" => line
                    .strip_prefix("$ ")
                    .into_iter()
                    .for_each(|line| push(line, true)),
                _ => {}
            }
        } else if is_plain && line.trim_start().starts_with("qaf ") {
            // What it does stands beside it.
            push(line.trim().split("   ").next().unwrap(), false);
        } else {
            for span in line.split('`').skip(1).step_by(2) {
                push(span, false);
            }
        }
    }
    code
}

fn all_code() -> Vec<ToldCode> {
    pages().iter().flat_map(|path| code_of(path)).collect()
}

/// The command that the words name, behind the options for every command, and what follows its name.
fn named(words: &[String]) -> (clap::Command, &[String]) {
    let mut command = qaf::cli::command();
    command.build();
    let mut rest = words;
    while let Some(option) = rest.first().filter(|word| word.starts_with('-')) {
        let takes_value = ["--store", "--as-of", "--by", "--format", "--color"].contains(&option.as_str());
        rest = rest.get(1 + usize::from(takes_value)..).unwrap_or_default();
    }
    while let Some(below) = rest.first().and_then(|word| command.find_subcommand(word)) {
        command = below.clone();
        rest = &rest[1..];
    }
    (command, rest)
}

/// What a command is told to take and does not.
fn unknown(words: &[String]) -> Option<String> {
    let (command, rest) = named(words);
    if command.get_name() == "qaf" && rest.first().is_some_and(|word| !word.starts_with(['-', '['])) {
        return Some(format!("{} is no command", rest[0]));
    }
    let known: BTreeSet<String> = command
        .get_arguments()
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .collect();
    let long = rest
        .iter()
        .filter_map(|word| word.trim_start_matches('[').strip_prefix("--"));
    let mut long = long.map(|word| word.split(['=', ']', ',']).next().unwrap());
    let other = long.find(|name| !known.contains(*name))?;
    Some(format!("{} has no --{other}", command.get_name()))
}

/// Whether a line is as it may be typed: words in capitals stand for others, and a command may be named without its rest.
fn parses(words: &[String]) -> Result<(), String> {
    let line = ["qaf".to_owned()].into_iter().chain(words.iter().cloned());
    match qaf::cli::command().try_get_matches_from(line) {
        Ok(_) => Ok(()),
        Err(why) => match why.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::MissingRequiredArgument
            | ErrorKind::MissingSubcommand
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Ok(()),
            _ => Err(why.to_string()),
        },
    }
}

#[test]
fn every_command_that_a_page_tells_is_one() {
    let mut faults = Vec::new();
    let mut told = 0;
    for code in all_code() {
        let Some(line) = code.code.strip_prefix("qaf ") else {
            continue;
        };
        told += 1;
        let words = words(line);
        let is_shape = ["[", "…", "..."].iter().any(|mark| line.contains(mark));
        let fault = unknown(&words).or_else(|| match parses(&words) {
            Err(why) if !is_shape => Some(why),
            _ => None,
        });
        faults.extend(fault.map(|why| format!("{}:{}: {}: {why}", code.page, code.line, code.code)));
    }
    assert!(told > 150, "{told}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_list_of_commands_names_each_with_options_that_it_has() {
    let text = fs::read_to_string(root().join("docs/files.md")).unwrap();
    let rows = text.split("| command | does |").nth(1).unwrap().lines().skip(2);
    let mut faults = Vec::new();
    let mut listed = BTreeSet::new();
    for row in rows.take_while(|row| row.starts_with('|')) {
        for span in row.split(" | ").next().unwrap().split('`').skip(1).step_by(2) {
            let words = words(&span.replace('\\', ""));
            let (command, _) = named(&words);
            if words[0].starts_with('-') || command.get_name() == "qaf" {
                continue;
            }
            listed.insert(words[0].clone());
            faults.extend(unknown(&words).map(|why| format!("{span}: {why}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let all = qaf::cli::command();
    let all = all
        .get_subcommands()
        .filter(|command| command.get_name() != "help");
    let missing: Vec<&str> = all
        .map(clap::Command::get_name)
        .filter(|name| !listed.contains(*name))
        .collect();
    assert_eq!(missing, [] as [&str; 0], "not in the list of docs/files.md");
}

#[test]
fn every_script_test_and_file_of_the_project_that_a_page_names_is_there() {
    let mut faults = Vec::new();
    for code in all_code() {
        let words = words(&code.code);
        let mut missing = |path: &str| {
            // A module of the tests is named without its ending.
            if !root().join(path).exists() && !root().join(format!("{path}.rs")).exists() {
                faults.push(format!("{}:{}: there is no {path}", code.page, code.line));
            }
        };
        for (index, word) in words.iter().enumerate() {
            let is_of_project = [
                "packaging/",
                "tests/",
                "examples/",
                "docs/",
                "src/",
                "shipped/",
                "benches/",
                ".ci/",
            ]
            .iter()
            .any(|folder| word.starts_with(folder));
            if is_of_project && !word.contains(['<', '*', '{', '…', '$']) {
                missing(word.trim_end_matches(['.', ',', ';']));
            }
            if code.is_line && words[0].ends_with("cargo") | words.contains(&"cargo".to_owned()) {
                match word.as_str() {
                    "--test" => missing(&format!("tests/{}", words[index + 1])),
                    "--bench" => missing(&format!("benches/{}.rs", words[index + 1])),
                    _ => {}
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let mut faults = Vec::new();
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                path.parent().unwrap().join(file)
            };
            if !target.exists() {
                faults.push(format!("{}: {link}", path.display()));
            } else if !part.is_empty() && !headings(&target).contains(part) {
                faults.push(format!("{}: {link} has no such heading", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The headings of a page as links name them.
fn headings(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap();
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let named = headings.map(|line| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    });
    named.collect()
}
