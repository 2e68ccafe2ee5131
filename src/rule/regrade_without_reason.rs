//! `regrade-without-reason`: a regraded section without a reason.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Readable, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "regrade-without-reason",
    severity: Severity::Error,
    title: "A regraded section without a reason",
    what: "The moderator has signed off, and changed a section's grade without saying why.",
    why: "The moderator may change the auditor's proposed grades, and gives reasons.",
    source: "Section 2, moderation",
    before: "- { section: visits, to: RI, reason: }",
    after: "- { section: visits, to: RI, reason: No visit was written up since June. }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(moderation) = &subject.folder.moderation else {
        return;
    };
    let done = moderation.signed_off.is_some_and(|day| day <= subject.as_of);
    let in_part = subject.folder.files.get(&FileKind::Moderation) == Some(&Readable::InPart);
    if !done || in_part {
        return;
    }
    for (index, regrade) in moderation.regrades.iter().enumerate() {
        let section = regrade.section.as_ref();
        if let (Some(id), Some(to), None) = (section, regrade.to, &regrade.reason) {
            let title = subject
                .form
                .section(id.as_str())
                .map_or(id.as_str(), |section| &section.title);
            let place = Place::key(
                FileKind::Moderation,
                Route::from("regrades").item(index).key("reason"),
            );
            let message = format!("{title} was regraded to {} without a reason.", to.title());
            let help = "Say what the auditor's grade did not take into account.";
            drafts.push(RULE.draft(place, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::record::Regrade;
    use crate::rule::sample::{Sample, some, word};

    #[test]
    fn a_change_has_a_reason() {
        let mut sample = Sample::clean();
        sample.moderation().regrades.push(Regrade {
            section: Some(word("files")),
            to: Some(Grade::Outstanding),
            reason: None,
        });
        sample.finds(&[("regrade-without-reason", "regrades[0].reason")]);
        sample.moderation().regrades[0].reason = some("Every note is there.");
        sample.finds(&[]);
    }

    #[test]
    fn a_moderation_under_way_is_silent() {
        let mut sample = Sample::clean();
        sample.moderation().regrades.push(Regrade {
            section: Some(word("files")),
            to: Some(Grade::RequiresImprovement),
            reason: None,
        });
        sample.moderation().signed_off = None;
        sample.finds(&[]);
    }
}
