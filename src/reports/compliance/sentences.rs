//! What the compliance report says in sentences.

use super::figures::{
    Absent, Counts, Expectation, ExpectationState, RollUp, RowLine, Test, TwoTests, YearCompliance,
};
use super::paper::{AddedBy, cells, said, table};
use crate::figures::view::before_the_store;
use crate::framework::word::capital;
use crate::framework::{RowId, Service};
use crate::paper::PaperPart;
use crate::paper::count;

pub(super) fn title(report: &YearCompliance) -> String {
    let whose = report
        .only
        .as_ref()
        .map(|name| format!(", {name}"))
        .unwrap_or_default();
    format!("Compliance with the schedule, {}{whose}", report.year)
}

/// Everything in one sentence.
pub(super) fn total(report: &YearCompliance) -> String {
    let total = &report.total;
    if total.expected == 0 {
        return "Nothing is expected in the periods that have begun.".to_owned();
    }
    let states = ExpectationState::ALL.iter().filter(|state| state.is_expected());
    let each: Vec<String> = states
        .filter(|state| total.get(**state) > 0)
        .map(|state| format!("{} {}", total.get(*state), state.said()))
        .collect();
    format!(
        "{} in the periods that have begun: {}.",
        count(total.expected, "audit is expected", "audits are expected"),
        each.join(", ")
    )
}

/// A row of the schedule as people call it, `Area Unit: Case file`; with its id where another row is called the same.
pub(super) fn row_title(report: &YearCompliance, row: &RowId) -> String {
    let called = |line: &RowLine| called(line.service.as_ref(), &line.activity);
    let Some(title) = report.rows.iter().find(|line| line.row == *row).map(called) else {
        return row.to_string();
    };
    match report.rows.iter().filter(|line| called(line) == title).count() {
        0 | 1 => title,
        _ => format!("{title} ({row})"),
    }
}

fn called(service: Option<&Service>, activity: &str) -> String {
    let service = service.map_or("All services", |service| service.as_str());
    format!("{service}: {activity}")
}

fn what(report: &YearCompliance, absent: &Absent) -> String {
    row_title(report, &absent.row)
}

/// The states that have no column of their own.
const RARE: [ExpectationState; 3] = [
    ExpectationState::Exempt,
    ExpectationState::NotInPost,
    ExpectationState::OtherRow,
];

/// The states that have no column of their own, line by line.
pub(super) fn rare(lines: &[(String, &Counts)]) -> Vec<String> {
    let mut said = Vec::new();
    for state in RARE {
        let own = lines.iter().filter(|(_, counts)| counts.get(state) > 0);
        let each: Vec<String> = own
            .map(|(name, counts)| format!("{name} {}", counts.get(state)))
            .collect();
        if !each.is_empty() {
            said.push(format!(
                "{} (not expected): {}.",
                capital(state.said()),
                each.join(", ")
            ));
        }
    }
    said
}

/// What is not taking place, as the annual review asks.
pub(super) fn not_taking_place(report: &YearCompliance) -> PaperPart {
    let whose = report
        .only
        .as_ref()
        .map(|name| format!(" ({name})"))
        .unwrap_or_default();
    let absent = report.not_taking_place.iter().filter(|absent| absent.recorded);
    let mut lines: Vec<String> = absent
        .map(|absent| {
            let (verb, allocated) = if absent.allocated > 0 {
                ("submitted", format!(", {} allocated", absent.allocated))
            } else {
                ("audited", String::new())
            };
            format!(
                "{}: nothing was {verb} in {}{whose}; {} expected by now{allocated}.",
                what(report, absent),
                report.year,
                absent.expected_by_now
            )
        })
        .collect();
    if lines.is_empty() {
        let has_ended = |one: &Expectation| one.state.is_expected() && one.to < report.as_of;
        let quiet = if report.expectations.iter().any(has_ended) {
            "Of every row that expected something by now, something was submitted."
        } else {
            "No period that expects anything has ended yet."
        };
        lines.push(quiet.to_owned());
    }
    said("not-taking-place", "Not taking place", lines)
}

/// What may have taken place, but leaves no trace here.
pub(super) fn not_recorded(report: &YearCompliance) -> PaperPart {
    let absent = report.not_taking_place.iter().filter(|absent| !absent.recorded);
    let lines = absent
        .map(|absent| {
            format!(
                "{}: {} expected by now.",
                what(report, absent),
                absent.expected_by_now
            )
        })
        .collect();
    said(
        "not-recorded",
        "Not recorded in this store: it may have taken place",
        lines,
    )
}

/// The rows with audits that were more than was expected.
pub(super) fn beyond(report: &YearCompliance) -> Vec<String> {
    let sum = |get: fn(&super::figures::RowLine) -> usize| report.rows.iter().map(get).sum::<usize>();
    let mut said = Vec::new();
    let more: Vec<String> = report
        .rows
        .iter()
        .filter(|row| row.beyond > 0)
        .map(|row| format!("{} {}", row_title(report, &row.row), row.beyond))
        .collect();
    if !more.is_empty() {
        said.push(format!(
            "More than was expected (a second in one period, or by somebody of whom nothing was expected): {}.",
            more.join(", ")
        ));
    }
    let off = sum(|row| row.off);
    if off > 0 {
        said.push(format!(
            "{} withdrawn or replaced; the expectation stands.",
            count(off, "audit was", "audits were")
        ));
    }
    said
}

