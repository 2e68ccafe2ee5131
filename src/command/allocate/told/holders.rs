//! What `allocate` says of the names of case-holders before it draws.

use crate::draw::{Holders, UnknownHolder};
use crate::paper::safe::safe;

/// Of the names that are a person's in another spelling, so many are shown.
const SHOWN: usize = 20;

/// Whom the names mean, and which are nobody's in `people.csv`: a paragraph each.
pub(in super::super) fn holders(holders: &Holders) -> Vec<String> {
    let mut all = Vec::new();
    if !holders.read_as.is_empty() {
        let mut pairs: Vec<String> = holders
            .read_as
            .iter()
            .take(SHOWN)
            .map(|one| format!("{} is {}", quoted(&one.written), safe(&one.name)))
            .collect();
        let more = holders.read_as.len().saturating_sub(SHOWN);
        if more > 0 {
            pairs.push(format!("and {more} more"));
        }
        all.push(format!(
            "Case-holders whom people.csv has in another spelling: {}.",
            pairs.join("; ")
        ));
    }
    let set_aside = holders.unknown.iter().filter_map(UnknownHolder::set_aside);
    all.extend(set_aside.map(|words| safe(&words).into_owned()));
    let others: Vec<String> = holders
        .unknown
        .iter()
        .filter(|holder| holder.may_be.is_empty())
        .map(|holder| {
            let near = holder.nearest.as_deref();
            let near = near.map_or(String::new(), |near| format!(", perhaps {}", safe(near)));
            format!("{} ({}{near})", safe(&holder.name), cases(holder.children))
        })
        .collect();
    if !others.is_empty() {
        all.push(format!(
            "Case-holders who are not in people.csv: {}. An auditor of another name there would not be known as the \
             case-holder: give each a row in people.csv, or add the spelling to somebody's aliases.",
            others.join(", ")
        ));
    }
    all
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", safe(name))
}

fn cases(count: u64) -> String {
    format!("{count} {}", if count == 1 { "case" } else { "cases" })
}

/// The same for programs.
pub(super) fn json(holders: &Holders) -> serde_json::Value {
    let read_as = holders.read_as.iter();
    let unknown = holders.unknown.iter();
    serde_json::json!({
        "read_as": read_as.map(|one| serde_json::json!({"written": one.written, "name": one.name})).collect::<Vec<_>>(),
        "unknown": unknown.map(|one| serde_json::json!({
            "name": one.name, "children": one.children, "may_be": one.may_be, "nearest": one.nearest,
        })).collect::<Vec<_>>(),
    })
}
