//! What follows from an audit: notice, actions, feedback, re-audit, and what was saved.

use super::LegalCase;
use crate::framework::Grade;
use crate::framework::form::OnInadequate;
use crate::record::{Action, EventKind};

impl LegalCase<'_> {
    pub(super) fn informed(&self) -> Option<String> {
        if self.then.inadequate_since().is_none() {
            let grade = self.then.final_grade();
            if self.then.on_inadequate < OnInadequate::Notice {
                return Some("On its form no notice follows an Inadequate.".to_owned());
            }
            return Some(match grade {
                Some(grade) => format!(
                    "Notice is given of an Inadequate, and this audit is graded {}.",
                    grade.title()
                ),
                None => format!(
                    "Notice is given of an Inadequate as soon as it is submitted. {}",
                    self.unsubmitted()
                        .unwrap_or_else(|| "This audit has no overall grade yet.".to_owned())
                ),
            });
        }
        let before = self.now.informed?;
        Some(format!("Notice was given already, on {}.", before.spoken()))
    }

    pub(super) fn action(&self) -> Option<String> {
        let folder = self.subject.folder;
        if let Some(why) = self.never_submitted() {
            return Some(why);
        }
        let first = folder.audit.as_ref().map_or(&[][..], |audit| &audit.actions);
        let again = folder.re_audit.as_ref().map_or(&[][..], |again| &again.actions);
        let numbered = |mark: &'static str, actions: &[Action]| -> Vec<(String, String)> {
            let one = |(index, action): (usize, &Action)| (format!("{mark}{}", index + 1), shown(action));
            actions.iter().enumerate().map(one).collect()
        };
        let mut all = numbered("", first);
        all.extend(numbered("r", again));
        if all.is_empty() {
            return Some("This audit has no actions.".to_owned());
        }
        let wanted = self.event.action.as_deref()?;
        if !all.iter().any(|(number, _)| number == wanted) {
            let list: Vec<String> = all
                .iter()
                .map(|(number, text)| format!("\n  {number}  {text}"))
                .collect();
            return Some(format!(
                "It has no action {wanted}. Its actions:{}",
                list.concat()
            ));
        }
        let done = self.now.happened(EventKind::ActionDone);
        let before = done
            .into_iter()
            .find(|event| event.action.as_deref() == Some(wanted))?;
        Some(format!(
            "Action {wanted} was done already, on {}.",
            before.date.spoken()
        ))
    }

    pub(super) fn feedback(&self) -> Option<String> {
        if let Some(day) = self.now.feedback {
            let what = if self.now.feedback_given_up {
                "That feedback was not given is logged already, on"
            } else {
                "Feedback was given, on"
            };
            return Some(format!("{what} {}.", day.spoken()));
        }
        self.unsent("The worker is asked for feedback")
    }

    pub(super) fn supervisor_comment(&self) -> Option<String> {
        if let Some(day) = self.now.supervisor_commented {
            return Some(format!(
                "The supervisor's comment is on record already, since {}. What is to be added can be said with a comment: \
                 qaf log {} comment --note TEXT.",
                day.spoken(),
                self.subject.folder.id
            ));
        }
        self.unsent("The supervisor is asked for a comment")
    }

    /// Why nobody is asked yet what they make of the audit; `asked` says who would be.
    fn unsent(&self, asked: &str) -> Option<String> {
        if !self.then.process.asks_once_sent {
            return self.unsubmitted();
        }
        if self.then.sent.is_some() {
            return None;
        }
        Some(format!(
            "{asked} when the audit is sent, and it has not been sent{}. Log sent first.",
            self.on()
        ))
    }

    pub(super) fn no_re_audit(&self) -> Option<String> {
        self.then.re_audit.is_none().then(|| {
            format!(
                "It has no re-audit{} with a day and a grade in re-audit.yaml (qaf re-audit makes it).",
                self.on()
            )
        })
    }

    pub(super) fn escalated(&self) -> Option<String> {
        let only = "Only a re-audit that is Inadequate again is escalated. ";
        if let Some(none) = self.no_re_audit() {
            return Some(format!("{only}{none}"));
        }
        let grade = self.then.re_audit.and_then(|again| again.grade)?;
        if grade != Grade::Inadequate {
            return Some(format!("{only}This one is graded {}.", grade.title()));
        }
        self.again(EventKind::Escalated)
    }

    /// Saved once, and once more after a re-audit.
    pub(super) fn saved_again(&self) -> Option<String> {
        let before = self.last(EventKind::Saved)?.date;
        let since = self.now.re_audit.and_then(|again| again.date);
        if since.is_some_and(|again| before < again) {
            return None;
        }
        self.again(EventKind::Saved)
    }
}

/// An action short enough for a list.
fn shown(action: &Action) -> String {
    const MOST: usize = 60;
    let text = action.action.as_deref().unwrap_or("(nothing is written)");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= MOST {
        return words;
    }
    let short: String = words.chars().take(MOST).collect();
    format!("{} ...", short.trim_end())
}
