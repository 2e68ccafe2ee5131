//! The tests that an ordinary run takes whole. A command's own stand in `cli`, by the command's name.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

#[path = "../kit/mod.rs"]
mod kit;

mod agreement;
mod as_of;
mod calendar;
mod cli;
mod compliance;
mod deadlines;
mod demo;
mod docs;
mod draw;
mod examples;
mod formats;
mod house;
mod kept_summaries;
mod readme;
mod roster;
mod rules;
mod scaffold;
mod schemas;
mod show;
mod templates;
mod told_commands;
mod tracker;
mod typed_line;
