//! A section or a domain over time, counted anew.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::recount::audit::Audit;
use crate::recount::figures::{cited, is_told, share};
use crate::recount::store::{Store, items};

/// What is asked for in the tests, and whether it is a domain, by its id or title: of a domain only its own statements
/// are told. `supervision` is a section of fostering too, and the domain all the same.
pub const ASKED: [(&[&str], bool); 5] = [
    (&["file_recording"], false),
    (&["PLA"], true),
    (&["supervision"], true),
    (
        &["supervision_management_oversight", "management_oversight"],
        false,
    ),
    (&["history"], false),
];

/// One section's judgement in one audit.
struct One<'a> {
    settled: NaiveDate,
    audit: &'a Audit,
    section: &'a str,
    grade: &'static str,
}

/// The report's figures of these sections, up to a quarter's end.
pub fn figures(
    store: &Store,
    audits: &[Audit],
    (asked, is_domain): (&[&str], bool),
    from: NaiveDate,
    to: NaiveDate,
) -> BTreeMap<&'static str, Value> {
    let meant = meant(store, asked, is_domain);
    let mut all = Vec::new();
    for audit in audits
        .iter()
        .filter(|audit| audit.counts() && is_told(store, audit))
    {
        let Some(settled) = audit.settled else { continue };
        for (section, grade) in audit.sections() {
            if meant
                .iter()
                .any(|(form, id, _)| *form == audit.form && *id == section)
            {
                all.push(One {
                    settled,
                    audit,
                    section,
                    grade,
                });
            }
        }
    }
    let within: Vec<&One<'_>> = all
        .iter()
        .filter(|one| from <= one.settled && one.settled <= to)
        .collect();
    let by_form = meant.iter().map(|(form, id, title)| {
        let those = within
            .iter()
            .filter(|one| one.audit.form == *form && one.section == *id);
        let mut line = line(those.map(|one| one.grade));
        line["form"] = json!(form);
        line["section"] = json!(id);
        line["title"] = json!(title);
        line
    });
    BTreeMap::from([
        ("good_or_better_all", good(within.iter().map(|one| one.grade))),
        ("by_form", by_form.collect()),
        ("by_team", by_team(&within)),
        ("points", points(&all, to)),
        ("themes", themes(store, &within, asked, is_domain)),
    ])
}

/// The form, id and title of each section that is meant, in the order of the forms.
fn meant<'a>(store: &'a Store, asked: &[&str], is_domain: bool) -> Vec<(&'a str, &'a str, &'a str)> {
    let mut forms: Vec<&Value> = store.forms.iter().collect();
    forms.sort_by_key(|form| form["form"].as_str());
    let mut meant = Vec::new();
    let domains: Vec<&Value> = store
        .rubrics
        .iter()
        .flat_map(|rubric| items(&rubric["domains"]))
        .filter(|domain| is_domain && is_asked(asked, domain))
        .collect();
    for form in forms {
        for section in items(&form["sections"]) {
            let of_domain = items(&section["domains"])
                .iter()
                .any(|id| domains.iter().any(|domain| domain["id"] == *id));
            let id = section["id"].as_str().unwrap();
            if (is_domain && of_domain) || (!is_domain && asked.contains(&id)) {
                meant.push((
                    form["form"].as_str().unwrap(),
                    id,
                    section["title"].as_str().unwrap(),
                ));
            }
        }
    }
    meant
}

/// Whether a domain's id or its title in any letters is among what was asked for.
fn is_asked(asked: &[&str], domain: &Value) -> bool {
    let title = domain["title"].as_str().unwrap().to_lowercase();
    asked
        .iter()
        .any(|asked| domain["id"] == *asked || *asked == title)
}

fn good(grades: impl Iterator<Item = &'static str>) -> Value {
    share(
        grades
            .filter(|grade| *grade != "N/A")
            .map(|grade| matches!(grade, "O" | "G")),
    )
}

fn line(grades: impl Iterator<Item = &'static str>) -> Value {
    let grades: Vec<&'static str> = grades.collect();
    let count = |wanted: &str| grades.iter().filter(|grade| **grade == wanted).count();
    json!({
        "O": count("O"), "G": count("G"), "RI": count("RI"), "I": count("I"),
        "not_applicable": count("N/A"),
        "good_or_better": good(grades.iter().copied()),
    })
}

fn by_team(within: &[&One<'_>]) -> Value {
    let mut teams: BTreeMap<(bool, Option<&str>), Vec<&'static str>> = BTreeMap::new();
    for one in within {
        let team = one.audit.folder.allocation["team"].as_str();
        teams.entry((team.is_none(), team)).or_default().push(one.grade);
    }
    let lines = teams.into_iter().map(|((_, team), grades)| {
        let mut line = line(grades.into_iter());
        line["team"] = json!(team);
        line
    });
    lines.collect()
}

/// The share of each two months from April in which anything was graded and that end by a day.
fn points(all: &[One<'_>], to: NaiveDate) -> Value {
    let mut cycles: BTreeMap<(i32, u32), Vec<&'static str>> = BTreeMap::new();
    for one in all {
        let months = (one.settled.month() + 8) % 12;
        let year = one.settled.year() - i32::from(one.settled.month() < 4);
        cycles.entry((year, months / 2)).or_default().push(one.grade);
    }
    let mut points = Vec::new();
    for ((year, cycle), grades) in cycles {
        // The first day after the cycle.
        let month = 4 + 2 * (cycle + 1);
        let over = u32::from(month > 12);
        let next = NaiveDate::from_ymd_opt(year + i32::from(month > 12), month - 12 * over, 1).unwrap();
        let share = good(grades.into_iter());
        if next <= to.succ_opt().unwrap() && share["n"] != 0 {
            let name = format!("{year}-{:02}-C{}", (year + 1) % 100, cycle + 1);
            points.push(json!({ "cycle": name, "share": share }));
        }
    }
    Value::Array(points)
}

/// How often each statement was cited where it was graded, by id.
fn themes(store: &Store, within: &[&One<'_>], asked: &[&str], is_domain: bool) -> Value {
    let sections = within
        .iter()
        .map(|one| &one.audit.folder.audit["sections"][one.section]);
    cited(store, sections, |domain| !is_domain || is_asked(asked, domain))
}
