//! A case list looked at before it is drawn from.

pub mod figures;
mod file;
pub mod paper;
mod telling;
mod toml;
