//! How it is known: what was expected and done, how cases were picked, what moderation changed, what is missing.

use crate::paper::{PaperPart, count};
use crate::reports::quarterly::figures::Quarterly;
use crate::reports::quarterly::written::met;

pub(super) fn part(report: &Quarterly) -> PaperPart {
    PaperPart::new("rested-on", "How do we know it?").facts([
        ("Done", done(report)),
        ("Drawn at random", picked(report)),
        ("Moderated", moderated(report)),
        ("Left out", missing(report)),
    ])
}

/// Completion against expectation, and who is excused.
fn done(report: &Quarterly) -> String {
    let (expected, met) = met(report);
    let exempt = report.exempt();
    let excused = match exempt {
        0 => "; nobody is excused".to_owned(),
        n => format!("; beyond these {} excused", count(n, "more is", "more are")),
    };
    if expected == 0 {
        let excused = match exempt {
            0 => String::new(),
            n => format!("; {} excused", count(n, "audit is", "audits are")),
        };
        return format!(
            "The schedule expects no audit in this quarter{excused}; {} submitted in it.",
            count(report.submitted, "audit was", "audits were")
        );
    }
    let share = crate::figures::stats::percent(met, expected).unwrap_or_default();
    let open = match expected - met.min(expected) {
        0 => String::new(),
        open => format!(", {open} not done"),
    };
    format!(
        "{met} of {} that the schedule expects of periods that end in this quarter ({share:.1}%), whenever they were \
         submitted{open}{excused}. By its own days the quarter had {} submitted and {} settled.",
        count(expected, "audit", "audits"),
        report.submitted,
        report.settled
    )
}

fn picked(report: &Quarterly) -> String {
    let (random, selected) = (&report.good_or_better_random, &report.good_or_better_selected);
    match (random.n, selected.n) {
        (0, 0) => "No case audit settled, so none tells of how cases were picked.".to_owned(),
        (n, 0) => format!(
            "All of {}. {CHANCE}",
            count(n, "settled case audit", "settled case audits")
        ),
        (0, n) => format!(
            "None of {}, so they don't speak for the whole.",
            count(n, "settled case audit", "settled case audits")
        ),
        _ => format!(
            "{} of {} settled case audits, of which {} Good or better; chosen by hand: {}, of which {}. Only those drawn speak for \
             the whole. {CHANCE}",
            random.n,
            random.n + selected.n,
            count(random.count, "is", "are"),
            selected.n,
            selected.count
        ),
    }
}

/// What the interval does not tell.
const CHANCE: &str = "The interval speaks of chance in small numbers only.";

fn moderated(report: &Quarterly) -> String {
    let moderation = &report.moderation;
    let changed = moderation.up + moderation.down;
    match (moderation.moderated, changed) {
        (0, _) => "No grade of this quarter was settled by a moderator.".to_owned(),
        (n, 0) => format!("{}; none was changed.", count(n, "grade", "grades")),
        (n, changed) => format!(
            "{}; {changed} changed ({} up, {} down).",
            count(n, "grade", "grades"),
            moderation.up,
            moderation.down
        ),
    }
}

/// What is not in the headline, or is with doubt.
fn missing(report: &Quarterly) -> String {
    let mut missing = Vec::new();
    let mut add = |n: usize, one: &str, many: &str| {
        if n > 0 {
            missing.push(count(n, one, many));
        }
    };
    let waits = report.provisional.n;
    add(
        waits,
        "case audit submitted and not settled yet",
        "case audits submitted and not settled yet",
    );
    add(
        report.excluded.len(),
        "audit that can't be counted",
        "audits that can't be counted",
    );
    add(report.withdrawn, "withdrawn or replaced", "withdrawn or replaced");
    add(
        report.faulty.len(),
        "counted with errors in its files",
        "counted with errors in their files",
    );
    add(
        report.changed.len(),
        "changed after it was handed in (what it said before counts)",
        "changed after they were handed in (what they said before counts)",
    );
    if missing.is_empty() {
        return "Nothing that was submitted.".to_owned();
    }
    format!("Missing or in doubt: {}.", missing.join("; "))
}
