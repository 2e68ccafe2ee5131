//! An audit's history.
