//! `regrade-twice`: a section that is regraded twice.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "regrade-twice",
    severity: Severity::Error,
    title: "A section that is regraded twice",
    what: "The moderator lists a section as regraded more than once.",
    why: "The moderator has the final decision on a grade; with two of them it is not known which is final.",
    source: "Section 2, moderation",
    before: "- { section: visits, to: RI, reason: ... }\n- { section: visits, to: I, reason: ... }",
    after: "- { section: visits, to: RI, reason: ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(moderation) = &subject.folder.moderation else {
        return;
    };
    let place = |index: usize| {
        let route = Route::from("regrades").item(index).key("section");
        Place::value(FileKind::Moderation, route)
    };
    let regrades = &moderation.regrades;
    for (index, regrade) in regrades.iter().enumerate() {
        let Some(id) = &regrade.section else { continue };
        let first = regrades[..index]
            .iter()
            .position(|before| before.section.as_ref() == Some(id));
        if let Some(first) = first {
            let title = subject
                .form
                .section(id.as_str())
                .map_or(id.as_str(), |section| &section.title);
            let message = format!("{title} is regraded twice; the last one counts.");
            drafts.push(
                RULE.draft(place(index), message)
                    .help("Keep the one that was meant and delete the other.")
                    .related(place(first), "it stands here first"),
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
    fn a_section_has_one_final_grade() {
        let mut sample = Sample::clean();
        for (section, to) in [("files", Grade::Outstanding), ("talks", Grade::Outstanding)] {
            sample.moderation().regrades.push(Regrade {
                section: Some(word(section)),
                to: Some(to),
                reason: some("It was seen on the record."),
            });
        }
        sample.finds(&[]);
        sample.moderation().regrades[1].section = Some(word("files"));
        sample.finds(&[("regrade-twice", "regrades[1].section")]);
    }
}
