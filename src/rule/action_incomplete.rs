//! `action-incomplete`: an action lacks what, who or by when.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Action, Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "action-incomplete",
    severity: Severity::Error,
    title: "An action lacks what, who or by when",
    what: "An action of a submitted audit does not say what is to be done, who sees to it, or by when. A line \
           that is wholly empty is passed over.",
    why: "The plan for improvement names the action required, who is to complete it and by when; supervision \
           follows it up.",
    source: "Appendix 2, action plan for improvement; section 2, follow-up",
    before: "- action: Update the genogram
  owner: Robin Hale
  by:",
    after: "- action: Update the genogram
  owner: Robin Hale
  by: 2027-01-15",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for (index, action) in audit.actions.iter().enumerate() {
        if *action == Action::default() {
            continue;
        }
        let number = index + 1;
        let parts = [
            (
                "action",
                action.action.is_none(),
                "says not what is to be done",
                "Write what is to be done.",
            ),
            (
                "owner",
                action.owner.is_none(),
                "has nobody to see to it",
                "Write the name of who sees to it.",
            ),
            (
                "by",
                action.by.is_none(),
                "has no date",
                "Write the day by which it is done, such as 2027-01-15.",
            ),
        ];
        for (key, missing, message, help) in parts {
            let route = Route::from("actions").item(index).key(key);
            if missing && !subject.is_faulty(&route) {
                drafts.push(
                    RULE.draft(key_in_audit(route), format!("Action {number} {message}."))
                        .help(help),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{Action, Route};
    use crate::rule::sample::{Sample, day};

    #[test]
    fn each_missing_part_is_named() {
        let mut sample = Sample::clean();
        sample.audit().actions[0].by = None;
        sample.finds(&[("action-incomplete", "actions[0].by")]);
        assert_eq!(sample.says().0, "Action 1 has no date.");
        sample.audit().actions[0].owner = None;
        sample.audit().actions[0].action = None;
        sample.audit().actions[0].by = Some(day("2027-01-15"));
        sample.finds(&[
            ("action-incomplete", "actions[0].action"),
            ("action-incomplete", "actions[0].owner"),
        ]);
    }

    #[test]
    fn an_empty_line_and_an_unreadable_date_are_passed_over() {
        let mut sample = Sample::clean();
        sample.audit().actions.push(Action::default());
        sample.audit().actions[0].by = None;
        sample.faulty.insert(Route::from("actions").item(0).key("by"));
        sample.finds(&[]);
    }
}
