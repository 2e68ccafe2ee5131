//! Appendix 4: the statements that describe each domain at each grade.

use super::grade::Grade;
use super::word::{DomainId, GuidelineId, StatementId};

/// A guideline: for children's cases, or for fostering, SGO and kinship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rubric {
    /// Its id, which a form names.
    pub guideline: GuidelineId,
    /// Its version, a year.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Where the framework prints it.
    pub source: Option<String>,
    /// When a case can be Outstanding.
    pub outstanding: String,
    /// Its domains, in printed order.
    pub domains: Vec<Domain>,
}

/// A domain of practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Its id, with which its statements' ids begin.
    pub id: DomainId,
    /// Its title.
    pub title: String,
    /// How a contradiction in the print is read.
    pub note: Option<String>,
    /// What is said of it, grade by grade.
    pub statements: Vec<Statement>,
}

/// What a domain looks like at a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// The grade it stands under.
    pub grade: Grade,
    /// The wording.
    pub text: String,
    /// The wording is to be confirmed by the council.
    pub doubtful: bool,
    /// It was completed by us from a fragment of the print, and placed under its grade by us.
    pub ours: bool,
    /// A remark on it.
    pub note: Option<String>,
    /// Whether it can speak for its grade: not where the print has it under two.
    pub counts: bool,
}

impl Statement {
    /// What a reader must know of its wording, if anything.
    pub fn mark(&self) -> Option<&'static str> {
        match (self.ours, self.doubtful) {
            (true, _) => Some("ours, wording to be confirmed"),
            (false, true) => Some("wording to be confirmed"),
            (false, false) => None,
        }
    }

    /// The wording as it is shown, with its mark.
    pub fn shown(&self) -> String {
        match self.mark() {
            Some(mark) => format!("{} ({mark})", self.text),
            None => self.text.clone(),
        }
    }
}

impl Rubric {
    /// The domain with this id.
    pub fn domain(&self, id: &str) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.id == *id)
    }

    /// The statement with this id, and its domain.
    pub fn statement(&self, id: &str) -> Option<(&Domain, &Statement)> {
        self.domains.iter().find_map(|domain| {
            domain
                .statements
                .iter()
                .find(|statement| statement.id == *id)
                .map(|statement| (domain, statement))
        })
    }

    /// Whether a case is Outstanding overall only where every domain is. The guideline for children's cases says so in
    /// the place of Outstanding statements; one that has such statements goes by these.
    pub fn asks_for_all(&self) -> bool {
        !self
            .statements()
            .any(|statement| statement.counts && statement.grade == Grade::Outstanding)
    }

    /// Every statement.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.domains.iter().flat_map(|domain| &domain.statements)
    }
}
