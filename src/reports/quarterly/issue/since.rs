//! What has changed since a quarter's figures were issued.

use std::collections::BTreeMap;

use serde::{Deserialize as _, Serialize};
use serde_json::Value;

use super::AuditFact;
use crate::framework::{AuditId, Date};

/// What has changed since the last issue that can be trusted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Since {
    /// The file.
    pub path: String,
    /// 1 for the first.
    pub number: u32,
    /// The day on which it was issued.
    pub as_of: Option<Date>,
    /// Who issued it.
    pub by: String,
    /// The figures that differ, by their key in the report.
    pub figures: Vec<FigureChange>,
    /// The audits that differ, by id.
    pub audits: Vec<AuditChange>,
}

/// A figure that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureChange {
    /// Its key in the report.
    pub figure: String,
    /// As issued; null where it was not there.
    pub issued: Value,
    /// As it is now.
    pub now: Value,
}

/// An audit that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditChange {
    /// The audit.
    pub id: AuditId,
    /// What happened to it, in words.
    pub changes: Vec<String>,
    /// As issued; null where the figures did not rest on it.
    pub issued: Option<AuditFact>,
    /// As it is now; null where the figures do not rest on it any more.
    pub now: Option<AuditFact>,
}

impl Since {
    /// Whether nothing differs.
    pub fn is_nothing(&self) -> bool {
        self.figures.is_empty() && self.audits.is_empty()
    }

    /// Whether the figures and what they rest on are as issued. A file may have been changed that counts as it was kept.
    pub fn is_as_issued(&self) -> bool {
        let counts_alike = |audit: &AuditChange| match (&audit.issued, &audit.now) {
            (Some(then), Some(now)) => is_alike(then, now),
            _ => false,
        };
        self.figures.is_empty() && self.audits.iter().all(counts_alike)
    }
}

/// Whether figures take the same from an audit. What figures of an earlier version do not tell is not compared.
fn is_alike(then: &AuditFact, now: &AuditFact) -> bool {
    let of_then = |rest: &BTreeMap<String, String>| {
        if then.rest.is_empty() {
            BTreeMap::new()
        } else {
            rest.clone()
        }
    };
    let without = |fact: &AuditFact| AuditFact {
        rest: of_then(&fact.rest),
        changed: Vec::new(),
        ..fact.clone()
    };
    without(then) == without(now)
}

/// What differs from an issue. `issue` is the document, whole; `report` the report's JSON as it is now.
pub fn since(path: &str, issue: &Value, report: &Value, facts: &[AuditFact]) -> Since {
    Since {
        path: path.to_owned(),
        number: issue["number"]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(0),
        as_of: issue["as_of"].as_str().and_then(|day| day.parse().ok()),
        by: issue["by"].as_str().unwrap_or("").to_owned(),
        figures: figures(&issue["report"], report),
        audits: audits(&issue["audits"], facts),
    }
}

/// The figures that the first versions did not tell.
const TOLD_SINCE: [&str; 3] = ["works", "section_falls", "actions_due"];

/// The figures that differ. The day as of which a report is made is no figure, nor are the faults of the files as they
/// are: what they said before counts.
fn figures(issued: &Value, now: &Value) -> Vec<FigureChange> {
    let none = serde_json::Map::new();
    let (issued, now) = (
        issued.as_object().unwrap_or(&none),
        now.as_object().unwrap_or(&none),
    );
    let mut keys: Vec<&String> = now
        .keys()
        .chain(issued.keys().filter(|key| !now.contains_key(*key)))
        .collect();
    // Figures of an earlier version say nothing of what has been told since.
    keys.retain(|key| !TOLD_SINCE.contains(&key.as_str()) || issued.contains_key(*key));
    keys.retain(|key| {
        !matches!(
            key.as_str(),
            "as_of" | "schema" | "since_issue" | "compare" | "faulty" | "changed"
        )
    });
    let differing = keys.into_iter().filter(|key| issued.get(*key) != now.get(*key));
    differing
        .map(|key| FigureChange {
            figure: key.clone(),
            issued: issued.get(key).cloned().unwrap_or_default(),
            now: now.get(key).cloned().unwrap_or_default(),
        })
        .collect()
}

