//! The `qaf` command.

use std::process::ExitCode;

/// Threads share it, as they can't share musl's own.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Room for reading files that nest as deep as qaf allows; Windows gives a program's first thread only 1 MiB.
const STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(qaf::cli::run_typed);
    // A thread that can't be had, or that panics, has said so itself.
    work.ok()
        .and_then(|thread| thread.join().ok())
        .unwrap_or(ExitCode::from(2))
}
