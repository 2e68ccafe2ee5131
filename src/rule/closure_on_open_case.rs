//! `closure-on-open-case`: a closure summary judged on an open case.

use super::subject::in_audit;
use super::texts::is_left_out;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "closure-on-open-case",
    severity: Severity::Query,
    title: "A closure summary judged on an open case",
    what: "The case is said to be open, and the item on the closure summary has a status other than N/A.",
    why: "The closure summary is asked of closed cases only.",
    source: "Appendix 2, child case, file recording",
    before: "closed: no
items: { q7: { status: Incomplete } }",
    after: "closed: no
items: { q7: { status: N/A } }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(closed) = subject
        .fact(audit, FieldFact::CaseClosed)
        .filter(|told| told.is("no"))
    else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        for question in &section.questions {
            let item = answer.items.get(&question.id);
            let judged = item.is_some_and(|item| item.status.is_some() && !is_left_out(item));
            if question.fact == Some(FieldFact::ClosureSummary) && judged {
                let place = in_audit(route.key("items").key(&question.id).key("status"));
                let message = "The closure summary is judged, but the case is said to be open.";
                drafts.push(
                    RULE.draft(place, message)
                        .help("Write N/A here; or, if the case is closed, say so.")
                        .related(closed.place.clone(), "the case is said to be open"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, one, some, word};

    #[test]
    fn an_open_case_has_no_closure_to_judge() {
        let mut sample = Sample::clean();
        sample.section("files").items.get_mut("q2").unwrap().status = some("Requires update");
        sample.finds(&[("closure-on-open-case", "sections.files.items.q2.status")]);
        let fields = &mut sample.section("files").fields;
        fields.insert(word("closed"), one("yes"));
        sample.finds(&[]);
    }
}
