//! Rosters: the children's case list as a council exports it, read into [`Case`]s; and the lists of people beside it.
//!
//! Nothing here opens a file: a caller hands in bytes and a name for messages. A row goes from the bytes to
//! [`encoding`] (text), the table (cells), the columns (which is which), the row (one case) and the merge (one row a
//! child). A further kind of file joins in before the columns: it only has to yield rows of cells.

mod annex_a;
mod bounds;
mod cell;
mod child_names;
mod clues;
mod columns;
mod common_texts;
pub mod encoding;
pub mod exemptions;
pub mod fault;
mod guess;
mod header;
mod hidden;
pub mod hr_list;
pub mod inspect;
pub mod likeness;
mod listed;
mod look;
mod merge;
mod no_case;
mod packed;
mod packed_scan;
pub mod people;
mod plain_lines;
mod quirks;
mod raw;
mod read;
mod remarked;
mod row;
mod row_fault;
mod shared;
mod sheets;
mod sink;
mod status;
mod table;
mod workbook;

pub use bounds::MOST_BYTES;
pub use columns::Layout;
pub use encoding::Encoding;
pub use fault::{FaultSeverity, TableFault};
pub use guess::Hints;
pub use look::DateLook;
pub use merge::{Alike, Merged};
pub use read::{Roster, RosterError, RosterFile, RosterProblem, RosterSheet, read};
pub use row_fault::RowFault;
pub use status::{MERGE_ORDER, status_of};

use std::sync::Arc;

use smol_str::SmolStr;

use crate::framework::{ChildId, Date, Team};

/// Where a case stands: which of [`Roster::sheets`], from 0, and the row in it, from 1 as a spreadsheet counts.
pub type RosterPlace = (u32, u32);

/// A child on the roster: one row, after rows of the same child have been merged.
///
/// It is small, as a roster may have a million: what stands on many rows is shared, and other short texts are held in
/// place.
///
/// No date of birth is kept: the roster's becomes an age in years on the day of the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The child's id in the case system.
    pub child_id: ChildId,
    /// The child's initials, where the roster has them.
    pub initials: Option<SmolStr>,
    /// The child's age in whole years on the day of the draw, where the roster has a date of birth.
    pub age: Option<u8>,
    /// The allocated team, as the roster writes it, with single spaces.
    pub team: Arc<Team>,
    /// The allocated worker, as the roster writes it, in NFC with single spaces; `None` where unallocated.
    pub case_holder: Option<Arc<SmolStr>>,
    /// The legal status, such as `CIN`.
    pub legal_status: Arc<SmolStr>,
    /// The first day the case was open to the team; `None` where the list has none (Annex A list 9).
    pub opened: Option<Date>,
    /// The day it was closed; `None` while it is open.
    pub closed: Option<Date>,
    /// The manager to whose cases it belongs, where a team's are narrowed.
    pub manager: Option<Arc<SmolStr>>,
    /// Siblings share it.
    pub family_id: Option<SmolStr>,
    /// Whether the status is mapped to `leave-out` in `qaf.toml`.
    pub leave_out: bool,
    /// Where it came from.
    pub place: RosterPlace,
}
