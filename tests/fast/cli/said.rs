//! What every command says, as people see it: of the demo's council on one day, a file a command in `said`, by its name.
//! A command without a file fails, and so does a file without a command.
//!
//! `QAF_SAID=write cargo test --test fast said` writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::CommandFactory as _;
use qaf::cli::Cli;

use super::Store;
use super::store::{Ran, roster, tree};
use super::writers::WRITERS;
use crate::kit::store::close;

/// The day that stands for today in the examples' store.
const TODAY: &str = "2026-11-24";

/// The record of the second cycle's draw.
const RECORD: &str = "s/draws/2026-27-C4-cff432b2.json";

/// Commands that only read, each under its name; behind the name stands how it is run, where it is run in several ways.
/// Those that write are taken from their own list.
const READ: [(&str, &[&str]); 46] = [
    (
        "allocate --dry-run",
        &["allocate", "--dry-run", "--roster", "cases.csv"],
    ),
    ("fill --step", &["fill", "CF16", "--step", "moderation"]),
    ("cache", &["cache"]),
    ("completions", &["completions", "bash"]),
    ("demo", &["demo", "council", "--short"]),
    ("draw certificate", &["draw", "certificate", RECORD]),
    ("draw chain check", &["draw", "chain", "check"]),
    ("draw explain", &["draw", "explain", RECORD]),
    ("draw history", &["draw", "history"]),
    (
        "draw simulate",
        &[
            "draw",
            "simulate",
            "--roster",
            "cases.csv",
            "--runs",
            "9",
            "--cycles",
            "2",
        ],
    ),
    ("draw verify", &["draw", "verify"]),
    ("due", &["due"]),
    ("exit --blank", &["exit", "--blank"]),
    ("exit report", &["exit", "report"]),
    ("explain", &["explain"]),
    ("explain --rule", &["explain", "lost-indent"]),
    ("feedback --blank", &["feedback", "CF3", "--blank"]),
    ("history", &["history", "CF2"]),
    ("log --list", &["log", "CF14", "--list"]),
    ("people inspect", &["people", "inspect", "hr-export.csv"]),
    ("report actions", &["report", "actions"]),
    ("report annual", &["report", "annual"]),
    ("report compliance", &["report", "compliance"]),
    (
        "report compliance --team",
        &["report", "compliance", "--team", "through care 1"],
    ),
    ("report coverage", &["report", "coverage"]),
    ("report learning", &["report", "learning"]),
    ("report moderation", &["report", "moderation"]),
    ("report panel", &["report", "panel"]),
    ("report assurance", &["report", "assurance", "clb"]),
    ("report quarterly", &["report", "quarterly"]),
    ("report quarterly --brief", &["report", "quarterly", "--brief"]),
    ("report quarterly --public", &["report", "quarterly", "--public"]),
    (
        "report quarterly --quarter",
        &["report", "quarterly", "--quarter", "now"],
    ),
    ("report section", &["report", "section", "reviews"]),
    ("report sparnet", &["report", "sparnet"]),
    ("report work", &["report", "work", "TH19"]),
    ("report team", &["report", "team", "North"]),
    ("roster inspect", &["roster", "inspect", "cases.csv"]),
    ("rubric", &["rubric"]),
    ("rubric --domain", &["rubric", "ASM"]),
    ("schedule", &["schedule"]),
    ("show", &["show", "CF3"]),
    ("tracker", &["tracker"]),
    ("validate", &["validate"]),
    ("validate --fix", &["validate", "--fix"]),
    ("validate --ready", &["validate", "--ready", "CF16"]),
];

/// The demo's store with a case list beside it, and an anchor for the seeds of draws.
fn prepared() -> Store {
    let store = Store::example();
    store.give(roster().as_bytes());
    store.give_as("hr-export.csv", &fs::read(super::people::HR_EXPORT).unwrap());
    let anchor = format!("chain_anchor = \"{}\"", "0123456789abcdef".repeat(4));
    store.change("qaf.toml", "chain_anchor = \"\"", &anchor);
    store.agreed("thematic");
    closed(&store);
    store
}

/// Every command that has none below it, by its words, whatever it is given.
fn commands(above: &str, command: &clap::Command) -> BTreeSet<String> {
    let below = command
        .get_subcommands()
        .filter(|below| below.get_name() != "help");
    let mut all: BTreeSet<String> = below
        .flat_map(|below| commands(&format!("{above} {}", below.get_name()), below))
        .collect();
    if !(all.is_empty() || command.is_subcommand_required_set()) {
        all.insert(above.trim_start().to_owned());
    }
    if all.is_empty() {
        BTreeSet::from([above.trim_start().to_owned()])
    } else {
        all.remove("");
        all
    }
}

/// The command that these arguments run.
fn run_by(args: &[&str]) -> String {
    let all = ["qaf"].iter().chain(args);
    let matches = Cli::command().try_get_matches_from(all).unwrap();
    let (mut words, mut at) = (Vec::new(), &matches);
    while let Some((name, below)) = at.subcommand() {
        words.push(name.to_owned());
        at = below;
    }
    words.join(" ")
}

