//! The figures of a chart as a table, for the formats that draw none.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Cell, ColumnKind, GradeBar, Paper, PaperBlock, PaperChart, PaperTable, PaperTrend, Plot};

impl Paper {
    /// Every table, in order, and of every chart its figures.
    pub fn all_tables(&self) -> Vec<Cow<'_, PaperTable>> {
        let parts = self.parts.iter();
        parts
            .flat_map(|part| shown_as_tables(&part.blocks))
            .flatten()
            .collect()
    }

    /// The same, each with the chart that draws it.
    pub fn all_tables_and_charts(&self) -> Vec<(Cow<'_, PaperTable>, Option<&PaperChart>)> {
        let parts = self.parts.iter();
        let blocks = parts.flat_map(|part| {
            let before = std::iter::once(None).chain(part.blocks.iter().map(Some));
            part.blocks.iter().zip(before).zip(shown_as_tables(&part.blocks))
        });
        let tables = blocks.filter_map(|((block, before), table)| {
            let chart = match (block, before) {
                (PaperBlock::Chart(chart), _) => Some(chart),
                (block, Some(PaperBlock::Chart(chart))) => has_rows_for(Some(block), chart).then_some(chart),
                _ => None,
            };
            Some((table?, chart))
        });
        tables.collect()
    }
}

/// Of each piece its table, where it is one: a chart as well, unless the next piece is a table with a row for each of what
/// it draws.
pub(super) fn shown_as_tables(blocks: &[PaperBlock]) -> impl Iterator<Item = Option<Cow<'_, PaperTable>>> {
    blocks.iter().enumerate().map(|(place, block)| match block {
        PaperBlock::Table(table) => Some(Cow::Borrowed(table)),
        PaperBlock::Chart(chart) if has_rows_for(blocks.get(place + 1), chart) => None,
        PaperBlock::Chart(chart) => Some(Cow::Owned(chart.figures())),
        _ => None,
    })
}

/// Whether a piece is a table that names at the beginning of its rows all that a chart draws.
fn has_rows_for(next: Option<&PaperBlock>, chart: &PaperChart) -> bool {
    let Some(PaperBlock::Table(table)) = next else {
        return false;
    };
    // A chart may name a line by two of a row's cells, as `Reviews (child-case)`.
    let names: BTreeSet<String> = table
        .rows
        .iter()
        .flat_map(|row| {
            let first = row.first().map(Cell::shown).unwrap_or_default();
            let second = row.get(1).map(Cell::shown).unwrap_or_default();
            [format!("{first} ({second})"), first]
        })
        .collect();
    let drawn: Vec<&String> = match &chart.plot {
        Plot::Trend(trend) => trend.points.iter().map(|point| &point.name).collect(),
        Plot::Grades(bars) => bars.iter().map(|bar| &bar.name).collect(),
        Plot::Counts(columns) => columns.iter().map(|(value, _)| value).collect(),
    };
    drawn.iter().all(|name| names.contains(*name))
}

impl PaperChart {
    /// The figures that it draws.
    pub fn figures(&self) -> PaperTable {
        match &self.plot {
            Plot::Trend(trend) => self.of_trend(trend),
            Plot::Grades(bars) => self.of_grades(bars),
            Plot::Counts(columns) => {
                let mut table = self.table(&[("Value", ColumnKind::Words), ("Number", ColumnKind::Count)]);
                for (value, n) in columns {
                    table.row([Cell::text(value), Cell::Count(*n)]);
                }
                table
            }
        }
    }

    fn table(&self, columns: &[(&str, ColumnKind)]) -> PaperTable {
        PaperTable::new(&self.id, &self.title, columns, "There is nothing to draw.")
    }

    fn of_trend(&self, trend: &PaperTrend) -> PaperTable {
        let mut table = self.table(&[
            ("Cycle", ColumnKind::Code),
            ("Share", ColumnKind::Percent),
            ("Audits", ColumnKind::Count),
            ("Note", ColumnKind::Words),
        ]);
        for point in &trend.points {
            let note = match (point.is_signal, point.is_hollow) {
                (true, _) => "part of a signal",
                (false, true) => "few audits, in no signal",
                (false, false) => "",
            };
            table.row([
                Cell::text(&point.name),
                Cell::Percent(point.percent),
                Cell::Count(point.n),
                Cell::text(note),
            ]);
        }
        for (name, line) in [
            ("Median", trend.median),
            ("Mean", trend.mean),
            ("Lower natural limit", trend.lower),
            ("Upper natural limit", trend.upper),
        ] {
            if let Some(percent) = line {
                table.row([Cell::text(name), Cell::Percent(percent), Cell::Blank, Cell::Blank]);
            }
        }
        table
    }

    fn of_grades(&self, bars: &[GradeBar]) -> PaperTable {
        let mut table = self.table(&[
            ("Name", ColumnKind::Words),
            ("Outstanding", ColumnKind::Count),
            ("Good", ColumnKind::Count),
            ("Requires improvement", ColumnKind::Count),
            ("Inadequate", ColumnKind::Count),
        ]);
        for bar in bars {
            let grades = &bar.grades;
            table.row([
                Cell::text(&bar.name),
                grades.outstanding.into(),
                grades.good.into(),
                grades.requires_improvement.into(),
                grades.inadequate.into(),
            ]);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{PaperPart, PaperPoint};

    fn trend() -> PaperChart {
        PaperChart {
            id: "trend".to_owned(),
            title: "Good or better, by cycle".to_owned(),
            words: "It went up.".to_owned(),
            plot: Plot::Trend(PaperTrend {
                points: vec![PaperPoint {
                    name: "2026-27-C3".to_owned(),
                    percent: 62.5,
                    n: 8,
                    is_hollow: false,
                    is_signal: true,
                }],
                median: Some(60.0),
                ..PaperTrend::default()
            }),
        }
    }

    #[test]
    fn a_charts_figures_are_told_once() {
        let figures = trend().figures();
        let rows: Vec<Vec<String>> = figures
            .rows
            .iter()
            .map(|row| row.iter().map(Cell::shown).collect())
            .collect();
        assert_eq!(
            rows,
            [
                vec!["2026-27-C3", "62.5%", "8", "part of a signal"],
                vec!["Median", "60.0%", "", ""]
            ]
        );
        let count = |part: PaperPart| shown_as_tables(&part.blocks).flatten().count();
        let part = || PaperPart::new("trend", "Trend");
        assert_eq!(count(part().with(trend()).text("So it went.")), 1);
        assert_eq!(count(part().with(trend()).with(figures.clone())), 1);
        let mut other = figures;
        other.rows[0][0] = Cell::text("2026-27-Q3");
        assert_eq!(count(part().with(trend()).with(other)), 2);
    }
}
