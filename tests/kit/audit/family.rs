//! What families said, or why they were not heard.

use super::Maker;

impl Maker<'_> {
    pub(super) fn family(&mut self) {
        let form = self.form;
        let Some(asked) = &form.family_feedback else {
            return;
        };
        let mut wanted: Vec<String> = asked.heard_or_explained.clone();
        let own = ["young-person", "child"];
        if asked.givers.is_empty() {
            wanted.push("mother".to_owned());
        } else {
            for giver in &asked.givers {
                let due = own.contains(&giver.as_str()) && self.age > 13;
                let again = wanted.contains(giver);
                if !again && (due || self.yaml.chance.below(3) == 0) {
                    wanted.push(giver.clone());
                }
            }
        }
        if wanted.is_empty() {
            wanted.push(asked.givers[0].clone());
        }
        self.yaml.line(0, "family_feedback:");
        for (index, giver) in wanted.iter().enumerate() {
            // The child of a fostering file is to be heard directly.
            let child = own.contains(&giver.as_str()) && asked.heard_or_explained.contains(giver);
            let heard = index == 0 || child || self.yaml.chance.below(3) > 0;
            self.entry(giver, heard, index == 0, asked.residence.contains(giver));
        }
    }

    fn entry(&mut self, giver: &str, heard: bool, first: bool, residence: bool) {
        let form = self.form;
        let Some(asked) = &form.family_feedback else {
            return;
        };
        self.yaml.line(2, &format!("- from: {giver}"));
        if residence && !self.yaml.chance.one_in(3) {
            self.yaml.answer(4, "resident", if first { "yes" } else { "no" });
        }
        if !heard {
            self.yaml.say(4, "not_obtained");
            return;
        }
        let day = self.allocated.plus_days(self.yaml.chance.below(8) as u64);
        self.yaml.answer(4, "date", &day.to_string());
        // Where the auditor knows the family a peer asks; it does no harm elsewhere.
        self.yaml.answer(4, "sought_by", "Kit Adams");
        self.yaml.line(4, "answers:");
        let scaled = asked.scale.as_ref().map(|scale| &scale.question);
        for (index, question) in asked.questions.iter().enumerate() {
            if scaled == Some(&question.id) || (index > 0 && self.yaml.chance.one_in(3)) {
                continue;
            }
            self.yaml.say(6, question.id.as_str());
        }
        if scaled.is_some() && !self.yaml.chance.one_in(4) {
            let score = *self.yaml.chance.pick(&["7", "0", "10", "1"]);
            self.yaml.answer(4, "score", score);
        }
    }
}
