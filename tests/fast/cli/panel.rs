//! The moderation panel: drawn, blind, revealed once every sheet is in, and talked over; what each step asks for first.

use super::Store;
use super::store::Ran;

/// The day that stands for today in the examples' store.
pub const TODAY: &str = "2026-11-24";
/// The day on which the panel meets.
pub const MEETS: &str = "2026-12-08";
pub const FOLDER: &str = "panels/2026-27/PA-26-0019";

pub fn panel(store: &Store, day: &str, args: &str) -> Ran {
    let all: Vec<&str> = ["--by", "Tom Ellery"]
        .into_iter()
        .chain(args.split(';'))
        .collect();
    store.run(day, &all)
}

/// A panel of six audits, drawn with a seed.
pub fn drawn(more: &str) -> Store {
    let store = Store::example();
    let args = format!("panel;new;--date;{MEETS};--size;6;--seed;42{more}");
    panel(&store, TODAY, &args).says(0, &["PA-26-0019: moderation panel on Tue 8 Dec 2026, 6 audits."]);
    store
}

/// The command is refused with these words, and no file is another but the lock.
#[track_caller]
fn refused(store: &Store, day: &str, args: &str, words: &[&str]) {
    let mut before = store.tree();
    panel(store, day, args).refuses(words);
    let mut after = store.tree();
    before.remove(".lock");
    after.remove(".lock");
    assert!(before == after, "something was written");
}

/// Fills a sheet in: the same grade for each audit, or the one that `other` has.
fn fill_in(store: &Store, sheet: &str, grade: &str, other: &[(&str, &str)]) {
    let path = format!("{FOLDER}/sheets/{sheet}.yaml");
    let mut text = String::new();
    let mut now = grade;
    for line in store.read(&path).lines() {
        if let Some(id) = line.strip_prefix("  - audit: ") {
            now = other
                .iter()
                .find(|(audit, _)| *audit == id)
                .map_or(grade, |(_, grade)| grade);
        }
        let written = match line {
            "    grade:" => format!("    grade: {now}\n"),
            "    because: |" => "    because: |\n      The plan says so.\n".to_owned(),
            "    evidence_sufficient:" => "    evidence_sufficient: yes\n".to_owned(),
            "submitted:" => "submitted: 2026-12-01\n".to_owned(),
            line => format!("{line}\n"),
        };
        text.push_str(&written);
    }
    store.write(&path, text);
}

const SHEETS: [&str; 3] = ["helen-marsh", "grace-oduya", "colin-peake"];

/// Fills every sheet in: each member gives Good to every audit, but one gives Inadequate to one.
pub fn fill_all(store: &Store) {
    for sheet in SHEETS {
        let other: &[(&str, &str)] = if sheet == "colin-peake" {
            &[("CF-26-0003", "I")]
        } else {
            &[]
        };
        fill_in(store, sheet, "G", other);
    }
}

/// A panel whose grades are revealed.
pub fn revealed() -> Store {
    let store = drawn("");
    fill_all(&store);
    panel(&store, "2026-12-04", "panel;reveal;PA19").says(0, &["revealed, 18 grades", "CF-26-0003 G, G, I"]);
    store
}

/// Fills the discussion in: of each audit the same view, or the one that `other` has.
pub fn discuss(store: &Store, view: &str, other: &[(&str, &str)]) {
    let path = format!("{FOLDER}/discussion.yaml");
    let mut text = String::new();
    let mut now = view;
    for line in store.read(&path).lines() {
        if let Some(id) = line.strip_prefix("  - audit: ") {
            now = other
                .iter()
                .find(|(audit, _)| *audit == id)
                .map_or(view, |(_, view)| view);
        }
        let written = match line {
            "present:" => "present: all three, and two auditors\n".to_owned(),
            "    view:" => format!("    view: {now}\n"),
            "    because: |" => "    because: |\n      The visits are told, and what changed.\n".to_owned(),
            "    auditor_invited:" => "    auditor_invited: yes\n".to_owned(),
            "actions: []" => "actions:\n  - action: Show a plan that names change.\n    owner: Tom Ellery\n    by: 2027-01-15\n"
                .to_owned(),
            line => format!("{line}\n"),
        };
        text.push_str(&written);
    }
    store.write(&path, text);
}

