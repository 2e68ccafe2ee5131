//! Children whom somebody picked by hand: a draw of the next days leaves them alone.

use super::store::FIRST_DAY;
use super::{Ran, Store};

const HEAD: &str = "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed\n";

/// Two children of a team, of whom one is drawn.
const TWO: &str =
    "C1,AB,2015-01-01,North,Kit Adams,CIN,2026-01-01,\nC2,CD,2015-01-01,North,Amara Ives,CIN,2026-01-01,\n";

fn allocate(store: &Store, day: &str, more: &[&str]) -> Ran {
    store.give(format!("{HEAD}{TWO}").as_bytes());
    let mut args = vec!["allocate", "--roster", "cases.csv", "--team", "North"];
    args.extend(more);
    store.run(day, &args)
}

fn pick(store: &Store, day: &str, child: &str) -> String {
    let args = [
        "new",
        "child-case",
        "--auditor",
        "Ann Brook",
        "--worker",
        "Kit Adams",
        "--child",
        child,
        "--row",
        "none",
    ];
    let ran = store.run(day, &args);
    ran.says(0, &[]);
    let id = ran
        .stdout
        .split_whitespace()
        .find(|word| word.starts_with("CF-"))
        .unwrap();
    id.trim_end_matches([':', '.', ',']).to_owned()
}

fn pools(store: &Store) -> Vec<(Vec<String>, String)> {
    let record = store.draws().into_values().next_back().unwrap();
    let units = record["units"].as_array().unwrap();
    let ids = |unit: &serde_json::Value| {
        let pool = unit["pool"].as_array().unwrap();
        pool.iter()
            .map(|entry| entry[0].as_str().unwrap().to_owned())
            .collect()
    };
    units
        .iter()
        .map(|unit| (ids(unit), unit["set_aside"].to_string()))
        .collect()
}

#[test]
fn a_child_picked_by_hand_yesterday_is_not_drawn_today() {
    let store = Store::new();
    pick(&store, "2026-08-02", "C1");
    allocate(&store, FIRST_DAY, &["--dry-run"]).says(0, &["1 picked by hand in the last cycles"]);
    allocate(&store, FIRST_DAY, &[]);
    for (pool, aside) in pools(&store) {
        assert_eq!(pool, ["C2"]);
        assert!(aside.contains("picked-by-hand"), "{aside}");
    }
    // The pools come out the same again, also once another was picked on the day itself.
    store
        .run(FIRST_DAY, &["draw", "verify", "--roster", "cases.csv"])
        .says(0, &["The roster gives the same pools."]);
    pick(&store, FIRST_DAY, "C2");
    store
        .run(FIRST_DAY, &["draw", "verify", "--roster", "cases.csv"])
        .says(0, &["The roster gives the same pools."]);
}

#[test]
fn a_pick_counts_while_it_stands_and_while_it_is_remembered() {
    // One that was withdrawn is none, and neither is one of long ago or of a day to come.
    for (day, withdrawn) in [("2026-08-01", true), ("2024-08-01", false), ("2026-08-04", false)] {
        let store = Store::new();
        let id = pick(&store, day, "C1");
        if withdrawn {
            store
                .run(
                    "2026-08-02",
                    &["log", &id, "withdrawn", "--reason", "the wrong child"],
                )
                .says(0, &[]);
        }
        allocate(&store, FIRST_DAY, &[]);
        for (pool, _) in pools(&store) {
            assert_eq!(pool, ["C1", "C2"], "{day}");
        }
    }
    // Where nobody else is left, it is not held against the child, and that is said.
    let store = Store::new();
    pick(&store, "2026-08-01", "C1");
    pick(&store, "2026-08-02", "C2");
    allocate(&store, FIRST_DAY, &[]).says(1, &["drawn or picked in the last cycles"]);
    for (pool, _) in pools(&store) {
        assert_eq!(pool, ["C1", "C2"]);
    }
}

#[test]
fn frozen_pools_stay_as_they_were_frozen() {
    let store = Store::new();
    let frozen = |more: &[&str]| {
        store.give(format!("{HEAD}{TWO}").as_bytes());
        let mut args = vec!["allocate"];
        args.extend(more);
        store.run(FIRST_DAY, &args)
    };
    frozen(&["--freeze", "--roster", "cases.csv"]);
    pick(&store, FIRST_DAY, "C1");
    // Whoever picks after the pools are frozen does not alter them.
    let ran = frozen(&["--roster", "cases.csv", "--seed", "314159"]);
    assert!(!ran.stderr.contains("not as they were frozen"), "{}", ran.stderr);
    assert_eq!(store.draws().len(), 2);
}

#[test]
fn a_child_that_was_picked_since_its_pool_was_frozen_is_named_when_it_is_drawn() {
    let store = Store::new();
    let seed = ["--seed", "012871679746", "--seed-source", "dice"];
    let words = "was picked by hand too in the last cycles. If one audit is enough, take the next case: qaf allocate \
                 --replace CF-26-00";
    store.give(format!("{HEAD}{TWO}").as_bytes());
    let frozen = store.run(FIRST_DAY, &["allocate", "--roster", "cases.csv", "--freeze"]);
    frozen.says(1, &["from 2 cases"]);
    pick(&store, FIRST_DAY, "C1");
    pick(&store, FIRST_DAY, "C2");
    let drawn = store.run(
        FIRST_DAY,
        &[&["allocate", "--roster", "cases.csv"], &seed[..]].concat(),
    );
    drawn.says(1, &[words]);
    // Both children are drawn, each by one, and each was picked.
    assert_eq!(
        drawn.stderr.matches("picked by hand too").count(),
        2,
        "{}",
        drawn.stderr
    );
    let (path, record) = store.draws().pop_last().unwrap();
    store.run(
        FIRST_DAY,
        &["draw", "verify", store.path(&path).to_str().unwrap()],
    );
    let first = record["units"][0]["drawn"]["audit"].as_str().unwrap().to_owned();
    // Nobody is left to take, and nothing is said of a child that was not drawn.
    let args = [
        "allocate",
        "--replace",
        &first,
        "--reason",
        "other: picked by hand",
    ];
    let next = store.run(FIRST_DAY, &args);
    assert!(!next.stderr.contains("picked by hand too"), "{}", next.stderr);
}
