//! What qaf ships with: the council's files as a new store holds them, read into the program when it is built.

/// `schedule.toml`: Appendix 1, what section 2 adds, and the deadlines.
pub const SCHEDULE: &str = include_str!("../../schedule.toml");
/// `bank-holidays.json`: England and Wales.
pub const BANK_HOLIDAYS: &str = include_str!("../../bank-holidays.json");
/// `qaf.toml`, with every setting and its default.
pub const SETTINGS: &str = include_str!("shipped/qaf.toml");
