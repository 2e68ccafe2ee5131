//! What is to be done: what clinics and boards asked for, what wider works plan, and what became of the last quarter's
//! promises. All of it is written by people; nothing is made up.

use crate::figures::StoreView;
use crate::framework::Quarter;
use crate::reports::actions::figures::{ActionLine, asked_by_boards, planned_in_works};

/// What is to be done beside a quarter's figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuarterPlan {
    /// The most of the case audits that may be Inadequate, in percent, where the council sets it.
    pub inadequate_ceiling: Option<u32>,
    /// What is open: what clinics and boards asked for in the quarter, in the order in which it is written; then what wider
    /// works plan, the earliest day first.
    pub open: Vec<ActionLine>,
    /// How much of what clinics and boards asked for in the quarter is done.
    pub done: usize,
    /// What clinics and boards asked for in the quarter before, in the order in which it is written.
    pub promised: Vec<ActionLine>,
}

impl QuarterPlan {
    /// What is to be done as it stands today.
    pub fn of(quarter: Quarter, inadequate_ceiling: Option<u32>, store: &StoreView<'_>) -> Self {
        let (open, done): (Vec<_>, Vec<_>) = asked_by_boards(quarter, store)
            .into_iter()
            .partition(|line| line.state.is_open());
        let mut works = planned_in_works(store);
        works.retain(|line| line.state.is_open());
        works.sort_by_key(|line| (line.by.is_none(), line.by));
        Self {
            inadequate_ceiling,
            open: open.into_iter().chain(works).collect(),
            done: done.len(),
            promised: asked_by_boards(quarter.before(), store),
        }
    }
}
