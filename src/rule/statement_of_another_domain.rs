//! `statement-of-another-domain`: a statement of another domain.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::StatementId;
use crate::framework::form::Section;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "statement-of-another-domain",
    severity: Severity::Error,
    title: "A statement of another domain",
    what: "A section cites a statement of a domain that it does not look at, or the form has no guideline at \
           all.",
    why: "The guideline describes each domain for itself; a statement speaks for the grade of its own domain \
           only.",
    source: "Appendix 4",
    before: "criteria: [SUP-G1]      # in a section on recording",
    after: "criteria: [REC-G1]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = &subject.folder.audit else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        for (index, cited) in answer.criteria.iter().enumerate() {
            if let Some((message, help)) = misplaced(subject, section, cited) {
                let place = in_audit(route.key("criteria").item(index));
                drafts.push(RULE.draft(place, message).help(help));
            }
        }
    }
}

/// What is wrong with a citation, and what to do.
fn misplaced(subject: &RuleSubject<'_>, section: &Section, cited: &StatementId) -> Option<(String, String)> {
    let title = &section.title;
    if subject.form.guideline.is_none() {
        let message = format!("{title} cites {cited}, but this form has no guideline to cite from.");
        return Some((message, "Leave criteria empty: [].".to_owned()));
    }
    let rubric = subject.rubric?;
    let (domain, _) = rubric.statement(cited.as_str())?;
    if section.domains.contains(&domain.id) {
        return None;
    }
    let message = format!(
        "{cited} speaks of {}, which is not what {title} looks at.",
        domain.title
    );
    let looked_at: Vec<String> = section
        .domains
        .iter()
        .filter_map(|id| rubric.domain(id.as_str()))
        .map(|domain| format!("{} ({})", domain.title, domain.id))
        .collect();
    let help = if looked_at.is_empty() {
        "The guideline has no statements for this section; leave criteria empty: [].".to_owned()
    } else {
        format!("Cite statements of {}.", looked_at.join(", "))
    };
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, word};

    #[test]
    fn a_statement_speaks_for_its_own_domain() {
        let mut sample = Sample::draft();
        sample.section("files").criteria.push(word("BBB-G1"));
        sample.finds(&[("statement-of-another-domain", "sections.files.criteria[1]")]);
        let (message, help) = sample.says();
        assert_eq!(
            message,
            "BBB-G1 speaks of Talking, which is not what Files looks at."
        );
        assert_eq!(help, "Cite statements of Recording (AAA).");
    }

    #[test]
    fn a_section_or_form_without_domains_cites_nothing() {
        let mut sample = Sample::clean();
        sample.section("outcome").criteria.push(word("AAA-G1"));
        sample.finds(&[("statement-of-another-domain", "sections.outcome.criteria[0]")]);
        let mut sample = Sample::clean();
        sample.form.guideline = None;
        sample.rubric = None;
        assert_eq!(sample.places("statement-of-another-domain").len(), 2);
    }
}
