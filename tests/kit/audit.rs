//! An audit that is right: the auditor's form, and who and when.

use std::collections::BTreeMap;

use qaf::framework::form::{Field, FieldFact, FieldKind, Form};
use qaf::framework::word::FieldId;
use qaf::framework::{Date, Grade, Rubric};
use qaf::store::scaffold::yaml_text;

use super::yaml::{Yaml, quoted};
use super::{Cast, Chance, others};

mod family;
mod rest;
mod sections;

/// The files of an audit's folder, by name.
pub type Made = BTreeMap<String, String>;

/// What is being written, and what was settled before.
pub struct Maker<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its guideline.
    pub rubric: Option<&'a Rubric>,
    /// Who.
    pub cast: &'a Cast,
    /// The auditor.
    pub auditor: &'a str,
    /// The day of allocation.
    pub allocated: Date,
    /// The day of the audit.
    pub audited: Date,
    /// The day of submission.
    pub submitted: Date,
    /// The days of further submissions.
    pub resubmitted: Vec<Date>,
    /// The child's age.
    pub age: usize,
    /// The grade of the whole.
    pub overall: Grade,
    /// The grades of the sections; none: not applicable.
    pub grades: Vec<Option<Grade>>,
    /// A query that is explained, and not amended.
    pub explained: Option<&'static str>,
    /// Whether the case is said to be open or closed.
    pub closed: Option<bool>,
    /// The file.
    pub yaml: Yaml,
}

/// Makes one.
pub fn make(form: &Form, rubric: Option<&Rubric>, cast: &Cast, mut chance: Chance) -> Made {
    let first: Date = "2026-07-06".parse().unwrap();
    let allocated = first.plus_days(chance.below(60) as u64);
    let audited = allocated.plus_days(8 + chance.below(10) as u64);
    let submitted = audited.plus_days(2 * u64::from(chance.is_full()) + chance.below(6) as u64);
    let mut resubmitted = Vec::new();
    let mut last = submitted;
    while chance.one_in(6) {
        last = last.plus_days(chance.below(9) as u64);
        resubmitted.push(last);
    }
    let overall = *chance.pick(&[
        Grade::RequiresImprovement,
        Grade::Good,
        Grade::Outstanding,
        Grade::Inadequate,
    ]);
    let grades = grades(form, overall, &mut chance);
    let (overall, explained) = raised(overall, &grades, &mut chance);
    let mut maker = Maker {
        form,
        rubric,
        cast,
        auditor: chance.pick::<&str>(cast.auditors),
        allocated,
        audited,
        submitted,
        resubmitted,
        age: 9 + chance.below(9) - if chance.one_in(3) { 8 } else { 0 },
        overall,
        grades,
        explained,
        closed: *chance.pick(&[Some(false), Some(true), None]),
        yaml: Yaml::new(chance),
    };
    let audit = maker.audit();
    let audit = as_saved(audit, &mut maker.yaml.chance);
    let mut files = others::make(&mut maker);
    files.insert("audit.yaml".to_owned(), audit);
    files
}

/// Grades that fit the whole: no more than half of them below it, and not all of them above.
fn grades(form: &Form, overall: Grade, chance: &mut Chance) -> Vec<Option<Grade>> {
    let count = form.sections.len();
    if chance.is_full() {
        let of = [Grade::Good, Grade::RequiresImprovement, Grade::Outstanding];
        return (0..count).map(|at| Some(of[at % of.len()])).collect();
    }
    let mut grades: Vec<Option<Grade>> = (0..count)
        .map(|_| {
            let any = *chance.pick(&Grade::ALL);
            let grade = *chance.pick(&[overall, overall, any]);
            (!chance.one_in(7)).then_some(grade)
        })
        .collect();
    let left_out = |grades: &[Option<Grade>]| grades.iter().filter(|grade| grade.is_none()).count();
    while 2 * left_out(&grades) > count {
        let at = grades.iter().position(Option::is_none).unwrap();
        grades[at] = Some(overall);
    }
    let fits = |grades: &[Option<Grade>]| {
        let given: Vec<Grade> = grades.iter().flatten().copied().collect();
        let lower = given.iter().filter(|grade| **grade < overall).count();
        let outstanding = overall == Grade::Outstanding;
        2 * lower <= given.len() && given.iter().any(|grade| *grade <= overall) && !(outstanding && lower > 0)
    };
    for at in 0..count {
        if fits(&grades) {
            break;
        }
        grades[at] = grades[at].map(|_| overall);
    }
    grades
}

