//! A wider work shown whole, its sample, what happened to it, and its files checked by name.

use std::fs;

use serde_json::{Value, json as value};

use super::Store;
use super::samples::{FOLDER, agreed};
use super::store::FIRST_DAY;
use super::work_flows::json;

/// A theme with two of six cases of each team, drawn.
fn sampled() -> Store {
    let store = agreed("thematic");
    let args = "--by;Tom Ellery;sample;TH1;--size;2;--each;team;--roster;cases.csv;--seed;42";
    store
        .run(FIRST_DAY, &args.split(';').collect::<Vec<_>>())
        .says(0, &[]);
    store
}

fn audit(store: &Store, child: &str) -> String {
    let args = format!(
        "--by;Tom Ellery;new;child-case;--auditor;Ann Brook;--child;{child};--selected-by;Ann Brook;--part-of;TH1"
    );
    let ran = store.run(FIRST_DAY, &args.split(';').collect::<Vec<_>>());
    ran.says(0, &["serves no row"]);
    store.audits().keys().next_back().unwrap().clone()
}

/// The drawn children of a group, by the record.
fn drawn(store: &Store, group: usize) -> Vec<String> {
    let record: Value = serde_json::from_str(&store.read(&format!("{FOLDER}/sample.json"))).unwrap();
    let ranked = record["groups"][group]["ranked"].as_array().unwrap();
    let ids = ranked
        .iter()
        .map(|one| one["case_id"].as_str().unwrap().to_owned());
    ids.collect()
}

#[test]
fn a_work_is_shown_with_its_sample_and_the_audits_made_for_it() {
    let store = sampled();
    let (north, south) = (drawn(&store, 0), drawn(&store, 1));
    // The first of North is taken, the last of South is not.
    let first = audit(&store, &north[0]);
    let beside = audit(&store, &south[5]);
    let report = json(&store, FIRST_DAY, &["report", "work", "TH1"]);
    let sample = &report["sample"];
    assert_eq!(
        (
            &sample["how"],
            &sample["seed"],
            &sample["taken"],
            &sample["set_aside"],
            &sample["by"]
        ),
        (
            &value!("drawn"),
            &value!("42"),
            &value!(4),
            &value!(1),
            &value!("Tom Ellery")
        )
    );
    assert_eq!(
        sample["groups"],
        value!([
            {"unit": "North", "of": "case", "pool": 6, "taken": 2, "audits": [first]},
            {"unit": "South", "of": "case", "pool": 6, "taken": 2, "audits": []},
        ])
    );
    assert_eq!(sample["beside"], value!([beside]));
    let whole = store.run(FIRST_DAY, &["report", "work", "TH1"]);
    whole.says(
        0,
        &[
            "Drawn by lot, with the seed 42, on Mon 3 Aug 2026 by Tom Ellery: 4 taken.",
            &format!("Not of the sample: {beside}."),
        ],
    );
    // The report of a work names no child: people look at the record, or at the audits.
    for child in [&north, &south].into_iter().flatten() {
        assert!(
            !whole.stdout.contains(&format!(" {child} ")),
            "{child}: {}",
            whole.stdout
        );
    }
    assert_eq!(store.run(FIRST_DAY, &["show", "th-26-1"]).stdout, whole.stdout);
    let page = store.run(FIRST_DAY, &["--format", "html", "show", "TH1"]);
    page.says(0, &["The sample", "<table"]);
    // Before it was taken there is none, and before it was commissioned no work.
    store
        .run("2026-08-02", &["show", "TH1"])
        .refuses(&["was commissioned on Mon 3 Aug 2026, later than"]);
    store
        .run(FIRST_DAY, &["show", "TH7"])
        .refuses(&["There is no work TH7"]);
}

#[test]
fn a_chosen_sample_is_shown_with_what_led_to_it() {
    let store = agreed("thematic");
    store.write("../chosen.txt", "104\n107\n");
    let args = "--by;Tom Ellery;sample;TH1;--children;chosen.txt;--indicator;Letters late in March;--reason;The latest two";
    store
        .run(FIRST_DAY, &args.split(';').collect::<Vec<_>>())
        .says(0, &[]);
    store.run(FIRST_DAY, &["report", "work", "TH1"]).says(
        0,
        &[
            "Chosen, on Mon 3 Aug 2026 by Tom Ellery: 2 taken.",
            "What the data show: Letters late in March",
            "Why these: The latest two",
        ],
    );
}

#[test]
fn what_happened_to_a_work_is_told_day_by_day() {
    let store = sampled();
    let note = ["log", "TH1", "note", "--note", "a call", "--date", "2026-08-05"];
    store
        .run("2026-08-10", &[&["--by", "Tom Ellery"], &note[..]].concat())
        .says(0, &[]);
    let told = json(&store, "2026-08-10", &["history", "TH1"]);
    let events = told["events"].as_array().unwrap().iter();
    let events: Vec<(&str, &str)> = events
        .map(|event| (event["date"].as_str().unwrap(), event["event"].as_str().unwrap()))
        .collect();
    assert_eq!(
        events,
        [
            (FIRST_DAY, "agreed"),
            (FIRST_DAY, "sampled"),
            ("2026-08-05", "note")
        ]
    );
    assert_eq!(
        (&told["id"], &told["commissioner"]),
        (&value!("TH-26-0001"), &value!("Helen Marsh"))
    );
    let early = json(&store, "2026-08-04", &["history", "TH1"]);
    assert_eq!(early["events"].as_array().unwrap().len(), 2);
    store.run("2026-08-10", &["history", "TH1"]).says(
        0,
        &[
            "What happened to TH-26-0001: Thematic audit, Letters",
            "Note: a call",
        ],
    );
}

