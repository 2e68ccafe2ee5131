//! An auditor's form, filled in from its template.

mod other_blocks;

use std::fmt::Write as _;

use super::prose::{Chooser, Sentences};
use super::topics;
use super::weekday;
use crate::framework::form::{Evidence, Field, FieldFact, FieldKind, Form, Section};
use crate::framework::{Date, Grade, Rubric};
use crate::record::Allocation;
use crate::store::scaffold::yaml_text;

/// What a form is filled with.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its guideline.
    pub rubric: Option<&'a Rubric>,
    /// What was allocated.
    pub allocation: &'a Allocation,
    /// The grade of the whole.
    pub overall: Grade,
    /// The day on which it is submitted; none: a draft, of which only the beginning is filled in.
    pub submitted: Option<Date>,
    /// Who sees to the actions.
    pub owner: &'a str,
    /// The section whose grade is a step beside that of the whole; none: one in four.
    pub apart: Option<usize>,
    /// The role that is audited, where the form serves several: the option's number, from 0.
    pub role: usize,
}

/// The form as an auditor would leave it.
pub fn audit(fill: &Fill<'_>) -> String {
    let mut chooser = Chooser::new(fill.allocation.audit.to_string());
    let sentences = Sentences::new(&mut chooser);
    let mut writer = Writer {
        fill,
        yaml: String::new(),
        sentences,
        chooser,
    };
    writer.top();
    writer.header();
    writer.checklist();
    writer.sections();
    writer.family();
    writer.rest();
    writer.yaml
}

