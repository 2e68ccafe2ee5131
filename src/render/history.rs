//! An audit's history, in each format.
