//! A store in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

/// The day on which the first draw is made.
pub const FIRST_DAY: &str = "2026-08-03";

/// The arguments that make an audit which nobody draws.
pub const NEW_LADO: [&str; 10] = [
    "new",
    "lado",
    "--auditor",
    "Priya Nand",
    "--worker",
    "Fay Rudd",
    "--child",
    "L9",
    "--selected-by",
    "Priya Nand",
];

/// Every file of a folder, by its path within, with its bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// How a run of the program ended, and what it said.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Runs to the end. Nothing that is run here may panic, whatever it is given.
    pub fn of(mut command: Command) -> Self {
        let output = command.output().unwrap();
        let ran = Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        ran
    }

    /// It ended so, and all these words stand in what it said on either stream, wherever its lines end.
    #[track_caller]
    pub fn says(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        let in_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = [&self.stdout, &self.stderr].map(|text| in_one_line(text));
        for word in words {
            assert!(
                self.stdout.contains(word)
                    || self.stderr.contains(word)
                    || said.iter().any(|said| said.contains(&in_one_line(word))),
                "{word:?} is not in:\n{}{}",
                self.stdout,
                self.stderr
            );
        }
        self
    }

    /// It could not run: status 2, the sentence on the error stream, and no data.
    #[track_caller]
    pub fn refuses(&self, words: &[&str]) -> &Self {
        self.says(2, words);
        assert_eq!(self.stdout, "");
        assert!(self.stderr.starts_with("Error: "), "{}", self.stderr);
        self
    }
}

/// The program, with nothing of this machine's settings.
pub fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("qaf"));
    for name in ["QAF_STORE", "QAF_AS_OF", "QAF_BY", "NO_COLOR", "TZ"] {
        command.env_remove(name);
    }
    command.env("QAF_CACHE", "").current_dir(folder).args(args);
    command
}

/// Runs the program in a folder.
pub fn run_in(folder: &Path, args: &[&str]) -> Ran {
    Ran::of(program(folder, args))
}

