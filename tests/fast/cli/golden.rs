//! A store that an earlier version made opens, and the same is told of it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Store;
use super::store::{NEW_LADO, Ran, tree};

const DAY: &str = "2026-11-24";

/// What is told, and the name under which it is kept.
const TOLD: [(&str, &[&str]); 11] = [
    ("tracker", &["tracker"]),
    ("due", &["due"]),
    (
        "quarterly-Q2",
        &["report", "quarterly", "--quarter", "2026-27-Q2"],
    ),
    ("quarterly-Q3", &["report", "quarterly", "--quarter", "now"]),
    (
        "public-Q2",
        &["report", "quarterly", "--quarter", "2026-27-Q2", "--public"],
    ),
    ("compliance", &["report", "compliance"]),
    ("actions", &["report", "actions"]),
    ("annual", &["report", "annual"]),
    ("history", &["history", "CF3"]),
    ("show", &["show", "CF3"]),
    ("draw-verify", &["draw", "verify"]),
];

/// The folders of the versions.
fn versions() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut versions: Vec<PathBuf> = fs::read_dir(all)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("store").is_dir())
        .collect();
    versions.sort();
    versions
}

/// A copy to be opened. Git keeps no empty folder.
fn opened(version: &Path) -> Store {
    let files = tree(&version.join("store"));
    let store = Store::of(
        &files
            .into_iter()
            .map(|(name, bytes)| (format!("s/{name}"), bytes))
            .collect(),
    );
    fs::create_dir_all(store.path("reports")).unwrap();
    store
}

fn json(ran: &Ran) -> Value {
    assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Where what is told now differs from what was: a value that is another, or is told no more. What is told in addition
/// differs from nothing.
fn differences(was: &Value, now: &Value, at: &str, found: &mut Vec<String>) {
    match (was, now) {
        (Value::Object(was), Value::Object(now)) => {
            for (key, value) in was {
                differences(
                    value,
                    now.get(key).unwrap_or(&Value::Null),
                    &format!("{at}.{key}"),
                    found,
                );
            }
        }
        (Value::Array(was), Value::Array(now)) if was.len() == now.len() => {
            for (index, (was, now)) in was.iter().zip(now).enumerate() {
                differences(was, now, &format!("{at}[{index}]"), found);
            }
        }
        _ if was == now => {}
        _ => found.push(format!("{at}: {was} was told, and is {now} now")),
    }
}

#[test]
fn what_is_told_of_an_earlier_versions_store_is_told_still() {
    let versions = versions();
    assert!(!versions.is_empty());
    let mut found = Vec::new();
    for version in versions {
        let store = opened(&version);
        for (name, args) in TOLD {
            let now = json(&store.run(DAY, &[args, &["--format", "json"][..]].concat()));
            let path = version.join("told").join(format!("{name}.json"));
            if std::env::var_os("QAF_GOLDEN").is_some() {
                fs::create_dir_all(version.join("told")).unwrap();
                fs::write(path, format!("{now:#}\n")).unwrap();
                continue;
            }
            let was: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            differences(&was, &now, name, &mut found);
        }
    }
    assert_eq!(found, [] as [String; 0], "tests/golden/README.md says what to do");
}

#[test]
fn an_earlier_versions_store_has_no_fault_but_those_it_was_made_with() {
    for version in versions() {
        let store = opened(&version);
        let found = json(&store.run(DAY, &["validate", "--format", "json"]));
        let errors: std::collections::BTreeSet<&str> = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["severity"] == "error")
            .map(|finding| finding["audit"].as_str().unwrap_or("the store itself"))
            .collect();
        // One auditor of the demo hands in a form with mistakes.
        assert_eq!(errors.into_iter().collect::<Vec<_>>(), ["CF-26-0015"]);
        store.run(DAY, &["draw", "verify"]).says(0, &[]);
    }
}

#[test]
fn an_earlier_versions_store_is_worked_on() {
    for version in versions() {
        let store = opened(&version);
        let before = store.tree();
        store.run(DAY, &NEW_LADO).says(0, &["LA-26-0020"]);
        store
            .run(DAY, &["log", "CF16", "note", "--note", "a telephone call"])
            .says(0, &[]);
        let after = store.tree();
        for (name, bytes) in &before {
            let logged = name.ends_with("CF-26-0016/log.yaml");
            assert!(after.get(name) == Some(bytes) || logged, "{name} was changed");
        }
    }
}
