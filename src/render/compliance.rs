//! Compliance with the schedule, in each format.
