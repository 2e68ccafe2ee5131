//! `person-left`: somebody who was not in post.

use super::subject::moderator_place;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Date;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "person-left",
    severity: Severity::Query,
    title: "Somebody who was not in post",
    what: "The auditor had left, or not yet started, when the audit was allocated; or the moderator when it \
           was signed off.",
    why: "Audits are done and moderated by people in post.",
    source: "How people.csv is used",
    before: "moderator: Sam Moor      # left on 2026-10-31",
    after: "moderator: Ida Penn",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let folder = subject.folder;
    let mut post = |name: &str, place: Place, day: Date| {
        let person = subject.people.find(name);
        if person.is_some_and(|person| !person.in_post(day)) {
            let message = format!("{name} was not in post on {day}.");
            let help = "Check the name and the day; if people.csv is wrong, put it right there.";
            drafts.push(RULE.draft(place, message).help(help));
        }
    };
    if let (Some((auditor, place)), Some(allocation)) = (subject.auditor(), &folder.allocation) {
        // Who took over later is judged by the later day.
        let since = match place.file {
            FileKind::Log => folder.audit.as_ref().and_then(|audit| audit.date_of_audit),
            _ => Some(allocation.allocated),
        };
        if let Some(day) = since {
            post(auditor, place, day);
        }
    }
    if let Some(moderation) = &folder.moderation
        && let (Some(name), Some(day)) = (&moderation.moderator, moderation.signed_off)
    {
        post(name, moderator_place(subject), day);
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::People;
    use crate::rule::sample::{Sample, day, people_but};

    #[test]
    fn who_had_left_is_named() {
        let mut sample = Sample::clean();
        let mut people = people_but("");
        people[2].left = Some(day("2026-12-09"));
        sample.people = People::new(people.clone());
        assert_eq!(sample.places("person-left"), ["moderator"]);
        people[2].left = Some(day("2026-12-10"));
        sample.people = People::new(people);
        sample.finds(&[]);
    }

    #[test]
    fn an_auditor_is_in_post_at_the_allocation() {
        let mut sample = Sample::clean();
        let mut people = people_but("");
        people[0].started = Some(day("2026-11-24"));
        sample.people = People::new(people);
        sample.finds(&[("person-left", "auditor")]);
    }
}
