//! The JSON Schema of the quarterly report, as `report quarterly --schema` prints it, against the report itself.

use serde_json::Value;

use super::{Ran, Store};

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

pub fn faults(schema: &Value, report: &Value) -> Vec<String> {
    jsonschema::validator_for(schema)
        .unwrap()
        .iter_errors(report)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

/// Every object that the schema describes allows no key that it does not name, or says of what kind each key's value is.
fn assert_closed(part: &Value, path: &str) {
    if let Value::Object(map) = part {
        if map.get("type").is_some_and(|kind| kind == "object") {
            let more = &map["additionalProperties"];
            assert!(
                more == &Value::Bool(false) || more.get("type").is_some(),
                "{path}"
            );
        }
        for (key, value) in map {
            assert_closed(value, &format!("{path}/{key}"));
        }
    } else if let Value::Array(items) = part {
        for item in items {
            assert_closed(item, path);
        }
    }
}

#[test]
fn the_schema_needs_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let ran = assert_cmd::Command::cargo_bin("qaf")
        .unwrap()
        .current_dir(folder.path())
        .args(["report", "quarterly", "--schema"])
        .output()
        .unwrap();
    let schema: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(schema["type"], "object");
    assert!(ran.stderr.is_empty());
}

#[test]
fn reports_pass_the_schema_that_is_printed_and_a_strange_key_does_not() {
    let store = Store::example();
    let schema = json(&store.run("2027-01-15", &["report", "quarterly", "--schema"]));
    jsonschema::meta::validate(&schema).unwrap();
    assert_closed(&schema, "");
    let asked: [(&str, &[&str]); 5] = [
        ("2026-11-24", &[]),
        ("2026-11-24", &["--quarter", "now"]),
        ("2027-01-15", &["--compare", "2026-27-Q2"]),
        ("2027-01-15", &["--issue", "--by", "Robin Hale"]),
        // A quarter without audits.
        ("2026-11-24", &["--quarter", "2025-26-Q1"]),
    ];
    for (today, args) in asked {
        let args: Vec<&str> = ["--format", "json", "report", "quarterly"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        let mut report = json(&store.run(today, &args));
        assert_eq!(faults(&schema, &report), [""; 0], "{args:?}");
        report["moderation"]["strange"] = 1.into();
        assert_eq!(faults(&schema, &report).len(), 1, "{args:?}");
    }
}
