//! A table that the quarterly report and a team's page share.

use crate::render::table::Grid;
use crate::report::quarterly::InadequateLine;

/// What followed each Inadequate: when its manager was told, directed, reviewed and audited again.
pub(in crate::render) fn clocks(columns: &[&str; 6], lines: &[InadequateLine]) -> Grid {
    let mut grid = Grid::new(columns);
    for line in lines {
        let day = |date: Option<crate::framework::Date>| {
            date.map_or_else(|| "not yet".to_owned(), |date| date.to_string())
        };
        grid.row([
            line.id.to_string(),
            line.informed_days
                .map_or_else(|| "not yet".to_owned(), |n| format!("{n} days")),
            day(line.direction),
            day(line.actions_reviewed),
            day(line.re_audit),
            line.re_audit_grade
                .map(|grade| grade.to_string())
                .unwrap_or_default(),
        ]);
    }
    grid
}
