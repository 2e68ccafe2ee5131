//! The quarter on one screen of a terminal: each figure on a line, and where the rest is.

mod inadequates;

use super::figures::{CitedStatement, Governance, Quarterly};
use super::paper::{
    compared_in_words, share_in_words, sign_in_words, since_in_words, strong_and_weak, works_in_words,
};
use super::written::{changed_after, met};
use crate::figures::stats::Share;
use crate::framework::Date;
use crate::paper::safe::safe;
use crate::paper::wrap::filled;
use crate::paper::{TextStyle, count};
use inadequates::all_inadequate;

/// Where the figures begin; their names stand before.
const NAMES_WIDE: usize = 14;
/// So many cycles and quarters are shown.
const LATEST: usize = 4;
/// So many audits of a kind are named.
const NAMED: usize = 5;

/// The screen.
pub(super) fn screen(report: &Quarterly, style: TextStyle) -> String {
    let mut text = format!(
        "Quality assurance, {} ({} to {})\n\n",
        report.quarter,
        report.from.spoken(),
        report.to.spoken()
    );
    for (name, said) in lines(report) {
        text.push_str(&line(name, &safe(&said), style.width));
    }
    text.push('\n');
    text.push_str(&line(
        "",
        "The whole report, with definitions: --format html (with charts), docx, xlsx or md. In short: --brief.",
        style.width,
    ));
    text
}

fn lines(report: &Quarterly) -> Vec<(&'static str, String)> {
    let mut lines = headline(report);
    let since = report.since_issue.as_ref();
    lines.extend(since.map(|since| ("Since issued", since_in_words(since, report))));
    lines.extend(practice(report));
    lines.extend(follow_up(report));
    lines.extend(works_in_words(&report.works).map(|works| ("Wider work", works)));
    lines.extend(report.unlisted.sentence().map(|sentence| ("Holidays", sentence)));
    lines.extend(voices(report));
    lines.extend(missing(report));
    lines.extend(report.governance.iter().flat_map(boards));
    lines
}

/// Which boards had the report and which have it next, and what clinics and boards wait for.
fn boards(governance: &Governance) -> Vec<(&'static str, String)> {
    let presented = governance.presented.iter().map(|had| {
        let day = had.date.map_or_else(|| "not yet".to_owned(), Date::spoken);
        format!("{}: {day}", governance.title(&had.board))
    });
    let presented: Vec<String> = presented.collect();
    vec![("Boards", presented.join("; "))]
}

fn headline(report: &Quarterly) -> Vec<(&'static str, String)> {
    let (expected, met) = met(report);
    let mut lines = vec![("Good or better", headline_share(&report.good_or_better))];
    if report.good_or_better.n > 0 {
        lines.push((
            "",
            format!(
                "drawn at random: {}; chosen by hand: {}",
                brief(&report.good_or_better_random),
                brief(&report.good_or_better_selected)
            ),
        ));
    }
    if report.provisional.n > 0 {
        let waiting = brief(&report.provisional);
        lines.push((
            "",
            format!("not settled yet, at the auditor's grade, and not in the figure: {waiting}"),
        ));
    }
    lines.push((
        "It rests on",
        format!(
            "{} settled in the quarter, all forms; {} submitted; of {expected} expected of periods that end in it, {met} are met, \
             whenever submitted; {} replaced or withdrawn, {} left out",
            count(report.settled, "audit", "audits"),
            report.submitted,
            report.withdrawn,
            report.excluded.len()
        ),
    ));
    lines.push((
        "",
        "The interval speaks of chance in small numbers only: each auditor draws one case, whatever the team's size.".to_owned(),
    ));
    if let Some(compared) = &report.compare {
        let words = compared_in_words(&compared.good_or_better, report, compared);
        lines.push(("Compared", words));
    }
    lines.extend(
        report
            .signs
            .iter()
            .map(|sign| ("Ask why", sign_in_words(*sign, report))),
    );
    lines
}

fn practice(report: &Quarterly) -> Vec<(&'static str, String)> {
    let grades = report.grades;
    let mut lines = vec![
        (
            "Grades",
            format!(
                "{} Outstanding, {} Good, {} Requires improvement, {} Inadequate",
                grades.outstanding, grades.good, grades.requires_improvement, grades.inadequate
            ),
        ),
        (
            "By cycle",
            over_time(
                report
                    .trend
                    .points
                    .iter()
                    .map(|point| (point.cycle.spoken(), &point.share)),
            ),
        ),
        (
            "By quarter",
            over_time(
                report
                    .quarters
                    .iter()
                    .map(|quarter| (quarter.quarter.to_string(), &quarter.share)),
            ),
        ),
        ("Sections", strong_and_weak(report)),
        ("Worked well", most(&report.themes.strengths)),
        (
            "To be better",
            format!(
                "in the framework's words, cited for a grade below Good: {}",
                most(&report.themes.improvements)
            ),
        ),
        (
            "Observations",
            format!(
                "{} submitted, {} settled",
                report.observations.submitted,
                report.observations.grades.n()
            ),
        ),
    ];
    lines.extend(report.apart.iter().map(|form| {
        let settled = brief(&form.good_or_better);
        (
            "Own part",
            format!(
                "{}: {} submitted; Good or better: {settled}",
                form.title, form.submitted
            ),
        )
    }));
    lines
}

