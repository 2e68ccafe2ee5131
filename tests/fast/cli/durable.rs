//! Status 0 means on the disk: of every command that writes, each file's bytes are there before its name is, and its
//! name before the command ends. A test that kills alone would pass with every confirmation taken out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::store::{Tree, tree};
use super::strace::{self, Call};
use super::writers::WRITERS;

/// What a trace leaves unconfirmed, and what it gave a name.
#[derive(Default)]
struct Disk {
    /// Files whose bytes may not be on the disk.
    unwritten: BTreeSet<PathBuf>,
    /// Names that may not be on the disk, by folder.
    unnamed: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    /// Files that got their bytes or their names.
    made: BTreeSet<PathBuf>,
    faults: Vec<String>,
}

impl Disk {
    fn name(&mut self, path: &Path) {
        let folder = path.parent().unwrap().to_owned();
        self.unnamed.entry(folder).or_default().insert(path.to_owned());
    }

    fn forget(&mut self, path: &Path) {
        self.unwritten.remove(path);
        self.made.remove(path);
        if let Some(names) = self.unnamed.get_mut(path.parent().unwrap()) {
            names.remove(path);
        }
    }

    /// A folder takes what is in it along.
    fn moved(&mut self, from: &Path, to: &Path) {
        let place = |path: PathBuf| {
            path.strip_prefix(from)
                .map(|rest| to.join(rest))
                .unwrap_or(path.clone())
        };
        let below = |path: &PathBuf| path.starts_with(from);
        assert!(
            !self.unwritten.iter().any(below),
            "{} is not on the disk",
            from.display()
        );
        self.made = std::mem::take(&mut self.made).into_iter().map(place).collect();
    }

    fn take(&mut self, call: &Call) {
        match (call.name.as_str(), call.paths().as_slice(), call.open_file()) {
            (_, [path], _) if call.opens_for_writing() && call.given.contains("O_CREAT") => {
                self.unwritten.insert(path.clone());
                self.name(path);
            }
            ("write" | "pwrite64" | "writev" | "ftruncate", _, Some(path)) => {
                self.made.insert(path.clone());
                self.unwritten.insert(path);
            }
            ("fsync" | "fdatasync", _, Some(path)) => {
                self.unwritten.remove(&path);
                self.unnamed.remove(&path);
            }
            // The whole drive, on which all of the store lies.
            ("syncfs", ..) => {
                self.unwritten.clear();
                self.unnamed.clear();
            }
            ("rename" | "renameat" | "renameat2" | "link" | "linkat", [from, to], _) => {
                if self.unwritten.contains(from) {
                    let to = to.display();
                    self.faults
                        .push(format!("{to} has its name before its bytes are on the disk"));
                }
                self.forget(from);
                self.moved(from, to);
                self.made.insert(to.clone());
                self.name(to);
            }
            ("mkdir" | "mkdirat", [path], _) => self.name(path),
            ("unlink" | "unlinkat" | "rmdir", [path], _) => self.forget(path),
            _ => {}
        }
    }
}

/// What of this folder's files is not on the disk when a run with these calls ends.
fn unconfirmed(calls: &[Call], folder: &Path, changed: &BTreeSet<PathBuf>) -> Vec<String> {
    let mut disk = Disk::default();
    for call in calls.iter().filter(|call| call.done) {
        disk.take(call);
    }
    // The lock is empty and stays: nothing is lost with it.
    let counts = |path: &&PathBuf| path.starts_with(folder) && !path.ends_with(".lock");
    let mut faults = disk.faults;
    let names = disk.unnamed.values().flatten();
    faults.extend(
        names
            .filter(counts)
            .map(|path| format!("the name of {} is not confirmed", path.display())),
    );
    let bytes = disk.unwritten.iter().filter(counts);
    faults.extend(bytes.map(|path| format!("the bytes of {} are not confirmed", path.display())));
    let unseen = changed
        .iter()
        .filter(counts)
        .filter(|path| !disk.made.contains(*path));
    // An empty file, such as a number in ids/, is made by its name alone.
    let empty = |path: &&PathBuf| std::fs::metadata(path).unwrap().len() == 0;
    faults.extend(
        unseen
            .filter(|path| !empty(path))
            .map(|path| format!("{} was made unseen", path.display())),
    );
    faults
}

/// The files of a folder that are not as they were.
fn changed(folder: &Path, before: &Tree) -> BTreeSet<PathBuf> {
    let after = tree(folder);
    let changed = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(bytes));
    changed.map(|(name, _)| folder.join(name)).collect()
}

#[test]
fn what_a_command_wrote_is_on_the_disk_when_it_ends() {
    if !strace::is_there("that what a command wrote is on the disk when it ends") {
        return;
    }
    let mut faults = Vec::new();
    for writer in &WRITERS {
        let store = writer.store();
        let folder = store.root().parent().unwrap().canonicalize().unwrap();
        let before = tree(&folder);
        let (calls, output) = strace::traced(&writer.command(&store));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{}: {said}",
            writer.name
        );
        let changed = changed(&folder, &before);
        assert!(!changed.is_empty(), "{} wrote nothing: {said}", writer.name);
        let found = unconfirmed(&calls, &folder, &changed);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", writer.name)));
    }
    assert_eq!(faults, [] as [String; 0]);
}
