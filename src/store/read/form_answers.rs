//! `audit.yaml`, by the form's template.

use super::shaped::shaped;
use crate::framework::form::Form;
use crate::record::shape::BLANK;
use crate::record::{Audit, FileKind, Route};
use crate::store::decode::Decoder;

/// The blocks that a file of the form has, filled in or not.
fn blocks(form: &Form) -> Vec<&'static str> {
    let header = form.asks_in_header().then_some("header");
    let overall = form.overall.then_some("overall");
    header.into_iter().chain(["sections"]).chain(overall).collect()
}

/// Reads it; `None` where nothing of a form stands in the file.
pub(super) fn read(decoder: &mut Decoder<'_>, form: &Form) -> Option<Audit> {
    let blocks = blocks(form);
    decoder.cut_off(&blocks);
    let mut audit = shaped(decoder, FileKind::Audit, &[], |w| BLANK.audit.walk(form, w))?;
    let top = decoder.root()?;
    audit.submitted_unreadable = audit.submitted.is_none()
        && match top.entry("submitted") {
            Some(entry) => !entry.value.is_blank() || decoder.faulty.contains(&Route::from("submitted")),
            // It may have stood in a line that can't be read, or in what was cut off.
            None => decoder.is_read_in_part() || blocks.iter().any(|block| top.entry(block).is_none()),
        };
    Some(audit)
}
