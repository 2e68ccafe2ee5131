//! The reports' figures against a second count, made from the store's files by a reading of its own: plain values, not
//! qaf's reader, records or reports.
// Helpers of tests may panic as tests do, and their counts are small.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

mod agree;
mod audit;
mod coefficients;
mod disturb;
mod expected;
mod figures;
mod further;
mod kept;
mod over_time;
mod random;
mod said;
mod sections;
mod store;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use audit::{Audit, GRADES};
use figures::Quarter;
use said::{DEMO, DISTURBED, Demo, QUARTERS};
use store::{Store, day, items};

/// Every audit as it stood on a day.
fn audits(store: &Store, today: NaiveDate) -> Vec<Audit> {
    let folders = store.folders.iter();
    folders.map(|folder| Audit::of(store, folder, today)).collect()
}

/// Those that have been allocated by today; the others have not happened yet.
fn allocated(store: &Store, today: NaiveDate) -> Vec<Audit> {
    let by_today = |audit: &Audit| day(&audit.folder.allocation["allocated"]).is_none_or(|day| day <= today);
    audits(store, today).into_iter().filter(by_today).collect()
}

/// The lines in the order of a key's text.
fn sorted(lines: &Value, key: &str) -> Value {
    let mut lines = items(lines).to_vec();
    lines.sort_by_key(|line| line[key].to_string());
    Value::Array(lines)
}

/// The report's figure in the shape in which it is recounted: lists whose order says nothing by key.
fn reported(name: &str, report: &Value) -> Value {
    let keyed = |list: &Value, key: &str| -> Map<String, Value> {
        let lines = items(list).iter();
        lines
            .map(|line| (line[key].as_str().unwrap().to_owned(), line.clone()))
            .collect()
    };
    let figure = &report[name];
    match name {
        "changed" if figure.is_null() => Value::Null,
        "excluded" | "changed" => items(figure).iter().map(|line| line["id"].clone()).collect(),
        "by_status" => sorted(figure, "status"),
        "works" => {
            let ids = |list: &str| -> Value {
                items(&figure[list])
                    .iter()
                    .map(|work| work["id"].clone())
                    .collect()
            };
            json!([
                ids("reported"),
                ids("going_on"),
                ids("cancelled"),
                figure["unread"]
            ])
        }
        "section_falls" => {
            let pair = |line: &Value| {
                let [here, there] = ["here", "there"].map(|part| &line[part]);
                let of = [&here["count"], &here["n"], &there["count"], &there["n"]];
                json!([line["form"], line["section"], of[0], of[1], of[2], of[3]])
            };
            let mut lower: Vec<Value> = items(&figure["lower"]).iter().map(pair).collect();
            lower.sort_by_key(ToString::to_string);
            json!({ "compared": figure["compared"], "lower": lower })
        }
        "timeliness" => Value::Object(keyed(figure, "step")),
        "themes" => json!({
            "strengths": keyed(&figure["strengths"], "criterion"),
            "improvements": keyed(&figure["improvements"], "criterion"),
        }),
        "apart" => items(figure)
            .iter()
            .map(|line| {
                let mut line = line.clone();
                line["themes"] = reported("themes", &line);
                line
            })
            .collect(),
        _ => figure.clone(),
    }
}

#[test]
fn every_figure_of_a_quarter_is_what_the_files_say() {
    compare_quarters(&DEMO);
}

#[test]
fn every_figure_of_a_disturbed_quarter_is_what_the_files_say() {
    compare_quarters(&DISTURBED);
}

/// Stores that nobody thought of: sixty audits with grades, days and events at random. `QAF_TESTS=all` takes many more.
#[test]
fn every_figure_of_random_stores_is_what_the_files_say() {
    let is_long = std::env::var("QAF_TESTS").is_ok_and(|tests| tests == "all");
    let stores = if is_long { 300 } else { 4 };
    let mut seen = [false; 4];
    for seed in 0..stores {
        // Shown where the test fails.
        println!("seed {seed}");
        let store = Demo::random(seed);
        compare_trackers(&store);
        compare_quarters(&store);
        agree::compare_expectations(&store);
        let reports = store.said.iter().flat_map(|said| &said.quarters);
        for report in reports {
            seen[0] |= !report["moderation"]["kappa_linear"].is_null();
            seen[1] |= !report["trend"]["mean"].is_null();
            seen[2] |= report["excluded"] != json!([]);
            seen[3] |= report["trend"]["signals"] != json!([]);
        }
    }
    assert_eq!(seen, [true; 4], "coefficients, limits, audits left out, signals");
}

