//! Whether a packed file is a workbook that can be opened without harm.
//!
//! A workbook is a zip of XML. A zip of a few kilobytes may hold many gigabytes, and its own word on how much that is
//! may be false; so both the sizes that it states and those that come out are bounded before anything else opens it.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::packed_scan::{Never, Scanner};

/// A list of a million rows of fifty columns stays below it.
const MOST_BYTES: u64 = 1 << 30;
/// So much may come out of any workbook; of a larger one it depends on its size.
const ALWAYS_BYTES: u64 = 1 << 26;
/// A sheet is packed to a tenth or a twentieth; what comes out a hundred times as large was made to.
const MOST_TIMES: u64 = 100;
/// The texts of a workbook are held in memory all at once, as are the parts that are no sheets.
const MOST_TEXT_BYTES: u64 = 1 << 27;
/// A workbook has a few parts a sheet.
const MOST_PARTS: usize = 10_000;

const DAMAGED: &str = "is damaged or cut short, so it can't be opened. Copy it again from where it came from, or export the list again";

/// The rows that Excel hides, by the name of the part that they are in.
pub(super) type Hidden = HashMap<String, Vec<u32>>;

/// Says why a packed file can't be read, if it can't; the sentence reads on from the file's name. Else which rows of it
/// Excel hides.
pub(super) fn check(bytes: &[u8]) -> Result<Hidden, String> {
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = packed.saturating_mul(MOST_TIMES).clamp(ALWAYS_BYTES, MOST_BYTES);
    check_within(bytes, most)
}

fn check_within(bytes: &[u8], most: u64) -> Result<Hidden, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| broken(&why))?;
    is_workbook(&archive)?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(most));
    }
    let mut stated: u64 = 0;
    let mut left = most;
    for index in 0..archive.len() {
        // The sizes that the archive states cost nothing to add up, so they are looked at before anything is unpacked.
        let part = archive.by_index_raw(index).map_err(|why| broken(&why))?;
        stated = stated.saturating_add(part.size());
    }
    if stated > most {
        return Err(too_large(most));
    }
    let mut hidden = Hidden::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|why| broken(&why))?;
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        let limit = if name.contains("/worksheets/") {
            left
        } else {
            left.min(MOST_TEXT_BYTES)
        };
        let mut scanner = Scanner::default();
        let unpacked = unpack(part.take(limit + 1), &mut scanner)?;
        if unpacked > limit {
            return Err(too_large(most));
        }
        left -= unpacked;
        let rows = scanner.into_hidden();
        if !rows.is_empty() {
            hidden.insert(name, rows);
        }
    }
    Ok(hidden)
}

/// Unpacks a part, looks it over piece by piece, and keeps none of it; gives its size.
fn unpack(mut part: impl Read, scanner: &mut Scanner) -> Result<u64, String> {
    let mut room = [0; 1 << 14];
    let mut unpacked = 0;
    loop {
        let read = part.read(&mut room).map_err(|_| format!("{DAMAGED}."))?;
        let Some(piece) = room.get(..read).filter(|piece| !piece.is_empty()) else {
            return Ok(unpacked);
        };
        scanner.see(piece).map_err(never)?;
        unpacked += read as u64;
    }
}

fn is_workbook(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), String> {
    let has = |wanted: &str| {
        archive
            .file_names()
            .any(|name| name.is_ok_and(|name| name.eq_ignore_ascii_case(wanted)))
    };
    if has("xl/workbook.xml") {
        return Ok(());
    }
    let what = if has("xl/workbook.bin") {
        "is a binary Excel workbook (.xlsb)"
    } else if has("content.xml") {
        "is an OpenDocument file (.ods or .odt)"
    } else if has("word/document.xml") {
        "is a Word document"
    } else {
        "is a packed file (zip) without an Excel workbook in it"
    };
    Err(format!(
        "{what}, and this kind is not read. Open it, and save the list as an Excel workbook (.xlsx) or as CSV."
    ))
}

fn broken(why: &ZipError) -> String {
    match why {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "is packed with a password, so nothing in it can be read. Unpack it, and give the workbook in it."
                .to_owned()
        }
        _ => format!("{DAMAGED}."),
    }
}

fn never(why: Never) -> String {
    let what = match why {
        Never::TooLong => "has a cell of more than 1,000,000 characters, where Excel holds 32,767".to_owned(),
        Never::Claims(claimed) => {
            format!("says that it holds {claimed} different texts, more than any list does")
        }
    };
    format!(
        "{what}, so it is damaged or no list, and was not opened. Open it in Excel and save the list as CSV."
    )
}

fn too_large(most: u64) -> String {
    format!(
        "unpacks to more than {} MB, which no list of cases needs, so it was not opened. If it is a real list, take out \
         the sheets and pictures that are not needed, or save the list as CSV.",
        most >> 20
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_stated_and_what_comes_out_are_both_bounded() {
        let honest = packed(&[("xl/workbook.xml", &[b' '; 5000])]);
        assert_eq!(check_within(&honest, 5000), Ok(Hidden::new()));
        assert!(
            check_within(&honest, 4999)
                .unwrap_err()
                .starts_with("unpacks to more than")
        );
        // The central directory states the size 20 bytes behind the beginning of an entry's four bytes PK 1 2.
        let mut lying = honest;
        let entry = lying.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        lying[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
        assert!(check_within(&lying, 4999).is_err());
        lying[entry + 24..entry + 28].copy_from_slice(&u32::MAX.to_le_bytes()[..]);
        assert!(check(&lying).is_err());
    }

    #[test]
    fn what_comes_out_a_hundred_times_as_large_is_not_unpacked() {
        let sheet = b"<c r=\"A1\"/>".repeat(8 << 20);
        let packed = packed(&[("xl/workbook.xml", b""), ("xl/worksheets/sheet1.xml", &sheet)]);
        assert!(packed.len() < 1 << 19, "{}", packed.len());
        assert!(
            check(&packed)
                .unwrap_err()
                .starts_with("unpacks to more than 64 MB")
        );
        // The same of a kind that packs as lists do is a large list.
        assert_eq!(check_within(&packed, MOST_BYTES), Ok(Hidden::new()));
    }

    #[test]
    fn a_zip_that_is_no_workbook_is_named() {
        for (part, word) in [
            ("word/document.xml", "Word document"),
            ("xl/workbook.bin", ".xlsb"),
            ("content.xml", "OpenDocument"),
            ("cases.csv", "packed file (zip)"),
        ] {
            assert!(
                check(&packed(&[(part, b"")])).unwrap_err().contains(word),
                "{part}"
            );
        }
    }

    #[test]
    fn a_zip_cut_short_is_damaged() {
        let whole = packed(&[("xl/workbook.xml", &[b'x'; 300])]);
        for end in 0..whole.len() {
            let _ = check(&whole[..end]);
        }
        assert!(
            check(&whole[..whole.len() / 2])
                .unwrap_err()
                .starts_with("is damaged")
        );
    }
}
