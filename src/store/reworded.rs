//! Schedule and forms in the council's own words (`[words]` of `qaf.toml`).

use std::collections::BTreeMap;

use super::layout;
use super::open::of_file;
use super::settings::Settings;
use crate::finding::{Finding, Severity};
use crate::framework::form::FormRef;
use crate::framework::{Form, Schedule};

/// Says schedule and forms in the council's words; a word that stands nowhere in them is asked about.
pub(super) fn in_their_words(
    settings: &Settings,
    schedule: &mut Schedule,
    forms: &mut BTreeMap<FormRef, Form>,
) -> Vec<Finding> {
    let unused = settings.words.unused(schedule, forms);
    let ask = |word: &str| Finding {
        severity: Severity::Query,
        ..of_file(
            layout::SETTINGS,
            format!("Under [words], \"{word}\" stands in no form and is no service of the schedule."),
            "Write the word as the framework has it, such as LCS, or take the line out.",
        )
    };
    let asked = unused.into_iter().map(ask).collect();
    settings.words.reword_schedule(schedule);
    for form in forms.values_mut() {
        settings.words.reword_form(form);
    }
    asked
}
