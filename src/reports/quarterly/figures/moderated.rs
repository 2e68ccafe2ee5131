//! How moderation changes grades: the auditor's overall grade against the final one.

use serde::Serialize;

use crate::figures::stats::{Agreement, GradePairs, Share, gwet_ac2, linear_kappa, mean, round};
use crate::figures::summary::Summary;

/// From how many audits on the coefficients are given.
pub const N_FOR_COEFFICIENTS: usize = 20;
/// To how many decimals the shift and the coefficients are given.
pub const DECIMALS: i32 = 4;

/// Why a coefficient is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoefficientWithheld {
    /// There are fewer than 20 audits; a coefficient of so few says nothing.
    FewerThanTwenty,
    /// Every auditor and every moderator gave one and the same grade: chance explains it all, and kappa is not defined.
    OneGradeOnly,
}

/// The audits that a moderator settled, of all forms.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModeratedAudits {
    /// How many.
    pub moderated: usize,
    /// How many kept their grade.
    pub exact: Share,
    /// How many moved by one grade at most.
    pub within_one: usize,
    /// How many were graded higher.
    pub up: usize,
    /// How many were graded lower.
    pub down: usize,
    /// By how many grades the moderator's lies above the auditor's, on average.
    pub mean_shift: Option<f64>,
    /// Rows the auditor's grade, columns the moderator's, in the order I, RI, G, O.
    pub table: GradePairs,
    /// Linear-weighted kappa; from 20 audits, and where it is defined.
    pub kappa_linear: Option<Agreement>,
    /// Gwet's AC2 with linear weights; from 20 audits.
    pub gwet_ac2: Option<Agreement>,
}

impl ModeratedAudits {
    /// Compares the grades of those audits that a moderator settled; those on a theme's own tool stand in its report alone.
    pub fn of<'a>(settled: impl IntoIterator<Item = &'a Summary>) -> Self {
        let pairs: Vec<(usize, usize)> = settled
            .into_iter()
            .filter(|summary| summary.progress.moderated && !summary.bespoke)
            .filter_map(|summary| {
                let progress = &summary.progress;
                Some((progress.auditor_grade?.index(), progress.final_grade?.index()))
            })
            .collect();
        let mut table = GradePairs::default();
        for (auditor, moderator) in &pairs {
            table[*auditor][*moderator] += 1;
        }
        let shifts: Vec<f64> = pairs.iter().map(|(from, to)| grades_up(*from, *to)).collect();
        let many = pairs.len() >= N_FOR_COEFFICIENTS;
        let coefficient = |of: fn(&GradePairs) -> Option<Agreement>| {
            let found = of(&table).filter(|_| many);
            found.map(|agreement| agreement.rounded(DECIMALS))
        };
        Self {
            moderated: pairs.len(),
            exact: Share::that(pairs.iter().map(|(from, to)| from == to)),
            within_one: pairs.iter().filter(|(from, to)| from.abs_diff(*to) <= 1).count(),
            up: pairs.iter().filter(|(from, to)| to > from).count(),
            down: pairs.iter().filter(|(from, to)| to < from).count(),
            mean_shift: mean(&shifts).map(|shift| round(shift, DECIMALS)),
            table,
            kappa_linear: coefficient(linear_kappa),
            gwet_ac2: coefficient(gwet_ac2),
        }
    }
}

impl ModeratedAudits {
    /// Why a coefficient of these audits is not given, where it is not.
    pub fn withheld(&self, coefficient: Option<&Agreement>) -> Option<CoefficientWithheld> {
        if coefficient.is_some() {
            None
        } else if self.moderated < N_FOR_COEFFICIENTS {
            Some(CoefficientWithheld::FewerThanTwenty)
        } else {
            Some(CoefficientWithheld::OneGradeOnly)
        }
    }
}

fn grades_up(from: usize, to: usize) -> f64 {
    let distance = crate::figures::stats::float(from.abs_diff(to));
    if to < from { -distance } else { distance }
}
