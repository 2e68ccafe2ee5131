//! A council that does not exist: a roster, and auditors' forms filled in by rule, for the proof that `qaf demo` gives.
//!
//! Everything is made from a seed. The forms are filled from their templates, so that a new form is filled too.

pub mod council;
pub mod fill;
pub mod others;
mod words;
