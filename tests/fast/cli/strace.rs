//! The program under `strace`: what it asks of the system, and what it does where the system refuses or kills it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

/// Calls that change something on a drive, and those that put it there for good. `?` before a name: where the machine
/// has no such call, that is no fault.
pub const WRITING: [&str; 27] = [
    "?open",
    "openat",
    "?creat",
    "write",
    "pwrite64",
    "writev",
    "fsync",
    "fdatasync",
    "syncfs",
    "?rename",
    "?renameat",
    "renameat2",
    "?link",
    "linkat",
    "?mkdir",
    "mkdirat",
    "?unlink",
    "unlinkat",
    "?rmdir",
    "?chmod",
    "fchmod",
    "fchmodat",
    "truncate",
    "ftruncate",
    "?symlink",
    "symlinkat",
    "utimensat",
];

/// Whether programs can be traced here. What can't be tested for want of it is said on standard error, by its name.
pub fn is_there(what: &str) -> bool {
    static THERE: LazyLock<bool> = LazyLock::new(|| {
        let tried = Command::new("strace")
            .args(["-qq", "-o", "/dev/null", "true"])
            .output();
        tried.is_ok_and(|ran| ran.status.success())
    });
    if !*THERE {
        eprintln!("NOT TESTED, as no program can be traced here (strace): {what}");
    }
    *THERE
}

/// The same command under strace, with further options; its calls go to the file.
pub fn under(command: &Command, trace: &Path, options: &[&str]) -> Command {
    let mut traced = Command::new("strace");
    // Strings are of no interest, but for paths, which are always whole.
    traced
        .args(["-f", "-qq", "-y", "-s", "0", "-o"])
        .arg(trace)
        .args(options)
        .arg("--");
    traced.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        traced.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    // One thread reads at a time, so that calls stand in the order in which they came.
    traced.env("RAYON_NUM_THREADS", "1");
    traced
}

/// A call, as strace tells it.
#[derive(Debug)]
pub struct Call {
    /// Its name, as `openat`.
    pub name: String,
    /// Which of the calls of this name by this thread it is, from 1.
    pub nth: usize,
    /// What it was given.
    pub given: String,
    /// Whether it succeeded.
    pub done: bool,
    folder: PathBuf,
}

impl Call {
    /// The paths that it names in quotes.
    pub fn paths(&self) -> Vec<PathBuf> {
        let named = self.given.split('"').skip(1).step_by(2);
        named.map(|path| self.folder.join(path)).collect()
    }

    /// The path of its first open file, as strace adds it.
    pub fn open_file(&self) -> Option<PathBuf> {
        let first = self
            .given
            .split_once(", ")
            .map_or(self.given.as_str(), |(first, _)| first);
        let (_, rest) = first.split_once('<')?;
        rest.strip_suffix('>').map(PathBuf::from)
    }

    /// Whether it is to open a file for more than reading.
    pub fn opens_for_writing(&self) -> bool {
        matches!(self.name.as_str(), "open" | "openat" | "creat")
            && (self.name == "creat"
                || ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"]
                    .iter()
                    .any(|flag| self.given.contains(flag)))
    }
}

/// The calls of a trace, in their order; `folder` is where the program ran.
fn calls(trace: &str, folder: &Path) -> Vec<Call> {
    let mut unfinished: HashMap<&str, String> = HashMap::new();
    let mut counted: HashMap<(String, String), usize> = HashMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let whole = if let Some(begun) = rest.strip_suffix(" <unfinished ...>") {
            unfinished.insert(thread, begun.to_owned());
            continue;
        } else if let Some((_, end)) = rest.split_once(" resumed>") {
            unfinished.remove(thread).unwrap_or_default() + end
        } else {
            rest.to_owned()
        };
        let Some((name, rest)) = whole.split_once('(') else {
            continue;
        };
        let Some((given, result)) = rest.rsplit_once(" = ") else {
            continue;
        };
        let nth = counted.entry((thread.to_owned(), name.to_owned())).or_default();
        *nth += 1;
        calls.push(Call {
            name: name.to_owned(),
            nth: *nth,
            given: given.trim_end().trim_end_matches(')').to_owned(),
            done: !result.starts_with(['-', '?']),
            folder: folder.to_owned(),
        });
    }
    calls
}

/// Runs a command to its end and gives the writing calls that it made, with how it ended.
pub fn traced(command: &Command) -> (Vec<Call>, std::process::Output) {
    let trace = Trace::new();
    let names = format!("trace={}", WRITING.join(","));
    let output = under(command, &trace.file(), &["-e", &names]).output().unwrap();
    let folder = command.get_current_dir().unwrap().canonicalize().unwrap();
    (calls(&trace.read(), &folder), output)
}

/// A file for what strace tells.
pub struct Trace(TempDir);

impl Trace {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn file(&self) -> PathBuf {
        self.0.path().join("trace")
    }

    fn read(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.file()).unwrap()).into_owned()
    }
}
