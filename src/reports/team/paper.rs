//! The page laid out, a part each, in the order in which a clinic goes through them.

use super::figures::TeamReport;
use super::{new_workers, team_grades};
use crate::figures::InadequateLine;
use crate::framework::Grade;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable};
use crate::reports::actions::figures::ActionLine;
use crate::reports::actions::screen::table as actions_table;
use crate::reports::due::paper::{item_subject, item_task, task};
use crate::reports::learning::figures::LearningPiece;
use crate::reports::learning::paper::{OWN_WORDS, in_their_words};

/// Where it stands what was done about it.
const ANSWERED: &str =
    "What was done about what families say stands in the quarter's commentary: qaf report quarterly.";

/// The page laid out, with what families said in their own words.
pub fn paper(report: &TeamReport, words: &[LearningPiece]) -> Paper {
    let mut paper = without_actions(report);
    if let Some(families) = paper.parts.last_mut() {
        let table = in_their_words(words.iter(), "no answer in words is recorded");
        families.blocks.extend([
            table.into(),
            PaperBlock::Note(OWN_WORDS.to_owned()),
            PaperBlock::Note(ANSWERED.to_owned()),
        ]);
    }
    paper.parts.push(actions(report));
    paper.parts = PaperPart::with_little_last(paper.parts);
    paper
}

