//! `explanation-too-short`: an explanation that explains nothing.

use super::rule_page::says_something;
use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "explanation-too-short",
    severity: Severity::Query,
    title: "An explanation that explains nothing",
    what: "A query is answered with one word, or none. It stays open.",
    why: "The reason is read by the moderator beside the query, and has to make sense to somebody who was not \
           there.",
    source: "How queries are explained",
    before: "- query: overall-above-most-domains
  reason: Agreed",
    after: "- query: overall-above-most-domains
  reason: The three Good sections are those that made the child safe.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = &subject.folder.audit else {
        return;
    };
    for (index, explained) in audit.explained.iter().enumerate() {
        let route = Route::from("explained").item(index).key("reason");
        let enough = explained.reason.as_deref().is_some_and(says_something);
        let blank = explained.query.is_none() && explained.reason.is_none();
        if !enough && !blank && !subject.is_faulty(&route) {
            let query = explained.query.as_deref().unwrap_or("a query");
            let message = format!("The reason for {query} says too little.");
            let help = "Write in a sentence why it is right all the same.";
            drafts.push(RULE.draft(in_audit(route), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn one_word_is_too_short() {
        let mut sample = Sample::clean();
        sample.audit().preparation.remove("marked");
        sample.explain("case-system-not-marked", "Agreed.");
        sample.finds(&[
            ("case-system-not-marked", "preparation.marked"),
            ("explanation-too-short", "explained[0].reason"),
        ]);
        sample.audit().explained[0].reason = some("LCS was down that week.");
        sample.finds(&[("case-system-not-marked", "preparation.marked")]);
    }
}