#[test]
fn sheets_and_pack_tell_nothing_of_why_an_audit_was_taken() {
    let store = drawn("");
    for sheet in SHEETS {
        let text = store.read(&format!("{FOLDER}/sheets/{sheet}.yaml"));
        assert_eq!(text.matches("  - audit: ").count(), 6, "{text}");
        for word in ["Outstanding", "Inadequate", "regraded", "random"] {
            assert!(!text.contains(word), "{text}");
        }
    }
    assert!(
        store
            .read(&format!("{FOLDER}/panel.yaml"))
            .contains("why: \"graded Inadequate\"")
    );
}

#[test]
fn what_was_drawn_is_replayed_and_a_change_of_it_is_found() {
    let store = drawn("");
    panel(&store, TODAY, "draw;verify").says(
        0,
        &["PA-26-0019/sample.json: every step of the sample was replayed"],
    );
    store.change(&format!("{FOLDER}/sample.json"), "\"take\":3", "\"take\":2");
    panel(&store, TODAY, "draw;verify").says(1, &["does not verify"]);
}

#[test]
fn what_a_panel_needs_is_said_before_anything_is_written() {
    let store = Store::new();
    let new = format!("panel;new;--date;{MEETS};--size;6");
    refused(&store, TODAY, &new, &["No audit is finished yet"]);
    let store = drawn("");
    let other = "panel;new;--date;2026-12-15;--size;6";
    refused(
        &store,
        TODAY,
        other,
        &["PA-26-0019 was drawn today already", "cancelled"],
    );
    refused(
        &store,
        "2026-11-25",
        &new,
        &["PA-26-0019 meets on Tue 8 Dec 2026 already"],
    );
    refused(
        &store,
        "2026-11-25",
        other,
        &["No audit was finished since the last panel was drawn, on Tue 24 Nov 2026"],
    );
    let ran = |args: &str, words: &[&str]| refused(&store, "2026-11-25", args, words);
    ran("panel;new;--date;2026-11-20;--size;6", &["2026-11-20 is past"]);
    ran("panel;new;--date;2026-12-15;--size;0", &["one audit at least"]);
    let member = |names: &str| format!("{other};--member;{names}");
    ran(
        &member("Helen Marsh"),
        &["two members at least", "Principal social worker"],
    );
    ran(
        &member("Kit Adams"),
        &["Kit Adams holds no role of the moderation panel"],
    );
    ran(
        &member("Helen Marsh;--member;MARSH, Helen"),
        &["Helen Marsh is named twice"],
    );
    ran(&member("Helen Marsh;--member;helen marsh"), &["named twice"]);
    let include = |ids: &str| format!("{other};--include;{ids}");
    ran(&include("CF16"), &["CF-26-0016 is not finished"]);
    ran(&include("CF99"), &["CF99"]);
    let four = include("CF1;--include;CF2;--include;CF3;--include;CF4");
    ran(
        &four,
        &["Half of a panel's audits are drawn from all", "no more than 3"],
    );
    panel(&store, TODAY, "log;PA19;cancelled;--reason;Half are ill").says(0, &[]);
    panel(&store, TODAY, other).says(0, &["PA-26-0020"]);
}

