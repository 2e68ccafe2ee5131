//! `expectations`: what each row of the schedule expects of each of its periods, and what came of it.

use smol_str::SmolStr;

use super::{ExportedBy, smol};
use crate::export::column::{ExportColumn, ExportTable};
use crate::figures::Summary;
use crate::figures::expectation::{Account, ExpectedAudits, Ledger};
use crate::framework::schedule::RowActivity;
use crate::framework::{Date, Expectancy, Period, Quarter, Row};
use crate::progress::Status;

/// A row of the schedule in one of its periods.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct ExpectationRow {
    pub schedule_row: SmolStr,
    pub period: SmolStr,
    pub from: Date,
    pub to: Date,
    pub quarter: SmolStr,
    pub service: Option<SmolStr>,
    pub activity: Option<RowActivity>,
    pub expected: usize,
    pub exempt: usize,
    pub other_row: usize,
    pub allocated: usize,
    pub replaced: usize,
    pub withdrawn: usize,
    pub submitted: usize,
}

/// The table.
pub const EXPECTATIONS: ExportTable<ExpectationRow> = ExportTable {
    name: "expectations",
    row: "a row of the schedule in one of its periods: how many audits it expects and how many there are; an audit may serve two rows, so add up the rows' expectations, not their audits",
    columns: &[
        ExportColumn::<ExpectationRow>::text("schedule_row", "The row of the schedule", |r| {
            (&r.schedule_row).into()
        })
        .always(),
        ExportColumn::<ExpectationRow>::text(
            "period",
            "Its period, a part of the council year; of a row to be confirmed, the quarter",
            |r| (&r.period).into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::day("from", "The period's first day", |r| r.from.into()).always(),
        ExportColumn::<ExpectationRow>::day("to", "The period's last day", |r| r.to.into()).always(),
        ExportColumn::<ExpectationRow>::text(
            "quarter",
            "The quarter in which the period ends: it counts there",
            |r| (&r.quarter).into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::text("service", "The service; empty where it is all of them", |r| {
            r.service.clone().into()
        }),
        ExportColumn::<ExpectationRow>::text(
            "activity",
            "What the row asks for; empty where it is to be confirmed",
            |r| r.activity.map(RowActivity::name).into(),
        )
        .one_of(|| super::words(&RowActivity::NAMES)),
        ExportColumn::<ExpectationRow>::number(
            "expected",
            "How many audits it expects, the exempt left out",
            |r| r.expected.into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::number(
            "exempt",
            "How many more it would expect of people who are exempt",
            |r| r.exempt.into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::number(
            "other_row",
            "How many more of auditors whose one case is drawn under another row",
            |r| r.other_row.into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::number(
            "allocated",
            "How many audits that serve the row were allocated in the period",
            |r| r.allocated.into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::number(
            "replaced",
            "How many of these were replaced by another case",
            |r| r.replaced.into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::number(
            "withdrawn",
            "How many of these were withdrawn; the expectation stands",
            |r| r.withdrawn.into(),
        )
        .always(),
        ExportColumn::<ExpectationRow>::number(
            "submitted",
            "How many of those expected are on and submitted",
            |r| r.submitted.into(),
        )
        .always(),
    ],
    key: &["schedule_row", "period"],
    refers: &[],
};

/// The expectations of every quarter from the first of the store to the one of the day of the export.
pub fn expectations(by: &ExportedBy<'_>, summaries: &[Summary]) -> Vec<ExpectationRow> {
    let view = by.context.view();
    let ledger = Ledger::new(&view, summaries);
    let allocated = summaries.iter().filter_map(|summary| summary.allocated).min();
    let Some(first) = allocated.into_iter().chain(view.in_use_since).min() else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for quarter in quarters(first, view.as_of, by) {
        for row in &view.schedule.rows {
            for period in row.periods_ending_in(quarter.period()) {
                rows.push(of(row, period, quarter, &ledger.of(row, [period]), by));
            }
        }
    }
    rows
}

fn quarters(first: Date, last: Date, by: &ExportedBy<'_>) -> Vec<Quarter> {
    let back = std::iter::successors(Some(Quarter::of(last, by.starts())), |quarter| {
        Some(quarter.before())
    });
    let mut all: Vec<Quarter> = back
        .take_while(|quarter| quarter.period().to() >= first)
        .collect();
    all.reverse();
    all
}

fn of(
    row: &Row,
    period: Period,
    quarter: Quarter,
    account: &Account<'_>,
    by: &ExportedBy<'_>,
) -> ExpectationRow {
    ExpectationRow {
        schedule_row: smol(&row.id),
        period: smol(&period),
        from: period.from(),
        to: period.to(),
        quarter: smol(&quarter),
        service: row.service.as_ref().map(|service| by.unit(service.as_str())),
        activity: row.activity,
        expected: account.standing(Expectancy::Asked),
        exempt: account.standing(Expectancy::Exempt),
        other_row: account.standing(Expectancy::OtherRow),
        allocated: account.audits.len(),
        replaced: account.audits_with(Status::Replaced),
        withdrawn: account.audits_with(Status::Withdrawn),
        submitted: account.count(ExpectedAudits::is_met),
    }
}
