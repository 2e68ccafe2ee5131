//! `improvement-plan-missing`: the worker's improvement plan is missing.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Readable};

/// The rule.
pub const RULE: Rule = Rule {
    id: "improvement-plan-missing",
    severity: Severity::Query,
    title: "The worker's improvement plan is missing",
    what: "The worker has given feedback on an audit that is Requires improvement or Inadequate, the form asks \
           for an improvement plan, and none is written.",
    why: "Where the audit is graded Requires improvement or Inadequate, the worker adds an improvement plan.",
    source: "Appendix 2, staff feedback",
    before: "improvement_plan:",
    after: "improvement_plan: I will see each child alone, monthly, and write it up in a week.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let folder = subject.folder;
    let (Some(feedback), Some(audit)) = (&folder.feedback, &folder.audit) else {
        return;
    };
    let given = feedback.date.is_some_and(|day| day <= subject.as_of);
    let in_part = folder.files.get(&FileKind::Feedback) == Some(&Readable::InPart);
    let moderated = folder
        .moderation
        .as_ref()
        .and_then(|moderation| moderation.overall_grade);
    let Some(grade) = moderated.or(audit.overall.grade).filter(|_| given && !in_part) else {
        return;
    };
    let mut asked = subject
        .form
        .staff_feedback
        .iter()
        .filter(|question| question.when_grade.contains(&grade));
    let missing = asked.any(|question| !feedback.answers.contains_key(&question.id));
    if missing && feedback.improvement_plan.is_none() {
        let message = format!(
            "The audit is graded {}, and the worker has no improvement plan.",
            grade.title()
        );
        let help = "Write what the worker will change, and by when.";
        let place = Place::key(FileKind::Feedback, "improvement_plan");
        drafts.push(RULE.draft(place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::framework::form::{AnswerKind, StaffQuestion};
    use crate::record::Feedback;
    use crate::rule::sample::{Sample, day, some, word};

    #[test]
    fn below_good_the_worker_plans() {
        let mut sample = Sample::clean();
        sample.form.staff_feedback.push(StaffQuestion {
            id: word("q5"),
            text: "Your improvement plan".to_owned(),
            kind: AnswerKind::Text,
            when_grade: vec![Grade::RequiresImprovement, Grade::Inadequate],
            when_feedback: false,
        });
        sample.folder.feedback = Some(Feedback {
            date: Some(day("2026-12-20")),
            ..Feedback::default()
        });
        sample.finds(&[]);
        sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
        sample.moderation().overall_reason = some("The talks weigh more.");
        sample.finds(&[("improvement-plan-missing", "improvement_plan")]);
        sample.folder.feedback.as_mut().unwrap().improvement_plan = some("I will write up each talk.");
        sample.finds(&[]);
    }
}
