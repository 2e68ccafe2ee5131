//! The commands, one a file: its arguments, whose doc comment is the help, and `run`.

pub mod allocate;
pub mod appreciate;
pub mod commission;
pub mod demo;
pub mod direct;
pub mod draw;
pub mod exit;
pub mod explain;
pub mod feedback;
pub mod fill;
pub mod init;
pub mod log;
mod made_file;
mod mailed;
pub mod moderate;
pub mod new;
pub mod panel;
pub mod re_audit;
pub mod remind;
pub mod roster;
mod roster_errors;
pub mod rules_page;
pub mod sample;
mod step;
pub mod tool;
pub mod validate;
mod waiting;
