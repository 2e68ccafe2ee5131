//! `explanation-for-nothing`: an explanation for nothing.

use super::rule_page::is_about_explaining;
use super::subject::in_audit;
use super::{Rule, RuleSubject, find, id_now, nearest_rule};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "explanation-for-nothing",
    severity: Severity::Query,
    title: "An explanation for nothing",
    what: "A reason is given for a query that is not there, is no query but an error, or does not exist.",
    why: "What was explained and has been amended since need not be explained; a slip in the name leaves the \
           query open.",
    source: "How queries are explained",
    before: "- query: overall-above-most-domain
  reason: The three Good sections are those that made the child safe.",
    after: "- query: overall-above-most-domains
  reason: The three Good sections are those that made the child safe.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = &subject.folder.audit else {
        return;
    };
    let finished = subject.finished().is_some();
    for (index, explained) in audit.explained.iter().enumerate() {
        let Some(query) = explained.query.as_deref() else {
            continue;
        };
        let raised = drafts.iter().any(|draft| draft.rule == id_now(query));
        if let Some((message, help)) = idle(query, raised, finished) {
            let place = in_audit(Route::from("explained").item(index).key("query"));
            drafts.push(RULE.draft(place, message).help(help));
        }
    }
}

/// Why an explanation is one for nothing, and what to do.
fn idle(query: &str, raised: bool, finished: bool) -> Option<(String, String)> {
    let Some(rule) = find(query) else {
        let help = match nearest_rule(query) {
            Some(meant) => format!("Did you mean {meant}?"),
            None => "Write the name that stands beside the query.".to_owned(),
        };
        return Some((format!("There is no query {query}."), help));
    };
    if rule.severity == Severity::Error {
        let message = format!("{query} is an error, which no reason puts right.");
        return Some((message, "Mend it, and take the reason out.".to_owned()));
    }
    if is_about_explaining(query) {
        let message = format!("{query} is about reasons, and has none of its own.");
        return Some((message, "Take it out.".to_owned()));
    }
    // What the readers raise is not among the drafts, and much is asked only once the audit is submitted.
    let idle = rule.check.is_some() && finished && !raised;
    idle.then(|| {
        let message = format!("There is nothing to explain: {query} was not raised.");
        (message, "Take it out, or check the name.".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_reason_needs_a_query() {
        let mut sample = Sample::clean();
        sample.explain("feedback-undated", "The mother rang twice.");
        sample.finds(&[("explanation-for-nothing", "explained[0].query")]);
        sample.audit().family_feedback[0].date = None;
        sample.finds(&[("feedback-undated", "family_feedback[0].date")]);
    }

    #[test]
    fn a_slip_in_the_name_and_an_error_are_told() {
        let mut sample = Sample::clean();
        sample.explain("feedback-undatet", "The mother rang twice.");
        assert_eq!(sample.says().1, "Did you mean feedback-undated?");
        sample.audit().explained[0].query = some("missing-grade");
        sample.finds(&[("explanation-for-nothing", "explained[0].query")]);
    }

    #[test]
    fn a_draft_may_explain_what_is_asked_later_and_what_readers_raise() {
        let mut sample = Sample::draft();
        sample.explain("feedback-undated", "The mother rang twice.");
        sample.finds(&[]);
        let mut sample = Sample::clean();
        sample.explain("stray-file", "The letter belongs to the audit.");
        sample.finds(&[]);
    }
}
