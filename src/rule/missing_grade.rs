//! `missing-grade`: a section has no grade.

use super::subject::{key_in_audit, section_route};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-grade",
    severity: Severity::Error,
    title: "A section has no grade",
    what: "A section of a submitted audit is neither graded nor said not to apply.",
    why: "The auditor grades each domain and the case overall; domain grades are used by themselves in \
           thematic reports.",
    source: "Section 2, case file audit, write-up",
    before: "grade:",
    after: "grade: RI",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for section in subject.asked_sections(audit).filter(|section| section.graded) {
        // Of a section that is not there at all, another finding tells.
        let graded = audit
            .sections
            .get(&section.id)
            .is_none_or(|answer| answer.grade.is_some());
        let route = section_route(section).key("grade");
        if !graded && !subject.is_faulty(&route) {
            drafts.push(
                RULE.draft(key_in_audit(route), format!("{} has no grade.", section.title))
                    .help("Write O, G, RI or I; or N/A, with the reason in not_applicable."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::record::Route;
    use crate::rule::sample::Sample;

    #[test]
    fn a_section_without_a_grade_is_named() {
        let mut sample = Sample::clean();
        sample.section("talks").grade = None;
        sample.finds(&[("missing-grade", "sections.talks.grade")]);
        assert_eq!(sample.says().0, "Talks has no grade.");
    }

    #[test]
    fn a_grade_that_could_not_be_read_is_not_missing() {
        let mut sample = Sample::clean();
        sample.section("talks").grade = None;
        sample.faulty.insert(Route::from("sections.talks.grade"));
        sample.finds(&[]);
        let mut sample = Sample::draft();
        sample.section("talks").grade = None;
        sample.finds(&[]);
    }
}
