//! `regrade-to-same-grade`: a regrade that changes nothing.

use super::subject::{in_audit, section_route};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "regrade-to-same-grade",
    severity: Severity::Query,
    title: "A regrade that changes nothing",
    what: "The moderator lists a section as regraded to the grade that the auditor gave it.",
    why: "The auditor's grade and the moderator's are kept beside each other, and every change with its reason; a change that is none hides one that was meant.",
    source: "Section 2, moderation",
    before: "- { section: visits, to: G, reason: ... }      # the auditor's grade: G",
    after: "- { section: visits, to: RI, reason: ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(moderation)) = (&subject.folder.audit, &subject.folder.moderation) else {
        return;
    };
    for (index, regrade) in moderation.regrades.iter().enumerate() {
        let section = regrade
            .section
            .as_ref()
            .and_then(|id| subject.form.section(id.as_str()));
        let (Some(section), Some(to)) = (section, regrade.to) else {
            continue;
        };
        let given = audit.sections.get(&section.id).and_then(|answer| answer.grade);
        if given == Some(Judgement::Graded(to)) {
            let message = format!(
                "{} is regraded to {}, which is the auditor's grade.",
                section.title,
                to.title()
            );
            let place = Place::value(
                FileKind::Moderation,
                Route::from("regrades").item(index).key("to"),
            );
            drafts.push(
                RULE.draft(place, message)
                    .help("Write the grade that was meant, or delete the item.")
                    .related(
                        in_audit(section_route(section).key("grade")),
                        "the auditor's grade",
                    ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::record::Regrade;
    use crate::rule::sample::{Sample, some, word};

    #[test]
    fn a_change_changes_something() {
        let mut sample = Sample::clean();
        sample.moderation().regrades.push(Regrade {
            section: Some(word("files")),
            to: Some(Grade::Good),
            reason: some("The file tells the story."),
        });
        sample.finds(&[("regrade-to-same-grade", "regrades[0].to")]);
        sample.moderation().regrades[0].to = Some(Grade::Outstanding);
        sample.finds(&[]);
    }
}
