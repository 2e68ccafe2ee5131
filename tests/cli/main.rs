//! The program as people meet it: the binary run in folders of its own, with its output and its exit status.
// Helpers of tests may panic as tests do.
#![allow(clippy::unwrap_used)]

mod allocate;
mod audits;
mod compliance;
mod init;
mod output;
mod rosters;
mod settings;
mod spoils;
mod store;
mod streams;

use store::{Ran, Store};