fn audits(issued: &Value, facts: &[AuditFact]) -> Vec<AuditChange> {
    let listed = issued.as_array().map(Vec::as_slice).unwrap_or_default();
    let then: BTreeMap<AuditId, AuditFact> = listed
        .iter()
        .filter_map(|value| AuditFact::deserialize(value).ok())
        .map(|fact| (fact.id.clone(), fact))
        .collect();
    let now: BTreeMap<AuditId, AuditFact> =
        facts.iter().map(|fact| (fact.id.clone(), fact.clone())).collect();
    let mut ids: Vec<&AuditId> = then.keys().chain(now.keys()).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter()
        .filter(|id| match (then.get(*id), now.get(*id)) {
            (Some(then), Some(now)) => !is_alike(then, now) || then.changed != now.changed,
            _ => true,
        })
        .map(|id| AuditChange {
            id: id.clone(),
            changes: changes(then.get(id), now.get(id)),
            issued: then.get(id).cloned(),
            now: now.get(id).cloned(),
        })
        .collect()
}

/// What happened to an audit, in words.
fn changes(then: Option<&AuditFact>, now: Option<&AuditFact>) -> Vec<String> {
    let (then, now) = match (then, now) {
        (Some(then), Some(now)) => (then, now),
        (None, Some(now)) => return vec![format!("was not among them then; {}", stands(now))],
        (Some(_), None) => return vec!["is not among this quarter's audits any more".to_owned()],
        (None, None) => return Vec::new(),
    };
    let mut said = Vec::new();
    match (then.off, now.off) {
        (false, true) => said.push("withdrawn or replaced since".to_owned()),
        (true, false) => said.push("withdrawn or replaced then, and on now".to_owned()),
        _ => {}
    }
    match (then.excluded, now.excluded) {
        (false, true) => said.push("counted then, and can't be counted now".to_owned()),
        (true, false) => said.push("could not be counted then, and can now".to_owned()),
        _ => {}
    }
    if then.submitted != now.submitted {
        said.push(format!(
            "submitted: {} then, {} now",
            day(then.submitted),
            day(now.submitted)
        ));
    }
    match (then.settled, now.settled) {
        (None, Some(on)) => said.push(format!("settled since, dated {on}, as {}", grade(now))),
        (Some(_), None) => said.push("settled then, and not now".to_owned()),
        (Some(a), Some(b)) if a != b => said.push(format!("settled: {a} then, {b} now")),
        _ => {}
    }
    if then.grade != now.grade && then.settled.is_some() == now.settled.is_some() {
        said.push(format!("grade: {} then, {} now", grade(then), grade(now)));
    }
    match (then.counted, now.counted) {
        (false, true) => said.push("now in Good or better's count".to_owned()),
        (true, false) => said.push("no longer in Good or better's count".to_owned()),
        _ => {}
    }
    if !then.rest.is_empty() {
        said.extend(of_rest(&then.rest, &now.rest));
    }
    let since = now
        .changed
        .iter()
        .filter(|changed| !then.changed.contains(changed));
    said.extend(since.map(|changed| format!("{changed} (what it said before counts)")));
    if said.is_empty() {
        said.push("its files are again as they were kept".to_owned());
    }
    said
}

/// What else differs, name by name.
fn of_rest(then: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<String> {
    let mut names: Vec<&String> = then.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let differing = names.into_iter().filter(|name| then.get(*name) != now.get(*name));
    let said = |rest: &BTreeMap<String, String>, name| {
        rest.get(name).cloned().unwrap_or_else(|| "nothing".to_owned())
    };
    differing
        .map(|name| format!("{name}: {} then, {} now", said(then, name), said(now, name)))
        .collect()
}

fn stands(fact: &AuditFact) -> String {
    let how = match (fact.settled, fact.submitted) {
        _ if fact.off => "withdrawn or replaced".to_owned(),
        _ if fact.excluded => "can't be counted".to_owned(),
        (Some(on), _) => format!("settled on {on} as {}", grade(fact)),
        (None, Some(on)) => format!("submitted on {on}, not settled yet"),
        (None, None) => "not submitted".to_owned(),
    };
    let counted = if fact.counted {
        ", in Good or better's count"
    } else {
        ""
    };
    format!("{how}{counted}")
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "no day".to_owned(), |day| day.to_string())
}

fn grade(fact: &AuditFact) -> String {
    fact.grade
        .map_or_else(|| "no grade".to_owned(), |grade| grade.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::figures;

    #[test]
    fn figures_of_an_earlier_version_say_nothing_of_wider_works() {
        let now = json!({"submitted": 3, "works": {"reported": []}});
        assert!(figures(&json!({"submitted": 3}), &now).is_empty());
        let then = json!({"submitted": 3, "works": {"reported": [1]}});
        assert_eq!(figures(&then, &now)[0].figure, "works");
    }
}
