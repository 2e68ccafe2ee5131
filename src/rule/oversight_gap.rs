//! `oversight-gap`: no management oversight for two months.

use super::subject::Gap;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "oversight-gap",
    severity: Severity::Query,
    title: "No management oversight for two months",
    what: "The last management oversight on file is more than two months before the audit, and its section is \
           graded better than Inadequate. It is asked where the form's guideline has the line on it, as that of \
           children's cases has.",
    why: "That there has been no management overview for over two months is what Inadequate looks like; \
           supervision is due monthly.",
    source: "Appendix 4, Supervision",
    before: "oversight_last_seen: 2026-09-01      # audited on 2026-12-03
grade: G",
    after: "oversight_last_seen: 2026-09-01
grade: I",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let gap = Gap {
        fact: FieldFact::LastManagementOversight,
        months: 2,
        thing: "The last management oversight was",
        line: "SUP-I3",
    };
    if let Some((place, weighed, message)) = gap.find(subject) {
        drafts.push(
            RULE.draft(place, message)
                .help(weighed.help())
                .related(weighed.grade_place(), "the grade"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, one, word};

    #[test]
    fn more_than_two_months_is_a_gap() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("talks").fields;
        fields.insert(word("oversight"), one("2026-10-02"));
        sample.finds(&[("oversight-gap", "sections.talks.oversight")]);
    }

    #[test]
    fn two_months_to_the_day_is_none() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("talks").fields;
        fields.insert(word("oversight"), one("2026-10-03"));
        sample.finds(&[]);
    }

    #[test]
    fn nothing_is_said_where_no_guideline_has_the_line() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("talks").fields;
        fields.insert(word("oversight"), one("2026-01-03"));
        assert_eq!(sample.places("oversight-gap").len(), 1);
        sample.rubric = None;
        assert!(sample.places("oversight-gap").is_empty());
    }
}
