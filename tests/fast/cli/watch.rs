//! `validate --watch`: the file is checked again at each save.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::Store;

const DAY: &str = "2026-11-24";
/// Longer than any machine needs; only a watcher that sleeps through a save lets it pass.
const PATIENCE: Duration = Duration::from_mins(2);

/// The watcher, which ends with the test.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
}

impl Watcher {
    fn of(store: &Store, args: &[&str]) -> Self {
        let mut child = store
            .command(DAY, args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// The next line that counts files, which ends each check.
    fn next_count(&self) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).expect("the save was seen");
            if line.contains("checked: ") {
                return line;
            }
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_save_is_checked_again_and_a_mended_file_is_found_right() {
    let store = Store::example();
    let folder = store.audits()["CF-26-0001"].clone();
    let file = format!("{folder}/audit.yaml");
    let right = store.read(&file);
    let watcher = Watcher::of(&store, &["validate", "--watch", "CF-26-0001"]);
    let at_first = watcher.next_count();
    assert!(
        at_first.contains("nothing to mend") || at_first.contains(" 0 errors"),
        "{at_first}"
    );
    // What is saved is longer, so that it is told apart even where a clock counts in whole seconds.
    store.write(&file, format!("{right}strenghts: |\n  seen\n"));
    let spoiled = watcher.next_count();
    assert!(spoiled.contains("1 error"), "{spoiled}");
    store.write(&file, &right);
    assert_eq!(watcher.next_count(), at_first);
    assert_eq!(store.read(&file), right, "a watcher changes nothing");
}
