//! What families said, the grade of the whole, actions, and the other blocks.

use super::Writer;
use crate::demo::{topics, weekday};
use crate::framework::form::Block;
use crate::framework::interface::INTERFACES;
use crate::store::scaffold::yaml_text;

impl Writer<'_> {
    pub(super) fn family(&mut self) {
        let Some(asked) = &self.fill.form.family_feedback else {
            return;
        };
        if self.is_draft() {
            return;
        }
        self.line(0, "family_feedback:");
        let day = weekday(self.day().minus_days(2)).max(self.fill.allocation.allocated);
        let givers: Vec<String> = if asked.givers.is_empty() {
            vec!["mother".to_owned()]
        } else {
            asked.givers.clone()
        };
        let young = self.fill.allocation.age.is_some_and(|age| age >= 13);
        for (index, giver) in givers.iter().enumerate() {
            let foster = giver.contains("foster");
            if foster || (giver == "young-person" && !young) {
                continue;
            }
            self.line(2, &format!("- from: {giver}"));
            // A child whom the form wants heard is heard.
            if index == 1 && self.chooser.below(3) == 0 && giver != "child" {
                self.line(4, "not_obtained: rang three times and wrote; no answer");
                continue;
            }
            if asked.residence.contains(giver) {
                self.line(4, &format!("resident: {}", if index == 0 { "yes" } else { "no" }));
            }
            self.line(4, &format!("date: {day}"));
            self.line(4, "answers:");
            for question in &asked.questions {
                if asked
                    .scale
                    .as_ref()
                    .is_some_and(|scale| scale.question == question.id)
                {
                    continue;
                }
                match topics::of_family(&question.text) {
                    Some(answers) => {
                        let text = self.sentences.said(answers);
                        self.text(6, question.id.as_str(), &text);
                    }
                    None => self.good(6, question.id.as_str()),
                }
            }
            if asked.scale.is_some() {
                let score = 4 + self.chooser.below(6);
                self.line(4, &format!("score: {score}"));
            }
        }
    }

    pub(super) fn rest(&mut self) {
        let form = self.fill.form;
        if self.is_draft() {
            if form.overall {
                self.line(0, "overall:");
                self.line(2, "grade:");
            }
            return;
        }
        self.worker_feedback();
        if form.asks_for(Block::Professionals) {
            let (good, poor) = (self.sentences.good(), self.sentences.poor());
            self.line(0, "professionals:");
            self.line(
                2,
                &format!("- {{ role: IRO, strengths: \"{good}\", improvements: \"{poor}\" }}"),
            );
        }
        self.good(0, "specialist_teams");
        if form.overall {
            self.line(0, "overall:");
            self.line(2, &format!("grade: {}", self.fill.overall));
            self.good(2, "reasons");
        }
        if form.asks_for(Block::KeyFindings) {
            self.line(0, "key_findings:");
            for key in ["findings", "learning_points", "recommendations"] {
                self.good(2, key);
            }
        }
        if form.asks_for(Block::Improvement) {
            self.poor(0, "improvement");
        }
        if form.asks_for(Block::Actions) {
            let (one, two) = (
                weekday(self.day().plus_days(35)),
                weekday(self.day().plus_days(60)),
            );
            let owner = yaml_text(self.fill.owner);
            self.line(0, "actions:");
            self.line(
                2,
                &format!("- {{ action: Bring the chronology up to date, owner: {owner}, by: {one} }}"),
            );
            self.line(
                2,
                &format!("- {{ action: Hold a family network meeting, owner: {owner}, by: {two} }}"),
            );
        }
        self.system_learning();
        self.line(0, "themes: [voice-of-child]");
    }

    fn worker_feedback(&mut self) {
        if let Some(asked) = &self.fill.form.worker_feedback {
            self.line(0, "worker_feedback:");
            let day = weekday(self.day().minus_days(2)).max(self.fill.allocation.allocated);
            self.line(2, &format!("date: {day}"));
            self.line(2, "answers:");
            for question in &asked.questions {
                self.good(4, question.id.as_str());
            }
        }
    }

    fn system_learning(&mut self) {
        let form = self.fill.form;
        if form.asks_for(Block::SystemLearning) {
            let area = self.chooser.one(&form.learning_areas).clone();
            let learning = self.sentences.poor();
            let interface = if self.chooser.below(4) == 0 {
                format!("interface: {}, ", self.chooser.one(&INTERFACES))
            } else {
                String::new()
            };
            self.line(
                0,
                &format!("system_learning: [ {{ area: {area}, {interface}learning: \"{learning}\" }} ]"),
            );
        }
    }
}
