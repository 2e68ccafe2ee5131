//! `owner-unknown`: an action whose owner nobody knows.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::People;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "owner-unknown",
    severity: Severity::Query,
    title: "An action whose owner nobody knows",
    what: "The owner of an action is nobody in `people.csv`, and no role either.",
    why: "Supervision sees to it that actions are completed, and has to know with whom.",
    source: "Section 2, follow-up",
    before: "owner: everyone",
    after: "owner: Robin Hale",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(allocation)) = (subject.finished(), &subject.folder.allocation) else {
        return;
    };
    if subject.people.all().is_empty() {
        return;
    }
    let of_case = [
        allocation.worker.as_deref(),
        allocation.manager.as_deref(),
        Some(allocation.auditor.as_str()),
    ];
    for (index, action) in audit.actions.iter().enumerate() {
        let Some(owner) = action.owner.as_deref() else {
            continue;
        };
        let known = subject.people.find(owner).is_some()
            || of_case
                .into_iter()
                .flatten()
                .any(|name| subject.people.same(name, owner))
            || is_role(owner, subject.people);
        if !known {
            let help = match subject.people.nearest(owner) {
                Some(meant) => format!("Did you mean {meant}?"),
                None => "Write a name as people.csv has it, or a role, such as team manager.".to_owned(),
            };
            let message = format!("{owner}, who is to see to action {}, is not known.", index + 1);
            let place = in_audit(Route::from("actions").item(index).key("owner"));
            drafts.push(RULE.draft(place, message).help(help));
        }
    }
}

/// Whether the owner is named by a role that somebody holds, alone or among other words.
fn is_role(owner: &str, people: &People) -> bool {
    let spaced = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
    let owner = spaced(owner);
    let mut roles = people.all().iter().flat_map(|person| &person.roles);
    roles.any(|role| owner.contains(&spaced(role.as_str())))
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn an_owner_is_a_person_or_a_role() {
        let mut sample = Sample::clean();
        sample.audit().actions[0].owner = some("everyone");
        sample.finds(&[("owner-unknown", "actions[0].owner")]);
        sample.audit().actions[0].owner = some("Robin Hail");
        assert_eq!(sample.says().1, "Did you mean Robin Hale?");
        for known in ["HALE, Robin", "allocated social worker", "Team Manager"] {
            sample.audit().actions[0].owner = some(known);
            sample.finds(&[]);
        }
    }
}
