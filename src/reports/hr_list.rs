//! A list of staff from an HR system, looked at before it becomes `people.csv`.

pub mod figures;
pub mod paper;
