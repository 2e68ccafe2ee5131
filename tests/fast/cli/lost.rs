//! Records of draws that are lost: nothing is drawn a second time, whatever is missing is named, and there is a way on.

use std::collections::BTreeSet;
use std::fs;

use super::store::{FIRST_DAY, roster};
use super::{Ran, Store};

const NEXT: &str = "2026-10-05";

/// Two cycles that were drawn; the paths of their records.
fn drawn_twice() -> (Store, [String; 2]) {
    let store = Store::drawn();
    let first = store.draws().into_keys().next().unwrap();
    allocate(&store, NEXT, &[]).says(0, &[]);
    let second = store.draws().into_keys().find(|path| *path != first).unwrap();
    (store, [first, second])
}

fn allocate(store: &Store, day: &str, more: &[&str]) -> Ran {
    store.give(
        qaf::demo::council::DemoSize::Short
            .roster(day.parse().unwrap(), "cases")
            .as_bytes(),
    );
    let mut args = vec!["allocate", "--roster", "cases.csv"];
    args.extend(more);
    store.run(day, &args)
}

fn lose(store: &Store, path: &str) -> Vec<u8> {
    let bytes = fs::read(store.path(path)).unwrap();
    fs::remove_file(store.path(path)).unwrap();
    bytes
}

/// What each audit was allocated with: the child, and for whom.
fn allocations(store: &Store) -> BTreeSet<(String, String, String)> {
    let line = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap();
        line[key.len()..].trim().to_owned()
    };
    let of = |folder: &String| {
        let text = store.read(&format!("{folder}/allocation.yaml"));
        (
            line(&text, "child_id:"),
            line(&text, "auditor:"),
            line(&text, "cycle:"),
        )
    };
    store.audits().values().map(of).collect()
}

#[test]
fn a_lost_record_lets_nothing_be_drawn_again() {
    for gone in [&[1][..], &[0], &[0, 1]] {
        let (store, records) = drawn_twice();
        let bytes: Vec<Vec<u8>> = gone.iter().map(|at| lose(&store, &records[*at])).collect();
        let before = store.tree();
        for args in [
            &[][..],
            &["--dry-run"],
            &["--freeze"],
            &["--seed", "12345678901234567890"],
        ] {
            let ran = allocate(&store, NEXT, args);
            ran.refuses(&["othing was drawn", "copy"]);
            assert!(
                ran.stderr.contains("lost") || ran.stderr.contains("missing"),
                "{}",
                ran.stderr
            );
        }
        assert_eq!(store.tree(), before);
        for at in gone {
            let named = format!("{} is not there", records[*at]);
            store.run(NEXT, &["draw", "verify"]).says(1, &[&named]);
            let query = format!(
                "The record {}, by which this case was drawn, is not there.",
                records[*at]
            );
            store
                .run(NEXT, &["validate"])
                .says(0, &[&query, "draw-without-folder"]);
        }
        // From a copy, all is as it was.
        for (at, bytes) in gone.iter().zip(bytes) {
            store.write(&records[*at], bytes);
        }
        store.run(NEXT, &["draw", "verify"]).says(0, &[]);
        allocate(&store, NEXT, &[]).says(0, &["nothing was drawn and nothing was changed"]);
    }
}

