//! What families and workers said, and what was learned.

use std::fmt::Write as _;

use super::boards::messages;
use super::time::FEWEST_DRAWN;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, PaperChart, PaperPart, PaperTable, Plot};
use crate::reports::learning::figures::{Excerpt, ExcerptShare};
use crate::reports::learning::paper::{OWN_WORDS, in_their_words};
use crate::reports::quarterly::figures::{FamilyQuarter, Quarterly};

/// So many texts are in sight.
const TEXTS: usize = 3;

/// What families said.
pub(super) fn families(report: &Quarterly, learned: &Excerpt) -> PaperPart {
    let part = PaperPart::new("families", "What families said");
    let part = match report.family_feedback.sought {
        0 => part.text("No family's feedback is recorded in audits submitted in this quarter."),
        _ => heard(part, report, learned),
    };
    match report.governance.as_ref().and_then(|beside| messages(&beside.commentary)) {
        Some(messages) => part.with(messages),
        None if report.family_feedback.sought == 0 => part,
        None => part.text(
            "What was done about it is not written yet; it belongs under messages in the quarter's commentary.",
        ),
    }
}

/// What families said where they were asked.
fn heard(mut part: PaperPart, report: &Quarterly, learned: &Excerpt) -> PaperPart {
    let family = &report.family_feedback;
    let scored: usize = family.scores.iter().sum();
    let mut text = format!(
        "Feedback was sought from {} and had from {}; {scored} gave a score from 0 to 10",
        count(family.sought, "family member", "family members"),
        family.obtained,
    );
    if let Some(mean) = family.mean_score {
        let _ = write!(text, ", {mean:.1} in the mean");
    }
    text.push('.');
    part = part.text(text).text(change(&report.family_by_quarter));
    if scored > 0 {
        part = with_scores(part, &family.scores);
    }
    let words = in_their_words(
        learned.shown(ExcerptShare::Family),
        "no answer in words is recorded in this quarter",
    );
    let part = part
        .with(by_quarter(&report.family_by_quarter))
        .with(words)
        .note(OWN_WORDS);
    with_more(part, learned, &[ExcerptShare::Family])
}

/// With the scores, how often each was given; drawn where there are enough kinds of them.
fn with_scores(mut part: PaperPart, scores: &[usize; 11]) -> PaperPart {
    let kinds = scores.iter().filter(|n| **n > 0).count();
    let columns: Vec<(String, usize)> = (0_u8..)
        .zip(*scores)
        .map(|(score, n)| (score.to_string(), n))
        .collect();
    let is_drawn = kinds >= FEWEST_DRAWN;
    part = if is_drawn {
        part.with(PaperChart {
            id: "scores".to_owned(),
            title: "Scores that families gave, 0 to 10".to_owned(),
            words: spread(scores),
            plot: Plot::Counts(columns.clone()),
        })
    } else {
        part.text(spread(scores))
    };
    let table = PaperTable::of(
        "scores",
        "How often each score was given",
        "no score was given",
        columns,
        &[
            ("Score", ColumnKind::Code, &|(score, _)| Cell::text(score)),
            ("Times", ColumnKind::Count, &|(_, n)| (*n).into()),
        ],
    );
    // A chart says on each column how often.
    part = part.with(if is_drawn { table.folded(0) } else { table });
    part
}

fn spread(scores: &[usize; 11]) -> String {
    match (
        scores.iter().position(|n| *n > 0),
        scores.iter().rposition(|n| *n > 0),
    ) {
        (Some(low), Some(high)) if low < high => format!("The scores lie between {low} and {high}."),
        (Some(score), _) => format!("Every score is {score}."),
        _ => "No score was given.".to_owned(),
    }
}

/// The mean score against that of the quarter before, in a sentence.
fn change(quarters: &[FamilyQuarter]) -> String {
    let mut last = quarters.iter().rev();
    let (Some(now), Some(before)) = (last.next(), last.next()) else {
        return "There is no earlier quarter to compare.".to_owned();
    };
    let (Some(here), Some(there)) = (now.mean_score, before.mean_score) else {
        return "There is no score in one of the last two quarters to compare.".to_owned();
    };
    let how = match here.total_cmp(&there) {
        std::cmp::Ordering::Greater => "higher than",
        std::cmp::Ordering::Less => "lower than",
        std::cmp::Ordering::Equal => "the same as",
    };
    format!(
        "The mean is {how} in {}, when it was {there:.1} of {}. That was not tested: a mean of few scores moves by chance alone.",
        before.quarter,
        count(before.scores, "score", "scores")
    )
}

