//! `qaf validate --watch`: checks anew at each save.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::context::Context;
use crate::store::scan::{self, ScannedFolder};

/// How long a save may go unseen. The files are looked at, as drives on a network announce no change.
const EVERY: Duration = Duration::from_millis(400);

/// What tells one state of a file from another.
type Stamp = BTreeMap<String, (Option<SystemTime>, u64)>;

/// Runs `check` now and whenever a file of these folders is saved, until the program is stopped.
pub fn run(
    wanted: impl Fn(&ScannedFolder) -> bool,
    context: &Context,
    mut check: impl FnMut() -> Result<()>,
) -> Result<()> {
    let mut seen = Stamp::new();
    let mut first = true;
    loop {
        let now = stamp(&wanted, context);
        if first || now != seen {
            // A save may take the name away for a moment; the next look finds it again.
            check()?;
            context
                .out
                .say("Watching for the next save. Press Ctrl and C to stop.");
            seen = now;
            first = false;
        }
        std::thread::sleep(EVERY);
    }
}

fn stamp(wanted: &impl Fn(&ScannedFolder) -> bool, context: &Context) -> Stamp {
    let scan = scan::audit_folders(&context.store.root);
    let files = scan
        .folders
        .iter()
        .filter(|folder| wanted(folder))
        .flat_map(ScannedFolder::paths);
    files
        .map(|(_, path)| {
            let saved = context.store.saved(&path);
            (path, saved)
        })
        .collect()
}
