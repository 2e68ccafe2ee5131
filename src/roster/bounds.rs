//! How large a list of cases can be: looked at before anything of it is taken to pieces.
//!
//! The largest council has some ten thousand open cases. These limits leave a hundred times as much, and keep what was
//! taken for a list by mistake, or made to harm, from filling the memory.

use memchr::memchr2_iter;

/// The largest file of a list, in bytes.
pub const MOST_BYTES: u64 = 1 << 27;
/// A spreadsheet has no more rows.
const MOST_ROWS: usize = 1 << 20;
/// The longest line, and the longest row of several lines, in bytes.
pub(super) const MOST_OF_A_ROW: usize = 1 << 20;
/// The largest file of people or exemptions, in bytes: some ten thousand rows.
pub(super) const MOST_LISTED_BYTES: usize = 1 << 20;

/// Says why the bytes of a text are no list, whatever stands in them; it reads on from the file's name.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    within(bytes, MOST_ROWS, MOST_OF_A_ROW)
}

fn within(bytes: &[u8], most_rows: usize, most_of_a_row: usize) -> Result<(), String> {
    let (mut row, mut start) = (0, 0);
    for end in memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]) {
        // Two bytes may end one line.
        let is_second = end == start && start > 0 && bytes.get(start - 1..=start) == Some(b"\r\n");
        row += usize::from(!is_second && (end > start || end < bytes.len()));
        if end - start > most_of_a_row {
            return Err(format!(
                "has a line of more than {most_of_a_row} characters (line {row}), so it is no list of cases. Look whether \
                 another file was meant, or export the list again."
            ));
        }
        if row > most_rows {
            return Err(format!(
                "has more than {most_rows} rows, which no spreadsheet holds and no list of cases needs. Look whether another \
                 file was meant, or take out the empty rows at its end."
            ));
        }
        start = end + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_measured_however_they_end() {
        for text in ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d"] {
            assert_eq!(within(text.as_bytes(), 2, 3), Ok(()), "{text:?}");
            assert!(within(text.as_bytes(), 1, 3).is_err(), "{text:?}");
            let long = within(text.as_bytes(), 2, 2).unwrap_err();
            assert!(
                long.starts_with("has a line of more than 2 characters (line 1)"),
                "{long}"
            );
        }
        assert!(
            within(b"a\n\n\n\n", 3, 9)
                .unwrap_err()
                .starts_with("has more than 3 rows")
        );
        assert_eq!(within(b"", 1, 1), Ok(()));
    }
}
