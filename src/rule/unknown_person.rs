//! `unknown-person`: a name that people.csv does not know.

use super::subject::named;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-person",
    severity: Severity::Query,
    title: "A name that people.csv does not know",
    what: "An auditor, moderator, reviewer, service manager or second auditor is not in `people.csv`; or the \
           worker is not, and a name there is nearly the same.",
    why: "Work is counted by the person; one who is known by two names is counted as two, or not at all.",
    source: "How people.csv is used",
    before: "moderator: Sam More",
    after: "moderator: Sam Moor",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let people = subject.people;
    if people.all().is_empty() {
        return;
    }
    for (name, place) in named(subject) {
        if people.find(name).is_some() {
            continue;
        }
        let help = match people.nearest(name) {
            Some(meant) => format!("Did you mean {meant}? Else add the name, or an alias, to people.csv."),
            None => "Write the name as people.csv has it, or add the person there.".to_owned(),
        };
        let message = format!("{name} is not in people.csv.");
        drafts.push(RULE.draft(place, message).help(help));
    }
    let worker = subject
        .folder
        .allocation
        .as_ref()
        .and_then(|found| found.worker.as_deref());
    let Some(worker) = worker.filter(|worker| people.find(worker).is_none()) else {
        return;
    };
    if let Some(meant) = people.nearest(worker) {
        let place = Place::value(FileKind::Allocation, "worker");
        let message = format!("{worker} is not in people.csv, but {meant} is.");
        let help = "If they are the same person, add the spelling to the aliases in people.csv.";
        drafts.push(RULE.draft(place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::People;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_misspelt_name_is_answered_with_the_nearest() {
        let mut sample = Sample::clean();
        sample.moderation().moderator = some("Sam More");
        sample.finds(&[("unknown-person", "moderator")]);
        assert!(sample.says().1.starts_with("Did you mean Sam Moor?"));
        let mut sample = Sample::clean();
        sample.allocation().worker = some("Robyn Hale");
        assert_eq!(sample.places("unknown-person"), ["worker"]);
    }

    #[test]
    fn a_worker_whom_nobody_lists_and_an_empty_list_are_silent() {
        let mut sample = Sample::clean();
        sample.allocation().worker = some("Quentin Zephyr");
        sample.finds(&[]);
        sample.people = People::new(Vec::new());
        sample.moderation().moderator = some("Sam More");
        sample.finds(&[]);
    }
}