#[test]
fn with_every_record_gone_verify_says_what_is_missing() {
    let (store, records) = drawn_twice();
    let folder = store.path("draws");
    fs::remove_dir_all(&folder).unwrap();
    let ran = store.run(NEXT, &["draw", "verify"]);
    ran.says(1, &[&records[0], &records[1], "the record was taken out or lost"]);
    fs::create_dir(&folder).unwrap();
    for args in [
        &["draw", "verify"][..],
        &["draw", "verify", folder.to_str().unwrap()],
    ] {
        store.run(NEXT, args).says(1, &[&records[0], &records[1]]);
    }
    let json = store.run(NEXT, &["draw", "verify", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["verifies"], false);
    // With their audits gone too, the numbers tell.
    fs::remove_dir_all(store.path("audits")).unwrap();
    fs::create_dir(store.path("audits")).unwrap();
    store
        .run(NEXT, &["draw", "verify"])
        .says(1, &["given out, but no record and no audit has"]);
    store.run(NEXT, &["validate"]).says(0, &["given out"]);
    allocate(&store, NEXT, &[]).refuses(&[
        "given out, but no record and no audit has",
        "delete the file ids/",
    ]);
}

#[test]
fn without_a_copy_the_draw_goes_on_by_what_the_audits_say() {
    for gone in [&[1][..], &[0], &[0, 1]] {
        let (store, records) = drawn_twice();
        let before = allocations(&store);
        for at in gone {
            lose(&store, &records[*at]);
        }
        allocate(&store, NEXT, &["--record-lost"]).says(2, &["--reason"]);
        let word = ["--record-lost", "--reason", "the old drive failed"];
        // Everybody who has a case of this cycle has it by the audit.
        allocate(&store, NEXT, &word).says(0, &["every auditor who is due has had a draw"]);
        assert_eq!(allocations(&store), before);
        // In the next cycle it is drawn, no child of these two again, and the record says what was missing.
        let day = "2026-12-07";
        allocate(&store, day, &word).says(0, &["the old drive failed"]);
        let record = store
            .draws()
            .into_values()
            .find(|record| record["as_of"] == day)
            .unwrap();
        let reason = record["reason"].as_str().unwrap();
        for at in gone {
            assert!(
                reason.starts_with("the old drive failed (not there: "),
                "{reason}"
            );
            assert!(reason.contains(&records[*at]), "{reason}");
        }
        let after = allocations(&store);
        let children: BTreeSet<&String> = after.iter().map(|(child, ..)| child).collect();
        assert_eq!(children.len(), after.len());
        assert!(after.len() > before.len());
        // Once known, it is not asked for again; it stays found.
        allocate(&store, day, &[]).says(0, &["nothing was drawn and nothing was changed"]);
        allocate(&store, "2027-02-08", &[]).says(0, &[]);
        store.run(day, &["draw", "history"]).says(0, &[]);
        for at in gone {
            store.run(day, &["draw", "verify"]).says(1, &[&records[*at]]);
            store
                .run(day, &["validate"])
                .says(0, &[&records[*at], "is not there"]);
        }
        // What is lost later is another thing.
        let newest = store
            .draws()
            .into_iter()
            .find(|(_, record)| record["as_of"] == "2027-02-08")
            .unwrap()
            .0;
        lose(&store, &newest);
        allocate(&store, "2027-02-08", &[]).refuses(&[&newest]);
    }
    let store = Store::drawn();
    allocate(&store, FIRST_DAY, &["--record-lost", "--reason", "so"]).refuses(&["Nothing is missing"]);
}

#[test]
fn a_record_lost_between_others_is_told_by_the_one_after_it() {
    let (store, records) = drawn_twice();
    allocate(&store, "2026-12-07", &[]).says(0, &[]);
    lose(&store, &records[1]);
    let day = "2027-02-08";
    allocate(&store, day, &[]).refuses(&[
        "do not follow each other",
        "one that is not there",
        "--record-lost",
    ]);
    store
        .run(day, &["draw", "history"])
        .refuses(&["do not follow each other"]);
    let ran = store.run(day, &["validate"]);
    ran.says(0, &["names as the record before it one that is not there"]);
    let before = allocations(&store).len();
    allocate(&store, day, &["--record-lost", "--reason", "a disk failed"])
        .says(0, &["a disk failed", &records[1]]);
    let after = allocations(&store);
    let children: BTreeSet<&String> = after.iter().map(|(child, ..)| child).collect();
    assert!(after.len() > before && children.len() == after.len());
    // It is known now, to whoever reads the records too; and found all the same.
    allocate(&store, day, &[]).says(0, &["nothing was drawn and nothing was changed"]);
    store.run(day, &["draw", "history"]).says(0, &[]);
    store.run(day, &["draw", "verify"]).says(1, &[&records[1]]);
}

#[test]
fn a_number_that_nothing_has_stops_the_draw_until_somebody_says_so() {
    let store = Store::drawn();
    store.write("ids/CF-26-0999", "");
    allocate(&store, NEXT, &[]).refuses(&[
        "The number CF-26-0999 was given out",
        "delete the file ids/CF-26-0999",
    ]);
    store.run(NEXT, &["validate"]).says(0, &["CF-26-0999"]);
    // One of a form that nothing is drawn on, or of a year that no draw remembers, hinders none.
    fs::remove_file(store.path("ids/CF-26-0999")).unwrap();
    store.write("ids/OP-26-0998", "");
    store.write("ids/CF-21-0997", "");
    allocate(&store, NEXT, &[]).says(0, &[]);
}

#[test]
fn one_record_is_verified_with_those_before_it() {
    let (store, records) = drawn_twice();
    let file = |at: usize| store.path(&records[at]).display().to_string();
    for at in [0, 1] {
        store
            .run(NEXT, &["draw", "verify", &file(at)])
            .says(0, &["every step was replayed"]);
    }
    let gone = lose(&store, &records[0]);
    let words = "names as the record before it one that is not here";
    store
        .run(NEXT, &["draw", "verify", &file(1)])
        .says(1, &[&file(1), words, "every step of it was replayed"]);
    // As a copy that was sent alone.
    let elsewhere = store.root().with_file_name("copy.json");
    fs::copy(store.path(&records[1]), &elsewhere).unwrap();
    store.write(&records[0], gone);
    let copy = elsewhere.to_str().unwrap().to_owned();
    store.run(NEXT, &["draw", "verify", &copy]).says(1, &[words]);
    store
        .run(NEXT, &["draw", "verify", &copy, &file(0)])
        .says(0, &["each follows the one before it"]);
    let json = store.run(NEXT, &["draw", "verify", "--format", "json", &copy]);
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["verifies"], false);
    assert!(document["difference"].as_str().unwrap().contains(words));
}

