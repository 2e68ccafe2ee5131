//! The commands, one a file: its arguments, whose doc comment is the help, and `run`.

pub mod allocate;
pub mod demo;
pub mod draw;
pub mod explain;
pub mod init;
pub mod new;
pub mod report;
pub mod rubric;
pub mod schedule;
pub mod tracker;
pub mod validate;
