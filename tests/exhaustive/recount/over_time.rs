//! The figures of the quarters side by side, and of the forms that have a part of their own, counted anew.

use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use crate::recount::audit::Audit;
use crate::recount::figures::{Quarter, is_good, share, tally, themes};
use crate::recount::store::items;

/// A quarter's name where the year starts in April.
pub fn name(from: NaiveDate) -> String {
    let year = from.year() - i32::from(from.month() < 4);
    let number = match from.month() {
        4 => 1,
        7 => 2,
        10 => 3,
        _ => 4,
    };
    format!("{year}-{:02}-Q{number}", (year + 1) % 100)
}

impl<'a> Quarter<'a> {
    /// This quarter and the seven before it, the earliest first.
    fn eight(&self) -> Vec<Quarter<'a>> {
        (0..8)
            .rev()
            .map(|back| {
                let from = self.from - Months::new(3 * back);
                let to = (from + Months::new(3)).pred_opt().unwrap();
                Quarter { from, to, ..*self }
            })
            .collect()
    }

    pub fn quarters(&self) -> Value {
        let days = self
            .audits
            .iter()
            .flat_map(|audit| [Some(audit.allocated), audit.submitted, audit.settled]);
        let first = days.flatten().min().unwrap();
        let shown = self.eight().into_iter();
        shown
            .filter(|quarter| first <= quarter.to || quarter.from == self.from)
            .map(
                |quarter| json!({ "quarter": name(quarter.from), "share": quarter.good_or_better(|_| true) }),
            )
            .collect()
    }

    /// The sections with five grades or more in this quarter and in the one before, and by how much they fell.
    pub fn section_falls(&self) -> Value {
        let eight = self.eight();
        let good = |line: &Value| {
            let of = |grades: &[&str]| {
                grades
                    .iter()
                    .filter_map(|grade| line[*grade].as_u64())
                    .sum::<u64>()
            };
            (of(&["O", "G"]), of(&["O", "G", "RI", "I"]))
        };
        let before = eight[6].sections();
        let mut compared = 0;
        let mut lower = Vec::new();
        for line in items(&self.sections()) {
            let mut same = items(&before).iter();
            let same =
                same.find(|other| other["form"] == line["form"] && other["section"] == line["section"]);
            let (Some(there), here) = (same.map(good), good(line)) else {
                continue;
            };
            if here.1 < 5 || there.1 < 5 {
                continue;
            }
            compared += 1;
            if here.0 * there.1 < there.0 * here.1 {
                lower.push(json!([
                    line["form"],
                    line["section"],
                    here.0,
                    here.1,
                    there.0,
                    there.1
                ]));
            }
        }
        lower.sort_by_key(ToString::to_string);
        json!({ "compared": compared, "lower": lower })
    }

    pub fn signs(&self) -> Value {
        let mut signs = Vec::new();
        let of = |quarter: &Quarter<'_>| {
            let share = quarter.good_or_better(|_| true);
            (share["count"].as_u64().unwrap(), share["n"].as_u64().unwrap())
        };
        let eight: Vec<(u64, u64)> = self.eight().iter().map(of).collect();
        let (count, n) = eight[7];
        if n >= 5 && count < n - count {
            signs.push("poor");
        }
        let last = &eight[4..];
        let rises = last
            .windows(2)
            .any(|two| two[1].0 * two[0].1 > two[0].0 * two[1].1);
        if last.iter().all(|(_, n)| *n >= 5) && !rises {
            let then = last[0];
            if count * then.1 < then.0 * n {
                signs.push("fell");
            } else if count < n {
                signs.push("does-not-move");
            }
        }
        if !self.trend()["no_improvement"].is_null() {
            signs.push("no-improvement");
        }
        json!(signs)
    }

    pub fn observations(&self) -> Value {
        let settled = self.told().filter(|audit| audit.observation);
        let mut line = tally(settled.filter_map(Audit::final_grade));
        line["submitted"] = json!(self.submitted().filter(|audit| audit.observation).count());
        line
    }

    pub fn family_by_quarter(&self) -> Value {
        let line = |quarter: Quarter<'_>| {
            let family = quarter.family();
            let scores: u64 = items(&family["scores"]).iter().filter_map(Value::as_u64).sum();
            json!({ "quarter": name(quarter.from), "scores": scores, "mean_score": family["mean_score"] })
        };
        let lines = self.eight().into_iter().map(line);
        lines.skip_while(|line| line["scores"] == 0).collect()
    }

    pub fn apart(&self) -> Value {
        let line = |form: &Value| {
            let is_of = |audit: &&Audit| *form == audit.form.as_str();
            let grades: Vec<&str> = self.told().filter(is_of).filter_map(Audit::final_grade).collect();
            let mut line = tally(grades.iter().copied());
            line["form"] = form.clone();
            line["submitted"] = json!(self.submitted().filter(is_of).count());
            line["good_or_better"] = share(grades.iter().map(|grade| is_good(grade)));
            line["themes"] = themes(self.store, self.submitted().filter(is_of));
            let forms = self.store.forms.iter();
            let named = forms.filter(|named| named["form"] == *form);
            line["title"] = named.map(|named| named["title"].clone()).next_back().unwrap();
            line
        };
        items(&self.store.settings["report"]["own_part"])
            .iter()
            .map(line)
            .collect()
    }
}
