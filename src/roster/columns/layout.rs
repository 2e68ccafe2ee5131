//! The layouts of rosters.

/// How a roster's columns were known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// By qaf's own names.
    Qaf,
    /// By the names that `qaf.toml` gives them.
    Mapped,
    /// By the headers of Annex A's lists 6 to 9.
    AnnexA,
    /// The sheets of one workbook by several of these.
    Several,
}

impl Layout {
    /// The layout's name, as records write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Qaf => "qaf",
            Self::Mapped => "mapped",
            Self::AnnexA => "annex-a",
            Self::Several => "several",
        }
    }
}
