//! One function a fuzz target: bytes go through a reader as the program takes them through it, and what comes out
//! must keep the laws of [`law`].

pub mod law;
mod tables;
mod texts;
mod world;

pub use tables::{exemptions, people, roster};
pub use texts::{audit, log, scaffold, schedule, settings, steps, template};
