//! `future-date`: a day that has not come yet.

use super::dates::dates;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "future-date",
    severity: Severity::Query,
    title: "A day that has not come yet",
    what: "Something is said to have happened on a day later than today. Dates by which an action is due are \
           meant to be later.",
    why: "A fact of a later day has not happened yet and is not counted.",
    source: "How dates count",
    before: "submitted: 2062-12-07",
    after: "submitted: 2026-12-07",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    for dated in dates(subject.folder, subject.form) {
        if dated.date > subject.as_of {
            let message = format!("{} has not come yet.", dated.date.spoken());
            let help = "If it is a slip, write the day it happened; until then it is not counted.";
            drafts.push(RULE.draft(dated.place, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, day, word};

    #[test]
    fn a_later_day_is_found_wherever_it_stands() {
        let mut sample = Sample::clean();
        sample.as_of = day("2026-12-09");
        sample.finds(&[("future-date", "signed_off")]);
        let mut sample = Sample::draft();
        sample
            .audit()
            .preparation
            .insert(word("booked"), day("2027-11-25"));
        sample.audit().family_feedback[0].date = Some(day("2027-12-01"));
        sample.finds(&[
            ("future-date", "preparation.booked"),
            ("future-date", "family_feedback[0].date"),
        ]);
    }

    #[test]
    fn today_has_come() {
        let mut sample = Sample::clean();
        sample.as_of = day("2026-12-10");
        sample.finds(&[]);
    }
}
