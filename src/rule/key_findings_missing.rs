//! `key-findings-missing`: key findings are not written.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::Block;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "key-findings-missing",
    severity: Severity::Query,
    title: "Key findings are not written",
    what: "The form asks for findings, learning points and recommendations, and one of them is empty.",
    why: "The audit of an IRO or CP chair ends with its key findings, learning points and recommendations.",
    source: "Section 2, IRO and CP chair",
    before: "key_findings:
  recommendations:",
    after: "key_findings:
  recommendations: Book the advocate before each review.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject
        .finished()
        .filter(|_| subject.form.asks_for(Block::KeyFindings))
    else {
        return;
    };
    for (key, name) in PARTS {
        let route = Route::from("key_findings").key(key);
        if !audit.key_findings.contains_key(key) && !subject.is_faulty(&route) {
            let message = format!("No {name} are written.");
            let help = "Write them in a sentence or two each.";
            drafts.push(RULE.draft(key_in_audit(route), message).help(help));
        }
    }
}

/// The block's keys, as the contract names them, and in words.
const PARTS: [(&str, &str); 3] = [
    ("findings", "key findings"),
    ("learning_points", "learning points"),
    ("recommendations", "recommendations"),
];

#[cfg(test)]
mod tests {
    use crate::framework::form::Block;
    use crate::rule::sample::Sample;

    #[test]
    fn each_part_is_asked_for() {
        let mut sample = Sample::clean();
        sample.form.ask.push(Block::KeyFindings);
        for key in ["findings", "learning_points"] {
            sample
                .audit()
                .key_findings
                .insert(key.to_owned(), "The child was heard.".to_owned());
        }
        sample.finds(&[("key-findings-missing", "key_findings.recommendations")]);
        sample.form.ask.pop();
        sample.finds(&[]);
    }
}
