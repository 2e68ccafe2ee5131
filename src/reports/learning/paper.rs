//! What audits teach, in each format.

use std::collections::BTreeSet;

use super::figures::{AreaCount, LearningPiece, LearningReport, PieceKind, TextWithheld};
use crate::paper::count;
use crate::paper::safe::safe;
use crate::paper::wrap::one_line;
use crate::paper::{Cell, ColumnKind, Paper, PaperPart, PaperTable};
use crate::paper::{Column, Columns};

/// The columns of the CSV, each in one line.
pub const CSV: Columns<LearningPiece> = Columns(&[
    Column::key("audit", |piece| in_one_line(&piece.audit.to_string())),
    Column::key("form", |piece| in_one_line(&piece.form)),
    Column::key("service", |piece| in_one_line(&service(piece))),
    Column::key("day", |piece| Cell::Day(piece.day)),
    Column::key("kind", |piece| Cell::text(kind(piece.kind))),
    Column::key("about", |piece| in_one_line(&piece.about)),
    Column::key("tags", |piece| in_one_line(&piece.tags.join(" "))),
    Column::key("text", |piece| in_one_line(&text(piece))),
]);

fn in_one_line(text: &str) -> Cell {
    Cell::text(safe(&one_line(text)))
}

/// The report laid out.
pub fn paper(report: &LearningReport) -> Paper {
    let mut parts = vec![overview(report)];
    parts.extend(PARTS.iter().map(|named| part(report, named)));
    Paper {
        title: format!("What audits teach, {}", report.title),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: PaperPart::with_little_last(parts),
    }
}

/// A part after the overview.
struct LearningPart {
    id: &'static str,
    title: &'static str,
    /// What belongs there.
    of: fn(&LearningPiece) -> bool,
    /// What is said where nothing does.
    empty: &'static str,
}

const PARTS: [LearningPart; 6] = [
    LearningPart {
        id: "training",
        title: "Training needs",
        of: is_training,
        empty: "no audit names one in this time",
    },
    LearningPart {
        id: "system",
        title: "Other learning for the wider system",
        of: |piece| piece.kind == PieceKind::System && !is_training(piece),
        empty: "no audit names learning on policy, process or resources in this time",
    },
    LearningPart {
        id: "findings",
        title: "Findings and recommendations",
        of: |piece| piece.kind == PieceKind::Finding,
        empty: "no audit gives key findings in this time",
    },
    LearningPart {
        id: "practice",
        title: "What workers learnt and changed",
        of: |piece| piece.kind == PieceKind::Practice,
        empty: "no worker's feedback tells of it in this time",
    },
    LearningPart {
        id: "good-practice",
        title: "Good practice",
        of: |piece| piece.kind == PieceKind::GoodPractice,
        empty: "no note on good practice was agreed, and no audit with an Outstanding section settled, in this time",
    },
    LearningPart {
        id: "families",
        title: "What families said, in their own words",
        of: is_of_families,
        empty: "no answer of a family in words is in audits submitted in this time",
    },
];

fn is_of_families(piece: &LearningPiece) -> bool {
    piece.kind == PieceKind::Family
}

fn is_training(piece: &LearningPiece) -> bool {
    piece.kind == PieceKind::System && piece.about == "training"
}

fn overview(report: &LearningReport) -> PaperPart {
    let families = report.pieces.iter().filter(|piece| is_of_families(piece));
    let families = families.count();
    let taught = report.pieces.len() - families;
    let mut part = PaperPart::new("overview", "In short").text(format!(
        "{} from {}.{}",
        count(taught, "piece of learning", "pieces of learning"),
        count(report.audits, "audit", "audits"),
        only(report)
    ));
    if families > 0 {
        part = part.text(format!(
            "{} in words.",
            count(families, "family member's answer", "family members' answers")
        ));
    }
    part = part.with(counts(
        "areas",
        "Learning for the wider system, by area",
        "Area",
        &report.areas,
    ));
    if !report.tags.is_empty() {
        part = part.with(counts("tags", "Tags of these audits", "Tag", &report.tags));
    }
    part = part.note(OWN_WORDS);
    if report.withheld > 0 {
        part = part.note(format!(
            "{} withheld.",
            count(report.withheld, "text is", "texts are")
        ));
    }
    if report.not_searched > 0 {
        part = part.note(format!(
            "{} and could not be searched.",
            count(report.not_searched, "text is withheld", "texts are withheld")
        ));
    }
    if report.not_agreed > 0 {
        part = part.note(format!(
            "{} not shown, as the worker has not agreed yet that it may be shared.",
            count(
                report.not_agreed,
                "note on good practice is",
                "notes on good practice are"
            )
        ));
    }
    part.note("The actions of audits are in qaf report actions.")
}

