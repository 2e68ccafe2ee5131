//! The rules that an audit is judged by: one a file, each with the reason for it.
//!
//! A rule names places by their route of keys; line and column are found elsewhere. Rules know facts, blocks and the
//! keys of the contract, and no form's sections or questions.
//!
//! To add one: write `rule/<id_with_underscores>.rs` with its `RULE` and tests, and name it here under `mod` and in
//! [`RULES`]. A test asks for a line in the tables of `tests/fast/rules`: a file in which it is found, and one in which nearly.

mod about;
mod dates;
mod graded;
mod lowered;
mod personal;
mod rule_page;
mod subject;
mod texts;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod sample_template;

mod action_date_past;
mod action_incomplete;
mod alias_or_tag;
mod auditor_asked_family;
mod auditor_holds_case;
mod auditor_moderates;
mod auditor_not_fit;
mod case_system_not_marked;
mod changed_after_agreed;
mod changed_after_event;
mod child_not_heard;
mod chronology_old;
mod closure_on_open_case;
mod cmt_not_named;
mod colon_in_text;
mod conflicted_copy;
mod consent_missing;
mod control_character;
mod cut_off;
mod date_before_allocation;
mod date_of_birth;
mod dates_out_of_order;
mod decision_not_same_day;
mod draw_without_folder;
mod duplicate_key;
mod element_missing;
mod email_address;
mod enquiry_untested;
mod event_before_allocation;
mod event_in_future;
pub mod exit_interview;
mod explanation_for_nothing;
mod explanation_too_short;
mod family_not_heard;
mod feedback_before_sent;
mod feedback_undated;
mod form_mismatch;
mod future_date;
mod good_without_strengths;
mod grade_without_evidence;
mod hidden_character;
pub mod holidays_not_listed;
mod improvement_plan_missing;
mod improvement_without_areas;
mod issued_figures;
mod kept_copy_lost;
mod key_findings_missing;
mod log_line;
mod log_out_of_order;
mod log_torn_line;
mod lost_indent;
mod low_grade_without_action;
mod merge_marker;
mod misplaced_hyphen;
mod missing_answer;
mod missing_colon;
mod missing_final_grade;
mod missing_grade;
mod missing_overall;
mod missing_space;
mod moderation_duty_blank;
mod moderator_not_fit;
mod mostly_not_applicable;
mod name_for_initials;
mod nhs_number;
mod no_improvement_text;
mod nobody_heard;
mod not_a_date;
mod not_a_grade;
mod not_a_number;
mod not_an_option;
mod not_applicable_without_why;
mod number_for_text;
mod number_in_quotes;
mod number_not_claimed;
mod observation_step_blank;
mod only_one_basis;
mod open_to_everyone;
mod other_name;
mod others_can_write;
mod outstanding_cites_nothing;
mod outstanding_with_lower_section;
mod outstanding_without_why;
mod overall_above_most_domains;
mod overall_below_all;
mod oversight_gap;
mod oversight_not_weighed;
mod owner_unknown;
mod panel_sheet;
mod peer_not_named;
mod people;
mod permanence_plan_late;
mod person_left;
mod person_named;
mod phone_number;
mod placeholder_evidence;
mod postcode;
mod preparation_empty;
mod re_audit_before_settled;
mod re_audit_by_first_auditor;
mod read_as_meant;
mod referral_after_audit;
mod regrade_to_same_grade;
mod regrade_twice;
mod regrade_without_reason;
mod repeated_evidence;
mod row_of_other_work;
mod score_range;
mod second_document;
mod section_inadequate;
mod settings;
mod signed_off_on_short_evidence;
mod signed_off_unsubmitted;
mod statement_contradicts_grade;
mod statement_counts_for_none;
mod statement_of_another_domain;
mod stray_file;
mod syntax;
mod tab;
mod template;
mod template_changed;
mod text_after_hash;
mod text_as_remark;
mod unclosed_quote;
mod unknown_key;
mod unknown_person;
mod unknown_statement;
mod unknown_work;
mod unreadable;
mod word_template;
mod work_sample;
mod worker_not_asked;
mod wrong_folder;
mod wrong_kind;
mod young_person_not_asked;
use crate::finding::{Finding, Severity};
use crate::framework::word::nearest;
use crate::record::{Audit, Draft, Place};

