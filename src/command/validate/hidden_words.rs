//! What a finding hides of its line wherever the line is shown.

use std::collections::BTreeMap;

use crate::finding::{Finding, Location};
use crate::rule::is_of_personal_data;

/// What tells who somebody is, and is not said again, whatever else is found in its line: by file and line the columns at
/// which it begins, and how wide it is.
#[derive(Debug, Default)]
pub struct HiddenWords(BTreeMap<(String, usize), Vec<(usize, usize)>>);

impl HiddenWords {
    /// What all that was found hides, whatever of it is shown.
    pub fn of(findings: &[Finding]) -> Self {
        let mut hidden = Self::default();
        let personal = findings
            .iter()
            .filter(|finding| is_of_personal_data(finding.rule));
        for place in personal.map(|finding| &finding.location) {
            let of_line = hidden.0.entry((place.path.clone(), place.line)).or_default();
            of_line.push((place.column, place.width));
        }
        hidden
    }

    /// What is hidden in the line of a place.
    pub fn at(&self, location: &Location) -> &[(usize, usize)] {
        let of_line = self.0.get(&(location.path.clone(), location.line));
        of_line.map(Vec::as_slice).unwrap_or_default()
    }
}