#[test]
fn nobody_grades_what_they_have_a_part_in() {
    // She chairs; she audited IR-26-0008 and LA-26-0011, and moderated others.
    let store =
        drawn(";--include;LA11;--include;IR8;--member;Priya Nand;--member;Helen Marsh;--member;Colin Peake");
    let own = format!("{FOLDER}/sheets/priya-nand.yaml");
    let drawn = store.read(&format!("{FOLDER}/panel.yaml"));
    let hers: Vec<&str> = drawn
        .lines()
        .filter(|line| line.contains("not_by: [\"Priya Nand\"]"))
        .collect();
    assert!(hers.len() >= 2, "{drawn}");
    for line in hers {
        let id = line
            .trim_start()
            .trim_start_matches("- {audit: ")
            .split(',')
            .next()
            .unwrap();
        assert!(!store.read(&own).contains(id), "{id}");
    }
    for sheet in ["priya-nand", "helen-marsh", "colin-peake"] {
        fill_in(&store, sheet, "G", &[]);
    }
    let line =
        "  - audit: LA-26-0011\n    grade: G\n    because: |\n      Mine.\n    evidence_sufficient: yes\n";
    store.change(&own, "audits:\n", &format!("audits:\n{line}"));
    let words = ["Priya Nand does not grade this audit: they made it, moderated it"];
    panel(&store, "2026-12-04", "validate").says(1, &[words[0], "[panel-sheet]", "Take the whole item out"]);
    refused(
        &store,
        "2026-12-04",
        "panel;reveal;PA19",
        &[words[0], "nothing was revealed"],
    );
    store.change(&own, line, "");
    panel(&store, "2026-12-04", "panel;reveal;PA19").says(0, &["the grades are revealed"]);
}

#[test]
fn what_a_sheet_can_not_say_is_told_at_its_line() {
    let store = drawn("");
    let path = format!("{FOLDER}/sheets/helen-marsh.yaml");
    let as_made = store.read(&path);
    for (from, to, words) in [
        (
            "    grade:\n",
            "    grade: fine\n",
            ["fine is no grade", "[not-a-grade]"],
        ),
        ("    because:", "    becuase:", ["becuase", "[unknown-key]"]),
        (
            "audit: CF-26-0003",
            "audit: CF-26-0002",
            ["CF-26-0002 stands here twice", "[panel-sheet]"],
        ),
        (
            "audit: CF-26-0003",
            "audit: CF-26-0001",
            ["The panel does not read CF-26-0001", "[panel-sheet]"],
        ),
        (
            "member: Helen Marsh",
            "member: Ann Brook",
            ["This is the sheet of Helen Marsh", "[panel-sheet]"],
        ),
        ("submitted:", "submitted: soon", ["soon", "[not-a-date]"]),
    ] {
        store.write(&path, as_made.replacen(from, to, 1));
        panel(&store, TODAY, "validate").says(1, &words);
    }
}

#[test]
fn grades_are_revealed_once_every_sheet_is_in() {
    let store = drawn("");
    let reveal = "panel;reveal;PA19";
    let day = "2026-12-04";
    refused(
        &store,
        day,
        reveal,
        &[
            "Helen Marsh, Grace Oduya, Colin Peake did not submit",
            "--without NAME --reason WHY",
        ],
    );
    refused(
        &store,
        day,
        "report;panel;PA19",
        &["are not revealed yet", "qaf panel reveal PA-26-0019"],
    );
    refused(&store, day, "log;PA19;held", &["are not revealed yet"]);
    refused(&store, day, "log;PA19;revealed", &["qaf panel reveal"]);
    for sheet in ["helen-marsh", "grace-oduya"] {
        fill_in(&store, sheet, "G", &[]);
    }
    refused(&store, day, reveal, &["Colin Peake did not submit"]);
    refused(
        &store,
        day,
        "panel;reveal;PA19;--without;Ann Brook;--reason;ill",
        &["Ann Brook is no member"],
    );
    refused(
        &store,
        day,
        "panel;reveal;PA19;--without;Colin Peake;--reason; ",
        &["--reason says nothing"],
    );
    // Two are left to submit as of the day before they did.
    refused(
        &store,
        "2026-11-30",
        reveal,
        &["Helen Marsh, Grace Oduya, Colin Peake"],
    );
    let sheet = format!("{FOLDER}/sheets/grace-oduya.yaml");
    store.change(
        &sheet,
        "    evidence_sufficient: yes\n",
        "    evidence_sufficient:\n",
    );
    refused(
        &store,
        day,
        "panel;reveal;PA19;--without;Colin Peake;--reason;ill",
        &[
            "have to be mended first",
            "does not say here: evidence_sufficient",
        ],
    );
    store.change(&sheet, "evidence_sufficient:\n", "evidence_sufficient: yes\n");
    panel(
        &store,
        day,
        "panel;reveal;PA19;--without;Colin Peake;--reason;ill",
    )
    .says(0, &["Without Colin Peake: ill", "12 grades"]);
    refused(&store, day, reveal, &["were revealed already"]);
    // What a sheet says later counts for nothing.
    store.change(&sheet, "grade: G", "grade: I");
    let json = panel(&store, day, "--format;json;report;panel;PA19").stdout;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let inadequate = |one: &serde_json::Value| one["grades"][0].as_u64().unwrap();
    assert_eq!(
        report["audits"]
            .as_array()
            .unwrap()
            .iter()
            .map(inadequate)
            .sum::<u64>(),
        0
    );
    panel(&store, day, "validate").says(1, &["another grade than it did when the grades were revealed"]);
}