#[test]
fn a_cycle_that_is_over_is_not_drawn_by_mistake() {
    let (store, _) = drawn_twice();
    let before = store.tree();
    let past = "2026-09-20";
    for args in [&[][..], &["--dry-run"], &["--freeze"], &["--team", "North"]] {
        allocate(&store, past, args).refuses(&[
            "The cycle 2026-27-C3 ended on Wed 30 Sep 2026, before the latest draw on record",
            "--past",
        ]);
    }
    assert_eq!(store.tree(), before);
    // On another day of the same cycle as the newest record nothing is odd.
    allocate(&store, "2026-10-01", &["--dry-run"]).says(0, &[]);
    allocate(&store, past, &["--past"]).says(2, &["--reason"]);
    // Everybody had a case in it.
    allocate(&store, past, &["--past", "--reason", "one was forgotten"]).says(0, &["has had a draw"]);
    let store = Store::new();
    store.give(roster().as_bytes());
    store
        .run(
            FIRST_DAY,
            &["allocate", "--roster", "cases.csv", "--team", "South"],
        )
        .says(0, &[]);
    allocate(&store, NEXT, &[]).says(0, &[]);
    let ran = allocate(&store, past, &["--past", "--reason", "North was forgotten"]);
    ran.says(0, &["Cycle 2026-27-C3", "North was forgotten"]);
    // Nobody is drawn who was drawn since.
    let drawn = allocations(&store);
    let children: BTreeSet<&String> = drawn.iter().map(|(child, ..)| child).collect();
    assert_eq!(children.len(), drawn.len());
    store.run(NEXT, &["draw", "verify"]).says(0, &[]);
}

