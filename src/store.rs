//! The only door to the directory.

pub mod document;
pub mod yaml;
