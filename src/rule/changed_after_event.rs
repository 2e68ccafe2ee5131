//! `changed-after-event`: a file that was changed after the event from which on it counts.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::place_name::words;
use crate::record::{ChangedSince, Draft, FileKind, KeptChange, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "changed-after-event",
    severity: Severity::Query,
    title: "A file that was changed after an event that keeps it",
    what: "An answer is not what it was when qaf kept a copy of the file: at the first event after the audit was submitted, \
           the moderation signed off, the direction or the feedback dated, the re-audit graded. Layout, comments and \
           explanations of queries don't count, nor what is added in its place later, as the supervisor's comment.",
    why: "What was logged is what the next person worked on, and what manager and worker answer to; figures count it as it \
          was kept, and a later change counts for nothing until the audit is returned and submitted again.",
    source: "Section 2, moderation and process map",
    before: "grade: G       # it was sent with RI",
    after: "grade: RI",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    for changed in &subject.kept.changed {
        let first = match &changed.how {
            KeptChange::Answers(routes) => routes.first().cloned(),
            KeptChange::Gone | KeptChange::Unknown => None,
        };
        let place = Place::value(changed.file, first.unwrap_or_default());
        let logged = Place::value(
            FileKind::Log,
            Route::top()
                .item(changed.item)
                .key("files")
                .key(stem(changed.file)),
        );
        let message = changed.words(|route| words(Some(subject.form), changed.file, route)) + ".";
        drafts.push(
            RULE.draft(place, message)
                .help(help(subject, changed))
                .related(logged, "as it was then"),
        );
    }
}

fn help(subject: &RuleSubject<'_>, changed: &ChangedSince) -> String {
    let id = &subject.folder.id;
    if changed.how == KeptChange::Unknown {
        return "Restore the copy in kept/ from a backup: it is what counts, and until then nothing of the file does."
            .to_owned();
    }
    format!(
        "What it said then is what counts, and kept/ holds it. qaf history {id} tells what was changed. Undo it; if it is to \
         count, return the audit, to be submitted again: qaf log {id} returned (once it is closed, with --force and --note)."
    )
}

fn stem(file: FileKind) -> &'static str {
    file.name().trim_end_matches(".yaml")
}

#[cfg(test)]
mod tests {
    use crate::record::{ChangedSince, EventKind, FileKind, KeptChange, Route};
    use crate::rule::sample::{Sample, day};

    fn changed(how: KeptChange) -> Sample {
        let mut sample = Sample::clean();
        sample.kept.changed.push(ChangedSince {
            file: FileKind::Audit,
            event: EventKind::Sent,
            date: day("2026-12-14"),
            item: 2,
            how,
        });
        sample
    }

    #[test]
    fn few_answers_are_named_and_pointed_to() {
        let sample = changed(KeptChange::Answers(vec![
            "overall.grade".into(),
            "improvement".into(),
        ]));
        sample.finds(&[("changed-after-event", "overall.grade")]);
        assert_eq!(
            sample.says().0,
            "audit.yaml was changed after it was sent on Mon 14 Dec 2026: Overall, grade; Improvement."
        );
    }

    #[test]
    fn many_are_counted_and_what_is_not_known_is_said() {
        let many = ["a", "b", "c", "d", "e"].map(Route::from).to_vec();
        assert!(
            changed(KeptChange::Answers(many))
                .says()
                .0
                .ends_with(": A; B; C; and 2 more.")
        );
        let lost = changed(KeptChange::Unknown);
        lost.finds(&[("changed-after-event", "")]);
        assert!(lost.says().0.contains("can't be told"));
        let gone = changed(KeptChange::Gone).says().0;
        assert_eq!(
            gone,
            "audit.yaml was taken away after it was sent on Mon 14 Dec 2026."
        );
    }
}
