//! Where the text of a mended line was written.

use std::collections::BTreeMap;

/// Where the text of mended lines stands beside where it was written; lines from 1.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// How many columns were put before a line's text, or taken away.
    pub(super) shifted: BTreeMap<usize, isize>,
    /// The written columns of the colons behind which a space was put.
    pub(super) spaced: BTreeMap<usize, usize>,
    /// The written columns of the characters that were left out, in their order.
    pub(super) dropped: BTreeMap<usize, Vec<usize>>,
}

impl Moved {
    /// A column of the mended line, from 1, as it was written.
    pub(super) fn as_written(&self, line: usize, column: usize) -> usize {
        let added = self.shifted.get(&line).copied().unwrap_or(0);
        let column = column.saturating_add_signed(-added);
        let behind = self.spaced.get(&line).is_some_and(|colon| column > *colon);
        let column = (column - usize::from(behind)).max(1);
        let dropped = self.dropped.get(&line).into_iter().flatten();
        dropped.fold(column, |column, gone| column + usize::from(*gone <= column))
    }
}
