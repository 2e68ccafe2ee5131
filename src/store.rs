//! The only door to the directory.

pub mod files;
pub mod init;
pub mod layout;
pub mod scan;
pub mod schedule_toml;
pub mod settings;
pub mod shipped;
pub mod toml_text;
pub mod yaml;
