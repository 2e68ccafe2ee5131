//! qaf runs a council's Children's Services Quality Assurance Framework from a folder of files.
//!
//! Data goes one way: a roster is drawn from, the store keeps what people write, rules and progress judge it, reports
//! count it, renderers show it. A module uses only what stands before it in this list.

pub mod cli;
pub mod command;
pub mod context;
pub mod demo;
pub mod draw;
pub mod finding;
pub mod framework;
pub mod letter;
pub mod output;
pub mod progress;
pub mod record;
pub mod render;
pub mod report;
pub mod roster;
pub mod rule;
pub mod store;
