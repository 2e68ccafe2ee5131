//! What qaf says of a store: the demo's, the same disturbed, and random ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use chrono::NaiveDate;
use serde_json::Value;

use crate::recount::random::{self, Dice, Kind};
use crate::recount::store::{Store, items};
use crate::recount::{disturb, further, over_time, sections};

/// The days that stand for today: the demo's own, and earlier ones on which much of it was still under way.
const DAYS: [&str; 7] = [
    "2026-08-04",
    "2026-08-18",
    "2026-08-24",
    "2026-09-05",
    "2026-10-15",
    "2026-10-25",
    "2026-11-24",
];
/// Those on which what disturbs the demo shows.
const LATER: [&str; 3] = ["2026-09-25", "2026-11-22", "2026-11-24"];
/// A quarter's name, and its first and last days.
type Named = (&'static str, &'static str, &'static str);
/// The demo's quarters.
pub const QUARTERS: [Named; 2] = [
    ("2026-27-Q2", "2026-07-01", "2026-09-30"),
    ("2026-27-Q3", "2026-10-01", "2026-12-31"),
];

/// Those that are asked of random stores.
const WIDER: [Named; 3] = [
    ("2025-26-Q4", "2026-01-01", "2026-03-31"),
    QUARTERS[0],
    QUARTERS[1],
];

static DEMO_STORE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    qaf()
        .args(["demo", "--short"])
        .arg(folder.path())
        .assert()
        .success();
    folder
});

/// A demo, its files, and what qaf says of them.
pub struct Demo {
    pub store: Store,
    pub said: Vec<Said>,
}

/// What qaf says on a day.
pub struct Said {
    pub today: NaiveDate,
    pub quarters: Vec<Value>,
    /// The dashboard's figure of the same quarters.
    pub figures: Vec<Value>,
    /// The sections that are asked for, up to the last of these quarters.
    pub sections: Vec<Value>,
    pub tracker: Value,
    /// What the schedule expects, as four more reports have it.
    pub schedule: Value,
    pub compliance: Value,
    pub coverage: Value,
    pub annual: Value,
    pub errors: BTreeMap<String, u32>,
    pub changed: BTreeSet<String>,
}

impl Said {
    fn of(store: &Path, today: &str, quarters: &[Named]) -> Self {
        let json = |arguments: &[&str]| json(store, today, arguments);
        // There is no report of a quarter that has not begun.
        let begun = quarters.iter().filter(|(_, from, _)| *from <= today);
        let report = |(quarter, from, _): &Named| {
            let before = over_time::name(further::before(from.parse().unwrap()).0);
            json(&["report", "quarterly", "--quarter", quarter, "--compare", &before])
        };
        let names: Vec<&str> = begun.clone().map(|(quarter, ..)| *quarter).collect();
        let section = |(ids, _): &(&[&str], bool)| {
            let last = names.last().unwrap();
            let arguments = [&["report", "section"], *ids, &["--quarter", last]].concat();
            json(&arguments)
        };
        let validated = json(&["validate"]);
        Self {
            today: today.parse().unwrap(),
            quarters: begun.map(report).collect(),
            figures: names
                .iter()
                .map(|quarter| json(&["report", "sparnet", "--quarter", quarter]))
                .collect(),
            sections: sections::ASKED.iter().map(section).collect(),
            tracker: json(&["tracker"]),
            schedule: json(&["schedule"]),
            compliance: json(&["report", "compliance"]),
            coverage: json(&["report", "coverage"]),
            annual: json(&["report", "annual"]),
            errors: errors(&validated),
            changed: changed(&validated),
        }
    }
}

pub static DEMO: LazyLock<Demo> = LazyLock::new(|| Demo::of(&DAYS, |_| ()));
pub static DISTURBED: LazyLock<Demo> = LazyLock::new(|| Demo::of(&LATER, disturb::disturb));

impl Demo {
    fn of(days: &[&str], change: impl Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        qaf()
            .args(["demo", "--short"])
            .arg(folder.path())
            .assert()
            .success();
        change(folder.path());
        Self {
            said: days
                .iter()
                .map(|today| Said::of(folder.path(), today, &QUARTERS))
                .collect(),
            store: Store::read(folder.path()),
        }
    }

    /// A store made by a seed, and what qaf says of it.
    pub fn random(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let folder = tempfile::tempdir().unwrap();
        // Few audits; many at once, whose moderation is worth a coefficient; many over years, whose trend has limits, and
        // where it drifts, signals.
        let of = |count, days, drifts| Kind { count, days, drifts };
        let kinds = [
            of(30, 300, false),
            of(110, 50, false),
            of(150, 850, false),
            of(300, 800, true),
        ];
        let kind = kinds[usize::try_from(seed).unwrap() % kinds.len()];
        random::fill(DEMO_STORE.path(), folder.path(), &mut dice, kind);
        Self {
            said: vec![Said::of(folder.path(), "2026-11-24", &WIDER)],
            store: Store::read(folder.path()),
        }
    }
}

fn qaf() -> Command {
    let mut command = Command::cargo_bin("qaf").unwrap();
    command.env("QAF_CACHE", "");
    command
}

fn json(store: &Path, today: &str, arguments: &[&str]) -> Value {
    let ran = qaf()
        .args(["--format", "json", "--as-of", today, "--store"])
        .arg(store)
        .args(arguments)
        .output()
        .unwrap();
    serde_json::from_slice(&ran.stdout).unwrap()
}

/// How many errors each audit has.
fn errors(validated: &Value) -> BTreeMap<String, u32> {
    let mut errors = BTreeMap::new();
    for finding in items(&validated["findings"]) {
        if let Some(id) = finding["audit"]
            .as_str()
            .filter(|_| finding["severity"] == "error")
        {
            *errors.entry(id.to_owned()).or_default() += 1;
        }
    }
    errors
}

/// The audits that were changed after the event from which they count.
fn changed(validated: &Value) -> BTreeSet<String> {
    let findings = items(&validated["findings"]).iter();
    let changed = findings.filter(|finding| finding["rule"] == "changed-after-event");
    changed
        .map(|finding| finding["audit"].as_str().unwrap().to_owned())
        .collect()
}
