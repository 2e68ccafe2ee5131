//! The same store on another day.

use std::sync::OnceLock;

use super::{Context, gaps};
use crate::framework::Date;

impl Context {
    /// The same store on another day, its settings, forms and people not read anew; audits and works are.
    #[must_use]
    pub fn on_day(&self, as_of: Date) -> Self {
        Self {
            store: self.store.clone(),
            people: self.people.clone(),
            exemptions: self.exemptions.clone(),
            findings: self.findings.clone(),
            as_of,
            by: self.by.clone(),
            out: self.out.clone(),
            format: self.format,
            remarks: self.remarks.clone(),
            gaps: gaps::FoundGaps::default(),
            inside: OnceLock::new(),
            nobody_named: OnceLock::new(),
            works: OnceLock::new(),
            commentaries: OnceLock::new(),
            cache: self.cache.clone(),
            summaries: OnceLock::new(),
        }
    }
}
