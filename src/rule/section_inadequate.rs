//! `section-inadequate`: a section is Inadequate under a better overall grade.

use super::subject::{in_audit, section_route};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Grade;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "section-inadequate",
    severity: Severity::Note,
    title: "A section is Inadequate under a better overall grade",
    what: "A section is graded Inadequate, and the audit as a whole better than that. The final grades are held to \
           it too, once a moderator has changed any.",
    why: "The overall grade alone starts the notice to the service manager, the case direction and the re-audit. A \
          section that is Inadequate starts none of them, and should be seen all the same.",
    source: "Section 2, case file audit: any audit graded Inadequate",
    before: "sections:
  reviews:
    grade: I
overall:
  grade: RI",
    after: "the same; the section's actions say what is to be done",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let mut told: Vec<&str> = Vec::new();
    for graded in subject.graded() {
        let inadequate = graded
            .sections
            .iter()
            .filter(|(_, grade)| *grade == Grade::Inadequate);
        for (section, _) in inadequate.filter(|_| graded.overall > Grade::Inadequate) {
            // The auditor's note need not be said of the final grade again.
            if told.contains(&section.id.as_str()) {
                continue;
            }
            told.push(section.id.as_str());
            let sentence = format!(
                "{} is Inadequate under an overall {}: it is flagged, and asks for an action and no step of its own.",
                section.title,
                graded.overall.title()
            );
            let place = if graded.is_final {
                graded.place()
            } else {
                in_audit(section_route(section).key("grade"))
            };
            drafts.push(RULE.draft(place, graded.message(&sentence)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::{Grade, Judgement};
    use crate::rule::sample::Sample;

    #[test]
    fn an_inadequate_section_is_noted_under_a_better_grade_alone() {
        let mut sample = Sample::clean();
        let id = sample.audit().sections.keys().next().unwrap().clone();
        sample.audit().sections.get_mut(&id).unwrap().grade = Some(Judgement::Graded(Grade::Inadequate));
        let notes = |sample: &Sample| {
            let found = sample.found();
            found
                .iter()
                .filter(|found| format!("{found:?}").contains("section-inadequate"))
                .count()
        };
        assert_eq!(notes(&sample), 1);
        sample.audit().overall.grade = Some(Grade::Inadequate);
        // The moderator keeps the section under a better grade than the auditor's.
        assert_eq!(notes(&sample), 1);
        sample.moderation().overall_grade = Some(Grade::Inadequate);
        assert_eq!(notes(&sample), 0);
    }
}
