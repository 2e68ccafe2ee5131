//! Reports: plain figures, made from one small [`Summary`] an audit. No text is laid out here.

pub mod quarterly;
pub mod schedule;
pub mod stats;
pub mod summary;
pub mod tracker;

pub use summary::Summary;
