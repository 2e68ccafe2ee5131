//! `only-one-basis`: files or meetings, and not both.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::{FieldFact, FieldKind};
use crate::record::audit::FieldAnswer;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "only-one-basis",
    severity: Severity::Query,
    title: "Files or meetings, and not both",
    what: "The form asks on what the audit rests, and not everything it names is ticked.",
    why: "An audit of an IRO or CP chair covers an observed conference or review as well as their oversight \
           on the child's record.",
    source: "Section 2, IRO and CP chair",
    before: "rests_on: [Files]",
    after: "rests_on: [Files, Meetings]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(field) = subject
        .form
        .header
        .iter()
        .find(|field| field.fact == Some(FieldFact::Basis))
    else {
        return;
    };
    let FieldKind::Choices(options) = &field.kind else {
        return;
    };
    let ticked: &[String] = match audit.header.get(&field.id) {
        Some(FieldAnswer::Many(ticked)) => ticked,
        Some(FieldAnswer::One(ticked)) => std::slice::from_ref(ticked),
        None => return,
    };
    let missing: Vec<&str> = options
        .iter()
        .filter(|option| !ticked.contains(option))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        let message = format!("The audit leaves out: {}.", missing.join(", "));
        let help = "One audit covers them all; tick what it covered, or explain why not.";
        let place = in_audit(Route::from("header").key(&field.id));
        drafts.push(RULE.draft(place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::record::audit::FieldAnswer;
    use crate::rule::sample::{Sample, word};

    #[test]
    fn both_halves_are_expected() {
        let mut sample = Sample::clean();
        let half = FieldAnswer::Many(vec!["Files".to_owned()]);
        sample.audit().header.insert(word("basis"), half);
        sample.finds(&[("only-one-basis", "header.basis")]);
        assert_eq!(sample.says().0, "The audit leaves out: Meetings.");
        sample.audit().header.remove("basis");
        sample.finds(&[]);
    }
}
