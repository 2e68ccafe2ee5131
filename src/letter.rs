//! Letters and calendar entries, made from data: the text of a template goes in, the text of a file comes out.
//!
//! No file is touched here, and nothing is ever sent. No fact of a letter says who the child is or what the audit
//! found; a subject, a file's name and a calendar entry are seen by many eyes.

pub mod eml;
pub mod ics;
pub mod letter_facts;
pub mod letter_template;
pub mod recipients;

pub use eml::{Address, Mailbox};
pub use letter_facts::LetterFacts;
pub use letter_template::{LetterTemplate, Written};
pub use recipients::Recipient;

use crate::paper::safe::is_hostile;

/// Text as one line, such as a header can hold: line ends and other control characters become spaces, and runs of
/// spaces one.
pub fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if is_hostile(c) { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names as people list them: `Ann Brook, Kit Adams and Lena Fox`.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests;
