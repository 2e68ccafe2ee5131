//! A part of a workbook, looked over while it is unpacked, and given up as soon as it can be no list's.
//!
//! Nothing is understood here but where tags and texts begin and end: enough to know that no single one of them is so
//! long that whoever reads the part would hold all of it, what a part claims to hold, and which rows Excel hides.

use memchr::{memchr, memchr3};

/// The longest tag, and the longest text of a cell: Excel holds 32,767 characters.
const MOST_OF_ONE: usize = 1 << 20;
/// Excel holds a million rows; a list of them has fewer different texts.
const MOST_STRINGS: u64 = 1 << 21;
/// A spreadsheet has no more rows.
const MOST_ROWS: usize = 1 << 20;
/// Of a tag so much is kept: its name and those of its attributes that are asked for come first.
const KEPT: usize = 1 << 12;

/// Why a part can't be a list's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Never {
    /// A tag or a cell's text is too long.
    TooLong,
    /// It claims to hold so many texts.
    Claims(u64),
}

/// What a part is looked over with.
#[derive(Default)]
pub(super) struct Scanner {
    state: ScanState,
    /// The bytes of the present tag or text so far.
    run: usize,
    /// The bytes of text in the present cell so far.
    text: usize,
    tag: Vec<u8>,
    /// The row that was met last, as a spreadsheet counts.
    row: u32,
    hidden: Vec<u32>,
    has_begun: bool,
    is_markup: bool,
}

#[derive(Clone, Copy, Default)]
enum ScanState {
    #[default]
    Text,
    Tag,
    /// Within an attribute's value, behind this quotation mark.
    Value(u8),
    /// A remark, or text that is no markup; the last two bytes.
    Special([u8; 2]),
}

impl Scanner {
    /// The rows that Excel hides, in order.
    pub(super) fn into_hidden(self) -> Vec<u32> {
        self.hidden
    }

