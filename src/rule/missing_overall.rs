//! `missing-overall`: the overall grade, or its reasons, are missing.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-overall",
    severity: Severity::Error,
    title: "The overall grade, or its reasons, are missing",
    what: "A submitted audit has no overall grade, or does not say what it rests on.",
    why: "The auditor grades the case overall and justifies it; without that grade an audit can't be counted.",
    source: "Section 2, case file audit, write-up",
    before: "overall:
  grade: RI
  reasons:",
    after: "overall:
  grade: RI
  reasons: The plan is sound, but visits were late in three of the last six months.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished().filter(|_| subject.form.overall) else {
        return;
    };
    let mut missing = |key: &str, message: &str, help: &str| {
        let route = Route::from("overall").key(key);
        if !subject.is_faulty(&route) {
            drafts.push(RULE.draft(key_in_audit(route), message).help(help));
        }
    };
    if audit.overall.grade.is_none() {
        missing(
            "grade",
            "There is no overall grade.",
            "Write O, G, RI or I; without it the audit is not counted.",
        );
    }
    if audit.overall.reasons.is_none() {
        missing(
            "reasons",
            "The overall grade has no reasons.",
            "Say in a sentence or two what weighed most: file, family, session.",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::Route;
    use crate::rule::sample::Sample;

    #[test]
    fn grade_and_reasons_are_asked_for_each() {
        let mut sample = Sample::clean();
        sample.audit().overall.reasons = None;
        sample.finds(&[("missing-overall", "overall.reasons")]);
        sample.audit().overall.grade = None;
        sample.finds(&[
            ("missing-overall", "overall.grade"),
            ("missing-overall", "overall.reasons"),
        ]);
    }

    #[test]
    fn what_could_not_be_read_is_not_missing() {
        let mut sample = Sample::clean();
        sample.audit().overall.grade = None;
        sample.faulty.insert(Route::from("overall.grade"));
        sample.finds(&[]);
    }
}
