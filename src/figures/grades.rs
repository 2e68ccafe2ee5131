//! How many audits have each grade.

use serde::Serialize;

use super::summary::Summary;
use crate::framework::Grade;

/// How many audits have each grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GradeCounts {
    /// Outstanding.
    #[serde(rename = "O")]
    pub outstanding: usize,
    /// Good.
    #[serde(rename = "G")]
    pub good: usize,
    /// Requires improvement.
    #[serde(rename = "RI")]
    pub requires_improvement: usize,
    /// Inadequate.
    #[serde(rename = "I")]
    pub inadequate: usize,
}

impl GradeCounts {
    /// Counts the final grades.
    pub fn of<'a>(summaries: impl IntoIterator<Item = &'a Summary>) -> Self {
        let mut grades = Self::default();
        for grade in summaries
            .into_iter()
            .filter_map(|summary| summary.progress.final_grade)
        {
            grades.add(grade);
        }
        grades
    }

    /// Counts one more.
    pub fn add(&mut self, grade: Grade) {
        match grade {
            Grade::Outstanding => self.outstanding += 1,
            Grade::Good => self.good += 1,
            Grade::RequiresImprovement => self.requires_improvement += 1,
            Grade::Inadequate => self.inadequate += 1,
        }
    }

    /// How many there are in all.
    pub fn n(self) -> usize {
        self.outstanding + self.good + self.requires_improvement + self.inadequate
    }
}
