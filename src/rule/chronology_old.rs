//! `chronology-old`: a chronology not updated for six months.

use super::subject::Gap;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "chronology-old",
    severity: Severity::Query,
    title: "A chronology not updated for six months",
    what: "The chronology was last updated more than six months before the audit, and its section is graded \
           better than Inadequate. It is asked where the form's guideline has the line on it, as that of children's \
           cases has.",
    why: "That there is no chronology, or none updated in six months, is what Inadequate looks like.",
    source: "Appendix 4, Chronology",
    before: "chronology_last_updated: 2026-03-01      # audited on 2026-12-03
grade: G",
    after: "chronology_last_updated: 2026-03-01
grade: I",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let gap = Gap {
        fact: FieldFact::ChronologyUpdated,
        months: 6,
        thing: "The chronology was last updated",
        line: "CHR-I1",
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
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded, one, word};

    #[test]
    fn more_than_six_months_is_old() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("files").fields;
        fields.insert(word("chronology"), one("2026-06-02"));
        sample.finds(&[("chronology-old", "sections.files.chronology")]);
    }

    #[test]
    fn six_months_to_the_day_is_not_and_inadequate_says_it_already() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("files").fields;
        fields.insert(word("chronology"), one("2026-06-03"));
        sample.finds(&[]);
        let fields = &mut sample.section("files").fields;
        fields.insert(word("chronology"), one("2026-01-03"));
        sample.section("files").grade = graded(Grade::Inadequate);
        assert!(sample.places("chronology-old").is_empty());
    }

    #[test]
    fn nothing_is_said_where_no_guideline_has_the_line() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("files").fields;
        fields.insert(word("chronology"), one("2026-01-03"));
        assert_eq!(sample.places("chronology-old").len(), 1);
        sample.rubric = None;
        assert!(sample.places("chronology-old").is_empty());
    }
}
