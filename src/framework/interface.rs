//! Where the council's children's services meet services that others assure: what audits find there is told and shared.
//!
//! Source: section 1, scope.

use std::sync::LazyLock;

/// The interfaces that the framework asks to learn about, as tags: Adoption West, the approved mental health practitioners,
/// Preparing for Adulthood.
pub const INTERFACES: [&str; 3] = ["adoption", "adult-mental-health", "preparing-for-adulthood"];

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| INTERFACES.map(str::to_owned).into());

/// The interfaces, as options of an answer.
pub fn interfaces() -> &'static [String] {
    &TEXTS
}
