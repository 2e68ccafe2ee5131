//! The rule against a second telling of it in another language, and records against the script that certificates carry.
//!
//! Python is not needed to work on qaf: these say so and stop where `QAF_PYTHON=1` is not set. With it they run, and
//! a Python that is missing is a failure.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use qaf::command::draw::certificate_page::SCRIPT;
use qaf::draw::raffle::{Entry, Past, Raffle, Weights, cycle_fingerprint, pool_fingerprint, rank};
use qaf::draw::{freeze, verify};
use serde_json::{Value, json};

use crate::draw::made::{drawn, entry, heading, two_of_one_team};

/// How many pools are compared.
const POOLS: usize = 1000;

/// The command of Python, where it is asked for.
fn python() -> Option<Command> {
    if std::env::var_os("QAF_PYTHON").is_some_and(|value| value == "1") {
        let names = if cfg!(windows) {
            ["python", "py"]
        } else {
            ["python3", "python"]
        };
        let runs = |name: &&str| {
            let ran = Command::new(name).arg("--version").output();
            ran.is_ok_and(|output| output.status.success())
        };
        let name = names.into_iter().find(runs);
        return Some(Command::new(
            name.expect("QAF_PYTHON=1 is set, and no Python is here"),
        ));
    }
    // Written past the harness, which keeps what a passing test prints to itself.
    let said = "Not compared with Python: set QAF_PYTHON=1 where Python 3 is at hand.";
    let _ = writeln!(std::io::stderr(), "{said}");
    None
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[derive(Clone, Debug)]
struct Ask {
    seed: String,
    cycle: String,
    unit: String,
    pool: Vec<Entry>,
    history: Vec<Past>,
}

fn asks() -> impl Strategy<Value = Ask> {
    // Letters beyond the plain ones, so that the order of bytes differs from an alphabet's.
    let word = "[A-Da-cé0-9ß你🙂]{1,5}";
    let past = ("[A-F]", "(CIN|CP|CiC|PLO)").prop_map(|(holder, status)| Past { holder, status });
    let pool = prop::collection::btree_map(word, ("[A-Fé]", "(CIN|CP|CiC|PLO|)"), 0..14);
    let history = prop::collection::vec(past, 0..9);
    ("[0-9]{1,20}", "20[0-9]{2}-C[1-6]", word, pool, history).prop_map(
        |(seed, cycle, unit, pool, history)| {
            let pool = pool
                .into_iter()
                .map(|(id, (holder, status))| entry(&id, &holder, &status));
            Ask {
                seed,
                cycle,
                unit,
                pool: pool.collect(),
                history,
            }
        },
    )
}

/// What the program gives for an ask, as the second telling writes it.
fn ours(ask: &Ask) -> Value {
    let raffle = Raffle {
        seed: &ask.seed,
        cycle: &ask.cycle,
        unit: &ask.unit,
    };
    let scores = rank(raffle, &ask.pool, Weights::History(&ask.history)).unwrap();
    let pool = pool_fingerprint(&ask.unit, &ask.history, &ask.pool).unwrap();
    let order: Vec<Value> = scores
        .iter()
        .map(|score| {
            json!([
                score.case_id,
                score.tickets,
                score.winning_ticket,
                score.digest.to_string()
            ])
        })
        .collect();
    json!({
        "pool": pool.to_string(),
        "cycle": cycle_fingerprint(&ask.cycle, [(ask.unit.as_str(), pool)]).unwrap().to_string(),
        "order": order,
    })
}

#[test]
fn a_thousand_random_pools_come_out_as_in_the_second_telling() {
    let Some(mut python) = python() else { return };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[26; 32]);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), random);
    let asks: Vec<Ask> = (0..POOLS)
        .map(|_| asks().new_tree(&mut runner).unwrap().current())
        .collect();
    let lines: Vec<String> = asks
        .iter()
        .map(|ask| {
            json!({"seed": ask.seed, "cycle": ask.cycle, "unit": ask.unit, "pool": ask.pool, "history": ask.history})
                .to_string()
        })
        .collect();
    let mut child = python
        .arg(here("tests/draw_reference.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // Written beside the reading: both pipes are smaller than a thousand pools.
    let writer = std::thread::spawn(move || input.write_all((lines.join("\n") + "\n").as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), POOLS);
    for (ask, answer) in asks.iter().zip(answers.lines()) {
        assert_eq!(
            ours(ask),
            serde_json::from_str::<Value>(answer).unwrap(),
            "{ask:?}"
        );
    }
}

#[test]
fn the_script_is_short_and_needs_the_standard_library_alone() {
    assert!(SCRIPT.lines().count() < 40);
    let imports: Vec<&str> = SCRIPT.lines().filter(|line| line.contains("import")).collect();
    assert_eq!(imports, ["import hashlib, json, sys"]);
}

/// Runs the script on a record; what it printed, and whether it was content.
fn replayed(record: &[u8]) -> Option<(String, bool)> {
    let mut python = python()?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.json");
    std::fs::write(&path, record).unwrap();
    let output = python
        .arg(here("shipped/templates/replay.py"))
        .arg(&path)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    Some((String::from_utf8(output.stdout).unwrap(), output.status.success()))
}

#[test]
fn the_script_replays_the_demos_records_and_frozen_ones() {
    let mut records: Vec<Vec<u8>> = std::fs::read_dir(here("examples/store/draws"))
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(records.len() >= 3);
    records.push(
        freeze(two_of_one_team(), "2026-27-C4", heading(None), None)
            .unwrap()
            .to_bytes(),
    );
    records.push(drawn(two_of_one_team(), "7").to_bytes());
    for record in records {
        assert!(verify(&record).is_ok());
        let Some((said, content)) = replayed(&record) else {
            return;
        };
        assert!(content && said.trim_end() == "OK", "{said}");
    }
}

#[test]
fn the_script_names_the_first_difference() {
    let record = drawn(two_of_one_team(), "7");
    let mut altered = record.clone();
    altered.seed = Some("8".to_owned());
    let Some((said, content)) = replayed(&altered.sealed().to_bytes()) else {
        return;
    };
    assert!(
        !content && said.starts_with("Ann Bell, rank 1: the record says"),
        "{said}"
    );
    let mut other = record.clone();
    other.by = "Somebody else".to_owned();
    let (said, content) = replayed(&other.to_bytes()).unwrap();
    assert!(!content && said.starts_with("SHA-256 of the record"), "{said}");
    let spaced = [b" ".as_slice(), &record.to_bytes()].concat();
    let (said, content) = replayed(&spaced).unwrap();
    assert!(!content && said.starts_with("the file, byte for byte"), "{said}");
    let mut pick = record;
    pick.units[0].drawn.as_mut().unwrap().case_id = "C9".to_owned();
    let (said, content) = replayed(&pick.sealed().to_bytes()).unwrap();
    assert!(!content && said.starts_with("Ann Bell, the case drawn"), "{said}");
}
