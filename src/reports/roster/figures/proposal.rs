//! What `qaf.toml` would have to say for a roster to be understood, ready to be pasted.

use serde::Serialize;

use crate::roster::inspect::Inspection;

/// Where the two tables begin in `qaf.toml`: the line, from 1; `None` where the file has no such line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TomlPlaces {
    /// `[roster.columns]`.
    pub columns: Option<usize>,
    /// `[roster.statuses]`.
    pub statuses: Option<usize>,
}

/// A line of `qaf.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedLine {
    /// What stands on the left: qaf's column, or the council's word.
    pub key: String,
    /// What stands on the right: the council's header, or qaf's status.
    pub value: String,
    /// What a person should look at.
    pub remark: Option<String>,
    /// The header in the line that this one takes the place of.
    pub replaces: Option<String>,
    /// Whether the line waits for the council to decide: it is printed as a remark, and nothing is drawn until somebody
    /// has looked at it.
    pub to_decide: bool,
}

/// A person's further spellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AliasLine {
    /// The name in `people.csv`.
    pub name: String,
    /// The spellings of the roster that mean this person.
    pub spellings: Vec<String>,
    /// What the cell `aliases` of that row would hold then, what is there now included.
    pub aliases: String,
}

/// What is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// For `[roster.columns]`.
    pub columns: Vec<ProposedLine>,
    /// The line of `[roster.columns]` in `qaf.toml`.
    pub columns_line: Option<usize>,
    /// Required columns for which nothing looks right.
    pub not_guessed: Vec<&'static str>,
    /// For `[roster.statuses]`.
    pub statuses: Vec<ProposedLine>,
    /// The line of `[roster.statuses]` in `qaf.toml`.
    pub statuses_line: Option<usize>,
    /// For `people.csv`.
    pub aliases: Vec<AliasLine>,
}

impl Proposal {
    pub(super) fn of(inspection: &Inspection, places: TomlPlaces) -> Self {
        let columns = inspection.columns.iter().map(|proposed| ProposedLine {
            key: proposed.column.to_owned(),
            value: proposed.header.clone(),
            remark: proposed.remark.clone(),
            replaces: proposed.replaces.clone(),
            to_decide: false,
        });
        let statuses = inspection.statuses.iter().filter_map(|status| {
            let likeness = status.likeness.as_ref()?;
            Some(ProposedLine {
                key: status.word.clone(),
                value: likeness.status.to_owned(),
                remark: likeness.remark.map(str::to_owned),
                replaces: None,
                to_decide: likeness.remark.is_some(),
            })
        });
        Self {
            columns: columns.collect(),
            columns_line: places.columns,
            not_guessed: inspection.not_guessed.clone(),
            statuses: statuses.collect(),
            statuses_line: places.statuses,
            aliases: Vec::new(),
        }
    }

    /// Whether there is nothing to paste into `qaf.toml`.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.statuses.is_empty() && self.not_guessed.is_empty()
    }
}
