//! The action register.
