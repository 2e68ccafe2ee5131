//! `draw verify` and `draw explain`: whatever is altered in a store's records, or taken out of them, is found.

use std::fs;
use std::path::PathBuf;

use super::store::{FIRST_DAY, Ran, roster};
use super::{Store, long};

/// Two cycles, the second frozen first, and a replacement: four records.
fn four_records() -> Store {
    let store = Store::drawn();
    store
        .run(
            "2026-08-05",
            &["allocate", "--replace", "CF-26-0001", "--reason", "moved: away"],
        )
        .says(0, &[]);
    store.give(
        qaf::demo::council::DemoSize::Short
            .roster("2026-10-05".parse().unwrap(), "cases")
            .as_bytes(),
    );
    store
        .run("2026-10-05", &["allocate", "--freeze", "--roster", "cases.csv"])
        .says(0, &[]);
    store
        .run("2026-10-06", &["allocate", "--seed", "314159"])
        .says(0, &[]);
    assert_eq!(store.draws().len(), 4);
    store
}

fn verify(store: &Store) -> Ran {
    store.run("2026-10-07", &["draw", "verify"])
}

fn files(store: &Store) -> Vec<PathBuf> {
    store.draws().keys().map(|path| store.path(path)).collect()
}

#[test]
fn a_whole_store_verifies_by_folder_by_files_and_by_itself() {
    let store = four_records();
    let whole =
        "4 records: every step was replayed and comes out as recorded, each follows the one before it";
    verify(&store).says(0, &[whole]);
    let folder = store.path("draws");
    store
        .run(FIRST_DAY, &["draw", "verify", folder.to_str().unwrap()])
        .says(0, &[whole]);
    let mut args = vec!["draw".to_owned(), "verify".to_owned()];
    args.extend(files(&store).iter().map(|file| file.display().to_string()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    store.run(FIRST_DAY, &args).says(0, &[whole]);
    for file in &args[2..] {
        store
            .run(FIRST_DAY, &["draw", "verify", file])
            .says(0, &["every step was replayed"]);
    }
    // One that was named by hand and is not there is a slip of the hand; of a folder the others are replayed.
    let mut slipped = args.clone();
    slipped[2] = "draws/never.json";
    store.run(FIRST_DAY, &slipped).says(2, &["draws/never.json"]);
    let ran = store.run(FIRST_DAY, &["draw", "verify", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&document["verifies"], &document["difference"]),
        (&true.into(), &serde_json::Value::Null)
    );
    let empty = Store::new();
    verify(&empty).says(0, &["There is no record of a draw yet"]);
}

#[test]
fn a_record_left_out_is_found_the_newest_too() {
    let store = four_records();
    for path in store.draws().keys() {
        let bytes = fs::read(store.path(path)).unwrap();
        fs::remove_file(store.path(path)).unwrap();
        let ran = verify(&store);
        ran.says(1, &[]);
        assert!(
            ran.stdout.contains("missing") || ran.stdout.contains("is not there"),
            "{path}: {}",
            ran.stdout
        );
        store.write(path, bytes);
    }
    verify(&store).says(0, &[]);
    // With its audits gone too, their numbers still tell.
    let newest = store
        .draws()
        .into_iter()
        .find(|(_, record)| record["seed"] == "314159")
        .unwrap();
    fs::remove_file(store.path(&newest.0)).unwrap();
    for unit in newest.1["units"].as_array().unwrap() {
        let audit = unit["drawn"]["audit"].as_str().unwrap();
        fs::remove_dir_all(store.path(&store.audits()[audit])).unwrap();
    }
    verify(&store).says(1, &["were given out, but no record and no audit has them"]);
}

#[test]
fn what_an_audit_says_of_its_draw_is_held_against_the_record() {
    let store = four_records();
    let (id, folder) = store.audits().pop_first().unwrap();
    let allocation = format!("{folder}/allocation.yaml");
    let whole = store.read(&allocation);
    for (key, word) in [
        ("child_id: ", "says the child "),
        ("auditor: ", "says the auditor "),
        ("worker: ", "says the case-holder "),
        ("legal_status: ", "says the legal status "),
        ("draw: ", "is not there"),
    ] {
        let changed: String = whole
            .lines()
            .map(|line| {
                if line.starts_with(key) {
                    format!("{key}\"Another\"\n")
                } else {
                    format!("{line}\n")
                }
            })
            .collect();
        assert_ne!(changed, whole, "{key}");
        store.write(&allocation, changed);
        verify(&store).says(1, &[&id, word]);
    }
    store.write(&allocation, &whole);
    fs::remove_file(store.path(&format!("ids/{id}"))).unwrap();
    verify(&store).says(1, &[&id, "ids/ does not have its number"]);
    store.write(&format!("ids/{id}"), "");
    fs::remove_file(store.path(&allocation)).unwrap();
    verify(&store).says(1, &[&id, "has no folder"]);
}

/// Whoever restores from a copy is told of everything that is to be restored, and not of one piece a time.
#[test]
fn every_audit_whose_folder_or_number_is_gone_is_named_up_to_five() {
    let store = Store::drawn();
    let (record, _) = store.draws().pop_first().unwrap();
    let ids: Vec<String> = store.audits().into_keys().collect();
    assert!(ids.len() > 5, "{ids:?}");
    let folders = store.audits();
    fs::remove_dir_all(store.path(&folders[&ids[0]])).unwrap();
    verify(&store).says(
        1,
        &[&format!(
            "{} was drawn by {record}, but has no folder in audits/ that says so. Restore it from",
            ids[0]
        )],
    );
    fs::remove_dir_all(store.path(&folders[&ids[1]])).unwrap();
    verify(&store).says(
        1,
        &[&format!(
            "{} and {} were drawn by {record}, but have no folder in audits/ that says so. Restore them",
            ids[0], ids[1]
        )],
    );
    for id in &ids[2..] {
        fs::remove_dir_all(store.path(&folders[id])).unwrap();
    }
    let first = ids[..5].join(", ");
    let more = ids.len() - 5;
    verify(&store).says(
        1,
        &[&format!("{first} and {more} more were drawn by {record}, but")],
    );
    for id in &ids[..2] {
        fs::remove_file(store.path(&format!("ids/{id}"))).unwrap();
    }
    verify(&store).says(
        1,
        &[
            &format!(
                "{} and {} were drawn by {record}, but ids/ does not have",
                ids[0], ids[1]
            ),
            "their numbers. Make an empty file ids/NUMBER for each",
        ],
    );
}

#[test]
fn the_roster_gives_the_pools_again_or_the_first_difference() {
    let store = four_records();
    // The roster of the second cycle lies there; the freeze and its draw are from it.
    let with = |roster: &[u8], files: &[&str]| {
        store.give(roster);
        let mut args = vec!["draw", "verify"];
        args.extend(files);
        args.extend(["--roster", "cases.csv"]);
        store.run("2026-10-07", &args)
    };
    let second = qaf::demo::council::DemoSize::Short.roster("2026-10-05".parse().unwrap(), "cases");
    with(second.as_bytes(), &[]).says(0, &["The roster gives the same pools."]);
    with(roster().as_bytes(), &[]).says(0, &["The roster gives the same pools."]);
    let first = store
        .draws()
        .into_iter()
        .find(|(_, record)| record["kind"] == "draw" && record["previous_sha256"].is_null())
        .unwrap()
        .0;
    let first = store.path(&first);
    let first = first.to_str().unwrap();
    with(second.as_bytes(), &[first]).says(1, &["The roster is not the one that was drawn from"]);
    // The settings of now are not those of the draw.
    store.change("qaf.toml", "window_days = 28", "window_days = 21");
    with(roster().as_bytes(), &[first]).says(1, &["does not verify", "The staff, the exemptions"]);
}

#[test]
fn a_record_of_a_later_version_is_answered_with_a_sentence() {
    let store = Store::drawn();
    let (path, _) = store.draws().pop_first().unwrap();
    store.change(&path, "qaf.draw/1", "qaf.draw/2");
    let file = store.path(&path);
    let file = file.to_str().unwrap();
    let words = ["a record of the version qaf.draw/2", "Use a newer qaf."];
    store.run(FIRST_DAY, &["draw", "verify", file]).refuses(&words);
    store.run(FIRST_DAY, &["draw", "explain", file]).refuses(&words);
    store.allocate(roster().as_bytes(), &[]).refuses(&words);
    store.change(&path, "qaf.draw/2", "qaf.draw/1");
    store.change(&path, "\"rule\":\"qaf-draw/1\"", "\"rule\":\"qaf-draw/7\"");
    store
        .run(FIRST_DAY, &["draw", "verify", file])
        .refuses(&["by the rule qaf-draw/7", "Use a newer qaf."]);
}

/// Whether nothing but one paragraph was said, whose lines go on set in.
fn is_one_sentence(ran: &Ran) -> bool {
    ran.stdout.lines().skip(1).all(|line| line.starts_with("  "))
}

#[test]
fn a_child_that_was_not_drawn_is_told_why() {
    let store = Store::drawn();
    let (path, record) = store.draws().pop_first().unwrap();
    let file = store.path(&path);
    let explain = |more: &[&str]| {
        let mut args = vec!["draw", "explain", file.to_str().unwrap()];
        args.extend(more);
        store.run(FIRST_DAY, &args)
    };
    let unit = &record["units"][0];
    let name = unit["unit"].as_str().unwrap();
    let last = unit["ranked"].as_array().unwrap().last().unwrap();
    let drawn = unit["drawn"]["case_id"].as_str().unwrap();
    let ran = explain(&[
        "--unit",
        &name.to_lowercase(),
        "--child",
        last["case_id"].as_str().unwrap(),
    ]);
    ran.says(
        0,
        &[
            &format!("and came at rank {}", last["rank"]),
            "It was not drawn: ",
            &format!("{drawn} at rank {}", unit["drawn"]["rank"]),
        ],
    );
    assert!(is_one_sentence(&ran), "{}", ran.stdout);
    explain(&["--unit", name, "--child", drawn]).says(0, &[&format!("{drawn} was drawn from ")]);
    explain(&["--unit", name, "--child", "nobody"]).says(
        0,
        &[
            "nobody is not in the pool",
            "closed before the window",
            "does not name",
        ],
    );
    let ran = explain(&["--unit", name]);
    assert!(is_one_sentence(&ran), "{}", ran.stdout);
    explain(&["--unit", "Ann Brok"]).refuses(&["has no draw for Ann Brok. Did you mean Ann Brook?"]);
    // Whoever shares a team with an earlier name is passed over at the cases that one took.
    let taken = record["units"].as_array().unwrap().iter().find_map(|unit| {
        let ranked = unit["ranked"].as_array().unwrap();
        let passed = ranked.iter().find(|ranked| ranked["passed"] == "taken")?;
        Some((
            unit["unit"].as_str().unwrap(),
            passed["case_id"].as_str().unwrap(),
        ))
    });
    if let Some((unit, case)) = taken {
        explain(&["--unit", unit, "--child", case]).says(0, &["It was passed over: ", " had drawn it."]);
    }
}

#[test]
fn any_byte_of_a_record_that_is_changed_is_found() {
    let store = four_records();
    for file in files(&store) {
        let bytes = fs::read(&file).unwrap();
        assert!(qaf::draw::verify(&bytes).is_ok());
        // Every byte takes a while; an ordinary run takes one of a few, beginning anywhere.
        for place in (bytes.len() % 7..bytes.len()).step_by(long(211, 1)) {
            let mut altered = bytes.clone();
            altered[place] ^= 0x01;
            assert!(
                qaf::draw::verify(&altered).is_err(),
                "byte {place} of {}",
                file.display()
            );
        }
    }
}

/// One record that can't be read hides nothing of the others, and a folder without records is none that verifies.
#[test]
fn what_cant_be_read_hides_no_change_and_a_folder_of_none_is_refused() {
    let store = four_records();
    let all = files(&store);
    let whole = fs::read_to_string(&all[0]).unwrap();
    fs::write(&all[0], &whole[..500]).unwrap();
    verify(&store).says(
        1,
        &[
            "its text breaks off, or was changed, at line 1, column 500",
            "Every other record is as it was made",
        ],
    );
    let other = fs::read_to_string(&all[1]).unwrap();
    fs::write(&all[1], other.replacen("\"seed\":\"", "\"seed\":\"1", 1)).unwrap();
    let name = all[1].file_name().unwrap().to_string_lossy().into_owned();
    verify(&store).says(1, &[&name, "does not verify"]);
    for folder in ["audits", "forms"] {
        store
            .run(
                FIRST_DAY,
                &["draw", "verify", store.path(folder).to_str().unwrap()],
            )
            .says(2, &[folder, "holds no record of a draw"]);
    }
}

/// What an audit was allocated with is held against its draw by validate too, where people look.
#[test]
fn an_allocation_that_says_other_than_its_draw_is_queried() {
    let store = four_records();
    let (id, folder) = store.audits().into_iter().next_back().unwrap();
    let path = format!("{folder}/allocation.yaml");
    let said = fs::read_to_string(store.path(&path)).unwrap();
    let auditor = said
        .lines()
        .find_map(|line| line.strip_prefix("auditor: "))
        .unwrap();
    store.change(&path, &format!("auditor: {auditor}"), "auditor: Somebody Else");
    store.run("2026-10-07", &["validate"]).says(
        0,
        &[&format!(
            "{id}: its allocation.yaml says the auditor Somebody Else"
        )],
    );
}