/// All files below a folder.
pub fn tree(root: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The made-up council's case list on the first day.
pub fn roster() -> String {
    qaf::demo::council::DemoSize::Short.roster(FIRST_DAY.parse().unwrap(), "cases")
}

/// A store as `init` makes it, in a folder with room for rosters beside it.
pub struct Store {
    folder: TempDir,
}

/// Terms of reference that say all seven things, and a plan that says all of its own.
pub const TERMS: &str = "why:\n  context: Letters before proceedings differ from team to team.\n  why_now: A court asked.\n  \
    commissioned_by: Grace Oduya\nscope:\n  services: Area Unit\n  period: April to September 2026\n  in: The letters.\n\
    auditors: Three team managers.\nfocus_groups:\n  - who: social workers of North\ncriteria:\n  - id: c1\n    text: \
    The letter says what must change.\n    against: procedure\n  - id: c2\n    text: Parents have it in time.\n    against: \
    policy\ntimescale:\n  audits_by: 2026-09-30\n  report_by: 2026-10-30\naction_plan_lead: Robin Hale\naudits_planned: 8\n";
const PLAN: &str = "coordinator: Priya Nand\ntheme: Neglect\nled_by_data:\n  - indicator: Visits on time\nkloe:\n  - id: k1\n    \
    question: Are children seen when the plan says?\n  - id: k2\n    question: Is it recorded?\non_site: 2026-09-10\n";

/// The folder of a wider work of the first year.
pub fn work_folder(id: &str) -> String {
    let top = if id.starts_with("TH") {
        "thematic"
    } else {
        "visits"
    };
    format!("{top}/2026-27/{id}")
}

impl Store {
    /// Commissions a wider work on the first day.
    pub fn commissioned(&self, kind: &str) -> String {
        let args = "--by;Tom Ellery;commission;KIND;--title;Letters;--lead;Colin Peake;--commissioner;Grace Oduya;--team;North";
        let args = args.replace("KIND", kind);
        // A deep dive is of the whole service.
        let args = if kind == "deep-dive" {
            args.replace(";--team;North", "")
        } else {
            args
        };
        let ran = self.run(FIRST_DAY, &args.split(';').collect::<Vec<_>>());
        ran.says(0, &["Its folder: "]);
        ran.stdout[..10].to_owned()
    }

    /// Commissions a wider work, writes what it has to say, and logs that it was agreed.
    pub fn agreed(&self, kind: &str) -> String {
        let id = self.commissioned(kind);
        let (file, text) = if id.starts_with("TH") {
            ("terms", TERMS)
        } else {
            ("plan", PLAN)
        };
        std::fs::write(self.path(&format!("{}/{file}.yaml", work_folder(&id))), text).unwrap();
        self.run(FIRST_DAY, &["--by", "Tom Ellery", "log", &id, "agreed"])
            .says(0, &["agreed is logged"]);
        id
    }
}

impl Store {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // In use from the council year's first day: every period of it counts, whatever the day is.
        run_in(folder.path(), &["--as-of", "2026-04-01", "init", "s"]).says(0, &[]);
        Self { folder }
    }

    /// A store in which the first cycle has been drawn.
    pub fn drawn() -> Self {
        let store = Self::new();
        store.allocate(roster().as_bytes(), &[]).says(0, &[]);
        store
    }

    /// The two cycles of `demo`, made once and copied for each test.
    pub fn demo() -> Self {
        static MADE: LazyLock<Tree> = LazyLock::new(|| {
            let folder = tempfile::tempdir().unwrap();
            run_in(folder.path(), &["demo", "s", "--short"]).says(0, &[]);
            tree(folder.path())
        });
        Self::of(&MADE)
    }

    /// A copy of the store that the examples hold: what `demo` makes, without making it anew.
    pub fn example() -> Self {
        static HELD: LazyLock<Tree> = LazyLock::new(|| {
            let held = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/store"));
            held.into_iter()
                .map(|(name, bytes)| (format!("s/{name}"), bytes))
                .collect()
        });
        Self::of(&HELD)
    }

    /// A store in its folder, with whatever lies beside it.
    pub fn of(files: &Tree) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let store = Self { folder };
        store.keep_private();
        store
    }

    /// Gives the folder of exit interviews the rights that a copy loses.
    fn keep_private(&self) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let folder = self.path("exit-interviews");
            if folder.is_dir() {
                fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
            }
        }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Puts other words in the place of some that the file holds.
    #[track_caller]
    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{from:?} is not in {name}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// The folder of an audit whose log holds no file's fingerprint, so that what its files say today is what counts.
    pub fn unkept(&self, id: &str) -> String {
        let folder = self.audits()[id].clone();
        let log = format!("{folder}/log.yaml");
        let mut events = String::new();
        for line in self.read(&log).lines() {
            let (event, end) = line
                .split_once(", files: {")
                .map_or((line, ""), |(event, _)| (event, "}"));
            events.extend([event, end, "\n"]);
        }
        self.write(&log, events);
        folder
    }

    /// Takes the one line of this event out of an audit's log.
    #[track_caller]
    pub fn forget(&self, id: &str, event: &str) {
        let log = format!("{}/log.yaml", self.audits()[id]);
        let text = self.read(&log);
        let event = format!("event: {event}");
        let left: Vec<&str> = text
            .split_inclusive('\n')
            .filter(|line| !line.contains(&event))
            .collect();
        assert_eq!(left.len() + 1, text.lines().count(), "{event} in {text}");
        self.write(&log, left.concat());
    }

    pub fn tree(&self) -> Tree {
        tree(&self.root())
    }

    /// A command on this store on a day.
    pub fn command(&self, day: &str, args: &[&str]) -> Command {
        let mut all = vec!["--store", "s", "--as-of", day];
        all.extend(args);
        program(self.folder.path(), &all)
    }

    pub fn run(&self, day: &str, args: &[&str]) -> Ran {
        Ran::of(self.command(day, args))
    }

    /// Writes the roster beside the store.
    pub fn give(&self, roster: &[u8]) {
        self.give_as("cases.csv", roster);
    }

    /// Lays a roster under this name beside the store.
    pub fn give_as(&self, name: &str, roster: &[u8]) {
        fs::write(self.folder.path().join(name), roster).unwrap();
    }

    /// Draws from this roster on the first day.
    pub fn allocate(&self, roster: &[u8], more: &[&str]) -> Ran {
        self.give(roster);
        let mut args = vec!["allocate", "--roster", "cases.csv"];
        args.extend(more);
        self.run(FIRST_DAY, &args)
    }

    /// The folders of the audits, by id, as paths within the store.
    pub fn audits(&self) -> BTreeMap<String, String> {
        let mut audits = BTreeMap::new();
        for name in self.tree().keys() {
            if let Some(folder) = name.strip_suffix("/allocation.yaml") {
                let id = folder.rsplit('/').next().unwrap();
                audits.insert(id.to_owned(), folder.to_owned());
            }
        }
        audits
    }

    /// The records of draws, by path.
    pub fn draws(&self) -> BTreeMap<String, serde_json::Value> {
        let json = |(name, bytes): (String, Vec<u8>)| {
            (name.starts_with("draws/") && Path::new(&name).extension().is_some_and(|end| end == "json"))
                .then(|| (name, serde_json::from_slice(&bytes).unwrap()))
        };
        self.tree().into_iter().filter_map(json).collect()
    }
}
