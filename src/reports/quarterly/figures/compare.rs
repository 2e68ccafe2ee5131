//! A quarter beside another.

use serde::Serialize;

use super::{GradedSection, Quarterly};
use crate::figures::GradeCounts;
use crate::figures::Timeliness;
use crate::figures::stats::{Share, ShareDifference};
use crate::framework::{Date, Quarter, SectionId, Step};

/// A quarter beside another one, which stands second everywhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// The other quarter.
    pub quarter: Quarter,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The headline.
    pub good_or_better: ShareBeside,
    /// The headline's part that was drawn at random.
    pub good_or_better_random: ShareBeside,
    /// The other quarter's grades.
    pub grades: GradeCounts,
    /// Sections that were graded in either quarter, in the order of the forms.
    pub sections: Vec<SectionPair>,
    /// Steps that fell due in either quarter: on time of due.
    pub timeliness: Vec<StepPair>,
    /// How many submitted in the other quarter.
    pub submitted: usize,
    /// The mean score of the other quarter's families, 0 to 10.
    pub family_mean_score: Option<f64>,
    /// Of how many scores.
    pub family_scores: usize,
}

/// A share in this quarter, in the other, and the difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShareBeside {
    /// In this quarter.
    pub here: Share,
    /// In the other.
    pub there: Share,
    /// This less the other; none where either has nothing to count.
    pub difference: Option<ShareDifference>,
}

/// A section in two quarters: the share Good or better.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionPair {
    /// The form's id, without its version.
    pub form: String,
    /// The section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
    /// The shares.
    #[serde(flatten)]
    pub pair: ShareBeside,
}

/// A step in two quarters: the share that was on time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepPair {
    /// The step.
    pub step: Step,
    /// The shares.
    #[serde(flatten)]
    pub pair: ShareBeside,
}

impl ShareBeside {
    fn of(here: Share, there: Share) -> Self {
        Self {
            here,
            there,
            difference: ShareDifference::of(&here, &there),
        }
    }
}

/// Sets a quarter beside another.
pub fn compared(here: &Quarterly, there: &Quarterly) -> Compared {
    Compared {
        quarter: there.quarter,
        from: there.from,
        to: there.to,
        good_or_better: ShareBeside::of(here.good_or_better, there.good_or_better),
        good_or_better_random: ShareBeside::of(here.good_or_better_random, there.good_or_better_random),
        grades: there.grades,
        sections: sections(&here.sections, &there.sections),
        timeliness: steps(&here.timeliness, &there.timeliness),
        submitted: there.submitted,
        family_mean_score: there.family_feedback.mean_score,
        family_scores: there.family_feedback.scores.iter().sum(),
    }
}

/// Of fewer grades a section is not called strong, weak or lower.
pub(in crate::reports::quarterly) const ENOUGH_GRADES: usize = 5;

/// The sections that can be compared with another quarter, and those of them that fell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SectionFalls {
    /// How many have enough grades in both quarters.
    pub compared: usize,
    /// Those of them that have a lower share here, the greatest fall first.
    pub lower: Vec<SectionPair>,
}

/// Which sections fell.
pub(super) fn falls(here: &[GradedSection], there: &[GradedSection]) -> SectionFalls {
    let mut lower = sections(here, there);
    lower.retain(|line| line.pair.here.n.min(line.pair.there.n) >= ENOUGH_GRADES);
    let compared = lower.len();
    // The exact shares are compared, not the rounded ones.
    lower.retain(|line| {
        let (here, there) = (&line.pair.here, &line.pair.there);
        here.count * there.n < there.count * here.n
    });
    let points = |line: &SectionPair| line.pair.difference.map_or(0.0, |difference| difference.points);
    lower.sort_by(|a, b| points(a).total_cmp(&points(b)));
    SectionFalls { compared, lower }
}

fn sections(here: &[GradedSection], there: &[GradedSection]) -> Vec<SectionPair> {
    let is_same = |a: &GradedSection, b: &GradedSection| a.form == b.form && a.section == b.section;
    let only_there = there
        .iter()
        .filter(|line| !here.iter().any(|other| is_same(line, other)));
    let share = |found: Option<&GradedSection>| {
        let grades = found.map(|line| line.grades).unwrap_or_default();
        Share::of(grades.outstanding + grades.good, grades.n())
    };
    here.iter()
        .chain(only_there)
        .map(|line| {
            let find = |lines: &'_ [GradedSection]| share(lines.iter().find(|other| is_same(line, other)));
            SectionPair {
                form: line.form.clone(),
                section: line.section.clone(),
                title: line.title.clone(),
                pair: ShareBeside::of(find(here), find(there)),
            }
        })
        .collect()
}

fn steps(here: &[Timeliness], there: &[Timeliness]) -> Vec<StepPair> {
    here.iter()
        .zip(there)
        .filter(|(here, there)| here.due + there.due > 0)
        .map(|(here, there)| StepPair {
            step: here.step,
            pair: ShareBeside::of(
                Share::of(here.on_time, here.due),
                Share::of(there.on_time, there.due),
            ),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stands_beside_the_other_quarters_where_it_fell_due_in_either() {
        let kept = |step, on_time, due| Timeliness {
            step,
            due,
            on_time,
            late: due - on_time,
            open: 0,
            percent: None,
        };
        let here = [
            kept(Step::Audit, 3, 4),
            kept(Step::Moderate, 0, 0),
            kept(Step::Send, 0, 0),
        ];
        let there = [
            kept(Step::Audit, 0, 0),
            kept(Step::Moderate, 1, 2),
            kept(Step::Send, 0, 0),
        ];
        let beside: Vec<(Step, Share, Share)> = steps(&here, &there)
            .into_iter()
            .map(|one| (one.step, one.pair.here, one.pair.there))
            .collect();
        assert_eq!(
            beside,
            [
                (Step::Audit, Share::of(3, 4), Share::of(0, 0)),
                (Step::Moderate, Share::of(0, 0), Share::of(1, 2)),
            ]
        );
    }
}
