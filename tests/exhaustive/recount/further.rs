//! The trend with its lines and signals, learning, and two quarters side by side, counted anew.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Map, Value, json};

use crate::recount::audit::{Audit, iso};
use crate::recount::figures::{Quarter, is_good, one_decimal, share, wilson};
use crate::recount::store::items;

impl Quarter<'_> {
    /// Those that were Inadequate at some time, and are now as is wanted.
    pub fn inadequate(&self, wanted: impl Fn(&Audit) -> bool) -> Value {
        let listed = self.on().filter(|audit| wanted(audit)).filter(|audit| {
            let settled_so = audit.inadequate() && self.within(audit.settled);
            audit.on_inadequate == "case" && (self.within(audit.inadequate_since()) || settled_so)
        });
        let line = |audit: &Audit| {
            let days = audit.inadequate_since().zip(audit.informed());
            json!({
                "id": audit.folder.id,
                "informed_days": days.map(|(since, informed)| (informed - since).num_days()),
                "direction": iso(audit.direction("date")),
                "actions_reviewed": iso(audit.direction("actions_reviewed")),
                "re_audit": iso(audit.re_audited()), "re_audit_grade": audit.re_audit_grade(),
            })
        };
        listed.map(line).collect()
    }

    /// The areas of learning for the system, most often named first.
    pub fn system_learning(&self) -> Value {
        let mut areas: BTreeMap<&str, u32> = BTreeMap::new();
        for audit in self.submitted() {
            for area in items(&audit.folder.audit["system_learning"])
                .iter()
                .filter_map(|piece| piece["area"].as_str())
            {
                *areas.entry(area).or_default() += 1;
            }
        }
        let mut areas: Vec<(&str, u32)> = areas.into_iter().collect();
        areas.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        areas
            .into_iter()
            .map(|(area, n)| json!({ "area": area, "n": n }))
            .collect()
    }

    /// The headline by cycles that ended with the quarter, with the lines of its chart.
    pub fn trend(&self) -> Value {
        let mut cycles: BTreeMap<(i32, u32), Vec<bool>> = BTreeMap::new();
        for audit in self
            .audits
            .iter()
            .filter(|audit| audit.counts() && self.heads(audit))
        {
            let (Some(settled), Some(grade)) = (audit.settled, audit.final_grade()) else {
                continue;
            };
            let year = settled.year() - i32::from(settled.month() < 4);
            cycles
                .entry((year, (settled.month() + 8) % 12 / 2))
                .or_default()
                .push(is_good(grade));
        }
        let next = |(year, cycle): (i32, u32)| {
            NaiveDate::from_ymd_opt(year, 4, 1).unwrap() + Months::new(2 * (cycle + 1))
        };
        let ended: Vec<_> = cycles
            .into_iter()
            .filter(|(cycle, _)| next(*cycle) <= self.to.succ_opt().unwrap())
            .collect();
        let shown = &ended[ended.len().saturating_sub(24)..];
        let name = |(year, cycle): (i32, u32)| format!("{year}-{:02}-C{}", (year + 1) % 100, cycle + 1);
        let values: Vec<f64> = shown.iter().map(|(_, held)| percent(held)).collect();
        let many: Vec<usize> = (0..shown.len()).filter(|at| shown[*at].1.len() >= 5).collect();
        let lines = Lines::of(&values);
        let signals = lines.iter().flat_map(|lines| lines.signals(&values, &many));
        let signals = signals.map(|(at, kind)| json!({ "cycle": name(shown[at].0), "kind": kind }));
        let points = shown
            .iter()
            .map(|(cycle, held)| json!({ "cycle": name(*cycle), "share": share(held.iter().copied()) }));
        let signals: Vec<Value> = signals.collect();
        let low = median(&values).is_some_and(|median| median < 50.0);
        let stays_low = low && many.len() >= 12 && signals.is_empty();
        let mut told = json!({
            "points": points.collect::<Vec<Value>>(), "median": median(&values).map(one_decimal),
            "mean": lines.as_ref().map(|lines| one_decimal(lines.mean)),
            "lower": lines.as_ref().map(|lines| one_decimal(lines.lower.max(0.0))),
            "upper": lines.as_ref().map(|lines| one_decimal(lines.upper.min(100.0))),
            "signals": signals,
        });
        if stays_low {
            told["no_improvement"] = json!(many.len());
        }
        told
    }
}

fn percent(held: &[bool]) -> f64 {
    100.0 * held.iter().filter(|held| **held).count() as f64 / held.len() as f64
}

fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle)?;
    Some(if values.len() % 2 == 1 {
        *upper
    } else {
        (values[middle - 1] + upper) / 2.0
    })
}

/// A chart's mean and limits, uncut.
struct Lines {
    mean: f64,
    lower: f64,
    upper: f64,
}

