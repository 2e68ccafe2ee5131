//! The quarter as people read it: on a terminal and as Markdown, of the example store and of one with nothing in it.

use serde_json::Value;

use super::Store;

const TODAY: &str = "2026-11-24";

fn told(store: &Store, quarter: &str, format: &str) -> String {
    let args = ["report", "quarterly", "--quarter", quarter, "--format", format];
    store.run(TODAY, &args).says(0, &[]).stdout.clone()
}

#[test]
fn a_quarter_is_told_as_markdown() {
    insta::assert_snapshot!("quarter_md", told(&Store::example(), "2026-27-Q2", "md"));
}

#[test]
fn a_quarter_without_audits_says_so_everywhere() {
    let store = Store::new();
    let (text, md) = (
        told(&store, "2026-27-Q2", "text"),
        told(&store, "2026-27-Q2", "md"),
    );
    assert!(
        !text.contains("0.0%") && !md.contains("NaN"),
        "no share of nothing is 0%"
    );
    insta::assert_snapshot!("empty_quarter_text", text);
    insta::assert_snapshot!("empty_quarter_md", md);
}

/// Audits that are long over are counted and not held: seen from a later quarter they are told as from one near them.
#[test]
fn what_is_long_over_is_told_as_it_was() {
    let store = Store::demo();
    let seen_from = |quarter: &str| -> Value {
        let args = ["report", "quarterly", "--quarter", quarter, "--format", "json"];
        let ran = store.run("2028-06-01", &args);
        serde_json::from_str(&ran.says(0, &[]).stdout).unwrap()
    };
    let (near, later) = (seen_from("2026-27-Q4"), seen_from("2027-28-Q4"));
    for key in ["actions", "trend"] {
        assert_eq!(near[key], later[key], "{key}");
    }
    for key in ["quarters", "family_by_quarter"] {
        let of_2026 = |report: &Value| -> Vec<Value> {
            let lines = report[key].as_array().unwrap().iter();
            let is_of_2026 = |line: &&Value| line["quarter"].as_str().unwrap().starts_with("2026-27");
            lines.filter(is_of_2026).cloned().collect()
        };
        assert_eq!(of_2026(&near), of_2026(&later), "{key}");
        assert!(!of_2026(&near).is_empty(), "{key}");
    }
    let points = near["trend"]["points"].as_array().unwrap();
    assert!(!points.is_empty(), "{near}");
}
