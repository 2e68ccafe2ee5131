//! To which boards a quarter's report was presented, and what may be logged of that.

use super::work_standing::{WorkLaw, skipped, unknown_board};
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{Date, RoleId};

/// A quarter's report and those who had it.
#[derive(Clone, Copy, Debug)]
pub struct Presenting<'a> {
    /// The day on which its figures were first issued; `None` where they were not.
    pub issued: Option<Date>,
    /// What was logged.
    pub log: &'a [WorkEvent],
    /// The boards that have each quarter's report, in their order.
    pub order: &'a [RoleId],
}

impl Presenting<'_> {
    /// Why an event can't be logged, as a sentence with what must happen first; `None` where it can.
    pub fn objection(&self, event: &WorkEvent, law: WorkLaw<'_>) -> Option<String> {
        if event.date > law.as_of {
            return Some(format!("{} has not come yet.", event.date));
        }
        match event.event {
            WorkEventKind::Note if event.note.is_none() => Some("Say what with --note.".to_owned()),
            WorkEventKind::Note => None,
            WorkEventKind::Presented => self
                .unissued(event)
                .or_else(|| unknown_board(&event.to, law.boards))
                .or_else(|| self.presented_before(event))
                .or_else(|| self.out_of_order(event)),
            _ => Some("Of a quarter's report, \"presented\" is logged, and \"note\".".to_owned()),
        }
    }

    /// What a board was shown must stay as it was shown.
    fn unissued(&self, event: &WorkEvent) -> Option<String> {
        match self.issued {
            None => Some(
                "Its figures were not issued, and what a board was shown must stay as it was. First: qaf report quarterly \
                 --quarter Q --issue."
                    .to_owned(),
            ),
            Some(issued) if event.date < issued => {
                Some(format!("Its figures were issued on {issued}, after that day."))
            }
            Some(_) => None,
        }
    }

    fn presented_before(&self, event: &WorkEvent) -> Option<String> {
        event.to.iter().find_map(|to| {
            let day = self.presented_to(to, None)?;
            Some(format!("It was presented to {to} on {day} already."))
        })
    }

    /// The boards that have each quarter's report have it in their order; any other, when it likes.
    fn out_of_order(&self, event: &WorkEvent) -> Option<String> {
        let order: Vec<&str> = self.order.iter().map(RoleId::as_str).collect();
        let gone = |to: &str| {
            event.to.iter().any(|now| now == to) || self.presented_to(to, Some(event.date)).is_some()
        };
        skipped(&order, gone)
    }

    /// The day on which a board had it, up to a day.
    pub fn presented_to(&self, board: &str, up_to: Option<Date>) -> Option<Date> {
        let mut events = self.log.iter().filter(|event| {
            event.event == WorkEventKind::Presented && up_to.is_none_or(|day| event.date <= day)
        });
        events
            .find(|event| event.to.iter().any(|to| to == board))
            .map(|event| event.date)
    }

    /// The board that has it next; `None` where each has had it, or nothing is issued yet.
    pub fn next(&self, as_of: Date) -> Option<&RoleId> {
        self.issued?;
        let mut order = self.order.iter();
        order.find(|board| self.presented_to(board.as_str(), Some(as_of)).is_none())
    }
}
