//! `draw chain`: a year's seeds, kept by somebody else, each the SHA-256 of the next.

use std::fs;

use super::store::{FIRST_DAY, program, roster};
use super::{Ran, Store};

/// Makes a chain beside the store; its anchor and its seeds, in the order in which they are given out.
fn chain(store: &Store, length: usize) -> (String, Vec<String>) {
    let file = store.root().with_file_name("seeds.txt");
    let _ = fs::remove_file(&file);
    let (path, length) = (file.to_str().unwrap(), length.to_string());
    let ran = store.run(
        FIRST_DAY,
        &["draw", "chain", "new", "--length", &length, "--output", path],
    );
    ran.says(0, &["chain_anchor=\""]);
    let anchor = ran.stdout.split('"').nth(1).unwrap().to_owned();
    let text = fs::read_to_string(&file).unwrap();
    let seeds: Vec<String> = text
        .lines()
        .filter_map(|line| line.trim().split_once("  "))
        .filter(|(number, _)| number.parse::<u32>().is_ok())
        .map(|(_, seed)| seed.to_owned())
        .collect();
    for seed in &seeds {
        assert!(!ran.stdout.contains(seed), "a secret was printed");
    }
    (anchor, seeds)
}

fn with_chain() -> (Store, Vec<String>) {
    let store = Store::new();
    let (anchor, seeds) = chain(&store, 4);
    store.change(
        "qaf.toml",
        "chain_anchor = \"\"",
        &format!("chain_anchor = \"{anchor}\""),
    );
    (store, seeds)
}

fn allocate(store: &Store, day: &str, seed: Option<&str>) -> Ran {
    store.give(
        qaf::demo::council::DemoSize::Short
            .roster(day.parse().unwrap(), "cases")
            .as_bytes(),
    );
    let mut args = vec!["allocate", "--roster", "cases.csv"];
    args.extend(seed.iter().flat_map(|seed| ["--seed", seed]));
    store.run(day, &args)
}

#[test]
fn each_seed_is_the_hash_of_the_next_and_the_anchor_of_the_first() {
    let store = Store::new();
    let (anchor, seeds) = chain(&store, 12);
    assert_eq!(seeds.len(), 12);
    assert!(qaf::draw::chain_ok(&seeds[0], &anchor));
    for two in seeds.windows(2) {
        assert!(qaf::draw::chain_ok(&two[1], &two[0]));
    }
    let (other, _) = chain(&store, 12);
    assert_ne!(anchor, other, "the last seed is random");
}

#[cfg(unix)]
#[test]
fn the_secret_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let store = Store::new();
    chain(&store, 3);
    let file = store.root().with_file_name("seeds.txt");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn the_secrets_are_never_put_into_a_store_nor_over_a_file() {
    let store = Store::new();
    let before = store.tree();
    let inside = store.path("draws/seeds.txt");
    for path in [store.path("seeds.txt"), inside] {
        store
            .run(
                FIRST_DAY,
                &["draw", "chain", "new", "--output", path.to_str().unwrap()],
            )
            .refuses(&["is inside the store", "no chain was made"]);
    }
    Ran::of(program(&store.root(), &["draw", "chain", "new"])).refuses(&["is inside the store"]);
    assert_eq!(store.tree(), before);
    let file = store.root().with_file_name("mine.txt");
    fs::write(&file, "mine").unwrap();
    let path = file.to_str().unwrap();
    store
        .run(FIRST_DAY, &["draw", "chain", "new", "--output", path])
        .refuses(&["no chain was made"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    for length in ["0", "1001", "x"] {
        let ran = store.run(FIRST_DAY, &["draw", "chain", "new", "--length", length]);
        ran.says(2, &["--length"]);
    }
}

#[test]
fn with_an_anchor_only_the_next_seed_draws() {
    let (store, seeds) = with_chain();
    let before = store.tree();
    allocate(&store, FIRST_DAY, None).refuses(&["qaf makes no seed of its own"]);
    allocate(&store, FIRST_DAY, Some("12345")).refuses(&["does not lead to the anchor", "Nothing was drawn"]);
    allocate(&store, FIRST_DAY, Some(&seeds[1]))
        .refuses(&["number 2 of the chain, but the next is number 1"]);
    let mut tree = store.tree();
    tree.remove(".lock");
    assert_eq!(tree, before);
    allocate(&store, FIRST_DAY, Some(&seeds[0])).says(0, &["Drawn for 6 auditors"]);
    allocate(&store, "2026-10-05", Some(&seeds[0])).refuses(&["number 1 has been drawn with already"]);
    store
        .run("2026-10-05", &["draw", "chain", "check", "--seed", &seeds[1]])
        .says(0, &["number 2 of the chain, the next to be drawn with"]);
    store
        .run("2026-10-05", &["draw", "chain", "check", "--seed", "12345"])
        .says(1, &["does not lead to the anchor"]);
    allocate(&store, "2026-10-05", Some(&seeds[1])).says(0, &["Drawn for "]);
    store.run("2026-10-05", &["draw", "chain", "check"]).says(
        0,
        &[
            "number 1 of the chain.",
            "number 2 of the chain.",
            "The next is number 3.",
        ],
    );
}

#[test]
fn seeds_that_leave_the_chain_are_named() {
    let store = Store::new();
    let (anchor, seeds) = chain(&store, 4);
    store
        .run(FIRST_DAY, &["draw", "chain", "check"])
        .refuses(&["names no anchor"]);
    allocate(&store, FIRST_DAY, Some(&seeds[0])).says(0, &[]);
    allocate(&store, "2026-10-05", Some("12345")).says(0, &[]);
    store.change(
        "qaf.toml",
        "chain_anchor = \"\"",
        &format!("chain_anchor = \"{anchor}\""),
    );
    store.run("2026-10-05", &["draw", "chain", "check"]).says(
        1,
        &["its seed does not lead to the anchor", "do not follow the chain"],
    );
}

#[test]
fn a_faulty_anchor_is_named_with_its_place() {
    let store = Store::new();
    store.change("qaf.toml", "chain_anchor = \"\"", "chain_anchor = \"ABC\"");
    let words = ["qaf.toml:", "\"ABC\" is no anchor of a chain of seeds"];
    store.run(FIRST_DAY, &["validate"]).says(1, &words);
    store.allocate(roster().as_bytes(), &[]).says(2, &words);
    store.run(FIRST_DAY, &["draw", "chain", "check"]).says(2, &words);
}
