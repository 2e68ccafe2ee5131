//! `overall-below-all`: overall worse than every section.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "overall-below-all",
    severity: Severity::Query,
    title: "Overall worse than every section",
    what: "The overall grade is worse than that of each graded section. The final grades are held to \
           it too, once a moderator has changed any.",
    why: "The auditor decides the overall grade; one that no domain explains needs a reason the moderator can \
           follow.",
    source: "Section 2, case file audit, write-up (a reading: the framework sets no rule for adding up)",
    before: "overall: { grade: RI, ... }      # every section is G",
    after: "overall: { grade: G, ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    for graded in subject.graded() {
        let Some(least) = graded.sections.iter().map(|(_, grade)| *grade).min() else {
            continue;
        };
        if graded.overall < least {
            let message = format!(
                "{} overall is worse than every section; the least is {}.",
                graded.overall.title(),
                least.title()
            );
            let help =
                graded.help("Look at the grade again, or explain what weighed more than the sections.");
            drafts.push(RULE.draft(graded.place(), graded.message(&message)).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::record::Route;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn worse_than_all_is_found() {
        let mut sample = Sample::clean();
        sample.audit().overall.grade = Some(Grade::Inadequate);
        sample.moderation().overall_reason = some("The sections do not bear it out.");
        sample.finds(&[("overall-below-all", "overall.grade")]);
    }

    #[test]
    fn a_grade_that_could_not_be_read_may_be_the_least() {
        let mut sample = Sample::clean();
        sample.audit().overall.grade = Some(Grade::Inadequate);
        sample.moderation().overall_reason = some("The sections do not bear it out.");
        sample.section("talks").grade = None;
        sample.faulty.insert(Route::from("sections.talks.grade"));
        sample.finds(&[]);
    }

    #[test]
    fn as_the_least_is_not_worse() {
        let mut sample = Sample::clean();
        sample.audit().overall.grade = Some(Grade::RequiresImprovement);
        sample.moderation().overall_reason = some("The talks weigh less.");
        sample.finds(&[]);
    }
}
