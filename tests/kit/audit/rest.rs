//! The grade of the whole, actions, and the other blocks.

use qaf::framework::Grade;
use qaf::framework::form::Block;
use qaf::store::scaffold::yaml_text;

use super::Maker;
use crate::kit::yaml::quoted;

impl Maker<'_> {
    pub(super) fn rest(&mut self) {
        let form = self.form;
        if let Some(asked) = &form.worker_feedback {
            self.yaml.line(0, "worker_feedback:");
            let day = self.audited.to_string();
            self.yaml.answer(2, "date", &day);
            if self.yaml.chance.one_in(4) {
                self.yaml.say(2, "not_obtained");
            } else {
                self.yaml.line(2, "answers:");
                for question in &asked.questions {
                    self.yaml.say(4, question.id.as_str());
                }
            }
        }
        if form.asks_for(Block::Professionals) && !self.yaml.chance.one_in(3) {
            let (good, poor) = (self.yaml.words.plain(), self.yaml.words.plain());
            let said = vec![
                ("role", "IRO".to_owned()),
                ("strengths", quoted(&good)),
                ("improvements", quoted(&poor)),
            ];
            self.yaml.blocks("professionals", &[said]);
        }
        if !self.yaml.chance.one_in(3) {
            self.yaml.say(0, "specialist_teams");
        }
        if form.overall {
            self.yaml.line(0, "overall:");
            let spelled = self.spelled(self.overall);
            self.yaml.answer(2, "grade", &spelled);
            self.yaml.say(2, "reasons");
        }
        if form.asks_for(Block::KeyFindings) {
            self.yaml.line(0, "key_findings:");
            for key in ["findings", "learning_points", "recommendations"] {
                self.yaml.say(2, key);
            }
        }
        let low = !self.overall.is_good_or_better();
        if form.asks_for(Block::Improvement) && (low || !self.yaml.chance.one_in(3)) {
            self.yaml.say(0, "improvement");
        }
        if form.asks_for(Block::Actions) {
            self.actions(low || self.grades.contains(&Some(Grade::Inadequate)));
        }
        if form.asks_for(Block::SystemLearning) && !self.yaml.chance.one_in(3) {
            let area = self.yaml.chance.pick(&form.learning_areas).clone();
            let learning = "What one team learns of moves between services is of use to all.";
            let mut entry = vec![("area", area), ("learning", quoted(learning))];
            if self.yaml.chance.one_in(3) {
                entry.insert(1, ("interface", "adoption".to_owned()));
            }
            self.yaml.blocks("system_learning", &[entry]);
        }
        let themes = ["voice-of-child", "interface: adoption"].map(str::to_owned);
        let count = 1 + self.yaml.chance.below(2);
        self.yaml.list(0, "themes", &themes[..count]);
        let reason = self.yaml.words.plain();
        let explained = self
            .explained
            .map(|query| vec![("query", query.to_owned()), ("reason", quoted(&reason))]);
        self.yaml.blocks("explained", explained.as_slice());
    }

    fn actions(&mut self, low: bool) {
        let owners = [
            self.cast.worker,
            "Sam Okoro",
            "IVES, Amara",
            "Team manager",
            "the service manager and the worker",
            self.auditor,
            self.cast.manager,
        ];
        let count =
            2 * usize::from(self.yaml.chance.is_full()) + usize::from(low) + self.yaml.chance.below(3);
        let mut actions = Vec::new();
        for _ in 0..count {
            let action = self.yaml.words.plain();
            let by = self.submitted.plus_days(self.yaml.chance.below(90) as u64);
            let by = if self.yaml.chance.is_full() {
                by.plus_days(30)
            } else {
                by
            };
            actions.push(vec![
                ("action", quoted(&action)),
                ("owner", yaml_text(self.yaml.chance.pick::<&str>(&owners))),
                ("by", by.to_string()),
            ]);
        }
        // A line that nobody filled in is passed over.
        if self.yaml.chance.one_in(4) {
            actions.push(["action", "owner", "by"].map(|key| (key, String::new())).to_vec());
        }
        self.yaml.blocks("actions", &actions);
    }
}
