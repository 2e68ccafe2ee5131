//! The draw against its reference values, its laws, and its record against every altered byte.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops where it is")]

mod fair;
mod fair_twin;
mod frozen;
mod history;
mod laws;
mod made;
mod records;
mod settled;
mod vectors;
