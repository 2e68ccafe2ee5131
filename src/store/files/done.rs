//! What this run of the program has written, so that no message denies it, and none promises more than the drive did.
//!
//! A file that has its name can be seen by everybody, whatever fails after; whoever made it goes on and finishes. What
//! is told of it at the end is told once, for the whole run.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many files are named; the rest are counted.
const NAMED: usize = 3;

/// Paths in the order in which they came, each once.
#[derive(Debug)]
struct EachOnce {
    first: Vec<PathBuf>,
    all: BTreeSet<PathBuf>,
}

impl EachOnce {
    const fn new() -> Self {
        Self {
            first: Vec::new(),
            all: BTreeSet::new(),
        }
    }

    fn add(&mut self, path: &Path) {
        if self.all.insert(path.to_owned()) && self.first.len() < NAMED {
            self.first.push(path.to_owned());
        }
    }
}

#[derive(Debug)]
struct Done {
    files: EachOnce,
    unconfirmed: EachOnce,
    why: Option<io::Error>,
}

static DONE: Mutex<Done> = Mutex::new(Done {
    files: EachOnce::new(),
    unconfirmed: EachOnce::new(),
    why: None,
});

fn done() -> MutexGuard<'static, Done> {
    // The lists are whole at every moment, even where a thread stopped that held them.
    DONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes a file that is written, and whether the drive confirmed it.
pub(super) fn file(path: &Path, confirmed: io::Result<()>) {
    let mut done = done();
    done.files.add(path);
    drop(done);
    folder(path, confirmed);
}

/// Notes whether the drive confirmed a folder that was made.
pub(super) fn folder(path: &Path, confirmed: io::Result<()>) {
    if let Err(why) = confirmed {
        let mut done = done();
        done.unconfirmed.add(path);
        done.why.get_or_insert(why);
    }
}

/// The files that this run has written, named or counted, as people can open them from where they are; nothing where
/// it has written none.
pub fn written() -> Option<String> {
    let done = done();
    (!done.files.all.is_empty()).then(|| listed(&done.files))
}

/// What is told of files that have their names while the drive did not confirm that they are on the disk; nothing where
/// it confirmed them all.
pub fn unconfirmed() -> Option<String> {
    let done = done();
    let why = done.why.as_ref()?;
    let is_one = done.unconfirmed.all.len() == 1;
    let are = if is_one { "is" } else { "are" };
    let (they, of_them) = if is_one { ("it", "it") } else { ("they", "them") };
    Some(format!(
        "{} {are} saved, but {they} may not survive a power cut: the drive did not confirm {of_them} ({why}). Check that \
         {they} {are} there before you rely on {of_them}.",
        listed(&done.unconfirmed),
    ))
}

fn listed(paths: &EachOnce) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shown: Vec<String> = paths
        .first
        .iter()
        .map(|path| path.strip_prefix(&here).unwrap_or(path).display().to_string())
        .collect();
    match (paths.all.len().saturating_sub(NAMED), shown.as_slice()) {
        (0, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (0, _) => shown.concat(),
        (1, _) => format!("{} and 1 more", shown.join(", ")),
        (more, _) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_files_are_named_and_many_are_counted() {
        let told = |n: usize| {
            let mut paths = EachOnce::new();
            for n in (0..n).chain(0..n) {
                paths.add(Path::new(&format!("f{n}")));
            }
            listed(&paths)
        };
        let all: Vec<String> = (1..=5).map(told).collect();
        assert_eq!(
            all,
            [
                "f0",
                "f0 and f1",
                "f0, f1 and f2",
                "f0, f1, f2 and 1 more",
                "f0, f1, f2 and 2 more"
            ]
        );
    }
}
