//! The shape of a quarter's commentary.

use std::sync::LazyLock;

use super::of_works::{asked, options};
use super::{BLANK, KeyKind, KeyWalker, key};
use crate::record::commentary::{
    ActivityOfTeam, BoardAction, Commentary, EscalatedMatter, IndicatorBeside, MESSENGERS, MessageHeard,
    PLANS, StandardShown, TEAM_ACTIVITIES,
};

static FROM: LazyLock<Vec<String>> = LazyLock::new(|| options(&MESSENGERS));
static FEEDS: LazyLock<Vec<String>> = LazyLock::new(|| options(&PLANS));
static KINDS: LazyLock<Vec<String>> = LazyLock::new(|| options(&TEAM_ACTIVITIES));

impl Commentary {
    /// The way over `commentary.yaml`. `boards` are the ids of those in the settings.
    pub(crate) fn walk<'a>(&'a self, boards: &'a [String], w: &mut impl KeyWalker<'a>) -> Self {
        let strengths = asked("strengths", "Strengths")
            .under("What the figures say")
            .text(w, &self.strengths);
        let areas = asked("areas", "Areas for improvement").text(w, &self.areas);
        let data = asked(
            "indicators",
            "What the performance data say, beside what audits found of the same",
        );
        let indicators = w.list(
            data.under("Beside the performance data")
                .each("indicator", "An indicator"),
            &self.indicators,
            &BLANK.indicator_beside,
            IndicatorBeside::walk,
        );
        let heard = asked(
            "messages",
            "What families, children or staff said, and what was done about it; name nobody",
        );
        let messages = w.list(
            heard.under("What people said").each("message", "A message"),
            &self.messages,
            &BLANK.message,
            MessageHeard::walk,
        );
        let (actions, escalations, standards) = self.walk_boards(boards, w);
        let own = asked(
            "activities",
            "What teams did of their own: a reflecting-circle, a learning-session or other",
        )
        .under("In the teams")
        .each("activity", "An activity");
        let activities = w.list(own, &self.activities, &BLANK.team_activity, ActivityOfTeam::walk);
        Self {
            strengths,
            areas,
            indicators,
            messages,
            actions,
            escalations,
            standards,
            activities,
        }
    }

    /// What clinics and boards asked for, what was taken further, and what they were shown.
    fn walk_boards<'a>(
        &'a self,
        boards: &'a [String],
        w: &mut impl KeyWalker<'a>,
    ) -> (Vec<BoardAction>, Vec<EscalatedMatter>, Vec<StandardShown>) {
        let actions = asked("actions", "What clinics and boards asked to be done; it feeds the plan of service, commissioning, workforce or quality-assurance")
            .under("Clinics and boards")
            .each("action", "An action");
        let actions = w.list(actions, &self.actions, &BLANK.board_action, |action, w| {
            action.walk(boards, w)
        });
        let taken = asked(
            "escalations",
            "What was taken to the Independent Chair, or another",
        );
        let escalations = w.list(
            taken.each("matter", "A matter"),
            &self.escalations,
            &BLANK.escalated,
            |matter, w| matter.walk(boards, w),
        );
        let shown = asked(
            "standards",
            "New standards, policies and procedures that a board was shown",
        );
        let standards = w.list(
            shown.each("standard", "A standard"),
            &self.standards,
            &BLANK.standard,
            |standard, w| standard.walk(boards, w),
        );
        (actions, escalations, standards)
    }
}

impl IndicatorBeside {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        Self {
            indicator: key("indicator", "Which")
                .asks("Visits on time")
                .name(w, &self.indicator),
            value: key("value", "What it says")
                .asks("61% in September, 74% in June")
                .name(w, &self.value),
            audits: key("audits", "What audits found of the same")
                .asks("Visits are made and written down late")
                .text(w, &self.audits),
            watched_by: key("watched_by", "Who watches it")
                .asks("the service manager of the Area Unit")
                .may_name()
                .name(w, &self.watched_by),
        }
    }
}

impl MessageHeard {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        let from = key("from", "From whom").asks("families");
        Self {
            from: from.said(w, KeyKind::Option(&FROM), self.from.as_deref()),
            said: key("said", "What they said")
                .asks("They hear of changes of worker too late")
                .text(w, &self.said),
            done: key("done", "What was done about it")
                .asks("Each change is told in person since May")
                .text(w, &self.done),
        }
    }
}

impl BoardAction {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, boards: &'a [String], w: &mut W) -> Self {
        let board = key("board", "Which clinic or board").asks("performance-board");
        let feeds = key("feeds", "The plan that it goes into").asks("workforce");
        Self {
            board: board.said(w, KeyKind::Option(boards), self.board.as_deref()),
            date: key("date", "The day it met")
                .asks("2027-01-15")
                .date(w, self.date),
            action: key("action", "What is to be done")
                .asks("Train every supervisor in reflective supervision")
                .may_name()
                .text(w, &self.action),
            owner: key("owner", "Who sees to it")
                .asks("their name")
                .may_name()
                .name(w, &self.owner),
            by: key("by", "By which day").asks("2027-03-31").due(w, self.by),
            feeds: feeds.said(w, KeyKind::Option(&FEEDS), self.feeds.as_deref()),
            done: key("done", "The day it was done")
                .asks("leave it out until then")
                .date(w, self.done),
        }
    }
}

impl EscalatedMatter {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, boards: &'a [String], w: &mut W) -> Self {
        let to = key("to", "To whom").asks("independent-chair");
        Self {
            to: to.said(w, KeyKind::Option(boards), self.to.as_deref()),
            date: key("date", "When").asks("2027-01-15").date(w, self.date),
            matter: key("matter", "What")
                .asks("Health visits before conference")
                .text(w, &self.matter),
            outcome: key("outcome", "What came of it")
                .asks("leave it out until then")
                .text(w, &self.outcome),
        }
    }
}

impl StandardShown {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, boards: &'a [String], w: &mut W) -> Self {
        let to = key("to", "To which board").asks("performance-board");
        Self {
            standard: key("standard", "Which")
                .asks("Procedures manual, spring update")
                .name(w, &self.standard),
            to: to.said(w, KeyKind::Option(boards), self.to.as_deref()),
            date: key("date", "When").asks("2027-01-15").date(w, self.date),
        }
    }
}

impl ActivityOfTeam {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        let kind = key("kind", "What").asks("reflecting-circle");
        Self {
            kind: kind.said(w, KeyKind::Option(&KINDS), self.kind.as_deref()),
            date: key("date", "When").asks("2027-01-15").date(w, self.date),
            team: key("team", "Which team").asks("North").name(w, &self.team),
            learning: key("learning", "What was learned")
                .asks("How to ask about fathers")
                .text(w, &self.learning),
        }
    }
}
