//! The only door to the directory.

pub mod decode;
pub mod document;
pub mod read;
pub mod template;
pub mod yaml;
