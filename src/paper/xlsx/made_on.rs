//! The one byte of a packed document that tells on which system it was made: the same report is to be the same file
//! wherever it is made, and its fingerprint with it.

/// How a packed file says Unix.
const UNIX: u8 = 3;
/// An entry of the list at the end of a packed file: its mark, and the size of what every entry has.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_SIZE: usize = 46;
/// The end of the list: its mark, and the size of the shortest.
const END: &[u8] = b"PK\x05\x06";
const END_SIZE: usize = 22;

/// Has every part of a packed document say that it was made on Unix. What is no such list stays as it is.
pub(super) fn as_on_unix(mut packed: Vec<u8>) -> Vec<u8> {
    let number = |bytes: &[u8], at: usize, size: usize| {
        let own = bytes.get(at..at.checked_add(size)?)?;
        let sum = own
            .iter()
            .rev()
            .fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
        Some(sum)
    };
    let Some(end) = packed.len().checked_sub(END_SIZE) else {
        return packed;
    };
    let Some(mut at) = number(&packed, end + 16, 4).filter(|_| packed[end..].starts_with(END)) else {
        return packed;
    };
    while packed.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
        let varying: Option<usize> = [28, 30, 32]
            .iter()
            .map(|part| number(&packed, at + part, 2))
            .sum();
        let (Some(varying), Some(system)) = (varying, packed.get_mut(at + 5)) else {
            break;
        };
        *system = UNIX;
        at += ENTRY_SIZE + varying;
    }
    packed
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_document_made_on_windows_is_the_one_made_on_unix() {
        let packed = |system| {
            let mut to = ZipWriter::new(Cursor::new(Vec::new()));
            let options = SimpleFileOptions::default()
                .last_modified_time(zip::DateTime::default())
                .system(system);
            for name in ["[Content_Types].xml", "word/document.xml"] {
                to.start_file(name, options).unwrap();
                to.write_all(b"<a>PK\x01\x02</a>").unwrap();
            }
            to.finish().unwrap().into_inner()
        };
        let (unix, dos) = (packed(zip::System::Unix), packed(zip::System::Dos));
        assert_ne!(unix, dos);
        assert_eq!(as_on_unix(dos), unix);
        assert_eq!(as_on_unix(unix.clone()), unix);
    }

    #[test]
    fn what_is_not_packed_stays() {
        for bytes in [&b""[..], b"PK\x05\x06", &[0; 64]] {
            assert_eq!(as_on_unix(bytes.to_vec()), bytes);
        }
    }
}
