//! The `qaf` command.

fn main() {}