fn only(report: &LearningReport) -> String {
    let only = &report.only;
    let named = [
        ("the tag", &only.tag),
        ("the interface", &only.interface),
        ("the service", &only.service),
        ("the form", &only.form),
        ("texts with", &only.search),
    ];
    let given: Vec<String> = named
        .into_iter()
        .filter_map(|(what, value)| Some(format!("{what} {}", value.as_ref()?)))
        .collect();
    if given.is_empty() {
        String::new()
    } else {
        format!(" Only {}.", given.join(", "))
    }
}

fn counts(id: &str, caption: &str, what: &str, counted: &[AreaCount]) -> PaperTable {
    PaperTable::of(
        id,
        caption,
        "none",
        counted,
        &[
            (what, ColumnKind::Words, &|line| Cell::text(one_line(&line.name))),
            ("Pieces", ColumnKind::Count, &|line| line.pieces.into()),
            ("Audits", ColumnKind::Count, &|line| line.audits.into()),
        ],
    )
}

fn part(report: &LearningReport, named: &LearningPart) -> PaperPart {
    let table = PaperTable::of(
        named.id,
        named.title,
        named.empty,
        report.pieces.iter().filter(|piece| (named.of)(piece)),
        &[
            ("Audit", ColumnKind::Code, &|piece| {
                Cell::text(piece.audit.to_string())
            }),
            ("From", ColumnKind::Words, &|piece| Cell::text(from(piece))),
            ("About", ColumnKind::Words, &|piece| {
                Cell::text(one_line(&piece.about))
            }),
            ("What was written", ColumnKind::Words, &|piece| {
                Cell::text(one_line(&text(piece)))
            }),
        ],
    );
    PaperPart::new(named.id, named.title).with(table)
}

/// The form, and the service where there is one.
fn from(piece: &LearningPiece) -> String {
    match &piece.service {
        Some(service) => format!("{}, {service}", piece.form_title),
        None => piece.form_title.clone(),
    }
}

fn service(piece: &LearningPiece) -> String {
    piece
        .service
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// What a reader must know of words that are repeated.
pub(crate) const OWN_WORDS: &str = "For management: the writers' own words. A text that seems to hold personal data or a name is \
     withheld, but qaf can't know every name: read this before you pass it on.";

/// What families said in their own words, by question, as a table of a report: an answer to each question in sight.
pub(crate) fn in_their_words<'p>(pieces: impl Iterator<Item = &'p LearningPiece>, empty: &str) -> PaperTable {
    let mut asked = BTreeSet::new();
    let (first, rest): (Vec<_>, Vec<_>) = pieces.partition(|piece| asked.insert(piece.about.as_str()));
    let in_sight = first.len();
    PaperTable::of(
        "in-their-words",
        "What families said, in their own words",
        empty,
        first.into_iter().chain(rest),
        &[
            ("Asked", ColumnKind::Words, &|piece| {
                Cell::text(one_line(&piece.about))
            }),
            ("In their own words", ColumnKind::Words, &|piece| {
                Cell::text(one_line(&text(piece)))
            }),
        ],
    )
    .folded(in_sight)
}

/// What was written, or why it is not told.
pub(crate) fn text(piece: &LearningPiece) -> String {
    let command = match piece.withheld {
        None => return piece.text.clone().unwrap_or_default(),
        Some(TextWithheld::PersonalData) => "validate",
        Some(TextWithheld::Name) => "show",
    };
    format!(
        "withheld: it may name somebody (see qaf {command} {})",
        piece.audit
    )
}

fn kind(kind: PieceKind) -> &'static str {
    match kind {
        PieceKind::System => "system",
        PieceKind::Finding => "finding",
        PieceKind::Practice => "practice",
        PieceKind::GoodPractice => "good-practice",
        PieceKind::Family => "family",
    }
}
