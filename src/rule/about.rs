//! What a rule is about, where that decides what is done with its findings.

use super::personal::SoughtData;
use super::{
    changed_after_event, consent_missing, kept_copy_lost, name_for_initials, observation_step_blank,
    person_named,
};

/// Whether a rule tells of what was changed since a file was kept, and not of what the file says.
pub fn is_of_kept(rule: &str) -> bool {
    [&changed_after_event::RULE, &kept_copy_lost::RULE]
        .iter()
        .any(|of_kept| of_kept.id == rule)
}

/// Whether what a rule asks is to be answered, or explained, before an audit is closed.
pub fn is_of_closing(rule: &str) -> bool {
    [&consent_missing::RULE, &observation_step_blank::RULE]
        .iter()
        .any(|of_closing| of_closing.id == rule)
}

/// Whether a rule finds what tells who somebody is: then what it found is not said again, as what qaf says may be kept.
pub fn is_of_personal_data(rule: &str) -> bool {
    let sought = SoughtData::ALL.iter().map(|sought| sought.rule);
    let mut all = sought.chain([&name_for_initials::RULE, &person_named::RULE]);
    all.any(|personal| personal.id == rule)
}
