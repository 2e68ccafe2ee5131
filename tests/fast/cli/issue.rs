//! `report quarterly --issue`: figures kept as issued, and what has changed since.

use serde_json::Value;

use super::Store;

/// After the quarter October to December 2026.
const AFTER: &str = "2027-01-15";
const Q3: &str = "2026-27-Q3";
const FIRST: &str = "reports/2026-27-Q3/1.json";
const SECOND: &str = "reports/2026-27-Q3/2.json";

fn issue(store: &Store) -> super::Ran {
    store.run(
        AFTER,
        &[
            "report",
            "quarterly",
            "--quarter",
            Q3,
            "--issue",
            "--by",
            "Robin Hale",
        ],
    )
}

fn report(store: &Store, format: &str) -> super::Ran {
    store.run(
        AFTER,
        &["report", "quarterly", "--quarter", Q3, "--format", format],
    )
}

/// The first audit whose grade is in the issue's headline, and its folder.
fn counted(store: &Store) -> (String, String) {
    let issue: Value = serde_json::from_str(&store.read(FIRST)).unwrap();
    let audits = issue["audits"].as_array().unwrap();
    let audit = audits.iter().find(|audit| audit["counted"] == true).unwrap();
    let id = audit["id"].as_str().unwrap().to_owned();
    let tree = store.tree();
    let ending = format!("/{id}/allocation.yaml");
    let path = tree.keys().find(|name| name.ends_with(&ending)).unwrap();
    (id, path.trim_end_matches("/allocation.yaml").to_owned())
}

#[test]
fn figures_are_kept_once_with_who_when_and_what_they_rest_on() {
    let store = Store::demo();
    issue(&store).says(
        0,
        &["Issued: reports/2026-27-Q3/1.json", "Nothing has changed since"],
    );
    let text = store.read(FIRST);
    let issue_1: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(issue_1["schema"], "qaf.issue/1");
    assert_eq!(issue_1["by"], "Robin Hale");
    assert_eq!(issue_1["as_of"], AFTER);
    assert_eq!(issue_1["report"]["schema"], "qaf.report-quarterly/1");
    assert!(issue_1["report"].get("since_issue").is_none());
    let audits = issue_1["audits"].as_array().unwrap();
    let counted = audits.iter().filter(|audit| audit["counted"] == true).count();
    assert_eq!(
        issue_1["report"]["good_or_better"]["n"], counted,
        "the facts are those of the figure"
    );
    let keys: Vec<&String> = audits[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "changed",
            "counted",
            "excluded",
            "grade",
            "id",
            "off",
            "rest",
            "settled",
            "submitted"
        ]
    );

    issue(&store).says(
        0,
        &["Nothing has changed since reports/2026-27-Q3/1.json was issued; nothing was written"],
    );
    assert!(!store.path(SECOND).exists());
    assert_eq!(store.read(FIRST), text);
}

#[test]
fn what_changed_since_is_told_in_every_format_with_the_audit() {
    let store = Store::demo();
    issue(&store).says(0, &[]);
    let (id, folder) = counted(&store);
    store
        .run(
            AFTER,
            &[
                "log",
                &id,
                "withdrawn",
                "--reason",
                "drawn by mistake",
                "--force",
                "--note",
                "agreed with the service manager",
            ],
        )
        .says(0, &[]);
    assert!(store.path(&folder).exists());
    for format in ["text", "md", "html"] {
        let ran = report(&store, format);
        ran.says(0, &[&id, "issued"]);
    }
    let json: Value = serde_json::from_str(&report(&store, "json").stdout).unwrap();
    let since = &json["since_issue"];
    assert_eq!(since["path"], FIRST);
    let audits = since["audits"].as_array().unwrap();
    assert_eq!(audits.len(), 1);
    assert_eq!(audits[0]["id"], id.as_str());
    assert_eq!(audits[0]["issued"]["counted"], true);
    assert_eq!(audits[0]["now"]["counted"], false);
    let figures = since["figures"].as_array().unwrap();
    let headline = figures
        .iter()
        .find(|figure| figure["figure"] == "good_or_better")
        .unwrap();
    let n = |key: &str| headline[key]["n"].as_u64().unwrap();
    assert_eq!(n("issued"), n("now") + 1);

    issue(&store).says(0, &["Issued: reports/2026-27-Q3/2.json"]);
    let json: Value = serde_json::from_str(&report(&store, "json").stdout).unwrap();
    assert_eq!(json["since_issue"]["path"], SECOND);
    assert_eq!(json["since_issue"]["audits"].as_array().unwrap().len(), 0);
}

