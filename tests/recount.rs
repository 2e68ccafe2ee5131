//! The demo's figures, counted a second time: from the store's files, by another reader, without any of qaf's own
//! records or reports.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const TODAY: &str = "2026-11-24";

/// One audit's files, as plain values; a file that is no YAML is absent.
struct Audit {
    id: String,
    files: BTreeMap<String, Value>,
}

impl Audit {
    fn at(&self, file: &str, keys: &[&str]) -> Option<String> {
        let mut value = self.files.get(file)?;
        for key in keys {
            value = value.get(key)?;
        }
        value.as_str().map(str::to_owned)
    }

    fn events(&self, name: &str) -> Vec<String> {
        let events = self
            .files
            .get("log")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let of = |event: &Value| event["event"] == name && event["date"].as_str() <= Some(TODAY);
        events
            .iter()
            .filter(|event| of(event))
            .map(|event| event["date"].as_str().unwrap().to_owned())
            .collect()
    }

    fn form(&self) -> String {
        self.at("allocation", &["form"])
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .to_owned()
    }

    fn is_observation(&self) -> bool {
        self.form() == "observed-practice"
    }

    fn is_off(&self) -> bool {
        !self.events("withdrawn").is_empty() || !self.events("replaced").is_empty()
    }

    fn submitted(&self) -> Option<String> {
        self.at("audit", &["submitted"])
    }

    fn own_grade(&self) -> Option<String> {
        self.at("audit", &["overall", "grade"])
            .filter(|_| self.submitted().is_some())
    }

    /// The day of sign-off, where it came after the submission and nothing was sent back since.
    fn settled(&self) -> Option<String> {
        let signed = self.at("moderation", &["signed_off"])?;
        let back = !self.events("returned").is_empty();
        (signed >= self.submitted()? && !back).then_some(signed)
    }

    fn final_grade(&self) -> Option<String> {
        if self.settled().is_some() && !self.is_observation() {
            return self.at("moderation", &["overall", "grade"]);
        }
        self.own_grade()
    }
}

fn read(root: &Path) -> Vec<Audit> {
    let mut audits = Vec::new();
    for folder in folders(&root.join("audits"), 4) {
        let id = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                match serde_saphyr::from_str::<Value>(&text) {
                    Ok(value) => drop(files.insert(name, value)),
                    // A form with a pasted paragraph is no YAML; its lines still say when and how it was graded.
                    Err(_) => drop(files.insert(name, by_lines(&text))),
                }
            }
        }
        audits.push(Audit { id, files });
    }
    audits.sort_by(|a, b| a.id.cmp(&b.id));
    audits
}

fn by_lines(text: &str) -> Value {
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key));
        line.map(|rest| rest.trim().to_owned())
    };
    let grade = text
        .split("\noverall:\n")
        .nth(1)
        .and_then(|rest| rest.trim().strip_prefix("grade: ")?.lines().next());
    serde_json::json!({ "submitted": value("submitted:"), "overall": { "grade": grade } })
}

fn folders(at: &Path, deep: usize) -> Vec<PathBuf> {
    let below = std::fs::read_dir(at)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir());
    if deep == 1 {
        below.collect()
    } else {
        below.flat_map(|path| folders(&path, deep - 1)).collect()
    }
}

