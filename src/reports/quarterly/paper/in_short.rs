//! The quarter in short, for one page that is handed out alone: what is known about the quality and impact of practice, how
//! it is known, and what is done about it. Each figure is one of the whole report.

mod known;
mod promised;
mod rested_on;

pub(super) use known::tested;

use super::Quarterly;
use crate::paper::{Paper, PaperBlock, PaperPart};

/// The three questions, each under its heading.
fn questions(report: &Quarterly) -> [PaperPart; 3] {
    [
        known::part(report),
        rested_on::part(report),
        promised::part(report),
    ]
}

/// The part that stands first in the whole report.
pub(super) fn part(report: &Quarterly) -> PaperPart {
    let part = PaperPart::new("in-short", "In short");
    questions(report).into_iter().fold(part, |mut part, question| {
        part.blocks.push(PaperBlock::Heading(question.title));
        part.blocks.extend(question.blocks);
        part
    })
}

/// The page that is handed out alone.
pub(in crate::reports::quarterly) fn brief(report: &Quarterly) -> Paper {
    Paper {
        title: format!("Quality assurance in short, {}", report.quarter),
        parts: since_issued(report)
            .into_iter()
            .chain(questions(report))
            .collect(),
        ..super::empty(report)
    }
}

/// That figures differ from those that were issued; the whole report says it in a part of its own.
fn since_issued(report: &Quarterly) -> Option<PaperPart> {
    let since = report.since_issue.as_ref().filter(|since| !since.is_nothing())?;
    let said = super::since_in_short(since, report);
    Some(PaperPart::new("since-issue", "Changed since it was issued").text(said))
}

/// So many letters of what somebody wrote stand here at most; the whole of it stands in the whole report.
const LETTERS: usize = 180;

/// The beginning of what somebody wrote, in whole words.
fn beginning(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LETTERS {
        return text;
    }
    let fits: String = text.chars().take(LETTERS).collect();
    let whole = fits.rsplit_once(' ').map_or(fits.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':', '.']))
}
