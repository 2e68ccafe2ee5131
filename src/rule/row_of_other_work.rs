//! `row-of-other-work`: a row of the schedule that no audit on this form can meet.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "row-of-other-work",
    severity: Severity::Query,
    title: "A row of the schedule that this audit can't meet",
    what: "The allocation names a row of `schedule.toml` that is met by a whole work, such as a visit, a theme or a \
           panel, or one that does not list the audit's form.",
    why: "An audit meets a row on a form that the row lists; a visit or a panel is more than one audit. Under \
          another row it meets no expectation, and its grade is in no headline.",
    source: "Appendix 1",
    before: "form: child-case/2019\nrow: moderation-panel",
    after: "form: child-case/2019\nrow: area-case",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(row), Some(allocation)) = (subject.row, &subject.folder.allocation) else {
        return;
    };
    let form = allocation.form.form.as_str();
    if row.takes(form) {
        return;
    }
    let (message, help) = if row.is_met_by_a_work() {
        (
            format!(
                "The row {} ({}) is met by a whole work, never by one audit.",
                row.id,
                row.shown()
            ),
            "It counts under no row and in no headline. If it was to, withdraw it and make it again under its own row."
                .to_owned(),
        )
    } else {
        (
            format!("The row {} does not list the form {form}.", row.id),
            format!(
                "It counts under no row and in no headline. If audits on {form} serve the row, list it at form in \
                 schedule.toml; else withdraw this one and make it again under its own row."
            ),
        )
    };
    drafts.push(
        RULE.draft(Place::value(FileKind::Allocation, "row"), message)
            .help(help),
    );
}

#[cfg(test)]
mod tests {
    use crate::framework::schedule::RowActivity;
    use crate::rule::sample::{Sample, word};

    #[test]
    fn the_row_lists_the_form() {
        let mut sample = Sample::clean();
        sample.row.forms = vec![word("another"), word("sample")];
        sample.finds(&[]);
        sample.row.forms = vec![word("another")];
        sample.finds(&[("row-of-other-work", "row")]);
        assert!(sample.says().0.contains("does not list the form sample"));
        sample.row.forms.clear();
        sample.finds(&[("row-of-other-work", "row")]);
    }

    #[test]
    fn a_row_of_whole_works_takes_no_audit_whatever_forms_it_lists() {
        let mut sample = Sample::clean();
        for (_, activity) in RowActivity::NAMES {
            sample.row.activity = Some(activity);
            if activity.is_a_work() {
                sample.finds(&[("row-of-other-work", "row")]);
                assert!(sample.says().0.contains("is met by a whole work"));
            } else {
                sample.finds(&[]);
            }
        }
    }
}
