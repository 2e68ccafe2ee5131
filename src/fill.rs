//! Files that people write, as pages that they fill in: what is asked, what stands there, what was typed, and how the two
//! become one. Nothing here touches a file or a socket.
//!
//! A page is made from the form's template and the shape of the file (`record::shape`) alone; no form, section or key is
//! named.

pub mod answers_file;
pub mod asked;
mod asked_kinds;
mod asked_pages;
pub mod boxes;
mod filled_file;
pub mod merge;
mod plain_words;
pub mod posted;
pub mod templates;
pub mod wall;

pub use asked::{Asked, AskedItem, AskedKind, AskedList, AskedPage};
pub use filled_file::{FilledFile, PageSource};
pub use plain_words::in_words;
