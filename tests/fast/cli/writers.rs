//! Every command that writes, each on a store in which it has something to write.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::sync::{Arc, Mutex};

use super::Store;
use super::store::{FIRST_DAY, NEW_LADO, Tree, roster, tree};

/// The day that stands for today in the examples' store.
const TODAY: &str = "2026-11-24";
const SEED: &str = "63454660390103169462";

/// A command that writes.
pub struct Writer {
    pub name: &'static str,
    pub day: &'static str,
    pub args: &'static [&'static str],
    prepare: fn() -> Store,
}

impl Writer {
    /// A store in which it can be run, always the same.
    pub fn store(&self) -> Store {
        static MADE: Mutex<BTreeMap<&str, Arc<Tree>>> = Mutex::new(BTreeMap::new());
        let known = MADE.lock().unwrap().get(self.name).cloned();
        let files = known.unwrap_or_else(|| {
            let made = Arc::new(tree((self.prepare)().root().parent().unwrap()));
            MADE.lock().unwrap().insert(self.name, Arc::clone(&made));
            made
        });
        Store::of(&files)
    }

    /// The command on that store.
    pub fn command(&self, store: &Store) -> Command {
        store.command(self.day, self.args)
    }
}

const fn writer(
    name: &'static str,
    day: &'static str,
    args: &'static [&'static str],
    prepare: fn() -> Store,
) -> Writer {
    Writer {
        name,
        day,
        args,
        prepare,
    }
}

fn issued() -> Store {
    let store = Store::example();
    let issue = ["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"];
    store.run("2026-10-05", &issue).says(0, &[]);
    store
}

fn new() -> Store {
    let store = Store::new();
    store.give(roster().as_bytes());
    store
}

fn without(id: &str, files: &[&str]) -> Store {
    let store = Store::example();
    let folder = store.audits()[id].clone();
    for file in files {
        fs::remove_file(store.path(&format!("{folder}/{file}"))).unwrap();
    }
    store
}

fn beside_roster() -> Store {
    let store = Store::example();
    // The last row has no day that can be read.
    store.give(roster().replacen("2026-", "2026/13/", 1).as_bytes());
    // A folder is kept by what lies in it.
    let reports = store.root().parent().unwrap().join("reports");
    fs::create_dir(&reports).unwrap();
    fs::write(reports.join("minutes.txt"), "kept").unwrap();
    store
}

/// A new store, whose people are made up, with an HR system's list.
fn beside_hr_list() -> Store {
    let store = Store::new();
    store.give_as("hr-export.csv", &fs::read(super::people::HR_EXPORT).unwrap());
    store
}

fn with_mailed_feedback() -> Store {
    let store = without("CF-26-0003", &["feedback.yaml"]);
    let blank = store.run("2026-08-26", &["feedback", "CF3", "--blank"]);
    assert_eq!(blank.code, Some(0), "{}", blank.stderr);
    let filled = blank.stdout.replacen("\ndate:\n", "\ndate: 2026-09-02\n", 1);
    store.give(filled.replacen("q1:\n", "q1: yes\n", 1).as_bytes());
    store
}

fn with_record() -> Store {
    let store = Store::drawn();
    let (path, _) = store.draws().pop_first().unwrap();
    store.give_as("record.json", &fs::read(store.path(&path)).unwrap());
    store
}

fn faulty() -> Store {
    let store = Store::example();
    let folder = store.audits()["CF-26-0015"].clone();
    let kept = format!("{folder}/audit.yaml");
    let text = store.read(&kept);
    // A colon without its space: a slip that can be repaired for certain.
    store.write(&kept, text.replacen("submitted: ", "submitted:", 1));
    store
}

fn with_theme() -> Store {
    let store = new();
    store.agreed("thematic");
    store
}

const CASES: &str = "cases.csv";