impl Lines {
    /// From twelve points on.
    fn of(values: &[f64]) -> Option<Self> {
        if values.len() < 12 {
            return None;
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let moves: f64 = values.windows(2).map(|two| (two[1] - two[0]).abs()).sum();
        let reach = 2.66 * moves / (values.len() - 1) as f64;
        Some(Self {
            mean,
            lower: mean - reach,
            upper: mean + reach,
        })
    }

    /// The points that are part of a signal, among those of many audits: each with the signal's name.
    fn signals(&self, values: &[f64], many: &[usize]) -> Vec<(usize, &'static str)> {
        const HAIR: f64 = 1e-9;
        let above = |at: &usize| values[*at] > self.mean + HAIR;
        let below = |at: &usize| values[*at] < self.mean - HAIR;
        let outside = |at: &usize| values[*at] < self.lower || values[*at] > self.upper;
        let third = 2.0 * (self.upper - self.mean) / 3.0;
        let high = |at: &usize| !outside(at) && values[*at] > self.mean + third + HAIR;
        let low = |at: &usize| !outside(at) && values[*at] < self.mean - third - HAIR;
        let mut found: Vec<(usize, u8, &'static str)> = Vec::new();
        found.extend(many.iter().filter(|at| outside(at)).map(|at| (*at, 0, "outside")));
        for seven in many.windows(7) {
            if seven.iter().all(above) || seven.iter().all(below) {
                found.extend(seven.iter().map(|at| (*at, 1, "seven-on-one-side")));
            }
            let rises = |two: &[usize]| values[two[1]] > values[two[0]] + HAIR;
            let falls = |two: &[usize]| values[two[1]] < values[two[0]] - HAIR;
            if seven.windows(2).all(rises) || seven.windows(2).all(falls) {
                found.extend(seven.iter().map(|at| (*at, 2, "seven-rising-or-falling")));
            }
        }
        for three in many.windows(3) {
            let sides: [Vec<&usize>; 2] = [
                three.iter().filter(|at| high(at)).collect(),
                three.iter().filter(|at| low(at)).collect(),
            ];
            for side in sides.iter().filter(|side| side.len() > 1) {
                found.extend(side.iter().map(|at| (**at, 3, "two-of-three-near-limit")));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(at, _, name)| (at, name)).collect()
    }
}

/// Two quarters' figures side by side, as `--compare` has them.
pub fn compared(here: &Map<String, Value>, there: &Map<String, Value>) -> Value {
    let both = |name: &str| pair(&here[name], &there[name]);
    let section = |line: &Value| [&line["form"], &line["section"]].map(Value::to_string);
    let good = |line: Option<&Value>| {
        let count = |grade: &str| line.and_then(|line| line[grade].as_u64()).unwrap_or(0);
        let held = count("O") + count("G");
        let of = held + count("RI") + count("I");
        share((0..of).map(|at| at < held))
    };
    let mut titles: Vec<&Value> = items(&here["sections"]).iter().collect();
    let known: Vec<[String; 2]> = titles.iter().map(|line| section(line)).collect();
    titles.extend(
        items(&there["sections"])
            .iter()
            .filter(|line| !known.contains(&section(line))),
    );
    let sections = titles.into_iter().map(|line| {
        let find = |figures: &Map<String, Value>| {
            good(
                items(&figures["sections"])
                    .iter()
                    .find(|other| section(other) == section(line)),
            )
        };
        let mut told = pair(&find(here), &find(there));
        for key in ["form", "section", "title"] {
            told[key] = line[key].clone();
        }
        told
    });
    let steps = here["timeliness"]
        .as_object()
        .unwrap()
        .iter()
        .filter_map(|(step, line)| {
            let on_time = |line: &Value| {
                let [on_time, due] = ["on_time", "due"].map(|key| line[key].as_u64().unwrap());
                share((0..due).map(|at| at < on_time))
            };
            let (here, there) = (on_time(line), on_time(&there["timeliness"][step]));
            let any = here["n"] != 0 || there["n"] != 0;
            any.then(|| {
                let mut told = pair(&here, &there);
                told["step"] = json!(step);
                (step.clone(), told)
            })
        });
    let scores: u64 = items(&there["family_feedback"]["scores"])
        .iter()
        .filter_map(Value::as_u64)
        .sum();
    json!({
        "good_or_better": both("good_or_better"), "good_or_better_random": both("good_or_better_random"),
        "grades": there["grades"], "sections": sections.collect::<Vec<Value>>(),
        "timeliness": steps.collect::<Map<String, Value>>(), "submitted": there["submitted"],
        "family_mean_score": there["family_feedback"]["mean_score"], "family_scores": scores,
    })
}

/// Two shares and their difference: the two Wilson intervals put together (Newcombe 1998).
fn pair(here: &Value, there: &Value) -> Value {
    let counts =
        |share: &Value| ["count", "n"].map(|key| u32::try_from(share[key].as_u64().unwrap()).unwrap());
    let ([held, of], [other, others]) = (counts(here), counts(there));
    let difference = (of > 0 && others > 0).then(|| {
        let ((low, high), (least, most)) = (wilson(held, of), wilson(other, others));
        let (one, two) = (
            f64::from(held) / f64::from(of),
            f64::from(other) / f64::from(others),
        );
        let reach = |a: f64, b: f64| (a * a + b * b).sqrt();
        json!({
            "points": points(one - two),
            "low": points(one - two - reach(one - low, most - two)),
            "high": points(one - two + reach(high - one, two - least)),
        })
    });
    json!({ "here": here, "there": there, "difference": difference })
}

fn points(difference: f64) -> f64 {
    let shown = one_decimal(100.0 * difference);
    if shown == 0.0 { 0.0 } else { shown }
}

/// The first and last day of the quarter before.
pub fn before(from: NaiveDate) -> (NaiveDate, NaiveDate) {
    (from - Months::new(3), from.pred_opt().unwrap())
}
