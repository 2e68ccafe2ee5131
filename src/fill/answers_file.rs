//! What somebody filled in on a page without qaf, as the small file that they send back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::posted::Posted;

/// The name of the format.
pub const FORMAT: &str = "qaf.answers/1";

/// What a page is about: which audit, which file of it, made from which form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// [`FORMAT`].
    pub schema: String,
    /// The audit's id.
    pub audit: String,
    /// The print of its allocation, by which an audit of the same number in another store is told.
    pub allocation: String,
    /// The form and its version.
    pub form: String,
    /// The file.
    pub file: String,
    /// The print of the file as it was when the page was made.
    pub of: String,
}

/// What was sent back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct AnswersFile {
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// What the boxes held when the page was made.
    pub was: BTreeMap<String, String>,
    /// What they held when it was saved.
    pub answers: BTreeMap<String, Vec<String>>,
}

/// The file as text that can stand in a page.
pub fn about_in_page(about: &About) -> String {
    // `<` could end the element that holds it.
    serde_json::to_string(about)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

impl AnswersFile {
    /// Reads it.
    ///
    /// # Errors
    /// Where it is none, or only part of one, in a sentence.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        serde_json::from_slice(bytes).map_err(|why| {
            if why.is_eof() {
                "It ends in the middle, as a file does that was not sent or copied to its end. Ask for it again.".to_owned()
            } else {
                format!(
                    "It is not a file of answers as the page saves it, or somebody has changed it by hand (line {}). Ask for it again.",
                    why.line()
                )
            }
        })
    }

    /// What it holds as what a page sends.
    pub fn posted(self) -> Posted {
        Posted::of(self.answers, self.was)
    }
}
