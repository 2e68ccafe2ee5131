//! `draw certificate`, `draw simulate` and `draw history`.

use std::fs;

use super::Store;
use super::store::{FIRST_DAY, roster, run_in};

const DAY: &str = "2026-12-07";

fn name_of_record(store: &Store) -> String {
    let name = store.draws().into_keys().next().unwrap();
    name.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn a_certificate_says_what_was_drawn_and_names_no_child_but_by_id() {
    let store = Store::drawn();
    let record = format!("draws/{}", name_of_record(&store));
    let record = store.path(&record).to_str().unwrap().to_owned();
    let ran = store.run(DAY, &["draw", "certificate", &record]);
    ran.says(
        0,
        &[
            "# Certificate of a draw: cycle 2026-27-C3",
            "drew 6 cases for 6 auditors on Mon 3 Aug 2026",
            "qaf made the seed from the system's randomness",
            "**SHA-256 of the record:** ",
            "none, it is the first",
            "closed before the window",
            "import hashlib, json, sys",
        ],
    );
    for line in roster().lines().skip(1) {
        let born = line.split(',').nth(2).unwrap();
        assert!(!ran.stdout.contains(born), "{born}");
    }
    let page = store.run(DAY, &["draw", "certificate", &record, "--format", "html"]);
    page.says(
        0,
        &["<!doctype html>", "default-src 'none'", "Certificate of a draw"],
    );
    assert!(!page.stdout.contains("<script") && !page.stdout.contains("http://"));
    store
        .run(DAY, &["draw", "certificate", &record, "--output", "c.html"])
        .says(0, &["Written: "]);
    store
        .run(DAY, &["draw", "certificate", &record, "--output", "c.html"])
        .refuses(&["c.html"]);
    store
        .run(DAY, &["draw", "certificate", &record, "--format", "json"])
        .refuses(&["prints html or md"]);
}

#[test]
fn the_certificate_of_an_altered_record_says_so_first() {
    let store = Store::drawn();
    let record = store.path(&format!("draws/{}", name_of_record(&store)));
    let text = fs::read_to_string(&record).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("r.json"),
        text.replacen("\"by\":\"", "\"by\":\"Not ", 1),
    )
    .unwrap();
    let ran = run_in(folder.path(), &["draw", "certificate", "r.json"]);
    ran.says(
        1,
        &["> **This record does not verify.**", "r.json does not verify."],
    );
    fs::write(folder.path().join("n.json"), "{}").unwrap();
    run_in(folder.path(), &["draw", "certificate", "n.json"]).refuses(&["n.json is no record of a draw."]);
    run_in(folder.path(), &["draw", "certificate", "--script"]).says(0, &["print(\"OK\")"]);
}

#[test]
fn a_simulation_is_the_same_each_time_and_changes_no_file() {
    let store = Store::drawn();
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("cases.csv");
    fs::write(&list, roster()).unwrap();
    let list = list.to_str().unwrap();
    let before = store.tree();
    let args = [
        "draw", "simulate", "--roster", list, "--runs", "40", "--cycles", "6",
    ];
    let ran = store.run(FIRST_DAY, &args);
    ran.says(
        0,
        &[
            "40 runs of 6 cycles, 6 auditors",
            "Raffle",
            "Plain random",
            "Strict rotation",
        ],
    );
    assert_eq!(ran.stderr, "", "no bar where nobody watches");
    assert_eq!(store.run(FIRST_DAY, &args).stdout, ran.stdout);
    let json = store.run(FIRST_DAY, &[&args[..], &["--format", "json"]].concat());
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["schema"], "qaf.simulate/1");
    assert_eq!(document["council"][2]["best_guess"], 1.0);
    assert_eq!(document["units"].as_array().unwrap().len(), 6);
    let page = store.run(FIRST_DAY, &[&args[..], &["--format", "html"]].concat());
    page.says(0, &["<svg", "Case-holders reached"]);
    assert!(!page.stdout.contains("<script"));
    store
        .run(FIRST_DAY, &[&args[..], &["--format", "csv"]].concat())
        .refuses(&["draw simulate prints text, json, md, html, docx or xlsx"]);
    store
        .run(FIRST_DAY, &[&args[..], &["--output", "chart.png"]].concat())
        .refuses(&["chart.png: qaf makes no .png file here", ".docx, .xlsx"]);
    store
        .run(FIRST_DAY, &["draw", "simulate", "--roster", "none.csv"])
        .refuses(&["none.csv can't be read"]);
    assert_eq!(store.tree(), before);
}

#[test]
fn the_history_tells_who_was_drawn_from_whom() {
    let store = Store::drawn();
    let ran = store.run(DAY, &["draw", "history"]);
    ran.says(
        0,
        &[
            "The draws that stand in 2026-27",
            "Ann Brook",
            "2026-27-C3",
            "Case-holders: ",
        ],
    );
    let one = store.run(DAY, &["draw", "history", "--unit", "ann brook", "--format", "md"]);
    one.says(0, &["## Ann Brook"]);
    assert!(!one.stdout.contains("Sam Okoro"));
    store
        .run(DAY, &["draw", "history", "--unit", "Ann Brok"])
        .refuses(&["Did you mean Ann Brook?"]);
    store
        .run("2026-08-02", &["draw", "history"])
        .says(0, &["No draw stands in 2026-27"]);
    let json = store.run(DAY, &["draw", "history", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["schema"], "qaf.draw-history/1");
    assert_eq!(document["units"].as_array().unwrap().len(), 6);
}
