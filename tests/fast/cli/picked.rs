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
        "--selected-by",
        "Ann Brook",
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

/// The arguments of an audit of Kit Adams' work, and more.
fn new<'a>(form: &'a str, auditor: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [
        &["new", form, "--auditor", auditor, "--worker", "Kit Adams"],
        more,
    ]
    .concat()
}

#[test]
fn who_picked_a_case_and_whose_it_is_is_asked_for() {
    let store = Store::new();
    let before = store.tree();
    let refused = |form, more: &[&str], words: &[&str]| {
        let ran = store.run(FIRST_DAY, &new(form, "Ann Brook", more));
        ran.says(2, words);
        assert!(!ran.stdout.contains("Its folder"), "{}", ran.stdout);
    };
    refused(
        "child-case",
        &["--selected-by", "Ann Brook"],
        &["Whose case is it?", "--child ID"],
    );
    refused(
        "child-case",
        &["--child", "C1"],
        &["Who picked the case?", "--selected-by"],
    );
    let lado = [
        "new",
        "lado",
        "--auditor",
        "Priya Nand",
        "--worker",
        "Fay Rudd",
        "--child",
        "L1",
    ];
    store.run(FIRST_DAY, &lado).refuses(&[
        "Who picked the case?",
        "(the schedule has it picked by the manager)",
    ]);
    refused(
        "child-case",
        &[
            "--child",
            "C1",
            "--selected-by",
            "Ann Brook",
            "--selection",
            "random",
        ],
        &["qaf allocate alone"],
    );
    refused(
        "child-case",
        &[
            "--child",
            "C1",
            "--selected-by",
            "Ann Brook",
            "--selection",
            "dice",
        ],
        &["performance-data, appreciative-enquiry"],
    );
    let mut after = store.tree();
    after.remove(".lock");
    assert_eq!(after, before);
    // What is observed is picked by whoever observes it, and may be of no child.
    let mut command = store.command(FIRST_DAY, &new("observed-practice", "Ann Brook", &[]));
    command.env("USER", "qateam");
    Ran::of(command).says(0, &[]);
    let text = store.read("audits/2026-27/Q2/north/OP-26-0001/allocation.yaml");
    assert!(text.contains("\nselected_by: Ann Brook\n"), "{text}");
}

#[test]
fn a_case_picked_by_hand_where_cases_are_drawn_is_told_as_that() {
    let store = Store::new();
    let picked = ["--child", "C1", "--selected-by", "Ann Brook"];
    let words = "Cases of the row area-case are drawn at random by qaf allocate. This one was picked by hand";
    store
        .run(FIRST_DAY, &new("child-case", "Ann Brook", &picked))
        .says(0, &[words, "--reason"]);
    let enquiry = [
        "--selection",
        "appreciative enquiry",
        "--reason",
        "brought by the worker",
    ];
    let ran = store.run(
        FIRST_DAY,
        &new("child-case", "Ann Brook", &[&picked[..], &enquiry].concat()),
    );
    ran.says(0, &[words]);
    assert!(!ran.stdout.contains("--reason"), "{}", ran.stdout);
    let text = store.read("audits/2026-27/Q2/north/CF-26-0002/allocation.yaml");
    assert!(text.contains("\nselection: appreciative-enquiry\n"), "{text}");
    store
        .run(FIRST_DAY, &["show", "CF2"])
        .says(0, &["as an example of good practice"]);
    let drawn = store.run(
        FIRST_DAY,
        &[
            "new",
            "fostering",
            "--auditor",
            "Hugh Denby",
            "--worker",
            "Orla Byrne",
            "--child",
            "C3",
            "--selected-by",
            "Hugh Denby",
        ],
    );
    assert!(!drawn.stdout.contains("by hand"), "{}", drawn.stdout);
}

#[test]
fn the_kind_of_a_wider_work_stands_in_the_form() {
    let store = Store::new();
    let with = |work: &str| {
        let picked = ["--child", "C1", "--selected-by", "Ann Brook", "--part-of", work];
        store.run(FIRST_DAY, &new("child-case", "Ann Brook", &picked))
    };
    with("our visit").refuses(&[
        "\"our visit\" is no wider work's id, such as TH3",
        "qaf commission makes one",
    ]);
    with("DD1").refuses(&["There is no work DD1 in this store"]);
    let dive = store.agreed("deep-dive");
    // Whoever moderates such works moderates their audits (Appendix 1).
    with("DD1").says(0, &["serves no row", "Priya Nand moderates."]);
    let text = store.read("audits/2026-27/Q2/north/CF-26-0002/audit.yaml");
    assert!(text.contains("\n  type_of_audit: Deep Dive\n"), "{text}");
    let text = store.read("audits/2026-27/Q2/north/CF-26-0002/allocation.yaml");
    assert!(
        text.contains(&format!("\npart_of: {dive}\n")) && text.contains("\nrow:\n"),
        "{text}"
    );
    let theme = store.agreed("thematic");
    with(&theme).says(0, &["serves no row"]);
    let text = store.read("audits/2026-27/Q2/north/CF-26-0004/audit.yaml");
    assert!(text.contains("\n  type_of_audit: Thematic\n"), "{text}");
}

#[test]
fn an_audit_that_names_no_case_holder_says_what_that_means() {
    let store = Store::example();
    let new = "--by;Tom Ellery;new;child-case;--auditor;Sam Okoro;--child;00990011;--selected-by;Tom Ellery";
    let mut args: Vec<&str> = new.split(';').collect();
    let words = "It names no case-holder, so nobody is asked for feedback.";
    let ran = store.run("2026-11-24", &args);
    ran.says(0, &[words, "make it with --worker NAME"]);
    args.extend(["--worker", "Kit Adams"]);
    let named = store.run("2026-11-24", &args);
    assert!(!named.stdout.contains("It names no"), "{}", named.stdout);
}
