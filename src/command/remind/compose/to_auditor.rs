//! The auditor's own letter: the final grades beside theirs, why some changed, and what the moderator says of the write-up;
//! of an observation, what its reviewer says. It goes to nobody else, as the worker is not to read what is said of the auditor's work.

use anyhow::Result;

use super::{Letter, LetterSource, LetterWriter};
use crate::context::Context;
use crate::framework::{Form, Grade, Judgement, Step};
use crate::letter::LetterTemplate;
use crate::letter::letter_facts::GradeLine;
use crate::letter::recipients::To;
use crate::record::Moderation;
use crate::reports::due::figures::DueStep;

/// The letter's name, as a step's: that of its template and its files.
const NAME: &str = "send-to-auditor";

/// Its template, where an auditor is written to.
pub(super) fn template(sources: &[LetterSource<'_>], context: &Context) -> Result<Option<LetterTemplate>> {
    if !sources.iter().any(LetterSource::is_for_auditor) {
        return Ok(None);
    }
    let mut template = super::template(NAME, context)?.map_err(|fault| super::super::refused(&fault))?;
    // Whatever its first line says: nobody else is to read it.
    template.to = vec![To::Auditor];
    Ok(Some(template))
}

impl LetterSource<'_> {
    /// Whether the auditor is written to: a moderated audit is to be sent; or the evidence of an observation was reviewed, and
    /// it was not sent yet.
    pub(super) fn is_for_auditor(&self) -> bool {
        let progress = &self.summary.progress;
        if self.summary.process.regrades {
            self.item.step == DueStep::Audit(Step::Send) && progress.moderated
        } else {
            let reviewed = self.judged.folder().moderation.is_some() && progress.settled.is_some();
            self.is_first && reviewed && progress.sent.is_none()
        }
    }

    /// The auditor's letter.
    pub(super) fn to_auditor(&self, by: &LetterWriter<'_>) -> Result<Letter> {
        let (context, regrades) = (by.context, self.summary.process.regrades);
        let recipients = self.recipients(by.template, context);
        let mut facts = self.facts(by.sender, context);
        if let Some(moderation) = &self.judged.folder().moderation {
            if regrades {
                facts.grades = self.grades(context.form_of(&self.judged.reading), moderation);
            }
            facts.comments =
                self.without_child(moderation.comments_for_auditor.as_deref().unwrap_or_default());
        }
        let facts = facts.addressed(&recipients);
        let mut letter = self.filled(by, &facts, recipients, NAME)?;
        letter.to_auditor = Some(if regrades {
            "Give the auditor the final grades"
        } else {
            "Tell the auditor of the review"
        });
        Ok(letter)
    }

    fn grades(&self, form: Option<&Form>, moderation: &Moderation) -> Vec<GradeLine> {
        let progress = &self.summary.progress;
        let audit = self.judged.folder().audit.as_ref();
        let mut lines: Vec<GradeLine> = Vec::new();
        for section in form.map(|form| form.sections.as_slice()).unwrap_or_default() {
            let given = audit.and_then(|audit| audit.sections.get(&section.id)?.grade);
            let (Some(given), Some(last)) = (given, progress.sections.get(&section.id)) else {
                continue;
            };
            let mut regrades = moderation.regrades.iter();
            let regrade = regrades.rfind(|regrade| regrade.section.as_ref() == Some(&section.id));
            let reason = regrade.and_then(|regrade| regrade.reason.as_deref());
            lines.push(self.line(&section.title, Some(given), Some(*last), reason));
        }
        let graded = |grade: Option<Grade>| grade.map(Judgement::Graded);
        let (given, last) = (graded(progress.auditor_grade), graded(progress.final_grade));
        if form.is_none_or(|form| form.overall) {
            lines.push(self.line("Overall", given, last, moderation.overall_reason.as_deref()));
        }
        lines
    }

    fn line(
        &self,
        section: &str,
        given: Option<Judgement>,
        last: Option<Judgement>,
        reason: Option<&str>,
    ) -> GradeLine {
        GradeLine {
            section: section.to_owned(),
            yours: words(given),
            final_grade: words(last),
            changed: given != last,
            reason: self.without_child(reason.unwrap_or_default()),
        }
    }

    /// A text of the moderator's in which the child's number and initials, if they slipped in, are not told: the letter goes by
    /// mail.
    fn without_child(&self, text: &str) -> String {
        let allocation = self.judged.folder().allocation.as_ref();
        let child = allocation
            .and_then(|allocation| allocation.child_id.as_ref())
            .map(ToString::to_string);
        let initials = allocation.and_then(|allocation| allocation.initials.clone());
        let mut told = text.to_owned();
        for secret in [child, initials]
            .into_iter()
            .flatten()
            .filter(|secret| secret.len() > 1)
        {
            told = without_word(&told, &secret);
        }
        told
    }
}

fn words(judgement: Option<Judgement>) -> String {
    match judgement {
        Some(Judgement::Graded(grade)) => grade.title().to_owned(),
        Some(Judgement::NotApplicable) => "not applicable".to_owned(),
        None => "none".to_owned(),
    }
}

/// A text in which a word by itself is put as "the child".
fn without_word(text: &str, word: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, after) = (&rest[..at], &rest[at + word.len()..]);
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let part = is_part(before.chars().next_back()) || is_part(after.chars().next());
        told.push_str(before);
        told.push_str(if part { word } else { "the child" });
        rest = after;
    }
    told + rest
}

#[cfg(test)]
mod tests {
    use super::without_word;

    #[test]
    fn a_child_is_not_told_and_a_word_that_holds_the_letters_stays() {
        assert_eq!(
            without_word("EN was seen. THEN EN-led; EN", "EN"),
            "the child was seen. THEN the child-led; the child"
        );
    }
}
