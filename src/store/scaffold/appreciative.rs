//! The note on good practice.

use super::form_lines::FormLines;
use super::step::{StepForm, top};
use crate::record::FileKind;

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
    lines.gap();
    for (key, ask) in [
        (
            "what_went_well",
            "What went well, and what was different for the child because of it",
        ),
        (
            "how_it_was_done",
            "How it was done: what the worker did, and what helped",
        ),
        (
            "what_to_share",
            "What others can learn from it, so that it can be done again",
        ),
    ] {
        lines.comment(0, ask);
        lines.text(0, key);
        lines.gap();
    }
    lines.hinted(
        0,
        "agreed_with_worker",
        "The day on which the worker agreed that it may be shared. Until then it is not",
    );
    lines.done()
}