/// What is gone with its whole folder, and what nothing is known of, is named wherever figures stand: in the document, not
/// beside it alone.
#[test]
fn what_the_figures_lack_stands_in_every_report() {
    let reports: [(&[&str], bool); 8] = [
        (&["report", "quarterly", "--quarter", "2026-27-Q2"], true),
        (&["report", "moderation", "--quarter", "2026-27-Q2"], true),
        (&["report", "team", "South"], true),
        (&["report", "actions"], true),
        (&["report", "sparnet", "--quarter", "2026-27-Q2"], false),
        (&["report", "section", "file_recording"], false),
        (&["report", "annual", "--year", "2026-27"], false),
        (&["report", "learning", "--quarter", "2026-27-Q2"], false),
    ];
    let told = |store: &Store, format: &str, report: &[&str]| {
        let ran = store.run(NEXT, &[&["--format", format], report].concat());
        assert!(ran.code == Some(0), "{report:?}: {}", ran.stderr);
        ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let formats = ["text", "md", "html", "json"];
    let store = Store::demo();
    for (report, _) in reports {
        for format in formats {
            let told = told(&store, format, report);
            for lack in ["issing in every", "nothing is known", "\"gaps\""] {
                assert!(!told.contains(lack), "{report:?} {format}: {told}");
            }
        }
    }
    fs::remove_file(store.path("audits/2026-27/Q2/south/CF-26-0003/log.yaml")).unwrap();
    for (report, tells) in reports {
        for format in formats {
            let told = told(&store, format, report);
            let named = told.contains("CF-26-0003") && told.contains("log.yaml");
            assert!(
                named || (tells && report[1] == "team"),
                "{report:?} {format}: {told}"
            );
        }
    }
    fs::remove_dir_all(store.path("audits/2026-27/Q2/north")).unwrap();
    for (report, _) in reports {
        for format in formats {
            let told = told(&store, format, report);
            let said = if format == "json" {
                "\"missing\""
            } else {
                "Missing in every figure: CF-26-0001"
            };
            assert!(told.contains(said), "{report:?} {format}: {told}");
        }
    }
    for command in [&["tracker"][..], &["due"]] {
        let ran = store.run(NEXT, command);
        assert!(
            ran.stderr.contains("CF-26-0001 and "),
            "{command:?}: {}",
            ran.stderr
        );
    }
    // On a page for the public no audit is named.
    let public = store.run(
        NEXT,
        &["report", "quarterly", "--quarter", "2026-27-Q2", "--public"],
    );
    assert!(!public.stdout.contains("CF-26-"), "{}", public.stdout);
}

/// What is left out of the figures is left out of all of them.
#[test]
fn of_an_audit_that_is_not_known_no_action_is_open_and_nothing_is_submitted() {
    let quarter = [
        "--format",
        "json",
        "report",
        "quarterly",
        "--quarter",
        "2026-27-Q2",
    ];
    let figures = |store: &Store| {
        let report: serde_json::Value = serde_json::from_str(&store.run(NEXT, &quarter).stdout).unwrap();
        [
            &report["submitted"],
            &report["actions"]["open"],
            &report["actions"]["done"],
        ]
        .map(|n| n.as_u64().unwrap())
    };
    let folder = "audits/2026-27/Q2/north/CF-26-0001";
    let by_log = Store::demo();
    fs::remove_file(by_log.path(&format!("{folder}/log.yaml"))).unwrap();
    let by_copy = Store::demo();
    by_copy.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: G",
        "overall:\n  grade: O",
    );
    for entry in fs::read_dir(by_copy.path(&format!("{folder}/kept"))).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("audit-") {
            fs::remove_file(path).unwrap();
        }
    }
    assert_eq!(figures(&by_log), figures(&by_copy));
    let [submitted, ..] = figures(&Store::demo());
    assert_eq!(figures(&by_log)[0], submitted - 1);
}
