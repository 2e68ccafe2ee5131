//! `form-mismatch`: the form is not the one that was allocated.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "form-mismatch",
    severity: Severity::Error,
    title: "The form is not the one that was allocated",
    what: "`audit.yaml` names another form, or another version of it, than `allocation.yaml`.",
    why: "Each kind of audit has its own form, and each version its own questions; an audit on the wrong one \
           can't be compared with the others.",
    source: "Appendix 1; Appendix 2",
    before: "form: case-audit/2018",
    after: "form: case-audit/2019",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let written = subject
        .folder
        .audit
        .as_ref()
        .and_then(|audit| audit.form.as_ref());
    let (Some(written), Some(allocation)) = (written, &subject.folder.allocation) else {
        return;
    };
    if *written != allocation.form {
        let allocated = &allocation.form;
        let message = format!("The audit says it is on form {written}, but {allocated} was allocated.");
        drafts.push(
            RULE.draft(in_audit("form"), message)
                .help(format!("Write form: {allocated}."))
                .related(Place::value(FileKind::Allocation, "form"), "what was allocated"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::FormRef;
    use crate::rule::sample::Sample;

    #[test]
    fn the_form_is_the_allocated_one() {
        let mut sample = Sample::draft();
        sample.audit().form = FormRef::parse("sample/2018");
        sample.finds(&[("form-mismatch", "form")]);
    }

    #[test]
    fn a_form_that_is_not_named_is_not_another() {
        let mut sample = Sample::draft();
        sample.audit().form = None;
        sample.finds(&[]);
    }
}