#[test]
fn a_sample_that_is_not_as_it_was_taken_is_found() {
    let store = sampled();
    store.run(FIRST_DAY, &["validate"]).says(0, &[]);
    store.run(FIRST_DAY, &["validate", "TH1"]).says(0, &["5 files"]);
    let record = format!("{FOLDER}/sample.json");
    let whole = store.read(&record);
    let folder = format!("s/{FOLDER}");
    let told = |words: &[&str]| {
        for args in [&["validate"][..], &["validate", "TH1"], &["validate", &folder]] {
            let ran = store.run(FIRST_DAY, args);
            ran.says(0, &[&["[work-sample]", record.as_str()], words].concat());
        }
    };
    store.write(&record, whole.replacen("\"take\":2", "\"take\":1", 1));
    told(&["is not as it was taken", "record_sha256"]);
    store.write(&record, "{");
    told(&["is not as it was taken", "It is no record of a sample"]);
    // The rest of the work is told all the same.
    store
        .run(FIRST_DAY, &["report", "work", "TH1"])
        .says(1, &["Letters are late.", "Restore it from a copy."]);
    fs::remove_file(store.path(&record)).unwrap();
    told(&["its record is gone"]);
    store.write(&record, &whole);
    let log = format!("{FOLDER}/log.yaml");
    let lines = store.read(&log);
    let lines: Vec<&str> = lines.lines().filter(|line| !line.contains("sampled")).collect();
    store.write(&log, lines.join("\n") + "\n");
    told(&[
        "was taken, and is not in the log",
        "Run qaf sample TH-26-0001 again",
    ]);
    store.change(
        &format!("{FOLDER}/terms.yaml"),
        "audits_by: 2026-09-01",
        "audits_by: soon",
    );
    store
        .run(FIRST_DAY, &["validate", "TH1"])
        .says(1, &["terms.yaml", "soon"]);
    store
        .run(FIRST_DAY, &["validate", "TH9"])
        .refuses(&["There is no work TH9"]);
}

#[test]
fn an_editor_finds_what_a_file_of_a_work_may_hold() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let visit = store.commissioned("sav");
    let folder = |id: &str, file: &str| format!("{}/{file}", super::store::work_folder(id));
    super::work_flows::write(&store, &id, "findings.yaml", super::work_flows::FINDINGS);
    super::work_flows::log(&store, "2026-09-01", &[&id, "reported", "--to", "cmt"]);
    for (path, name) in [
        (folder(&visit, "plan.yaml"), "plan"),
        (folder(&id, "action-plan.yaml"), "action-plan"),
    ] {
        let text = store.read(&path);
        let line = format!("# yaml-language-server: $schema=../../../schemas/{name}.schema.json\n");
        assert!(text.starts_with(&line), "{text}");
        let beside = store
            .path(&path)
            .with_file_name(format!("../../../schemas/{name}.schema.json"));
        assert!(beside.is_file(), "{}", beside.display());
    }
    let schema: Value = serde_json::from_str(&store.read("schemas/terms.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let faults = |terms: Value| super::report_schema::faults(&schema, &terms).len();
    let good = value!({
        "why": {"context": "Letters differ.", "why_now": null},
        "criteria": [{"id": "c1", "text": "It says what must change.", "against": "procedure"}],
        "timescale": {"audits_by": "2026-09-30"}, "audits_planned": 8,
    });
    assert_eq!(faults(good.clone()), 0);
    for (at, wrong) in [
        ("/criteria/0/against", value!("law")),
        ("/timescale/audits_by", value!("next month")),
        ("/audits_planned", value!("many")),
        ("/why", value!({"contexts": "x"})),
    ] {
        let mut terms = good.clone();
        *terms.pointer_mut(at).unwrap() = wrong;
        assert_ne!(faults(terms), 0, "{at}");
    }
    store.run("2026-09-01", &["validate"]).says(0, &[]);
}

#[test]
fn an_audit_of_a_work_of_which_nothing_is_known_is_named_beside_its_figures() {
    let store = sampled();
    let north = drawn(&store, 0);
    let (first, second) = (audit(&store, &north[0]), audit(&store, &north[1]));
    let report = || json(&store, FIRST_DAY, &["report", "work", "TH1"]);
    assert_eq!(report()["work"]["audits"], 2);
    let audits = store.audits();
    store.write(&format!("{}/allocation.yaml", audits[&first]), "");
    store.write(&format!("{}/log.yaml", audits[&second]), "\0");
    let told = store.run(FIRST_DAY, &["report", "work", "TH1"]);
    let said = format!("{}{}", told.stdout, told.stderr);
    assert!(said.contains(&first) && said.contains(&second), "{said}");
}
