//! Tests on all that can be generated: right audits, slips, spoiled files, and every figure recounted by a second path. An
//! ordinary run takes a share of them; `QAF_TESTS=all` takes all.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

#[path = "../kit/mod.rs"]
mod kit;

mod any_bytes;
mod recount;
mod right;
mod sittings;
mod splice;
mod spoil;
