//! The dashboard's line: one sentence for people, one line for the machine.

use super::figures::Sparnet;
use crate::paper::{Cell, ColumnKind, Paper, PaperPart, PaperTable};
use crate::paper::{count, csv};

/// The line's columns, as the CSV names them.
const COLUMNS: [&str; 10] = [
    "quarter", "from", "to", "as_of", "ended", "n", "count", "percent", "issued", "changed",
];

/// One sentence, and a line end.
pub fn text(line: &Sparnet) -> String {
    format!("{}\n", sentence(line))
}

/// The line as JSON.
pub fn json(line: &Sparnet) -> String {
    crate::paper::json(line)
}

/// A header and one line. Where nothing was settled, the percent is empty.
pub fn csv(line: &Sparnet) -> String {
    let row = vec![
        line.quarter.to_string(),
        line.from.to_string(),
        line.to.to_string(),
        line.as_of.to_string(),
        if line.ended { "yes" } else { "no" }.to_owned(),
        line.n.to_string(),
        line.count.to_string(),
        line.percent
            .map(|percent| format!("{percent:.1}"))
            .unwrap_or_default(),
        line.issued.map(|day| day.to_string()).unwrap_or_default(),
        if line.changed { "yes" } else { "no" }.to_owned(),
    ];
    csv::write(&COLUMNS, &[row])
}

/// The line laid out. `council` is the name that stands on it.
pub fn paper(line: &Sparnet, council: &str) -> Paper {
    let mut table = PaperTable::new(
        "sparnet",
        "Case audits settled in the quarter",
        &[
            ("Quarter", ColumnKind::Code),
            ("From", ColumnKind::Day),
            ("To", ColumnKind::Day),
            ("Audits", ColumnKind::Count),
            ("Good or better", ColumnKind::Count),
            ("Share", ColumnKind::Percent),
            ("Issued", ColumnKind::Day),
        ],
        "",
    );
    table.row([
        Cell::text(line.quarter.to_string()),
        Cell::Day(line.from),
        Cell::Day(line.to),
        line.n.into(),
        line.count.into(),
        Cell::percent(line.percent),
        line.issued.map_or(Cell::Blank, Cell::Day),
    ]);
    Paper {
        title: format!("Case audits graded Good or Outstanding, {}", line.quarter),
        period: format!("{} to {}", line.from.spoken(), line.to.spoken()),
        council: Some(council.to_owned()).filter(|name| !name.is_empty()),
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
