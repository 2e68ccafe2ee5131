//! What stands apart from the headline, or has a part of its own: observations, and the forms that the settings name.

use serde::Serialize;

use super::QuarterlyInput;
use super::headline::{self};
use super::voices::Themes;
use crate::figures::GradeCounts;
use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::framework::{Form, FormId};

/// Observations of practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Observations {
    /// How many were submitted in the quarter.
    pub submitted: usize,
    /// The final grades of those settled in it.
    #[serde(flatten)]
    pub grades: GradeCounts,
}

/// A form with a part of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Apart {
    /// The form's id, without its version.
    pub form: FormId,
    /// Its title in its latest version, else its id.
    pub title: String,
    /// How many were submitted in the quarter and can be counted.
    pub submitted: usize,
    /// How many of those settled in it are Good or better.
    pub good_or_better: Share,
    /// The final grades of those settled in it.
    #[serde(flatten)]
    pub grades: GradeCounts,
    /// The statements cited in those submitted.
    pub themes: Themes,
}

/// The observations of the quarter.
pub(super) fn observations(input: &QuarterlyInput<'_>) -> Observations {
    Observations {
        submitted: input
            .submitted()
            .filter(|summary| !summary.process.regrades)
            .count(),
        grades: GradeCounts::of(told(input).filter(|summary| !summary.process.regrades)),
    }
}

/// Those settled in the quarter whose grades are told.
fn told<'a>(input: &QuarterlyInput<'a>) -> impl Iterator<Item = &'a Summary> {
    input.settled().filter(|summary| input.is_told(summary))
}

/// Each form that has a part of its own, in the settings' order.
pub(super) fn apart(input: &QuarterlyInput<'_>) -> Vec<Apart> {
    input.store.own_part.iter().map(|form| of(input, form)).collect()
}

fn of(input: &QuarterlyInput<'_>, form: &FormId) -> Apart {
    let is_of = |summary: &&Summary| *form == *summary.form;
    let settled: Vec<&Summary> = told(input).filter(is_of).collect();
    let submitted: Vec<&Summary> = input.submitted().filter(is_of).collect();
    Apart {
        form: form.clone(),
        title: title(input, form),
        submitted: submitted.len(),
        good_or_better: headline::good_or_better(&settled),
        grades: GradeCounts::of(settled),
        themes: Themes::of(
            submitted.iter().flat_map(|summary| summary.statements()),
            input.store.rubrics,
        ),
    }
}

fn title(input: &QuarterlyInput<'_>, form: &FormId) -> String {
    let versions = input.store.forms.values().rev();
    let mut latest = versions.filter(|version: &&Form| version.id.form == *form);
    latest
        .next()
        .map_or_else(|| form.to_string(), |form| form.title.clone())
}
