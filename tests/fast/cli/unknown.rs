//! What can't be read is not empty: an audit whose log or form can't be read is unknown, named, and asked nothing; and
//! one bad name or copy stops nothing else.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::Store;
use super::store::{FIRST_DAY, NEW_LADO, Ran, roster};

const DAY: &str = "2026-11-24";
/// Long after every deadline.
const LATE: &str = "2027-03-01";

/// Ways in which a file comes to be one that can't be read, even by who may read everything.
const WAYS: [&str; 5] = ["folder", "too big", "no text", "nul", "empty link"];

fn spoil(store: &Store, name: &str, way: &str) {
    let path = store.path(name);
    match way {
        "folder" => {
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
        }
        "too big" => fs::write(&path, "# note\n".repeat(200_000)).unwrap(),
        "no text" => fs::write(&path, b"caf\x8f \xff\xfe\n").unwrap(),
        "nul" => fs::write(&path, [0; 400]).unwrap(),
        "empty link" => {
            fs::remove_file(&path).unwrap();
            loop_at(&path);
        }
        _ => panic!("{way}"),
    }
}

/// A link to itself; where there are none, a folder.
fn loop_at(path: &std::path::Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink(path, path).unwrap();
    #[cfg(not(unix))]
    fs::create_dir(path).unwrap();
}

