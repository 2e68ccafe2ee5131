//! Summaries of audits kept between runs, so that a report over many years reads again only what has changed.
//!
//! They lie outside the store, in the user's own cache folder, one file for each day and state of the store's settings.
//! They can be deleted at any time. What is kept is sealed with a key made of the council's own files, so that it tells
//! nobody anything who can't read the store.
//!
//! The law. A summary is used again only where every file that it was made from is what it was, by its length, its times and
//! its place on the drive; a file changed so shortly before it was looked at that a later change could bear the same time is
//! never taken for what it was. On any doubt the files are read.

mod cache_folder;
mod kept_file;
mod stamp;

pub use cache_folder::{CacheFolder, KeptSize};
pub use kept_file::{KeptFile, KeptPart, SummariesKey, SummariesWriter};
pub use stamp::{FolderStamp, stamp_of, stamp_program, tree_stamp};