#[test]
fn a_panel_is_held_and_its_note_goes_and_no_grade_is_changed() {
    let store = revealed();
    let audits = |store: &Store| {
        let mut tree = store.tree();
        tree.retain(|name, _| name.starts_with("audits/"));
        tree
    };
    let before = audits(&store);
    let day = "2026-12-09";
    refused(&store, day, "log;PA19;reported", &["It was not held yet"]);
    refused(
        &store,
        day,
        "log;PA19;held;--date;2026-12-01",
        &["before the grades were revealed"],
    );
    refused(&store, day, "log;PA19;agreed", &["A panel has no terms"]);
    panel(&store, day, "log;PA19;held;--date;2026-12-08")
        .says(0, &["Next: send out the note", "due Tue 22 Dec 2026"]);
    refused(&store, day, "log;PA19;held", &["It was held already"]);
    // What it agrees on there is owed from that day on, before its note goes.
    let text = panel(&store, day, "report;actions").stdout;
    assert!(!text.contains("PA-26-0019 1"), "{text}");
    refused(
        &store,
        day,
        "log;PA19;reported",
        &["does not say yet what the panel makes of CF-26-0002"],
    );
    discuss(
        &store,
        "G",
        &[
            ("CF-26-0003", "no consensus"),
            ("CF-26-0004", "Outstanding"),
            ("CF-26-0006", "RI"),
        ],
    );
    panel(&store, day, "report;actions").says(0, &["PA-26-0019 1"]);
    panel(&store, "2027-01-18", "due").says(0, &["PA-26-0019 Action 1"]);
    let told = panel(&store, day, "report;work;PA19").stdout;
    assert!(
        told.contains("6 audits were looked at: CF-26-0002") && !told.contains("audits were made"),
        "{told}"
    );
    panel(&store, day, "validate").says(1, &[]);
    panel(&store, day, "log;PA19;reported").says(0, &["Still open: 1 action"]);
    panel(&store, day, "log;PA19;action-done;--action;2").refuses(&["The plan has no action 2"]);
    panel(&store, day, "log;PA19;action-done;--action;1").says(0, &["Nothing is left to do"]);
    assert!(audits(&store) == before, "an audit was changed");
    let text = panel(&store, day, "report;panel").stdout;
    assert!(
        text.contains("PA-26-0019") && text.contains("No consensus: 1 audit"),
        "{text}"
    );
}

