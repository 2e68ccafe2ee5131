//! The parts of a Word document: a packed folder.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{DOCUMENT, TemplateFault};

/// The most bytes that a template may unpack to: room for a council's pictures, and no more.
const MOST_BYTES: u64 = 32 << 20;
/// The most parts.
const MOST_PARTS: usize = 2_000;

const NO_DOCUMENT: &str =
    "This is no Word document. Save it in Word as a Word document (.docx), without a password.";

/// The parts with their names, in their order.
#[derive(Clone, Debug)]
pub(super) struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// A package of these parts.
    pub(super) fn of(parts: &[(&str, &str)]) -> Self {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), text.replace("\r\n", "\n").into_bytes());
        Self(parts.iter().map(own).collect())
    }

    /// Unpacks a document.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TemplateFault> {
        let no_document = |_| TemplateFault::whole(NO_DOCUMENT);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(no_document)?;
        if archive.len() > MOST_PARTS {
            return Err(too_large());
        }
        let mut left = MOST_BYTES;
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(no_document)?;
            if part.is_dir() {
                continue;
            }
            let name = part.name().map_err(no_document)?.into_owned();
            let mut unpacked = Vec::new();
            let read = part.take(left + 1).read_to_end(&mut unpacked);
            read.map_err(|_| TemplateFault::whole(NO_DOCUMENT))?;
            left = left
                .checked_sub(u64::try_from(unpacked.len()).unwrap_or(u64::MAX))
                .ok_or_else(too_large)?;
            parts.push((name, unpacked));
        }
        let package = Self(parts);
        if package.has(DOCUMENT) {
            Ok(package)
        } else {
            Err(TemplateFault::whole(NO_DOCUMENT))
        }
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(part, _)| part == name)
    }

    /// The parts in which the report's words may be asked for: the text, headers and footers.
    pub(super) fn parts_with_text(&self) -> Vec<String> {
        let names = self.0.iter().map(|(name, _)| name);
        let fits = |name: &&String| {
            *name == DOCUMENT
                || name
                    .strip_prefix("word/")
                    .and_then(|rest| rest.strip_suffix(".xml"))
                    .is_some_and(|rest| {
                        let kind = rest.trim_end_matches(|c: char| c.is_ascii_digit());
                        matches!(kind, "header" | "footer")
                    })
        };
        names.filter(fits).cloned().collect()
    }

    /// A part's text.
    pub(super) fn text(&self, name: &str) -> Result<String, TemplateFault> {
        let found = self.0.iter().find(|(part, _)| part == name);
        let (_, bytes) =
            found.ok_or_else(|| TemplateFault::whole(format!("There is no part {name} in it.")))?;
        let text = std::str::from_utf8(bytes).map_err(|_| {
            TemplateFault::whole(format!(
                "The part {name} is not in UTF-8. Save the template in Word again."
            ))
        })?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// Puts other bytes in a part.
    pub(super) fn replace(&mut self, name: &str, bytes: Vec<u8>) {
        if let Some((_, old)) = self.0.iter_mut().find(|(part, _)| part == name) {
            *old = bytes;
        }
    }

    /// Packs it. Neither the time nor the system that it was made on is noted, so that the same parts make the same bytes.
    pub(super) fn write(&self) -> Result<Vec<u8>, TemplateFault> {
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .system(zip::System::Unix);
        for (name, bytes) in &self.0 {
            to.start_file(name.as_str(), options)
                .and_then(|()| Ok(to.write_all(bytes)?))
                .map_err(|why| TemplateFault::whole(format!("The part {name} can't be packed: {why}.")))?;
        }
        let packed = to.finish();
        let packed =
            packed.map_err(|why| TemplateFault::whole(format!("The document can't be packed: {why}.")))?;
        Ok(packed.into_inner())
    }
}

fn too_large() -> TemplateFault {
    TemplateFault::whole(format!(
        "It unpacks to more than {} MB. Use smaller pictures.",
        MOST_BYTES >> 20
    ))
}
