//! The sections: evidence that bears the grade, statements that fit it, the fields beside it.

use qaf::framework::form::{Evidence, FieldFact, Section};
use qaf::framework::{Grade, Judgement};
use qaf::store::scaffold::yaml_text;

use super::Maker;

impl Maker<'_> {
    pub(super) fn sections(&mut self) {
        self.yaml.line(0, "sections:");
        let form = self.form;
        for (index, section) in form.sections.iter().enumerate() {
            self.yaml.line(2, &format!("{}:", section.id));
            match self.grades[index] {
                Some(grade) => self.section(section, grade),
                None if !section.graded => self.section(section, self.overall),
                None => self.left_out(),
            }
        }
    }

    fn left_out(&mut self) {
        let spelled = *self.yaml.chance.pick(&["N/A", "n/a", "not applicable"]);
        self.yaml.answer(4, "grade", spelled);
        self.yaml.say(4, "not_applicable");
    }

    fn section(&mut self, section: &Section, grade: Grade) {
        match &section.evidence {
            Evidence::Items(statuses) => self.items(section, statuses),
            Evidence::Questions => {
                self.yaml.line(4, "questions:");
                for (index, question) in section.questions.iter().enumerate() {
                    self.yaml.line(6, &format!("{}:", question.id));
                    self.pair(8, grade, index == 0);
                }
            }
            Evidence::Section => self.pair(4, grade, true),
        }
        for field in &section.fields {
            if field.fact == Some(FieldFact::CaseClosed) && self.closed.is_none() {
                continue;
            }
            let known = field.fact != Some(FieldFact::CaseClosed);
            if known && field.optional && self.yaml.chance.one_in(3) {
                continue;
            }
            self.field(4, field);
        }
        if !section.graded {
            return;
        }
        let spelled = self.spelled(grade);
        self.yaml.answer(4, "grade", &spelled);
        let cited = self.cited(section, grade);
        if !cited.is_empty() || self.yaml.chance.one_in(2) {
            self.yaml.list(4, "criteria", &cited);
        }
        if grade == Grade::Outstanding {
            self.yaml.say(4, "outstanding_because");
        }
    }

    fn items(&mut self, section: &Section, statuses: &[String]) {
        self.yaml.line(4, "items:");
        for (index, question) in section.questions.iter().enumerate() {
            self.yaml.line(6, &format!("{}:", question.id));
            let closure = question.fact == Some(FieldFact::ClosureSummary);
            let open = closure && self.closed == Some(false);
            if open || (index > 0 && self.yaml.chance.one_in(6)) {
                self.yaml.answer(8, "status", "N/A");
                if !open || self.yaml.chance.one_in(2) || self.yaml.chance.is_full() {
                    self.yaml.say(8, "comments");
                }
                continue;
            }
            let status = self.yaml.chance.pick(statuses).clone();
            self.yaml.answer(8, "status", &yaml_text(&status));
            if index == 0 || !self.yaml.chance.one_in(3) {
                self.yaml.say(8, "comments");
            } else {
                self.yaml.answer(8, "comments", "");
            }
        }
    }

    /// The box that bears the grade is filled in the first question; the other one may say that there is nothing.
    fn pair(&mut self, indent: usize, grade: Grade, first: bool) {
        let boxes = if grade.is_good_or_better() {
            ["strengths", "improvements"]
        } else {
            ["improvements", "strengths"]
        };
        let alone = !first && self.yaml.chance.one_in(3);
        let (main, other) = if alone { (1, 0) } else { (0, 1) };
        let rest = self.yaml.chance.below(4);
        for name in ["strengths", "improvements"] {
            if name == boxes[main] || (name == boxes[other] && rest < 2) {
                self.yaml.say(indent, name);
            } else if rest == 2 {
                self.yaml.answer(indent, name, "");
            } else {
                let nothing = *self.yaml.chance.pick(&["None.", "none", "N/A", "\"-\""]);
                self.yaml.answer(indent, name, nothing);
            }
        }
    }

    /// A grade in one of its spellings.
    pub fn spelled(&mut self, grade: Grade) -> String {
        let spellings = [
            grade.code().to_owned(),
            grade.code().to_lowercase(),
            grade.title().to_owned(),
            grade.title().to_uppercase(),
            if grade == Grade::RequiresImprovement {
                "A"
            } else {
                grade.code()
            }
            .to_owned(),
        ];
        let spelled = self.yaml.chance.pick(&spellings).clone();
        assert_eq!(spelled.parse(), Ok(Judgement::Graded(grade)));
        spelled
    }

    fn cited(&mut self, section: &Section, grade: Grade) -> Vec<String> {
        let Some(rubric) = self.rubric else {
            return Vec::new();
        };
        let all: Vec<_> = section
            .domains
            .iter()
            .filter_map(|id| rubric.domain(id.as_str()))
            .flat_map(|domain| &domain.statements)
            .collect();
        let good = grade.is_good_or_better();
        let bears: Vec<_> = all
            .iter()
            .filter(|statement| statement.counts && statement.grade.is_good_or_better() == good)
            .collect();
        let must = grade == Grade::Outstanding;
        if bears.is_empty() || (!must && self.yaml.chance.one_in(4)) {
            return Vec::new();
        }
        let mut cited = vec![self.yaml.chance.pick(&bears).id.to_string()];
        for statement in &all {
            let fits = !good || statement.grade != Grade::Inadequate;
            let id = statement.id.to_string();
            if fits && self.yaml.chance.one_in(8) && !cited.contains(&id) {
                cited.push(id);
            }
        }
        cited
    }
}
