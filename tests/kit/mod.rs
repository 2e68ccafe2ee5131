//! What the tests of the rules share: a maker of audits that are right, and a store to judge them in.
//!
//! The same maker writes one audit a form with everything filled in, which the tables of spoils start from, and
//! thousands of others by seed.

#![allow(dead_code, reason = "each test target takes what it needs")]

pub mod audit;
pub mod cast;
pub mod chance;
pub mod others;
pub mod spoils;
pub mod store;
pub mod words;
pub mod yaml;

pub use audit::{Made, make};
pub use cast::{CAST, Cast};
pub use chance::Chance;
pub use store::TestStore;

/// How many of something: few in the ordinary run, all of them where `QAF_TESTS=all`.
pub fn count(few: usize, all: usize) -> usize {
    let wanted = std::env::var_os("QAF_TESTS").is_some_and(|value| value == "all");
    if wanted { all } else { few }
}
