//! `qaf demo` proves the whole job: the same seed makes the same council, and everything that can befall an audit is
//! in it. The short one is looked at closely; the whole one, of two years, by what its reports say.
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The day that stands for today in the demo.
const TODAY: &str = "2026-11-24";

fn qaf() -> Command {
    let mut command = Command::cargo_bin("qaf").unwrap();
    command.env("QAF_CACHE", "");
    command
}

/// A demo's store and what the command printed; what it printed names `STORE` where it named the folder.
struct Demo {
    folder: TempDir,
    printed: String,
}

fn demo(arguments: &[&str]) -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let ran = qaf()
        .arg("demo")
        .arg(folder.path())
        .arg("--short")
        .args(arguments)
        .assert()
        .code(0);
    let output = ran.get_output();
    let printed = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    let printed = printed.concat().replace(&path_of(folder.path()), "STORE");
    Demo { folder, printed }
}

fn path_of(folder: &Path) -> String {
    folder.display().to_string()
}

/// Every file under a folder, by its path within it.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let within = path_of(path.strip_prefix(root).unwrap());
                files.insert(within, mask(&fs::read(&path).unwrap(), root));
            }
        }
    }
    files
}

/// The bytes, with `STORE` where they named the folder.
fn mask(bytes: &[u8], root: &Path) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace(&path_of(root), "STORE").into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

fn json(store: &Path, arguments: &[&str]) -> Value {
    let ran = qaf()
        .args(["--format", "json", "--as-of", TODAY, "--store"])
        .arg(store)
        .args(arguments)
        .output()
        .unwrap();
    serde_json::from_slice(&ran.stdout).unwrap()
}

fn audits(demo: &Demo) -> Vec<Value> {
    json(demo.folder.path(), &["tracker"])["audits"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn the_same_seed_makes_the_same_store_and_says_the_same() {
    let (one, other) = (demo(&[]), demo(&[]));
    assert_eq!(one.printed, other.printed);
    let (first, second) = (tree(one.folder.path()), tree(other.folder.path()));
    assert!(
        first.keys().any(|path| path.ends_with("audit.yaml")),
        "no audit was made"
    );
    let paths = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&first), paths(&second));
    for (path, bytes) in &first {
        assert!(*bytes == second[path], "{path} differs between two runs");
    }
}

#[test]
fn another_seed_makes_another_store() {
    let (one, other) = (demo(&[]), demo(&["--seed", "another"]));
    assert_ne!(tree(one.folder.path()), tree(other.folder.path()));
}

#[test]
fn every_form_of_the_store_has_an_audit() {
    let demo = demo(&[]);
    let used: Vec<Value> = audits(&demo).iter().map(|audit| audit["form"].clone()).collect();
    let forms = fs::read_dir(demo.folder.path().join("forms")).unwrap();
    let names = forms.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // The questionnaire for leavers is no audit's form, and supervision files are audited as part of a wider work, of which
    // the short demo has none.
    let others = ["exit-interview-", "supervision-"];
    let is_of_audits =
        |name: &String| has_extension(name) && !others.iter().any(|other| name.starts_with(other));
    let names: Vec<String> = names.filter(is_of_audits).collect();
    assert!(!names.is_empty());
    for name in names {
        let (form, _version) = name.rsplit_once('-').unwrap();
        assert!(used.contains(&form.into()), "no audit on {form}");
    }
}

fn has_extension(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "yaml")
}

#[test]
fn what_can_befall_an_audit_is_in_it() {
    let demo = demo(&[]);
    let audits = audits(&demo);
    let any = |what: &str, holds: &dyn Fn(&Value) -> bool| {
        assert!(audits.iter().any(holds), "no audit is {what}");
    };
    for status in [
        "allocated",
        "submitted",
        "returned",
        "settled",
        "replaced",
        "closed",
    ] {
        any(status, &|audit| audit["status"] == status);
    }
    any("handed in late", &|audit| {
        let (submitted, due) = (audit["submitted"].as_str(), audit["audit_due"].as_str());
        submitted.zip(due).is_some_and(|(submitted, due)| submitted > due)
    });
    any("overdue", &|audit| audit["overdue"] == true);
    any("Inadequate", &|audit| audit["final_grade"] == "I");
    any("audited again", &|audit| audit["re_audited"].is_string());
    any("regraded", &|audit| audit["regraded"] == true);
    any("faulty", &|audit| audit["errors"].as_u64() > Some(0));
    let quarter = json(demo.folder.path(), &["report", "quarterly", "--quarter", "now"]);
    assert_ne!(quarter["faulty"], Value::Array(Vec::new()));
}

/// The records of a demo's second cycle, its freeze first.
fn second_cycle(demo: &Demo) -> Vec<Value> {
    let draws = fs::read_dir(demo.folder.path().join("draws")).unwrap();
    let names = draws.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut records: Vec<Value> = names
        .filter(|name| name.starts_with("2026-27-C4"))
        .map(|name| {
            let bytes = fs::read(demo.folder.path().join("draws").join(&name)).unwrap();
            serde_json::from_slice(&bytes).unwrap()
        })
        .collect();
    records.sort_by_key(|record| {
        ["freeze", "draw", "replace"]
            .iter()
            .position(|kind| record["kind"] == *kind)
    });
    records
}