fn by_name(figures: BTreeMap<&'static str, Value>) -> Map<String, Value> {
    let named = figures.into_iter();
    named.map(|(name, figure)| (name.to_owned(), figure)).collect()
}

fn compare_quarters(demo: &Demo) {
    let store = &demo.store;
    for said in &demo.said {
        let audits = audits(store, said.today);
        for report in &said.quarters {
            let quarter = Quarter {
                store,
                audits: &audits,
                from: day(&report["from"]).unwrap(),
                to: day(&report["to"]).unwrap(),
                today: said.today,
                errors: &said.errors,
                changed: &said.changed,
            };
            let figures = quarter.figures();
            for (name, recounted) in &figures {
                let reported = reported(name, report);
                assert_eq!(
                    reported, *recounted,
                    "{name} of {} on {}",
                    report["quarter"], said.today
                );
            }
            // Nothing is told that is not recounted, but for what names the report itself.
            let told = report.as_object().unwrap().keys().map(String::as_str);
            let named = ["schema", "quarter", "from", "to", "as_of", "compare"];
            let unread: Vec<&str> = told
                .filter(|key| !named.contains(key) && !figures.contains_key(key))
                .collect();
            assert!(unread.is_empty(), "{unread:?} is recounted by nobody");
            let (from, to) = further::before(quarter.from);
            let earlier = Quarter { from, to, ..quarter };
            let compared = further::compared(&by_name(figures), &by_name(earlier.figures()));
            let told = &report["compare"];
            for (name, recounted) in compared.as_object().unwrap() {
                let what = format!("{name} of {} beside the one before", report["quarter"]);
                assert_eq!(reported(name, told), *recounted, "{what}");
            }
        }
    }
}

#[test]
fn the_dashboard_gets_the_quarters_headline_to_the_digit() {
    for said in DEMO.said.iter().chain(&DISTURBED.said) {
        for (report, figure) in said.quarters.iter().zip(&said.figures) {
            for key in ["quarter", "from", "to", "as_of"] {
                assert_eq!(figure[key], report[key]);
            }
            for key in ["n", "count", "percent"] {
                assert_eq!(
                    figure[key], report["good_or_better"][key],
                    "{key} on {}",
                    said.today
                );
            }
            let ended = day(&report["to"]).unwrap() <= said.today;
            assert_eq!(figure["ended"], ended);
        }
    }
}

#[test]
fn every_figure_of_a_section_is_what_the_files_say() {
    compare_sections(&DEMO);
}

#[test]
fn every_figure_of_a_disturbed_section_is_what_the_files_say() {
    compare_sections(&DISTURBED);
}

fn compare_sections(demo: &Demo) {
    let mut graded = 0;
    for said in &demo.said {
        let audits = audits(&demo.store, said.today);
        for (asked, report) in sections::ASKED.iter().zip(&said.sections) {
            let (from, to) = (day(&report["from"]).unwrap(), day(&report["to"]).unwrap());
            let recounted = sections::figures(&demo.store, &audits, *asked, from, to);
            let mut told = report.clone();
            told["points"] = report["trend"]["points"].clone();
            for (name, recounted) in recounted {
                let what = format!("{name} of {asked:?} on {}", said.today);
                assert_eq!(reported(name, &told), recounted, "{what}");
            }
            for line in items(&report["quarters"]) {
                let quarter = QUARTERS
                    .iter()
                    .find(|(name, ..)| line["quarter"] == *name)
                    .unwrap();
                let [from, to] = [quarter.1, quarter.2].map(|day| day.parse().unwrap());
                let recounted = sections::figures(&demo.store, &audits, *asked, from, to);
                assert_eq!(line["good_or_better"], recounted["good_or_better_all"]);
            }
            graded += report["good_or_better_all"]["n"].as_u64().unwrap();
        }
    }
    assert!(graded > 20, "the recount saw {graded} grades");
}

#[test]
fn the_quarters_are_those_of_a_year_from_april() {
    for said in &DEMO.said {
        for (report, (quarter, from, to)) in said.quarters.iter().zip(QUARTERS) {
            let said = [&report["quarter"], &report["from"], &report["to"]];
            assert_eq!(said, [quarter, from, to]);
        }
    }
}