fn json(store: &Store, day: &str, args: &[&str]) -> Value {
    let ran = store.run(day, &[&["--format", "json"], args].concat());
    assert!(
        ran.code == Some(0) || ran.code == Some(1),
        "{args:?}: {}{}",
        ran.stdout,
        ran.stderr
    );
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The status of every audit in the tracker.
fn statuses(store: &Store, day: &str) -> BTreeMap<String, String> {
    let tracker = json(store, day, &["tracker"]);
    let audits = tracker["audits"].as_array().unwrap().iter();
    audits
        .map(|audit| {
            (
                audit["id"].as_str().unwrap().to_owned(),
                audit["status"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

/// The steps that an audit waits for, and why it is said that these are not known, if so.
fn due(store: &Store, day: &str, id: &str) -> (Vec<String>, Option<String>) {
    let due = json(store, day, &["due"]);
    let of = |list: &Value, key: &str| -> Vec<String> {
        let items = list.as_array().unwrap().iter();
        items
            .filter(|item| item["id"] == id)
            .map(|item| item[key].as_str().unwrap().to_owned())
            .collect()
    };
    (of(&due["items"], "step"), of(&due["excluded"], "reason").pop())
}

#[test]
fn an_audit_whose_log_can_not_be_read_is_unknown_and_nothing_is_logged() {
    let id = "CF-26-0001";
    for way in WAYS {
        let store = Store::example();
        assert_eq!(
            statuses(&store, DAY)[id],
            "closed",
            "the audit that is spoiled here"
        );
        let folder = store.audits()[id].clone();
        let others: BTreeMap<String, String> = statuses(&store, LATE);
        spoil(&store, &format!("{folder}/log.yaml"), way);
        let mut now = statuses(&store, LATE);
        assert_eq!(now.remove(id).as_deref(), Some("unknown"), "{way}");
        assert!(now.iter().all(|(id, status)| others[id] == *status), "{way}");
        let (steps, why) = due(&store, LATE, id);
        assert_eq!(steps, [""; 0], "{way}");
        assert!(why.unwrap().contains("log.yaml"), "{way}");
        let report = json(&store, LATE, &["report", "quarterly", "--quarter", "2026-27-Q2"]);
        let excluded = report["excluded"].as_array().unwrap();
        assert!(
            excluded.iter().any(|line| line["id"] == id),
            "{way}: {excluded:?}"
        );
        store.run(DAY, &["validate"]).says(1, &["log.yaml"]);
        store.run(LATE, &["remind", "--to", "letters"]).says(0, &[id]);
        let letters = fs::read_dir(store.root().parent().unwrap().join("letters")).unwrap();
        for letter in letters {
            let name = letter.unwrap().file_name().into_string().unwrap();
            assert!(!name.starts_with(id), "{way}: {name}");
        }
        let before = sizes(&store);
        for args in [
            &["log", id, "received"][..],
            &["log", id, "note", "--note", "x"],
            &["log", id, "sent", "--force", "--note", "x"],
            &["moderate", id],
            &["feedback", id],
            &["direct", id],
            &["appreciate", id],
        ] {
            store.run(LATE, args).refuses(&["log.yaml"]);
        }
        assert_eq!(sizes(&store), before, "{way}");
    }
}

/// Every name below the store with its size, whatever it is.
fn sizes(store: &Store) -> BTreeMap<std::path::PathBuf, u64> {
    let mut all = BTreeMap::new();
    let mut folders = vec![store.root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let about = entry.metadata().unwrap();
            if entry.file_name() == ".lock" {
                continue;
            }
            if about.is_dir() {
                folders.push(entry.path());
            }
            all.insert(entry.path(), about.len());
        }
    }
    all
}

#[test]
fn a_log_that_is_gone_empty_or_no_log_is_unknown_too() {
    let id = "CF-26-0001";
    for bytes in [
        None,
        Some(""),
        Some("\n"),
        Some("grade: G\n"),
        Some("- one\n- two\n"),
    ] {
        let store = Store::example();
        let name = format!("{}/log.yaml", store.audits()[id]);
        match bytes {
            None => fs::remove_file(store.path(&name)).unwrap(),
            Some(bytes) => store.write(&name, bytes),
        }
        assert_eq!(statuses(&store, LATE)[id], "unknown", "{bytes:?}");
        store.run(DAY, &["validate", id]).says(1, &["log"]);
        store
            .run(DAY, &["log", id, "note", "--note", "x"])
            .refuses(&["log.yaml"]);
    }
}

#[test]
fn of_a_line_that_can_not_be_read_nobody_is_asked_but_a_new_one_is_added() {
    let id = "CF-26-0012";
    let store = Store::example();
    let (steps, why) = due(&store, LATE, id);
    assert!(!steps.is_empty() && why.is_none());
    let name = format!("{}/log.yaml", store.audits()[id]);
    let log = store.read(&name);
    store.write(&name, format!("{log}- {{date: 2026-11-20, event: sen"));
    let (steps, why) = due(&store, LATE, id);
    assert_eq!(
        (steps.len(), why.as_deref()),
        (0, Some("a line of log.yaml can't be read"))
    );
    store.run(DAY, &["log", id, "sent"]).says(0, &[]);
}

#[test]
fn nobody_is_asked_for_what_stands_in_a_file_that_can_not_be_read() {
    // Of each file, an audit that waits for just that.
    for (file, step) in [
        ("audit.yaml", "audit"),
        ("moderation.yaml", "moderate"),
        ("feedback.yaml", "feedback"),
        ("case-direction.yaml", "review-actions"),
    ] {
        let before = json(&Store::example(), LATE, &["due"]);
        let items = before["items"].as_array().unwrap();
        let store = Store::example();
        let audits = store.audits();
        let waits = |id: &str| items.iter().any(|item| item["id"] == id && item["step"] == step);
        let found = audits
            .iter()
            .find(|(id, folder)| waits(id) && store.path(&format!("{folder}/{file}")).exists());
        let Some((id, folder)) = found else {
            // Made, and not filled in.
            let id = items
                .iter()
                .find(|item| item["step"] == step)
                .map(|item| item["id"].as_str().unwrap());
            let Some(id) = id else { continue };
            let store = Store::example();
            store.write(&format!("{}/{file}", audits[id]), b"caf\x8f\n");
            asked_nothing(&store, id, file, step);
            continue;
        };
        for way in WAYS {
            let store = Store::example();
            spoil(&store, &format!("{folder}/{file}"), way);
            asked_nothing(&store, id, file, step);
        }
    }
}

#[track_caller]
fn asked_nothing(store: &Store, id: &str, file: &str, step: &str) {
    let (steps, why) = due(store, LATE, id);
    assert!(!steps.iter().any(|open| open == step), "{id} {file}: {steps:?}");
    assert!(
        why.as_deref().is_some_and(|why| why.contains(file)),
        "{id} {file}: {why:?}"
    );
}

#[test]
fn a_day_that_can_not_be_read_is_not_a_day_that_is_missing() {
    let store = Store::example();
    let items = json(&store, LATE, &["due"]);
    let items = items["items"].as_array().unwrap();
    let waiting = items.iter().find(|item| item["step"] == "moderate").unwrap();
    let id = waiting["id"].as_str().unwrap();
    let name = format!("{}/moderation.yaml", store.audits()[id]);
    if !store.path(&name).exists() {
        store.run(DAY, &["moderate", id]).says(0, &[]);
    }
    let text = store.read(&name);
    let line = text.lines().find(|line| line.starts_with("signed_off:")).unwrap();
    store.change(&name, line, "signed_off: last Tuesday");
    asked_nothing(&store, id, "moderation.yaml", "moderate");
    assert_eq!(statuses(&store, LATE)[id], "unknown");
}

#[test]
fn a_note_has_a_length_and_a_log_stays_one_that_can_be_read() {
    let id = "CF-26-0012";
    let store = Store::example();
    let name = format!("{}/log.yaml", store.audits()[id]);
    let before = store.read(&name);
    let note = |length: usize| store.run(DAY, &["log", id, "note", "--note", &"x".repeat(length)]);
    note(2_001).refuses(&["has 2001 letters, and may have 2000"]);
    store
        .run(DAY, &["log", id, "returned", "--reason", &"x".repeat(2_001)])
        .refuses(&["--reason has 2001 letters"]);
    assert_eq!(store.read(&name), before);
    note(2_000).says(0, &[]);
    // A log that is nearly full takes what still fits, and no more.
    let room = 1024 * 1024 - store.read(&name).len() - 1_000;
    let filler = format!("# {}\n", "x".repeat(room));
    store.write(&name, format!("{filler}{}", store.read(&name)));
    let full = store.read(&name);
    note(2_000).refuses(&["has no room for this", "log.yaml"]);
    assert_eq!(store.read(&name), full);
    note(10).says(0, &[]);
    assert_ne!(statuses(&store, DAY)[id], "unknown");
}

/// Copies a folder with everything in it.
fn copy(store: &Store, from: &str, to: &str) {
    for (name, bytes) in store.tree() {
        if let Some(rest) = name.strip_prefix(&format!("{from}/")) {
            let path = store.path(&format!("{to}/{rest}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn of_an_audit_with_two_folders_neither_is_counted_and_both_are_named() {
    let store = Store::example();
    let folder = store.audits()["CF-26-0001"].clone();
    let (team, _) = folder.rsplit_once('/').unwrap();
    let (quarter, name) = team.rsplit_once('/').unwrap();
    let copied = format!("{quarter}/Copy of {name}");
    let before = json(&store, DAY, &["report", "quarterly", "--quarter", "2026-27-Q2"]);
    copy(&store, team, &copied);
    let twice: Vec<String> = store
        .audits()
        .into_iter()
        .filter(|(_, at)| at.starts_with(team))
        .map(|(id, _)| id)
        .collect();
    let now = statuses(&store, DAY);
    for (id, status) in &now {
        let is_copied = twice.is_empty() || store.path(&format!("{team}/{id}")).exists();
        assert_eq!(status == "unknown", is_copied, "{id}");
    }
    let (steps, why) = due(&store, LATE, "CF-26-0001");
    assert_eq!(steps, [""; 0]);
    let why = why.unwrap();
    assert!(
        why.contains(&format!("{copied}/CF-26-0001")) && why.contains(&folder),
        "{why}"
    );
    let report = json(&store, DAY, &["report", "quarterly", "--quarter", "2026-27-Q2"]);
    let reason = report["excluded"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["id"] == "CF-26-0001")
        .unwrap();
    assert_eq!(reason["reason"], why.as_str());
    assert!(report["settled"].as_u64() < before["settled"].as_u64());
    store.run(DAY, &["validate", "CF1"]).says(1, &[&folder, &copied]);
    let tree = store.tree();
    store
        .run(DAY, &["log", "CF1", "note", "--note", "x"])
        .refuses(&[&copied, &folder]);
    store
        .run(DAY, &["log", "CF1", "saved", "--force", "--note", "x"])
        .refuses(&[&copied]);
    let mut after = store.tree();
    after.remove(".lock");
    assert!(after == tree || after.len() + 1 == tree.len());
    // With the copy gone all is as it was.
    fs::remove_dir_all(store.path(&copied)).unwrap();
    assert_eq!(
        json(&store, DAY, &["report", "quarterly", "--quarter", "2026-27-Q2"]),
        before
    );
}

#[test]
fn a_number_is_not_given_again_whatever_became_of_its_claim_and_its_folder() {
    let store = Store::drawn();
    let folder = store.audits()["CF-26-0006"].clone();
    let new = NEW_LADO;
    // Programs that copy folders leave out empty files.
    fs::remove_dir_all(store.path("ids")).unwrap();
    store.run(FIRST_DAY, &new).says(0, &["-26-0007"]);
    fs::remove_dir_all(store.path("ids")).unwrap();
    fs::remove_dir_all(store.path("draws")).unwrap();
    store.run(FIRST_DAY, &new).says(0, &["-26-0008"]);
    fs::remove_dir_all(store.path(&folder)).unwrap();
    store.run(FIRST_DAY, &new).says(0, &["-26-0009"]);
}

/// A program that only looks, and must neither fail nor hang.
fn looks(store: &Store) -> Vec<Ran> {
    let commands: [&[&str]; 8] = [
        &["validate"],
        &["tracker"],
        &["due"],
        &["schedule"],
        &["report", "quarterly"],
        &["report", "compliance"],
        &["draw", "history"],
        &["show", "CF1"],
    ];
    commands.iter().map(|args| store.run(DAY, args)).collect()
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_named_and_the_rest_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let odd = OsStr::from_bytes(b"caf\xe9");
    for folder in [
        "audits",
        "audits/2026-27",
        "audits/2026-27/Q2",
        "audits/2026-27/Q2/area-unit-north",
        "draws",
        "ids",
        "reports",
    ] {
        let store = Store::example();
        let place = store.path(folder).join(odd);
        if !store.path(folder).is_dir() || fs::create_dir(&place).is_err() {
            continue;
        }
        for ran in looks(&store) {
            assert!(
                ran.code == Some(0) || ran.code == Some(1),
                "{folder}: {}",
                ran.stderr
            );
        }
        store.run(DAY, &["validate"]).says(1, &["caf\u{fffd}", "no text"]);
        store.run(DAY, &["log", "CF12", "sent"]).says(0, &[]);
    }
}

#[test]
fn a_record_of_a_draw_that_can_not_be_read_stops_the_next_draw_and_nothing_else() {
    for way in WAYS {
        let store = Store::example();
        let (record, _) = store.draws().pop_last().unwrap();
        spoil(&store, &record, if way == "too big" { "folder" } else { way });
        for ran in looks(&store) {
            // The history of draws is what this is about.
            let of_draws = ran.stderr.contains("draws/");
            assert!(of_draws || ran.code != Some(2), "{way}: {}", ran.stderr);
        }
        store.run(DAY, &["validate"]).says(1, &[&record]);
        store.run(DAY, &["log", "CF12", "sent"]).says(0, &[]);
        store.give(roster().as_bytes());
        store
            .run(DAY, &["allocate", "--roster", "cases.csv"])
            .refuses(&[&record, "nothing was drawn"]);
        let new = NEW_LADO;
        store.run(DAY, &new).says(0, &[]);
    }
}

#[cfg(unix)]
fn pipe(path: &std::path::Path) {
    let _ = fs::remove_file(path);
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// What waits for a writer that never comes would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_files_place_is_refused_at_once() {
    let example = Store::example();
    let folder = example.audits()["CF-26-0012"].clone();
    let (record, _) = example.draws().pop_last().unwrap();
    let of_audit = ["audit.yaml", "log.yaml", "allocation.yaml", "moderation.yaml"]
        .map(|name| format!("{folder}/{name}"));
    let own = [
        "people.csv",
        "exemptions.csv",
        "schedule.toml",
        "qaf.toml",
        "bank-holidays.json",
        "forms/child-case-1.yaml",
        "letters/send.txt",
        "templates/report.docx",
        "reports/2026-27-Q2/1.json",
        "reports/2026-27/annual.yaml",
        "reports/2026-27/notes.txt",
        ".lock",
        "ids/CF-26-0099",
    ];
    let names = own.map(str::to_owned).into_iter().chain(of_audit).chain([record]);
    for name in names {
        let store = Store::example();
        fs::create_dir_all(store.path(&name).parent().unwrap()).unwrap();
        pipe(&store.path(&name));
        let started = std::time::Instant::now();
        store.give(roster().as_bytes());
        let commands: [&[&str]; 7] = [
            &["validate"],
            &["show", "CF12"],
            &["draw", "history"],
            &["remind", "--to", "letters"],
            &["log", "CF12", "note", "--note", "x"],
            &["allocate", "--roster", "cases.csv"],
            &[
                "report",
                "quarterly",
                "--quarter",
                "2026-27-Q2",
                "--format",
                "docx",
                "--output",
                "r.docx",
            ],
        ];
        for args in commands {
            store.run(DAY, args);
        }
        assert!(started.elapsed().as_secs() < 120, "{name}");
    }
}

/// Each is refused in a moment; what has no end is not read to it.
#[cfg(unix)]
#[test]
fn a_device_or_a_pipe_that_the_command_line_names_is_refused() {
    let store = Store::example();
    let outside = store.root().parent().unwrap().join("pipe");
    pipe(&outside);
    for file in ["/dev/zero", "pipe", "s"] {
        let what = ["no file that can be read"];
        let feedback = store.run(DAY, &["feedback", "CF12", "--from", file]);
        assert_eq!(feedback.code, Some(2), "{}", feedback.stderr);
        if file != "s" {
            store.run(DAY, &["draw", "verify", file]).refuses(&what);
        }
        store.run(DAY, &["draw", "explain", file]).refuses(&what);
        store.run(DAY, &["draw", "certificate", file]).refuses(&what);
        let written = store.run(
            DAY,
            &["report", "quarterly", "--format", "json", "--output", file],
        );
        assert_eq!(written.code, Some(2), "{}", written.stdout);
    }
}

/// A log that is gone is not the mark of an audit whose making was stopped, once anybody has written in it.
#[test]
fn a_log_that_was_deleted_is_told_as_lost_and_not_as_never_made() {
    let store = Store::example();
    let ids = store.audits();
    let open = ids
        .iter()
        .find(|(_, folder)| !store.path(&format!("{folder}/moderation.yaml")).exists());
    let (id, folder) = open.unwrap();
    fs::remove_file(store.path(&format!("{folder}/log.yaml"))).unwrap();
    let told = store.run(DAY, &["validate", id]);
    assert!(
        told.stdout.contains("This audit has no log.yaml") && !told.stdout.contains("was stopped"),
        "{id}: {}",
        told.stdout
    );
}

#[test]
fn what_stands_in_the_place_of_a_file_is_named_with_what_to_do() {
    for way in ["folder", "too big"] {
        let store = Store::example();
        let folder = store.audits()["CF-26-0001"].clone();
        spoil(&store, &format!("{folder}/log.yaml"), way);
        let told = store.run(DAY, &["validate", "CF1"]).stdout;
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("restore the file from a copy"), "{way}: {told}");
    }
}

#[test]
fn an_audit_of_which_nobody_knows_the_team_is_named_on_every_teams_page() {
    let store = Store::example();
    let id = "CF-26-0004";
    let page = |team: &str| store.run(DAY, &["report", "team", team]).stdout;
    assert!(!page("North").contains(id), "it is of another team");
    let folder = store.audits()[id].clone();
    store.write(&format!("{folder}/allocation.yaml"), "\0");
    for team in ["North", "South"] {
        let page = page(team);
        assert!(page.contains(&format!("{id} can't be counted")), "{team}: {page}");
    }
}
