//! The moderation report against reference values that scikit-learn, statsmodels and irrCAC agree on, from the files of
//! audits to the printed document: each cell of a reference table is so many audits, written by auditor and moderator.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The grades in the order of the reference tables.
const GRADES: [&str; 4] = ["I", "RI", "G", "O"];
/// The 97.5% quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

fn qaf(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("qaf"));
    for name in ["QAF_STORE", "QAF_AS_OF", "QAF_BY"] {
        command.env_remove(name);
    }
    let output = command
        .env("QAF_CACHE", "")
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// A store with so many audits a cell, all settled by their moderator on 10 November 2026.
fn store(table: &[[usize; 4]; 4], times: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    qaf(folder.path(), &["init", "s"]);
    let mut number = 0;
    for (auditor, row) in GRADES.iter().zip(table) {
        for (moderator, count) in GRADES.iter().zip(row) {
            for _ in 0..count * times {
                number += 1;
                write(folder.path(), number, auditor, moderator);
            }
        }
    }
    folder
}

fn write(root: &Path, number: usize, auditor: &str, moderator: &str) {
    let id = format!("CF-26-{number:04}");
    let folder = root.join("s/audits/2026-27/Q3/north").join(&id);
    fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    file(
        "allocation.yaml",
        format!("audit: {id}\nform: child-case/2019\nauditor: Ann Ash\nallocated: 2026-10-01\n"),
    );
    file(
        "audit.yaml",
        format!("form: child-case/2019\nsubmitted: 2026-10-12\noverall: {{ grade: {auditor} }}\n"),
    );
    file("log.yaml", "# log\n".to_owned());
    file(
        "moderation.yaml",
        format!("moderator: Sue Elm\noverall: {{ grade: {moderator} }}\nsigned_off: 2026-11-10\n"),
    );
}

fn report(store: &tempfile::TempDir) -> Value {
    let args = [
        "--store",
        "s",
        "--as-of",
        "2026-12-31",
        "--format",
        "json",
        "report",
        "moderation",
        "--quarter",
        "2026-27-Q3",
    ];
    let report: Value = serde_json::from_str(&qaf(store.path(), &args)).unwrap();
    assert_eq!(report["schema"], "qaf.moderation/1");
    report
}

/// `printed` is `expected` to so many decimals.
#[track_caller]
fn close(printed: &Value, expected: f64, decimals: i32) {
    let printed = printed.as_f64().unwrap();
    let half = 0.5 * 10_f64.powi(-decimals);
    assert!(
        (printed - expected).abs() <= half + 1e-9,
        "{printed} is not {expected}"
    );
}

fn matrices() -> Vec<Value> {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/kappa_vectors.json")).unwrap();
    vectors["matrices"].as_array().unwrap().clone()
}

fn table(case: &Value) -> [[usize; 4]; 4] {
    serde_json::from_value(case["table"].clone()).unwrap()
}

#[test]
fn the_reference_tables_come_out_as_they_went_in() {
    for case in matrices() {
        let report = report(&store(&table(&case), 1));
        let found = &report["moderation"];
        assert_eq!(found["table"], case["table"], "{}", case["name"]);
        assert_eq!(found["moderated"], case["n"]);
        assert_eq!(found["exact"]["count"], case["exact_agreement"]);
        assert_eq!(found["within_one"], case["within_one_grade"]);
        assert_eq!(found["up"], case["regraded_up"]);
        assert_eq!(found["down"], case["regraded_down"]);
        close(
            &found["mean_shift"],
            case["mean_shift_in_grades"].as_f64().unwrap(),
            4,
        );
        for (end, index) in [("low", 0), ("high", 1)] {
            let expected = case["exact_agreement_wilson95"][index].as_f64().unwrap();
            close(&found["exact"][end], expected * 100.0, 1);
        }
        let changed = case["n"].as_u64().unwrap() - case["exact_agreement"].as_u64().unwrap();
        assert_eq!(report["regraded"].as_array().unwrap().len() as u64, changed);
        if case["n"].as_u64().unwrap() < 20 {
            for key in ["kappa_linear", "gwet_ac2"] {
                assert_eq!(found[key], Value::Null, "{key} of {}", case["name"]);
            }
            assert_eq!(report["kappa_withheld"], "fewer-than-twenty");
            assert_eq!(report["ac2_withheld"], "fewer-than-twenty");
        }
    }
}

/// The interval has these ends; one of no width is not given.
fn interval(coefficient: &Value, [low, high]: [f64; 2]) {
    if high - low < 1e-9 {
        assert_eq!(
            (&coefficient["low"], &coefficient["high"]),
            (&Value::Null, &Value::Null)
        );
    } else {
        close(&coefficient["low"], low, 4);
        close(&coefficient["high"], high, 4);
    }
}

/// Tables of fewer than 20 are taken so often that there are: neither coefficient changes, and the error of kappa is
/// divided by the root of how often.
#[test]
fn the_coefficients_are_those_of_the_reference() {
    for case in matrices() {
        let n = usize::try_from(case["n"].as_u64().unwrap()).unwrap();
        let times = 20_usize.div_ceil(n);
        let report = report(&store(&table(&case), times));
        let (found, linear) = (&report["moderation"], &case["linear"]);
        assert_eq!(found["moderated"], n * times);
        let ac2 = &found["gwet_ac2"];
        close(&ac2["value"], linear["gwet"].as_f64().unwrap(), 4);
        if times == 1 {
            let ends = [0, 1].map(|index| linear["irrCAC_gwet_ci"][index].as_f64().unwrap());
            interval(ac2, ends);
        }
        let kappa = &found["kappa_linear"];
        let Some(value) = linear["kappa"].as_f64() else {
            assert_eq!(*kappa, Value::Null);
            assert_eq!(report["kappa_withheld"], "one-grade-only");
            assert_eq!(report["ac2_withheld"], Value::Null);
            continue;
        };
        let often: f64 = u32::try_from(times).map(f64::from).unwrap();
        let half = Z * linear["kappa_se"].as_f64().unwrap() / often.sqrt();
        close(&kappa["value"], value, 4);
        interval(kappa, [(value - half).max(-1.0), (value + half).min(1.0)]);
        assert_eq!(report["kappa_withheld"], Value::Null);
    }
}

#[test]
fn the_page_says_why_a_coefficient_is_not_there() {
    let all_good = [[0; 4], [0; 4], [0, 0, 21, 0], [0; 4]];
    for (times, said) in [
        (1, "linear-weighted kappa   not defined: every grade is the same"),
        (0, "no audits settled by a moderator"),
    ] {
        let store = store(&all_good, times);
        let args = [
            "--store",
            "s",
            "--as-of",
            "2026-12-31",
            "report",
            "moderation",
            "--quarter",
            "now",
        ];
        let page = qaf(store.path(), &args);
        assert!(page.contains(said), "{page}");
        assert!(!page.to_lowercase().contains("substantial"), "{page}");
        assert!(
            page.contains("this measures regrading, not how\n  reliable grading is."),
            "{page}"
        );
    }
}
