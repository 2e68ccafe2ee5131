//! What of an Inadequate still stands: what was done, what is due, what waits, what is no longer asked.
//!
//! The service manager is told at once, on the auditor's grade; direction and re-audit follow from the final one
//! (section 2, collaborative case file audit, and its process map).

use super::{Progress, Status};
use crate::framework::form::OnInadequate;
use crate::framework::schedule::Step;
use crate::framework::{Date, Grade};

/// What has become of a step that an Inadequate asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepStanding {
    /// Done on this day.
    Done(Date),
    /// To be done by this day.
    Due(Date),
    /// Asked if the grade is final as it is.
    Waits,
    /// No longer asked: the grade is not Inadequate any more.
    Dropped,
}

impl Progress {
    /// What an Inadequate asks for, in the order of the steps, and what has become of each. Empty where no overall
    /// grade was ever Inadequate, and where the audit is off.
    pub fn standing(&self) -> Vec<(Step, StepStanding)> {
        const ASKED: [Step; 6] = [
            Step::Inform,
            Step::CaseDirection,
            Step::ReviewActions,
            Step::ReAudit,
            Step::SendReAudit,
            Step::Escalate,
        ];
        let ever = self.step(Step::Inform).is_some();
        if !ever || matches!(self.status, Status::Withdrawn | Status::Replaced) {
            return Vec::new();
        }
        ASKED
            .into_iter()
            .filter_map(|step| Some((step, self.stands(step)?)))
            .collect()
    }

    fn stands(&self, step: Step) -> Option<StepStanding> {
        if let Some(state) = self.step(step) {
            return Some(
                state
                    .done
                    .map_or(StepStanding::Due(state.due), StepStanding::Done),
            );
        }
        // These two follow from a re-audit, not from the audit's own grade.
        if matches!(step, Step::SendReAudit | Step::Escalate) {
            return None;
        }
        if self.on_inadequate < OnInadequate::Case {
            None
        } else if self.final_grade == Some(Grade::Inadequate) {
            self.settled.is_none().then_some(StepStanding::Waits)
        } else {
            Some(StepStanding::Dropped)
        }
    }
}