#[test]
fn every_line_of_the_tracker_is_what_the_files_say() {
    compare_trackers(&DEMO);
}

#[test]
fn every_line_of_a_disturbed_tracker_is_what_the_files_say() {
    compare_trackers(&DISTURBED);
}

fn compare_trackers(demo: &Demo) {
    for said in &demo.said {
        let lines = items(&said.tracker["audits"]);
        let audits = allocated(&demo.store, said.today);
        assert_eq!(
            lines.len(),
            audits.len(),
            "audits of the tracker on {}",
            said.today
        );
        for (line, audit) in lines.iter().zip(&audits) {
            let id = &audit.folder.id;
            for (key, recounted) in audit.line() {
                assert_eq!(line[&key], recounted, "{key} of {id} on {}", said.today);
            }
            let errors = said.errors.get(id).copied().unwrap_or_default();
            assert_eq!(line["errors"], errors, "errors of {id} on {}", said.today);
        }
    }
}

/// A recount of nothing would agree with anything.
#[test]
fn the_recount_saw_what_there_is_to_see() {
    let said = DEMO.said.last().unwrap();
    let audits = audits(&DEMO.store, said.today);
    let saw = |what: &str, holds: &dyn Fn(&Audit) -> bool| {
        assert!(audits.iter().any(holds), "the recount saw no audit {what}");
    };
    for grade in GRADES {
        saw(grade, &|audit| {
            audit.settled.is_some() && audit.final_grade() == Some(grade)
        });
    }
    saw("late", &|audit| {
        let step = audit.step("audit");
        step.is_some_and(|step| step.done.is_some_and(|done| done > step.due))
    });
    for status in [
        "allocated",
        "submitted",
        "returned",
        "settled",
        "replaced",
        "closed",
    ] {
        saw(status, &|audit| audit.status() == status);
    }
    saw("regraded", &|audit| audit.regraded());
    saw("audited again", &|audit| audit.re_audited().is_some());
    saw("that is an observation", &|audit| audit.observation);
    saw("with errors", &|audit| said.errors.contains_key(&audit.folder.id));
    saw("with actions", &|audit| {
        !items(&audit.folder.audit["actions"]).is_empty()
    });
    saw("with a family heard", &|audit| {
        !items(&audit.folder.audit["family_feedback"]).is_empty()
    });
}

#[test]
fn the_recount_saw_what_was_disturbed() {
    let said = DISTURBED.said.last().unwrap();
    let audits = audits(&DISTURBED.store, said.today);
    let saw = |what: &str, holds: &dyn Fn(&Audit) -> bool| {
        assert!(audits.iter().any(holds), "the recount saw no audit {what}");
    };
    saw("withdrawn", &|audit| audit.status() == "withdrawn");
    saw("sent", &|audit| audit.status() == "sent");
    saw("that can't be counted", &|audit| {
        !audit.is_off() && !audit.counts()
    });
    saw("handed in again", &|audit| {
        audit.step("amend").is_some_and(|step| step.done.is_some())
    });
    saw("whose file says another than what counts", &|audit| {
        let told = DISTURBED
            .store
            .folders
            .iter()
            .find(|told| told.id == audit.folder.id);
        told.unwrap().audit["overall"]["grade"] != audit.folder.audit["overall"]["grade"]
    });
    saw("Inadequate twice", &|audit| audit.re_audit_grade() == Some("I"));
    saw("regraded from Inadequate", &|audit| {
        audit.auditor_grade() == Some("I") && audit.final_grade() != Some("I")
    });
    saw("reassigned", &|audit| {
        let due = DISTURBED.store.due("audit", audit.allocated);
        audit.step("audit").is_some_and(|step| step.due > due)
    });
    let report = said.quarters.last().unwrap();
    assert_ne!(report["actions"]["done"], 0);
    assert_ne!(report["excluded"], json!([]));
}

/// Known intervals, so that the recount's own formula stands on something.
#[test]
fn the_recounts_interval_is_wilsons() {
    let share = figures::share((0..10).map(|at| at < 5));
    assert_eq!((&share["low"], &share["high"]), (&json!(23.7), &json!(76.3)));
    let none = figures::share((0..10).map(|_| false));
    assert_eq!((&none["low"], &none["high"]), (&json!(0.0), &json!(27.8)));
}
