//! What has changed since the figures were issued, and through which audits.

use std::fmt::Write as _;

use serde_json::Value;

use crate::framework::word::capital;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, PaperPart, PaperTable};
use crate::reports::quarterly::figures::Quarterly;
use crate::reports::quarterly::issue::{FigureChange, Since};

/// Where figures come from beside the quarter's audits.
const ELSEWHERE: &str = "what differs rests on the register of all actions, other quarters' audits, wider works, the schedule, settings or staff as they are today";
/// So many audits are named in a sentence; the table has all.
const NAMED: usize = 3;

/// The part; none where the figures never were issued.
pub(super) fn part(report: &Quarterly) -> Option<PaperPart> {
    let since = report.since_issue.as_ref()?;
    let part = PaperPart::new("since-issue", "Changed since it was issued").text(in_words(since, report));
    if since.is_nothing() {
        return Some(part);
    }
    let part = part.with(figures(since)).with(audits(since));
    let others: Vec<String> = since
        .figures
        .iter()
        .filter(|figure| rows(figure).is_empty())
        .map(name)
        .collect();
    if others.is_empty() {
        return Some(part);
    }
    Some(part.note(format!(
        "Also different, and not in the table: {}. The JSON of the report has both states of each.",
        others.join(", ")
    )))
}

/// What has changed, in a sentence or two.
pub(in crate::reports::quarterly) fn in_words(since: &Since, report: &Quarterly) -> String {
    naming(since, report, NAMED)
}

/// The same without the audits by name, for the page that is handed out alone.
pub(in crate::reports::quarterly) fn in_short(since: &Since, report: &Quarterly) -> String {
    naming(since, report, 0)
}

fn naming(since: &Since, report: &Quarterly, named: usize) -> String {
    let day = since.as_of.map_or_else(
        || "a day that can't be read".to_owned(),
        crate::framework::Date::spoken,
    );
    let issued = format!(
        "These figures were issued on {day} by {} ({})",
        since.by, since.path
    );
    if since.is_nothing() {
        return format!("{issued}. Nothing has changed since.");
    }
    let headline = since
        .figures
        .iter()
        .find(|figure| figure.figure == "good_or_better");
    let moved = match headline.and_then(|figure| share(&figure.issued)) {
        Some(then) => format!(
            "Good or better was {then} as issued; now {}.",
            share_now(report).unwrap_or_else(|| "there are no audits".to_owned())
        ),
        None => "Good or better is as it was.".to_owned(),
    };
    let changed = count(since.audits.len(), "audit has changed", "audits have changed");
    let differ = count(since.figures.len(), "figure differs", "figures differ");
    let mut text = match (since.audits.len(), since.figures.len()) {
        (_, 0) => format!("{issued}. No figure differs. {changed} since."),
        (0, _) => format!("{issued}. {moved} {differ}, and no audit of the quarter does: {ELSEWHERE}."),
        _ => format!("{issued}. {moved} {changed} since, {differ} in all."),
    };
    for audit in since.audits.iter().take(named) {
        let _ = write!(text, " {}: {}.", audit.id, audit.changes.join("; "));
    }
    match since.audits.len().saturating_sub(named) {
        0 => {}
        _ if named == 0 => text.push_str(" The whole report names them."),
        more => {
            let _ = write!(text, " And {more} more.");
        }
    }
    text
}

fn share_now(report: &Quarterly) -> Option<String> {
    share(&serde_json::to_value(report.good_or_better).ok()?)
}

/// So many figures, and audits, are in sight.
const IN_SIGHT: usize = 3;

fn figures(since: &Since) -> PaperTable {
    let columns = [
        ("Figure", ColumnKind::Words),
        ("As issued", ColumnKind::Words),
        ("Now", ColumnKind::Words),
    ];
    let mut table = PaperTable::new(
        "since-issue-figures",
        "Figures that differ",
        &columns,
        "no figure of these differs",
    );
    for [name, then, now] in since.figures.iter().flat_map(rows) {
        table.row([Cell::Text(name), Cell::Text(then), Cell::Text(now)]);
    }
    table.folded(IN_SIGHT)
}

fn audits(since: &Since) -> PaperTable {
    let columns = [("Audit", ColumnKind::Code), ("What happened", ColumnKind::Words)];
    let mut table = PaperTable::new(
        "since-issue-audits",
        "The audits through which they differ",
        &columns,
        "no audit of the quarter differs",
    );
    for audit in &since.audits {
        table.row([
            Cell::text(audit.id.to_string()),
            Cell::text(audit.changes.join("; ")),
        ]);
    }
    table.folded(IN_SIGHT)
}

/// The lines of a figure that words can tell: a number, a share, or the numbers of a small table such as the grades.
fn rows(figure: &FigureChange) -> Vec<[String; 3]> {
    if let (Some(then), Some(now)) = (plain(&figure.issued), plain(&figure.now)) {
        return vec![[name(figure), then, now]];
    }
    let (Value::Object(then), Value::Object(now)) = (&figure.issued, &figure.now) else {
        return Vec::new();
    };
    let differing = now.iter().filter(|(key, value)| then.get(*key) != Some(*value));
    let lines = differing.map(|(key, value)| {
        let then = then.get(key).and_then(plain)?;
        Some([
            format!("{}: {}", name(figure), key.replace('_', " ")),
            then,
            plain(value)?,
        ])
    });
    lines.collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Null => Some("none".to_owned()),
        Value::Object(_) => share(value),
        _ => None,
    }
}

/// A share in words: `67.9% (19 of 28)`.
fn share(value: &Value) -> Option<String> {
    let (n, counted) = (value.get("n")?.as_u64()?, value.get("count")?.as_u64()?);
    Some(match value.get("percent")?.as_f64() {
        Some(percent) => format!("{percent:.1}% ({counted} of {n})"),
        None => "no audits".to_owned(),
    })
}

/// The name of a figure, for people.
fn name(figure: &FigureChange) -> String {
    capital(&figure.figure.replace('_', " "))
}
