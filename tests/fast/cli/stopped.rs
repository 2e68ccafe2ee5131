//! `allocate` stopped anywhere, and many of them at once: the next run completes the same draw, and no number and no
//! child is given twice.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::store::{FIRST_DAY, NEW_LADO, Tree, roster, tree};
use super::{Store, long};

const SEED: &str = "63454660390103169462";

/// The files of a tree that a draw made, in the order in which it makes them: the record, the numbers, and of each
/// audit what a person fills in, the log, and last the allocation.
fn in_order_of_making(before: &Tree, after: &Tree) -> Vec<String> {
    let rank = |name: &str| match name {
        _ if name.starts_with("draws/") => (0, String::new(), 0),
        _ if name.starts_with("ids/") => (1, name.to_owned(), 0),
        _ => {
            let (folder, file) = name.rsplit_once('/').unwrap();
            let file = ["audit.yaml", "log.yaml", "allocation.yaml"]
                .iter()
                .position(|known| *known == file);
            let id = folder.rsplit('/').next().unwrap();
            (2, id.to_owned(), file.unwrap_or(usize::MAX))
        }
    };
    let mut made: Vec<String> = after
        .keys()
        .filter(|name| !before.contains_key(*name) && *name != ".lock")
        .cloned()
        .collect();
    made.sort_by_key(|name| rank(name));
    made
}

/// Puts the store back to a tree, and leaves what a kill may leave of a file that was being written.
fn put_back(store: &Store, wanted: &Tree) {
    for name in store.tree().keys().filter(|name| !wanted.contains_key(*name)) {
        fs::remove_file(store.path(name)).unwrap();
    }
    for (name, bytes) in wanted {
        if fs::read(store.path(name)).ok().as_ref() != Some(bytes) {
            fs::create_dir_all(store.path(name).parent().unwrap()).unwrap();
            store.write(name, bytes);
        }
    }
}

/// The tree after its first so many files were made.
fn after_steps(before: &Tree, after: &Tree, made: &[String]) -> Tree {
    let mut stopped = before.clone();
    for name in made {
        stopped.insert(name.clone(), after[name].clone());
    }
    stopped
}

#[test]
fn a_draw_that_was_stopped_at_any_step_is_completed_with_its_seed_and_numbers() {
    let store = Store::new();
    let before = store.tree();
    store
        .allocate(roster().as_bytes(), &["--seed", SEED, "--seed-source", "dice"])
        .says(0, &[]);
    let after = store.tree();
    let made = in_order_of_making(&before, &after);
    assert_eq!(made.len(), 1 + 6 + 6 * 3);
    for steps in 1..=made.len() {
        put_back(&store, &after_steps(&before, &after, &made[..steps]));
        // A temporary file that a kill left is nobody's record.
        store.write("draws/.qaf-k1Lled.tmp", "{\"half\":");
        let ran = store.run(FIRST_DAY, &["allocate", "--roster", "cases.csv"]);
        ran.says(0, &["nothing was drawn"]);
        fs::remove_file(store.path("draws/.qaf-k1Lled.tmp")).unwrap();
        let found = store.tree();
        for (name, bytes) in &after {
            assert_eq!(found.get(name), Some(bytes), "{name} after {steps} steps");
        }
        assert_eq!(found.len(), after.len(), "after {steps} steps");
    }
    store.run(FIRST_DAY, &["draw", "verify"]).says(0, &[]);
}

#[test]
fn a_replacement_that_was_stopped_is_completed_and_closes_the_audit() {
    let store = Store::drawn();
    let before = store.tree();
    store
        .run(
            "2026-08-05",
            &["allocate", "--replace", "CF-26-0001", "--reason", "moved: away"],
        )
        .says(0, &[]);
    let after = store.tree();
    let folder = store.audits()["CF-26-0001"].clone();
    let log = format!("{folder}/log.yaml");
    assert_ne!(before[&log], after[&log]);
    let kept = |name: &String| name.starts_with(&format!("{folder}/kept/"));
    let made: Vec<String> = in_order_of_making(&before, &after)
        .into_iter()
        .filter(|name| !kept(name))
        .collect();
    assert_eq!(made.len(), 1 + 1 + 3);
    for steps in 1..=made.len() {
        put_back(&store, &after_steps(&before, &after, &made[..steps]));
        store.give(roster().as_bytes());
        store
            .run("2026-08-06", &["allocate", "--roster", "cases.csv"])
            .says(0, &["nothing was drawn"]);
        let found = store.tree();
        for (name, bytes) in &after {
            let unrostered = name.contains("CF-26-0007") && !name.ends_with("log.yaml");
            // The replacement read no roster; the run that completes it has one, and with it the initials.
            assert!(
                found.get(name) == Some(bytes) || unrostered && found.contains_key(name),
                "{name} after {steps} steps"
            );
        }
        assert_eq!(found.len(), after.len(), "after {steps} steps");
    }
}

