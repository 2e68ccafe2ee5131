//! What the schedule expects of the quarter, and what came of it.

use serde::Serialize;

use super::QuarterlyInput;
use crate::figures::expectation;
use crate::figures::expectation::Ledger;
use crate::framework::{Expectancy, Row, RowId, Service};
use crate::progress::Status;

/// A row of the schedule over its periods that end in the quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuarterExpected {
    /// The row.
    pub row: RowId,
    /// Its service; none where it is all of them.
    pub service: Option<Service>,
    /// Its activity's name; none where it is to be confirmed.
    pub activity: Option<&'static str>,
    /// What it asks for, as people say it.
    #[serde(skip)]
    pub title: String,
    /// How many audits it expects, the exempt left out.
    pub expected: usize,
    /// How many it would have expected of people who were exempt.
    pub exempt: usize,
    /// How many it would have expected of auditors whose one case is drawn, and expected, under another row.
    pub other_row: usize,
    /// How many that serve the row were allocated in these periods, those too that went off or were more than was expected.
    pub allocated: usize,
    /// How many of these were replaced by another case.
    pub replaced: usize,
    /// How many of these were withdrawn; the expectation stands.
    pub withdrawn: usize,
    /// How many of those expected are on and were submitted by today.
    pub submitted: usize,
}

impl QuarterExpected {
    /// The service's name.
    pub fn service_name(&self) -> &str {
        self.service.as_ref().map_or("All services", Service::as_str)
    }
}

/// Every row in the schedule's order. A row to be confirmed expects nothing; what was allocated for it in the quarter
/// is shown all the same.
pub(super) fn expected(input: &QuarterlyInput<'_>) -> Vec<QuarterExpected> {
    let ledger = Ledger::new(&input.store, input.summaries);
    let rows = input.store.schedule.rows.iter();
    rows.map(|row| of(input, &ledger, row)).collect()
}

fn of(input: &QuarterlyInput<'_>, ledger: &Ledger<'_>, row: &Row) -> QuarterExpected {
    let account = ledger.of(row, row.periods_ending_in(input.period()));
    QuarterExpected {
        row: row.id.clone(),
        service: row.service.clone(),
        activity: row.activity.map(crate::framework::schedule::RowActivity::name),
        title: row.shown().to_owned(),
        expected: account.standing(Expectancy::Asked),
        exempt: account.standing(Expectancy::Exempt),
        other_row: account.standing(Expectancy::OtherRow),
        allocated: account.audits.len(),
        replaced: account.audits_with(Status::Replaced),
        withdrawn: account.audits_with(Status::Withdrawn),
        submitted: account.count(expectation::ExpectedAudits::is_met),
    }
}
