//! The commentary beside a quarter's figures.

use super::form_lines::FormLines;
use super::form_writer::FormWriter;
use super::head;
use crate::framework::Quarter;
use crate::record::commentary::Commentary;
use crate::store::schema::COMMENTARY_SCHEMA;

/// The file, with nothing said yet. `boards` are the ids of those in the settings.
pub fn commentary_yaml(quarter: Quarter, boards: &[String]) -> String {
    let mut lines = FormLines::default();
    head::schema_at(&mut lines, "../..", COMMENTARY_SCHEMA);
    lines.comment(
        0,
        &format!(
            "What management says beside the figures of {quarter}, and what clinics and boards made of them."
        ),
    );
    lines.comment(
        0,
        &format!(
            "Clinics and boards, as they are written here: {}.",
            boards.join(", ")
        ),
    );
    let laid_out = format!("qaf report quarterly --quarter {quarter}");
    head::how_to_of(&mut lines, &format!("qaf fill {quarter}"), &laid_out);
    lines.gap();
    Commentary::default().walk(
        boards,
        &mut FormWriter::new(&mut lines, &quarter, "", &|_, _| true),
    );
    lines.done()
}
