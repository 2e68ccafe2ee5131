//! qaf runs a council's Children's Services Quality Assurance Framework from a folder of files.
//!
//! Data goes one way: a roster is drawn from, the store keeps what people write, rules and progress judge it, figures
//! are counted of it, and reports lay them out. A module uses only what stands before it in this list.

pub mod framework;

pub mod finding;

pub mod record;

pub mod store;

pub mod roster;

pub mod draw;

pub mod progress;

pub mod rule;

pub mod figures;

pub mod paper;

pub mod letter;

pub mod demo;

pub mod output;

pub mod context;

pub mod reports;

pub mod export;

pub mod fill;

pub mod command;

pub mod cli;
