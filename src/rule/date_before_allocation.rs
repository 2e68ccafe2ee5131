//! `date-before-allocation`: a day before the allocation.

use super::dates::dates;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-before-allocation",
    severity: Severity::Query,
    title: "A day before the allocation",
    what: "A step of the audit, or its submission, is dated before the day on which it was allocated.",
    why: "Allocation is day 1; the ten working days, and all that is done in them, come after.",
    source: "Section 2, process map",
    before: "file_reviewed: 2025-11-30      # allocated on 2026-11-23",
    after: "file_reviewed: 2026-11-30",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(allocation) = &subject.folder.allocation else {
        return;
    };
    let of_audit = dates(subject.folder, subject.form)
        .into_iter()
        .filter(|dated| dated.place.file == FileKind::Audit && dated.date < allocation.allocated);
    for dated in of_audit {
        let allocated = allocation.allocated;
        let message = format!("{} is before the audit was allocated.", dated.date);
        drafts.push(
            RULE.draft(dated.place, message)
                .help(format!(
                    "It was allocated on {allocated}; check the day, month and year."
                ))
                .related(Place::value(FileKind::Allocation, "allocated"), "the allocation"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, day, word};

    #[test]
    fn a_step_before_the_allocation_is_found() {
        let mut sample = Sample::draft();
        sample
            .audit()
            .preparation
            .insert(word("booked"), day("2025-11-25"));
        sample.finds(&[("date-before-allocation", "preparation.booked")]);
    }

    #[test]
    fn day_one_is_in_time() {
        let mut sample = Sample::draft();
        sample
            .audit()
            .preparation
            .insert(word("booked"), day("2026-11-23"));
        sample.finds(&[]);
    }
}
