//! The team's new workers who are still to be observed.

use super::figures::TeamReport;
use super::paper::part as team_part;
use crate::paper::{Cell, ColumnKind, PaperPart, PaperTable};
use crate::reports::coverage::sentences as coverage;

pub(super) fn part(report: &TeamReport) -> PaperPart {
    let table = PaperTable::of(
        "new-workers",
        "New workers who are still to be observed, next first",
        "none",
        &report.new_workers,
        &[
            ("Worker", ColumnKind::Words, &|one| {
                Cell::text(one.name.to_string())
            }),
            ("Joined", ColumnKind::Day, &|one| Cell::day(one.joined)),
            ("First by", ColumnKind::Day, &|one| {
                Cell::day(one.first.map(|first| first.due))
            }),
            ("First", ColumnKind::Words, &|one| {
                Cell::text(
                    one.first
                        .map(|seen| coverage::first(seen.state))
                        .unwrap_or_default(),
                )
            }),
            ("Probation to", ColumnKind::Day, &|one| {
                Cell::day(one.probation.and_then(|probation| probation.ends))
            }),
            ("In it", ColumnKind::Words, &|one| {
                Cell::text(one.probation.map(coverage::in_probation).unwrap_or_default())
            }),
        ],
    );
    let note = "From the coverage report (qaf report coverage). In it: observed from joining to the end of probation.";
    team_part("new-workers", "New workers still to be observed", table, note)
}
