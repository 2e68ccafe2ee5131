//! A quarter's figures, counted anew.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::recount::audit::{Audit, GRADES};
use crate::recount::coefficients;
use crate::recount::expected::Count;
use crate::recount::store::{Store, day, items};

/// The 97.5% point of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;
/// The grades' places, Inadequate first.
const STEPS_UP: [u8; 4] = [0, 1, 2, 3];

/// The audits of a store, and a quarter's ends.
pub struct Quarter<'a> {
    pub store: &'a Store,
    pub audits: &'a [Audit],
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// How many errors `validate` found in each audit.
    pub errors: &'a BTreeMap<String, u32>,
    /// The audits that `validate` finds changed after the event from which they count.
    pub changed: &'a BTreeSet<String>,
}

impl<'a> Quarter<'a> {
    pub fn within(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.from <= day && day <= self.to)
    }

    pub fn on(&self) -> impl Iterator<Item = &'a Audit> {
        self.audits.iter().filter(|audit| !audit.is_off())
    }

    pub fn submitted(&self) -> impl Iterator<Item = &'a Audit> {
        self.on()
            .filter(|audit| audit.counts() && self.within(audit.submitted))
    }

    pub fn settled(&self) -> impl Iterator<Item = &'a Audit> {
        self.on()
            .filter(|audit| audit.counts() && self.within(audit.settled))
    }

    /// A case audit of the headline's forms that a moderator settles.
    pub fn heads(&self, audit: &Audit) -> bool {
        is_headline_form(self.store, audit) && is_told(self.store, audit) && !audit.observation
    }

    /// Those settled whose grades are told, form by form.
    pub fn told(&self) -> impl Iterator<Item = &'a Audit> {
        self.settled().filter(|audit| is_told(self.store, audit))
    }

    pub fn headline(&self) -> impl Iterator<Item = &'a Audit> {
        self.settled().filter(|audit| self.heads(audit))
    }

    pub fn good_or_better(&self, holds: impl Fn(&Audit) -> bool) -> Value {
        let audits = self.headline().filter(|audit| holds(audit));
        share(audits.filter_map(Audit::final_grade).map(is_good))
    }

    /// Every figure that is recounted, under the report's own names.
    pub fn figures(&self) -> BTreeMap<&'static str, Value> {
        let random = |audit: &Audit| audit.folder.allocation["selection"] == "random";
        let provisional = self.on().filter(|audit| {
            let waits = audit.submitted.is_some_and(|day| day <= self.to) && audit.settled.is_none();
            audit.counts() && self.heads(audit) && waits
        });
        let withdrawn = self.audits.iter().filter(|audit| audit.status() == "withdrawn");
        let withdrawn = withdrawn.filter(|audit| self.within(Some(audit.allocated)));
        BTreeMap::from([
            (
                "submitted",
                json!(self.on().filter(|audit| self.within(audit.submitted)).count()),
            ),
            ("settled", json!(self.settled().count())),
            (
                "works",
                self.store.works_of_time(self.from, self.to.min(self.today)),
            ),
            ("withdrawn", json!(withdrawn.count())),
            ("excluded", self.excluded()),
            ("faulty", self.faulty()),
            ("changed", self.changed_after()),
            ("good_or_better", self.good_or_better(|_| true)),
            ("good_or_better_random", self.good_or_better(random)),
            (
                "good_or_better_selected",
                self.good_or_better(|audit| !random(audit)),
            ),
            (
                "provisional",
                share(provisional.filter_map(Audit::auditor_grade).map(is_good)),
            ),
            ("grades", tally(self.headline().filter_map(Audit::final_grade))),
            (
                "by_team",
                by("team", self.headline(), |audit| {
                    named(&audit.folder.allocation["team"])
                }),
            ),
            (
                "by_service",
                by("service", self.headline(), |audit| {
                    named(&audit.folder.allocation["service"])
                }),
            ),
            (
                "by_form",
                by("form", self.told(), |audit| Some(audit.form.clone())),
            ),
            (
                "by_status",
                by("status", self.headline(), |audit| Some(audit.legal_status())),
            ),
            ("sections", self.sections()),
            ("section_falls", self.section_falls()),
            ("moderation", self.moderation()),
            ("timeliness", self.timeliness()),
            ("inadequate", self.inadequate(super::audit::Audit::inadequate)),
            (
                "inadequate_provisional",
                self.inadequate(|audit| audit.settled.is_none() && audit.final_grade() == Some("I")),
            ),
            (
                "regraded_up",
                self.inadequate(|audit| audit.final_grade() != Some("I")),
            ),
            ("actions", self.actions()),
            ("actions_due", self.actions_due()),
            ("family_feedback", self.family()),
            ("staff_feedback", self.staff()),
            ("themes", self.themes()),
            ("quarters", self.quarters()),
            ("signs", self.signs()),
            ("observations", self.observations()),
            ("family_by_quarter", self.family_by_quarter()),
            ("apart", self.apart()),
            (
                "expected",
                Count::of(self.store, self.audits, self.today).quarter(self.from, self.to),
            ),
            ("system_learning", self.system_learning()),
            ("trend", self.trend()),
        ])
    }

    fn excluded(&self) -> Value {
        let excluded = self.on().filter(|audit| !audit.counts());
        let excluded = excluded.filter(|audit| self.within(audit.submitted));
        excluded.map(|audit| json!(audit.folder.id)).collect()
    }

    fn faulty(&self) -> Value {
        let ids = self.submitted().map(|audit| &audit.folder.id);
        let faulty = ids.filter_map(|id| Some(json!({ "id": id, "errors": self.errors.get(id)? })));
        faulty.collect()
    }

    fn changed_after(&self) -> Value {
        let of_quarter = self
            .on()
            .filter(|audit| self.within(audit.submitted.or(Some(audit.allocated))));
        let ids = of_quarter.map(|audit| &audit.folder.id);
        let changed: Vec<&String> = ids.filter(|id| self.changed.contains(*id)).collect();
        // Left out where there is none.
        if changed.is_empty() {
            Value::Null
        } else {
            json!(changed)
        }
    }

    pub fn sections(&self) -> Value {
        let mut lines = Vec::new();
        let mut forms: Vec<&Value> = self.store.forms.iter().collect();
        forms.sort_by_key(|form| form["form"].as_str());
        for form in forms {
            for section in items(&form["sections"]) {
                let id = section["id"].as_str().unwrap();
                let audits = self.told().filter(|audit| form["form"] == audit.form.as_str());
                let judged: Vec<&str> = audits
                    .filter_map(|audit| audit.sections().get(id).copied())
                    .collect();
                if judged.is_empty() {
                    continue;
                }
                let mut line = tally(judged.iter().copied());
                line["form"] = form["form"].clone();
                line["section"] = json!(id);
                line["title"] = section["title"].clone();
                line["not_applicable"] = json!(judged.iter().filter(|grade| **grade == "N/A").count());
                lines.push(line);
            }
        }
        Value::Array(lines)
    }

    fn moderation(&self) -> Value {
        let place = |grade: Option<&str>| GRADES.iter().position(|known| Some(*known) == grade);
        let moderated = self.settled().filter(|audit| audit.moderated() && !audit.bespoke);
        let mut table = [[0_u32; 4]; 4];
        let (mut exact, mut within_one, mut up, mut down) = (Vec::new(), 0, 0, 0);
        let mut shifts = Vec::new();
        for audit in moderated {
            let from = place(audit.auditor_grade()).unwrap();
            let to = place(audit.final_grade()).unwrap();
            table[from][to] += 1;
            exact.push(from == to);
            shifts.push(f64::from(STEPS_UP[to]) - f64::from(STEPS_UP[from]));
            within_one += u32::from(from.abs_diff(to) < 2);
            up += u32::from(to > from);
            down += u32::from(to < from);
        }
        let n: f64 = exact.iter().map(|_| 1.0).sum();
        let mean = (n > 0.0).then(|| (shifts.iter().sum::<f64>() / n * 10_000.0 + 0.5).floor() / 10_000.0);
        json!({
            "moderated": exact.len(), "exact": share(exact), "within_one": within_one, "up": up, "down": down,
            "table": table, "mean_shift": mean,
            "kappa_linear": coefficients::kappa(&table), "gwet_ac2": coefficients::ac2(&table),
        })
    }

    fn timeliness(&self) -> Value {
        let steps = items_of(&self.store.schedule["deadline"]);
        let lines = steps.map(|(step, _)| {
            let begun = self.on().filter_map(|audit| audit.step(step));
            let fell_due = begun.filter(|state| self.within(Some(state.due)) && state.due <= self.today);
            let (mut on_time, mut late, mut open) = (0, 0, 0);
            for state in fell_due {
                match state.done {
                    Some(done) if done <= state.due => on_time += 1,
                    Some(_) => late += 1,
                    None => open += 1,
                }
            }
            let due = on_time + late + open;
            let percent = percent(on_time, due);
            let line = json!({ "step": step, "due": due, "on_time": on_time, "late": late, "open": open,
                "percent": percent });
            (step.clone(), line)
        });
        Value::Object(lines.collect())
    }

    /// Each action: the day by which, and the day on which it was done by today.
    fn planned(&self) -> Vec<(Option<NaiveDate>, Option<NaiveDate>)> {
        let mut all = Vec::new();
        for audit in self.on() {
            let planned = items(&audit.folder.audit["actions"])
                .iter()
                .filter(|_| audit.submitted.is_some());
            let again = items(&audit.folder.re_audit["actions"]).iter();
            let again = again.filter(|_| audit.re_audited().is_some());
            let numbered = planned
                .enumerate()
                .map(|(at, action)| ((at + 1).to_string(), action));
            let re_audits = again
                .enumerate()
                .map(|(at, action)| (format!("r{}", at + 1), action));
            for (number, action) in numbered.chain(re_audits) {
                let done = audit.folder.log.iter().filter(|event| {
                    let named = event["action"].to_string().trim_matches('"') == number;
                    event["event"] == "action-done" && named
                });
                let done = done.filter_map(|event| day(&event["date"]));
                all.push((day(&action["by"]), done.filter(|day| *day <= self.today).min()));
            }
        }
        all
    }

    fn actions(&self) -> Value {
        let (mut total, mut done, mut overdue) = (0, 0, 0);
        for (by, done_on) in self.planned() {
            total += 1;
            done += u32::from(done_on.is_some());
            overdue += u32::from(done_on.is_none() && by.is_some_and(|by| by < self.today));
        }
        json!({ "total": total, "done": done, "open": total - done, "overdue": overdue })
    }

    fn actions_due(&self) -> Value {
        let (mut on_time, mut late, mut open) = (0, 0, 0);
        for (by, done) in self.planned() {
            let Some(by) = by.filter(|by| self.within(Some(*by)) && *by < self.today) else {
                continue;
            };
            match done {
                None => open += 1,
                Some(done) if done > by => late += 1,
                Some(_) => on_time += 1,
            }
        }
        json!({ "due": on_time + late + open, "on_time": on_time, "late": late, "open": open })
    }

    pub fn family(&self) -> Value {
        let (mut sought, mut obtained, mut scores) = (0, 0, [0_u32; 11]);
        for entry in self
            .submitted()
            .flat_map(|audit| items(&audit.folder.audit["family_feedback"]))
        {
            let answers = entry["answers"].as_object().into_iter().flatten();
            let answered = answers
                .filter_map(|(_, text)| text.as_str())
                .any(|text| !text.trim().is_empty());
            let heard = answered || entry["score"].is_number();
            sought += u32::from(heard || entry["not_obtained"].is_string());
            obtained += u32::from(heard);
            if let Some(score) = entry["score"].as_u64() {
                scores[usize::try_from(score).unwrap()] += 1;
            }
        }
        let given: u32 = scores.iter().sum();
        let sum: u32 = (0..).zip(&scores).map(|(score, n)| score * n).sum();
        let mean = (given > 0).then(|| one_decimal(f64::from(sum) / f64::from(given)));
        json!({ "sought": sought, "obtained": obtained, "scores": scores, "mean_score": mean })
    }

    fn staff(&self) -> Value {
        let asked: Vec<_> = self
            .submitted()
            .filter(|audit| audit.step("feedback").is_some())
            .collect();
        // Feedback that was given up is over, and was not received.
        let received = asked.iter().filter(|audit| audit.answered()).count();
        json!({ "asked": asked.len(), "received": received })
    }

    fn themes(&self) -> Value {
        themes(self.store, self.submitted().filter(|audit| !audit.bespoke))
    }
}

