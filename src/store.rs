//! The only door to the directory.

pub mod annual;
pub mod decode;
pub mod difference;
pub mod document;
pub mod draws;
mod exit_answers;
pub mod exit_interviews;
pub mod export_key;
pub mod files;
pub mod init;
pub mod issued;
pub mod kept;
pub mod layout;
pub mod of_quarter;
pub mod open;
pub mod outside;
pub mod own_tool;
pub mod read;
mod reworded;
pub mod scaffold;
pub mod scan;
pub mod schedule_toml;
pub mod schema;
pub mod settings;
pub mod shipped;
pub mod splice;
pub mod summaries;
pub mod template;
mod toml_fault;
pub mod toml_text;
pub mod works;
pub mod yaml;

pub use open::{OpenError, Store, other_name};
