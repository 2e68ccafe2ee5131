//! The files of the other roles, filled in as they would fill in what the real commands made.

use super::prose::{Chooser, Sentences};
use super::weekday;
use crate::framework::form::Form;
use crate::framework::{Date, Grade};

fn sentences(seed: &str) -> Sentences {
    Sentences::new(&mut Chooser::new(seed))
}

/// A file that was made to be filled in, on somebody's screen. A key is given with the spaces before it.
pub(super) struct FormOnScreen(pub(super) String);

impl FormOnScreen {
    /// Writes a short answer after its colon.
    pub(super) fn short(&mut self, key: &str, answer: &str) {
        self.lines(&format!("{key}:"), &format!("{key}: {answer}"));
    }

    /// Writes a sentence on the line under the `|`, where the file asks for one.
    pub(super) fn text(&mut self, key: &str, answer: &str) {
        let indent = key.len() - key.trim_start().len() + 2;
        let space = " ".repeat(indent);
        self.lines(
            &format!("{key}: |\n{space}"),
            &format!("{key}: |\n{space}{answer}"),
        );
    }

    /// Puts lines in the place of some that stand there whole; what is not asked for stays as it is.
    pub(super) fn lines(&mut self, from: &str, to: &str) {
        self.0 = self.0.replacen(&format!("\n{from}\n"), &format!("\n{to}\n"), 1);
    }

    fn has(&self, key: &str) -> bool {
        self.0.contains(&format!("\n{key}:"))
    }
}

/// What a moderator signs off.
#[derive(Clone, Copy, Debug)]
pub struct DemoSignOff {
    /// The day of sign-off.
    pub date: Date,
    /// The final grade.
    pub overall: Grade,
    /// Whether it differs from the auditor's.
    pub changed: bool,
    /// What the fifth section is regraded to.
    pub regrade: Option<Grade>,
}

/// `moderation.yaml`; for an observation, the review of its evidence.
pub fn moderation(made: String, form: &Form, seed: &str, sign: DemoSignOff) -> String {
    let mut said = sentences(seed);
    let mut sheet = FormOnScreen(made);
    sheet.short("evidence_sufficient", "yes");
    if form.process().regrades {
        let sampled: Vec<&str> = form
            .sections
            .iter()
            .take(2)
            .map(|section| section.id.as_str())
            .collect();
        sheet.lines(
            "record_sampled: []",
            &format!("record_sampled: [{}]", sampled.join(", ")),
        );
        if let Some((to, section)) = sign.regrade.zip(form.sections.get(4)) {
            let change = format!(
                "regrades:\n  - section: {}\n    to: {to}\n    reason: |\n      {}",
                section.id,
                said.poor()
            );
            sheet.lines("regrades: []", &change);
        }
        sheet.short("  grade", sign.overall.code());
        if sign.changed {
            sheet.text("  reason", &said.poor());
        }
        sheet.text("management_oversight", &said.good());
        sheet.text("findings", &said.good());
    }
    sheet.text("comments_for_auditor", &said.good());
    sheet.short("signed_off", &sign.date.to_string());
    sheet.0
}

/// `feedback.yaml`. The supervisor comments where that is asked for.
pub fn feedback(made: String, form: &Form, seed: &str, date: Date) -> String {
    let mut said = sentences(seed);
    let mut sheet = FormOnScreen(made);
    sheet.short("date", &date.to_string());
    sheet.short(
        "discussed_in_supervision",
        &weekday(date.minus_days(1)).min(date).to_string(),
    );
    for question in &form.staff_feedback {
        let key = format!("  {}", question.id);
        if sheet.has(&key) {
            sheet.short(&key, "yes");
            sheet.text(&key, &said.good());
        }
    }
    sheet.text("improvement_plan", &said.good());
    if form.supervisor_asked {
        sheet.short("  date", &date.to_string());
        sheet.text("  comment", &said.good());
    }
    sheet.0
}

/// `case-direction.yaml`.
pub fn direction(made: String, seed: &str, date: Date, reviewed: Option<Date>) -> String {
    let mut said = sentences(seed);
    let mut sheet = FormOnScreen(made);
    sheet.short("date", &date.to_string());
    sheet.text("direction", &said.poor());
    if let Some(day) = reviewed {
        sheet.short("actions_reviewed", &day.to_string());
        sheet.text("review", &said.good());
    }
    sheet.0
}

/// `re-audit.yaml`.
pub fn re_audit(made: String, seed: &str, date: Date, grade: Grade) -> String {
    let mut said = sentences(seed);
    let mut sheet = FormOnScreen(made);
    sheet.short("date", &date.to_string());
    sheet.text("progress", &said.good());
    sheet.short("grade", grade.code());
    sheet.0
}
