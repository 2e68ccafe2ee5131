//! The whole audit as one document, in each format. Text, Markdown and page are its own; Word document and workbook are made
//! of the paper.

mod html;
mod md;
mod plain;

use super::figures::{AnsweredQuestion, AuditDocument, DocumentBlock, GivenAnswer, ShortAnswer};
use crate::figures::summary::ActionSummary;
use crate::framework::Date;
use crate::paper::safe::one_line;
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable};

pub use html::html;
pub use md::md;
pub use plain::text;

/// A short answer in words.
fn value(value: &ShortAnswer) -> String {
    match value {
        ShortAnswer::Text(text) => one_line(text),
        ShortAnswer::Date(date) => date.spoken(),
        ShortAnswer::NotAnswered => "not answered".to_owned(),
        ShortAnswer::NotYet => "not yet".to_owned(),
    }
}

/// The document laid out: a part for each of its own headings.
pub fn paper(document: &AuditDocument) -> Paper {
    let mut first = PaperPart::new("audit", "The audit");
    for banner in &document.banners {
        first = first.with(PaperBlock::Warning(banner.text.clone()));
    }
    let mut parts = vec![first];
    for block in &document.blocks {
        match block {
            DocumentBlock::Heading { level: 2, text } => {
                parts.push(PaperPart::new(format!("part-{}", parts.len()), one_line(text)));
            }
            block => {
                let table = format!("table-{}-", parts.len());
                if let Some(part) = parts.last_mut() {
                    let table = table + &part.blocks.len().to_string();
                    part.blocks.extend(pieces(block, &table));
                }
            }
        }
    }
    parts.retain(|part| !part.blocks.is_empty());
    Paper {
        title: format!("{} {}", one_line(&document.title), document.id),
        period: document.status.map_or_else(
            || "For the moderation panel".to_owned(),
            |status| {
                let open = document.open_actions.unwrap_or_default();
                format!("Where it stands: {}", ActionSummary::beside_status(status, open))
            },
        ),
        council: None,
        as_of: document.as_of,
        parts,
    }
}

/// What stands in a block, piece by piece; `id` names its table where it has one.
fn pieces(block: &DocumentBlock, id: &str) -> Vec<PaperBlock> {
    let text = |said: String| PaperBlock::Text(said);
    match block {
        DocumentBlock::Heading { text, .. } => vec![PaperBlock::Heading(one_line(text))],
        DocumentBlock::Facts { rows } => vec![PaperBlock::List(
            rows.iter()
                .map(|row| format!("{} {}", labelled(&row.label), value(&row.value)))
                .collect(),
        )],
        DocumentBlock::Text { label, text } => {
            vec![
                PaperBlock::Heading(labelled(label)),
                PaperBlock::Text(text.clone()),
            ]
        }
        DocumentBlock::Note { text } => vec![PaperBlock::Note(text.clone())],
        DocumentBlock::Question(asked) => answered(asked),
        DocumentBlock::Asked { questions } => vec![PaperBlock::List(questions.clone())],
        DocumentBlock::Grade(grade) => {
            let mut said = vec![text(format!("{}: {}", grade.label, grade.shown))];
            said.extend(
                grade
                    .reason
                    .iter()
                    .map(|reason| text(format!("The moderator's reason: {reason}"))),
            );
            said
        }
        DocumentBlock::Statements { rows } => vec![
            PaperTable::of(
                id,
                "Statements of Appendix 4 that were seen",
                "none",
                rows,
                &[
                    ("Statement", ColumnKind::Code, &|row| Cell::text(&row.id)),
                    ("Grade", ColumnKind::Words, &|row| {
                        Cell::some(row.grade_title.as_ref())
                    }),
                    ("Wording", ColumnKind::Words, &|row| Cell::text(&row.text)),
                ],
            )
            .into(),
        ],
        DocumentBlock::Table(given) => {
            let heads: Vec<_> = given
                .columns
                .iter()
                .map(|name| (name.as_str(), ColumnKind::Words))
                .collect();
            let mut table = PaperTable::new(id, given.caption.clone(), &heads, "none");
            for row in &given.rows {
                table.row(row.iter().map(|cell| Cell::text(value(cell))));
            }
            vec![table.into()]
        }
        DocumentBlock::Filing { text: place, saved } => vec![text(filed(place, *saved))],
    }
}

fn answered(asked: &AnsweredQuestion) -> Vec<PaperBlock> {
    let mut said = vec![PaperBlock::Heading(format!(
        "{}. {}",
        asked.number,
        one_line(&asked.text)
    ))];
    let texts = match &asked.answer {
        GivenAnswer::Given { short, said } => short
            .iter()
            .map(|short| format!("Answer: {short}"))
            .chain(said.iter().map(|said| match &said.label {
                Some(label) => format!("{}\n{}", labelled(label), said.text),
                None => said.text.clone(),
            }))
            .collect(),
        GivenAnswer::NotAnswered => vec!["Not answered.".to_owned()],
        GivenAnswer::NotApplicable { why } => vec![not_applicable(why.as_deref())],
    };
    said.extend(texts.into_iter().map(PaperBlock::Text));
    said
}

/// A label, which ends with a mark.
fn labelled(label: &str) -> String {
    let label = one_line(label);
    let colon = if label.ends_with(['?', ':']) { "" } else { ":" };
    format!("{label}{colon}")
}

/// That a question does not apply, and why.
fn not_applicable(why: Option<&str>) -> String {
    format!("Not applicable: {}", why.unwrap_or("no reason is given"))
}

/// Where the document is to be saved, and whether it was.
fn filed(place: &str, saved: Option<Date>) -> String {
    let saved = saved.map_or_else(
        || "not saved there yet".to_owned(),
        |day| format!("saved there on {}", day.spoken()),
    );
    format!("{} ({saved}).", one_line(place))
}
