//! Which steps were done on time.

use serde::Serialize;

use super::Input;
use crate::framework::Step;
use crate::progress::StepState;
use crate::report::stats::percent;

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

/// Every step in its order, over all forms.
pub(super) fn timeliness(input: &Input<'_>) -> Vec<Timeliness> {
    Step::NAMES.iter().map(|(_, step)| of(input, *step)).collect()
}

fn of(input: &Input<'_>, step: Step) -> Timeliness {
    let (mut on_time, mut late, mut open) = (0, 0, 0);
    let states = input.on().filter_map(|summary| summary.progress.step(step));
    for StepState { due, done, .. } in states {
        if !input.in_quarter(Some(*due)) || *due > input.as_of {
            continue;
        }
        match done {
            Some(done) if done <= due => on_time += 1,
            Some(_) => late += 1,
            None => open += 1,
        }
    }
    let due = on_time + late + open;
    Timeliness {
        step,
        due,
        on_time,
        late,
        open,
        percent: percent(on_time, due),
    }
}
