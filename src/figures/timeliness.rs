//! Which steps were done on time.

use serde::Serialize;

use super::stats::percent;
use super::summary::Summary;
use crate::framework::{Date, Step, Unlisted};
use crate::progress::StepState;

/// A step, and how it was kept by those audits for which it fell due in the quarter and by today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeliness {
    /// The step.
    pub step: Step,
    /// For how many audits it fell due: `on_time`, `late` and `open` together.
    pub due: usize,
    /// Done on its day or before.
    pub on_time: usize,
    /// Done after its day.
    pub late: usize,
    /// Not done yet.
    pub open: usize,
    /// `on_time` of `due`, 0 to 100.
    pub percent: Option<f64>,
}

impl Timeliness {
    /// The years whose bank holidays the list does not have, of the days counted for those steps of the audits that fell
    /// due on a day that is wanted and by today.
    pub fn unlisted<'a>(
        audits: impl IntoIterator<Item = &'a Summary>,
        wanted: impl Fn(Step, Date) -> bool,
        today: Date,
    ) -> Unlisted {
        let steps = audits.into_iter().flat_map(|summary| &summary.progress.steps);
        let told = steps.filter(|state| state.due <= today && wanted(state.step, state.due));
        told.map(|state| &state.unlisted).collect()
    }

    /// How a step was kept by those of the audits for which it fell due on a day that is wanted and by today.
    pub fn of<'a>(
        audits: impl IntoIterator<Item = &'a Summary>,
        step: Step,
        wanted: impl Fn(Date) -> bool,
        today: Date,
    ) -> Self {
        let (mut on_time, mut late, mut open) = (0, 0, 0);
        let states = audits
            .into_iter()
            .filter_map(|summary| summary.progress.step(step));
        for StepState { due, done, .. } in states {
            if !wanted(*due) || *due > today {
                continue;
            }
            match done {
                Some(done) if done <= due => on_time += 1,
                Some(_) => late += 1,
                None => open += 1,
            }
        }
        let due = on_time + late + open;
        Self {
            step,
            due,
            on_time,
            late,
            open,
            percent: percent(on_time, due),
        }
    }
}
