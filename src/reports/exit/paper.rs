//! An edition of the exit interviews' figures, in every format.

use super::figures::{ExitEdition, ExitTally};
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable};
use crate::reports::public::figures::Count;

/// The edition as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(edition: &ExitEdition) -> String {
    crate::paper::csv::flat(edition)
}

/// The edition laid out.
pub fn paper(edition: &ExitEdition) -> Paper {
    Paper {
        title: format!("Exit interviews, edition {}", edition.edition),
        period: period(edition),
        council: None,
        as_of: edition.as_of,
        parts: vec![method(edition), questions(edition), themes(edition)],
    }
}

fn period(edition: &ExitEdition) -> String {
    let to = edition.to.spoken();
    edition.from.map_or_else(
        || format!("people who left up to {to}"),
        |from| format!("people who left from {} to {to}", from.spoken()),
    )
}

fn method(edition: &ExitEdition) -> PaperPart {
    let mut returned = PaperTable::new(
        "returned",
        "Questionnaires that came back",
        &[
            ("Completed", ColumnKind::Count),
            ("Declined to answer", ColumnKind::Count),
        ],
        "none",
    );
    returned.row([cell(edition.completed), cell(edition.declined)]);
    PaperPart::new("returned", "What came back")
        .with(returned)
        .text(format!(
            "Counts are rounded to the nearest 5. A count from 0 to {} is not shown, and neither is one that leaves as few who did not \
             say so: [c] stands for them, and for what they could be reckoned by, so that nobody's answer can be told.",
            edition.hide_up_to
        ))
        .text(
            "Each interview is in one edition alone, and an edition is issued once. A questionnaire that comes back late is in the \
             next one. Nothing is broken down by team, and no question by another.",
        )
}

fn questions(edition: &ExitEdition) -> PaperPart {
    let mut part = PaperPart::new("questions", "What was answered");
    for tally in &edition.questions {
        part = part.with(PaperBlock::Table(table(tally)));
    }
    part
}

fn table(tally: &ExitTally) -> PaperTable {
    let is_ranked = tally.answers.iter().any(|answer| answer.first.is_some());
    let mut columns = vec![("Answer", ColumnKind::Words), ("Number", ColumnKind::Count)];
    if is_ranked {
        columns.push(("Named first", ColumnKind::Count));
    }
    let id = tally.id.replace('_', "-");
    let mut table = PaperTable::new(
        id,
        format!("{}. {}", tally.number, tally.text),
        &columns,
        "nothing can be shown",
    );
    let shows = |count: Count| count.0.is_some();
    if !tally
        .answers
        .iter()
        .any(|answer| shows(answer.count) || answer.first.is_some_and(shows))
    {
        return table;
    }
    for answer in &tally.answers {
        let cells = [Cell::text(answer.answer.clone()), cell(answer.count)];
        table.row(cells.into_iter().chain(answer.first.map(cell)));
    }
    table
}

fn themes(edition: &ExitEdition) -> PaperPart {
    let part = PaperPart::new("themes", "What several have said");
    if edition.themes.is_empty() {
        return part.text("No theme was written down for this edition.");
    }
    part.text("In the words of whoever read the interviews; each rests on three or more.")
        .with(PaperBlock::List(edition.themes.clone()))
}

pub(crate) fn cell(count: Count) -> Cell {
    count.0.map_or(Cell::Hidden, Cell::Count)
}
