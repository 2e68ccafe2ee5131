//! What management says beside the figures, and which boards have had them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::context::Context;
use crate::framework::{Date, Quarter};
use crate::paper::count;
use crate::progress::presenting::Presenting;
use crate::record::commentary::{BoardAction, Commentary};

/// What stands beside a quarter's figures: written by people, and no figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Governance {
    /// Each board that has the quarter's report, in their order, then any other that had it.
    pub presented: Vec<PresentedTo>,
    /// What management says; empty where there is no commentary.
    pub commentary: Commentary,
    /// How many errors keep it from being read whole.
    #[serde(skip)]
    pub faults: usize,
    /// The titles of the boards, by their ids.
    #[serde(skip)]
    pub titles: BTreeMap<String, String>,
}

/// A board, and the day on which it had the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PresentedTo {
    /// The board's id.
    pub board: String,
    /// The day; none yet.
    pub date: Option<Date>,
}

impl Governance {
    /// What stands beside a quarter's figures by today; `None` where there is neither a commentary, even
    /// one that can't be read, nor an issue.
    pub fn of(quarter: Quarter, context: &Context) -> Option<Self> {
        let beside = context.beside_figures(quarter);
        let faults = beside
            .findings
            .iter()
            .filter(|finding| finding.is_error())
            .count();
        if faults > 0 {
            context.out.warn(format!(
                "What stands beside the figures of {quarter} can't be read whole: {}. qaf validate says where.",
                count(faults, "error", "errors")
            ));
        }
        let issued = context.issued_on(quarter).ok().flatten();
        if beside.commentary.is_none() && issued.is_none() && faults == 0 {
            return None;
        }
        let settings = &context.store.settings;
        let presenting = Presenting {
            issued,
            log: &beside.log,
            order: &settings.quarterly_to,
        };
        let is_due = |board: &str| settings.quarterly_to.iter().any(|to| *to == *board);
        let had = |board: String| PresentedTo {
            date: presenting.presented_to(&board, Some(context.as_of)),
            board,
        };
        let due = settings.quarterly_to.iter().map(|to| had(to.as_str().to_owned()));
        let others = settings.board_ids().into_iter().filter(|id| !is_due(id)).map(had);
        let titles = settings.board_ids().into_iter().map(|id| {
            let title = settings.board(&id).unwrap_or_default().to_owned();
            (id, title)
        });
        Some(Self {
            presented: due.chain(others.filter(|other| other.date.is_some())).collect(),
            commentary: beside.commentary.unwrap_or_default(),
            faults,
            titles: titles.collect(),
        })
    }

    /// The title of a board.
    pub fn title<'a>(&'a self, board: &'a str) -> &'a str {
        self.titles.get(board).map_or(board, String::as_str)
    }

    /// The actions of clinics and boards, with what is known of each by a day.
    pub fn actions(&self, as_of: Date) -> Vec<(&BoardAction, &'static str)> {
        let actions = self.commentary.actions.iter();
        actions.map(|action| (action, action.state(as_of))).collect()
    }
}

impl BoardAction {
    /// Whether it is done, open or late by a day.
    pub fn state(&self, as_of: Date) -> &'static str {
        match (self.done.filter(|day| *day <= as_of), self.by) {
            (Some(_), _) => "done",
            (None, Some(by)) if by < as_of => "LATE",
            (None, _) => "open",
        }
    }
}
