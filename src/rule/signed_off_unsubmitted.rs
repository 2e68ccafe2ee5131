//! `signed-off-unsubmitted`: signed off before it was submitted.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "signed-off-unsubmitted",
    severity: Severity::Error,
    title: "Signed off before it was submitted",
    what: "The moderator has signed off an audit, or its evidence was reviewed, and the auditor has not submitted it.",
    why: "The moderator judges a finished audit; before it is submitted, what was judged can still change.",
    source: "Section 2, process map",
    before: "submitted:                  # audit.yaml\nsigned_off: 2026-12-10      # moderation.yaml",
    after: "submitted: 2026-12-04       # audit.yaml\nsigned_off: 2026-12-10      # moderation.yaml",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(moderation)) = (&subject.folder.audit, &subject.folder.moderation) else {
        return;
    };
    let submitted = Route::from("submitted");
    // A later day of submission is another rule's.
    if audit.submitted.is_some() || audit.submitted_unreadable || subject.is_faulty(&submitted) {
        return;
    }
    if let Some(day) = moderation.signed_off.filter(|day| *day <= subject.as_of) {
        let message = format!("It was signed off on {}, and is not submitted.", day.spoken());
        drafts.push(
            RULE.draft(Place::value(FileKind::Moderation, "signed_off"), message)
                .help(
                    "The auditor writes the day of submission in audit.yaml; or empty signed_off until then.",
                )
                .related(key_in_audit(submitted), "no day stands here"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::Sample;

    #[test]
    fn a_draft_is_not_signed_off() {
        let mut sample = Sample::clean();
        sample.audit().submitted = None;
        assert_eq!(sample.places("signed-off-unsubmitted"), ["signed_off"]);
        sample.moderation().signed_off = None;
        assert_eq!(sample.places("signed-off-unsubmitted"), [""; 0]);
    }

    #[test]
    fn a_day_that_cannot_be_read_says_that_the_auditor_is_done() {
        let mut sample = Sample::clean();
        sample.audit().submitted = None;
        sample.audit().submitted_unreadable = true;
        assert_eq!(sample.places("signed-off-unsubmitted"), [""; 0]);
    }
}