    /// Looks at the next bytes of the part.
    pub(super) fn see(&mut self, mut bytes: &[u8]) -> Result<(), Never> {
        if !self.has_begun {
            // A picture is no markup, and nobody reads it here.
            let first = bytes
                .iter()
                .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0xEF | 0xBB | 0xBF));
            let Some(first) = first else { return Ok(()) };
            (self.has_begun, self.is_markup) = (true, *first == b'<');
        }
        while self.is_markup && !bytes.is_empty() {
            let used = match self.state {
                ScanState::Text => self.in_text(bytes)?,
                ScanState::Tag => self.in_tag(bytes)?,
                ScanState::Value(quote) => self.in_value(bytes, quote)?,
                ScanState::Special(last) => self.in_special(bytes, last)?,
            };
            bytes = &bytes[used..];
        }
        Ok(())
    }

    /// Takes so many more bytes of the present tag or text.
    fn take(&mut self, bytes: usize) -> Result<(), Never> {
        self.run += bytes;
        if self.run > MOST_OF_ONE || self.text > MOST_OF_ONE {
            Err(Never::TooLong)
        } else {
            Ok(())
        }
    }

    fn in_text(&mut self, bytes: &[u8]) -> Result<usize, Never> {
        let end = memchr(b'<', bytes);
        let taken = end.unwrap_or(bytes.len());
        self.text += taken;
        self.take(taken)?;
        if end.is_none() {
            return Ok(taken);
        }
        (self.state, self.run) = (ScanState::Tag, 0);
        self.tag.clear();
        Ok(taken + 1)
    }

    fn in_tag(&mut self, bytes: &[u8]) -> Result<usize, Never> {
        if self.run == 0 && bytes[0] == b'!' {
            self.state = ScanState::Special([0; 2]);
            self.take(1)?;
            return Ok(1);
        }
        let end = memchr3(b'>', b'"', b'\'', bytes);
        let taken = end.unwrap_or(bytes.len());
        self.keep(&bytes[..taken]);
        self.take(taken)?;
        match end.map(|end| bytes[end]) {
            None => return Ok(taken),
            Some(b'>') => {
                self.tag_ends()?;
                (self.state, self.run) = (ScanState::Text, 0);
            }
            Some(quote) => {
                self.keep(&[quote]);
                self.state = ScanState::Value(quote);
            }
        }
        Ok(taken + 1)
    }

    fn in_value(&mut self, bytes: &[u8], quote: u8) -> Result<usize, Never> {
        let end = memchr(quote, bytes);
        let taken = end.map_or(bytes.len(), |end| end + 1);
        self.keep(&bytes[..taken]);
        self.take(taken)?;
        if end.is_some() {
            self.state = ScanState::Tag;
        }
        Ok(taken)
    }

    /// A remark ends with `-->` and text that is no markup with `]]>`. What declares a document's type ends otherwise; no
    /// workbook has it, and what follows it then counts as long.
    fn in_special(&mut self, bytes: &[u8], mut last: [u8; 2]) -> Result<usize, Never> {
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'>' && matches!(&last, b"--" | b"]]") {
                self.text += at;
                self.take(at)?;
                (self.state, self.run) = (ScanState::Text, 0);
                return Ok(at + 1);
            }
            last = [last[1], *byte];
        }
        self.state = ScanState::Special(last);
        self.text += bytes.len();
        self.take(bytes.len())?;
        Ok(bytes.len())
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = KEPT.saturating_sub(self.tag.len());
        self.tag.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn tag_ends(&mut self) -> Result<(), Never> {
        let name = self
            .tag
            .split(|byte| byte.is_ascii_whitespace() || *byte == b'/')
            .next();
        let name = name.and_then(|name| name.rsplit(|byte| *byte == b':').next());
        match name.unwrap_or_default() {
            b"si" | b"c" => self.text = 0,
            b"row" => {
                self.text = 0;
                self.row = self
                    .number("r")
                    .and_then(|row| u32::try_from(row).ok())
                    .unwrap_or(self.row + 1);
                let is_hidden = matches!(self.value("hidden"), Some(b"1" | b"true"));
                if is_hidden && self.hidden.len() < MOST_ROWS {
                    self.hidden.push(self.row);
                }
            }
            b"sst" => {
                // How often texts are used may be more than how many there are, and nobody makes room for it.
                if let Some(claimed) = self
                    .number("uniqueCount")
                    .filter(|claimed| *claimed > MOST_STRINGS)
                {
                    return Err(Never::Claims(claimed));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The value of an attribute of the present tag, as it is written.
    fn value(&self, name: &str) -> Option<&[u8]> {
        let at = memchr::memmem::find_iter(&self.tag, name).find(|at| {
            let before = at.checked_sub(1).and_then(|before| self.tag.get(before));
            before.is_some_and(u8::is_ascii_whitespace)
        })?;
        let rest = self.tag.get(at + name.len()..)?.trim_ascii_start();
        let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
        let (quote, rest) = rest.split_first()?;
        let end = memchr(*quote, rest)?;
        matches!(quote, b'"' | b'\'').then(|| &rest[..end])
    }

    fn number(&self, name: &str) -> Option<u64> {
        let value = self.value(name)?;
        // What is too large for a number is more than anybody has.
        let digits = value.trim_ascii();
        let all = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        all.then(|| std::str::from_utf8(digits).ok()?.parse().ok().or(Some(u64::MAX)))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same whatever pieces the part comes in.
    fn seen(part: &[u8]) -> Result<Vec<u32>, Never> {
        let of = |size: usize| {
            let mut scanner = Scanner::default();
            part.chunks(size).try_for_each(|piece| scanner.see(piece))?;
            Ok(scanner.into_hidden())
        };
        let whole = of(part.len().max(1));
        if part.len() < 1000 {
            assert_eq!(of(1), whole);
        }
        assert_eq!(of(4096), whole);
        whole
    }

    #[test]
    fn rows_that_are_hidden_are_numbered_as_a_spreadsheet_does() {
        let part = "\u{feff}<?xml version=\"1.0\"?><worksheet a=\">\"><!-- <row hidden=\"1\"/> --><row r='2' hidden='1'><c/>\
                    </row><row/><x:row spans=\"1:2\" hidden = \"true\"/><row r=\"9\" hidden=\"0\"/><rows hidden=\"1\"/>\
                    </worksheet>";
        assert_eq!(seen(part.as_bytes()), Ok(vec![2, 4]));
        assert_eq!(seen(b"\x89PNG\r\n<row hidden=\"1\"/>"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_claimed_is_looked_at_before_it_is_believed() {
        let claim = |attribute: &str| seen(format!("<sst {attribute}><si/></sst>").as_bytes());
        assert_eq!(
            claim("count=\"4000000000\" uniqueCount=\"4000000000\""),
            Err(Never::Claims(4_000_000_000))
        );
        assert_eq!(
            claim("uniqueCount = '99999999999999999999'"),
            Err(Never::Claims(u64::MAX))
        );
        // A text may be used by ever so many cells.
        assert_eq!(claim("count=\"4000000000\" uniqueCount=\"12\""), Ok(Vec::new()));
    }

    #[test]
    fn no_tag_and_no_cell_is_long() {
        let long = "x".repeat(MOST_OF_ONE + 1);
        let half = &long[..MOST_OF_ONE / 2 + 10];
        for part in [
            format!("<a>{long}</a>"),
            format!("<a b=\"{long}\"/>"),
            format!("<a {long}/>"),
            format!("<!-- {long} -->"),
            format!("<![CDATA[{long}]]>"),
            format!("<a b=\"{}\"/>", "<>".repeat(MOST_OF_ONE)),
            format!("<!-- {} -->", "<>".repeat(MOST_OF_ONE)),
            // A cell in parts is one cell.
            format!("<si><r><t>{half}</t></r><r><t>{half}</t></r></si>"),
        ] {
            assert_eq!(seen(part.as_bytes()), Err(Never::TooLong), "{}", &part[..20]);
        }
        let two = format!(
            "<si><t>{half}</t></si><si><t>{half}</t></si><row><c><v>{half}</v></c><c>{half}</c></row>"
        );
        assert_eq!(seen(two.as_bytes()), Ok(Vec::new()));
    }
}