/// The two tests of one kind of work.
pub(super) fn side_by_side(report: &YearCompliance) -> PaperPart {
    let caption = "How often, and each person once: the same audits counted by both tests";
    let mut table = table("side-by-side", caption, "Test");
    for pair in &report.side_by_side {
        for (test, is_each) in [(&pair.cadence, false), (&pair.each, true)] {
            if report.only.is_none() || test.counts.expected > 0 {
                table.row(cells(test_name(pair, test, is_each), &test.counts));
            }
        }
    }
    let part = PaperPart::new("side-by-side", "Two tests of the same work, side by side");
    super::paper::with_rows(part, table, [])
}

fn test_name(pair: &TwoTests, test: &Test, is_each: bool) -> String {
    let rows = match test.rows.as_slice() {
        [_] => "1 row".to_owned(),
        several => count(several.len(), "row", "rows"),
    };
    let often = test
        .times_a_year
        .map(|n| format!(", {n} a year"))
        .unwrap_or_default();
    let service = pair
        .service
        .as_ref()
        .map_or("All services", |service| service.as_str());
    let whom = match (is_each, test.per) {
        (true, _) => "each person",
        (false, "service") => "the service",
        (false, "auditor") => "each auditor",
        (false, _) => "each auditor or service",
    };
    format!("{service}: {whom}{often} ({rows})")
}

/// What nothing is expected of, and is no failure.
pub(super) fn nothing_expected(report: &YearCompliance) -> PaperPart {
    let mut lines = Vec::new();
    for row in report.rows.iter().filter(|row| row.to_be_confirmed) {
        let made = if row.allocated > 0 {
            format!(
                "; {} in the year",
                count(row.allocated, "audit was allocated", "audits were allocated")
            )
        } else {
            String::new()
        };
        lines.push(format!("To be confirmed: {}{made}.", row_title(report, &row.row)));
    }
    for service in &report.no_expectation {
        lines.push(format!(
            "No expectation set: {service} is in scope, but no row names it."
        ));
    }
    said(
        "nothing-expected",
        "Nothing is expected, and nothing is a failure",
        lines,
    )
}

/// What a line of a roll-up without a name is.
fn words_of_lines(by: Option<AddedBy>) -> Option<String> {
    let words = match by? {
        AddedBy::Person => return None,
        AddedBy::Team => {
            "no one team: people of several teams or of none, and what a service does as a whole"
        }
        AddedBy::Service => {
            "no one service: people of several services or of none, where the row is of all services"
        }
    };
    Some(words.to_owned())
}

/// What the words of the tables mean.
pub(super) fn legend(report: &YearCompliance, by: Option<AddedBy>) -> PaperPart {
    let shown = |state: &&ExpectationState| !RARE.contains(state) || report.total.get(**state) > 0;
    let mut lines = vec![
        "expected: one audit of each whom a row names, in each of its periods that has begun; the sum of done, done late, open, \
         missing, not yet due and not recorded"
            .to_owned(),
    ];
    lines.extend(
        ExpectationState::ALL
            .iter()
            .filter(shown)
            .map(|state| format!("{}: {}", state.said(), state.meaning())),
    );
    lines.push(
        "An audit meets the row under which it was made, where the row lists its form and its auditor is one of the row's; \
         made under whatever row, it meets a row that names its worker. It serves the period in which it was allocated, \
         for whom it was first allocated. One that was withdrawn or replaced leaves the expectation standing."
            .to_owned(),
    );
    lines.extend(words_of_lines(by));
    said("words", "What the words mean", lines)
}

/// What a reader has to know to trust the figures.
pub(super) fn notes(report: &YearCompliance) -> PaperPart {
    let mut lines: Vec<String> = report.unlisted.sentence().into_iter().collect();
    for audit in &report.excluded {
        let place = match &audit.row {
            Some(row) => format!("counts as allocated for {row}"),
            None => "serves no row".to_owned(),
        };
        lines.push(format!(
            "{} can't be counted in full ({}); it {place}.",
            audit.id, audit.reason
        ));
    }
    lines.extend(before_the_store(
        report.from,
        report.in_use_since,
        report.first_allocated,
    ));
    let named = |ids: &[crate::framework::AuditId]| {
        let few: Vec<String> = ids.iter().take(5).map(ToString::to_string).collect();
        let more = ids.len().saturating_sub(5);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        few.join(", ") + &more
    };
    if !report.unknown_people.is_empty() {
        lines.push(format!(
            "For somebody who is not in people.csv, and so for nobody's expectation: {}.",
            named(&report.unknown_people)
        ));
    }
    if !report.no_row.is_empty() {
        lines.push(format!(
            "Of no row of the schedule, or of one that they can't meet: {}.",
            named(&report.no_row)
        ));
    }
    lines.push(
        "people.csv has each person's present role, service and team. Who changed within the year is counted as if always \
         there: give the days before in exemptions.csv, and audits made in the earlier role stand under \"more than was \
         expected\"."
            .to_owned(),
    );
    said("notes", "To bear in mind", lines)
}

/// The name of a roll-up's line.
pub(super) fn name(line: &RollUp, whom: &str) -> String {
    let name = line.name.clone();
    match (whom, line.per) {
        (_, Some("worker")) => name.unwrap_or_default() + " (is seen)",
        (_, Some("service")) => name.unwrap_or_else(|| "All services".to_owned()) + " (as a whole)",
        ("team", _) => name.unwrap_or_else(|| "no one team".to_owned()),
        ("service", _) => name.unwrap_or_else(|| "no one service".to_owned()),
        _ => name.unwrap_or_default(),
    }
}
