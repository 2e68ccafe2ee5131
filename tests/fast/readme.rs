//! What the README, the tour and the first hour show is typed, and what it prints is what stands there.
//!
//! `QAF_README=write cargo test --test fast readme` writes what the commands print.

use std::fs;
use std::path::Path;

use qaf::demo::council;

use crate::cli::store::{Ran, program};
use crate::typed_line::{typed, words};

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
    holds_what_is_printed("docs/tour.md", here);
}

#[test]
fn the_first_hour_of_another_council_goes_as_its_page_shows() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for name in ["hr-export.csv", "lcs-export.csv"] {
        fs::copy(page(&format!("examples/{name}")), here.join(name)).unwrap();
    }
    holds_what_is_printed("docs/first-hour.md", here);
    let people = fs::read_to_string(here.join("council/people.csv")).unwrap();
    assert!(
        !people.contains("Area Unit"),
        "the council's own words for services"
    );
    let form = fs::read_dir(here.join("council/audits/2026-27/Q3"))
        .unwrap()
        .count();
    assert!(form > 1, "audits of several teams are drawn");
}

/// Compares a page with what its commands print, or writes it.
fn holds_what_is_printed(name: &str, here: &Path) {
    let shown = fs::read_to_string(page(name)).unwrap();
    let made = filled(&shown, here);
    if std::env::var_os("QAF_README").is_some() {
        fs::write(page(name), &made).unwrap();
        return;
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

/// A page with what each of its console blocks prints. What its other blocks have typed is typed too, and what it shows of
/// settings is put into those of the store.
fn filled(shown: &str, here: &Path) -> String {
    let mut made = String::new();
    let mut block = "";
    let mut settings = Vec::new();
    for line in shown.lines() {
        let is_end = line == "```";
        match block {
            "console" if !is_end && !line.starts_with("$ ") => continue,
            "sh" if line.starts_with("qaf ") => typed(here, line, TODAY).unwrap(),
            "toml" if is_end => put(&here.join("council/qaf.toml"), &std::mem::take(&mut settings)),
            "toml" => settings.push(line),
            _ => {}
        }
        made.push_str(line);
        made.push('\n');
        match (block, line.strip_prefix("```"), line.strip_prefix("$ ")) {
            ("console", _, Some(command)) => made.push_str(&run(here, command)),
            ("", Some(language), _) => block = language,
            (_, Some(_), _) => block = "",
            _ => {}
        }
    }
    made
}

/// Puts lines into settings, below the heading of their table and in the place of a line with the same key.
fn put(path: &Path, lines: &[&str]) {
    let mut text: Vec<String> = fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let mut below = 0;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if line.starts_with('[') {
            below = text.iter().position(|own| own == line).unwrap() + 1;
            continue;
        }
        let key = line.split('=').next();
        let of_table = text[below..].iter().take_while(|own| !own.starts_with('['));
        let at = of_table.clone().position(|own| own.split('=').next() == key);
        match at {
            Some(at) => (*line).clone_into(&mut text[below + at]),
            None => text.insert(below, (*line).to_owned()),
        }
    }
    fs::write(path, text.join("\n") + "\n").unwrap();
}

/// Runs a line of a page, with `| head -N` or `| tail -N` where it has one, and gives what it prints on both streams.
fn run(here: &Path, line: &str) -> String {
    let shown = |which: &str| line.split_once(which).map(|(_, n)| n.parse().unwrap());
    let (head, tail): (Option<usize>, Option<usize>) = (shown(" | head -"), shown(" | tail -"));
    let words = words(line);
    assert_eq!(words[0], "qaf", "{line}");
    let args: Vec<&str> = words[1..].iter().map(String::as_str).collect();
    let mut command = program(here, &args);
    command.env("QAF_BY", "Tom Ellery").env("NO_COLOR", "1");
    let ran = Ran::of(command);
    assert_ne!(ran.code, Some(2), "{line}: {}", ran.stderr);
    // A command that is printed to be typed names the program as it was called.
    let printed = (ran.stdout + &ran.stderr).replace(env!("CARGO_BIN_EXE_qaf"), "qaf");
    let lines: Vec<&str> = printed.lines().collect();
    let first = tail.map_or(0, |tail| lines.len().saturating_sub(tail));
    lines[first..]
        .iter()
        .take(head.unwrap_or(usize::MAX))
        .fold(String::new(), |shown, line| shown + line + "\n")
}