fn qaf(root: &Path, args: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qaf"));
    command
        .args(["--format", "json", "--as-of", TODAY, "--store"])
        .arg(root)
        .args(args);
    let output = command
        .env_remove("QAF_STORE")
        .env_remove("QAF_AS_OF")
        .output()
        .unwrap();
    assert_ne!(
        output.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn demo() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("council");
    let status = Command::new(env!("CARGO_BIN_EXE_qaf"))
        .args(["--quiet", "demo"])
        .arg(&root)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    (folder, root)
}

const HEADLINE: [&str; 4] = ["child-case", "first-response", "fostering", "lado"];

/// Wilson's interval in percent, one decimal (Wilson 1927), written from the formula.
fn wilson(count: f64, n: f64) -> (f64, f64) {
    let z = 1.959_963_984_540_054_f64;
    let p = count / n;
    let middle = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let bottom = 1.0 + z * z / n;
    let round = |x: f64| (x * 1000.0).round() / 10.0;
    (
        round(((middle - half) / bottom).max(0.0)),
        round(((middle + half) / bottom).min(1.0)),
    )
}

fn check_share(name: &str, share: &Value, grades: &[String]) {
    let good = grades
        .iter()
        .filter(|grade| matches!(grade.as_str(), "O" | "G"))
        .count();
    assert_eq!(share["n"], grades.len(), "{name}: n");
    assert_eq!(share["count"], good, "{name}: count");
    if grades.is_empty() {
        assert!(share["percent"].is_null(), "{name}: a share of nothing");
        return;
    }
    #[allow(clippy::cast_precision_loss, reason = "a handful of audits")]
    let (low, high) = wilson(good as f64, grades.len() as f64);
    assert!(
        (share["low"].as_f64().unwrap() - low).abs() < 1e-9,
        "{name}: low {share} {low}"
    );
    assert!(
        (share["high"].as_f64().unwrap() - high).abs() < 1e-9,
        "{name}: high {share} {high}"
    );
}

fn check_quarter(audits: &[Audit], report: &Value, from: &str, to: &str) {
    let within = |day: Option<String>| {
        day.is_some_and(|day| day.as_str() >= from && day.as_str() <= to && day.as_str() <= TODAY)
    };
    let on: Vec<&Audit> = audits.iter().filter(|audit| !audit.is_off()).collect();
    let settled: Vec<&Audit> = on
        .iter()
        .copied()
        .filter(|audit| within(audit.settled()))
        .collect();
    assert_eq!(
        report["submitted"],
        on.iter().filter(|audit| within(audit.submitted())).count(),
        "submitted"
    );
    assert_eq!(report["settled"], settled.len(), "settled");
    let headline: Vec<&Audit> = settled
        .iter()
        .copied()
        .filter(|audit| HEADLINE.contains(&audit.form().as_str()))
        .collect();
    let grades = |audits: &[&Audit]| -> Vec<String> {
        audits.iter().map(|audit| audit.final_grade().unwrap()).collect()
    };
    check_share("good or better", &report["good_or_better"], &grades(&headline));
    let random = |audit: &&&Audit| audit.at("allocation", &["selection"]).as_deref() == Some("random");
    let drawn: Vec<&Audit> = headline.iter().filter(random).copied().collect();
    let chosen: Vec<&Audit> = headline.iter().filter(|audit| !random(audit)).copied().collect();
    check_share("drawn", &report["good_or_better_random"], &grades(&drawn));
    check_share("chosen", &report["good_or_better_selected"], &grades(&chosen));
    for grade in ["O", "G", "RI", "I"] {
        let count = grades(&headline).iter().filter(|own| *own == grade).count();
        assert_eq!(report["grades"][grade], count, "grades {grade}");
    }
    check_lines(report, "by_team", "team", &headline, |audit| {
        audit.at("allocation", &["team"])
    });
    check_lines(report, "by_service", "service", &headline, |audit| {
        audit.at("allocation", &["service"])
    });
    check_lines(report, "by_form", "form", &settled, |audit| Some(audit.form()));
    check_moderation(report, &settled);
    check_sections(report, &settled);
    check_families(
        report,
        &on.iter()
            .copied()
            .filter(|audit| within(audit.submitted()))
            .collect::<Vec<_>>(),
    );
}

fn check_lines(
    report: &Value,
    table: &str,
    key: &str,
    audits: &[&Audit],
    of: impl Fn(&Audit) -> Option<String>,
) {
    let mut counts: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for audit in audits {
        *counts.entry(of(audit)).or_default() += 1;
    }
    let lines = report[table].as_array().unwrap();
    let shown: BTreeMap<Option<String>, usize> = lines
        .iter()
        .map(|line| {
            (
                line[key].as_str().map(str::to_owned),
                usize::try_from(line["n"].as_u64().unwrap()).unwrap(),
            )
        })
        .collect();
    assert_eq!(shown, counts, "{table}");
}

fn check_moderation(report: &Value, settled: &[&Audit]) {
    let order = ["I", "RI", "G", "O"];
    let place = |grade: &str| order.iter().position(|own| *own == grade).unwrap();
    let mut table = [[0usize; 4]; 4];
    for audit in settled.iter().filter(|audit| !audit.is_observation()) {
        table[place(&audit.own_grade().unwrap())][place(&audit.final_grade().unwrap())] += 1;
    }
    assert_eq!(
        report["moderation"]["table"],
        serde_json::json!(table),
        "moderation"
    );
    let up: usize = (0..4)
        .flat_map(|row| (row + 1..4).map(move |column| (row, column)))
        .map(|(r, c)| table[r][c])
        .sum();
    let down: usize = (0..4)
        .flat_map(|row| (0..row).map(move |column| (row, column)))
        .map(|(r, c)| table[r][c])
        .sum();
    assert_eq!(
        (&report["moderation"]["up"], &report["moderation"]["down"]),
        (&up.into(), &down.into())
    );
}

fn check_sections(report: &Value, settled: &[&Audit]) {
    let mut counts: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for audit in settled {
        let regrades = audit
            .files
            .get("moderation")
            .and_then(|m| m["regrades"].as_array().cloned())
            .unwrap_or_default();
        for (section, answer) in audit.files["audit"]["sections"].as_object().unwrap() {
            let changed = regrades
                .iter()
                .find(|regrade| regrade["section"] == section.as_str());
            let grade = changed
                .map_or(&answer["grade"], |regrade| &regrade["to"])
                .as_str()
                .unwrap()
                .to_owned();
            *counts.entry((audit.form(), section.clone(), grade)).or_default() += 1;
        }
    }
    let mut shown = BTreeMap::new();
    for line in report["sections"].as_array().unwrap() {
        for grade in ["O", "G", "RI", "I"] {
            let n = usize::try_from(line[grade].as_u64().unwrap()).unwrap();
            if n > 0 {
                let (form, section) = (line["form"].as_str().unwrap(), line["section"].as_str().unwrap());
                shown.insert((form.to_owned(), section.to_owned(), grade.to_owned()), n);
            }
        }
    }
    assert_eq!(shown, counts, "sections");
}

fn check_families(report: &Value, submitted: &[&Audit]) {
    let entries: Vec<&Value> = submitted
        .iter()
        .filter_map(|audit| audit.files["audit"]["family_feedback"].as_array())
        .flatten()
        .collect();
    // A form that is no YAML was not read here; its family entries can't be counted this way.
    if submitted
        .iter()
        .any(|audit| audit.files["audit"].get("header").is_none())
    {
        return;
    }
    let had = entries
        .iter()
        .filter(|entry| entry.get("not_obtained").is_none())
        .count();
    assert_eq!(report["family_feedback"]["sought"], entries.len(), "sought");
    assert_eq!(report["family_feedback"]["obtained"], had, "obtained");
    let mut scores = [0usize; 11];
    for score in entries.iter().filter_map(|entry| entry["score"].as_u64()) {
        scores[usize::try_from(score).unwrap()] += 1;
    }
    assert_eq!(
        report["family_feedback"]["scores"],
        serde_json::json!(scores),
        "scores"
    );
}

#[test]
fn the_quarters_come_out_the_same_when_counted_from_the_files() {
    let (_folder, root) = demo();
    let audits = read(&root);
    let seen: BTreeSet<String> = audits.iter().filter_map(Audit::final_grade).collect();
    assert!(
        ["O", "G", "RI", "I"].iter().all(|grade| seen.contains(*grade)),
        "the demo has every grade: {seen:?}"
    );
    let report = qaf(&root, &["report", "quarterly", "--quarter", "2026-27-Q2"]);
    check_quarter(&audits, &report, "2026-07-01", "2026-09-30");
    let report = qaf(&root, &["report", "quarterly", "--quarter", "2026-27-Q3"]);
    check_quarter(&audits, &report, "2026-10-01", "2026-12-31");
}

#[test]
fn the_tracker_says_where_each_audit_stands() {
    let (_folder, root) = demo();
    let audits = read(&root);
    let tracker = qaf(&root, &["tracker"]);
    let rows = tracker["audits"].as_array().unwrap();
    assert_eq!(rows.len(), audits.len());
    let mut seen = BTreeSet::new();
    for (row, audit) in rows.iter().zip(&audits) {
        let returned = !audit.events("returned").is_empty();
        let saved = !audit.events("saved").is_empty();
        let status = match () {
            () if !audit.events("replaced").is_empty() => "replaced",
            () if saved && audit.settled().is_some() => "closed",
            () if returned => "returned",
            () if audit.settled().is_some() && !audit.events("sent").is_empty() => "sent",
            () if audit.settled().is_some() => "settled",
            () if audit.submitted().is_some() => "submitted",
            () => "allocated",
        };
        assert_eq!(row["id"], audit.id.as_str());
        assert_eq!(row["status"], status, "{}", audit.id);
        assert_eq!(
            row["final_grade"].as_str().map(str::to_owned),
            audit.final_grade(),
            "{}",
            audit.id
        );
        seen.insert(status);
    }
    for status in [
        "closed",
        "settled",
        "submitted",
        "returned",
        "replaced",
        "allocated",
    ] {
        assert!(seen.contains(status), "the demo shows one that is {status}");
    }
    assert!(rows.iter().any(|row| row["overdue"] == true) && rows.iter().any(|row| row["regraded"] == true));
}

#[test]
fn the_demo_comes_out_the_same_each_time_and_leaves_other_folders_alone() {
    let (_one, first) = demo();
    let (_two, second) = demo();
    let tree = |root: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut open = vec![root.to_owned()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    files.insert(
                        path.strip_prefix(root).unwrap().to_owned(),
                        std::fs::read(&path).unwrap(),
                    );
                }
            }
        }
        files
    };
    assert_eq!(tree(&first), tree(&second));
    let again = Command::new(env!("CARGO_BIN_EXE_qaf"))
        .arg("demo")
        .arg(&first)
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(tree(&first), tree(&second), "a second demo changes nothing");
}
