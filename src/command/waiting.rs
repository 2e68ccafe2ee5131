//! What is shown on standard error while something takes a while.

use std::io::IsTerminal as _;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

/// What is over sooner than this is not announced.
const PATIENCE: Duration = Duration::from_secs(1);
/// So often the sign moves.
const TICK: Duration = Duration::from_millis(120);

/// Does some work, and shows that it goes on where a person watches and it takes over a second.
pub(super) fn shown<T>(words: &'static str, out: &Output, work: impl FnOnce() -> T) -> T {
    if out.is_quiet() || !std::io::stderr().is_terminal() {
        return work();
    }
    let (done, waits) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || spin(words, &waits));
        let result = work();
        drop(done);
        result
    })
}

/// Moves a sign until the other end of the channel is gone.
fn spin(words: &'static str, waits: &Receiver<()>) {
    let goes_on = |time| waits.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(PATIENCE) {
        return;
    }
    let sign = ProgressBar::new_spinner().with_message(words);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        sign.set_style(style);
    }
    sign.tick();
    while goes_on(TICK) {
        sign.tick();
    }
    sign.finish_and_clear();
}
