//! Reports: plain figures, made from one small [`Summary`] an audit. No text is laid out here.

pub mod actions;
pub mod annual;
pub mod compliance;
pub mod coverage;
pub mod due;
pub mod expectation;
pub mod history;
pub mod issue;
pub mod learning;
pub mod moderation;
pub mod past;
pub mod public;
pub mod quarterly;
pub mod roster;
pub mod schedule;
pub mod section;
pub mod show;
pub mod sparnet;
pub mod stats;
pub mod summary;
pub mod team;
pub mod tracker;

pub use past::LongOver;
pub use summary::Summary;