#[test]
fn a_number_that_a_stopped_draw_gave_out_is_not_given_to_another_audit() {
    let store = Store::new();
    let before = store.tree();
    store
        .allocate(roster().as_bytes(), &["--seed", SEED])
        .says(0, &[]);
    let after = store.tree();
    let made = in_order_of_making(&before, &after);
    // Stopped between the record and the first of its numbers.
    put_back(&store, &after_steps(&before, &after, &made[..1]));
    let args = NEW_LADO;
    let ran = store.run(FIRST_DAY, &args);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("-26-0007"), "{}", ran.stdout);
    store
        .run(FIRST_DAY, &["allocate", "--roster", "cases.csv"])
        .says(0, &["its folder was not finished; it is now"]);
    store.run(FIRST_DAY, &["draw", "verify"]).says(0, &[]);
    let numbers: BTreeSet<String> = fs::read_dir(store.path("ids"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(numbers.len(), 7);
}

/// Numbers that look random, the same each time.
struct Schedule(u64);

impl Schedule {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

#[test]
fn a_record_that_was_never_put_in_its_place_gives_out_no_number() {
    let store = Store::new();
    let empty = store.tree();
    store.allocate(roster().as_bytes(), &[]).says(0, &[]);
    let (record, _) = store.draws().pop_first().unwrap();
    let bytes = fs::read(store.path(&record)).unwrap();
    put_back(&store, &empty);
    // As a run leaves it that was killed between writing the record and giving it its name.
    store.write("draws/.tmpA1b2C3", &bytes);
    store.allocate(roster().as_bytes(), &[]).says(0, &[]);
    drawn_once(&store, "after the kill");
}

#[test]
fn a_draw_that_is_killed_again_and_again_is_made_once() {
    let store = Store::new();
    store.give(roster().as_bytes());
    let started = Instant::now();
    store
        .run(FIRST_DAY, &["allocate", "--roster", "cases.csv", "--dry-run"])
        .says(0, &[]);
    let most = u64::try_from(started.elapsed().as_micros()).unwrap() * 3 / 2;
    let empty = store.tree();
    let mut schedule = Schedule(20_260_803);
    let mut seeds = BTreeSet::new();
    for round in 0..long(12, 200) {
        if round % 4 == 0 {
            put_back(&store, &empty);
            seeds.clear();
        }
        let mut child = store
            .command(FIRST_DAY, &["allocate", "--roster", "cases.csv"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_micros(schedule.below(most)));
        // It may be through already.
        let _ = child.kill();
        child.wait().unwrap();
        seeds.extend(store.draws().values().map(|record| record["seed"].to_string()));
        if round % 4 == 3 {
            let ran = store.run(FIRST_DAY, &["allocate", "--roster", "cases.csv"]);
            ran.says(0, &[]);
            seeds.extend(store.draws().values().map(|record| record["seed"].to_string()));
            assert_eq!(seeds.len(), 1, "a second seed");
            drawn_once(&store, &format!("round {round}"));
        }
    }
}

/// Six auditors have a case each, no number is lost, and all verifies.
fn drawn_once(store: &Store, when: &str) {
    let audits = store.audits();
    let numbers: Vec<String> = (1..=6).map(|number| format!("CF-26-000{number}")).collect();
    assert!(audits.keys().eq(&numbers), "{when}: {:?}", audits.keys());
    let ids = tree(&store.path("ids"));
    assert!(ids.keys().eq(&numbers), "{when}: {:?}", ids.keys());
    let told = |key: &str| -> BTreeSet<String> {
        let lines = audits.values().map(|folder| {
            let text = store.read(&format!("{folder}/allocation.yaml"));
            text.lines()
                .find(|line| line.starts_with(key))
                .unwrap()
                .to_owned()
        });
        lines.collect()
    };
    assert_eq!(told("child_id: ").len(), 6, "{when}: a child twice");
    assert_eq!(told("auditor: ").len(), 6, "{when}: an auditor twice");
    store.run(FIRST_DAY, &["draw", "verify"]).says(0, &[]);
}

#[test]
fn eight_at_once_draw_each_auditor_once_round_after_round() {
    for round in 0..long(20, 200) {
        let store = Store::new();
        store.give(roster().as_bytes());
        // Every other round from frozen pools, with the seed that all eight were told.
        let frozen = round % 2 == 1;
        let mut args = vec!["allocate", "--roster", "cases.csv"];
        if frozen {
            store
                .run(FIRST_DAY, &["allocate", "--freeze", "--roster", "cases.csv"])
                .says(0, &[]);
            args.extend(["--seed", SEED]);
        }
        let running: Vec<_> = (0..8)
            .map(|_| {
                store
                    .command(FIRST_DAY, &args)
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for child in running {
            let output = child.wait_with_output().unwrap();
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(0), "round {round}: {stderr}");
            assert!(!stderr.contains("panicked"), "round {round}: {stderr}");
        }
        let draws = store
            .draws()
            .values()
            .filter(|record| record["kind"] == "draw")
            .count();
        assert_eq!(draws, 1, "round {round}");
        drawn_once(&store, &format!("round {round}"));
    }
}
