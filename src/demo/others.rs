//! The files of the other roles, as they would write them.

use std::fmt::Write as _;

use super::words::{Chooser, Sentences};
use crate::framework::form::Form;
use crate::framework::{Date, Grade};
use crate::store::scaffold::yaml_text;

fn sentences(seed: &str) -> Sentences {
    Sentences::new(&mut Chooser::new(seed))
}

/// What a moderator signs off.
#[derive(Clone, Copy, Debug)]
pub struct SignOff<'a> {
    /// Who.
    pub moderator: &'a str,
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
pub fn moderation(form: &Form, seed: &str, sign: &SignOff<'_>) -> String {
    let mut said = sentences(seed);
    let who = if form.is_observation() {
        "reviewer"
    } else {
        "moderator"
    };
    let mut yaml = format!(
        "{who}: {}\nstarted: {}\nevidence_sufficient: yes\n",
        yaml_text(sign.moderator),
        sign.date.minus_days(3)
    );
    if !form.is_observation() {
        let sampled: Vec<&str> = form
            .sections
            .iter()
            .take(2)
            .map(|section| section.id.as_str())
            .collect();
        let _ = writeln!(yaml, "record_sampled: [{}]", sampled.join(", "));
        match sign.regrade.zip(form.sections.get(4)) {
            Some((to, section)) => {
                let _ = writeln!(
                    yaml,
                    "regrades:\n  - {{ section: {}, to: {to}, reason: \"{}\" }}",
                    section.id,
                    said.poor()
                );
            }
            None => yaml.push_str("regrades: []\n"),
        }
        let _ = writeln!(yaml, "overall:\n  grade: {}", sign.overall);
        if sign.changed {
            let _ = writeln!(yaml, "  reason: \"{}\"", said.poor());
        }
        let _ = writeln!(yaml, "management_oversight: \"{}\"", said.good());
        let _ = writeln!(yaml, "findings: |\n  {}", said.good());
    }
    let _ = writeln!(yaml, "comments_for_auditor: |\n  {}", said.good());
    let _ = writeln!(yaml, "signed_off: {}", sign.date);
    yaml
}

/// `feedback.yaml`.
pub fn feedback(form: &Form, seed: &str, by: &str, date: Date, grade: Grade) -> String {
    let mut said = sentences(seed);
    let mut yaml = format!(
        "by: {}\ndate: {date}\ndiscussed_in_supervision: {}\nanswers:\n",
        yaml_text(by),
        date.minus_days(1)
    );
    for question in form
        .staff_feedback
        .iter()
        .filter(|q| q.when_grade.is_empty() || q.when_grade.contains(&grade))
    {
        let _ = writeln!(yaml, "  {}: |\n    {}", question.id, said.good());
    }
    if !grade.is_good_or_better() {
        let _ = writeln!(yaml, "improvement_plan: |\n  {}", said.good());
    }
    yaml
}

/// `case-direction.yaml`.
pub fn direction(seed: &str, by: &str, date: Date, reviewed: Option<Date>) -> String {
    let mut said = sentences(seed);
    let mut yaml = format!(
        "by: {}\ndate: {date}\ndirection: |\n  {}\n",
        yaml_text(by),
        said.poor()
    );
    if let Some(day) = reviewed {
        let _ = writeln!(yaml, "actions_reviewed: {day}\nreview: |\n  {}", said.good());
    }
    yaml
}

/// `re-audit.yaml`.
pub fn re_audit(seed: &str, auditor: &str, date: Date, grade: Grade) -> String {
    let mut said = sentences(seed);
    format!(
        "auditor: {}\ndate: {date}\nprogress: |\n  {}\ngrade: {grade}\nactions: []\n",
        yaml_text(auditor),
        said.good()
    )
}
