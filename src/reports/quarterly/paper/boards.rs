//! What management says beside the figures, and what clinics and boards made of them.

use crate::framework::Date;
use crate::paper::{Cell, ColumnKind, PaperBlock, PaperPart, PaperTable};
use crate::record::commentary::{BoardAction, Commentary};
use crate::reports::quarterly::figures::Governance;

/// The two parts: the commentary, and the boards; what has nothing to say is left out.
pub(super) fn parts(governance: &Governance, as_of: Date) -> Vec<PaperPart> {
    let mut parts = Vec::new();
    parts.extend(commentary(&governance.commentary));
    parts.push(boards(governance, as_of));
    parts
}

fn text(text: Option<&String>) -> Cell {
    Cell::text(text.cloned().unwrap_or_default())
}

/// An id as people say it: `reflecting-circle` as "Reflecting circle".
fn spoken(id: Option<&String>) -> Cell {
    let mut said = id.cloned().unwrap_or_default().replace('-', " ");
    if let Some(first) = said.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Cell::text(said)
}

/// What people said, as management tells it, and what was done about it; nothing where nothing is written.
pub(super) fn messages(said: &Commentary) -> Option<PaperTable> {
    (!said.messages.is_empty()).then(|| {
        PaperTable::of(
            "messages",
            "What people said, and what was done about it",
            "",
            &said.messages,
            &[
                ("From", ColumnKind::Words, &|message| {
                    spoken(message.from.as_ref())
                }),
                ("What they said", ColumnKind::Words, &|message| {
                    text(message.said.as_ref())
                }),
                (
                    "What was done",
                    ColumnKind::Words,
                    &|message| match &message.done {
                        Some(done) => Cell::text(done.clone()),
                        None => Cell::text("Nothing is written down yet"),
                    },
                ),
            ],
        )
    })
}

fn commentary(said: &Commentary) -> Option<PaperPart> {
    let mut part = PaperPart::new("commentary", "What management says");
    let texts = [
        ("Strengths", &said.strengths),
        ("Areas for improvement", &said.areas),
    ];
    for (heading, said) in texts {
        if let Some(said) = said {
            part.blocks.push(PaperBlock::Heading(heading.to_owned()));
            part.blocks.push(PaperBlock::Text(said.clone()));
        }
    }
    if !said.indicators.is_empty() {
        part = part.with(PaperTable::of(
            "indicators",
            "What the performance data say, and what audits found of the same",
            "",
            &said.indicators,
            &[
                ("Indicator", ColumnKind::Words, &|one| {
                    text(one.indicator.as_ref())
                }),
                ("Value", ColumnKind::Words, &|one| text(one.value.as_ref())),
                ("What audits found", ColumnKind::Words, &|one| {
                    text(one.audits.as_ref())
                }),
                ("Watched by", ColumnKind::Words, &|one| {
                    text(one.watched_by.as_ref())
                }),
            ],
        ));
    }
    if !said.activities.is_empty() {
        part = part.with(PaperTable::of(
            "team-activities",
            "What teams did of their own",
            "",
            &said.activities,
            &[
                ("Activity", ColumnKind::Words, &|one| spoken(one.kind.as_ref())),
                ("Date", ColumnKind::Day, &|one| Cell::day(one.date)),
                ("Team", ColumnKind::Words, &|one| text(one.team.as_ref())),
                ("What was learned", ColumnKind::Words, &|one| {
                    text(one.learning.as_ref())
                }),
            ],
        ));
    }
    (!part.blocks.is_empty()).then_some(part)
}

pub(super) fn boards(governance: &Governance, as_of: Date) -> PaperPart {
    let had = PaperTable::of(
        "presented",
        "Boards that have this report, in their order",
        "none",
        &governance.presented,
        &[
            ("Board", ColumnKind::Words, &|one| {
                Cell::text(governance.title(&one.board).to_owned())
            }),
            ("Presented", ColumnKind::Words, &|one| {
                Cell::text(one.date.map_or_else(|| "not yet".to_owned(), Date::spoken))
            }),
        ],
    );
    let part = PaperPart::new("boards", "Clinics and boards").with(had);
    taken_further(with_actions(part, governance, as_of), governance)
}

/// The title of a board, as a cell.
fn board(governance: &Governance, id: Option<&String>) -> Cell {
    let title = id.map(|id| governance.title(id).to_owned());
    Cell::text(title.unwrap_or_default())
}

/// The board that asked for an action, and the day it met.
fn asked_by(governance: &Governance, action: &BoardAction) -> Cell {
    let title = action.board.as_ref().map(|id| governance.title(id).to_owned());
    let met = action.date.map(Date::spoken);
    Cell::text(title.into_iter().chain(met).collect::<Vec<_>>().join(", "))
}

fn with_actions(part: PaperPart, governance: &Governance, as_of: Date) -> PaperPart {
    let actions = governance.actions(as_of);
    if actions.is_empty() {
        return part;
    }
    part.with(PaperTable::of(
        "board-actions",
        "What clinics and boards asked to be done",
        "",
        &actions,
        &[
            ("Asked by", ColumnKind::Words, &|(action, _)| {
                asked_by(governance, action)
            }),
            ("Action", ColumnKind::Words, &|(action, _)| {
                text(action.action.as_ref())
            }),
            ("Owner", ColumnKind::Words, &|(action, _)| {
                text(action.owner.as_ref())
            }),
            ("By", ColumnKind::Day, &|(action, _)| Cell::day(action.by)),
            ("Goes into the plan of", ColumnKind::Words, &|(action, _)| {
                spoken(action.feeds.as_ref())
            }),
            ("State", ColumnKind::Code, &|(_, state)| Cell::text(*state)),
        ],
    ))
}

/// What was taken further, and which new standards were shown.
fn taken_further(mut part: PaperPart, governance: &Governance) -> PaperPart {
    let said = &governance.commentary;
    if !said.escalations.is_empty() {
        part = part.with(PaperTable::of(
            "escalations",
            "What was taken further",
            "",
            &said.escalations,
            &[
                ("To", ColumnKind::Words, &|one| board(governance, one.to.as_ref())),
                ("Date", ColumnKind::Day, &|one| Cell::day(one.date)),
                ("Matter", ColumnKind::Words, &|one| text(one.matter.as_ref())),
                ("What came of it", ColumnKind::Words, &|one| {
                    text(one.outcome.as_ref())
                }),
            ],
        ));
    }
    if !said.standards.is_empty() {
        part = part.with(PaperTable::of(
            "standards",
            "New standards that were shown",
            "",
            &said.standards,
            &[
                ("Standard", ColumnKind::Words, &|one| text(one.standard.as_ref())),
                ("To", ColumnKind::Words, &|one| board(governance, one.to.as_ref())),
                ("Date", ColumnKind::Day, &|one| Cell::day(one.date)),
            ],
        ));
    }
    part
}
