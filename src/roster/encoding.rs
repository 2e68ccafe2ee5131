//! From the bytes of a file to its text, whatever programme saved it.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use thiserror::Error;

/// How a file's text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16, the low byte first: Excel's "Unicode text".
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252: what Excel writes as plain "CSV" on an English Windows.
    Windows1252,
    /// No text file: an Excel workbook, whose texts are Unicode.
    Workbook,
}

impl Encoding {
    /// The encoding's usual name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Workbook => "Excel workbook",
        }
    }
}

/// A file's text, without a byte order mark.
#[derive(Debug)]
pub struct DecodedText<'b> {
    /// The text; it holds no NUL.
    pub text: Cow<'b, str>,
    /// How it was written.
    pub encoding: Encoding,
}

/// Why a file is no text. Each reads on from the file's name: "cases.xlsx ...".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoText {
    /// A ZIP archive, as `.xlsx` files are.
    #[error("is an Excel workbook (or another packed file), and this format is not read yet")]
    Workbook,
    /// An OLE container: `.xls`, and `.xlsx` with a password.
    #[error("is an Excel workbook of the old kind (.xls) or one with a password, and neither is read")]
    OldWorkbook,
    /// A web page or XML, which some systems export under the name `.xls`.
    #[error("is a web page or XML, whatever its name says, and this format is not read")]
    Markup,
    /// NUL bytes where no UTF-16 is.
    #[error("holds NUL bytes and is no UTF-16, so it is no text file, or a damaged one")]
    Nul,
    /// A UTF-8 byte order mark before what is no UTF-8.
    #[error("begins as UTF-8 but is none from line {0} on, so it is damaged or two files in one")]
    BrokenUtf8(usize),
    /// UTF-16 that ends within a character, or with half of one.
    #[error("begins as UTF-16 but is none throughout, so it is damaged or cut short")]
    BrokenUtf16,
}

/// Whether a file is packed (zip), as `.xlsx` files are.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Returns a file's text.
pub fn decode(bytes: &[u8]) -> Result<DecodedText<'_>, NoText> {
    if is_packed(bytes) {
        return Err(NoText::Workbook);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(NoText::OldWorkbook);
    }
    let text = decode_text(bytes)?;
    if memchr::memchr(0, text.text.as_bytes()).is_some() {
        return Err(NoText::Nul);
    }
    // No column is called so, and "no column child_id" would not tell anybody what is wrong.
    if text.text.trim_start().starts_with(['<']) {
        return Err(NoText::Markup);
    }
    Ok(text)
}

fn decode_text(bytes: &[u8]) -> Result<DecodedText<'_>, NoText> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return match std::str::from_utf8(rest) {
            Ok(text) => Ok(utf8(text)),
            Err(error) => Err(NoText::BrokenUtf8(line_of(rest, error.valid_up_to()))),
        };
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, Encoding::Utf16Be);
    }
    if let Some(encoding) = plainly_utf16(bytes) {
        return utf16(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(utf8(text));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(DecodedText {
        text,
        encoding: Encoding::Windows1252,
    })
}

fn utf8(text: &str) -> DecodedText<'_> {
    DecodedText {
        text: Cow::Borrowed(text),
        encoding: Encoding::Utf8,
    }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Result<DecodedText<'_>, NoText> {
    let decoder = match encoding {
        Encoding::Utf16Be => UTF_16BE,
        _ => UTF_16LE,
    };
    let (text, broken) = decoder.decode_without_bom_handling(bytes);
    if broken {
        return Err(NoText::BrokenUtf16);
    }
    Ok(DecodedText { text, encoding })
}

/// Which UTF-16 it is where no mark says so: English text has a NUL as nearly every second byte, and never as another.
fn plainly_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let nuls = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let enough = (sample.len() / 2).div_ceil(2).max(2);
    match (even, odd) {
        (0, odd) if odd >= enough => Some(Encoding::Utf16Le),
        (even, 0) if even >= enough => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].split(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn read(bytes: &[u8]) -> Result<(String, Encoding), NoText> {
        decode(bytes).map(|text| (text.text.into_owned(), text.encoding))
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "team,worker\nNorth,Zoë\n";
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: [(Vec<u8>, Encoding); 7] = [
            (text.into(), Encoding::Utf8),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), Encoding::Utf8),
            ([b"\xFF\xFE".as_slice(), &le(text)].concat(), Encoding::Utf16Le),
            ([b"\xFE\xFF".as_slice(), &be].concat(), Encoding::Utf16Be),
            (le(text), Encoding::Utf16Le),
            (be, Encoding::Utf16Be),
            (b"team,worker\nNorth,Zo\xEB\n".to_vec(), Encoding::Windows1252),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(read(&bytes), Ok((text.to_owned(), encoding)));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(read(b"PK\x03\x04rest"), Err(NoText::Workbook));
        assert_eq!(
            read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"),
            Err(NoText::OldWorkbook)
        );
        assert_eq!(read(b"  <html><table>"), Err(NoText::Markup));
        assert_eq!(read(b"team,worker\nNor\0th,Zoe\n"), Err(NoText::Nul));
        assert_eq!(read(b"\xFF\xFE\0\0t\0\0\0"), Err(NoText::Nul));
        assert_eq!(read(b"\xEF\xBB\xBFteam\nZo\xEB"), Err(NoText::BrokenUtf8(2)));
        assert_eq!(read(b"\xFF\xFEt\0e"), Err(NoText::BrokenUtf16));
    }
}
