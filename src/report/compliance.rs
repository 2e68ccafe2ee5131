//! Compliance with the schedule.