pub const WRITERS: [Writer; 40] = [
    writer("init", FIRST_DAY, &["init", "another"], Store::example),
    writer(
        "allocate",
        FIRST_DAY,
        &["allocate", "--roster", CASES, "--seed", SEED],
        new,
    ),
    writer(
        "allocate --freeze",
        FIRST_DAY,
        &["allocate", "--freeze", "--roster", CASES],
        new,
    ),
    writer(
        "allocate --errors",
        FIRST_DAY,
        &[
            "allocate",
            "--dry-run",
            "--roster",
            CASES,
            "--max-bad-rows",
            "9",
            "--errors",
            "errors.csv",
        ],
        || {
            let store = new();
            store.give(roster().replacen("2026-", "2026/13/", 1).as_bytes());
            store
        },
    ),
    writer(
        "allocate --replace",
        TODAY,
        &["allocate", "--replace", "CF18", "--reason", "moved: away"],
        Store::example,
    ),
    writer("new", TODAY, &NEW_LADO, Store::example),
    writer("man", TODAY, &["man", "manual"], Store::example),
    writer("moderate", TODAY, &["moderate", "CF13"], Store::example),
    writer("direct", "2026-08-24", &["direct", "CF3"], || {
        without("CF-26-0003", &["case-direction.yaml", "re-audit.yaml"])
    }),
    writer(
        "re-audit",
        TODAY,
        &["re-audit", "CF3", "--auditor", "Ann Brook"],
        || without("CF-26-0003", &["re-audit.yaml"]),
    ),
    writer("feedback", TODAY, &["feedback", "CF3"], || {
        without("CF-26-0003", &["feedback.yaml"])
    }),
    writer(
        "feedback --blank --output",
        TODAY,
        &["feedback", "CF3", "--blank", "--output", "form.txt"],
        Store::example,
    ),
    writer(
        "feedback --from",
        TODAY,
        &["feedback", "CF3", "--from", CASES],
        with_mailed_feedback,
    ),
    writer("appreciate", TODAY, &["appreciate", "CF16"], Store::example),
    writer(
        "log",
        TODAY,
        &["log", "CF14", "note", "--note", "a telephone call"],
        Store::example,
    ),
    writer(
        "remind",
        TODAY,
        &["remind", "--to", "letters/today", "--within", "14"],
        Store::example,
    ),
    writer("export", TODAY, &["export", "out"], || {
        let store = Store::example();
        // Else each run would make another.
        store.write(".export-key", "0123456789abcdef".repeat(4) + "\n");
        store
    }),
    writer(
        "export --pool",
        TODAY,
        &["export", "--pool", "out"],
        Store::example,
    ),
    writer(
        "report quarterly --issue",
        TODAY,
        &["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"],
        Store::example,
    ),
    writer(
        "report quarterly --public --issue",
        TODAY,
        &[
            "report",
            "quarterly",
            "--quarter",
            "2026-27-Q2",
            "--public",
            "--issue",
        ],
        Store::example,
    ),
    writer(
        "report quarterly --output",
        TODAY,
        &["report", "quarterly", "--output", "quarter.html"],
        Store::example,
    ),
    writer(
        "report quarterly --all-formats",
        TODAY,
        &["report", "quarterly", "--all-formats", "--output", "reports"],
        beside_roster,
    ),
    writer(
        "report annual --scaffold",
        TODAY,
        &["report", "annual", "--scaffold"],
        Store::example,
    ),
    writer(
        "report quarterly --scaffold",
        TODAY,
        &["report", "quarterly", "--scaffold"],
        Store::example,
    ),
    writer(
        "log --quarter",
        TODAY,
        &["log", "2026-27-Q2", "presented", "--to", "cmt"],
        issued,
    ),
    writer(
        "report template --output",
        TODAY,
        &["report", "template", "--output", "report.docx"],
        Store::example,
    ),
    writer(
        "tracker --output",
        TODAY,
        &["tracker", "--output", "tracker.csv"],
        Store::example,
    ),
    writer(
        "show --output",
        TODAY,
        &["show", "CF1", "--output", "audit.html"],
        Store::example,
    ),
    writer(
        "validate --fix --yes",
        TODAY,
        &["validate", "--fix", "--yes", "CF15"],
        faulty,
    ),
    writer(
        "draw chain new",
        TODAY,
        &["draw", "chain", "new", "--output", "seeds.txt"],
        Store::example,
    ),
    writer(
        "draw certificate --output",
        TODAY,
        &[
            "draw",
            "certificate",
            "record.json",
            "--output",
            "certificate.html",
        ],
        with_record,
    ),
    writer(
        "people inspect --write",
        TODAY,
        &["people", "inspect", "hr-export.csv", "--write", "new.csv"],
        beside_hr_list,
    ),
    writer(
        "roster inspect --errors",
        TODAY,
        &["roster", "inspect", CASES, "--errors", "errors.csv"],
        beside_roster,
    ),
    writer(
        "commission",
        FIRST_DAY,
        &[
            "commission",
            "sav",
            "--title",
            "North after the summer",
            "--lead",
            "Priya Nand",
            "--commissioner",
            "Helen Marsh",
            "--team",
            "North",
        ],
        Store::new,
    ),
    writer(
        "log --work",
        FIRST_DAY,
        &["log", "TH1", "note", "--note", "a call"],
        with_theme,
    ),
    writer(
        "tool",
        FIRST_DAY,
        &[
            "tool",
            "letters",
            "--for",
            "TH1",
            "--from",
            "child-case",
            "--sections",
            "reviews",
        ],
        with_theme,
    ),
    writer(
        "sample",
        FIRST_DAY,
        &["sample", "TH1", "--roster", CASES, "--size", "2", "--seed", SEED],
        with_theme,
    ),
    writer(
        "panel new",
        TODAY,
        &[
            "panel",
            "new",
            "--date",
            "2026-12-08",
            "--size",
            "2",
            "--seed",
            SEED,
        ],
        Store::example,
    ),
    writer("panel reveal", "2026-12-04", &["panel", "reveal", "PA19"], || {
        let store = super::panel::drawn("");
        super::panel::fill_all(&store);
        store
    }),
    writer(
        "exit --from",
        TODAY,
        &["exit", "--from", CASES, "--seed", "a"],
        || {
            let store = Store::new();
            let blank = store.run(TODAY, &["exit", "--blank"]).stdout;
            store.give(blank.replacen("\ndeclined:\n", "\ndeclined: yes\n", 1).as_bytes());
            store
        },
    ),
];