/// The page without its actions, which a terminal shows in another way.
pub(super) fn without_actions(report: &TeamReport) -> Paper {
    let period = &report.period;
    let in_short = super::screen::head(report)
        .into_iter()
        .fold(PaperPart::new("in-short", "In short"), PaperPart::text);
    Paper {
        title: format!("{}, {}", report.team, period.name),
        period: format!("{} to {}", period.from.spoken(), period.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: vec![
            in_short,
            overdue(report),
            audits(report),
            new_workers::part(report),
            compliance(report),
            team_grades::part(report),
            inadequate(report),
            inadequate_sections(report),
            observations(report),
            families(report),
        ],
    }
}

/// A part with a table, and below rows what a reader must know of them.
pub(super) fn part(id: &str, title: impl Into<String>, table: PaperTable, note_on_rows: &str) -> PaperPart {
    let noted = !table.rows.is_empty() && !note_on_rows.is_empty();
    let part = PaperPart::new(id, title).with(table);
    if noted { part.note(note_on_rows) } else { part }
}

fn graded(grade: Option<Grade>, provisional: bool) -> String {
    let mark = if provisional { "*" } else { "" };
    grade.map(|grade| format!("{grade}{mark}")).unwrap_or_default()
}

fn audits(report: &TeamReport) -> PaperPart {
    let mut table = PaperTable::new(
        "audits",
        "Where each audit stands",
        &[
            ("Audit", ColumnKind::Code),
            ("Auditor", ColumnKind::Words),
            ("Due", ColumnKind::Day),
            ("Late (working days)", ColumnKind::Code),
            ("Next", ColumnKind::Words),
            ("Who", ColumnKind::Words),
            ("Status", ColumnKind::Code),
            ("Grade", ColumnKind::Code),
        ],
        "none, today or then",
    );
    for audit in &report.audits {
        let next = audit.next.as_ref();
        table.row([
            Cell::text(audit.id.to_string()),
            Cell::some(audit.auditor.as_ref()),
            Cell::day(next.map(|next| next.due)),
            Cell::late(next.and_then(|next| next.late)),
            next.map_or(Cell::Blank, |next| Cell::text(task(next.step))),
            Cell::some(next.map(|next| &next.who)),
            Cell::text(audit.status.to_string()),
            Cell::text(graded(audit.grade, audit.provisional)),
        ]);
    }
    let mut part = PaperPart::new("audits", "Audits not closed, and those of this time").with(table);
    let mut audits = report.audits.iter();
    if audits.any(|audit| audit.provisional && audit.grade.is_some()) {
        part = part.note("* the auditor's grade, not final yet");
    }
    let faulty: Vec<String> = report
        .audits
        .iter()
        .filter(|audit| audit.errors > 0)
        .map(|audit| format!("{} ({})", audit.id, count(audit.errors, "error", "errors")))
        .collect();
    if faulty.is_empty() {
        return part;
    }
    part.note(format!("qaf validate finds errors in {}.", faulty.join(", ")))
}

fn overdue(report: &TeamReport) -> PaperPart {
    let mut table = PaperTable::new(
        "overdue",
        "What has passed its day, person by person",
        &[
            ("From", ColumnKind::Words),
            ("Due", ColumnKind::Day),
            ("Late (working days)", ColumnKind::Code),
            ("What", ColumnKind::Words),
            ("Audit", ColumnKind::Code),
        ],
        "nothing",
    );
    let mut items: Vec<_> = report.overdue.iter().collect();
    items.sort_by(|a, b| (&a.who, a.due, &a.id).cmp(&(&b.who, b.due, &b.id)));
    for item in items {
        table.row([
            Cell::text(&item.who),
            Cell::Day(item.due),
            Cell::Late(item.working_days_overdue),
            Cell::text(item_task(item)),
            Cell::text(item_subject(item)),
        ]);
    }
    part("overdue", "Overdue today, and from whom", table, "")
}

fn compliance(report: &TeamReport) -> PaperPart {
    let mut table = PaperTable::new(
        "expected",
        "Audits expected of the team's auditors, and what came",
        &[
            ("Auditor", ColumnKind::Words),
            ("Row", ColumnKind::Words),
            ("Expected", ColumnKind::Count),
            ("Exempt", ColumnKind::Count),
            ("Allocated", ColumnKind::Count),
            ("Off", ColumnKind::Count),
            ("Submitted", ColumnKind::Count),
        ],
        "nothing: no period has ended, or no row names anybody of the team",
    );
    for line in &report.compliance {
        let names = [line.auditor.clone(), line.title.clone()].map(Cell::Text);
        let counts = [
            line.expected,
            line.exempt,
            line.allocated,
            line.off,
            line.submitted,
        ];
        table.row(names.into_iter().chain(counts.map(Cell::Count)));
    }
    part(
        "expected",
        format!(
            "What the schedule expected of the team's auditors, {}",
            report.year.name
        ),
        table,
        "In those periods of the year that have ended by today. Off: replaced or withdrawn; the expectation stands.",
    )
}

fn inadequate(report: &TeamReport) -> PaperPart {
    let graded = &report.graded_inadequate;
    let id = "inadequate";
    let title = "What followed each Inadequate, and when";
    let table = clocks(id, title, &graded.inadequate, "not yet");
    let mut part = part(id, "Inadequate audits, and what followed", table, "");
    let others = [
        (
            "inadequate-provisional",
            "Inadequate by the auditor, and not final yet",
            &graded.inadequate_provisional,
            "not yet",
        ),
        (
            "regraded-up",
            "Inadequate at first, and graded up since: the notice stays",
            &graded.regraded_up,
            "not asked",
        ),
    ];
    for (id, title, lines, open) in others {
        if !lines.is_empty() {
            part = part.with(clocks(id, title, lines, open));
        }
    }
    part
}

/// What followed; `open` stands where something was not done.
fn clocks(id: &'static str, title: &'static str, lines: &[InadequateLine], open: &'static str) -> PaperTable {
    let mut table = PaperTable::new(
        id,
        title,
        &[
            ("Audit", ColumnKind::Code),
            ("Told after, days", ColumnKind::Count),
            ("Direction", ColumnKind::Day),
            ("Actions reviewed", ColumnKind::Day),
            ("Re-audit", ColumnKind::Day),
            ("Grade then", ColumnKind::Words),
        ],
        "none",
    );
    for line in lines {
        let day = |day| Cell::day_or(day, open);
        table.row([
            Cell::text(line.id.to_string()),
            line.informed_days
                .map_or_else(|| Cell::text("not yet"), days_cell),
            day(line.direction),
            day(line.actions_reviewed),
            day(line.re_audit),
            Cell::some(line.re_audit_grade.as_ref()),
        ]);
    }
    table
}

/// So many days; fewer than none where a day was written down wrongly.
fn days_cell(days: i64) -> Cell {
    usize::try_from(days).map_or_else(|_| Cell::text(days.to_string()), Cell::Count)
}

fn inadequate_sections(report: &TeamReport) -> PaperPart {
    let mut table = PaperTable::new(
        "inadequate-sections",
        "Sections graded Inadequate, by audit",
        &[
            ("Audit", ColumnKind::Code),
            ("Overall", ColumnKind::Code),
            ("Sections graded Inadequate", ColumnKind::Words),
        ],
        "none",
    );
    for audit in &report.inadequate_sections {
        let sections = audit.sections.iter();
        let titles: Vec<&str> = sections.map(|section| section.title.as_str()).collect();
        table.row([
            Cell::text(audit.id.to_string()),
            Cell::text(graded(audit.grade, audit.provisional)),
            Cell::text(titles.join(", ")),
        ]);
    }
    part(
        "inadequate-sections",
        "Sections graded Inadequate under a better overall",
        table,
        "To talk over; the overall grade alone starts the notice, the direction and the re-audit.",
    )
}

fn observations(report: &TeamReport) -> PaperPart {
    let table = PaperTable::of(
        "observations",
        "Who was observed, and by whom",
        "none was allocated",
        &report.observations,
        &[
            ("Observation", ColumnKind::Code, &|line| {
                Cell::text(line.id.to_string())
            }),
            ("Worker", ColumnKind::Words, &|line| {
                Cell::some(line.worker.as_ref())
            }),
            ("Observer", ColumnKind::Words, &|line| {
                Cell::some(line.auditor.as_ref())
            }),
            ("Submitted", ColumnKind::Day, &|line| {
                Cell::day_or(line.submitted, "not yet")
            }),
            ("Grade", ColumnKind::Words, &|line| {
                Cell::text(graded(line.grade, line.provisional))
            }),
        ],
    );
    let title = format!("Observations of practice, {}", report.year.name);
    part("observations", title, table, "")
}

fn families(report: &TeamReport) -> PaperPart {
    let family = &report.family_feedback;
    let mut table = PaperTable::new(
        "families",
        "Feedback from families, and their scores from 0 to 10",
        &[
            ("Sought", ColumnKind::Count),
            ("Had", ColumnKind::Count),
            ("Scores", ColumnKind::Count),
            ("Mean, 0 to 10", ColumnKind::Decimal),
        ],
        "no feedback is recorded",
    );
    if family.sought > 0 {
        let mean = family.mean_score;
        table.row([
            Cell::Count(family.sought),
            Cell::Count(family.obtained),
            Cell::Count(family.scores.iter().sum()),
            mean.map_or_else(|| Cell::text("none"), Cell::Decimal),
        ]);
    }
    let year = &report.year.name;
    let title = format!("What families said, in audits submitted in {year}");
    part("families", title, table, "")
}

fn actions(report: &TeamReport) -> PaperPart {
    let open: Vec<&ActionLine> = report.open_actions.iter().collect();
    let mut part = PaperPart::new("actions", "Actions").text(super::screen::actions(report));
    if !open.is_empty() {
        part = part.with(actions_table(
            "open-actions",
            "Open actions, overdue ones first",
            &open,
        ));
    }
    super::screen::missing(report)
        .into_iter()
        .fold(part, PaperPart::note)
}
