//! `allocate --freeze`: pools that are fixed before there is a seed, and refused when they were altered.

use std::fs;

use super::Store;
use super::store::{FIRST_DAY, Ran, roster};

/// The day on which the dice are rolled.
const LATER: &str = "2026-08-05";
const SEED: &str = "63454660390103169462";

/// A store whose first cycle is frozen.
fn frozen() -> Store {
    let store = Store::new();
    store.allocate(roster().as_bytes(), &["--freeze"]).says(
        0,
        &["the pools of 6 auditors are frozen", "The cycle's fingerprint: "],
    );
    store
}

fn draw(store: &Store, more: &[&str]) -> Ran {
    let mut args = vec![
        "allocate",
        "--seed",
        SEED,
        "--seed-source",
        "20 dice, two witnesses",
    ];
    args.extend(more);
    store.run(LATER, &args)
}

/// The roster with something of its first child in Ann Brook's pool changed.
fn altered(store: &Store, change: impl Fn(&str) -> Option<String>) -> (String, Vec<u8>) {
    let record = store.draws().into_values().next().unwrap();
    let child = record["units"][0]["pool"][0][0].as_str().unwrap().to_owned();
    let lines: Vec<String> = roster()
        .lines()
        .filter_map(|line| {
            if line.starts_with(&format!("{child},")) {
                change(line)
            } else {
                Some(line.to_owned())
            }
        })
        .collect();
    (child, (lines.join("\n") + "\n").into_bytes())
}

#[test]
fn a_frozen_cycle_is_drawn_from_its_pools_with_the_seed_that_came_after() {
    let store = frozen();
    let (path, freeze) = store.draws().pop_first().unwrap();
    assert!(path.ends_with("-frozen.json"), "{path}");
    assert_eq!(freeze["kind"], "freeze");
    assert!(freeze["seed"].is_null() && store.audits().is_empty());
    draw(&store, &["--roster", "cases.csv"]).says(0, &["Drawn for 6 auditors", SEED, "(given)"]);
    let draws = store.draws();
    let record = draws.values().find(|record| record["kind"] == "draw").unwrap();
    assert_eq!(record["cycle_fingerprint"], freeze["cycle_fingerprint"]);
    assert_eq!(record["previous_sha256"], freeze["record_sha256"]);
    assert_eq!(record["rosters"], freeze["rosters"]);
    assert_eq!(record["seed_source"], "20 dice, two witnesses");
    for (frozen, drawn) in freeze["units"]
        .as_array()
        .unwrap()
        .iter()
        .zip(record["units"].as_array().unwrap())
    {
        assert_eq!(frozen["pool"], drawn["pool"]);
        assert_eq!(frozen["window"], drawn["window"]);
    }
    assert_eq!(store.audits().len(), 6);
    store.run(LATER, &["validate"]).says(0, &["nothing to mend"]);
    // It waits no more: a further run has nobody to draw for.
    let before = store.tree();
    store
        .run(LATER, &["allocate", "--roster", "cases.csv"])
        .says(0, &["nothing was drawn and nothing was changed"]);
    assert_eq!(store.tree(), before);
}

#[test]
fn the_roster_may_be_left_out_as_the_pools_are_on_record() {
    let with = frozen();
    draw(&with, &["--roster", "cases.csv"]).says(0, &[]);
    let without = frozen();
    draw(&without, &[]).says(0, &["Drawn for 6 auditors"]);
    assert_eq!(with.draws(), without.draws());
}

#[test]
fn a_frozen_cycle_is_not_drawn_without_its_seed_nor_for_one_team() {
    let store = frozen();
    let before = store.tree();
    for args in [&["allocate", "--roster", "cases.csv"][..], &["allocate"]] {
        store
            .run(LATER, args)
            .refuses(&["were frozen on Mon 3 Aug 2026", "Give the seed with --seed"]);
    }
    draw(&store, &["--team", "North"]).refuses(&["for all its auditors together"]);
    for (seed, word) in [
        ("", "The seed is empty"),
        ("  ", "The seed is empty"),
        ("12\n34", "line break"),
        ("12\t34", "a tab"),
        ("1234 ", "a space before or after"),
    ] {
        store.run(LATER, &["allocate", "--seed", seed]).refuses(&[word]);
    }
    assert_eq!(store.tree(), before);
}

