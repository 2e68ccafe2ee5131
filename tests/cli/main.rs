//! The program as people meet it: the binary run in folders of its own, with its output and its exit status.
// Helpers of tests may panic as tests do.
#![allow(clippy::unwrap_used)]

mod allocate;
mod audits;
mod compliance;
mod due;
mod faulty;
mod history;
mod init;
mod inspect;
mod log;
mod output;
mod remind;
mod repairs;
mod rosters;
mod settings;
mod show;
mod spoils;
mod steps;
mod store;
mod streams;
mod whole;

use store::{Ran, Store};
