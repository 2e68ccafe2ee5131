//! Form templates and guidelines: from a file to a form or a rubric, and the lint of the file itself.

mod form;
mod guideline;
mod questionnaire;

pub use form::form;
pub use guideline::rubric;
pub use questionnaire::{exit_form, is_questionnaire};

use super::decode::{DecodeWay, Decoder};
use super::yaml::Node;

/// The rule that every fault of a template belongs to.
pub const RULE: &str = "template";

/// Reads a text that a template can't do without.
fn needed<'a>(decoder: &mut Decoder<'a>, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Option<String> {
    let text = decoder.text(map, way, key);
    if text.is_none() && !decoder.faulty.contains(&DecodeWay::Key(way, key).route()) {
        missing(decoder, map, key);
    }
    text
}

fn missing(decoder: &mut Decoder<'_>, map: &Node, key: &str) {
    let span = match &map.value {
        super::yaml::NodeValue::Map(entries) => entries.first().map_or(map.span, |entry| entry.key_span),
        _ => map.span,
    };
    decoder.fault(
        RULE,
        span,
        format!("{key} is missing here."),
        format!("Add {key}: and its value."),
    );
}

/// Whether a text is an id as templates use them.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}
