//! What is wrong with a file that a person wrote, and where.

/// How much a fault matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultSeverity {
    /// It is wrong.
    Error,
    /// It may be right, and somebody should look.
    Query,
}

/// A fault of `people.csv` or `exemptions.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// The row as a spreadsheet shows it; the header is row 1 unless empty rows stand above.
    pub row: usize,
    /// The line in the file where the cell begins, from 1.
    pub line: usize,
    /// The column's name; `None` where the fault is the row's or the file's.
    pub column: Option<String>,
    /// The character in the line where the cell begins, from 1.
    pub column_number: usize,
    /// How much it matters.
    pub severity: FaultSeverity,
    /// What is wrong, a sentence.
    pub message: String,
    /// What to do, a sentence.
    pub help: Option<String>,
}

/// So many faults of a file are told; whoever has more mends these first.
const MOST: usize = 200;

/// Where a file has so many faults, no further ones are given a like name: it is looked for among all.
pub(super) const MOST_HINTS: usize = 50;

/// The first faults of a file, and how many more there are.
pub(super) fn first_of(mut faults: Vec<TableFault>) -> Vec<TableFault> {
    let more = faults.split_off(faults.len().min(MOST));
    if let Some(next) = more.first() {
        let severity = more
            .iter()
            .map(|fault| fault.severity)
            .min()
            .unwrap_or(next.severity);
        faults.push(TableFault {
            severity,
            message: format!("From here on there are {} more faults in this file.", more.len()),
            help: Some("Mend those above first, then look again.".to_owned()),
            ..next.clone()
        });
    }
    faults
}

impl TableFault {
    /// A fault of the file as a whole, shown at its beginning.
    pub(super) fn of_file(message: String, help: Option<String>) -> Self {
        Self {
            row: 1,
            line: 1,
            column: None,
            column_number: 1,
            severity: FaultSeverity::Error,
            message,
            help,
        }
    }
}