#[test]
fn an_altered_roster_is_refused_by_what_is_altered() {
    let store = frozen();
    let before = store.tree();
    let (child, gone) = altered(&store, |_| None);
    let (_, held) = altered(&store, |line| {
        let mut cells: Vec<&str> = line.split(',').collect();
        let header: Vec<String> = roster()
            .lines()
            .next()
            .unwrap()
            .split(',')
            .map(str::to_owned)
            .collect();
        let at = header.iter().position(|name| name == "case_holder").unwrap();
        cells[at] = "Somebody Else";
        Some(cells.join(","))
    });
    let (_, more) = altered(&store, |line| {
        Some(format!(
            "{line}\n{}",
            line.replacen(line.split(',').next().unwrap(), "99999", 1)
        ))
    });
    for (roster, word) in [
        (gone, format!("{child} was in Ann Brook's pool, and is not now.")),
        (held, format!("{child} in Ann Brook's pool had the case-holder ")),
        (more, "99999 is in Ann Brook's pool now, and was not.".to_owned()),
    ] {
        store.give(&roster);
        draw(&store, &["--roster", "cases.csv"]).refuses(&[&word, "Nothing was drawn."]);
        // Nor are other pools frozen without a word of why.
        store
            .run(LATER, &["allocate", "--freeze", "--roster", "cases.csv"])
            .refuses(&[&word, "--reason"]);
    }
    assert_eq!(store.tree(), before);
}

#[test]
fn altered_staff_exemptions_and_settings_are_refused_with_or_without_a_roster() {
    for (file, from, to, word) in [
        (
            "qaf.toml",
            "window_days = 28",
            "window_days = 14",
            "by the settings of now on or after Tue 21 Jul 2026",
        ),
        (
            "people.csv",
            "Ann Brook",
            "Ann Brooke",
            "Ann Brook was frozen, but is due no case now.",
        ),
    ] {
        let store = frozen();
        let text = store.read(file);
        store.write(file, text.replace(from, to));
        assert_ne!(store.read(file), text, "{file}");
        let before = store.tree();
        draw(&store, &[]).refuses(&[word]);
        draw(&store, &["--roster", "cases.csv"]).refuses(&[word]);
        assert_eq!(store.tree(), before);
    }
    let store = frozen();
    let header = store.read("exemptions.csv");
    let columns = header.lines().find(|line| line.starts_with("person,")).unwrap();
    let cells: Vec<&str> = columns
        .split(',')
        .map(|column| match column {
            "person" => "Ann Brook",
            "from" => "2026-08-01",
            "to" => "2026-08-31",
            "reason" => "Sick leave",
            _ => "",
        })
        .collect();
    store.write(
        "exemptions.csv",
        format!("{}\n{}\n", header.trim_end(), cells.join(",")),
    );
    draw(&store, &[]).refuses(&["Ann Brook was frozen, but is due no case now."]);
}

#[test]
fn the_same_pools_are_frozen_once_and_others_anew_with_a_reason() {
    let store = frozen();
    let before = store.tree();
    for day in [FIRST_DAY, LATER] {
        store
            .run(day, &["allocate", "--freeze", "--roster", "cases.csv"])
            .says(0, &["are the same now; nothing was changed"]);
    }
    assert_eq!(store.tree(), before);
    let (_, gone) = altered(&store, |_| None);
    store.give(&gone);
    store
        .run(
            LATER,
            &[
                "allocate",
                "--freeze",
                "--reason",
                "a child was listed twice",
                "--roster",
                "cases.csv",
            ],
        )
        .says(0, &["are frozen as of Wed 5 Aug 2026"]);
    let draws = store.draws();
    assert_eq!(draws.len(), 2);
    let anew = draws
        .values()
        .find(|record| !record["replaces"].is_null())
        .unwrap();
    let first = draws
        .values()
        .find(|record| record["replaces"].is_null())
        .unwrap();
    assert_eq!(anew["replaces"], first["cycle_fingerprint"]);
    assert_eq!(anew["reason"], "a child was listed twice");
    // The pools of the first freeze stand no more.
    store.give(roster().as_bytes());
    draw(&store, &["--roster", "cases.csv"]).refuses(&["is in Ann Brook's pool now, and was not."]);
    store.give(&gone);
    draw(&store, &["--roster", "cases.csv"]).says(0, &["Drawn for 6 auditors"]);
    for path in store.draws().keys() {
        let file = store.path(path);
        store
            .run(LATER, &["draw", "verify", file.to_str().unwrap()])
            .says(0, &[]);
    }
}

#[test]
fn a_frozen_record_that_was_changed_stops_the_draw() {
    let store = frozen();
    let (path, record) = store.draws().pop_first().unwrap();
    let holder = record["units"][0]["pool"][0][1].as_str().unwrap().to_owned();
    store.change(&path, &holder, "Somebody Else");
    let before = store.tree();
    draw(&store, &["--roster", "cases.csv"]).refuses(&[&path, "was changed after it was written"]);
    assert_eq!(store.tree(), before);
    fs::remove_file(store.path(&path)).unwrap();
}

#[test]
fn a_freeze_as_a_document_has_the_fingerprint() {
    let store = Store::new();
    let ran = store.allocate(roster().as_bytes(), &["--freeze", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let (path, record) = store.draws().pop_first().unwrap();
    assert_eq!(document["schema"], "qaf.freeze/1");
    assert_eq!(document["cycle_fingerprint"], record["cycle_fingerprint"]);
    assert_eq!(
        (&document["record"], &document["new"]),
        (&path.into(), &true.into())
    );
    assert_eq!(document["units"].as_array().unwrap().len(), 6);
}