/// Nobody but the owner may open what lies there, whatever this machine lets others do.
fn closed(store: &Store) {
    let folder = store.root().parent().unwrap().to_owned();
    for name in tree(&folder).keys() {
        let path = folder.join(name);
        if name.contains("exit-interviews") {
            close(path.parent().unwrap_or(&folder), 0o700);
            close(&path, 0o600);
            continue;
        }
        for above in path.ancestors().skip(1).take_while(|above| *above != folder) {
            close(above, 0o770);
        }
        close(&path, 0o660);
    }
}

/// What is printed on both streams, and the status; without what this machine or chance puts there.
fn told(mut command: Command, args: &[&str]) -> String {
    command.env("QAF_BY", "Tom Ellery").env_remove("COLUMNS");
    let ran = Ran::of(command);
    let typed = |arg: &&str| {
        if arg.contains(' ') {
            format!("\"{arg}\"")
        } else {
            (*arg).to_owned()
        }
    };
    let typed: Vec<String> = args.iter().map(typed).collect();
    let mut text = format!("$ qaf {}\n\n{}", typed.join(" "), ran.stdout);
    if !ran.stderr.is_empty() {
        let _ = write!(text, "\n[on the error stream]\n{}", ran.stderr);
    }
    if ran.code != Some(0) {
        let _ = writeln!(text, "\n[exit status {}]", ran.code.unwrap());
    }
    // A command that is printed to be typed names the program as it was called.
    let text = text.replace(env!("CARGO_BIN_EXE_qaf"), "qaf");
    if run_by(args) == "draw chain new" {
        without_digits(&text)
    } else {
        text
    }
}

/// The text with one word in the place of what chance makes: hexadecimal digits, many in a row.
fn without_digits(text: &str) -> String {
    let chance = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split_inclusive(|c: char| !c.is_ascii_alphanumeric())
        .map(|word| match word.get(..64).filter(|digits| chance(digits)) {
            Some(_) => format!("DIGITS{}", &word[64..]),
            None => word.to_owned(),
        })
        .collect()
}

/// What commands say, by their names.
type Told = BTreeMap<&'static str, String>;

/// Takes in what a command says, under a name that is its own.
fn take(told: &mut Told, name: &'static str, args: &[&str], command: Command) {
    let run = run_by(args);
    let way = name.strip_prefix(&run);
    assert!(
        way.is_some_and(|way| way.is_empty() || way.starts_with(" --")),
        "{name} runs {run}"
    );
    told.insert(name, self::told(command, args));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fast/cli/said")
}

/// The file in which what a command says is kept: `report team` in `report-team.txt`.
fn file_of(name: &str) -> String {
    format!("{}.txt", name.replace(" --", "--").replace(' ', "-"))
}

/// Compares what commands say with their files, or writes these.
fn compare(told: &Told) {
    if std::env::var_os("QAF_SAID").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for (name, text) in told {
            fs::write(folder().join(file_of(name)), text).unwrap();
        }
        return;
    }
    let mut others = Vec::new();
    for (name, text) in told {
        let held = fs::read_to_string(folder().join(file_of(name))).unwrap_or_default();
        let mut lines = held.lines().zip(text.lines()).enumerate();
        if let Some((index, (held, said))) = lines.find(|(_, (held, said))| held != said) {
            let at = format!("{}, line {}", file_of(name), index + 1);
            others.push(format!("{at}\n  held: {held}\n  said: {said}"));
        } else if held.replace("\r\n", "\n") != *text {
            others.push(format!("{}: one of the two is longer", file_of(name)));
        }
    }
    assert!(
        others.is_empty(),
        "{}\nQAF_SAID=write cargo test --test fast said writes them anew",
        others.join("\n")
    );
}

#[test]
fn every_command_that_reads_says_what_its_file_holds() {
    let (store, mut told) = (prepared(), Told::new());
    for (name, args) in READ {
        take(&mut told, name, args, store.command(TODAY, args));
    }
    compare(&told);
}

#[test]
fn every_command_that_writes_says_what_its_file_holds() {
    let mut told = Told::new();
    for writer in &WRITERS {
        let store = writer.store();
        closed(&store);
        take(&mut told, writer.name, writer.args, writer.command(&store));
    }
    compare(&told);
}

#[test]
fn every_command_has_a_file_and_every_file_its_command() {
    let names: BTreeSet<&str> = READ
        .iter()
        .map(|(name, _)| *name)
        .chain(WRITERS.iter().map(|one| one.name))
        .collect();
    let run: BTreeSet<String> = READ
        .iter()
        .map(|(_, args)| run_by(args))
        .chain(WRITERS.iter().map(|writer| run_by(writer.args)))
        .collect();
    assert_eq!(
        run,
        commands("", &Cli::command()),
        "a command says nothing, or is none"
    );
    let wanted: BTreeSet<String> = names.iter().map(|name| file_of(name)).collect();
    assert_eq!(wanted.len(), READ.len() + WRITERS.len(), "two of one name");
    let held = fs::read_dir(folder()).unwrap();
    let held: BTreeSet<String> = held
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(held, wanted);
}