fn is_headline_form(store: &Store, audit: &Audit) -> bool {
    let forms = items(&store.settings["report"]["headline_forms"]);
    forms.iter().any(|form| *form == audit.form.as_str())
}

/// Whether a grade is told at all: not that of an audit under a row that it can't meet, nor, on a form of the headline, one
/// that nobody is to moderate.
pub fn is_told(store: &Store, audit: &Audit) -> bool {
    let is_bare = !audit.asks_settling && !audit.observation && is_headline_form(store, audit);
    !audit.astray && !audit.bespoke && !is_bare
}

/// How often each statement was cited in some audits, by its id; what no guideline has is left out.
pub fn themes<'a>(store: &Store, audits: impl Iterator<Item = &'a Audit>) -> Value {
    let sections = audits.flat_map(|audit| items_of(&audit.folder.audit["sections"]));
    cited(store, sections.map(|(_, section)| section), |_| true)
}

/// How often each statement of the wanted domains was cited in some sections, by its id.
pub fn cited<'a>(
    store: &Store,
    sections: impl Iterator<Item = &'a Value>,
    wanted: impl Fn(&Value) -> bool,
) -> Value {
    let mut cited: BTreeMap<&str, u32> = BTreeMap::new();
    for id in sections.flat_map(|section| items(&section["criteria"])) {
        *cited.entry(id.as_str().unwrap()).or_default() += 1;
    }
    let domains = store.rubrics.iter().flat_map(|rubric| items(&rubric["domains"]));
    let domains = domains.filter(|domain| wanted(domain));
    let mut themes = json!({ "strengths": {}, "improvements": {} });
    for statement in domains.flat_map(|domain| items(&domain["statements"])) {
        let id = statement["id"].as_str().unwrap();
        let list = match statement["grade"].as_str().unwrap() {
            "O" | "G" => "strengths",
            _ => "improvements",
        };
        if let Some(n) = cited.get(id) {
            themes[list][id] = json!({ "criterion": id, "text": statement["text"], "n": n });
        }
    }
    themes
}

