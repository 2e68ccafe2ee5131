//! `missing-final-grade`: signed off without the final grade.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Readable, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-final-grade",
    severity: Severity::Error,
    title: "Signed off without the final grade",
    what: "The moderator has signed off and the overall grade is not written; or it differs from the \
           auditor's, and not why.",
    why: "The moderator has the final decision on the grade, and gives reasons for a change.",
    source: "Section 2, moderation",
    before: "overall:
  grade:
signed_off: 2026-12-10",
    after: "overall:
  grade: RI
  reason: Two visits were not recorded, which the auditor could not know.
signed_off: 2026-12-10",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let folder = subject.folder;
    let Some(moderation) = &folder.moderation else {
        return;
    };
    let done = moderation.signed_off.is_some_and(|day| day <= subject.as_of);
    // An evidence review regrades nothing; in a file that was read in part the grade may be there.
    let in_part = folder.files.get(&FileKind::Moderation) == Some(&Readable::InPart);
    if !done || in_part || !subject.form.settles_with_a_grade() {
        return;
    }
    let place = |key: &str| Place::key(FileKind::Moderation, Route::from("overall").key(key));
    let Some(grade) = moderation.overall_grade else {
        let message = "The moderation is signed off without an overall grade.";
        let help = "Write the final grade, whether you agree with the auditor's or not: it alone counts.";
        drafts.push(RULE.draft(place("grade"), message).help(help));
        return;
    };
    let given = folder.audit.as_ref().and_then(|audit| audit.overall.grade);
    if moderation.overall_reason.is_none() && given.is_some_and(|given| given != grade) {
        let message = format!("The grade was changed to {} without a reason.", grade.title());
        let help = "Say in reason what the auditor's grade did not take into account.";
        drafts.push(RULE.draft(place("reason"), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_sign_off_states_the_grade_and_why_it_differs() {
        let mut sample = Sample::clean();
        sample.moderation().overall_grade = None;
        sample.finds(&[("missing-final-grade", "overall.grade")]);
        sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
        sample.finds(&[("missing-final-grade", "overall.reason")]);
        sample.moderation().overall_reason = some("Two visits are not on the record.");
        sample.finds(&[]);
    }

    #[test]
    fn a_moderation_under_way_lacks_nothing() {
        let mut sample = Sample::clean();
        sample.moderation().overall_grade = None;
        sample.moderation().signed_off = None;
        sample.finds(&[]);
    }
}