#[test]
fn an_issue_dated_later_has_not_happened_yet() {
    let store = Store::demo();
    issue(&store).says(0, &[]);
    let ran = store.run(
        "2027-01-10",
        &["report", "quarterly", "--quarter", Q3, "--format", "json"],
    );
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(json.get("since_issue").is_none());
}

#[test]
fn a_quarter_that_is_not_over_is_refused() {
    let store = Store::demo();
    for day in ["2026-12-07", "2026-12-31"] {
        store
            .run(day, &["report", "quarterly", "--quarter", Q3, "--issue"])
            .refuses(&["2026-27-Q3 is not over", "2026-12-31"]);
    }
    assert!(!store.path("reports/2026-27-Q3").exists());
    store
        .run("2027-01-01", &["report", "quarterly", "--quarter", Q3, "--issue"])
        .says(0, &["Issued"]);
}

#[test]
fn a_changed_issue_is_named_and_never_trusted() {
    let store = Store::demo();
    issue(&store).says(0, &[]);
    store.change(FIRST, "Robin Hale", "Somebody Else");
    let ran = report(&store, "json");
    ran.says(
        0,
        &[
            "reports/2026-27-Q3/1.json is left out of account",
            "does not fit its own sum",
        ],
    );
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(json.get("since_issue").is_none());
    store.run(AFTER, &["validate"]).says(
        store.run(AFTER, &["validate"]).code.unwrap(),
        &["[issued-figures]", "reports/2026-27-Q3/1.json"],
    );
    let changed = store.read(FIRST);
    issue(&store).says(0, &["Issued: reports/2026-27-Q3/2.json"]);
    assert_eq!(
        store.read(FIRST),
        changed,
        "nothing is rewritten, not even what is damaged"
    );
}

#[test]
fn an_issue_moved_to_another_quarter_is_not_taken_for_it() {
    let store = Store::demo();
    issue(&store).says(0, &[]);
    let text = store.read(FIRST);
    std::fs::create_dir_all(store.path("reports/2026-27-Q2")).unwrap();
    store.write("reports/2026-27-Q2/1.json", text);
    store
        .run(AFTER, &["report", "quarterly", "--quarter", "2026-27-Q2"])
        .says(
            0,
            &[
                "reports/2026-27-Q2/1.json is left out of account",
                "it was moved or renamed",
            ],
        );
}

#[test]
fn of_two_at_once_one_issues() {
    let store = Store::demo();
    let args = ["report", "quarterly", "--quarter", Q3, "--issue"];
    let running: Vec<_> = (0..4)
        .map(|_| {
            let mut command = store.command(AFTER, &args);
            command
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    assert!(store.path(FIRST).exists());
    assert!(!store.path(SECOND).exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let store = Store::demo();
    let reports = store.path("reports");
    std::fs::create_dir_all(&reports).unwrap();
    std::fs::set_permissions(&reports, std::fs::Permissions::from_mode(0o500)).unwrap();
    let writes_anyway = std::fs::write(reports.join("try"), "").is_ok();
    let _ = std::fs::remove_file(reports.join("try"));
    if !writes_anyway {
        issue(&store).refuses(&["reports"]);
    }
    std::fs::set_permissions(&reports, std::fs::Permissions::from_mode(0o700)).unwrap();
    issue(&store).says(0, &[]);
    assert_eq!(
        std::fs::metadata(store.path(FIRST)).unwrap().mode() & 0o777,
        0o660
    );
}

#[test]
fn the_dashboards_line_says_whether_its_figure_was_issued_and_is_still_so() {
    let store = Store::demo();
    let line = |store: &Store| store.run(AFTER, &["report", "sparnet", "--quarter", Q3, "--format", "csv"]);
    assert!(line(&store).stdout.ends_with(",,no\n"));
    issue(&store);
    let told = line(&store);
    assert!(told.stdout.ends_with(",2027-01-15,no\n"), "{}", told.stdout);
    let (_, folder) = counted(&store);
    let log = format!("{folder}/log.yaml");
    let withdrawn = format!(
        "{}- {{date: 2027-01-10, event: withdrawn, reason: another family's file}}\n",
        store.read(&log)
    );
    store.write(&log, withdrawn);
    let told = line(&store);
    assert!(told.stdout.ends_with(",2027-01-15,yes\n"), "{}", told.stdout);
    told.says(0, &["another than the one issued on Fri 15 Jan 2027"]);
    store
        .run(AFTER, &["report", "sparnet", "--quarter", Q3])
        .says(0, &["Another figure was issued on Fri 15 Jan 2027."]);
}
