//! `changed-after-sent`: a file that was changed after the audit was sent.

use super::{Rule, Subject};
use crate::finding::Severity;
use crate::record::words::words;
use crate::record::{ChangedSince, Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "changed-after-sent",
    severity: Severity::Query,
    title: "A file that was changed after the audit was sent",
    what: "An answer in `audit.yaml` or `moderation.yaml` is not what it was when the audit was sent to manager and worker. Layout, comments and explanations of queries don't count.",
    why: "The moderator's grade is final, and what manager and worker were sent is what they answer to; a later change would be nobody's.",
    source: "Section 2, moderation and process map",
    before: "grade: G       # it was sent with RI",
    after: "grade: RI",
    check: Some(check),
};

/// So many answers are named at most.
const NAMED: usize = 3;

fn check(subject: &Subject<'_>, drafts: &mut Vec<Draft>) {
    for changed in &subject.kept.changed {
        let first = changed.what.as_ref().and_then(|what| what.first());
        let place = Place::value(changed.file, first.cloned().unwrap_or_default());
        let sent = Place::value(
            FileKind::Log,
            Route::top()
                .item(changed.item)
                .key("files")
                .key(stem(changed.file)),
        );
        let message = format!(
            "{} was changed after it was sent on {}{}",
            changed.file.name(),
            changed.sent.spoken(),
            what(subject, changed)
        );
        let id = &subject.folder.id;
        let help = format!(
            "qaf history {id} tells what was changed; kept/ holds the file as it was sent. Undo it, or return the audit: qaf log {id} returned."
        );
        drafts.push(
            RULE.draft(place, message)
                .help(help)
                .related(sent, "as it was sent"),
        );
    }
}

fn stem(file: FileKind) -> &'static str {
    file.name().trim_end_matches(".yaml")
}

/// The answers that differ, where they are few.
fn what(subject: &Subject<'_>, changed: &ChangedSince) -> String {
    let Some(all) = &changed.what else {
        return ". What was changed can't be told, for the copy kept then is not there or not as it was."
            .to_owned();
    };
    let named: Vec<String> = all
        .iter()
        .take(NAMED)
        .map(|route| words(Some(subject.form), changed.file, route))
        .collect();
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!("; and {more} more")
    } else {
        String::new()
    };
    format!(": {}{more}.", named.join("; "))
}

#[cfg(test)]
mod tests {
    use crate::record::{ChangedSince, FileKind, Route};
    use crate::rule::sample::{Sample, day};

    fn changed(what: Option<Vec<Route>>) -> Sample {
        let mut sample = Sample::clean();
        sample.kept.changed.push(ChangedSince {
            file: FileKind::Audit,
            sent: day("2026-12-14"),
            item: 2,
            what,
        });
        sample
    }

    #[test]
    fn few_answers_are_named_and_pointed_to() {
        let sample = changed(Some(vec!["overall.grade".into(), "improvement".into()]));
        sample.finds(&[("changed-after-sent", "overall.grade")]);
        assert_eq!(
            sample.says().0,
            "audit.yaml was changed after it was sent on Mon 14 Dec 2026: Overall, grade; Improvement."
        );
    }

    #[test]
    fn many_are_counted_and_what_is_not_known_is_said() {
        let many = ["a", "b", "c", "d", "e"].map(Route::from).to_vec();
        assert!(changed(Some(many)).says().0.ends_with(": A; B; C; and 2 more."));
        let lost = changed(None);
        lost.finds(&[("changed-after-sent", "")]);
        assert!(lost.says().0.contains("can't be told"));
    }
}