pub use about::{is_of_closing, is_of_kept, is_of_personal_data};
pub use changed_after_agreed::changed_after_agreed;
pub use cmt_not_named::cmt_not_named;
pub use enquiry_untested::untested_enquiries;
pub use lowered::{faults_of_lowering, lower};
pub use person_named::{NobodyNamed, personal_data_in};
pub use personal::{Looked, Personal, StaffNames};
pub use rule_page::explain_text;
pub use subject::RuleSubject;
pub use texts::FreeTexts;

/// What a rule says, why, and how it is seen.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which findings carry and `explain` takes.
    pub id: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What it finds.
    pub what: &'static str,
    /// Why that matters: the framework's sentence, reworded.
    pub why: &'static str,
    /// Where that stands.
    pub source: &'static str,
    /// An example of what it finds.
    pub before: &'static str,
    /// The example put right.
    pub after: &'static str,
    /// Looks for it; `None` where whoever reads the files raises it.
    pub check: Option<Check>,
}

/// Adds what a rule finds. A rule sees what those before it in [`RULES`] found.
pub type Check = fn(&RuleSubject<'_>, &mut Vec<Draft>);

/// Every rule, in the order in which they are documented. Those on explanations look at what the others found, and
/// so come last.
pub const RULES: &[&Rule] = &[
    &unreadable::RULE,
    &syntax::RULE,
    &control_character::RULE,
    &second_document::RULE,
    &tab::RULE,
    &lost_indent::RULE,
    &merge_marker::RULE,
    &unclosed_quote::RULE,
    &colon_in_text::RULE,
    &number_for_text::RULE,
    &number_in_quotes::RULE,
    &text_after_hash::RULE,
    &text_as_remark::RULE,
    &hidden_character::RULE,
    &missing_colon::RULE,
    &misplaced_hyphen::RULE,
    &missing_space::RULE,
    &alias_or_tag::RULE,
    &cut_off::RULE,
    &unknown_key::RULE,
    &duplicate_key::RULE,
    &wrong_kind::RULE,
    &not_an_option::RULE,
    &read_as_meant::RULE,
    &not_a_date::RULE,
    &not_a_grade::RULE,
    &not_a_number::RULE,
    &score_range::RULE,
    &conflicted_copy::RULE,
    &other_name::RULE,
    &stray_file::RULE,
    &wrong_folder::RULE,
    &template::RULE,
    &template_changed::RULE,
    &word_template::RULE,
    &open_to_everyone::RULE,
    &others_can_write::RULE,
    &holidays_not_listed::RULE,
    &draw_without_folder::RULE,
    &unknown_work::RULE,
    &panel_sheet::RULE,
    &work_sample::RULE,
    &changed_after_agreed::RULE,
    &enquiry_untested::RULE,
    &cmt_not_named::RULE,
    &issued_figures::RULE,
    &exit_interview::RULE,
    &number_not_claimed::RULE,
    &people::RULE,
    &settings::RULE,
    &log_line::RULE,
    &log_torn_line::RULE,
    &event_before_allocation::RULE,
    &event_in_future::RULE,
    &log_out_of_order::RULE,
    &kept_copy_lost::RULE,
    &missing_answer::RULE,
    &missing_grade::RULE,
    &missing_overall::RULE,
    &grade_without_evidence::RULE,
    &not_applicable_without_why::RULE,
    &action_incomplete::RULE,
    &family_not_heard::RULE,
    &missing_final_grade::RULE,
    &unknown_statement::RULE,
    &statement_of_another_domain::RULE,
    &auditor_holds_case::RULE,
    &auditor_moderates::RULE,
    &auditor_not_fit::RULE,
    &form_mismatch::RULE,
    &row_of_other_work::RULE,
    &future_date::RULE,
    &date_before_allocation::RULE,
    &dates_out_of_order::RULE,
    &referral_after_audit::RULE,
    &signed_off_unsubmitted::RULE,
    &feedback_before_sent::RULE,
    &re_audit_before_settled::RULE,
    &element_missing::RULE,
    &preparation_empty::RULE,
    &case_system_not_marked::RULE,
    &good_without_strengths::RULE,
    &improvement_without_areas::RULE,
    &placeholder_evidence::RULE,
    &repeated_evidence::RULE,
    &outstanding_without_why::RULE,
    &overall_above_most_domains::RULE,
    &outstanding_with_lower_section::RULE,
    &overall_below_all::RULE,
    &statement_contradicts_grade::RULE,
    &statement_counts_for_none::RULE,
    &outstanding_cites_nothing::RULE,
    &mostly_not_applicable::RULE,
    &section_inadequate::RULE,
    &chronology_old::RULE,
    &oversight_gap::RULE,
    &decision_not_same_day::RULE,
    &permanence_plan_late::RULE,
    &closure_on_open_case::RULE,
    &unknown_person::RULE,
    &person_left::RULE,
    &moderator_not_fit::RULE,
    &re_audit_by_first_auditor::RULE,
    &peer_not_named::RULE,
    &auditor_asked_family::RULE,
    &young_person_not_asked::RULE,
    &worker_not_asked::RULE,
    &feedback_undated::RULE,
    &low_grade_without_action::RULE,
    &owner_unknown::RULE,
    &action_date_past::RULE,
    &no_improvement_text::RULE,
    &consent_missing::RULE,
    &observation_step_blank::RULE,
    &only_one_basis::RULE,
    &child_not_heard::RULE,
    &nobody_heard::RULE,
    &moderation_duty_blank::RULE,
    &oversight_not_weighed::RULE,
    &regrade_without_reason::RULE,
    &regrade_to_same_grade::RULE,
    &regrade_twice::RULE,
    &signed_off_on_short_evidence::RULE,
    &key_findings_missing::RULE,
    &improvement_plan_missing::RULE,
    &changed_after_event::RULE,
    &date_of_birth::RULE,
    &nhs_number::RULE,
    &phone_number::RULE,
    &postcode::RULE,
    &email_address::RULE,
    &name_for_initials::RULE,
    &person_named::RULE,
    &explanation_too_short::RULE,
    &explanation_for_nothing::RULE,
];

impl Rule {
    /// A finding of this rule.
    pub fn draft(&self, place: Place, message: impl Into<String>) -> Draft {
        Draft::new(self.id, self.severity, place, message)
    }
}

/// Ids that rules had before: settings and explanations in which they stand hold on.
const FORMER: [(&str, &str); 1] = [("changed-after-sent", "changed-after-event")];

/// The id that a rule has now, where it had this one before.
fn id_now(id: &str) -> &str {
    FORMER
        .iter()
        .find(|(former, _)| *former == id)
        .map_or(id, |(_, now)| now)
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id_now(id))
}

/// The id that an unknown one seems to mean.
pub fn nearest_rule(id: &str) -> Option<&'static str> {
    nearest(id, RULES.iter().map(|rule| rule.id))
}

/// Everything the rules find in an audit, in the order of [`RULES`].
pub fn check_all(subject: &RuleSubject<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for check in RULES.iter().filter_map(|rule| rule.check) {
        check(subject, &mut drafts);
    }
    drafts
}

/// Puts the auditor's reasons beside the queries they answer. An error can't be explained, and a reason of one word
/// explains nothing.
pub fn apply_explanations(findings: &mut [Finding], audit: &Audit) {
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.severity == Severity::Query && finding.explained.is_none())
    {
        let given = audit.explained.iter().filter(|explained| {
            explained.query.as_deref().map(id_now) == Some(finding.rule)
                && !rule_page::is_about_explaining(finding.rule)
        });
        finding.explained = given
            .filter_map(|explained| explained.reason.clone())
            .find(|reason| rule_page::says_something(reason));
    }
}

#[cfg(test)]
mod tests;