/// Now and then the whole is graded above most of the sections, with a reason.
fn raised(overall: Grade, grades: &[Option<Grade>], chance: &mut Chance) -> (Grade, Option<&'static str>) {
    let above = match overall {
        Grade::Inadequate => Grade::RequiresImprovement,
        Grade::RequiresImprovement => Grade::Good,
        Grade::Good | Grade::Outstanding => return (overall, None),
    };
    let given: Vec<Grade> = grades.iter().flatten().copied().collect();
    let lower = given.iter().filter(|grade| **grade < above).count();
    if 2 * lower > given.len() && chance.one_in(4) {
        (above, Some("overall-above-most-domains"))
    } else {
        (overall, None)
    }
}

/// The text as some editors save it: with Windows line ends, a byte order mark, or no end of the last line.
fn as_saved(text: String, chance: &mut Chance) -> String {
    match chance.below(20) {
        19 => text.replace('\n', "\r\n"),
        18 => format!("\u{feff}{text}"),
        17 => text.trim_end().to_owned(),
        _ => text,
    }
}

impl Maker<'_> {
    /// The auditor's form.
    fn audit(&mut self) -> String {
        self.top();
        self.header();
        self.checklist();
        self.sections();
        self.family();
        self.rest();
        std::mem::take(&mut self.yaml.text)
    }

    fn top(&mut self) {
        let yaml = &mut self.yaml;
        yaml.line(0, &format!("form: {}", self.form.id));
        yaml.answer(0, "date_of_audit", &self.audited.to_string());
        yaml.answer(0, "submitted", &self.submitted.to_string());
        let again: Vec<String> = self.resubmitted.iter().map(Date::to_string).collect();
        yaml.line(0, &format!("resubmitted: [{}]", again.join(", ")));
    }

    fn header(&mut self) {
        self.yaml.line(0, "header:");
        let mut given: Vec<(String, String)> = Vec::new();
        let mut instead: Option<&FieldId> = None;
        let form = self.form;
        for field in form.header.iter().filter(|field| field.known.is_empty()) {
            let holds = field.when.as_ref().is_none_or(|(other, value)| {
                given.iter().any(|(id, answer)| {
                    id == other.as_str() && answer.split(", ").any(|given| given == value)
                })
            });
            let holds = holds || instead == Some(&field.id);
            let optional = if field.or.is_some() { 5 } else { 2 };
            let left_out = (field.optional || field.or.is_some()) && self.yaml.chance.one_in(optional);
            if left_out && field.or.is_some() {
                instead = field.or.as_ref();
            }
            if !holds || left_out {
                if self.yaml.chance.one_in(2) {
                    self.yaml.line(2, &format!("{}:", field.id));
                }
                continue;
            }
            let answer = self.field(2, field);
            given.push((field.id.to_string(), answer));
        }
    }

    /// Writes the answer to a field, and hands it back in the form's own spelling.
    fn field(&mut self, indent: usize, field: &Field) -> String {
        let key = field.id.to_string();
        let answer = match &field.kind {
            FieldKind::Text => {
                let text = self.yaml.words.plain();
                if field.fact == Some(FieldFact::Initials) {
                    let initials = "P.F. and J O'K, aged 45 and 47";
                    self.yaml.answer(indent, &key, &quoted(initials));
                    return initials.to_owned();
                }
                self.yaml.text(indent, &key, &text);
                return text;
            }
            FieldKind::Choices(options) => {
                let chosen = self.choices(field, options);
                self.yaml.list(indent, &key, &chosen);
                return chosen.join(", ");
            }
            FieldKind::Date => self.day_before(field.fact).to_string(),
            FieldKind::Number => self.yaml.chance.pick(&["2", "0", "14", "100"]).to_string(),
            FieldKind::YesNo => if self.says_yes(field.fact) { "yes" } else { "no" }.to_owned(),
            FieldKind::Choice(options) => self.choice(field, options),
        };
        let spelled = match &field.kind {
            FieldKind::YesNo if self.yaml.chance.one_in(4) => match answer.as_str() {
                "yes" => "Yes".to_owned(),
                _ => "false".to_owned(),
            },
            FieldKind::Choice(_) if self.yaml.chance.one_in(4) => yaml_text(&answer.to_lowercase()),
            _ => yaml_text(&answer),
        };
        // A date or a number in quotes is another thing.
        let spelled = match &field.kind {
            FieldKind::Date | FieldKind::Number | FieldKind::YesNo => spelled.trim_matches('"').to_owned(),
            _ => spelled,
        };
        self.yaml.answer(indent, &key, &spelled);
        answer
    }

    fn choice(&mut self, field: &Field, options: &[String]) -> String {
        // A plan that came too late is Inadequate: the section says which it is.
        let fits = |option: &&String| {
            field.fact != Some(FieldFact::PermanencePlanBySecondReview) || option.as_str() != "no"
        };
        let options: Vec<&String> = options.iter().filter(fits).collect();
        (*self.yaml.chance.pick(&options)).clone()
    }

    fn choices(&mut self, field: &Field, options: &[String]) -> Vec<String> {
        if field.fact == Some(FieldFact::Basis) {
            return options.to_vec();
        }
        let mut chosen = vec![self.yaml.chance.pick(options).clone()];
        // What has a further field asked is chosen where everything is filled in.
        let asks = |option: &&String| {
            let mut fields = self.form.header.iter().filter_map(|field| field.when.as_ref());
            fields.any(|(id, value)| *id == field.id && value == *option)
        };
        if self.yaml.chance.is_full() {
            chosen.extend(options.iter().filter(asks).cloned());
        }
        for option in options {
            if self.yaml.chance.one_in(4) && !chosen.contains(option) {
                chosen.push(option.clone());
            }
        }
        chosen
    }

    fn says_yes(&mut self, fact: Option<FieldFact>) -> bool {
        match fact {
            // In the full audit a peer asked.
            Some(FieldFact::AuditorKnowsFamily) => self.yaml.chance.below(3) == 0,
            // What is seen of the referral may be Good only where the decision was made on the day.
            Some(FieldFact::DecisionWithin24h) => {
                let by_chance = self.yaml.chance.below(2) == 0;
                self.referral_is_good() || by_chance
            }
            Some(FieldFact::DecisionSameWorkingDay) => {
                let by_chance = self.overall.is_good_or_better() || self.yaml.chance.below(2) == 0;
                self.referral_is_good() || by_chance
            }
            Some(FieldFact::CaseClosed) => self.closed == Some(true),
            _ => self.yaml.chance.below(2) == 0,
        }
    }

    /// Whether the first graded section that looks at the referral is Good or better.
    fn referral_is_good(&self) -> bool {
        let looks = |domain: &qaf::framework::word::DomainId| domain.as_str() == "BIR";
        let graded = self.form.sections.iter().zip(&self.grades);
        let all =
            graded.filter_map(|(section, grade)| section.domains.iter().any(looks).then_some((*grade)?));
        all.take(1).any(Grade::is_good_or_better)
    }

    /// A day on or before the audit, such as the rules allow.
    fn day_before(&mut self, fact: Option<FieldFact>) -> Date {
        let most = match fact {
            Some(FieldFact::ChronologyUpdated) => 180,
            Some(FieldFact::LastManagementOversight) => 58,
            _ => 700,
        };
        let least = if fact == Some(FieldFact::BeforeAudit) {
            20
        } else {
            14
        };
        let days = least + self.yaml.chance.below(most - least + 1);
        self.audited.minus_days(days as u64)
    }

    fn checklist(&mut self) {
        if self.form.process().asks_consent {
            self.observed();
            return;
        }
        self.yaml.line(0, "preparation:");
        let span = u64::try_from(self.audited.days_since(self.allocated)).unwrap();
        let steps = self.form.preparation.len() as u64;
        let form = self.form;
        for (index, step) in form.preparation.iter().enumerate() {
            if step.fact.is_none() && self.yaml.chance.one_in(5) {
                self.yaml.line(2, &format!("{}:", step.id));
                continue;
            }
            let day = self.allocated.plus_days(span * index as u64 / steps);
            self.yaml.answer(2, step.id.as_str(), &day.to_string());
        }
        if self.yaml.chance.one_in(4) {
            self.yaml.line(0, "session_notes:");
        } else {
            self.yaml.say(0, "session_notes");
        }
    }

    fn observed(&mut self) {
        let early = self.allocated.plus_days(self.yaml.chance.below(3) as u64);
        self.yaml.answer(0, "agreed_with_worker", &early.to_string());
        let mut agreed = vec![vec![("from", "mother".to_owned()), ("date", early.to_string())]];
        if self.yaml.chance.one_in(2) {
            agreed.push(vec![
                ("from", "foster carer".to_owned()),
                ("date", early.to_string()),
            ]);
        }
        self.yaml.blocks("consent", &agreed);
        self.yaml
            .answer(0, "discussed_with_worker", &self.submitted.to_string());
        self.yaml
            .answer(0, "filed_for_appraisal", &self.submitted.to_string());
    }
}
