//! What families, workers and auditors said, in audits submitted in the quarter, of all forms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::QuarterlyInput;
use crate::figures::stats::{float, mean, round};
use crate::figures::summary::{FamilySummary, Summary};
use crate::framework::rubric::Statement;
use crate::framework::{Grade, Quarter, Rubric, StatementId, Step};

/// So many quarters at most.
const QUARTERS: usize = 8;

/// What families said.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FamiliesSaid {
    /// Of how many family members feedback was sought.
    pub sought: usize,
    /// Of how many it was had.
    pub obtained: usize,
    /// The mean of the scores, 0 to 10, to one decimal.
    pub mean_score: Option<f64>,
    /// How often each score from 0 to 10 was given.
    pub scores: [usize; 11],
}

/// A quarter's scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FamilyQuarter {
    /// The quarter in which the audits were submitted.
    pub quarter: Quarter,
    /// How many scores were given.
    pub scores: usize,
    /// Their mean, 0 to 10, to one decimal.
    pub mean_score: Option<f64>,
}

/// What audited workers were asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StaffFeedback {
    /// Of how many audits the worker has been asked: the audit was sent, or, an observation, submitted.
    pub asked: usize,
    /// For how many of these it is over.
    pub received: usize,
}

/// The statements of Appendix 4 that were cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Themes {
    /// Those of Good and Outstanding.
    pub strengths: Vec<CitedStatement>,
    /// Those of Requires improvement and Inadequate.
    pub improvements: Vec<CitedStatement>,
}

/// A statement, and how often it was cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedStatement {
    /// The statement.
    pub criterion: StatementId,
    /// Its wording.
    pub text: String,
    /// How often.
    pub n: usize,
}

/// An area of learning for the wider system, and how often it was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LearningArea {
    /// The area.
    pub area: String,
    /// How often.
    pub n: usize,
}

impl FamiliesSaid {
    /// What families said in these audits. A score off the scale is a fault of its audit and is left out.
    pub fn of<'a>(audits: impl IntoIterator<Item = &'a Summary>) -> Self {
        Self::of_all(audits.into_iter().flat_map(|summary| &summary.family))
    }

    fn of_all<'a>(said: impl Iterator<Item = &'a FamilySummary>) -> Self {
        let mut feedback = Self::default();
        let mut given = Vec::new();
        for said in said {
            feedback.sought += 1;
            feedback.obtained += usize::from(said.obtained);
            let Some(score) = said.score.map(usize::from) else {
                continue;
            };
            if let Some(count) = feedback.scores.get_mut(score) {
                *count += 1;
                given.push(float(score));
            }
        }
        feedback.mean_score = mean(&given).map(|score| round(score, 1));
        feedback
    }
}

/// What families said.
pub(super) fn family(input: &QuarterlyInput<'_>) -> FamiliesSaid {
    FamiliesSaid::of(input.submitted())
}

/// The scores of the last eight quarters up to this one, oldest first, from the first that has any.
pub(super) fn family_by_quarter(input: &QuarterlyInput<'_>) -> Vec<FamilyQuarter> {
    let back = std::iter::successors(Some(input.quarter), |quarter| Some(quarter.before()));
    let mut quarters: Vec<FamilyQuarter> = back
        .take(QUARTERS)
        .map(|quarter| {
            let submitted = input.counted().filter(|summary| {
                let day = summary.progress.submitted;
                day.is_some_and(|day| quarter.period().contains(day))
            });
            let past = input
                .past
                .family
                .iter()
                .filter(|(day, _)| quarter.period().contains(*day));
            let said = submitted.flat_map(|summary| &summary.family);
            let feedback = FamiliesSaid::of_all(said.chain(past.map(|(_, said)| said)));
            FamilyQuarter {
                quarter,
                scores: feedback.scores.iter().sum(),
                mean_score: feedback.mean_score,
            }
        })
        .collect();
    while quarters.last().is_some_and(|quarter| quarter.scores == 0) {
        quarters.pop();
    }
    quarters.reverse();
    quarters
}

/// What workers were asked, and for how many that is over.
///
/// Feedback that was given up is asked for and not received.
pub(super) fn staff(input: &QuarterlyInput<'_>) -> StaffFeedback {
    let asked: Vec<&Summary> = input
        .submitted()
        .filter(|summary| summary.progress.step(Step::Feedback).is_some())
        .collect();
    StaffFeedback {
        asked: asked.len(),
        received: asked
            .iter()
            .filter(|summary| summary.progress.feedback.is_some() && !summary.progress.feedback_given_up)
            .count(),
    }
}

impl Themes {
    /// The statements cited, most often first, then by id. One that no guideline has is a fault of its audit and is
    /// left out.
    pub fn of<'a>(cited: impl Iterator<Item = &'a StatementId>, rubrics: &[Rubric]) -> Self {
        let known = counts(cited)
            .into_iter()
            .filter_map(|(id, n)| statement(rubrics, id.as_str()).map(|statement| (statement, n)));
        let (strengths, improvements): (Vec<_>, Vec<_>) =
            known.partition(|(statement, _)| Grade::is_good_or_better(statement.grade));
        Self {
            strengths: strengths.into_iter().map(theme).collect(),
            improvements: improvements.into_iter().map(theme).collect(),
        }
    }
}

/// The statements cited.
pub(super) fn themes(input: &QuarterlyInput<'_>) -> Themes {
    Themes::of(
        input
            .submitted()
            .filter(|summary| !summary.bespoke)
            .flat_map(Summary::statements),
        input.store.rubrics,
    )
}

fn statement<'a>(rubrics: &'a [Rubric], id: &str) -> Option<&'a Statement> {
    let mut found = rubrics.iter().filter_map(|rubric| rubric.statement(id));
    found.next().map(|(_, statement)| statement)
}

fn theme((statement, n): (&Statement, usize)) -> CitedStatement {
    CitedStatement {
        criterion: statement.id.clone(),
        text: statement.text.clone(),
        n,
    }
}

/// The areas of learning, most often named first, then by name.
pub(super) fn learning(input: &QuarterlyInput<'_>) -> Vec<LearningArea> {
    let named = counts(input.submitted().flat_map(|summary| &summary.learning));
    named
        .into_iter()
        .map(|(area, n)| LearningArea {
            area: area.clone(),
            n,
        })
        .collect()
}

/// How often each thing occurs, most often first, then in order.
fn counts<T: Ord>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    things.for_each(|thing| *counts.entry(thing).or_default() += 1);
    let mut sorted: Vec<(T, usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    sorted
}
