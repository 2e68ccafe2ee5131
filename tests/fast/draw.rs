//! The draw against its reference values, its laws, and its record against every altered byte.
mod fair;
mod fair_twin;
mod frozen;
mod history;
mod laws;
mod made;
mod records;
mod settled;
mod vectors;
