//! The action register, in each format.
