//! A case list looked at before it is drawn from.

pub mod figures;
pub(in crate::reports) mod file;
pub mod paper;
pub(in crate::reports) mod telling;
pub(in crate::reports) mod toml;