#[test]
fn the_report_counts_what_was_said() {
    let store = revealed();
    discuss(&store, "G", &[("CF-26-0003", "no consensus")]);
    let day = "2026-12-09";
    let report = |args: &str| -> serde_json::Value {
        serde_json::from_str(&panel(&store, day, &format!("--format;json;{args}")).stdout).unwrap()
    };
    assert_eq!(
        report("report;panel")["panels"].as_array().unwrap().len(),
        0,
        "it was not held yet"
    );
    panel(&store, day, "log;PA19;held;--date;2026-12-08").says(0, &[]);
    let all = report("report;panel");
    let audits = all["audits"].as_array().unwrap();
    assert_eq!(audits.len(), 6);
    // Counted anew, from what each audit says.
    let code = |one: &serde_json::Value, key: &str| one[key].as_str().map(str::to_owned);
    let agreed: Vec<_> = audits.iter().filter(|one| code(one, "view").is_some()).collect();
    let exact = agreed
        .iter()
        .filter(|one| code(one, "view") == code(one, "final_grade"))
        .count();
    let agreement = &all["agreement"];
    assert_eq!(agreement["agreed"], 5);
    assert_eq!(agreement["no_consensus"], 1);
    assert_eq!(agreement["exact"]["count"], exact);
    assert_eq!(agreement["gwet_ac2"], serde_json::Value::Null);
    assert_eq!(agreement["ac2_withheld"], "fewer-than-twenty");
    let members = &all["members"];
    assert_eq!(members["audits"], 6);
    assert_eq!(members["same"]["count"], 5);
    assert_eq!(members["further"], 1, "Good and Inadequate lie two grades apart");
    assert_eq!(members["as_final"]["n"], 18);
    assert_eq!(report("report;panel;--year;2026-27")["audits"], all["audits"]);
    assert_eq!(all["panels"][0]["auditors_invited"], 6);
    for format in ["text", "md", "csv", "html"] {
        let ran = panel(&store, day, &format!("--format;{format};report;panel;PA19"));
        ran.says(0, &["CF-26-0003"]);
    }
}

#[test]
fn the_row_of_the_panel_is_met_on_the_day_on_which_it_was_held() {
    let store = revealed();
    panel(&store, "2026-12-09", "log;PA19;held;--date;2026-12-08").says(0, &[]);
    let json = panel(
        &store,
        "2027-04-02",
        "--format;json;report;compliance;--year;2026-27",
    )
    .stdout;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let rows = report["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["row"] == "moderation-panel").unwrap();
    assert_eq!((&row["done"], &row["expected"]), (&1.into(), &3.into()), "{row}");
}

#[test]
fn members_are_invited_asked_for_their_sheets_and_moderators_told_of_another_view() {
    let letter = |store: &Store, name: &str| {
        let path = store.root().parent().unwrap().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
    };
    let is_there = |store: &Store, name: &str| store.root().parent().unwrap().join(name).exists();
    let store = drawn("");
    panel(&store, TODAY, "remind;--to;first;--text").says(0, &["PA-26-0019-panel-invite-helen-marsh.txt"]);
    for sheet in SHEETS {
        let text = letter(&store, &format!("first/PA-26-0019-panel-invite-{sheet}.txt"));
        assert!(
            text.contains(&format!("sheets/{sheet}.yaml")) && text.contains("Fri 4 Dec 2026"),
            "{text}"
        );
        assert!(
            !["Outstanding", "Inadequate", "regraded"]
                .iter()
                .any(|word| text.contains(word)),
            "{text}"
        );
    }
    panel(&store, "2026-11-25", "log;PA19;invited")
        .says(0, &["Next: hand in the sheet (Helen Marsh), due Fri 4 Dec 2026"]);
    fill_in(&store, "helen-marsh", "G", &[]);
    panel(&store, "2026-12-07", "due").says(0, &["Grace Oduya", "Hand in the sheet"]);
    panel(&store, "2026-12-07", "remind;--to;second;--text").says(0, &[]);
    assert!(!is_there(&store, "second/PA-26-0019-sheet-helen-marsh.txt"));
    assert!(is_there(&store, "second/PA-26-0019-sheet-colin-peake.txt"));

    let store = revealed();
    panel(&store, "2026-12-09", "log;PA19;held;--date;2026-12-08").says(0, &[]);
    discuss(
        &store,
        "no consensus",
        &[("CF-26-0003", "RI"), ("CF-26-0004", "O")],
    );
    panel(&store, "2026-12-09", "remind;--to;third;--text").says(0, &["CF-26-0003-panel-view.txt"]);
    let text = letter(&store, "third/CF-26-0003-panel-view.txt");
    assert!(
        text.contains("final Inadequate, the panel Requires improvement"),
        "{text}"
    );
    assert!(text.starts_with("To: Robin Hale"), "{text}");
    assert!(
        !is_there(&store, "third/CF-26-0004-panel-view.txt"),
        "the panel holds it for what it is"
    );
    assert!(
        !is_there(&store, "third/CF-26-0002-panel-view.txt"),
        "the panel did not agree"
    );
}
