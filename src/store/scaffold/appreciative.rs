//! The note on good practice.

use super::form_lines::FormLines;
use super::form_writer::FormWriter;
use super::step::{StepForm, top};
use crate::record::FileKind;
use crate::record::shape::BLANK;

/// `appreciative-enquiry.yaml`, with nothing noted yet. `auditor` writes it.
pub fn appreciative_yaml(made: &StepForm<'_>, auditor: &str) -> String {
    let mut lines = FormLines::default();
    let what = format!(
        "Appreciative enquiry on {}, {}. Auditor: {auditor}.",
        made.allocation.audit, made.form.title
    );
    top(&mut lines, made, FileKind::AppreciativeEnquiry, &what, &[]);
    lines.line(0, "#");
    lines.comment(
        0,
        "A note on good practice, so that others can learn from it. The framework asks for one and prints no form for it: these questions are ours.",
    );
    let mut writer = FormWriter::new(&mut lines, &made.allocation.audit, auditor, &|_, _| true);
    BLANK.appreciative.walk(&mut writer);
    lines.done()
}