struct Writer<'a> {
    fill: &'a Fill<'a>,
    yaml: String,
    sentences: Sentences,
    chooser: Chooser,
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.yaml, "{:indent$}{text}", "");
    }

    /// A key with text under it.
    fn text(&mut self, indent: usize, key: &str, text: &str) {
        self.line(indent, &format!("{key}: |"));
        self.line(indent + 2, text);
    }

    fn good(&mut self, indent: usize, key: &str) {
        let text = self.sentences.good();
        self.text(indent, key, &text);
    }

    fn poor(&mut self, indent: usize, key: &str) {
        let text = self.sentences.poor();
        self.text(indent, key, &text);
    }

    fn good_of(&mut self, indent: usize, key: &str, section: &Section) {
        match topics::of_section(section.id.as_str()) {
            Some(topic) => {
                let text = self.sentences.told(&topic.good);
                self.text(indent, key, &text);
            }
            None => self.good(indent, key),
        }
    }

    fn poor_of(&mut self, indent: usize, key: &str, section: &Section) {
        match topics::of_section(section.id.as_str()) {
            Some(topic) => {
                let text = self.sentences.told(&topic.poor);
                self.text(indent, key, &text);
            }
            None => self.poor(indent, key),
        }
    }

    /// The day on which the form was last worked on.
    fn day(&self) -> Date {
        self.fill
            .submitted
            .unwrap_or_else(|| weekday(self.fill.allocation.allocated.plus_days(7)))
    }

    fn is_draft(&self) -> bool {
        self.fill.submitted.is_none()
    }

    fn top(&mut self) {
        let stem = self.fill.form.id.file_stem();
        self.line(
            0,
            &format!("# yaml-language-server: $schema=../../../../../schemas/{stem}.audit.schema.json"),
        );
        self.line(0, &format!("form: {}", self.fill.form.id));
        let day = self.day();
        let audited = if self.is_draft() {
            String::new()
        } else {
            weekday(day.minus_days(1)).min(day).to_string()
        };
        self.line(0, format!("date_of_audit: {audited}").trim_end());
        let submitted = self.fill.submitted.map(|day| day.to_string()).unwrap_or_default();
        self.line(0, format!("submitted: {submitted}").trim_end());
        self.line(0, "resubmitted: []");
    }

    fn header(&mut self) {
        self.line(0, "header:");
        let mut given: Vec<(String, String)> = Vec::new();
        for field in &self.fill.form.header {
            let holds = field.when.as_ref().is_none_or(|(other, value)| {
                given
                    .iter()
                    .any(|(id, answer)| id == other.as_str() && answer == value)
            });
            let wanted = field.known.is_empty() && holds && (!field.optional || field.fact.is_some());
            if !wanted {
                continue;
            }
            let answer = self.answer(field);
            self.line(2, &format!("{}: {answer}", field.id));
            given.push((field.id.to_string(), answer));
        }
    }

    fn answer(&mut self, field: &Field) -> String {
        let allocated = self.fill.allocation.allocated;
        let status = self.fill.allocation.legal_status.as_deref();
        match &field.kind {
            FieldKind::Date if field.fact.is_some_and(|fact| fact != FieldFact::BeforeAudit) => {
                weekday(allocated.minus_days(12)).to_string()
            }
            FieldKind::Date => weekday(allocated.minus_days(90 + self.chooser.below(120))).to_string(),
            FieldKind::Number => (1 + self.chooser.below(3)).to_string(),
            FieldKind::YesNo if field.fact == Some(FieldFact::AuditorKnowsFamily) => "no".to_owned(),
            FieldKind::YesNo => if field.fact.is_some() { "yes" } else { "no" }.to_owned(),
            FieldKind::Choice(options) if field.fact == Some(FieldFact::Role) => {
                yaml_text(options.get(self.fill.role).map_or("", String::as_str))
            }
            FieldKind::Choice(options) => yaml_text(options.first().map_or("", String::as_str)),
            FieldKind::Choices(options) if field.fact == Some(FieldFact::Basis) => {
                format!(
                    "[{}]",
                    options
                        .iter()
                        .map(|o| yaml_text(o))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
            FieldKind::Choices(options) => {
                let form = self.fill.form;
                let asks = |option: &&String| {
                    let mut fields = form.header.iter().filter_map(|field| field.when.as_ref());
                    fields.any(|(id, value)| *id == field.id && value == *option)
                };
                let options: Vec<&String> = options.iter().filter(|option| !asks(option)).collect();
                let own = options.iter().find(|option| Some(option.as_str()) == status);
                let one = own
                    .or(options.get(usize::try_from(self.chooser.below(options.len() as u64)).unwrap_or(0)));
                format!("[{}]", yaml_text(one.map_or("", |one| one.as_str())))
            }
            FieldKind::Text if field.fact == Some(FieldFact::Initials) => {
                format!("\"PF, {}\"", 30 + self.chooser.below(30))
            }
            FieldKind::Text => format!("\"{}\"", self.sentences.good()),
        }
    }

    fn checklist(&mut self) {
        let (from, to) = (self.fill.allocation.allocated, self.day());
        if self.fill.form.process().asks_consent {
            self.line(0, &format!("agreed_with_worker: {}", weekday(from.plus_days(1))));
            self.line(
                0,
                &format!(
                    "consent: [ {{ from: mother, date: {} }} ]",
                    weekday(from.plus_days(2))
                ),
            );
            self.line(0, &format!("discussed_with_worker: {to}"));
            self.line(0, &format!("filed_for_appraisal: {to}"));
            return;
        }
        self.line(0, "preparation:");
        let span = u64::try_from(to.days_since(from)).unwrap_or(0).saturating_sub(1);
        let steps = self.fill.form.preparation.len().max(1) as u64;
        let kept = if self.is_draft() {
            2
        } else {
            self.fill.form.preparation.len()
        };
        for (index, step) in self.fill.form.preparation.iter().take(kept).enumerate() {
            let day = weekday(from.plus_days(span * (index as u64 + 1) / steps));
            self.line(2, &format!("{}: {day}", step.id));
        }
        if !self.is_draft() {
            self.good(0, "session_notes");
        }
    }

    fn sections(&mut self) {
        self.line(0, "sections:");
        let kept = if self.is_draft() {
            2
        } else {
            self.fill.form.sections.len()
        };
        for (index, section) in self.fill.form.sections.iter().take(kept).enumerate() {
            let grade = self.grade_of(index);
            self.section(section, grade);
        }
    }

    /// A section's grade: mostly that of the whole, one a step beside it where that is no contradiction.
    fn grade_of(&self, index: usize) -> Grade {
        let overall = self.fill.overall;
        let one_in_four = if overall == Grade::Good { 2 } else { 1 };
        let is_apart = self.fill.apart.map_or(index % 4 == one_in_four, |at| at == index);
        match overall {
            Grade::Good | Grade::Inadequate if is_apart => Grade::RequiresImprovement,
            Grade::RequiresImprovement if is_apart => Grade::Good,
            overall => overall,
        }
    }

    fn section(&mut self, section: &Section, grade: Grade) {
        self.line(2, &format!("{}:", section.id));
        match &section.evidence {
            Evidence::Items(statuses) => self.items(section, statuses, grade),
            Evidence::Questions => {
                self.line(4, "questions:");
                for question in &section.questions {
                    self.line(6, &format!("{}:", question.id));
                    self.pair(8, section, grade);
                }
            }
            Evidence::Section => self.pair(4, section, grade),
        }
        for field in &section.fields {
            let answer = match field.fact {
                Some(FieldFact::CaseClosed) => "no".to_owned(),
                _ => self.answer(field),
            };
            self.line(4, &format!("{}: {answer}", field.id));
        }
        if !section.graded {
            return;
        }
        self.line(4, &format!("grade: {grade}"));
        let cited = self.cited(section, grade);
        if !cited.is_empty() {
            self.line(4, &format!("criteria: [{}]", cited.join(", ")));
        }
        if grade == Grade::Outstanding {
            self.good_of(4, "outstanding_because", section);
        }
    }

    fn items(&mut self, section: &Section, statuses: &[String], grade: Grade) {
        self.line(4, "items:");
        let last = statuses.len().saturating_sub(1);
        for question in &section.questions {
            self.line(6, &format!("{}:", question.id));
            if question.fact == Some(FieldFact::ClosureSummary) {
                self.line(8, "status: N/A");
                self.text(8, "comments", "The case is open.");
                continue;
            }
            let status = if grade.is_good_or_better() { 0 } else { 1.min(last) };
            self.line(
                8,
                &format!(
                    "status: {}",
                    yaml_text(statuses.get(status).map_or("", String::as_str))
                ),
            );
            if grade.is_good_or_better() {
                self.good_of(8, "comments", section);
            } else {
                self.poor_of(8, "comments", section);
            }
        }
    }

    fn pair(&mut self, indent: usize, section: &Section, grade: Grade) {
        self.good_of(indent, "strengths", section);
        if !grade.is_good_or_better() || self.chooser.below(4) == 0 {
            self.poor_of(indent, "improvements", section);
        }
    }

    fn cited(&mut self, section: &Section, grade: Grade) -> Vec<String> {
        let domains = section
            .domains
            .iter()
            .filter_map(|id| self.fill.rubric?.domain(id.as_str()));
        // An Outstanding section cites Good statements: Appendix 4 has hardly any of its own.
        let wanted = if grade == Grade::Outstanding {
            Grade::Good
        } else {
            grade
        };
        let fitting: Vec<String> = domains
            .flat_map(|domain| &domain.statements)
            .filter(|statement| statement.grade == wanted && statement.counts)
            .map(|statement| statement.id.to_string())
            .collect();
        if fitting.is_empty() {
            return fitting;
        }
        let start = usize::try_from(self.chooser.below(fitting.len() as u64)).unwrap_or(0);
        fitting
            .iter()
            .cycle()
            .skip(start)
            .take(2.min(fitting.len()))
            .cloned()
            .collect()
    }
}

/// A filled form with a handful of mistakes of the kind that people make.
pub fn spoiled(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut change = |find: &str, with: &dyn Fn(&str) -> String| {
        if let Some(line) = lines.iter_mut().find(|line| line.contains(find)) {
            *line = with(line);
        }
    };
    change("grade: G", &|line| line.replace("grade: G", "grade: Goood"));
    change("desktop_review: ", &|line| {
        let (key, date) = line.split_once(": ").unwrap_or((line, ""));
        let parts: Vec<&str> = date.split('-').collect();
        format!(
            "{key}: {}",
            parts.iter().rev().copied().collect::<Vec<_>>().join("/")
        )
    });
    change("criteria: [", &|line| {
        line.replacen("criteria: [", "criteria: [XYZ-G1, ", 1)
    });
    change("    by: ", &|line| line.to_owned());
    if let Some(at) = lines.iter().position(|line| line.trim() == "session_notes: |") {
        lines.insert(
            at + 2,
            "We spoke about the last review, and what the child had hoped for.".to_owned(),
        );
    }
    if let Some(at) = lines.iter().position(|line| line.trim() == "strengths: |") {
        lines[at] = lines[at].replace("strengths", "strenghts");
    }
    lines.join("\n") + "\n"
}
