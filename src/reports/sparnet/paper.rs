//! The dashboard's line: one sentence for people, one line for the machine.

use super::figures::Sparnet;
use crate::paper::count;
use crate::paper::{Cell, Column, ColumnKind, Columns, Paper, PaperPart};

/// The columns. Where nothing was settled, the percent is empty.
pub const COLUMNS: Columns<Sparnet> = Columns(&[
    Column::new("quarter", "Quarter", ColumnKind::Code, |line| {
        Cell::text(line.quarter.to_string())
    }),
    Column::new("from", "From", ColumnKind::Day, |line| Cell::Day(line.from)),
    Column::new("to", "To", ColumnKind::Day, |line| Cell::Day(line.to)),
    Column::key("as_of", |line| Cell::Day(line.as_of)),
    Column::key("ended", |line| Cell::yes_no(line.ended)),
    Column::new("n", "Audits", ColumnKind::Count, |line| line.n.into()),
    Column::new("count", "Good or better", ColumnKind::Count, |line| {
        line.count.into()
    }),
    Column::new("percent", "Share", ColumnKind::Percent, |line| {
        Cell::percent(line.percent)
    }),
    Column::new("issued", "Issued", ColumnKind::Day, |line| Cell::day(line.issued)),
    Column::key("changed", |line| Cell::yes_no(line.changed)),
]);

/// One sentence, and a line end.
pub fn text(line: &Sparnet) -> String {
    format!("{}\n", sentence(line))
}

/// The line laid out.
pub fn paper(line: &Sparnet) -> Paper {
    let table = COLUMNS.table("sparnet", "Case audits settled in the quarter", "", [line]);
    Paper {
        title: format!("Case audits graded Good or Outstanding, {}", line.quarter),
        period: format!("{} to {}", line.from.spoken(), line.to.spoken()),
        council: None,
        as_of: line.as_of,
        parts: vec![
            PaperPart::new("sparnet", "The figure for the dashboard")
                .text(sentence(line))
                .with(table),
        ],
    }
}

fn sentence(line: &Sparnet) -> String {
    let issued = match line.issued {
        Some(day) if line.changed => format!(" Another figure was issued on {}.", day.spoken()),
        Some(day) => format!(" Issued on {}.", day.spoken()),
        None => String::new(),
    };
    format!("{}{issued}", figure(line))
}

fn figure(line: &Sparnet) -> String {
    let when = format!(
        "{} ({} to {})",
        line.quarter,
        line.from.spoken(),
        line.to.spoken()
    );
    let so_far = if line.ended {
        ""
    } else {
        " The quarter has not ended, so the figure may change."
    };
    match line.percent {
        Some(percent) => format!(
            "{when}: {percent:.1}% of case audits were Good or Outstanding, {} of {}.{so_far}",
            line.count,
            count(line.n, "audit", "audits")
        ),
        None => format!("{when}: no case audits were settled, so there is no percentage.{so_far}"),
    }
}