fn by_quarter(quarters: &[FamilyQuarter]) -> PaperTable {
    PaperTable::of(
        "scores-by-quarter",
        "The mean score over time",
        "no earlier quarter has scores",
        quarters,
        &[
            ("Quarter", ColumnKind::Code, &|quarter| {
                Cell::text(quarter.quarter.to_string())
            }),
            ("Scores", ColumnKind::Count, &|quarter| quarter.scores.into()),
            ("Mean, 0 to 10", ColumnKind::Decimal, &|quarter| {
                quarter.mean_score.map_or(Cell::Blank, Cell::Decimal)
            }),
        ],
    )
    .folded(0)
}

/// What workers said.
pub(super) fn workers(report: &Quarterly, learned: &Excerpt) -> PaperPart {
    let staff = &report.staff_feedback;
    let text = if staff.asked == 0 {
        "No worker was asked for feedback on an audit submitted in this quarter.".to_owned()
    } else {
        format!(
            "{} asked for feedback on their audit; {} gave it.",
            count(staff.asked, "worker was", "workers were"),
            staff.received
        )
    };
    let part = PaperPart::new("workers", "What workers said")
        .text(text)
        .with(pieces(
            "practice",
            "What workers learnt and changed",
            learned,
            ExcerptShare::Practice,
            "no worker's feedback tells of it in this quarter",
        ));
    with_more(part, learned, &[ExcerptShare::Practice])
}

/// Learning for the whole system, and what training is needed.
pub(super) fn learning(report: &Quarterly, learned: &Excerpt) -> PaperPart {
    let table = PaperTable::of(
        "learning",
        "Learning for the whole system, by area",
        "none is recorded in this quarter",
        &report.system_learning,
        &[
            ("Area", ColumnKind::Words, &|line| Cell::text(line.area.clone())),
            ("Times", ColumnKind::Count, &|line| line.n.into()),
        ],
    );
    let part = PaperPart::new("learning", "Learning and training needs")
        .with(table)
        .with(pieces(
            "training",
            "Training needs that audits name",
            learned,
            ExcerptShare::Training,
            "no audit names one in this quarter",
        ))
        .with(pieces(
            "system",
            "Learning on policy, process and resources",
            learned,
            ExcerptShare::System,
            "no audit names any in this quarter",
        ));
    with_more(part, learned, &[ExcerptShare::Training, ExcerptShare::System])
}

/// Good practice to be shared: appreciative enquiries that the worker agreed to, and Outstanding evidence.
pub(super) fn good_practice(learned: &Excerpt) -> PaperPart {
    let part = PaperPart::new("good-practice", "Good practice").with(pieces(
        "good-practice",
        "Good practice from appreciative enquiries and Outstanding evidence",
        learned,
        ExcerptShare::GoodPractice,
        "no note on good practice was agreed, and no audit with an Outstanding section settled",
    ));
    with_more(part, learned, &[ExcerptShare::GoodPractice]).note(OWN_WORDS)
}

fn pieces(id: &str, caption: &str, learned: &Excerpt, share: ExcerptShare, empty: &str) -> PaperTable {
    let columns = [
        ("About", ColumnKind::Words),
        ("In the writer's words", ColumnKind::Words),
        ("Audit", ColumnKind::Code),
    ];
    let mut table = PaperTable::new(id, caption, &columns, empty).folded(TEXTS);
    for piece in learned.shown(share) {
        table.row([
            Cell::text(piece.about.clone()),
            Cell::Text(crate::reports::learning::paper::text(piece)),
            Cell::text(piece.audit.to_string()),
        ]);
    }
    table
}

/// Where the rest of the texts are, if there are more.
fn with_more(part: PaperPart, learned: &Excerpt, shown: &[ExcerptShare]) -> PaperPart {
    match shown.iter().map(|share| learned.beyond(*share)).sum::<usize>() {
        0 => part.note("qaf report learning lists what audits teach, by tag, service and form."),
        more => part.note(format!(
            "{more} more: qaf report learning --quarter {}.",
            learned.title
        )),
    }
}
