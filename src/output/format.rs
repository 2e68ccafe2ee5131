//! The formats and the endings of files' names.

use std::path::Path;

/// How a command prints its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, on a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// Markdown, for documents.
    Md,
    /// A page of its own, for a browser or a printer.
    Html,
    /// A Word document.
    Docx,
    /// A workbook, a sheet a table.
    Xlsx,
    /// A SARIF log of what is wrong, for editors and code platforms.
    Sarif,
    /// The commands by which GitHub marks lines of a change.
    Github,
}

impl Format {
    /// Each format of a report with the ending of its files.
    pub const ENDINGS: [(Self, &'static str); 7] = [
        (Self::Text, "txt"),
        (Self::Html, "html"),
        (Self::Md, "md"),
        (Self::Docx, "docx"),
        (Self::Xlsx, "xlsx"),
        (Self::Csv, "csv"),
        (Self::Json, "json"),
    ];

    /// How the name of a file of this format ends; none where reports have no such format.
    pub fn ending(self) -> Option<&'static str> {
        let found = Self::ENDINGS.iter().find(|(format, _)| *format == self);
        found.map(|(_, ending)| *ending)
    }

    /// Whether it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// The format asked for; where none was, the one that the file's name ends in. `Err` holds an ending that means none.
    pub fn of_file(self, path: &Path) -> Result<Self, String> {
        let Some(ending) = path.extension() else {
            return Ok(self);
        };
        let ending = ending.to_string_lossy().to_ascii_lowercase();
        let found = Self::ENDINGS.iter().find(|(_, known)| *known == ending);
        match (self, found) {
            (Self::Text, Some((format, _))) => Ok(*format),
            (Self::Text, None) if ending == "htm" => Ok(Self::Html),
            (Self::Text, None) => Err(ending),
            (asked, _) => Ok(asked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_chooses_the_format_where_none_was_asked_for() {
        let of = |asked: Format, path: &str| asked.of_file(Path::new(path));
        assert_eq!(of(Format::Text, "a/b.XLSX"), Ok(Format::Xlsx));
        assert_eq!(of(Format::Text, "b.htm"), Ok(Format::Html));
        assert_eq!(of(Format::Text, "b"), Ok(Format::Text));
        assert_eq!(of(Format::Json, "b.html"), Ok(Format::Json));
        assert_eq!(of(Format::Text, "b.pdf"), Err("pdf".to_owned()));
    }
}
