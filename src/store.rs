//! The only door to the directory.

pub mod yaml;
