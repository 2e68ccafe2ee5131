//! `qaf log`: each event against where the audit stands, and the line that is written.

use super::Store;

/// The demo's today.
const TODAY: &str = "2026-11-24";

/// The line that was added last.
fn last_line(store: &Store, id: &str) -> String {
    let log = store.read(&format!("{}/log.yaml", store.audits()[id]));
    assert!(log.ends_with('\n'));
    log.lines().last().unwrap().to_owned()
}

fn log(store: &Store, args: &[&str]) -> super::Ran {
    let mut all = vec!["--by", "Tom Ellery", "log"];
    all.extend(args);
    store.run(TODAY, &all)
}

#[test]
fn a_settled_audit_is_sent_to_manager_and_worker_and_the_next_step_told() {
    let store = Store::demo();
    let ran = log(&store, &["CF12", "sent"]);
    ran.says(0, &[]);
    insta::assert_snapshot!(ran.stdout, @r"
    CF-26-0012: sent logged, Tue 24 Nov 2026, to Ann Brook, Amara Ives, Sam Okoro
      (by Tom Ellery).
    Nobody was named with --to: these are the people to whom the letter for it goes.
      If it went to others too, log it once more with --to for each of them.
    It is sent.
    Next: feedback by Tue 8 Dec 2026 (Amara Ives)
    Then: close by Tue 8 Dec 2026 (Tom Ellery)
    ");
    let line = last_line(&store, "CF-26-0012");
    assert!(
        line.starts_with(r#"- {date: 2026-11-24, event: sent, by: "Tom Ellery", to: ["#),
        "{line}"
    );
    assert!(
        line.contains("files: {audit: \"") && line.contains("moderation: \""),
        "{line}"
    );
    log(&store, &["CF12", "sent"]).refuses(&["sent is logged already, on Tue 24 Nov 2026 (to "]);
    log(&store, &["CF12", "saved", "--date", "2026-10-20"]).refuses(&[
        "It can't be saved before its grade is final.",
        "has not signed it off on Tue 20 Oct 2026",
    ]);
}

#[test]
fn recipients_who_are_named_are_kept_in_their_own_spelling() {
    let store = Store::demo();
    log(
        &store,
        &[
            "CF12",
            "sent",
            "--to",
            "robin  hale",
            "--to",
            "An IRO of another council",
        ],
    )
    .says(0, &[]);
    let line = last_line(&store, "CF-26-0012");
    assert!(
        line.contains(r#"to: ["Robin Hale", "An IRO of another council"]"#),
        "{line}"
    );
}

#[test]
fn a_return_gives_the_auditor_five_working_days_and_both_submissions_stay() {
    let store = Store::demo();
    log(&store, &["CF13", "returned"]).refuses(&["has to be told with --reason WHY"]);
    let ran = log(
        &store,
        &["CF13", "returned", "--reason", "the family's part is thin"],
    );
    ran.says(0, &[]);
    insta::assert_snapshot!(ran.stdout, @r"
    CF-26-0013: returned logged, Tue 24 Nov 2026 (by Tom Ellery).
    It is returned.
    Next: amend by Tue 1 Dec 2026 (Isaac Wynn)
    ");
    log(&store, &["CF13", "returned", "--reason", "again"]).refuses(&["It is back with Isaac Wynn already"]);
    let name = format!("{}/audit.yaml", store.audits()["CF-26-0013"]);
    store.change(&name, "resubmitted: []", "resubmitted: [2026-11-26]");
    let ran = store.run("2026-11-26", &["log", "CF13", "received"]);
    ran.says(0, &["Next: moderate by Thu 10 Dec 2026"]);
    let ran = store.run("2026-11-26", &["--format", "json", "tracker"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let row = json["audits"].as_array().unwrap();
    let row = row.iter().find(|row| row["id"] == "CF-26-0013").unwrap();
    assert_eq!(
        (row["submitted"].as_str(), row["status"].as_str()),
        (Some("2026-11-20"), Some("submitted"))
    );
    store.run("2026-11-26", &["history", "CF13"]).says(
        0,
        &[
            "Fri 20 Nov 2026  submitted, by Isaac Wynn",
            "Tue 24 Nov 2026  returned, logged by Tom Ellery",
            "Thu 26 Nov 2026  submitted again, by Isaac Wynn: Requires improvement",
        ],
    );
}

#[test]
fn an_action_that_is_not_there_is_answered_with_those_that_are() {
    let store = Store::demo();
    let ran = log(&store, &["CF13", "action-done", "--action", "9"]);
    ran.refuses(&["It has no action 9. Its actions:\n  1  "]);
    log(&store, &["CF13", "action-done", "--action", "first"]).refuses(&["first is no number of an action"]);
    log(&store, &["CF13", "action-done", "--action", "02"]).says(0, &["action 2"]);
    log(&store, &["CF13", "action-done", "--action", "2"]).refuses(&["Action 2 was done already"]);
}

#[test]
fn an_unknown_event_is_answered_with_the_nearest_and_the_list() {
    let store = Store::drawn();
    let ran = store.run("2026-08-04", &["log", "CF1", "recieved"]);
    ran.refuses(&[
        "recieved is no event. Did you mean received?",
        "  withdrawn           it will not be audited",
    ]);
    store
        .run("2026-08-04", &["log", "--list"])
        .says(0, &["  saved               saved on the QA site"]);
    store.run("2026-08-04", &["log", "CF1", "--list"]).says(
        0,
        &["Possible for CF-26-0001 today: reassigned, replaced, withdrawn, note."],
    );
    store
        .run("2026-08-04", &["log", "CF1"])
        .refuses(&["Say what happened"]);
    store
        .run("2026-08-04", &["--format", "csv", "log", "CF1", "note"])
        .refuses(&["log prints text or json"]);
}

#[test]
fn an_objection_is_overruled_with_a_note_alone() {
    let store = Store::drawn();
    let before = store.tree();
    store
        .run("2026-08-04", &["log", "CF1", "sent"])
        .refuses(&["--force, with --note to say why"]);
    store
        .run("2026-08-04", &["log", "CF1", "sent", "--force"])
        .says(2, &["--note"]);
    assert!(before == store.tree(), "something was written");
    let ran = store.run(
        "2026-08-04",
        &["log", "CF1", "sent", "--force", "--note", "by hand"],
    );
    ran.says(
        0,
        &["Logged all the same, as you said: It can't be sent before its grade is final."],
    );
    assert!(last_line(&store, "CF-26-0001").contains(r#"note: "by hand""#));
}

#[test]
fn whoever_takes_over_is_somebody_who_may() {
    let store = Store::drawn();
    let to = |role: &str, name: &str| {
        let args = [
            "log",
            "CF1",
            "reassigned",
            "--role",
            role,
            "--to",
            name,
            "--reason",
            "on leave",
        ];
        store.run("2026-08-10", &args)
    };
    to("auditor", "Isaac Win").refuses(&["Did you mean Isaac Wynn?"]);
    to("auditor", "Ann Brook").refuses(&["Ann Brook is the auditor already."]);
    to("moderator", "Ann Brook").refuses(&["nobody moderates their own audit"]);
    to("owner", "Isaac Wynn").refuses(&["owner is no role in an audit"]);
    let ran = to("auditor", "isaac wynn");
    ran.says(0, &["Next: audit by Mon 24 Aug 2026 (Isaac Wynn)"]);
    store
        .run("2026-08-10", &["tracker"])
        .says(0, &["CF-26-0001   Isaac Wynn"]);
}

#[test]
fn an_audit_that_is_off_takes_notes_and_no_more() {
    let store = Store::drawn();
    let on = |args: &[&str]| {
        let mut all = vec!["log"];
        all.extend(args);
        store.run("2026-08-10", &all)
    };
    on(&["CF1", "replaced", "--reason", "moved"]).refuses(&["--by-audit ID"]);
    on(&["CF1", "replaced", "--reason", "moved", "--by-audit", "CF99"]).refuses(&["There is no audit CF99"]);
    on(&["CF1", "replaced", "--reason", "moved", "--by-audit", "CF1"]).refuses(&["can't take its own place"]);
    on(&["CF1", "replaced", "--reason", "moved", "--by-audit", "CF2"]).says(
        0,
        &[
            "CF-26-0002 takes its place",
            "qaf allocate --replace CF-26-0001",
            "It is replaced; nothing is left to do.",
        ],
    );
    on(&["CF1", "withdrawn", "--reason", "x"])
        .refuses(&["This audit was replaced by CF-26-0002 on Mon 10 Aug 2026"]);
    on(&["CF1", "note", "--note", "told the team"]).says(0, &[]);
    on(&["CF3", "withdrawn", "--reason", "the child died"]).says(0, &["It is withdrawn"]);
    on(&["CF3", "withdrawn", "--reason", "x"]).refuses(&["only a note can be added"]);
}

#[test]
fn a_day_before_the_allocation_or_after_today_is_refused() {
    let store = Store::drawn();
    let on = |date: &str| {
        store.run(
            "2026-08-10",
            &["log", "CF1", "note", "--note", "x", "--date", date],
        )
    };
    on("2026-08-02").refuses(&["Sun 2 Aug 2026 is before the audit was allocated, on Mon 3 Aug 2026."]);
    on("2026-08-11").refuses(&["Tue 11 Aug 2026 has not come yet: today is Mon 10 Aug 2026."]);
    on("11/08/2026").says(2, &["2026-08-11"]);
    on("2026-08-03").says(0, &["note logged, Mon 3 Aug 2026"]);
}

#[test]
fn a_torn_line_is_named_and_the_next_stands_on_its_own() {
    let store = Store::drawn();
    let name = format!("{}/log.yaml", store.audits()["CF-26-0001"]);
    let torn = format!("{}- {{date: 2026-08-04, event: no", store.read(&name));
    store.write(&name, &torn);
    store
        .run(
            "2026-08-05",
            &["log", "CF1", "withdrawn", "--reason", "moved: \"away\"\n to Bath"],
        )
        .says(0, &["It is withdrawn"]);
    assert!(
        store
            .read(&name)
            .starts_with(&format!("{torn}\n- {{date: 2026-08-05, event: withdrawn"))
    );
    let ran = store.run("2026-08-05", &["--format", "json", "validate", "CF1"]);
    ran.says(1, &[]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = json["findings"].as_array().unwrap();
    let places: Vec<_> = found
        .iter()
        .map(|f| (&f["rule"], &f["line"], &f["column"]))
        .collect();
    assert_eq!(places, [(&"log-torn-line".into(), &2.into(), &1.into())]);
    store.run("2026-08-05", &["history", "CF1"]).says(
        1,
        &[
            "1 line of log.yaml can't be read",
            "line 2",
            "withdrawn, logged by",
        ],
    );
}

#[test]
fn a_log_that_is_gone_is_not_begun_anew() {
    let store = Store::drawn();
    let name = format!("{}/log.yaml", store.audits()["CF-26-0001"]);
    std::fs::remove_file(store.path(&name)).unwrap();
    store
        .run("2026-08-05", &["log", "CF1", "note", "--note", "x"])
        .refuses(&["Nothing was logged for CF-26-0001: log.yaml is missing or can't be read"]);
    assert!(!store.path(&name).exists());
}

#[test]
fn many_who_log_at_once_each_get_a_line() {
    let store = Store::drawn();
    let children: Vec<_> = (0..8)
        .map(|n| {
            let note = format!("note {n}");
            let mut command = store.command("2026-08-05", &["log", "CF1", "note", "--note", &note]);
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let log = store.read(&format!("{}/log.yaml", store.audits()["CF-26-0001"]));
    for n in 0..8 {
        assert_eq!(log.matches(&format!("\"note {n}\"")).count(), 1, "{log}");
    }
    store
        .run("2026-08-05", &["validate", "CF1"])
        .says(0, &["nothing to mend"]);
}

#[test]
fn json_tells_the_event_and_what_is_open() {
    let store = Store::drawn();
    let ran = store.run(
        "2026-08-05",
        &[
            "--format",
            "json",
            "--by",
            "Tom Ellery",
            "log",
            "CF1",
            "note",
            "--note",
            "x",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["schema"], "qaf.log/1");
    assert_eq!(
        (&json["event"], &json["by"], &json["status"], &json["objection"]),
        (
            &"note".into(),
            &"Tom Ellery".into(),
            &"allocated".into(),
            &serde_json::Value::Null
        )
    );
    assert_eq!(json["next"]["step"], "audit");
    assert_eq!(json["open"].as_array().unwrap().len(), 1);
}