#[test]
fn the_second_cycle_is_frozen_before_its_dice_are_thrown() {
    let demo = demo(&[]);
    let records = second_cycle(&demo);
    let kinds: Vec<&str> = records
        .iter()
        .map(|record| record["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["freeze", "draw", "replace"]);
    let (freeze, draw) = (&records[0], &records[1]);
    assert_eq!(freeze["seed"], Value::Null);
    let seed = draw["seed"].as_str().unwrap();
    assert!(
        seed.len() == 12 && seed.bytes().all(|b| b.is_ascii_digit()),
        "{seed}"
    );
    assert!(draw["seed_source"].as_str().unwrap().contains("dice"));
    // Whoever reads along has the pools and their fingerprint before there is a seed.
    let fingerprint = freeze["cycle_fingerprint"].as_str().unwrap();
    assert_eq!(draw["cycle_fingerprint"], fingerprint);
    let (before, after) = demo.printed.split_once(seed).unwrap();
    assert!(before.contains(fingerprint), "{before}");
    for unit in freeze["units"].as_array().unwrap() {
        assert!(before.contains(unit["unit"].as_str().unwrap()), "{before}");
    }
    assert!(after.contains("ten-sided dice"), "{after}");
    let verified = json(demo.folder.path(), &["draw", "verify"]);
    assert_eq!(verified["verifies"], true, "{verified}");
}

#[test]
fn it_shows_what_the_real_commands_say() {
    let printed = demo(&[]).printed;
    for heading in [
        "== qaf validate ==",
        "== qaf tracker ==",
        "== qaf report quarterly ==",
    ] {
        assert!(printed.contains(heading), "{heading} is missing");
    }
}

#[cfg(unix)]
#[test]
fn its_last_commands_run_as_they_are_printed() {
    let demo = demo(&[]);
    let program = assert_cmd::cargo::cargo_bin!("qaf").display().to_string();
    let last = demo.printed.split_once("ask it yourself:\n").unwrap().1;
    let commands: Vec<&str> = last
        .lines()
        .filter(|line| line.trim_start().starts_with(&program))
        .collect();
    assert_eq!(commands.len(), 2, "{last}");
    for command in commands {
        let typed = command.replace("STORE", &path_of(demo.folder.path()));
        let ran = std::process::Command::new("sh")
            .args(["-c", &typed])
            .env_remove("QAF_STORE")
            .env("QAF_CACHE", "")
            .output()
            .unwrap();
        assert_eq!(
            ran.status.code(),
            Some(0),
            "{typed}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        assert!(!ran.stdout.is_empty(), "{typed}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    qaf().arg("demo").arg(folder.path()).assert().code(2);
    let left = tree(folder.path());
    assert_eq!(left.into_keys().collect::<Vec<_>>(), ["mine.txt"]);
}

#[test]
fn the_whole_council_has_two_years_a_dip_and_what_was_done_about_it() {
    let folder = tempfile::tempdir().unwrap();
    let said = qaf().arg("demo").arg(folder.path()).assert().code(0);
    let said = String::from_utf8_lossy(&said.get_output().stdout).into_owned();
    // One form has been handed in with mistakes; nothing else is wrong or in need of a word.
    assert!(said.contains(": 4 errors, 2 notes.\n"), "{said}");
    let store = folder.path();
    let of = |arguments: &[&str]| json(store, arguments);
    let tracker = of(&["tracker"]);
    let audits = tracker["audits"].as_array().unwrap();
    assert!((270..330).contains(&audits.len()), "{} audits", audits.len());
    let teams: BTreeMap<&str, usize> = audits.iter().fold(BTreeMap::new(), |mut teams, audit| {
        *teams
            .entry(audit["team"].as_str().unwrap_or_default())
            .or_default() += 1;
        teams
    });
    let large = teams
        .iter()
        .filter(|(team, audits)| !team.is_empty() && **audits >= 10)
        .count();
    assert_eq!(large, 8, "{teams:?}");
    let works: Vec<(&str, &str)> = tracker["works"]
        .as_array()
        .unwrap()
        .iter()
        .map(|work| {
            (
                &work["id"].as_str().unwrap()[..2],
                work["stage"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        works,
        [("TH", "Signed off"), ("SA", "Plan under way"), ("PA", "Held")]
    );
    let interviews = fs::read_dir(store.join("exit-interviews")).unwrap();
    let interviews = interviews.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("EI-")
    });
    assert_eq!(interviews.count(), 5);
    let quarter = of(&["report", "quarterly", "--quarter", "2026-27-Q2"]);
    let share = |cycle: &str| {
        let points = quarter["trend"]["points"].as_array().unwrap();
        let one = points.iter().find(|one| one["cycle"] == cycle).unwrap();
        one["share"]["percent"].as_f64().unwrap()
    };
    let (before, dip, after) = (share("2025-26-C2"), share("2025-26-C6"), share("2026-27-C3"));
    assert!(
        dip + 15.0 < before && dip + 15.0 < after,
        "{before} {dip} {after}"
    );
    assert!(store.join("2026-27-Q2.html").is_file());
    assert_eq!(of(&["draw", "verify"])["verifies"], true);
}
