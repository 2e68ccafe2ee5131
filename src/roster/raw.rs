//! Where the cells of a record stand in the text, and whether its quotes close.
//!
//! The csv crate reads cells fast but forgives every quote and keeps no place of a cell; this looks again at the one
//! record in question, by the same rules as the crate.

/// One record as it stands in the text. All places are bytes from the text's beginning.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawRecord {
    /// Where each cell begins, its opening quote included.
    pub(super) cells: Vec<usize>,
    /// Line breaks within its cells.
    pub(super) breaks: usize,
    /// A quote that nothing closes before the text ends.
    pub(super) open: Option<usize>,
    /// A cell whose closing quote is followed by more of the cell.
    pub(super) stray: Option<usize>,
    /// Where it ends: at a line break, or with the text.
    pub(super) end: usize,
}

enum RowEnd {
    Bare,
    Quoted,
    /// After a quote within a quoted cell: its end, or the first half of a doubled one.
    Ended,
}

/// Looks at the record that begins at `start`.
pub(super) fn look(text: &[u8], start: usize, separator: u8) -> RawRecord {
    let mut record = RawRecord {
        cells: Vec::new(),
        breaks: 0,
        open: None,
        stray: None,
        end: text.len(),
    };
    let mut at = start;
    let mut cell = start;
    let mut state = begin(text, &mut record, cell);
    if matches!(state, RowEnd::Quoted) {
        at += 1;
    }
    while let Some(byte) = text.get(at) {
        state = match (state, byte) {
            (RowEnd::Quoted, b'"') => RowEnd::Ended,
            (RowEnd::Quoted, _) => {
                record.breaks += usize::from(is_break(text, at));
                RowEnd::Quoted
            }
            (RowEnd::Ended, b'"') => RowEnd::Quoted,
            (RowEnd::Bare | RowEnd::Ended, b'\r' | b'\n') => {
                record.end = at;
                return record;
            }
            (RowEnd::Bare | RowEnd::Ended, byte) if *byte == separator => {
                cell = at + 1;
                let state = begin(text, &mut record, cell);
                at += usize::from(matches!(state, RowEnd::Quoted));
                state
            }
            (RowEnd::Ended, _) => {
                record.stray = record.stray.or(Some(cell));
                RowEnd::Bare
            }
            (RowEnd::Bare, _) => RowEnd::Bare,
        };
        at += 1;
    }
    if matches!(state, RowEnd::Quoted) {
        record.open = Some(cell);
    }
    record
}

fn begin(text: &[u8], record: &mut RawRecord, cell: usize) -> RowEnd {
    record.cells.push(cell);
    if text.get(cell) == Some(&b'"') {
        RowEnd::Quoted
    } else {
        RowEnd::Bare
    }
}

/// Whether a line break ends at this byte: LF, CR or the two together.
fn is_break(text: &[u8], at: usize) -> bool {
    match text[at] {
        b'\n' => true,
        b'\r' => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

/// Passes over the empty lines before a record; returns where it begins and how many there were.
///
/// `at` may lie within the CR LF that ended the record before.
pub(super) fn skip_empty_lines(text: &[u8], mut at: usize) -> (usize, usize) {
    if at > 0 && text[at - 1] == b'\r' && text.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    while let Some(b'\r' | b'\n') = text.get(at) {
        lines += usize::from(is_break(text, at));
        at += 1;
    }
    (at, lines)
}

/// The row, from 1, and the quotation mark of the first record that is longer than `most` bytes, of a text whose lines are
/// all shorter: nothing but a quotation mark that is left open makes one.
pub(super) fn endless(text: &[u8], separator: u8, most: usize) -> Option<(usize, usize)> {
    // Where no two marks are so far apart there is none, and of nearly every list that is all there is to see.
    let mut last = 0;
    let far = |at: usize| at - std::mem::replace(&mut last, at) > most;
    if !memchr::memchr_iter(b'"', text).chain([text.len()]).any(far) {
        return None;
    }
    let (mut row, mut at) = (0, 0);
    while at < text.len() {
        let (start, empty) = skip_empty_lines(text, at);
        let record = look(text, start, separator);
        row += 1 + empty;
        if record.end - start > most {
            let quoted = |cell: &&usize| text.get(**cell) == Some(&b'"');
            return Some((
                row,
                record.cells.iter().rev().find(quoted).copied().unwrap_or(start),
            ));
        }
        at = record.end + 1;
    }
    None
}

/// Counts lines and characters forwards, so that many places in one text cost one walk through it.
#[derive(Debug, Default)]
pub(super) struct LineCounter {
    at: usize,
    breaks: usize,
    characters: usize,
}

impl LineCounter {
    /// The line and the character in it, both from 1, of a byte that begins a character.
    pub(super) fn place(&mut self, text: &str, byte: usize) -> (usize, usize) {
        let bytes = text.as_bytes();
        if byte < self.at {
            *self = Self::default();
        }
        let passed = self.at..byte;
        self.breaks += passed.clone().filter(|at| is_break(bytes, *at)).count();
        let line_start = bytes[passed].iter().rposition(|b| matches!(b, b'\r' | b'\n'));
        if let Some(last) = line_start {
            self.at += last + 1;
            self.characters = 0;
        }
        self.characters += text[self.at..byte].chars().count();
        self.at = byte;
        (self.breaks + 1, self.characters + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_quotes_are_found() {
        let text = "a;\"b\"\"\nc\";d\nnext";
        let record = look(text.as_bytes(), 0, b';');
        assert_eq!(record.cells, [0, 2, 10]);
        assert_eq!((record.breaks, record.open, record.stray), (1, None, None));
        assert_eq!(look(b"a,\"b\nc", 0, b',').open, Some(2));
        assert_eq!(look(b"a,\"b\nc\"d,e", 0, b',').stray, Some(2));
        assert_eq!(look(b"", 0, b',').cells, [0]);
    }

    #[test]
    fn a_record_without_an_end_is_found_where_it_begins() {
        let rows = "a,b\n".repeat(9);
        let open = format!("x,\"y\"\n\n1,\"2\n{rows}");
        assert_eq!(endless(open.as_bytes(), b',', 20), Some((3, 9)));
        assert_eq!(endless(open.as_bytes(), b',', 60), None);
        // Marks that are far apart are no fault.
        assert_eq!(
            endless(format!("\"a\",b\n{rows}\"c\"").as_bytes(), b',', 20),
            None
        );
        assert_eq!(
            endless(format!("5\" screen,b\n{rows}7\",c").as_bytes(), b',', 20),
            None
        );
    }

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let text = "ab\r\né\"x\rlast";
        let mut lines = LineCounter::default();
        assert_eq!(lines.place(text, 4), (2, 1));
        assert_eq!(lines.place(text, 6), (2, 2));
        assert_eq!(lines.place(text, 7), (2, 3));
        assert_eq!(lines.place(text, 11), (3, 3));
        assert_eq!(lines.place(text, 1), (1, 2));
    }

    #[test]
    fn empty_lines_are_passed_over() {
        assert_eq!(skip_empty_lines(b"a\r\n\r\n\nb", 2), (6, 2));
        assert_eq!(skip_empty_lines(b"\n\nb", 0), (2, 2));
        assert_eq!(skip_empty_lines(b"b", 0), (0, 0));
    }
}
