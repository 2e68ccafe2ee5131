//! What the draw has to show, in each format.

pub mod certificate;
pub mod history;
pub mod simulate;