fn items_of(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn named(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub fn is_good(grade: &str) -> bool {
    matches!(grade, "O" | "G")
}

pub fn tally<'a>(grades: impl Iterator<Item = &'a str>) -> Value {
    let grades: Vec<&str> = grades.collect();
    let count = |grade: &str| grades.iter().filter(|given| **given == grade).count();
    json!({ "O": count("O"), "G": count("G"), "RI": count("RI"), "I": count("I") })
}

/// A line of grades for each name; those of none last.
fn by<'a>(
    key: &str,
    audits: impl Iterator<Item = &'a Audit>,
    name: impl Fn(&Audit) -> Option<String>,
) -> Value {
    let mut named: BTreeMap<(bool, Option<String>), Vec<&str>> = BTreeMap::new();
    for audit in audits {
        let name = name(audit);
        let grades = named.entry((name.is_none(), name)).or_default();
        grades.extend(audit.final_grade());
    }
    let lines = named.into_iter().map(|((_, name), grades)| {
        let mut line = tally(grades.iter().copied());
        line["n"] = json!(grades.len());
        line[key] = json!(name);
        line
    });
    lines.collect()
}

/// A share with its Wilson interval: the two roots of `(n + z²)p² - (2k + z²)p + k²/n = 0`.
pub fn share(holds: impl IntoIterator<Item = bool>) -> Value {
    let (mut n, mut count) = (0_u32, 0_u32);
    for held in holds {
        n += 1;
        count += u32::from(held);
    }
    if n == 0 {
        return json!({ "n": 0, "count": 0, "percent": null, "low": null, "high": null });
    }
    let (low, high) = wilson(count, n);
    let (low, high) = (one_decimal(100.0 * low), one_decimal(100.0 * high));
    json!({ "n": n, "count": count, "percent": percent(count, n), "low": low, "high": high })
}

/// Wilson's interval of a share, of 1.
pub fn wilson(count: u32, n: u32) -> (f64, f64) {
    let (of, held) = (f64::from(n), f64::from(count));
    let (square, linear, constant) = (of + Z * Z, 2.0 * held + Z * Z, held * held / of);
    let root = (linear * linear - 4.0 * square * constant).max(0.0).sqrt();
    let bound = |sum: f64| sum / (2.0 * square);
    (bound(linear - root), bound(linear + root))
}

fn percent(count: u32, of: u32) -> Option<f64> {
    (of > 0).then(|| one_decimal(100.0 * f64::from(count) / f64::from(of)))
}

/// To one decimal, half up.
pub fn one_decimal(number: f64) -> f64 {
    (number * 10.0 + 0.5).floor() / 10.0
}