fn follow_up(report: &Quarterly) -> Vec<(&'static str, String)> {
    let moderation = &report.moderation;
    let sum = |of: fn(&crate::figures::Timeliness) -> usize| report.timeliness.iter().map(of).sum::<usize>();
    let actions = &report.actions;
    vec![
        (
            "Moderation",
            match moderation.moderated {
                0 => "no audits settled by a moderator".to_owned(),
                n => format!(
                    "{} moderated: {} kept the grade, {} up, {} down",
                    count(n, "audit", "audits"),
                    moderation.exact.count,
                    moderation.up,
                    moderation.down
                ),
            },
        ),
        (
            "Deadlines",
            match sum(|line| line.due) {
                0 => "nothing fell due".to_owned(),
                due => format!(
                    "{} on time of {} that fell due; {} late, {} still open",
                    sum(|line| line.on_time),
                    count(due, "step", "steps"),
                    sum(|line| line.late),
                    sum(|line| line.open)
                ),
            },
        ),
        ("Inadequate", all_inadequate(&report.graded_inadequate)),
        (
            "Actions",
            match actions.total {
                0 => "none are planned".to_owned(),
                _ => format!(
                    "{} open, {} of them overdue; {} done",
                    actions.open, actions.overdue, actions.done
                ),
            },
        ),
    ]
}

fn voices(report: &Quarterly) -> Vec<(&'static str, String)> {
    let (family, staff) = (&report.family_feedback, report.staff_feedback);
    let mean = family.mean_score.map_or(String::new(), |mean| {
        format!(
            ", {mean:.1} of 10 in the mean of {}",
            count(family.scores.iter().sum(), "score", "scores")
        )
    });
    vec![
        (
            "Families",
            format!("heard {} of {} asked{mean}", family.obtained, family.sought),
        ),
        (
            "Workers",
            format!("{} of {} asked gave feedback", staff.received, staff.asked),
        ),
    ]
}

/// Audits that are not in the figures, or are with faults, by name.
fn missing(report: &Quarterly) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if !report.excluded.is_empty() {
        let each: Vec<String> = report
            .excluded
            .iter()
            .map(|audit| format!("{} ({})", audit.id, audit.reason))
            .collect();
        lines.push(("Left out", format!("can't be counted: {}", each.join("; "))));
    }
    if !report.faulty.is_empty() {
        let each: Vec<String> = report
            .faulty
            .iter()
            .take(NAMED)
            .map(|audit| format!("{} ({})", audit.id, count(audit.errors, "error", "errors")))
            .collect();
        lines.push((
            "With errors",
            format!(
                "counted, and to be mended: {}{}",
                each.join(", "),
                more(report.faulty.len())
            ),
        ));
    }
    lines.extend(changed_after(&report.changed).map(|text| ("Changed since", text)));
    lines
}

fn more(all: usize) -> String {
    match all.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

fn headline_share(share: &Share) -> String {
    if share.n == 0 {
        return "no audits settled in this quarter".to_owned();
    }
    share_in_words(share)
}

fn brief(share: &Share) -> String {
    share.percent.map_or_else(
        || "no audits".to_owned(),
        |percent| format!("{} of {}, {percent:.1}%", share.count, share.n),
    )
}

fn over_time<'a>(shares: impl DoubleEndedIterator<Item = (String, &'a Share)>) -> String {
    let mut latest: Vec<String> = shares
        .rev()
        .take(LATEST)
        .map(|(name, share)| {
            format!(
                "{name} {}",
                share
                    .percent
                    .map_or("-".to_owned(), |percent| format!("{percent:.1}% of {}", share.n))
            )
        })
        .collect();
    latest.reverse();
    if latest.is_empty() {
        "none that has ended has settled audits".to_owned()
    } else {
        latest.join(", ")
    }
}

fn most(themes: &[CitedStatement]) -> String {
    const SHOWN: usize = 2;
    if themes.is_empty() {
        return "no statement was cited".to_owned();
    }
    let each: Vec<String> = themes
        .iter()
        .take(SHOWN)
        .map(|theme| {
            format!(
                "{} ({}, {})",
                theme.text,
                theme.criterion,
                count(theme.n, "time", "times")
            )
        })
        .collect();
    each.join("; ")
}

/// A name and what is said of it, in lines that keep the second column.
fn line(name: &str, said: &str, width: usize) -> String {
    let (first, next) = (format!("{name:NAMES_WIDE$}  "), " ".repeat(NAMES_WIDE + 2));
    filled(said, &first, &next, width).trim_end().to_owned() + "\n"
}
